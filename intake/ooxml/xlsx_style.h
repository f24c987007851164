/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_style.h - the styles of a workbook, whatever its form
 *
 * Fonts, fills and number formats are gathered as they are written, then made
 * into one look for each style that a cell may have.
 */
#ifndef TZ_INTAKE_OOXML_XLSX_STYLE_H
#define TZ_INTAKE_OOXML_XLSX_STYLE_H

#include "intake/ooxml/drawing_colour.h"
#include "intake/ooxml/xlsx_look.h"

#define TZ_XLSX_PALETTE 64

enum tz_xlsx_shade_kind {
	TZ_XLSX_SHADE_NONE,
	TZ_XLSX_SHADE_RGB,
	TZ_XLSX_SHADE_THEME,
	TZ_XLSX_SHADE_INDEXED
};

/* A colour as it is written. */
struct tz_xlsx_shade {
	enum tz_xlsx_shade_kind kind;
	uint32_t value;
	double tint;
};

struct tz_xlsx_font {
	struct tz_xlsx_shade shade;
	bool tiny;
};

struct tz_xlsx_fill {
	struct tz_xlsx_shade shade;
	bool patterned;
};

/* A number format of the workbook's own. */
struct tz_xlsx_own_format {
	uint32_t id;
	enum tz_xlsx_format format;
};

/* What a cell's style refers to. */
struct tz_xlsx_xf {
	uint32_t font, fill, format;
};

/* A differential style. */
struct tz_xlsx_dxf {
	struct tz_xlsx_shade font;
	struct tz_xlsx_fill fill;
	bool masks;
};

struct tz_xlsx_styles {
	struct tz_drawing_theme theme;
	struct tz_colour palette[TZ_XLSX_PALETTE];
	size_t n_palette; /* that the workbook gave */
	struct tz_xlsx_font *fonts;
	size_t n_fonts;
	struct tz_xlsx_fill *fills;
	size_t n_fills;
	struct tz_xlsx_own_format *formats;
	size_t n_formats;
	struct tz_xlsx_xf *xfs;
	size_t n_xfs;
	struct tz_xlsx_dxf *dxfs;
	size_t n_dxfs;
	struct tz_xlsx_look
	    *looks; /* of the cells, by tz_xlsx_style_finish() */
	size_t n_looks;
};

/** tz_xlsx_style_start(styles): Make it empty, with the standard palette. */
void tz_xlsx_style_start(struct tz_xlsx_styles *styles);

/** tz_xlsx_style_clear(styles): Free what it holds. */
void tz_xlsx_style_clear(struct tz_xlsx_styles *styles);

/** tz_xlsx_style_add_font(styles, font, err): Add the next font; the others
 * likewise.  Fail: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_xlsx_style_add_font(struct tz_xlsx_styles *styles,
    const struct tz_xlsx_font *font, struct tz_err *err);

/** tz_xlsx_style_add_fill(styles, fill, err): Add the next fill. */
TZ_CHECK enum tz_status tz_xlsx_style_add_fill(struct tz_xlsx_styles *styles,
    const struct tz_xlsx_fill *fill, struct tz_err *err);

/** tz_xlsx_style_add_format(styles, id, code, err): Add a number format. */
TZ_CHECK enum tz_status tz_xlsx_style_add_format(struct tz_xlsx_styles *styles,
    uint32_t id, const char *code, struct tz_err *err);

/** tz_xlsx_style_add_xf(styles, xf, err): Add the next style of cells. */
TZ_CHECK enum tz_status tz_xlsx_style_add_xf(struct tz_xlsx_styles *styles,
    const struct tz_xlsx_xf *xf, struct tz_err *err);

/** tz_xlsx_style_add_dxf(styles, dxf, err): Add the next differential style. */
TZ_CHECK enum tz_status tz_xlsx_style_add_dxf(struct tz_xlsx_styles *styles,
    const struct tz_xlsx_dxf *dxf, struct tz_err *err);

/** tz_xlsx_style_colour(styles, shade): The colour that is meant. */
struct tz_colour tz_xlsx_style_colour(const struct tz_xlsx_styles *styles,
    const struct tz_xlsx_shade *shade);

/** tz_xlsx_style_finish(styles, err): Make the looks. */
TZ_CHECK enum tz_status
tz_xlsx_style_finish(struct tz_xlsx_styles *styles, struct tz_err *err);

/** tz_xlsx_style_look(styles, index): The look of a style of cells, plain
 * where there is none. */
const struct tz_xlsx_look *
tz_xlsx_style_look(const struct tz_xlsx_styles *styles, uint32_t index);

/** tz_xlsx_style_rule(styles, index, rule): Put what a differential style
 * changes into a rule; false when it hides nothing, for it changes no colour
 * and no format. */
bool tz_xlsx_style_rule(const struct tz_xlsx_styles *styles, uint32_t index,
    struct tz_xlsx_rule *rule);

/** tz_xlsx_style_read(xml, styles, told, err): Read a part of the root
 * styleSheet; words in it go to ${told}.  ${ret_bad} says that its end is
 * damaged.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_xlsx_style_read(struct tz_xml *xml, struct tz_xlsx_styles *styles,
    struct tz_story *told, bool *ret_bad, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_XLSX_STYLE_H */
