/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/drawing_colour.h - colours of DrawingML and of a theme
 *
 * A colour is named by its value or by its role in the theme, then made
 * lighter, darker or transparent by the elements in it (ECMA-376 part 1,
 * 20.1.2.3).  Lightness is changed in HSL, which is near enough to tell
 * whether a text can be seen.
 */
#ifndef TZ_INTAKE_OOXML_DRAWING_COLOUR_H
#define TZ_INTAKE_OOXML_DRAWING_COLOUR_H

#include "intake/ooxml/opc.h"
#include "intake/visible.h"
#include "intake/xml.h"

/* The colours of a theme, by their own names (dk1 ... folHlink), and which of
 * them the names bg1, tx1, bg2 and tx2 stand for. */
#define TZ_DRAWING_COLOURS 12

struct tz_drawing_theme {
	struct tz_colour colours[TZ_DRAWING_COLOURS];
	unsigned roles[4];
	bool ground_solid; /* the first background fill is one colour */
};

/* A colour, and how much of it is seen: 1 is opaque. */
struct tz_drawing_colour {
	struct tz_colour colour;
	double alpha;
};

/** tz_drawing_theme_start(theme): Black on white, the rest unknown. */
void tz_drawing_theme_start(struct tz_drawing_theme *theme);

/** tz_drawing_theme_read(part, theme, err): Read the colours of a theme part,
 * which may be NULL; it is not taken.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_drawing_theme_read(const struct tz_opc_part *part,
    struct tz_drawing_theme *theme, struct tz_err *err);

/** tz_drawing_theme_map(xml, theme): Take the roles that the attributes of
 * the element just begun give (clrMap, clrSchemeMapping). */
void tz_drawing_theme_map(struct tz_xml *xml, struct tz_drawing_theme *theme);

/** tz_drawing_theme_colour(theme, name): The colour of the role ${name}, in
 * the words of DrawingML or of WordprocessingML; unknown for another. */
struct tz_colour
tz_drawing_theme_colour(const struct tz_drawing_theme *theme, const char *name);

/** tz_drawing_colour_lighter(colour, part): Lighter: 1 leaves it, 0 gives
 * white. */
struct tz_colour
tz_drawing_colour_lighter(struct tz_colour colour, double part);

/** tz_drawing_colour_darker(colour, part): Darker: 1 leaves it, 0 gives
 * black. */
struct tz_colour tz_drawing_colour_darker(struct tz_colour colour, double part);

/** tz_drawing_colour_begin(xml, theme, ret): Whether the element just begun
 * names a colour, which is then put into ${ret}. */
bool tz_drawing_colour_begin(struct tz_xml *xml,
    const struct tz_drawing_theme *theme, struct tz_drawing_colour *ret);

/** tz_drawing_colour_change(xml, colour): Change it as the element just begun,
 * which stands in it, says. */
void
tz_drawing_colour_change(struct tz_xml *xml, struct tz_drawing_colour *colour);

#endif /* !TZ_INTAKE_OOXML_DRAWING_COLOUR_H */
