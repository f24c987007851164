/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/index/test_query.c - how a query is read, and that no query can
 * do harm
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "index/query.h"

/* Write the tree in brackets. */
static void
describe(const struct tz_query *query, struct tz_buf *ret)
{
	static const char *const heads[] = {[TZ_QUERY_ALL] = "all",
	    [TZ_QUERY_ANY] = "any",
	    [TZ_QUERY_NOT] = "not",
	    [TZ_QUERY_NEAR] = "near"};
	size_t i;

	if (query->kind == TZ_QUERY_PHRASE) {
		for (i = 0; i < query->n_terms; i++)
			tz_buf_printf(ret, "%s%s", i ? "+" : "",
			    query->terms[i]);
		if (query->wildcard)
			tz_buf_putc(ret, '*');
		return;
	}
	if (query->kind == TZ_QUERY_RANGE) {
		tz_buf_printf(ret, "[%s..%s]", query->from, query->until);
		return;
	}
	tz_buf_printf(ret, "(%s", heads[query->kind]);
	if (query->kind == TZ_QUERY_NEAR)
		tz_buf_printf(ret, "/%u", query->distance);
	for (i = 0; i < query->n_children; i++) {
		tz_buf_putc(ret, ' ');
		describe(query->children[i], ret);
	}
	tz_buf_putc(ret, ')');
}

static const struct {
	const char *query;
	const char *tree; /* NULL: refused */
} cases[] = {
    {"保", "保"},
    {"保密", "保+密"},
    {"保密审查", "保+密+审+查"},
    {"保密 审查", "(all 保+密 审+查)"},
    {"\"保密 审查\"", "保+密+审+查"},
    {"“保密审查” 台账", "(all 保+密+审+查 台+账)"},
    {"第37号", "第+37+号"},
    {"宝市监办〔2019〕37号", "宝+市+监+办+|+2019+37+号"},
    {"宝市监办(2019)37号", "宝+市+监+办+|+2019+37+号"},
    {"宝市监办（2019）37号", "宝+市+监+办+|+2019+37+号"},
    {"JY13101130000017", "jy13101130000017"},
    {"Disclosures", "Zdisclosur"},
    {"\"Disclosures\"", "disclosures"},
    {"inform*", "inform*"},
    {"保密*", "保+密"},
    {"sign-off", "sign+off"},
    {"a AND b", "(all Za Zb)"},
    {"a and b", "(all Za Zand Zb)"},
    {"a OR b c", "(any Za (all Zb Zc))"},
    {"(a OR b) c", "(all (any Za Zb) Zc)"},
    {"（甲 OR 乙） 丙", "(all (any 甲 乙) 丙)"},
    {"a AND(b OR c)", "(all Za (any Zb Zc))"},
    {"a NOT b", "(all Za (not Zb))"},
    {"a -b", "(all Za (not Zb))"},
    {"-b", "(not Zb)"},
    {"a NEAR/3 b", "(near/3 a b)"},
    {"a NEAR b", "(near/10 a b)"},
    {"title:公开", "S公+S开"},
    {"TITLE：公开", "S公+S开"},
    {"title:\"a b\"", "Sa+Sb"},
    {"title:(甲 OR 乙) 丙", "(all (any S甲 S乙) 丙)"},
    {"number:宝市监办[2019]37号", "XN宝+XN市+XN监+XN办+XN|+XN2019+XN37+XN号"},
    {"ground:cn.foi.14", "XLcn.foi.14"},
    {"disposition:on-request", "XPon-request"},
    {"date:2019", "[20190101..20191231]"},
    {"date:2019-02..2019-06", "[20190201..20190631]"},
    {"date:..2019-06-20", "[..20190620]"},
    {"date:2019-06-20..", "[20190620..]"},
    {"year:2019..2021", "[20190101..20211231]"},
    {"公开 — 方案", "(all 公+开 方+案)"},
    {"公开 OR —", "公+开"},
    {"", NULL},
    {" ", NULL},
    {"—", NULL},
    {"NOT —", NULL},
    {"AND", NULL},
    {"a OR", NULL},
    {"OR a", NULL},
    {"a AND", NULL},
    {"a AND AND b", NULL},
    {"NOT", NULL},
    {"(a", NULL},
    {"a)", NULL},
    {"()", NULL},
    {"a(b", NULL},
    {"\"a", NULL},
    {"“a", NULL},
    {"zebra:x", NULL},
    {"title:", NULL},
    {"title: a", NULL},
    {"title:)", NULL},
    {"title:-a", NULL},
    {"date:2019-13", NULL},
    {"date:2019-02-30", NULL},
    {"date:2020..2019", NULL},
    {"date:..", NULL},
    {"date:x", NULL},
    {"date:(2019)", NULL},
    {"year:2019-06", NULL},
    {"a NEAR/ b", NULL},
    {"a NEAR/x b", NULL},
    {"a NEAR/99999999999 b", NULL},
    {"a NEAR (b OR c)", NULL},
    {"title:a NEAR b", NULL},
    {"a NEAR b NEAR c", NULL},
    {"a\xff", NULL},
};

