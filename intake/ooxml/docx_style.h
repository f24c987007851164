/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_style.h - what the styles of a WordprocessingML document
 * make of a text
 *
 * "Hidden" (w:vanish) is a toggle property (ECMA-376 part 1, 17.7.3): along a
 * chain of w:basedOn the nearest word counts, and what the table, paragraph
 * and character styles say is combined by exclusive or.
 */
#ifndef TZ_INTAKE_OOXML_DOCX_STYLE_H
#define TZ_INTAKE_OOXML_DOCX_STYLE_H

#include <stdbool.h>

#include "intake/ooxml/docx_look.h"
#include "intake/ooxml/opc.h"

enum tz_docx_style_kind {
	TZ_DOCX_STYLE_PARAGRAPH,
	TZ_DOCX_STYLE_CHARACTER,
	TZ_DOCX_STYLE_TABLE,
	TZ_DOCX_STYLE_COUNT
};

/* The styles of a document.  Made by tz_docx_style_read(), ended by
 * tz_docx_styles_free(). */
struct tz_docx_styles;

/** tz_docx_style_read(opc, part, theme, ret_styles, err): Take the style part;
 * NULL gives an empty set.  Names of styles that a person gave are sent as
 * PROPERTY.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_docx_style_read(struct tz_opc *opc,
    struct tz_opc_part *part, const struct tz_drawing_theme *theme,
    struct tz_docx_styles **ret_styles, struct tz_err *err);

/** tz_docx_styles_free(styles): End it.  NULL is allowed. */
void tz_docx_styles_free(struct tz_docx_styles *styles);

TZ_AUTO_DEFINE(tz_docx_styles)

/** tz_docx_style_vanish(styles, kind, id): Whether the style ${id} (NULL: the
 * default of its kind) hides text. */
bool tz_docx_style_vanish(const struct tz_docx_styles *styles,
    enum tz_docx_style_kind kind, const char *id);

/** tz_docx_style_default(styles): Whether the document defaults hide text. */
bool tz_docx_style_default(const struct tz_docx_styles *styles);

/** tz_docx_style_look(styles, kind, id, look): Lay what the style and those
 * it is based on say over ${look}; ${id} as above. */
void tz_docx_style_look(const struct tz_docx_styles *styles,
    enum tz_docx_style_kind kind, const char *id, struct tz_docx_look *look);

/** tz_docx_style_default_look(styles): What the document defaults say;
 * borrowed. */
const struct tz_docx_look *
tz_docx_style_default_look(const struct tz_docx_styles *styles);

/** tz_docx_style_shaded(styles, id): Whether the table style, or one that it
 * is based on, shades any of its cells. */
bool tz_docx_style_shaded(const struct tz_docx_styles *styles, const char *id);

#endif /* !TZ_INTAKE_OOXML_DOCX_STYLE_H */
