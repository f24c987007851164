/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/document.h - what intake makes of a draft: files, parts, facts
 *
 * One submitted file is a tree of files (an archive holds others); a file has
 * parts, each with a channel (where in the document it lives), UTF-8 text and
 * the places of that text for a person; facts are what the structure itself
 * says (encrypted, name and content disagree).  intake fills it, policies and
 * index read it; it knows nothing of either.
 *
 * Order is part of the meaning: files in the order of the walk (a container
 * before what it holds), parts in the order of the document.
 */
#ifndef TZ_BASE_DOCUMENT_H
#define TZ_BASE_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf;

/* name, word in --json and on disk */
#define TZ_CHANNEL_LIST(X)                                                     \
	X(BODY, "body")                                                        \
	X(HEADER_FOOTER, "header-footer")                                      \
	X(FOOTNOTE, "footnote")                                                \
	X(COMMENT, "comment")                                                  \
	X(TRACKED_INSERTION, "tracked-insertion")                              \
	X(TRACKED_DELETION, "tracked-deletion")                                \
	X(HIDDEN_TEXT, "hidden-text")                                          \
	X(HIDDEN_SHEET, "hidden-sheet")                                        \
	X(HIDDEN_ROW_COLUMN, "hidden-row-column")                              \
	X(HIDDEN_SLIDE, "hidden-slide")                                        \
	X(SPEAKER_NOTES, "speaker-notes")                                      \
	X(PROPERTY, "property")                                                \
	X(FORMULA, "formula")                                                  \
	X(EXTERNAL_LINK, "external-link")                                      \
	X(CACHED_DATA, "cached-data")                                          \
	X(ANNOTATION, "annotation")                                            \
	X(FORM_FIELD, "form-field")                                            \
	X(OPTIONAL_CONTENT, "optional-content")                                \
	X(COVERED_TEXT, "covered-text")                                        \
	X(INVISIBLE_TEXT, "invisible-text")                                    \
	X(EARLIER_REVISION, "earlier-revision")                                \
	X(SCRIPT, "script")                                                    \
	X(EXIF, "exif")                                                        \
	X(OCR, "ocr")                                                          \
	X(FILENAME, "filename")                                                \
	X(ATTACHMENT, "attachment")

enum tz_channel {
#define TZ_CHANNEL_ENUM(name, word) TZ_CHANNEL_##name,
	TZ_CHANNEL_LIST(TZ_CHANNEL_ENUM)
#undef TZ_CHANNEL_ENUM
	    TZ_CHANNEL_COUNT
};

/* How much of a file was read. */
enum tz_reading {
	TZ_READING_READ,   /* all of it */
	TZ_READING_PARTLY, /* text was given, some is known to be missing */
	TZ_READING_UNREAD, /* nothing can be said of its contents */
	TZ_READING_COUNT
};

/* kind, the words of a place: printf-like with {n} first number, {m} second,
 * {s} name; an absent piece drops the bracketed words around it. */
#define TZ_PLACE_LIST(X)                                                       \
	X(NONE, "")                                                            \
	X(LINE, "line {n}[, column {m}]")                                      \
	X(PARAGRAPH, "paragraph {n}")                                          \
	X(CELL, "{s}")                                                         \
	X(PAGE, "page {n}")                                                    \
	X(SLIDE, "slide {n}")                                                  \
	X(COMMENT, "comment {n}[ by {s}]")                                     \
	X(CHANGE, "change {n}[ by {s}]")                                       \
	X(NOTE, "note {n}")                                                    \
	X(PROPERTY, "property {s}")                                            \
	X(ELEMENT, "<{s}> at line {n}")                                        \
	X(ANNOTATION, "page {n}, annotation {m}[ by {s}]")                     \
	X(NAME, "name")

enum tz_place_kind {
#define TZ_PLACE_ENUM(name, words) TZ_PLACE_##name,
	TZ_PLACE_LIST(TZ_PLACE_ENUM)
#undef TZ_PLACE_ENUM
	    TZ_PLACE_COUNT
};

/* Where something stands on a page: points from its top left corner; all zero
 * when that is not known. */
struct tz_box {
	int16_t x0;
	int16_t y0;
	int16_t x1;
	int16_t y1;
};

/* Where the text from code point ${start} on (up to the next place) stands. */
struct tz_place {
	size_t start; /* code point in the part's text */
	enum tz_place_kind kind;
	uint32_t n;
	uint32_t m;
	const char *name;  /* or NULL; owned by the document */
	struct tz_box box; /* of PAGE and ANNOTATION */
};

#define TZ_PART_STRIDE 1024

/* One story of a document: the body, one comment, one sheet. */
struct tz_part {
	size_t file;	  /* index into files */
	const char *path; /* in the file: "word/comments.xml", "Sheet2" */
	enum tz_channel channel;
	const char *text; /* UTF-8, NUL-terminated, may hold NULs too */
	size_t text_len;
	size_t characters; /* code points */
	const struct tz_place *places;
	size_t n_places;
	/* The byte of every TZ_PART_STRIDE-th code point; made by
	 * tz_document_add_part(), NULL in a part that is not of a document. */
	const size_t *marks;
};

