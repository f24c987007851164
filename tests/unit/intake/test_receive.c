/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_receive.c - no frame is trusted
 *
 * A good stream is put together from frames; each bad one is that stream with
 * one thing wrong, and must be refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "intake/frame.h"
#include "intake/receive.h"

static const struct tz_intake_limits limits = {
    .max_text = 1000,
    .max_depth = 1,
    .max_entries = 3,
};

static const struct tz_document_file root = {
    .path = "root",
    .media_type = "application/octet-stream",
};

/* Add the frame in ${frame} to ${stream}. */
static void
finish(struct tz_buf *frame, struct tz_buf *stream)
{
	tz_frame_finish(frame, 0);
	tz_buf_append(stream, frame->data, frame->len);
	tz_buf_clear(frame);
}

static void
hello(struct tz_buf *stream, unsigned version)
{
	struct tz_buf frame = TZ_BUF_INIT;

	tz_frame_start(&frame, TZ_FRAME_HELLO);
	tz_frame_put_number(&frame, version);
	tz_frame_put_number(&frame, 1);
	tz_frame_put_number(&frame, 4);
	finish(&frame, stream);
}

static void
file(struct tz_buf *stream, unsigned index, unsigned parent, unsigned depth,
    const char *path, size_t path_len, const char *type)
{
	static const char digest[32];
	struct tz_buf frame = TZ_BUF_INIT;

	tz_frame_start(&frame, TZ_FRAME_FILE);
	tz_frame_put_number(&frame, index);
	tz_frame_put_number(&frame, parent);
	tz_frame_put_number(&frame, depth);
	tz_frame_put_number(&frame, 10);
	tz_buf_append(&frame, digest, sizeof digest);
	tz_frame_put_text(&frame, path, path_len);
	tz_frame_put_text(&frame, type, strlen(type));
	finish(&frame, stream);
}

static void
part(struct tz_buf *stream, unsigned index, unsigned channel, unsigned start,
    unsigned kind, const char *text, size_t len)
{
	struct tz_buf frame = TZ_BUF_INIT;

	tz_frame_start(&frame, TZ_FRAME_PART);
	tz_frame_put_number(&frame, index);
	tz_frame_put_number(&frame, channel);
	tz_frame_put_text(&frame, "p", 1);
	tz_frame_put_number(&frame, 1);
	tz_frame_put_number(&frame, start);
	tz_frame_put_number(&frame, kind);
	tz_frame_put_number(&frame, 1);
	tz_frame_put_number(&frame, 2);
	tz_frame_put_number(&frame, 0);
	tz_frame_put_text(&frame, text, len);
	finish(&frame, stream);
}

static void
reading(struct tz_buf *stream, unsigned index, unsigned how, const char *why)
{
	struct tz_buf frame = TZ_BUF_INIT;

	tz_frame_start(&frame, TZ_FRAME_READING);
	tz_frame_put_number(&frame, index);
	tz_frame_put_number(&frame, how);
	tz_frame_put_text(&frame, why, strlen(why));
	finish(&frame, stream);
}

static void
fact(struct tz_buf *stream, unsigned index, const char *name, unsigned channel)
{
	const struct tz_place place = {
	    .kind = TZ_PLACE_LINE, .n = 1, .name = "n"};
	struct tz_buf frame = TZ_BUF_INIT;

	tz_frame_start(&frame, TZ_FRAME_FACT);
	tz_frame_put_number(&frame, index);
	tz_frame_put_text(&frame, name, strlen(name));
	tz_frame_put_text(&frame, "", 0);
	tz_frame_put_number(&frame, channel);
	tz_frame_put_place(&frame, &place, 0);
	finish(&frame, stream);
}

static void
end(struct tz_buf *stream, enum tz_frame_type type, int index)
{
	struct tz_buf frame = TZ_BUF_INIT;

	tz_frame_start(&frame, type);
	if (index >= 0)
		tz_frame_put_number(&frame, (uint64_t)index);
	finish(&frame, stream);
}

