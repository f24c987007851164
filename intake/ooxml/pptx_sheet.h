/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/pptx_sheet.h - where the shapes of a slide, layout or master
 * stand and what they are filled with
 *
 * A slide takes what it does not say itself from its layout, and that from its
 * master: places and fills of placeholders, the ground, the colours.
 */
#ifndef TZ_INTAKE_OOXML_PPTX_SHEET_H
#define TZ_INTAKE_OOXML_PPTX_SHEET_H

#include <stdint.h>

#include "intake/ooxml/drawing_colour.h"
#include "intake/ooxml/opc.h"

enum tz_pptx_fill {
	TZ_PPTX_FILL_UNSAID,
	TZ_PPTX_FILL_NONE,
	TZ_PPTX_FILL_SOLID,   /* of one colour that nothing shows through */
	TZ_PPTX_FILL_MANY,    /* several, that nothing shows through */
	TZ_PPTX_FILL_PICTURE, /* opaque if the picture is */
	TZ_PPTX_FILL_CLEAR    /* what is below shows through */
};

/* A place in English Metric Units of the slide. */
struct tz_pptx_box {
	double x, y, width, height;
	bool known;
	bool turned; /* the box is the bound of a turned one */
};

struct tz_pptx_shape {
	struct tz_pptx_box box;
	enum tz_pptx_fill fill;
	struct tz_colour colour; /* of a solid fill */
	char holder[16];	 /* kind of placeholder, "" for none */
	unsigned long holder_index;
	unsigned long id;
	char picture[32]; /* relationship of its picture */
	bool holds;	  /* it is a placeholder */
	bool hidden;
	bool group;
	bool line;	  /* a connector */
	bool frame;	  /* a table, chart or object */
	bool odd_outline; /* no rectangle */
	bool fallback;	  /* drawn only by programs that know no better */
	bool has_text;
	bool placed;	/* its text does not begin at the top left */
	double size;	/* of its largest letters, points; 0 for unsaid */
	double written; /* points that its lines are wide, at 1 point */
	double widest;	/* of them */
	double lines;	/* at least */
	bool moves;	/* an animation brings it or takes it away */
};

struct tz_pptx_sheet {
	const struct tz_opc_part *part;
	const struct tz_pptx_sheet *above; /* layout of a slide, ... or NULL */
	struct tz_pptx_shape *shapes; /* in the order in which they begin */
	size_t n;
	struct tz_colour *cells; /* fills of those of tables, in their order */
	size_t n_cells;
	struct tz_drawing_theme theme;
	struct tz_colour ground;
	bool ground_said;
	bool hides_above; /* shapes of the layout and master are not shown */
	struct tz_pptx_sheet *next;
};

/* The sheets that were read.  Ended by tz_pptx_sheets_clear(). */
struct tz_pptx_sheets {
	struct tz_opc *opc;
	struct tz_pptx_sheet *first;
};

/** tz_pptx_sheet(sheets, part, ret_sheet, err): The sheet of that part, with
 * those above it; borrowed until the sheets are cleared.  Fails: TZ_NOMEM,
 * TZ_LIMIT. */
TZ_CHECK enum tz_status
tz_pptx_sheet(struct tz_pptx_sheets *sheets, const struct tz_opc_part *part,
    const struct tz_pptx_sheet **ret_sheet, struct tz_err *err);

/** tz_pptx_tree(sheet, err): Read the shapes and the ground of the sheet, whose
 * part and theme are set.  Fails: TZ_NOMEM, TZ_LIMIT. */
TZ_CHECK enum tz_status
tz_pptx_tree(struct tz_pptx_sheet *sheet, struct tz_err *err);

/** tz_pptx_sheets_clear(sheets): Free all. */
void tz_pptx_sheets_clear(struct tz_pptx_sheets *sheets);

#endif /* !TZ_INTAKE_OOXML_PPTX_SHEET_H */
