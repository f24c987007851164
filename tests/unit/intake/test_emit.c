/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_emit.c - the tree of files, its limits and readings
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "here.h"

static enum tz_status
read_two_stories(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	struct tz_story story;
	enum tz_status s;

	tz_story_start(&story, TZ_CHANNEL_BODY, "body");
	tz_story_place(&story, TZ_PLACE_PARAGRAPH, 1, 0, NULL);
	tz_story_add(&story, "一二", 6);
	tz_story_break(&story, '\n');
	tz_story_break(&story, '\n');
	tz_story_place(&story, TZ_PLACE_COMMENT, 7, 0, "张三");
	tz_story_place(&story, TZ_PLACE_COMMENT, 8, 0, "李四");
	tz_story_add(&story, "x\xff", 2);
	tz_story_place(&story, TZ_PLACE_LINE, 3, 0, NULL);
	s = tz_emit_story(emit, source, &story, err);
	tz_story_clear(&story);
	if (s)
		return s;
	return tz_emit_text(emit, source, TZ_CHANNEL_PROPERTY, "core",
	    TZ_PLACE_PROPERTY, "title", "标题", err);
}

static void
test_stories(void **state)
{
	tz_auto(tz_document) document =
	    here_read(read_two_stories, NULL, "草稿.x", "..", 2);
	const struct tz_part *part;

	(void)state;
	part = here_part(document, TZ_CHANNEL_BODY, 0);
	assert_non_null(part);
	assert_string_equal(part->text, "一二\nx\xef\xbf\xbd");
	assert_int_equal(part->characters, 5);
	assert_int_equal(part->n_places, 2);
	assert_int_equal(part->places[1].start, 3);
	assert_int_equal(part->places[1].n, 8);
	assert_string_equal(part->places[1].name, "李四");
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "标题"));
	assert_true(here_has(document, TZ_CHANNEL_FILENAME, "草稿.x"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_stories),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