/* Feed the stream, ${step} bytes at a time. */
static enum tz_status
feed(struct tz_receive *receive, const struct tz_buf *stream, size_t step)
{
	size_t at;

	for (at = 0; at < stream->len; at += step) {
		size_t n = stream->len - at < step ? stream->len - at : step;
		enum tz_status s =
		    tz_receive_feed(receive, stream->data + at, n, NULL);

		if (s)
			return s;
	}
	return TZ_OK;
}

static void
begin(struct tz_buf *stream)
{
	hello(stream, TZ_FRAME_VERSION);
	file(stream, 0, 0, 0, "a.zip", 5, "application/zip");
}

static void
test_good(void **state)
{
	static const size_t steps[] = {1, 3, 4096};
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		tz_auto(tz_receive) receive = NULL;
		tz_auto(tz_document) document = NULL;
		tz_auto_buf stream = TZ_BUF_INIT;
		const struct tz_document_file *files;
		size_t n;

		begin(&stream);
		file(&stream, 1, 0, 1, "a.zip!/b", 8, "text/plain");
		part(&stream, 1, TZ_CHANNEL_BODY, 1, TZ_PLACE_LINE, "文字", 6);
		fact(&stream, 0, "hidden-text", TZ_CHANNEL_BODY);
		end(&stream, TZ_FRAME_FILE_END, 1);
		reading(&stream, 0, TZ_READING_PARTLY, "damaged");
		end(&stream, TZ_FRAME_FILE_END, 0);
		end(&stream, TZ_FRAME_END, -1);
		assert_int_equal(tz_receive_new(&limits, &receive, NULL),
		    TZ_OK);
		assert_int_equal(feed(receive, &stream, steps[i]), TZ_OK);
		assert_true(tz_receive_done(receive));
		assert_true(tz_receive_landlock(receive));
		assert_int_equal(tz_receive_finish(receive, &root,
				     TZ_REASON_CRASH, &document, NULL),
		    TZ_OK);
		files = tz_document_files(document, &n);
		assert_int_equal(n, 2);
		assert_string_equal(files[0].reason, "damaged");
		assert_int_equal(files[1].reading, TZ_READING_READ);
	}
}

/* Whether the stream is refused, whole and byte by byte. */
static void
assert_refused(struct tz_buf *stream)
{
	static const size_t steps[] = {1, 4096};
	size_t i;

	for (i = 0; i < 2; i++) {
		tz_auto(tz_receive) receive = NULL;

		assert_int_equal(tz_receive_new(&limits, &receive, NULL),
		    TZ_OK);
		assert_int_equal(feed(receive, stream, steps[i]), TZ_FORMAT);
		assert_false(tz_receive_done(receive));
		/* Nothing is taken after it, either. */
		assert_int_equal(tz_receive_feed(receive, "", 0, NULL),
		    TZ_FORMAT);
	}
	tz_buf_clear(stream);
}

