/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_text.c - plain text in its encodings, by lines
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "here.h"
#include "intake/formats.h"

#define SENTENCE "本通知自印发之日起施行。"

static void
test_encodings(void **state)
{
	/* "机密★10年" and a line before it. */
	static const struct {
		const char *bytes;
		size_t len;
	} texts[] = {
	    {"通知\n机密★10年", 21},
	    {"\xef\xbb\xbf通知\n机密★10年", 24},
	    /* GB18030 */
	    {"\xcd\xa8\xd6\xaa\n\xbb\xfa\xc3\xdc\xa1\xef"
	     "10\xc4\xea",
		15},
	    /* UTF-16LE and BE with their marks */
	    {"\xff\xfe\x1a\x90\xe5\x77\n\0\x3a\x67\xc6\x5b\x05\x26"
	     "1\0"
	     "0\0\x74\x5e",
		20},
	    {"\xfe\xff\x90\x1a\x77\xe5\0\n\x67\x3a\x5b\xc6\x26\x05\0"
	     "1\0"
	     "0\x5e\x74",
		20},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		tz_auto(tz_document) document = here_read(tz_read_text, NULL,
		    "a.txt", texts[i].bytes, texts[i].len);
		const struct tz_part *part =
		    here_part(document, TZ_CHANNEL_BODY, 0);

		assert_non_null(part);
		assert_string_equal(part->text, "通知\n机密★10年");
		assert_int_equal(part->n_places, 2);
		assert_int_equal(part->places[1].start, 3);
		assert_int_equal(part->places[1].kind, TZ_PLACE_LINE);
		assert_int_equal(part->places[1].n, 2);
		assert_int_equal(here_file(document, "a.txt")->reading,
		    TZ_READING_READ);
	}
}

static void
test_line_ends(void **state)
{
	static const char text[] = "a\r\nb\rc\n\n\r\nd";
	tz_auto(tz_document) document =
	    here_read(tz_read_text, NULL, "a.txt", text, strlen(text));
	const struct tz_part *part = here_part(document, TZ_CHANNEL_BODY, 0);

	(void)state;
	assert_string_equal(part->text, "a\nb\nc\n\n\nd");
	assert_int_equal(part->text_len, strlen(part->text));
	assert_int_equal(part->n_places, 4);
	assert_int_equal(part->places[3].n, 6);
}

static void
test_damaged(void **state)
{
	/* UTF-8 with one byte of it broken. */
	static const char text[] = SENTENCE SENTENCE "\xe6\x9c" SENTENCE;
	static const char zeros[] = "ab\0cd";
	tz_auto(tz_document) document =
	    here_read(tz_read_text, NULL, "a.txt", text, strlen(text));
	/* Even a short one whose last character was cut. */
	tz_auto(tz_document) short_one =
	    here_read(tz_read_text, NULL, "a.txt", "机密★10年", 13);
	tz_auto(tz_document) other =
	    here_read(tz_read_text, NULL, "a.txt", zeros, 5);

	(void)state;
	assert_int_equal(here_file(document, "a.txt")->reading,
	    TZ_READING_PARTLY);
	assert_string_equal(here_file(document, "a.txt")->reason, "damaged");
	assert_true(here_has(document, TZ_CHANNEL_BODY, SENTENCE));
	assert_true(here_has(short_one, TZ_CHANNEL_BODY, "机密★10"));
	assert_int_equal(here_file(short_one, "a.txt")->reading,
	    TZ_READING_PARTLY);
	assert_int_equal(here_file(other, "a.txt")->reading, TZ_READING_PARTLY);
}

/* Alphabets by their letters; encodings that hide in ASCII. */
static void
test_alphabets(void **state)
{
	static const struct {
		const char *bytes;
		const char *text;
	} texts[] = {
	    {"Jm\xe9no: Ji\xf8\xed Dvo\xf8\xe1k", "Jméno: Jiří Dvořák"},
	    {"\xd1\xe5\xea\xf0\xe5\xf2\xed\xfb\xe9", "Секретный"},
	    {"\xf3\xc5\xcb\xd2\xc5\xd4\xce\xd9\xca "
	     "\xc4\xcf\xcb\xd5\xcd\xc5\xce\xd4",
		"Секретный документ"},
	    {"\x91\xa5\xaa\xe0\xa5\xe2\xad\xeb\xa9 "
	     "\xa4\xae\xaa\xe3\xac\xa5\xad\xe2",
		"Секретный документ"},
	    {"\xc1\xf0\xfc\xf1\xf1\xe7\xf4\xef", "Απόρρητο"},
	    {"\xee\xf1\xee\xea"
	     " "
	     "\xf1\xe5\xe3\xe9"
	     " "
	     "\xee\xf1\xf4\xf8"
	     " "
	     "\xf9\xec\xe5\xf9"
	     " "
	     "\xe0\xe9\xef"
	     " "
	     "\xec\xe4\xf4\xe9\xf5",
		"מסמך סודי מספר שלוש אין להפיץ"},
	    {"\xe6\xcb\xed\xde\xc9 \xd3\xd1\xed\xc9", "وثيقة سرية"},
	    {"\xe0\xcd\xa1\xca\xd2\xc3\xc5\xd1\xba", "เอกสารลับ"},
	    {"Gizli \xfc\xe7 \xfe"
	     "ey",
		"Gizli üç şey"},
	    {"Le caf\xe9 est ferm\xe9.", "Le café est fermé."},
	    {""
	     "L"
	     "e"
	     " "
	     "c"
	     "a"
	     "f\x8e"
	     " "
	     "e"
	     "s"
	     "t"
	     " "
	     "f"
	     "e"
	     "r"
	     "m\x8e"
	     "."
	     " "
	     "n"
	     "a\x95"
	     "v"
	     "e"
	     " "
	     "d\x8e"
	     "j\x88",
		"Le café est fermé. naïve déjà"},
	    {"5 \x80 \x96 \x93x\x94", "5 € – “x”"},
	    {"+ZzpbxmWHTvY-", "机密文件"},
	    {"~{;zC\\ND<~~}", "机密文件"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		tz_auto(tz_document) document = here_read(tz_read_text, NULL,
		    "a.txt", texts[i].bytes, strlen(texts[i].bytes));

		if (!here_has(document, TZ_CHANNEL_BODY, texts[i].text))
			fail_msg("%s", texts[i].text);
		assert_int_equal(here_file(document, "a.txt")->reading,
		    TZ_READING_READ);
	}
}

/* Lines of GBK in a text of UTF-8, and bytes that are no text at all. */
static void
test_mixed(void **state)
{
	static const char text[] = SENTENCE "\n\xbb\xfa\xc3\xdc\n" SENTENCE;
	static const char noise[] =
	    "\xb9\xac"
	    " "
	    "\xa6"
	    "A"
	    ""
	    " "
	    ""
	    " "
	    "\xbe\xf7\x81\xd7"
	    "A"
	    "\x9d\xbe\x81\x90\x8d\xa6\xd7\x9d\xa4\xf7\x8d\xb9\x9d\x81"
	    " "
	    "\x9d\xa4\xac\x90"
	    "A"
	    "\xa4\x90"
	    "A"
	    ""
	    "A"
	    "\x8d\x90\xb9\xb9\xd7\x90\x90\x81\x81\x9d"
	    "A"
	    "\x9d";
	tz_auto(tz_document) document =
	    here_read(tz_read_text, NULL, "a.txt", text, strlen(text));
	tz_auto(tz_document) other =
	    here_read(tz_read_text, NULL, "a.txt", noise, strlen(noise));

	(void)state;
	assert_true(here_has(document, TZ_CHANNEL_BODY, SENTENCE));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "机密"));
	assert_int_equal(here_file(document, "a.txt")->reading,
	    TZ_READING_PARTLY);
	assert_int_equal(here_file(other, "a.txt")->reading, TZ_READING_PARTLY);
}

