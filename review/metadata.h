/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/metadata.h - title, number and date, read from the document itself
 *
 * Taken from the first lines of what a reader sees.  A document number is
 * written 机关代字〔年份〕序号号 (GB/T 9704-2012); the brackets people type
 * instead are accepted and made 〔〕.  A number in running text is another
 * document's and is not taken.
 */
#ifndef TZ_REVIEW_METADATA_H
#define TZ_REVIEW_METADATA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/document.h"
#include "base/json.h"
#include "base/status.h"

/* How many lines from the top are looked at. */
#define TZ_METADATA_LINES 60

/* A line of the body, white space at both ends cut off; borrowed. */
struct tz_metadata_line {
	const char *text;
	size_t len;
};

struct tz_metadata_lines {
	struct tz_metadata_line line[TZ_METADATA_LINES];
	size_t n;
};

/** tz_metadata_split(text, len, ret_lines): The first lines of ${text} that
 * are not empty. */
void tz_metadata_split(const char *text, size_t len,
    struct tz_metadata_lines *ret_lines);

/** tz_metadata_found(meta, key): Whether the metadata's `found`, words with
 * spaces between, has ${key}: the document gave it, and no person typed it. */
bool tz_metadata_found(const json_t *meta, const char *key);

/** tz_metadata_title(lines, ret): Append the title that the lines show;
 * nothing when none can be told. */
void
tz_metadata_title(const struct tz_metadata_lines *lines, struct tz_buf *ret);

/** tz_metadata_number(lines, ret): Append the document's number; ${lines} are
 * of folded text. */
void
tz_metadata_number(const struct tz_metadata_lines *lines, struct tz_buf *ret);

/** tz_metadata_date(lines, ret_date): The date on which it was made; ${lines}
 * are of folded text; false when there is none. */
bool tz_metadata_date(const struct tz_metadata_lines *lines,
    struct tz_date *ret_date);

/** tz_metadata_label(line, labels, ret_rest): Whether the line is one of the
 * NULL-ended ${labels}, a colon and something: that is ${*ret_rest}. */
bool tz_metadata_label(const struct tz_metadata_line *line,
    const char *const *labels, struct tz_metadata_line *ret_rest);

/**
 * tz_metadata_read(document, ret_title, ret_number, ret_date, err):
 * All three of the first file of ${document} that has a body; what cannot be
 * told is left empty.  ${ret_date} is ISO.
 */
TZ_CHECK enum tz_status
tz_metadata_read(const struct tz_document *document, struct tz_buf *ret_title,
    struct tz_buf *ret_number, struct tz_buf *ret_date, struct tz_err *err);

#endif /* !TZ_REVIEW_METADATA_H */