static void
test_bad_files(void **state)
{
	struct tz_buf stream = TZ_BUF_INIT;

	(void)state;
	hello(&stream, TZ_FRAME_VERSION + 1);
	assert_refused(&stream);
	/* No greeting, and two. */
	file(&stream, 0, 0, 0, "a", 1, "text/plain");
	assert_refused(&stream);
	begin(&stream);
	hello(&stream, TZ_FRAME_VERSION);
	assert_refused(&stream);
	/* Index, parent, depth. */
	hello(&stream, TZ_FRAME_VERSION);
	file(&stream, 1, 0, 0, "a", 1, "text/plain");
	assert_refused(&stream);
	begin(&stream);
	file(&stream, 1, 1, 1, "a", 1, "text/plain");
	assert_refused(&stream);
	begin(&stream);
	file(&stream, 1, 0, 2, "a", 1, "text/plain");
	assert_refused(&stream);
	begin(&stream);
	file(&stream, 1, 0, 0, "a", 1, "text/plain");
	assert_refused(&stream);
	/* A second outermost file. */
	begin(&stream);
	end(&stream, TZ_FRAME_FILE_END, 0);
	file(&stream, 1, 1, 0, "a", 1, "text/plain");
	assert_refused(&stream);
	/* Names and types. */
	hello(&stream, TZ_FRAME_VERSION);
	file(&stream, 0, 0, 0, "a\0b", 3, "text/plain");
	assert_refused(&stream);
	hello(&stream, TZ_FRAME_VERSION);
	file(&stream, 0, 0, 0, "\xff", 1, "text/plain");
	assert_refused(&stream);
	hello(&stream, TZ_FRAME_VERSION);
	file(&stream, 0, 0, 0, "a", 1, "text/ plain");
	assert_refused(&stream);
	hello(&stream, TZ_FRAME_VERSION);
	file(&stream, 0, 0, 0, "a", 1, "");
	assert_refused(&stream);
	/* Deeper, and more, than the limits. */
	begin(&stream);
	file(&stream, 1, 0, 1, "a", 1, "text/plain");
	file(&stream, 2, 1, 2, "a", 1, "text/plain");
	end(&stream, TZ_FRAME_FILE_END, 2);
	file(&stream, 3, 1, 2, "a", 1, "text/plain");
	assert_refused(&stream);
	begin(&stream);
	file(&stream, 1, 0, 1, "a", 1, "text/plain");
	file(&stream, 2, 1, 2, "a", 1, "text/plain");
	file(&stream, 3, 2, 3, "a", 1, "text/plain");
	assert_refused(&stream);
}

static void
test_bad_parts(void **state)
{
	struct tz_buf stream = TZ_BUF_INIT;
	char much[1001];

	(void)state;
	memset(much, 'a', sizeof much);
	begin(&stream);
	part(&stream, 1, TZ_CHANNEL_BODY, 0, TZ_PLACE_LINE, "a", 1);
	assert_refused(&stream);
	begin(&stream);
	part(&stream, 0, TZ_CHANNEL_COUNT, 0, TZ_PLACE_LINE, "a", 1);
	assert_refused(&stream);
	begin(&stream);
	part(&stream, 0, TZ_CHANNEL_BODY, 0, TZ_PLACE_COUNT, "a", 1);
	assert_refused(&stream);
	/* A place outside the text. */
	begin(&stream);
	part(&stream, 0, TZ_CHANNEL_BODY, 1, TZ_PLACE_LINE, "a", 1);
	assert_refused(&stream);
	begin(&stream);
	part(&stream, 0, TZ_CHANNEL_BODY, 0, TZ_PLACE_LINE, "", 0);
	assert_refused(&stream);
	begin(&stream);
	part(&stream, 0, TZ_CHANNEL_BODY, 0, TZ_PLACE_LINE, "\xc3", 1);
	assert_refused(&stream);
	/* More text than may be. */
	begin(&stream);
	part(&stream, 0, TZ_CHANNEL_BODY, 0, TZ_PLACE_LINE, much, sizeof much);
	assert_refused(&stream);
	begin(&stream);
	part(&stream, 0, TZ_CHANNEL_BODY, 0, TZ_PLACE_LINE, much, 600);
	part(&stream, 0, TZ_CHANNEL_BODY, 0, TZ_PLACE_LINE, much, 600);
	assert_refused(&stream);
	/* To a file that has ended. */
	begin(&stream);
	end(&stream, TZ_FRAME_FILE_END, 0);
	part(&stream, 0, TZ_CHANNEL_BODY, 0, TZ_PLACE_LINE, "a", 1);
	assert_refused(&stream);
}

