/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_document.c - files, parts, facts, and places in words
 */
#include "base/document.h"

#include <stdio.h>

#include "unit.h"

static void
test_words(void **state)
{
	static const struct {
		struct tz_place place;
		const char *words;
	} table[] = {
	    {{0, TZ_PLACE_NONE, 0, 0, NULL, {0}}, ""},
	    {{0, TZ_PLACE_LINE, 3, 0, NULL, {0}}, "line 3"},
	    {{0, TZ_PLACE_CELL, 0, 0, "表!B2", {0}}, "表!B2"},
	    {{0, TZ_PLACE_COMMENT, 3, 0, "张三", {0}}, "comment 3 by 张三"},
	    {{0, TZ_PLACE_COMMENT, 3, 0, NULL, {0}}, "comment 3"},
	    {{0, TZ_PLACE_COMMENT, 3, 0, "", {0}}, "comment 3"},
	    {{0, TZ_PLACE_PROPERTY, 0, 0, "creator", {0}}, "property creator"},
	    {{0, TZ_PLACE_ELEMENT, 7, 0, "td", {0}}, "<td> at line 7"},
	    {{0, TZ_PLACE_ANNOTATION, 2, 1, "李四", {0}},
		"page 2, annotation 1 by 李四"},
	    {{0, TZ_PLACE_ANNOTATION, 2, 1, NULL, {0}}, "page 2, annotation 1"},
	    {{0, TZ_PLACE_NAME, 0, 0, NULL, {0}}, "name"},
	    {{0, TZ_PLACE_PAGE, 3, 0, NULL, {72, 640, 210, 655}},
		"page 3 at 72,640-210,655"},
	    {{0, TZ_PLACE_LINE, 3, 14, NULL, {0}}, "line 3, column 14"},
	    {{0, TZ_PLACE_COUNT, 0, 0, NULL, {0}}, ""},
	};
	unsigned i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf out = TZ_BUF_INIT;

		tz_place_words(&table[i].place, &out);
		assert_string_equal(tz_buf_str(&out), table[i].words);
	}
	for (i = 0; i < TZ_CHANNEL_COUNT; i++)
		assert_int_equal(tz_channel_from(tz_channel_word(i)), i);
	assert_int_equal(tz_channel_from("nowhere"), TZ_CHANNEL_COUNT);
	assert_string_equal(tz_reading_word(TZ_READING_PARTLY), "partly");
}

static struct tz_document *
make(const char *text, size_t len, const struct tz_place *places, size_t n)
{
	struct tz_document *document = NULL;
	char path[] = "body";
	struct tz_part part = {.path = path,
	    .channel = TZ_CHANNEL_BODY,
	    .text = text,
	    .text_len = len,
	    .places = places,
	    .n_places = n};

	assert_int_equal(tz_document_new(&document, NULL), TZ_OK);
	assert_int_equal(tz_document_add_part(document, &part, NULL), TZ_OK);
	path[0] = 'x'; /* it was copied */
	return document;
}

static void
test_where(void **state)
{
	static const struct tz_place places[] = {
	    {2, TZ_PLACE_CELL, 0, 0, "A1", {0}},
	    {5, TZ_PLACE_CELL, 0, 0, "A2", {0}},
	    {5, TZ_PLACE_CELL, 0, 0, "A3", {0}},
	    {9, TZ_PLACE_CELL, 0, 0, "A3", {0}}};
	static const struct {
		size_t start;
		size_t end;
		const char *words;
	} table[] = {{0, 1, ""}, {0, 3, "A1"}, {2, 5, "A1"}, {2, 6, "A1 to A3"},
	    {4, 5, "A1"}, {5, 12, "A3"}, {100, 200, "A3"}, {3, 3, "A1"}};
	tz_auto(tz_document) document =
	    make("零一二三四五六七八九十", 33, places, N_OF(places));
	size_t n;
	const struct tz_part *part = tz_document_parts(document, &n);
	size_t i;

	(void)state;
	assert_int_equal(n, 1);
	assert_string_equal(part->path, "body");
	assert_int_equal(part->characters, 11);
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf out = TZ_BUF_INIT;

		tz_part_where(part, table[i].start, table[i].end, &out);
		assert_string_equal(tz_buf_str(&out), table[i].words);
	}
}

