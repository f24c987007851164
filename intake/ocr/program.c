/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/program.c - taizhang-ocr: recognises text in pictures, inside the
 * sandbox
 *
 * It loads its languages, enters the same walls as the worker, and then answers
 * each PICTURE frame with a WORDS frame until no more come.  It gets pixels
 * only: no format of pictures is parsed here.
 */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/intl.h"
#include "intake/frame.h"
#include "intake/ocr/engine.h"
#include "intake/ocr/words.h"
#include "intake/sandbox.h"

/* Exits: nothing more to do; no languages; anything else. */
#define DONE 0
#define FAILED 2
#define MISSING 3

#define MEMORY ((uint64_t)512 << 20)
#define MAX_REQUEST                                                            \
	((size_t)TZ_FRAME_MAX_PIXELS + TZ_FRAME_MAX_PATH + TZ_FRAME_MAX_NAME + \
	    1024)

/** __asan_default_options(): A sanitizer's options stand here, since the
 * environment is dropped. */
const char *__asan_default_options(void);

__attribute__((visibility("default"))) const char *
__asan_default_options(void)
{
	return "detect_leaks=0:max_allocation_size_mb=512";
}

static enum tz_status
answer(struct tz_buf *frame, struct tz_err *err)
{
	enum tz_status s;
	size_t at = 0;

	tz_frame_finish(frame, 0);
	s = tz_buf_check(frame, err);
	while (s == TZ_OK && at < frame->len) {
		ssize_t n =
		    write(TZ_WORDS_OUT, frame->data + at, frame->len - at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return tz_fail(err, TZ_IO, _("the parent is gone"));
		at += (size_t)n;
	}
	return s;
}

/* Read until a whole frame is there; false at the end of all. */
static bool
await_frame(struct tz_buf *bytes, struct tz_frame *frame)
{
	static char chunk[64 << 10];
	size_t used;

	for (;;) {
		ssize_t n;

		if (!tz_frame_read(frame, bytes->data, bytes->len, MAX_REQUEST,
			&used))
			return false;
		if (used > 0)
			return frame->type == TZ_FRAME_PICTURE;
		n = read(TZ_WORDS_IN, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		tz_buf_append(bytes, chunk, (size_t)n);
		if (bytes->failed)
			return false;
	}
}

/* Recognise the picture of one request. */
static enum tz_status
recognise(struct tz_engine *engine, struct tz_frame *request,
    struct tz_buf *words, struct tz_err *err)
{
	size_t dpi = (size_t)tz_frame_take_number(request, UINT16_MAX);
	size_t width = (size_t)tz_frame_take_number(request, TZ_FRAME_MAX_SIDE);
	size_t height =
	    (size_t)tz_frame_take_number(request, TZ_FRAME_MAX_SIDE);
	const unsigned char *pixels =
	    tz_frame_take_bytes(request, width * height);

	if (!tz_frame_good(request) || width == 0 || height == 0)
		return tz_fail(err, TZ_FORMAT, _("a malformed request"));
	return tz_engine_read(engine, pixels, width, height, (unsigned)dpi,
	    words, err);
}

static enum tz_status
serve(struct tz_engine *engine, struct tz_err *err)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto_buf words = TZ_BUF_INIT;
	struct tz_frame request;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK && await_frame(&bytes, &request)) {
		s = recognise(engine, &request, &words, err);
		if (s == TZ_OK)
			s = answer(&words, err);
		/* One request is answered before the next is sent. */
		tz_buf_reset(&bytes);
	}
	return s;
}

static enum tz_status
run(struct tz_err *err)
{
	tz_auto_buf hello = TZ_BUF_INIT;
	struct tz_engine *engine = NULL;
	unsigned landlock = 0;
	bool filtered;
	enum tz_status s;

	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		return tz_fail(err, TZ_IO, _("no UTF-8 locale"));
	s = tz_engine_new(&engine, err);
	if (s == TZ_OK)
		s = tz_sandbox_limit(MEMORY, TZ_WORDS_MAX_SECONDS, err);
	if (s)
		return s;
	filtered = tz_sandbox_enter(&landlock, err) == TZ_OK;
	tz_frame_start(&hello, TZ_FRAME_HELLO);
	tz_frame_put_number(&hello, TZ_FRAME_VERSION);
	tz_frame_put_number(&hello, filtered);
	tz_frame_put_number(&hello, landlock);
	s = answer(&hello, err);
	if (s || !filtered)
		return s;
	return serve(engine, err);
}

int
main(void)
{
	struct tz_err err = {TZ_OK, ""};
	enum tz_status s;

	/* OpenMP has read what it is told of threads: there is to be one. */
	clearenv();
	close_range(TZ_WORDS_OUT + 2, ~0U, 0);
	s = run(&err);
	/* No clean-up by libraries: the walls would be in its way. */
	_exit(s == TZ_OK ? DONE : s == TZ_NOTFOUND ? MISSING : FAILED);
}
