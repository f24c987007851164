/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/emit.h - how a format reader in the worker says what it found
 *
 * A reader gets the bytes of one file and calls these; the calls stream frames
 * to the parent.  A reader never touches a descriptor, a path or the
 * environment.  All limits are kept here: once one is passed every call
 * returns TZ_LIMIT and the reader returns it at once.
 */
#ifndef TZ_INTAKE_EMIT_H
#define TZ_INTAKE_EMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/status.h"

/* The stream to the parent and the counters of this tree. */
struct tz_emit;

/* A part being written: text grows, places are noted on the way. */
struct tz_story {
	enum tz_channel channel;
	char *path; /* of the part in its file */
	struct tz_buf text;
	struct tz_place *places;
	size_t n_places;
	size_t cap_places;
	size_t characters;
};

/* One file of the tree as a reader sees it. */
struct tz_source {
	const unsigned char *data;
	size_t len;
	const char *path; /* "a.zip!/b.docx" */
	size_t file;	  /* index in the document */
	unsigned depth;
};

/** tz_story_start(story, channel, path): Begin a part; the caller ends it with
 * tz_story_clear(). */
void tz_story_start(struct tz_story *story, enum tz_channel channel,
    const char *path);

/** tz_story_clear(story): Free what it holds. */
void tz_story_clear(struct tz_story *story);

/** tz_story_place(story, kind, n, m, name): The text from here on stands at
 * this place; ${name} is copied and may be NULL. */
void tz_story_place(struct tz_story *story, enum tz_place_kind kind, uint32_t n,
    uint32_t m, const char *name);

/** tz_story_place_box(story, kind, n, m, name, box): Likewise, and where on
 * the page (base/document.h, tz_box_of()); ${box} may be NULL. */
void tz_story_place_box(struct tz_story *story, enum tz_place_kind kind,
    uint32_t n, uint32_t m, const char *name, const struct tz_box *box);

/** tz_story_add(story, text, len): Append text; ill-formed bytes become
 * U+FFFD. */
void tz_story_add(struct tz_story *story, const char *text, size_t len);

/** tz_story_break(story, c): Append the separator ${c} ('\n', '\t' or '\f')
 * unless the text is empty or ends with it. */
void tz_story_break(struct tz_story *story, char c);

/** tz_emit_story(emit, source, story, err): Send the part, unless it holds no
 * text.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_emit_story(struct tz_emit *emit, const struct tz_source *source,
    const struct tz_story *story, struct tz_err *err);

/** tz_emit_text(emit, source, channel, path, kind, name, text, err): Send a
 * short part with one place, unless ${text} is NULL or empty. */
TZ_CHECK enum tz_status
tz_emit_text(struct tz_emit *emit, const struct tz_source *source,
    enum tz_channel channel, const char *path, enum tz_place_kind kind,
    const char *name, const char *text, struct tz_err *err);

/** tz_emit_fact(emit, source, name, path, channel, place, err): Send a fact;
 * ${place} may be NULL. */
TZ_CHECK enum tz_status tz_emit_fact(struct tz_emit *emit,
    const struct tz_source *source, const char *name, const char *path,
    enum tz_channel channel, const struct tz_place *place, struct tz_err *err);

/** tz_emit_reading(emit, source, reading, reason, err): Say that the file was
 * not wholly read; ${reason} is a word of intake/intake.h. */
TZ_CHECK enum tz_status
tz_emit_reading(struct tz_emit *emit, const struct tz_source *source,
    enum tz_reading reading, const char *reason, struct tz_err *err);

/**
 * tz_emit_child(emit, parent, name, data, len, err):
 * Read a file that ${parent} holds (an archive member, an embedded object):
 * identify it and run the reader for its type.  ${name} is its clean UTF-8
 * name.  What goes wrong inside it is noted there; only TZ_LIMIT over the whole
 * tree, TZ_NOMEM and TZ_IO come back.
 */
TZ_CHECK enum tz_status
tz_emit_child(struct tz_emit *emit, const struct tz_source *parent,
    const char *name, const void *data, size_t len, struct tz_err *err);

/** tz_emit_unread(emit, parent, name, reason, err): Note a file that
 * ${parent} holds and that can not even be unpacked; ${name} as for
 * tz_emit_child().  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_emit_unread(struct tz_emit *emit, const struct tz_source *parent,
    const char *name, const char *reason, struct tz_err *err);

/**
 * tz_emit_unpacked(emit, source, len, err):
 * Say that ${len} more bytes came out of the compression of ${source}; every
 * reader that inflates calls it before it keeps the bytes (tz_emit_child() does
 * not count them again).  Fails: TZ_LIMIT when the ratio of ${source} or the
 * total of the tree is passed, which is noted; the reader returns at once.
 */
TZ_CHECK enum tz_status tz_emit_unpacked(struct tz_emit *emit,
    const struct tz_source *source, uint64_t len, struct tz_err *err);

/**
 * tz_emit_picture(emit, source, path, place, grey, width, height, stride, dpi,
 *     err):
 * Hand over a picture, or a page that is one, which may hold text that is
 * nowhere else: 8-bit grey pixels (0 is black), ${stride} bytes from row to
 * row, ${dpi} of them to an inch or 0 when that is not known.  Its text becomes
 * a part of ${source} with channel OCR and that ${path}, at ${place}; the box
 * of the place, if it has one, is where on the page the picture lies.  Where no
 * text can be recognised the file is only partly read.  What is too small for
 * text, or of one colour, counts as read at once.  Fails: TZ_LIMIT, TZ_NOMEM,
 * TZ_IO.
 */
TZ_CHECK enum tz_status tz_emit_picture(struct tz_emit *emit,
    const struct tz_source *source, const char *path,
    const struct tz_place *place, const unsigned char *grey, size_t width,
    size_t height, size_t stride, unsigned dpi, struct tz_err *err);

/** tz_emit_picture_matters(width, height): Whether a picture of so many pixels
 * could hold text; no reader needs to decode one that could not. */
bool tz_emit_picture_matters(size_t width, size_t height);

/** tz_emit_password(emit, i): The password number ${i}, from 0 on, to try on
 * what is encrypted (UTF-8, never empty); NULL after the last.  Borrowed. */
const char *tz_emit_password(const struct tz_emit *emit, size_t i);

/** A reader: gives everything in ${source}.  TZ_FORMAT means damaged (what
 * was given so far stands and the file is noted as partly or not read). */
typedef enum tz_status tz_reader(struct tz_emit *emit,
    const struct tz_source *source, struct tz_err *err);

#endif /* !TZ_INTAKE_EMIT_H */
