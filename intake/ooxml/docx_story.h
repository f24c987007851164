/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_story.h - one part of WordprocessingML, read as text
 */
#ifndef TZ_INTAKE_OOXML_DOCX_STORY_H
#define TZ_INTAKE_OOXML_DOCX_STORY_H

#include "intake/ooxml/docx_shown.h"
#include "intake/ooxml/docx_style.h"
#include "intake/ooxml/opc.h"

/* What was found out about a shape of a slide before it is read. */
struct tz_docx_listed {
	enum tz_docx_unseen unseen;
	struct tz_colour ground; /* behind its text */
	bool partly;		 /* something lies over a piece of its text */
};

/* What the parts of a document share; all is borrowed. */
struct tz_docx_context {
	const struct tz_docx_styles *styles;
	const struct tz_drawing_theme *theme;
	struct tz_docx_shown *shown; /* or NULL: all is shown */
	struct tz_colour page;	     /* its colour */
	int page_width;		     /* twentieths of a point */
	int page_height;
	bool drawing; /* DrawingML, of a slide */
	bool old;     /* WordprocessingML of 2003, all in one part */
	bool unshown; /* the part is on no page */
	/* Of a slide, in the order in which its shapes begin. */
	const struct tz_docx_listed *shapes;
	size_t n_shapes;
	const struct tz_colour *cells; /* fills of those of its tables */
	size_t n_cells;
};

/** tz_docx_story(context, opc, part, channel, place, err): Take the part and
 * send its text in ${channel} (a comment and a note each as a story of its
 * own), with what is hidden, tracked or told beside it.  All of it stands at
 * ${place}, or with NULL each paragraph at its number.  A damaged end is
 * noted.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_docx_story(const struct tz_docx_context *context,
    struct tz_opc *opc, struct tz_opc_part *part, enum tz_channel channel,
    const struct tz_place *place, struct tz_err *err);

/** tz_docx_comments(opc, err): Tell which comments are resolved and which
 * answer another, before these are read.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_docx_comments(struct tz_opc *opc, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_DOCX_STORY_H */
