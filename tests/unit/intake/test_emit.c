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
#include "intake/receive.h"

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

/* A file with two others in it: "pack" holds what is called "one" and
 * "two". */
static enum tz_status
read_pack(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	enum tz_status s = read_two_stories(emit, source, err);

	if (s == TZ_OK)
		s = tz_emit_child(emit, source, "one", "1", 1, err);
	if (s == TZ_OK)
		s = tz_emit_child(emit, source, "two", "2", 1, err);
	return s;
}

static void
identify(void *arg, const struct tz_source *source, const char *name,
    struct tz_type *ret)
{
	(void)arg;
	(void)name;
	ret->media_type = "x/y";
	ret->reader = source->depth == 0 ? read_pack : read_two_stories;
}

/* Where the frames go: to the receiver, until there were so many. */
struct sink {
	struct tz_receive *receive;
	uint64_t until;
};

static enum tz_status
take_some(void *arg, const void *data, size_t len, struct tz_err *err)
{
	const struct sink *sink = arg;

	if (sink->until && tz_receive_frames(sink->receive) >= sink->until)
		return tz_fail(err, TZ_IO, "gone");
	return tz_receive_feed(sink->receive, data, len, err);
}

/* Read the pack; the reader is gone after ${until} frames, unless it is 0, and
 * gives up at ${cut}.  The caller frees the receiver. */
static struct tz_receive *
read_cut(uint64_t until, const struct tz_emit_cut *cut)
{
	tz_auto(tz_emit) emit = NULL;
	struct sink sink = {NULL, until};
	enum tz_status s;

	assert_int_equal(tz_receive_new(&tz_intake_limits_default,
			     &sink.receive, NULL),
	    TZ_OK);
	assert_int_equal(tz_emit_new(&tz_intake_limits_default, take_some,
			     &sink, identify, NULL, &emit, NULL),
	    TZ_OK);
	tz_emit_set_cuts(emit, cut, cut ? 1 : 0);
	s = tz_emit_hello(emit, true, 1, NULL);
	if (s == TZ_OK)
		s = tz_emit_root(emit, "pack", 4, "p", 1, NULL);
	assert_int_equal(s, until ? TZ_IO : TZ_OK);
	return sink.receive;
}

/* Wherever the reader of a file in the file dies, only that one is lost. */
static void
test_cuts(void **state)
{
	struct tz_receive *whole = read_cut(0, NULL);
	uint64_t n = tz_receive_frames(whole);
	uint64_t i;

	(void)state;
	tz_receive_free(whole);
	for (i = 1; i < n; i++) {
		const struct tz_emit_cut cut = {i, TZ_REASON_CRASH};
		const struct tz_document_file *files;
		tz_auto(tz_document) document = NULL;
		tz_auto(tz_receive) died = read_cut(i, NULL);
		size_t inner = tz_receive_inner(died);
		tz_auto(tz_receive) again = NULL;
		size_t n_files, k;

		if (inner == 0)
			continue;
		again = read_cut(0, &cut);
		assert_true(tz_receive_done(again));
		assert_true(tz_receive_frames(again) > i);
		assert_int_equal(tz_receive_finish(again, NULL, TZ_REASON_CRASH,
				     &document, NULL),
		    TZ_OK);
		files = tz_document_files(document, &n_files);
		assert_int_equal(n_files, 3);
		for (k = 0; k < n_files; k++) {
			assert_int_equal(files[k].reading == TZ_READING_READ,
			    k != inner);
			if (k == inner)
				assert_string_equal(files[k].reason, "crash");
		}
		assert_true(here_has(document, TZ_CHANNEL_FILENAME, "two"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_stories),
	    cmocka_unit_test(test_cuts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
