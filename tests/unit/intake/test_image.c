/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_image.c - pictures: what they say beside their
 * pixels, and metafiles
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus.h"

static void
test_facts(void **state)
{
	tz_auto(tz_document) full = corpus_read("gps.jpg");
	tz_auto(tz_document) none = corpus_read("stripped.jpg");
	size_t n;

	(void)state;
	assert_true(here_fact(full, "gps"));
	assert_true(here_fact(full, "device"));
	assert_true(here_has(full, TZ_CHANNEL_EXIF, "39.904200, 116.407400"));
	assert_true(here_has(full, TZ_CHANNEL_EXIF, "仓库内景"));
	assert_true(here_has(full, TZ_CHANNEL_EXIF, "remark of the sender"));
	(void)tz_document_facts(none, &n);
	assert_int_equal(n, 0);
}

static void
test_thumbnails(void **state)
{
	tz_auto(tz_document) same = corpus_read("thumb-same.jpg");
	tz_auto(tz_document) other = corpus_read("thumb-other.jpg");

	(void)state;
	assert_true(here_fact(same, "thumbnail"));
	assert_false(here_fact(same, "thumbnail-differs"));
	assert_true(here_fact(other, "thumbnail-differs"));
}

static void
test_behind(void **state)
{
	static const char *const names[] = {"tail.jpg", "tail-zip.png"};
	tz_auto(tz_document) plain = corpus_read("plain.jpg");
	size_t i;

	(void)state;
	assert_false(here_fact(plain, "trailing-data"));
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		tz_auto(tz_document) document = corpus_read(names[i]);

		assert_true(here_fact(document, "trailing-data"));
		assert_non_null(here_file(document,
		    i == 0 ? "tail.jpg!/trailing-data"
			   : "tail-zip.png!/trailing-data"));
	}
}

static void
test_emf(void **state)
{
	tz_auto(tz_document) document = corpus_read("text.emf");
	tz_auto(tz_document) lines = corpus_read("lines.emf");
	size_t n;

	(void)state;
	/* Two runs of one line, a line, and one in the font's code page. */
	assert_string_equal(here_part(document, TZ_CHANNEL_BODY, 0)->text,
	    "图中的字\nsecond line\n旧码文字");
	assert_string_equal(here_part(document, TZ_CHANNEL_BODY, 1)->text,
	    "加号里的文字");
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "仓库平面图"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "private remark"));
	assert_non_null(here_file(document, "text.emf!/picture-1.bmp"));
	(void)tz_document_files(lines, &n);
	assert_int_equal(n, 1);
	corpus_reading(lines, "lines.emf", TZ_READING_READ);
}

static void
test_wmf(void **state)
{
	tz_auto(tz_document) document = corpus_read("text.wmf");

	(void)state;
	assert_true(here_has(document, TZ_CHANNEL_BODY, "内部图样\nleft part"));
	/* The second one came in two pieces. */
	assert_non_null(here_file(document, "text.wmf!/picture-1.bmp"));
	assert_non_null(here_file(document, "text.wmf!/picture-2.emf"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "inner enhanced text"));
}

/* Glyphs by their number say nothing to who has not the font. */
static void
test_glyphs(void **state)
{
	tz_auto(tz_document) document = corpus_read("glyphs.emf");

	(void)state;
	corpus_reading(document, "glyphs.emf", TZ_READING_UNREAD);
}

static void
test_damaged(void **state)
{
	(void)state;
	corpus_damage("text.wmf");
	corpus_damage("gps.jpg");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_facts),
	    cmocka_unit_test(test_thumbnails),
	    cmocka_unit_test(test_behind),
	    cmocka_unit_test(test_emf),
	    cmocka_unit_test(test_wmf),
	    cmocka_unit_test(test_glyphs),
	    cmocka_unit_test(test_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
