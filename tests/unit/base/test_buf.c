/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_buf.c - bytes that grow
 */
#include "base/buf.h"

#include "unit.h"

static void
test_append(void **state)
{
	tz_auto_buf buf = TZ_BUF_INIT;
	int i;

	(void)state;
	assert_string_equal(tz_buf_str(&buf), "");
	for (i = 0; i < 1000; i++)
		tz_buf_printf(&buf, "%03d", i);
	assert_int_equal(buf.len, 3000);
	assert_memory_equal(buf.data + 2997, "999", 4);
	tz_buf_reset(&buf);
	assert_string_equal(tz_buf_str(&buf), "");
	tz_buf_append(&buf, "a\0b", 3);
	tz_buf_putc(&buf, 'c');
	tz_buf_puts(&buf, "d");
	assert_int_equal(buf.len, 5);
	assert_memory_equal(buf.data, "a\0bcd", 6);
	assert_int_equal(tz_buf_check(&buf, NULL), TZ_OK);
}

/* Every length about the steps of growth keeps its NUL inside. */
static void
test_edges(void **state)
{
	size_t len;

	(void)state;
	for (len = 0; len < 300; len++) {
		tz_auto_buf buf = TZ_BUF_INIT;
		char text[300];

		memset(text, 'x', sizeof text);
		tz_buf_append(&buf, text, len);
		assert_int_equal(strlen(tz_buf_str(&buf)), len);
		tz_buf_printf(&buf, "%.*s", (int)len, text);
		assert_int_equal(strlen(tz_buf_str(&buf)), 2 * len);
	}
}

static void
test_take(void **state)
{
	struct tz_buf buf = TZ_BUF_INIT;
	char *text = tz_buf_take(&buf);

	(void)state;
	assert_string_equal(text, "");
	free(text);
	tz_buf_puts(&buf, "abc");
	text = tz_buf_take(&buf);
	assert_string_equal(text, "abc");
	assert_null(buf.data);
	free(text);
}

static void
test_failed(void **state)
{
	tz_auto_buf buf = TZ_BUF_INIT;
	struct tz_err err = {0};

	(void)state;
	tz_buf_puts(&buf, "abc");
	tz_buf_append(&buf, "x", SIZE_MAX / 2);
	tz_buf_puts(&buf, "def");
	assert_string_equal(tz_buf_str(&buf), "abc");
	assert_int_equal(tz_buf_check(&buf, &err), TZ_NOMEM);
	assert_null(tz_buf_take(&buf));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_append),
	    cmocka_unit_test(test_edges),
	    cmocka_unit_test(test_take),
	    cmocka_unit_test(test_failed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