/* A few words of Big5 look like any alphabet. */
static void
test_short_chinese(void **state)
{
	static const char *const texts[] = {
	    "\xbe\xf7\xb1\x4b\xa1\xb9"
	    "10\xa6\x7e",
	    "\xb0\xea\xae\x61\xbe\xf7\xb1\x4b",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		tz_auto(tz_document) document = here_read(tz_read_text, NULL,
		    "a.txt", texts[i], strlen(texts[i]));

		assert_true(here_has(document, TZ_CHANNEL_BODY, "機密"));
	}
}

/* A long text is cut at the limit, between characters, and says so. */
static void
test_limit(void **state)
{
	struct tz_intake_limits limits = tz_intake_limits_default;
	tz_auto(tz_document) document = NULL;
	const struct tz_part *part;

	(void)state;
	limits.max_text = 5 + 7;
	document = here_read(tz_read_text, &limits, "a.txt", "一二三", 9);
	part = here_part(document, TZ_CHANNEL_BODY, 0);
	assert_string_equal(part->text, "一二");
	assert_int_equal(here_file(document, "a.txt")->reading,
	    TZ_READING_PARTLY);
	assert_string_equal(here_file(document, "a.txt")->reason, "limit-text");
}

static struct tz_document *
read_line(const char *text)
{
	return here_read(tz_read_text, NULL, "a.txt", text, strlen(text));
}

static void
test_escapes(void **state)
{
	tz_auto(tz_document) json =
	    read_line("{\n\"a\": \"\\u4f1a\\u8bae\\ud83d\\ude00\"\n}");
	tz_auto(tz_document) xml = read_line("<a>&#x4f1a;&#35758;</a>");
	tz_auto(tz_document) plain = read_line("C:\\users &amp; &#; \\u12");

	(void)state;
	assert_true(here_has(json, TZ_CHANNEL_BODY, "会议\xf0\x9f\x98\x80"));
	assert_true(here_has(xml, TZ_CHANNEL_BODY, "<a>会议</a>"));
	assert_null(here_part(plain, TZ_CHANNEL_BODY, 1));
}

static void
test_odd_characters(void **state)
{
	static const char *const odd[] = {"a\xe2\x80\xae"
					  "b",
	    "x\xe2\x81\xa6y\xe2\x81\xa9", "机\xe2\x80\x8b密",
	    "A\xf3\xa0\x81\x81", "re\xef\xbb\xbfport"};
	/* A mark at the start, an emoji, a flag, a blank that may break. */
	static const char *const plain[] = {"\xef\xbb\xbf文",
	    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
	    "\xf0\x9f\x8f\xb4\xf3\xa0\x81\xa7\xf3\xa0\x81\xa2\xf3\xa0"
	    "\x81\xbf",
	    "a.\xe2\x80\x8b b", "“引号”——、。"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof odd / sizeof odd[0]; i++) {
		tz_auto(tz_document) document = read_line(odd[i]);

		assert_true(here_fact(document, "odd-characters"));
	}
	for (i = 0; i < sizeof plain / sizeof plain[0]; i++) {
		tz_auto(tz_document) document = read_line(plain[i]);

		assert_false(here_fact(document, "odd-characters"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_encodings),
	    cmocka_unit_test(test_line_ends),
	    cmocka_unit_test(test_damaged),
	    cmocka_unit_test(test_alphabets),
	    cmocka_unit_test(test_mixed),
	    cmocka_unit_test(test_short_chinese),
	    cmocka_unit_test(test_limit),
	    cmocka_unit_test(test_escapes),
	    cmocka_unit_test(test_odd_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