static void
test_excerpt(void **state)
{
	static const struct {
		size_t start;
		size_t end;
		size_t around;
		const char *excerpt;
		const char *slice;
	} table[] = {
	    {3, 5, 2, "... 二 三四 六 ...", "三四"},
	    {0, 2, 1, "一二  ...", "一二"},
	    {0, 8, 9, "一二 三四 六七", "一二\n三四\t六七"},
	    {6, 8, 0, "... 六七", "六七"},
	    {6, 99, 1, "...  六七", "六七"},
	    {99, 120, 1, "... ", ""},
	    {4, 4, 0, "...  ...", ""},
	};
	const char *text = "一二\n三四\t六七";
	tz_auto(tz_document) document = make(text, strlen(text), NULL, 0);
	size_t n;
	const struct tz_part *part = tz_document_parts(document, &n);
	struct tz_part bare = *part;
	size_t i;

	(void)state;
	bare.marks = NULL;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf one = TZ_BUF_INIT;
		tz_auto_buf two = TZ_BUF_INIT;
		tz_auto_buf three = TZ_BUF_INIT;

		tz_part_excerpt(part, table[i].start, table[i].end,
		    table[i].around, &one);
		assert_string_equal(tz_buf_str(&one), table[i].excerpt);
		tz_part_slice(part, table[i].start, table[i].end, &two);
		assert_string_equal(tz_buf_str(&two), table[i].slice);
		tz_part_slice(&bare, table[i].start, table[i].end, &three);
		assert_string_equal(tz_buf_str(&three), table[i].slice);
	}
}

static void
test_long(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;
	const struct tz_part *part;
	size_t n;
	size_t i;

	(void)state;
	for (i = 0; i < 1024 * 3; i++)
		tz_buf_printf(&text, i % 3 ? "%u" : "政", (unsigned)i % 10);
	document = make(text.data, text.len, NULL, 0);
	part = tz_document_parts(document, &n);
	for (i = 1000; i < 3072; i += 24) {
		tz_auto_buf one = TZ_BUF_INIT;
		char two[8];

		tz_part_slice(part, i, i + 1, &one);
		snprintf(two, sizeof two, i % 3 ? "%u" : "政",
		    (unsigned)i % 10);
		assert_string_equal(tz_buf_str(&one), two);
	}
}

static void
test_files(void **state)
{
	tz_auto(tz_document) document = NULL;
	struct tz_document_file file = {
	    .path = "a.zip", .media_type = "x/y", .size = 7};
	struct tz_fact fact = {0, "hidden-sheet", NULL, TZ_CHANNEL_BODY,
	    {0, TZ_PLACE_CELL, 0, 0, "A1", {0}}};
	const struct tz_document_file *files;
	size_t n;
	size_t i;

	(void)state;
	assert_int_equal(tz_document_new(&document, NULL), TZ_OK);
	for (i = 0; i < 100; i++) {
		size_t index;

		assert_int_equal(tz_document_add_file(document, &file, &index,
				     NULL),
		    TZ_OK);
		assert_int_equal(index, i);
		assert_int_equal(tz_document_add_fact(document, &fact, NULL),
		    TZ_OK);
	}
	assert_int_equal(tz_document_set_reading(document, 5, TZ_READING_PARTLY,
			     "limit", NULL),
	    TZ_OK);
	assert_int_equal(tz_document_set_reading(document, 5, TZ_READING_READ,
			     "other", NULL),
	    TZ_OK);
	files = tz_document_files(document, &n);
	assert_int_equal(n, 100);
	assert_int_equal(files[5].reading, TZ_READING_PARTLY);
	assert_string_equal(files[5].reason, "limit");
	assert_null(files[6].reason);
	assert_string_equal(files[99].path, "a.zip");
	assert_string_equal(tz_document_facts(document, &n)[50].name,
	    "hidden-sheet");
	assert_string_equal(tz_document_facts(document, &n)[50].path, "");
	tz_document_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_where),
	    cmocka_unit_test(test_excerpt),
	    cmocka_unit_test(test_long),
	    cmocka_unit_test(test_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
