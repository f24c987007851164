/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_pdf.c - PDF: pages, and all that hides
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office.h"

static void
test_plain(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_pdf, "plain.pdf");
	tz_auto_str where = NULL;
	size_t n;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "Notice on the work plan\nTelephone 13800138000\fSecond page");
	where = office_where(document, TZ_CHANNEL_BODY, "Second");
	assert_string_equal(where, "page 2 at 72,59-143,76");
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "工作方案"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "Zhang San"));
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
}

static void
test_office_suite(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_pdf, "letter.pdf");

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_true(here_has(document, TZ_CHANNEL_BODY,
	    "经保密审查后依申请公开"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "13800138000"));
	assert_false(here_fact(document, "earlier-revision"));
	assert_false(here_fact(document, "repaired"));
}

static void
test_notes(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_pdf, "notes.pdf");
	tz_auto(tz_document) xfa = office_read(tz_read_pdf, "xfa.pdf");
	tz_auto_str where = NULL;

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "Visible text");
	where =
	    office_where(document, TZ_CHANNEL_ANNOTATION, "310113190001010017");
	assert_string_equal(where, "page 1, annotation 1 by 张三");
	assert_string_equal(office_text(document, TZ_CHANNEL_ANNOTATION, 1),
	    "shown contents\nother appearance");
	assert_true(here_has(document, TZ_CHANNEL_FORM_FIELD, "申请人甲"));
	assert_true(here_has(document, TZ_CHANNEL_FORM_FIELD, "real name"));
	assert_true(here_has(document, TZ_CHANNEL_SCRIPT, "app.alert"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "10.0.0.8"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "书签里的话"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "XMP 作者"));
	assert_non_null(here_file(document, "notes.pdf!/附件一.txt"));
	assert_non_null(here_file(document, "notes.pdf!/second.txt"));
	assert_non_null(here_file(document, "notes.pdf!/attachment"));
	assert_true(here_fact(document, "annotation"));
	assert_true(here_fact(document, "attachment"));
	assert_true(here_fact(document, "script"));
	assert_true(here_fact(document, "form-field"));
	assert_true(here_has(xfa, TZ_CHANNEL_FORM_FIELD, "表单里的申请人"));
	assert_true(here_fact(xfa, "form-field"));
}

static void
test_pictures(void **state)
{
	static const struct {
		const char *name;
		enum tz_reading reading;
		const char *reason;
	} files[] = {{"scan.pdf", TZ_READING_READ, NULL},
	    {"picture.pdf", TZ_READING_READ, NULL},
	    {"stamp.pdf", TZ_READING_READ, NULL},
	    {"logo.pdf", TZ_READING_READ, NULL},
	    {"outlined.pdf", TZ_READING_PARTLY, "ocr-missing"},
	    {"blank.pdf", TZ_READING_READ, NULL}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		tz_auto(tz_document) document =
		    office_read(tz_read_pdf, files[i].name);

		office_reading(document, files[i].reading, files[i].reason);
	}
}

static void
test_unseen(void **state)
{
	tz_auto(tz_document) invisible =
	    office_read(tz_read_pdf, "invisible.pdf");
	tz_auto(tz_document) layer = office_read(tz_read_pdf, "layer.pdf");
	tz_auto(tz_document) revised = office_read(tz_read_pdf, "revised.pdf");

	(void)state;
	assert_string_equal(office_text(invisible, TZ_CHANNEL_BODY, 0),
	    "Shown");
	assert_string_equal(office_text(invisible, TZ_CHANNEL_INVISIBLE_TEXT,
				0),
	    "not shown 13800138000");
	assert_true(here_fact(invisible, "invisible-text"));
	assert_string_equal(office_text(layer, TZ_CHANNEL_BODY, 0), "Always");
	assert_true(here_has(layer, TZ_CHANNEL_OPTIONAL_CONTENT,
	    "Layer is off"));
	assert_true(here_fact(layer, "optional-content"));
	assert_string_equal(office_text(revised, TZ_CHANNEL_BODY, 0),
	    "Final wording");
	assert_true(here_fact(revised, "earlier-revision"));
	assert_string_equal(office_text(revised, TZ_CHANNEL_EARLIER_REVISION,
				0),
	    "First wording 13800138000");
}

static void
test_hostile(void **state)
{
	tz_auto(tz_document) locked = office_read(tz_read_pdf, "locked.pdf");
	tz_auto(tz_document) opened =
	    office_read(tz_read_pdf, "open-password.pdf");
	tz_auto(tz_document) broken =
	    office_read(tz_read_pdf, "broken-xref.pdf");
	tz_auto(tz_document) loop = office_read(tz_read_pdf, "loop.pdf");
	tz_auto(tz_document) cut = office_read(tz_read_pdf, "cut.pdf");

	(void)state;
	office_reading(locked, TZ_READING_UNREAD, "encrypted");
	assert_true(here_has(opened, TZ_CHANNEL_BODY, "Locked words"));
	office_reading(broken, TZ_READING_PARTLY, "damaged");
	assert_true(here_fact(broken, "repaired"));
	assert_true(here_has(broken, TZ_CHANNEL_BODY, "Second page"));
	office_reading(loop, TZ_READING_PARTLY, "limit-depth");
	office_reading(cut, TZ_READING_UNREAD, "damaged");
}

static void
test_chopped(void **state)
{
	(void)state;
	office_chop(tz_read_pdf, "notes.pdf");
	office_chop(tz_read_pdf, "layer.pdf");
	office_chop(tz_read_pdf, "open-password.pdf");
	office_chop(tz_read_pdf, "letter.pdf");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_office_suite),
	    cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_pictures),
	    cmocka_unit_test(test_unseen),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_chopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
