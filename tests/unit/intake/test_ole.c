/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_ole.c - compound files and what lies in them beside
 * the document: properties, packages, macros, locked packages
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corpus.h"
#include "intake/ole/vba.h"

#define HAS(channel, text)                                                     \
	assert_true(here_has(document, TZ_CHANNEL_##channel, text))

static void
test_properties(void **state)
{
	tz_auto(tz_document) document = corpus_read("properties.doc");

	(void)state;
	HAS(PROPERTY, "属性里的题名");
	HAS(PROPERTY, "属性里的作者");
	HAS(PROPERTY, "C:\\模板\\红头.dot");
	HAS(PROPERTY, "某某水务局");
	HAS(PROPERTY, "密级: 内部掌握");
	assert_true(here_fact(document, "thumbnail"));
	assert_true(here_fact(document, "template-path"));
}

static void
test_embedded(void **state)
{
	tz_auto(tz_document) document = corpus_read("embedded.doc");

	(void)state;
	HAS(BODY, "带附件的正文。");
	HAS(BODY, "嵌入文档的正文。");
	HAS(BODY, "包里的名单三人");
	HAS(EXTERNAL_LINK, "C:\\Users\\孙某\\清单.txt");
	assert_true(here_fact(document, "embedded-object"));
	corpus_reading(document, "embedded.doc!/清单.txt", TZ_READING_READ);
}

static void
test_macros(void **state)
{
	tz_auto(tz_document) document = corpus_read("macro.doc");
	tz_auto(tz_document) bare = corpus_read("vbaProject.bin");

	(void)state;
	HAS(SCRIPT, "x = \"宏里的接口口令\"");
	HAS(SCRIPT, "compiled secret words");
	assert_true(here_fact(document, "macro"));
	assert_true(here_has(bare, TZ_CHANNEL_SCRIPT, "宏里的接口口令"));
	assert_true(here_fact(bare, "macro"));
}

/* Binary files that are locked: with the password that Excel uses by itself
 * one is read, the others wait for theirs. */
static void
test_locked_binary(void **state)
{
	static const char *const closed[] = {"locked-capi.xls",
	    "locked-xor.xls", "locked-rc4.doc", "locked-xor.doc", "locked.ppt"};
	tz_auto(tz_document) document = corpus_read("locked-default.xls");
	size_t i;

	(void)state;
	HAS(BODY, "加锁表格里的字第59行");
	assert_true(here_fact(document, "encrypted"));
	corpus_reading(document, "locked-default.xls", TZ_READING_READ);
	for (i = 0; i < sizeof closed / sizeof closed[0]; i++) {
		tz_auto(tz_document) other = corpus_read(closed[i]);

		assert_true(here_fact(other, "encrypted"));
		corpus_reading(other, closed[i], TZ_READING_UNREAD);
	}
}

/* Pictures in drawings are compressed, or lack the head of a file. */
static void
test_pictures(void **state)
{
	tz_auto(tz_document) document = corpus_read("pictures.xls");

	(void)state;
	HAS(BODY, "words in a packed metafile");
	corpus_reading(document, "pictures.xls!/Workbook-1.wmf",
	    TZ_READING_READ);
	corpus_reading(document, "pictures.xls!/Workbook-2.dib",
	    TZ_READING_READ);
}

/* Streams of a form that nobody here knows are not read by their strings. */
static void
test_unknown(void **state)
{
	tz_auto(tz_document) document = corpus_read("unknown.vsd");
	tz_auto(tz_document) object = corpus_read("object.bin");

	(void)state;
	HAS(BODY, "图纸里的说明文字");
	corpus_reading(document, "unknown.vsd", TZ_READING_PARTLY);
	assert_true(here_has(object, TZ_CHANNEL_PROPERTY, "Made up object"));
	corpus_reading(object, "object.bin", TZ_READING_READ);
}

/* A directory of one full sector, the workbook left of the middle. */
static void
test_full_directory(void **state)
{
	tz_auto(tz_document) document = corpus_read("balanced.xls");

	(void)state;
	HAS(BODY, "四项目录里的字");
}

/* MS-OVBA 3.2.2: a chunk of the specification. */
static void
test_unpack(void **state)
{
	static const unsigned char packed[] = {0x01, 0x2f, 0xb0, 0x00, 0x23,
	    0x61, 0x61, 0x61, 0x62, 0x63, 0x64, 0x65, 0x82, 0x66, 0x00, 0x70,
	    0x61, 0x67, 0x68, 0x69, 0x6a, 0x01, 0x38, 0x08, 0x61, 0x6b, 0x6c,
	    0x00, 0x30, 0x6d, 0x6e, 0x6f, 0x70, 0x06, 0x71, 0x02, 0x70, 0x04,
	    0x10, 0x72, 0x73, 0x74, 0x75, 0x76, 0x10, 0x77, 0x78, 0x79, 0x7a,
	    0x00, 0x3c};
	struct tz_bytes bytes = {packed, sizeof packed};
	tz_auto_buf text = TZ_BUF_INIT;

	(void)state;
	assert_true(tz_vba_unpack(bytes, &text));
	assert_string_equal(tz_buf_str(&text),
	    "#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa");
}

static void
test_locked(void **state)
{
	static const char *const open[] = {
	    "agile-default.docx", "standard.docx"};
	tz_auto(tz_document) closed = corpus_read("agile-sha1.docx");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof open / sizeof open[0]; i++) {
		tz_auto(tz_document) document = corpus_read(open[i]);

		HAS(BODY, "加密包里的一句话");
		assert_true(here_fact(document, "encrypted"));
		assert_false(here_fact(document, "type-mismatch"));
		corpus_reading(document, open[i], TZ_READING_READ);
	}
	corpus_reading(closed, "agile-sha1.docx", TZ_READING_UNREAD);
}

static void
test_remnant(void **state)
{
	tz_auto(tz_document) document = corpus_read("remnant.doc");

	(void)state;
	HAS(EARLIER_REVISION, "簇里残留的旧稿文字一段");
	assert_true(here_fact(document, "unreferenced-object"));
}

static void
test_damage(void **state)
{
	(void)state;
	corpus_damage("properties.doc");
	corpus_damage("embedded.doc");
	corpus_damage("macro.doc");
	corpus_damage("vbaProject.bin");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_properties),
	    cmocka_unit_test(test_embedded),
	    cmocka_unit_test(test_macros),
	    cmocka_unit_test(test_full_directory),
	    cmocka_unit_test(test_locked_binary),
	    cmocka_unit_test(test_pictures),
	    cmocka_unit_test(test_unknown),
	    cmocka_unit_test(test_unpack),
	    cmocka_unit_test(test_locked),
	    cmocka_unit_test(test_remnant),
	    cmocka_unit_test(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