static void
queries_are_read(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++) {
		tz_auto(tz_query) query = NULL;
		tz_auto_buf tree = TZ_BUF_INIT;
		struct tz_err err = {TZ_OK, ""};
		enum tz_status s;

		s = tz_query_parse(cases[i].query, strlen(cases[i].query),
		    &query, &err);
		if (!cases[i].tree) {
			if (s != TZ_FORMAT)
				fail_msg("'%s' was read", cases[i].query);
			assert_null(strstr(err.text, "zebra"));
			continue;
		}
		if (s)
			fail_msg("'%s': %s", cases[i].query, err.text);
		describe(query, &tree);
		assert_string_equal(tz_buf_str(&tree), cases[i].tree);
	}
}

static void
refuse(const char *piece, size_t times, const char *end)
{
	tz_auto(tz_query) query = NULL;
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_err err = {TZ_OK, ""};
	size_t i;

	for (i = 0; i < times; i++)
		tz_buf_puts(&text, piece);
	tz_buf_puts(&text, end);
	assert_int_equal(tz_query_parse(text.data, text.len, &query, &err),
	    TZ_FORMAT);
}

static void
hostile_queries_are_refused(void **state)
{
	(void)state;
	refuse("(", 10000, "");
	refuse("(", 10000, "a");
	refuse(")", 10000, "");
	refuse("(a ", 5000, "");
	refuse("-", 10000, "a");
	refuse("NOT ", 4000, "a");
	refuse("title:", 2000, "a");
	refuse("\"", 10001, "");
	refuse("a", 1 << 20, "");
	refuse("公开 ", 1 << 18, "");
	refuse("\x80", 100, "");
	refuse("\xed\xa0\x80", 100, "");
}

/* Any bytes at all are read or refused. */
static void
no_bytes_do_harm(void **state)
{
	static const char *const pieces[] = {"(", ")", "\"", "“", "”", "*", "-",
	    ":", "title:", "date:", "year:2019", "..", " ", "AND ", "OR ",
	    "NOT ", "NEAR/2 ", "公", "开", "a", "b1", "。", "\n", "（", "）",
	    "\xff", "ground:", "cn.foi", "𠀀", "é"};
	unsigned seed = 1;
	int round;

	(void)state;
	for (round = 0; round < 20000; round++) {
		tz_auto(tz_query) query = NULL;
		tz_auto_buf text = TZ_BUF_INIT;
		struct tz_err err = {TZ_OK, ""};
		enum tz_status s;
		int n;

		for (n = round % 12; n >= 0; n--) {
			seed = seed * 1103515245u + 12345u;
			tz_buf_puts(&text,
			    pieces[(seed >> 16) %
				(sizeof pieces / sizeof *pieces)]);
		}
		s = tz_query_parse(text.data, text.len, &query, &err);
		assert_true(s == TZ_OK || s == TZ_FORMAT);
		assert_true((s == TZ_OK) == (query != NULL));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(queries_are_read),
	    cmocka_unit_test(hostile_queries_are_refused),
	    cmocka_unit_test(no_bytes_do_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
