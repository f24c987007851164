/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_style_read.h - the styles as they stand in XML
 */
#ifndef TZ_INTAKE_ODF_STYLE_READ_H
#define TZ_INTAKE_ODF_STYLE_READ_H

#include "intake/odf/odf_style.h"

struct tz_odf_style {
	char family[24]; /* also "page-layout", "number", "layer", ... */
	char *name;	 /* "" for the default of a family */
	char *parent;	 /* or the page layout, or what a format maps to */
	char *format;	 /* the number format of a cell */
	char *drawing;	 /* the drawing-page style of a master page */
	enum tz_odf_scope scope;
	enum tz_odf_scope drawing_scope;
	bool blank; /* a number format without a visible piece */
	bool first; /* of its kind */
	struct tz_odf_look look;
};

struct tz_odf_styles {
	struct tz_odf_style *item;
	size_t n;
	size_t cap;
	bool has_master;
};

/** tz_odf_style_read(styles, data, len, scope, err): Append what the part
 * holds, unsorted.  Fails: TZ_NOMEM, TZ_LIMIT. */
TZ_CHECK enum tz_status tz_odf_style_read(struct tz_odf_styles *styles,
    const void *data, size_t len, enum tz_odf_scope scope, struct tz_err *err);

#endif /* !TZ_INTAKE_ODF_STYLE_READ_H */
