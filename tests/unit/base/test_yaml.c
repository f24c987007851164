/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_yaml.c - values with their places, and what is refused
 */
#include "base/yaml.h"

#include "unit.h"

static enum tz_status
parse(const char *text, struct tz_yaml **ret, struct tz_err *err)
{
	return tz_yaml_parse(text, strlen(text), "a.yaml", ret, err);
}

static void
test_values(void **state)
{
	static const char *const table[][2] = {
	    {"a: 1\nb: [x, 'y', \"z\\n\"]\n",
		"{\"a\":1,\"b\":[\"x\",\"y\",\"z\\n\"]}"},
	    {"a: true\nb: false\nc: null\nd:\ne: ~\n",
		"{\"a\":true,\"b\":false,\"c\":null,\"d\":null,\"e\":null}"},
	    {"a: 'true'\nb: '1'\nc: yes\nd: 010\ne: 1.5\nf: 0x1f\ng: -7\n",
		"{\"a\":\"true\",\"b\":\"1\",\"c\":\"yes\",\"d\":\"010\","
		"\"e\":\"1.5\",\"f\":\"0x1f\",\"g\":-7}"},
	    {"2019: {off: [2019-01-01]}\n",
		"{\"2019\":{\"off\":[\"2019-01-01\"]}}"},
	    {"a: |\n  x\n  y\nb: >\n  x\n  y\n",
		"{\"a\":\"x\\ny\\n\",\"b\":\"x y\\n\"}"},
	    {"# only\n- 政府\n- ''\n- []\n- {}\n- '<<'\n",
		"[\"政府\",\"\",[],{},\"<<\"]"},
	    {"regex: '[1-9]\\d{16}[\\dXx]'\n",
		"{\"regex\":\"[1-9]\\\\d{16}[\\\\dXx]\"}"},
	    {"n: 123456789012345678\nm: 1234567890123456789\n",
		"{\"n\":123456789012345678,\"m\":\"1234567890123456789\"}"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto(tz_yaml) yaml = NULL;
		struct tz_err err = {0};
		char *shown;

		if (parse(table[i][0], &yaml, &err))
			fail_msg("%s", err.text);
		shown = json_dumps(tz_yaml_root(yaml),
		    JSON_COMPACT | JSON_ENCODE_ANY);
		assert_string_equal(shown, table[i][1]);
		free(shown);
	}
}

static void
test_refused(void **state)
{
	static const struct {
		const char *text;
		const char *message;
	} table[] = {
	    {"a: 1\nb: 2\na: 3\n", "a.yaml:3:1: a key stands twice"},
	    {"a: &x 1\nb: *x\n", "a.yaml:1:"},
	    {"b: *x\n", "a.yaml:1:"},
	    {"a: !!str 1\n", "a.yaml:1:"},
	    {"a: !own {b: 1}\n", "a.yaml:1:"},
	    {"x: {a: 1}\n<<: {b: 1}\n", "a.yaml:2:1: merge keys"},
	    {"a: 1\n---\nb: 2\n", "a.yaml:"},
	    {"a: [1, 2\n", "a.yaml:"},
	    {"a:\n\tb: 1\n", "a.yaml:2:"},
	    {"a: 'x\n", "a.yaml:"},
	    {"? [a]\n: 1\n", "a.yaml:1:"},
	    {"{a: 1, a: 2}", "a.yaml:1:8: a key stands twice"},
	    {": 1\n", "a.yaml:1:"},
	    {"", "a.yaml:1:1: the file is empty"},
	    {"# nothing\n", "a.yaml:"},
	    {"a: \xff\n", "a.yaml:1:1: not well-formed UTF-8"},
	    {"a: 1\n b: 2\n", "a.yaml:"},
	    {"a: \"\\q\"\n", "a.yaml:1:"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto(tz_yaml) yaml = NULL;
		struct tz_err err = {0};

		if (parse(table[i].text, &yaml, &err) != TZ_FORMAT)
			fail_msg("not refused: %s", table[i].text);
		if (strncmp(err.text, table[i].message,
			strlen(table[i].message)) != 0)
			fail_msg("%s: %s", table[i].text, err.text);
	}
}

static void
test_limits(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto(tz_yaml) yaml = NULL;
	int i;

	(void)state;
	for (i = 0; i < 10000; i++)
		tz_buf_putc(&text, '[');
	assert_int_equal(parse(tz_buf_str(&text), &yaml, NULL), TZ_LIMIT);
	tz_buf_reset(&text);
	for (i = 0; i < 70; i++)
		tz_buf_putc(&text, '[');
	for (i = 0; i < 70; i++)
		tz_buf_putc(&text, ']');
	assert_int_equal(parse(tz_buf_str(&text), &yaml, NULL), TZ_LIMIT);
	tz_buf_reset(&text);
	while (text.len <= 4u << 20)
		tz_buf_puts(&text, "- 1\n");
	assert_int_equal(parse(tz_buf_str(&text), &yaml, NULL), TZ_LIMIT);
}

static void
test_where(void **state)
{
	tz_auto(tz_yaml) yaml = NULL;
	struct tz_err err = {0};
	unsigned line;
	unsigned column;
	json_t *root;
	json_t *rules;

	(void)state;
	assert_int_equal(parse("id: 政\nok: true\nrules:\n- id: x\n  n: 5\n",
			     &yaml, NULL),
	    TZ_OK);
	root = tz_yaml_root(yaml);
	rules = json_object_get(root, "rules");
	tz_yaml_where(yaml, json_object_get(root, "id"), &line, &column);
	assert_int_equal(line, 1);
	assert_int_equal(column, 5);
	tz_yaml_where(yaml, json_object_get(json_array_get(rules, 0), "n"),
	    &line, &column);
	assert_int_equal(line, 5);
	assert_int_equal(column, 6);
	tz_yaml_where(yaml, json_true(), &line, &column);
	assert_int_equal(line, 0);
	tz_yaml_where_key(yaml, root, "ok", &line, &column);
	assert_int_equal(line, 2);
	assert_int_equal(column, 1);
	assert_int_equal(tz_yaml_fail(yaml, json_array_get(rules, 0), &err,
			     "no %s", "x"),
	    TZ_FORMAT);
	assert_string_equal(err.text, "a.yaml:4:3: no x");
	err = (struct tz_err){0};
	assert_int_equal(tz_yaml_fail_key(yaml, root, "ok", &err, "bad"),
	    TZ_FORMAT);
	assert_string_equal(err.text, "a.yaml:2:1: bad");
	assert_string_equal(tz_yaml_name(yaml), "a.yaml");
	tz_yaml_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_values),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
