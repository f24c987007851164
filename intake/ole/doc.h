/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/doc.h - a Word document of 97 to 2003 (MS-DOC) while it is read
 *
 * The text lies in pieces of the stream WordDocument; positions of the text
 * (CP) count characters over all pieces, positions in the stream (FC) bytes.
 * What a run looks like hangs on its FC.
 */
#ifndef TZ_INTAKE_OLE_DOC_H
#define TZ_INTAKE_OLE_DOC_H

#include "intake/ole/bytes.h"
#include "intake/ole/ole.h"

/* Which of the pairs of place and length in the FIB (MS-DOC 2.5.6). */
enum tz_doc_pair {
	TZ_DOC_STSH = 1,
	TZ_DOC_FOOTNOTES = 3,
	TZ_DOC_COMMENT_REFS = 4,
	TZ_DOC_COMMENTS = 5,
	TZ_DOC_CHPX = 12,
	TZ_DOC_PAPX = 13,
	TZ_DOC_FONTS = 15,
	TZ_DOC_BOOKMARKS = 21,
	TZ_DOC_ASSOC = 32,
	TZ_DOC_CLX = 33,
	TZ_DOC_COMMENT_OWNERS = 36,
	TZ_DOC_ENDNOTES = 47,
	TZ_DOC_REVISION_AUTHORS = 51,
	TZ_DOC_VARIABLES = 60,
	TZ_DOC_SAVED_BY = 71,
};

/* A piece of the text. */
struct tz_doc_piece {
	uint32_t cp, end;
	uint32_t fc; /* bytes in the stream */
	bool narrow; /* one byte a character */
	uint16_t prm;
};

/* A run of bytes with the same properties: the grpprl lies in the stream. */
struct tz_doc_run {
	uint32_t fc, end;
	uint16_t istd; /* of a paragraph */
	struct tz_bytes properties;
};

struct tz_doc_runs {
	struct tz_doc_run *items;
	size_t n;
};

/* What a run looks like. */
struct tz_doc_look {
	bool hidden;
	bool inserted, deleted;
	bool field_hidden;
	bool special, object; /* a picture, a mark */
	uint16_t inserted_by, deleted_by;
	uint16_t size;	   /* half points, 0 when not said */
	uint16_t scale;	   /* per cent of the width */
	int32_t colour;	   /* 0xRRGGBB, -1 automatic */
	int32_t highlight; /* likewise, -1 none */
	int32_t shade;
	bool reformatted;
};

struct tz_doc {
	struct tz_ole *ole;
	struct tz_buf main, table, data;
	struct tz_bytes word, beside; /* the first two */
	bool old;		      /* Word 6 and 95 */
	unsigned code_page;
	struct tz_doc_piece *pieces;
	size_t n_pieces;
	struct tz_doc_runs characters, paragraphs;
	struct tz_bytes prcs; /* properties that pieces of a fast save have */
	char **authors;	      /* of tracked changes */
	size_t n_authors;
	uint32_t changes; /* tracked changes so far */
	uint32_t comments;
	bool tracked, hidden, white, tiny, covered; /* found */
};

/** tz_doc_pair(doc, pair): The bytes of the table stream that a pair of the FIB
 * names; none where it names none. */
struct tz_bytes tz_doc_pair(const struct tz_doc *doc, enum tz_doc_pair pair);

/** tz_doc_pieces_read(doc, err): Fill ${pieces} from the piece table; a
 * damaged one is noted.  Fails: TZ_NOMEM, TZ_LIMIT. */
TZ_CHECK enum tz_status
tz_doc_pieces_read(struct tz_doc *doc, struct tz_err *err);

/** tz_doc_pieces_left(doc, err): Give the text in the stream that no piece
 * refers to any more: what was deleted before a fast save. */
TZ_CHECK enum tz_status
tz_doc_pieces_left(struct tz_doc *doc, struct tz_err *err);

/** tz_doc_runs_read(doc, paragraphs, ret, err): Gather the runs of characters
 * or of paragraphs.  Fails: TZ_NOMEM, TZ_LIMIT. */
TZ_CHECK enum tz_status tz_doc_runs_read(struct tz_doc *doc, bool paragraphs,
    struct tz_doc_runs *ret, struct tz_err *err);

/** tz_doc_runs_at(runs, fc): The run at ${fc}, or NULL. */
const struct tz_doc_run *
tz_doc_runs_at(const struct tz_doc_runs *runs, uint32_t fc);

/** tz_doc_look_at(doc, fc, piece, ret, ret_until): What the character at
 * ${fc} of the piece looks like, and to which FC this holds. */
void tz_doc_look_at(const struct tz_doc *doc, uint32_t fc,
    const struct tz_doc_piece *piece, struct tz_doc_look *ret,
    uint32_t *ret_until);

/** tz_doc_apply(doc, properties, base, ret, depth): Change the look as a list
 * of properties says; ${base} is the look of the style. */
void tz_doc_apply(const struct tz_doc *doc, struct tz_bytes properties,
    const struct tz_doc_look *base, struct tz_doc_look *ret, unsigned depth);

/** tz_doc_style(doc, istd, ret, depth): Change the look as a style says, after
 * those that it is based on. */
void tz_doc_style(const struct tz_doc *doc, uint16_t istd,
    struct tz_doc_look *ret, unsigned depth);

/** tz_doc_sprm(properties, at, ret_code, ret_operand): The property at
 * ${*at}, which moves on; false at the end. */
bool tz_doc_sprm(struct tz_bytes properties, size_t *at, uint16_t *ret_code,
    struct tz_bytes *ret_operand);

/** tz_doc_stories(doc, err): Send the text of all sub-documents. */
TZ_CHECK enum tz_status tz_doc_stories(struct tz_doc *doc, struct tz_err *err);

/** tz_doc_beside(doc, err): Send what lies in the table stream: who saved it
 * and where, bookmarks, variables, any other string. */
TZ_CHECK enum tz_status tz_doc_beside(struct tz_doc *doc, struct tz_err *err);

/** tz_doc_names(doc, pair, ret_names, ret_n, err): The strings of a table of
 * strings (STTB), or of a plain list (the owners of comments).  Fails:
 * TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_doc_names(const struct tz_doc *doc, enum tz_doc_pair pair, char ***ret_names,
    size_t *ret_n, struct tz_err *err);

/** tz_doc_names_free(names, n): Free such a list. */
void tz_doc_names_free(char **names, size_t n);

#endif /* !TZ_INTAKE_OLE_DOC_H */
