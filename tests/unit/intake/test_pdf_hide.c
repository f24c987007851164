/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_pdf_hide.c - PDF: text under covers, and other text
 * that does not show, each beside what looks like it and hides nothing
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus.h"

#define SECRET "Secret Wang"

static void
test_bad(void **state)
{
	static const char *const names[] = {"bad-box.pdf", "bad-white.pdf",
	    "bad-poly.pdf", "bad-stroke.pdf", "bad-strips.pdf", "bad-form.pdf",
	    "bad-image.pdf", "bad-square.pdf", "bad-highlight.pdf",
	    "bad-stamp.pdf", "bad-overlay.pdf", "bad-overlayimg.pdf",
	    "bad-blackonblack.pdf", "scan-box.pdf", "scan-baked.pdf"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		tz_auto(tz_document) document = corpus_read(names[i]);

		if (!here_has(document, TZ_CHANNEL_COVERED_TEXT, SECRET) ||
		    !here_fact(document, "covered-text"))
			fail_msg("%s: not found", names[i]);
		assert_false(here_has(document, TZ_CHANNEL_BODY, SECRET));
		assert_false(here_has(document, TZ_CHANNEL_COVERED_TEXT,
		    "Public"));
	}
}

static void
test_good(void **state)
{
	static const char *const names[] = {"good-removed.pdf",
	    "good-under.pdf", "good-repaint.pdf", "good-multiply.pdf",
	    "good-transparent.pdf", "good-clipped.pdf", "good-headerband.pdf",
	    "good-smask.pdf", "good-over-nothing.pdf", "good-border.pdf",
	    "good-strike.pdf", "good-shadow.pdf", "good-cliptext.pdf",
	    "scan-ocr.pdf", "sandwich.pdf"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		tz_auto(tz_document) document = corpus_read(names[i]);

		if (here_part(document, TZ_CHANNEL_COVERED_TEXT, 0) ||
		    here_fact(document, "covered-text") ||
		    here_fact(document, "white-text") ||
		    here_fact(document, "invisible-text"))
			fail_msg("%s: false alarm", names[i]);
	}
}

static void
test_redaction(void **state)
{
	tz_auto(tz_document) marked = corpus_read("bad-redact.pdf");
	tz_auto(tz_document) drawn = corpus_read("bad-type3.pdf");

	(void)state;
	assert_true(here_has(marked, TZ_CHANNEL_COVERED_TEXT, SECRET));
	assert_true(here_fact(marked, "unapplied-redaction"));
	assert_true(here_has(drawn, TZ_CHANNEL_COVERED_TEXT, "密密密密"));
}

static void
test_unseen(void **state)
{
	static const struct {
		const char *name;
		const char *fact;
	} files[] = {{"white.pdf", "white-text"}, {"tiny.pdf", "tiny-text"},
	    {"clip.pdf", "invisible-text"}, {"alpha.pdf", "invisible-text"},
	    {"crop.pdf", "off-page-text"}, {"other.pdf", "other-text"},
	    {"scan-ocr.pdf", "ocr-layer"}};
	tz_auto(tz_document) same = corpus_read("same.pdf");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		tz_auto(tz_document) document = corpus_read(files[i].name);

		if (!here_has(document, TZ_CHANNEL_INVISIBLE_TEXT, SECRET) ||
		    !here_fact(document, files[i].fact))
			fail_msg("%s: not found", files[i].name);
	}
	assert_false(here_fact(same, "other-text"));
	assert_null(here_part(same, TZ_CHANNEL_INVISIBLE_TEXT, 0));
}

static void
test_structure(void **state)
{
	tz_auto(tz_document) lost = corpus_read("lost.pdf");
	tz_auto(tz_document) usage = corpus_read("usage.pdf");
	tz_auto(tz_document) sign = corpus_read("signed.pdf");
	tz_auto(tz_document) launch = corpus_read("launch.pdf");
	tz_auto(tz_document) jump = corpus_read("goto.pdf");
	tz_auto(tz_document) piece = corpus_read("piece.pdf");

	(void)state;
	assert_true(here_has(lost, TZ_CHANNEL_INVISIBLE_TEXT, "Lost words"));
	assert_true(here_fact(lost, "unreferenced-object"));
	assert_true(here_has(usage, TZ_CHANNEL_OPTIONAL_CONTENT, SECRET));
	assert_true(here_has(sign, TZ_CHANNEL_PROPERTY, "Signer Wang"));
	assert_true(here_fact(sign, "digital-signature"));
	assert_true(here_fact(launch, "action"));
	assert_false(here_fact(jump, "action"));
	assert_true(here_fact(piece, "private-data"));
	assert_false(here_fact(jump, "unreferenced-object"));
}

static void
test_ends(void **state)
{
	tz_auto(tz_document) trailing = corpus_read("trailing.pdf");
	tz_auto(tz_document) leading = corpus_read("leading.pdf");

	(void)state;
	assert_true(here_fact(trailing, "trailing-data"));
	assert_non_null(here_file(trailing, "trailing.pdf!/trailing-data"));
	assert_true(here_fact(leading, "leading-data"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_bad),
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_redaction),
	    cmocka_unit_test(test_unseen),
	    cmocka_unit_test(test_structure),
	    cmocka_unit_test(test_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
