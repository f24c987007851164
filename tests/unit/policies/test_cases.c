/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/policies/test_cases.c - the shipped rules over cases kept as data
 *
 * tests/cases/policy/README says how a case is written.
 */
#include "base/document.h"
#include "base/utf8.h"
#include "set_of.h"

static struct tz_rule_set *set;

struct one_case {
	const char *file;
	unsigned line;
	enum tz_channel channel;
	struct tz_buf text;
	struct tz_buf want; /* a line a finding */
	bool any;
};

/* \n \t \f \\ and \uXXXX */
static void
unescape(const char *from, struct tz_buf *ret)
{
	for (; *from; from++) {
		char hex[5] = "";

		if (*from != '\\' || !from[1]) {
			tz_buf_putc(ret, *from);
			continue;
		}
		from++;
		if (*from == 'u' && strlen(from) > 4) {
			memcpy(hex, from + 1, 4);
			tz_utf8_put((uint32_t)strtoul(hex, NULL, 16), ret);
			from += 4;
			continue;
		}
		tz_buf_putc(ret,
		    *from == 'n'       ? '\n'
			: *from == 't' ? '\t'
			: *from == 'f' ? '\f'
				       : *from);
	}
}

static void
find_all(const struct one_case *one, struct tz_buf *ret)
{
	tz_auto(tz_document) document = NULL;
	tz_auto(tz_findings) findings = NULL;
	struct tz_document_file file = {.path = "", .media_type = "text/plain"};
	struct tz_part part = {.path = "",
	    .channel = one->channel,
	    .text = tz_buf_str(&one->text),
	    .text_len = one->text.len};
	const struct tz_finding *all;
	size_t n;
	size_t i;

	assert_int_equal(tz_document_new(&document, NULL), TZ_OK);
	assert_int_equal(tz_document_add_file(document, &file, &part.file,
			     NULL),
	    TZ_OK);
	assert_int_equal(tz_document_add_part(document, &part, NULL), TZ_OK);
	assert_int_equal(tz_rule_set_match(set, document, &findings, NULL),
	    TZ_OK);
	all = tz_findings_all(findings, &n);
	for (i = 0; i < n; i++)
		tz_buf_printf(ret, "%s %s %zu %zu\n",
		    tz_severity_word(all[i].severity), all[i].rule,
		    all[i].start, all[i].end);
}

static void
run_case(struct one_case *one)
{
	tz_auto_buf found = TZ_BUF_INIT;

	if (one->any) {
		find_all(one, &found);
		if (strcmp(tz_buf_str(&found), tz_buf_str(&one->want)) != 0)
			fail_msg("%s:%u: found\n%snot\n%s", one->file,
			    one->line, tz_buf_str(&found),
			    tz_buf_str(&one->want));
	}
	tz_buf_reset(&one->text);
	tz_buf_reset(&one->want);
	one->channel = TZ_CHANNEL_BODY;
	one->any = false;
}

/* One line of a case file. */
static void
take_line(struct one_case *one, unsigned number, const char *line)
{
	if (strncmp(line, "text: ", 6) == 0) {
		unescape(line + 6, &one->text);
		one->line = number;
		one->any = true;
	} else if (strncmp(line, "channel: ", 9) == 0) {
		one->channel = tz_channel_from(line + 9);
		assert_true(one->channel != TZ_CHANNEL_COUNT);
	} else if (strncmp(line, "find: ", 6) == 0) {
		tz_buf_printf(&one->want, "%s\n", line + 6);
	} else if (*line && *line != '#') {
		fail_msg("%s:%u: what is this?", one->file, number);
	}
}

static enum tz_status
run_file(const char *path, void *arg, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct one_case one = {.file = path, .channel = TZ_CHANNEL_BODY};
	unsigned number = 0;
	char *rest;
	char *line;
	size_t len = strlen(path);

	if (len < 5 || strcmp(path + len - 5, ".case") != 0)
		return TZ_OK;
	assert_int_equal(tz_file_read(path, 1 << 20, &text, err), TZ_OK);
	for (rest = text.data; (line = strsep(&rest, "\n"));) {
		number++;
		take_line(&one, number, line);
		if (!*line)
			run_case(&one);
	}
	run_case(&one);
	tz_buf_clear(&one.text);
	tz_buf_clear(&one.want);
	++*(int *)arg;
	return TZ_OK;
}

static void
cases_come_out_as_written(void **state)
{
	int n = 0;
	struct tz_err err = {0};

	(void)state;
	assert_int_equal(tz_folder_walk(TZ_SOURCE "/tests/cases/policy",
			     run_file, &n, &err),
	    TZ_OK);
	assert_true(n >= 4);
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
	    cmocka_unit_test(cases_come_out_as_written),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
