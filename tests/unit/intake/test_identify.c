/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_identify.c - what files are, and what they pretend
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "packed.h"

#define OOXML "application/vnd.openxmlformats-officedocument."

static const char mark[] = "机密★10年";

/* What is no archive's business: names against contents, empty files. */
static void
test_identify(void **state)
{
	static const struct {
		const char *name;
		const char *bytes;
		size_t len;
		const char *media_type;
		enum tz_reading reading;
		const char *reason;
		bool mismatch;
	} files[] = {
	    {"a.txt", "abc", 3, "text/plain", TZ_READING_READ, NULL, false},
	    {"a.csv", "a,b\n", 4, "text/csv", TZ_READING_READ, NULL, false},
	    {"a", "<html>x", 7, "text/html", TZ_READING_READ, NULL, false},
	    {"a.html", "x", 1, "text/html", TZ_READING_READ, NULL, false},
	    {"a.docx", "abc", 3, "text/plain", TZ_READING_READ, NULL, true},
	    {"a.txt", "", 0, "application/x-empty", TZ_READING_UNREAD,
		"no-text", false},
	    {"a.txt", "\0\0\0\0\0\0\0\0", 8, "application/octet-stream",
		TZ_READING_UNREAD, "unknown-type", true},
	    {"a.svg", "<?xml version='1.0'?><svg><text>x</text></svg>", 46,
		"image/svg+xml", TZ_READING_READ, NULL, false},
	    {"a.doc", "<?xml version='1.0'?><w:wordDocument/>", 38,
		"application/vnd.ms-word.2003", TZ_READING_UNREAD, "damaged",
		true},
	    {"a.xml", "<?xml version='1.0'?><a>x</a>", 29, "text/xml",
		TZ_READING_READ, NULL, false},
	    {"a.rtf", "{\\rtf1 x}", 9, "application/rtf", TZ_READING_READ, NULL,
		false},
	    {"a.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0",
		29, "image/png", TZ_READING_UNREAD, "damaged", false},
	    {"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", 10,
		"application/x-ole-storage", TZ_READING_UNREAD, "damaged",
		false},
	    {"a.eml", "From: a@b\nSubject: x\nMIME-Version: 1.0\n\ntext\n", 45,
		"message/rfc822", TZ_READING_READ, NULL, false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct tz_buf bytes = TZ_BUF_INIT;
		tz_auto(tz_document) document = NULL;

		tz_buf_append(&bytes, files[i].bytes, files[i].len);
		document = packed_read(files[i].name, NULL, &bytes);
		tz_buf_clear(&bytes);
		assert_string_equal(here_file(document, files[i].name)
					->media_type,
		    files[i].media_type);
		packed_reading(document, files[i].name, files[i].reading,
		    files[i].reason);
		assert_int_equal(here_fact(document, "type-mismatch"),
		    files[i].mismatch);
	}
}

/* Templates, shows and files with macros are packages of the same kinds. */
static void
test_office_names(void **state)
{
	static const struct {
		const char *name;
		const char *part;
		bool mismatch;
	} files[] = {
	    {"a.docm", "word/document.xml", false},
	    {"a.dotx", "word/document.xml", false},
	    {"a.dotm", "word/document.xml", false},
	    {"a.xlsm", "xl/workbook.xml", false},
	    {"a.xltx", "xl/workbook.xml", false},
	    {"a.xltm", "xl/workbook.xml", false},
	    {"a.pptm", "ppt/presentation.xml", false},
	    {"a.ppsx", "ppt/presentation.xml", false},
	    {"a.ppsm", "ppt/presentation.xml", false},
	    {"a.potx", "ppt/presentation.xml", false},
	    {"a.potm", "ppt/presentation.xml", false},
	    {"a.dotx", "xl/workbook.xml", true},
	    {"a.ppsx", "word/document.xml", true},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		tz_auto_buf bytes = TZ_BUF_INIT;
		tz_auto(tz_document) document = NULL;
		struct archive *archive = packed_start(ARCHIVE_FORMAT_ZIP,
		    ARCHIVE_FILTER_NONE, &bytes);

		packed_put(archive, "[Content_Types].xml", AE_IFREG, "<Types/>",
		    8);
		packed_put(archive, files[i].part, AE_IFREG, "<a/>", 4);
		packed_finish(archive);
		document = packed_read(files[i].name, NULL, &bytes);
		assert_ptr_equal(strstr(here_file(document, files[i].name)
					    ->media_type,
				     OOXML),
		    here_file(document, files[i].name)->media_type);
		assert_int_equal(here_fact(document, "type-mismatch"),
		    files[i].mismatch);
	}
}

/* A text with a ZIP file behind it. */
static void
test_look_inside(void **state)
{
	tz_auto_buf two = TZ_BUF_INIT;
	tz_auto(tz_document) both = NULL;
	int i;

	(void)state;
	for (i = 0; i < 2000; i++)
		tz_buf_puts(&two, "一行文字\n");
	packed_make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "a.txt", mark,
	    strlen(mark), &two);
	both = packed_read("a.txt", NULL, &two);
	assert_true(here_fact(both, "two-types"));
	assert_true(here_has(both, TZ_CHANNEL_BODY, mark));
	packed_reading(both, "a.txt", TZ_READING_READ, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_identify),
	    cmocka_unit_test(test_office_names),
	    cmocka_unit_test(test_look_inside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