/* One file of the tree. */
struct tz_document_file {
	const char *path;	/* "a.zip!/b.docx"; clean UTF-8 */
	const char *media_type; /* by content */
	size_t parent;		/* index; its own index for the outermost */
	unsigned depth;		/* 0 for the outermost */
	enum tz_reading reading;
	const char
	    *reason; /* why not READ: a word of TZ_REASON_LIST; or NULL */
	uint64_t size;
	struct tz_id sha256;
};

/* A structural fact: a word such as "hidden-sheet" or "type-mismatch". */
struct tz_fact {
	size_t file;
	const char *name;
	const char *path; /* of the part, "" for the whole file */
	enum tz_channel channel;
	struct tz_place place;
};

/* A read draft.  Made by tz_document_new(), ended by tz_document_free(). */
struct tz_document;

/** tz_channel_word(channel): Its word, a constant. */
const char *tz_channel_word(enum tz_channel channel);

/** tz_channel_from(word): The channel of ${word}, TZ_CHANNEL_COUNT if none. */
enum tz_channel tz_channel_from(const char *word);

/** tz_reading_word(reading): "read", "partly" or "unread". */
const char *tz_reading_word(enum tz_reading reading);

/** tz_document_new(ret_document, err): An empty one.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_document_new(struct tz_document **ret_document, struct tz_err *err);

/** tz_document_free(document): End it and all it owns.  NULL is allowed. */
void tz_document_free(struct tz_document *document);

TZ_AUTO_DEFINE(tz_document)

/** tz_document_add_file(document, file, ret_index, err): Copy one file in.
 * Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_document_add_file(struct tz_document *document,
    const struct tz_document_file *file, size_t *ret_index, struct tz_err *err);

/** tz_document_set_reading(document, index, reading, reason, err): Lower how
 * much of a file was read (it never rises); the first reason stays.  Fails:
 * TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_document_set_reading(struct tz_document *document, size_t index,
    enum tz_reading reading, const char *reason, struct tz_err *err);

/** tz_document_add_part(document, part, err): Copy one part in; ${characters}
 * is counted here.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_document_add_part(struct tz_document *document,
    const struct tz_part *part, struct tz_err *err);

/** tz_document_add_fact(document, fact, err): Copy one fact in. */
TZ_CHECK enum tz_status tz_document_add_fact(struct tz_document *document,
    const struct tz_fact *fact, struct tz_err *err);

/** tz_document_files(document, ret_n): All files; borrowed until the document
 * changes. */
const struct tz_document_file *
tz_document_files(const struct tz_document *document, size_t *ret_n);

/** tz_document_parts(document, ret_n): All parts; borrowed likewise. */
const struct tz_part *
tz_document_parts(const struct tz_document *document, size_t *ret_n);

/** tz_document_facts(document, ret_n): All facts; borrowed likewise. */
const struct tz_fact *
tz_document_facts(const struct tz_document *document, size_t *ret_n);

/**
 * tz_part_where(part, start, end, ret):
 * Append the words of the place of the code points [${start}, ${end}): one
 * place, or "PLACE to PLACE" when they are in two.
 */
void tz_part_where(const struct tz_part *part, size_t start, size_t end,
    struct tz_buf *ret);

/** tz_place_word(kind): Its word in --json: "page"; a constant. */
const char *tz_place_word(enum tz_place_kind kind);

/** tz_place_words(place, ret): Append the words of one place, and its box. */
void tz_place_words(const struct tz_place *place, struct tz_buf *ret);

/**
 * tz_part_place(part, start, end, ret):
 * The place of the code points [${start}, ${end}): that of the first one, its
 * box as large as all of them need on that page, and for a line the column of
 * the first in m.  Of kind NONE where none is known; the name is borrowed.
 */
void tz_part_place(const struct tz_part *part, size_t start, size_t end,
    struct tz_place *ret);

/** tz_box_of(x0, y0, x1, y1): A box from points with fractions, rounded
 * outwards; clipped to what a box can say. */
struct tz_box tz_box_of(double x0, double y0, double x1, double y1);

/** tz_box_known(box): Whether it is not all zero. */
bool tz_box_known(const struct tz_box *box);

/**
 * tz_part_excerpt(part, start, end, around, ret):
 * Append the code points [${start} - ${around}, ${end} + ${around}), white
 * space and line ends as one space each, "..." where text was left off.
 */
void tz_part_excerpt(const struct tz_part *part, size_t start, size_t end,
    size_t around, struct tz_buf *ret);

/** tz_part_slice(part, start, end, ret): Append the code points
 * [${start}, ${end}) as extracted. */
void tz_part_slice(const struct tz_part *part, size_t start, size_t end,
    struct tz_buf *ret);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_DOCUMENT_H */
