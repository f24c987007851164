/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_style.h - what the styles of a document say of visibility
 *
 * ISO 26300-1, 16: common styles hold for all parts of a package, automatic
 * ones for the part that they stand in.  Only what decides whether a person
 * can see something is kept.
 */
#ifndef TZ_INTAKE_ODF_STYLE_H
#define TZ_INTAKE_ODF_STYLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "intake/visible.h"
#include "intake/xml.h"

/* The part that automatic styles stand in; common ones count everywhere. */
enum tz_odf_scope {
	TZ_ODF_COMMON,
	TZ_ODF_OF_STYLES,
	TZ_ODF_OF_CONTENT,
};

/* A setting that a style may leave open. */
enum tz_odf_switch {
	TZ_ODF_OPEN,
	TZ_ODF_NO,
	TZ_ODF_YES,
};

/* How an area is filled. */
enum tz_odf_fill {
	TZ_ODF_FILL_OPEN,
	TZ_ODF_FILL_NONE,
	TZ_ODF_FILL_SOLID,
	TZ_ODF_FILL_OTHER, /* a gradient, a picture */
};

/* What one style sets, or what a chain of them comes to. */
struct tz_odf_look {
	struct tz_colour colour;
	enum tz_odf_switch automatic; /* the colour is chosen to be seen */
	enum tz_odf_switch hidden;    /* text:display="none" */
	struct tz_colour mark;	      /* behind the letters */
	enum tz_odf_switch marked;
	double points; /* size of the letters; 0 is open */
	double part;   /* size as a part of the parent's; 0 is open */
	double width;  /* of the letters, in percent; 0 is open */
	enum tz_odf_switch clear; /* letters of no opacity */
	enum tz_odf_fill ground;  /* of a paragraph, cell or page */
	struct tz_colour ground_colour;
	enum tz_odf_fill fill; /* of a shape or slide */
	struct tz_colour fill_colour;
	double opacity;		      /* of the fill, in percent; 0 is open */
	enum tz_odf_switch off;	      /* a table that is not shown */
	enum tz_odf_switch unshown;   /* a slide that is not shown */
	enum tz_odf_switch clipped;   /* a picture that is cut */
	enum tz_odf_switch secret;    /* a cell whose content is protected */
	enum tz_odf_switch masked;    /* a number format that shows nothing */
	enum tz_odf_switch from_page; /* x is measured from the page's edge */
	enum tz_odf_switch busy;      /* a master page has shapes of its own */
	double page_width;	      /* points; 0 is open */
	double page_height;
};

/* The styles.  Made by tz_odf_styles_new(), ended by tz_odf_styles_free(). */
struct tz_odf_styles;

/** tz_odf_styles_new(ret, err): None yet.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_odf_styles_new(struct tz_odf_styles **ret, struct tz_err *err);

/** tz_odf_styles_free(styles): End them.  NULL is allowed. */
void tz_odf_styles_free(struct tz_odf_styles *styles);

TZ_AUTO_DEFINE(tz_odf_styles)

/** tz_odf_styles_read(styles, data, len, scope, err): Add all styles that the
 * XML part holds; its automatic ones get ${scope}.  A fault in it is left to
 * who reads its text.  Fails: TZ_NOMEM, TZ_LIMIT. */
TZ_CHECK enum tz_status tz_odf_styles_read(struct tz_odf_styles *styles,
    const void *data, size_t len, enum tz_odf_scope scope, struct tz_err *err);

/** tz_odf_styles_apply(styles, scope, family, name, look): Lay the style and
 * its parents over ${look}; a NULL or unknown name changes nothing. */
void
tz_odf_styles_apply(const struct tz_odf_styles *styles, enum tz_odf_scope scope,
    const char *family, const char *name, struct tz_odf_look *look);

/** tz_odf_styles_default(styles, family, look): Lay the default style of the
 * family over ${look}. */
void tz_odf_styles_default(const struct tz_odf_styles *styles,
    const char *family, struct tz_odf_look *look);

/** tz_odf_styles_page(styles, master, look): Lay the page layout and the
 * background of the master page over ${look}; NULL is the first one. */
void tz_odf_styles_page(const struct tz_odf_styles *styles, const char *master,
    struct tz_odf_look *look);

/** tz_odf_styles_layer_off(styles, name): Whether the layer is not shown. */
bool
tz_odf_styles_layer_off(const struct tz_odf_styles *styles, const char *name);

/** tz_odf_length(text): A length ("2.5cm") in points; 0 if it is none. */
double tz_odf_length(const char *text);

#endif /* !TZ_INTAKE_ODF_STYLE_H */
