/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_epub.c - EPUB: order, and what the order leaves out
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office.h"

#define EPUB "../epub/"

static void
test_order(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_epub, EPUB "plain.epub");
	const struct tz_document_file *files;
	size_t n;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	files = tz_document_files(document, &n);
	assert_int_equal(n, 4);
	assert_non_null(strstr(files[1].path, "b.xhtml"));
	assert_non_null(strstr(files[2].path, "a page.xhtml"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "作者甲"));
	assert_false(here_fact(document, "unreferenced-object"));
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_epub, EPUB "hidden.epub");

	(void)state;
	assert_true(here_fact(document, "unreferenced-object"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "目录里的字"));
}

static void
test_encrypted(void **state)
{
	tz_auto(tz_document) fonts =
	    office_read(tz_read_epub, EPUB "fonts.epub");
	tz_auto(tz_document) locked =
	    office_read(tz_read_epub, EPUB "locked.epub");

	(void)state;
	office_reading(fonts, TZ_READING_READ, NULL);
	office_reading(locked, TZ_READING_PARTLY, "encrypted");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_encrypted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
