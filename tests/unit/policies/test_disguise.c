/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/policies/test_disguise.c - a mark in disguise is still a mark
 *
 * Every `hit` example of the rules for state secrets is run again as a careless
 * typist or a layout makes it: full width, ideographic spaces, invisible
 * characters, one character a line, a cell, a page, traditional characters.
 */
#include "base/utf8.h"
#include "base/yaml.h"
#include "set_of.h"

static struct tz_rule_set *set;

/* Write one character, changed, and what comes after it. */
struct disguise {
	const char *name;
	void (*put)(uint32_t point, struct tz_buf *ret);
	const char *between;
};

static void
put_same(uint32_t point, struct tz_buf *ret)
{
	tz_utf8_put(point, ret);
}

static void
put_full_width(uint32_t point, struct tz_buf *ret)
{
	tz_utf8_put(point > 0x20 && point < 0x7f ? point + 0xfee0 : point, ret);
}

static void
put_traditional(uint32_t point, struct tz_buf *ret)
{
	static const uint32_t pairs[][2] = {{0x7edd, 0x7d55}, /* 绝 絕 */
	    {0x673a, 0x6a5f},				      /* 机 機 */
	    {0x957f, 0x9577},				      /* 长 長 */
	    {0x542f, 0x555f},				      /* 启 啟 */
	    {0x4f1a, 0x6703}};				      /* 会 會 */
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] == point)
			point = pairs[i][1];
	tz_utf8_put(point, ret);
}

static const struct disguise disguises[] = {
    {"full width", put_full_width, ""},
    {"traditional", put_traditional, ""},
    {"spaces", put_same, " "},
    {"ideographic spaces", put_same, "\u3000"},
    {"no-break spaces", put_same, "\u00a0"},
    {"zero-width spaces", put_same, "\u200b"},
    {"word joiners", put_same, "\u2060"},
    {"soft hyphens", put_same, "\u00ad"},
    {"bidi marks", put_same, "\u200e"},
    {"one a line", put_same, "\n"},
    {"one a line, CR LF", put_same, "\r\n"},
    {"one a cell", put_same, "\t"},
    {"one a page", put_same, "\f"},
    {"all of it", put_full_width, "\u200b\u3000\u200b"},
};

static void
disguised(const char *text, const struct disguise *disguise, struct tz_buf *ret)
{
	size_t len = strlen(text);
	size_t at = 0;
	uint32_t point;
	size_t n;

	while ((n = tz_utf8_next(text, len, at, &point))) {
		if (at > 0)
			tz_buf_puts(ret, disguise->between);
		disguise->put(point, ret);
		at += n;
	}
}

static void
check_example(const char *text, const char *rule)
{
	size_t i;

	for (i = 0; i < sizeof disguises / sizeof *disguises; i++) {
		tz_auto_buf made = TZ_BUF_INIT;

		disguised(text, &disguises[i], &made);
		if (gravest(set, tz_buf_str(&made), rule) != TZ_SEVERITY_REFUSE)
			fail_msg("'%s' as %s is not refused", text,
			    disguises[i].name);
	}
}

static void
marks_are_refused_in_every_disguise(void **state)
{
	static const char path[] =
	    TZ_SOURCE "/policies/packs/cn/state-secrets.yaml";
	tz_auto(tz_yaml) yaml = NULL;
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_err err = {0};
	const json_t *rules;
	size_t n = 0;
	size_t i;
	size_t k;

	(void)state;
	assert_int_equal(tz_file_read(path, 1 << 20, &text, &err), TZ_OK);
	assert_int_equal(tz_yaml_parse(tz_buf_str(&text), text.len, path, &yaml,
			     &err),
	    TZ_OK);
	rules = json_object_get(tz_yaml_root(yaml), "rules");
	for (i = 0; i < json_array_size(rules); i++) {
		const json_t *rule = json_array_get(rules, i);
		const json_t *hits =
		    json_object_get(json_object_get(rule, "examples"), "hit");

		if (strcmp(tz_json_string(rule, "severity"), "refuse") != 0)
			continue;
		for (k = 0; k < json_array_size(hits); k++, n++)
			check_example(json_string_value(json_array_get(hits,
					  k)),
			    tz_json_string(rule, "id"));
	}
	assert_true(n >= 20);
}

static int
set_up(void **state)
{
	(void)state;
	set = shipped_set();
	return set ? 0 : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	tz_rule_set_free(set);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(marks_are_refused_in_every_disguise),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
