/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/review/test_typed.c - text in the form of details
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/typed.h"

static void
test_text(void **state)
{
	static const struct {
		const char *text;
		const char *form; /* NULL: refused */
	} samples[] = {
	    {"  plain \n", "plain"},
	    {"e\u0301", "\u00e9"},
	    {"a\r\nb\tc", "a\nb\tc"},
	    {"\x1b[31mred", NULL},
	    {"\x7f", NULL},
	    {"\xff", NULL},
	    {"", ""},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof samples / sizeof *samples; i++) {
		tz_auto_buf form = TZ_BUF_INIT;
		struct tz_err err = {0};
		enum tz_status s =
		    tz_typed_text(samples[i].text, "--reason", &form, &err);

		assert_int_equal(s, samples[i].form ? TZ_OK : TZ_USAGE);
		if (samples[i].form)
			assert_string_equal(tz_buf_str(&form), samples[i].form);
	}
}

static void
test_fit(void **state)
{
	static const char *const samples[][2] = {
	    {"a\nb.txt", "a\ufffdb.txt"},
	    {"a\xff.txt", "a\ufffd.txt"},
	    {"e\u0301.txt", "\u00e9.txt"},
	    {"\u8868.xlsx", "\u8868.xlsx"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof samples / sizeof *samples; i++) {
		tz_auto_buf form = TZ_BUF_INIT;

		assert_int_equal(tz_typed_fit(samples[i][0],
				     strlen(samples[i][0]), &form, NULL),
		    TZ_OK);
		assert_string_equal(tz_buf_str(&form), samples[i][1]);
	}
}

static void
test_set(void **state)
{
	tz_auto_json object = json_object();

	(void)state;
	assert_int_equal(tz_typed_set(object, "reason", NULL, "x", NULL),
	    TZ_OK);
	assert_int_equal(tz_typed_set(object, "reason", "  ", "x", NULL),
	    TZ_OK);
	assert_int_equal(json_object_size(object), 0);
	assert_int_equal(tz_typed_set(object, "reason", " r ", "x", NULL),
	    TZ_OK);
	assert_string_equal(tz_json_string(object, "reason"), "r");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_fit),
	    cmocka_unit_test(test_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
