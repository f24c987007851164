/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_shape.h - which shapes of a page lie over which
 *
 * A first pass notes the box and the filling of every shape; from them come
 * what stands off the page, under an opaque shape, or on one.
 */
#ifndef TZ_INTAKE_ODF_SHAPE_H
#define TZ_INTAKE_ODF_SHAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "intake/odf/odf_style.h"
#include "intake/ooxml/opc.h"

struct tz_odf_shape {
	double x0, y0, x1, y1; /* points */
	bool boxed;	       /* the box is known */
	bool opaque;
	bool filled; /* in any way */
	struct tz_colour colour;
	bool covered;		 /* by a later one */
	bool off;		 /* the page */
	bool grounded;		 /* on another one */
	struct tz_colour ground; /* of that; not known: any */
};

/* The shapes of a part in the order of their elements. */
struct tz_odf_shapes {
	struct tz_odf_shape *item;
	size_t n;
	bool full; /* there were more than are looked at */
};

/** tz_odf_is_shape(name): Whether an element of that name is one. */
bool tz_odf_is_shape(const char *name);

/** tz_odf_shapes_read(styles, scope, opc, data, len, ret, err): Look at all
 * shapes of the part; ${opc} may be NULL.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_odf_shapes_read(const struct tz_odf_styles *styles,
    enum tz_odf_scope scope, struct tz_opc *opc, const void *data, size_t len,
    struct tz_odf_shapes *ret, struct tz_err *err);

/** tz_odf_shapes_clear(shapes): Free all and make it empty. */
void tz_odf_shapes_clear(struct tz_odf_shapes *shapes);

#endif /* !TZ_INTAKE_ODF_SHAPE_H */