static void
test_bad_others(void **state)
{
	struct tz_buf stream = TZ_BUF_INIT;

	(void)state;
	begin(&stream);
	reading(&stream, 0, TZ_READING_COUNT, "damaged");
	assert_refused(&stream);
	begin(&stream);
	reading(&stream, 0, TZ_READING_PARTLY, "because");
	assert_refused(&stream);
	begin(&stream);
	fact(&stream, 0, "two words", TZ_CHANNEL_BODY);
	assert_refused(&stream);
	begin(&stream);
	fact(&stream, 0, "word", TZ_CHANNEL_COUNT);
	assert_refused(&stream);
	/* The end of another file, or of all while one is open. */
	begin(&stream);
	end(&stream, TZ_FRAME_FILE_END, 1);
	assert_refused(&stream);
	begin(&stream);
	file(&stream, 1, 0, 1, "a", 1, "text/plain");
	end(&stream, TZ_FRAME_FILE_END, 0);
	assert_refused(&stream);
	begin(&stream);
	end(&stream, TZ_FRAME_END, -1);
	assert_refused(&stream);
	hello(&stream, TZ_FRAME_VERSION);
	end(&stream, TZ_FRAME_END, -1);
	assert_refused(&stream);
	/* Bytes after the last frame, or left in one. */
	begin(&stream);
	end(&stream, TZ_FRAME_FILE_END, 0);
	end(&stream, TZ_FRAME_END, -1);
	end(&stream, TZ_FRAME_END, -1);
	assert_refused(&stream);
	begin(&stream);
	end(&stream, TZ_FRAME_FILE_END, 0);
	end(&stream, TZ_FRAME_END, 0);
	assert_refused(&stream);
	/* A length that never ends, and no frame at all. */
	begin(&stream);
	tz_buf_append(&stream, "\3\xff\xff\xff\xff", 5);
	assert_refused(&stream);
	tz_buf_puts(&stream, "GET / HTTP/1.0\r\n");
	assert_refused(&stream);
	begin(&stream);
	tz_buf_append(&stream,
	    "\6\12\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff"
	    "\1",
	    15);
	assert_refused(&stream);
}

/* What came stands; the files that were open get the reason. */
static void
test_cut_short(void **state)
{
	tz_auto(tz_receive) receive = NULL;
	tz_auto(tz_document) document = NULL;
	tz_auto_buf stream = TZ_BUF_INIT;
	const struct tz_document_file *files;
	size_t n;

	(void)state;
	begin(&stream);
	part(&stream, 0, TZ_CHANNEL_FILENAME, 0, TZ_PLACE_NAME, "a", 1);
	file(&stream, 1, 0, 1, "b", 1, "text/plain");
	part(&stream, 1, TZ_CHANNEL_BODY, 0, TZ_PLACE_LINE, "a", 1);
	end(&stream, TZ_FRAME_FILE_END, 1);
	file(&stream, 2, 0, 1, "c", 1, "text/plain");
	part(&stream, 2, TZ_CHANNEL_FILENAME, 0, TZ_PLACE_NAME, "c", 1);
	tz_buf_append(&stream, "\3\x10", 2);
	assert_int_equal(tz_receive_new(&limits, &receive, NULL), TZ_OK);
	assert_int_equal(feed(receive, &stream, 4096), TZ_OK);
	assert_false(tz_receive_done(receive));
	assert_int_equal(tz_receive_finish(receive, &root, TZ_REASON_LIMIT_TIME,
			     &document, NULL),
	    TZ_OK);
	files = tz_document_files(document, &n);
	assert_int_equal(n, 3);
	assert_int_equal(files[0].reading, TZ_READING_PARTLY);
	assert_int_equal(files[1].reading, TZ_READING_READ);
	assert_int_equal(files[2].reading, TZ_READING_UNREAD);
	assert_string_equal(files[2].reason, "limit-time");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_bad_files),
	    cmocka_unit_test(test_bad_parts),
	    cmocka_unit_test(test_bad_others),
	    cmocka_unit_test(test_cut_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
