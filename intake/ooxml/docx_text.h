/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_text.h - where the text of one WordprocessingML part goes
 *
 * Visible text runs in a flow; what is hidden, inserted, deleted or only told
 * by the file goes beside it, into a story of its own channel.  A text box
 * stands in the midst of a paragraph but is no part of it, so it has a flow of
 * its own and never tears a word apart.
 */
#ifndef TZ_INTAKE_OOXML_DOCX_TEXT_H
#define TZ_INTAKE_OOXML_DOCX_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "intake/ooxml/docx_look.h"
#include "intake/ooxml/opc.h"

/* What lies beside the flow. */
enum tz_docx_side {
	TZ_DOCX_HIDDEN,
	TZ_DOCX_COVERING, /* what stands under a bar of its own colour */
	TZ_DOCX_INSERTED,
	TZ_DOCX_DELETED,
	TZ_DOCX_FORMULA,
	TZ_DOCX_FORM,
	TZ_DOCX_PROPERTY,
	TZ_DOCX_LINK,  /* files and places outside */
	TZ_DOCX_BOXES, /* text boxes and the like: as visible as the flow */
	TZ_DOCX_ALT,   /* alternative texts of pictures */
	TZ_DOCX_NOTES, /* notes, comments, headers that stand in the flow */
	TZ_DOCX_REMARKS,
	TZ_DOCX_HEADS,
	TZ_DOCX_SIDES
};

/* A tracked change that text is in; n is 0 for none. */
struct tz_docx_change {
	uint32_t n;
	const char *author;
};

/* How a piece of text stands. */
struct tz_docx_mark {
	enum tz_docx_unseen unseen;
	bool partly; /* a piece of it may be covered: it is told twice */
	struct tz_docx_change inserted;
	struct tz_docx_change deleted;
};

/* A paragraph, slide, comment or note; n is 0 for none. */
struct tz_docx_spot {
	enum tz_place_kind kind;
	uint32_t n;
};

struct tz_docx_flow {
	struct tz_story story;
	char pending; /* the separator before the next text, or 0 */
	bool alternative;
	enum tz_docx_side side; /* where its text goes at its end */
	size_t since_flow;  /* what an alternative repeats starts here: in */
	size_t since_boxes; /* the flow below, in the boxes */
};

#define TZ_DOCX_FLOWS 16

struct tz_docx_text {
	struct tz_docx_flow flows[TZ_DOCX_FLOWS];
	unsigned n_flows;
	unsigned overflow; /* flows that were asked for over the bound */
	struct tz_story sides[TZ_DOCX_SIDES];
	bool torn[TZ_DOCX_SIDES]; /* the next piece does not adjoin the last */
	bool unseen[TZ_DOCX_UNSEEN]; /* there was text of that kind */
	struct tz_docx_spot spots[TZ_DOCX_UNSEEN]; /* the first of it */
	bool fetched; /* a link is followed when the file is opened */
	enum tz_place_kind place;
	uint32_t n;	    /* paragraph, comment or note */
	const char *author; /* of the comment */
};

/** tz_docx_text_start(text, channel, path): Begin with an empty main flow. */
void tz_docx_text_start(struct tz_docx_text *text, enum tz_channel channel,
    const char *path);

/** tz_docx_text_clear(text): Free what it holds. */
void tz_docx_text_clear(struct tz_docx_text *text);

/** tz_docx_text_place(text, kind, n, author): What follows stands there;
 * ${author} is borrowed until the next place. */
void tz_docx_text_place(struct tz_docx_text *text, enum tz_place_kind kind,
    uint32_t n, const char *author);

/** tz_docx_text_put(text, mark, words): Add a piece of text. */
void tz_docx_text_put(struct tz_docx_text *text,
    const struct tz_docx_mark *mark, const char *words);

/** tz_docx_text_fact(opc, name, path, channel, spot, err): Send a fact about
 * the part ${path}, at ${spot}.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_docx_text_fact(struct tz_opc *opc, const char *name,
    const char *path, enum tz_channel channel, const struct tz_docx_spot *spot,
    struct tz_err *err);

/** tz_docx_text_blank(words): Whether there is nothing but blanks. */
bool tz_docx_text_blank(const char *words);

/** tz_docx_text_separate(text, c): A paragraph, cell or row has ended: put
 * ${c} before the next text. */
void tz_docx_text_separate(struct tz_docx_text *text, char c);

/** tz_docx_text_line(text, side, name, words): Add a line beside the flow;
 * ${name} of its property may be NULL. */
void tz_docx_text_line(struct tz_docx_text *text, enum tz_docx_side side,
    const char *name, const char *words);

/** tz_docx_text_join(text, side, words): Add to the last line there. */
void tz_docx_text_join(struct tz_docx_text *text, enum tz_docx_side side,
    const char *words);

/** tz_docx_text_push(text, alternative, since_flow, since_boxes): Begin an
 * inner flow; an ${alternative} is dropped at its end if it says what was said
 * since those two lengths (of the flow below and of the boxes). */
void tz_docx_text_push(struct tz_docx_text *text, bool alternative,
    size_t since_flow, size_t since_boxes);

/** tz_docx_text_aside(text, side): The innermost flow goes to ${side} at its
 * end, not to the boxes. */
void tz_docx_text_aside(struct tz_docx_text *text, enum tz_docx_side side);

/** tz_docx_text_pop(text): End the inner flow: its text goes to the boxes. */
void tz_docx_text_pop(struct tz_docx_text *text);

/** tz_docx_text_flow(text): The innermost flow's story. */
struct tz_story *tz_docx_text_flow(struct tz_docx_text *text);

/** tz_docx_text_flush(text, opc, err): Send the main flow and empty it.
 * Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_docx_text_flush(struct tz_docx_text *text,
    struct tz_opc *opc, struct tz_err *err);

/** tz_docx_text_finish(text, opc, err): Send the main flow, then all that lies
 * beside it, with the facts that go with it.  Fails likewise. */
TZ_CHECK enum tz_status tz_docx_text_finish(struct tz_docx_text *text,
    struct tz_opc *opc, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_DOCX_TEXT_H */
