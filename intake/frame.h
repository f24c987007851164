/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/frame.h - what goes over the pipe between the worker and its parent
 *
 * A frame is one type byte, the length of its payload (4 bytes, little-endian)
 * and the payload: numbers (LEB128) and texts (a number and that many bytes).
 * The worker writes, the parent reads and trusts nothing: a taker that meets a
 * number or a text out of its bounds marks the frame bad, and one look at
 * tz_frame_good() at the end tells whether all of it was as it should be.
 *
 * Order: HELLO, then for each file LOOK, FILE, its PART, FACT, PICTURE and
 * READING frames and the whole frames of the files that it holds, FILE_END; at
 * last END.
 */
#ifndef TZ_INTAKE_FRAME_H
#define TZ_INTAKE_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/document.h"

#define TZ_FRAME_VERSION 2
#define TZ_FRAME_HEAD 5 /* bytes before the payload */

/* Bounds that both sides keep, whatever the limits of a reading are. */
#define TZ_FRAME_MAX_PATH 65536	      /* bytes of a path */
#define TZ_FRAME_MAX_NAME 4096	      /* bytes of one name in a path */
#define TZ_FRAME_MAX_WORD 128	      /* bytes of a media type, fact, reason */
#define TZ_FRAME_MAX_PLACES (4 << 20) /* places of one part */
#define TZ_FRAME_MAX_PARTS (1 << 20)  /* parts of a tree */
#define TZ_FRAME_MAX_FACTS (1 << 18)  /* facts of a tree */
#define TZ_FRAME_MAX_PICTURES 500     /* pictures of a tree */
#define TZ_FRAME_MAX_SIDE 16384	      /* pixels of a picture's side */
#define TZ_FRAME_MAX_PIXELS 12000000  /* pixels of a picture */
/* Bytes that a frame may have beside its text: places of 64 bytes each. */
#define TZ_FRAME_MAX_AROUND ((size_t)TZ_FRAME_MAX_PLACES * 64)

enum tz_frame_type {
	TZ_FRAME_HELLO = 1, /* version, seccomp (0, 1), Landlock's ABI or 0 */
	TZ_FRAME_FILE,	    /* index, parent, depth, size, digest, path, type */
	TZ_FRAME_PART,	    /* file, channel, path, places, text */
	TZ_FRAME_FACT,	    /* file, name, path, channel, place */
	TZ_FRAME_READING,   /* file, reading, reason */
	TZ_FRAME_FILE_END,  /* file */
	TZ_FRAME_END,	    /* nothing */
	TZ_FRAME_PICTURE,   /* file, path, place, dpi, width, height, pixels */
	TZ_FRAME_WORDS,	    /* from taizhang-ocr: intake/ocr/words.h */
	TZ_FRAME_LOOK,	    /* file: the next FILE, which is being identified */
	TZ_FRAME_COUNT
};

/* A frame being read.  It borrows the bytes. */
struct tz_frame {
	enum tz_frame_type type;
	const unsigned char *data;
	size_t len;
	size_t at;
	bool bad;
};

/** tz_frame_start(buf, type): Make ${buf} the head of a frame. */
void tz_frame_start(struct tz_buf *buf, enum tz_frame_type type);

/** tz_frame_put_number(buf, number): Append a number. */
void tz_frame_put_number(struct tz_buf *buf, uint64_t number);

/** tz_frame_put_text(buf, text, len): Append a text. */
void tz_frame_put_text(struct tz_buf *buf, const char *text, size_t len);

/** tz_frame_put_place(buf, place, from): Append a place; its start is written
 * as the distance from ${from}. */
void tz_frame_put_place(struct tz_buf *buf, const struct tz_place *place,
    size_t from);

/** tz_frame_finish(buf, more): Write the length into the head; ${more} bytes
 * of payload are sent after those in ${buf}. */
void tz_frame_finish(struct tz_buf *buf, size_t more);

/**
 * tz_frame_read(frame, data, len, max, ret_used):
 * Look at the start of ${len} bytes.  A whole frame: fill ${frame}, its size
 * in ${ret_used}.  Not all there yet: ${ret_used} is 0.  False for an unknown
 * type or a payload over ${max} bytes.
 */
bool tz_frame_read(struct tz_frame *frame, const void *data, size_t len,
    size_t max, size_t *ret_used);

/** tz_frame_take_number(frame, max): The next number; 0, and the frame is bad,
 * when it is over ${max} or not there. */
uint64_t tz_frame_take_number(struct tz_frame *frame, uint64_t max);

/** tz_frame_take_bytes(frame, len): The next ${len} bytes, borrowed; NULL, and
 * the frame is bad, when there are fewer. */
const void *tz_frame_take_bytes(struct tz_frame *frame, size_t len);

/** tz_frame_take_text(frame, max, ret_len): The next text, borrowed and
 * without a NUL at its end; it is well-formed UTF-8 of at most ${max} bytes,
 * or NULL and the frame is bad. */
const char *
tz_frame_take_text(struct tz_frame *frame, size_t max, size_t *ret_len);

/** tz_frame_take_string(frame, max): The next text as a string, which the
 * caller frees: a text with a NUL in it is bad.  NULL also when memory ran out.
 */
char *tz_frame_take_string(struct tz_frame *frame, size_t max);

/** tz_frame_take_word(frame): Likewise, and it must be a word of visible
 * ASCII. */
char *tz_frame_take_word(struct tz_frame *frame);

/** tz_frame_take_place(frame, from, place, ret_name_len): The next place; its
 * name is borrowed and has no NUL at its end. */
void tz_frame_take_place(struct tz_frame *frame, size_t from,
    struct tz_place *place, size_t *ret_name_len);

/** tz_frame_take_places(frame, places, n, names): The next ${n} places.  Their
 * names get NULs in ${names}, which has as many bytes as the frame: a name's
 * length was at least one byte there. */
void tz_frame_take_places(struct tz_frame *frame, struct tz_place *places,
    size_t n, char *names);

/** tz_frame_reason(number): The word of that number in TZ_REASON_LIST; that of
 * a crash when there is none. */
const char *tz_frame_reason(uint64_t number);

/** tz_frame_reason_number(reason): The number of the word. */
uint64_t tz_frame_reason_number(const char *reason);

/** tz_frame_reason_known(reason): Whether it is a word of TZ_REASON_LIST. */
bool tz_frame_reason_known(const char *reason);

/** tz_frame_good(frame): Whether nothing was bad and nothing is left over. */
bool tz_frame_good(const struct tz_frame *frame);

#endif /* !TZ_INTAKE_FRAME_H */
