/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_paint.h - which letters of a page a reader sees
 */
#ifndef TZ_INTAKE_OFD_OFD_PAINT_H
#define TZ_INTAKE_OFD_OFD_PAINT_H

#include "intake/ofd/ofd_objects.h"

/* Why a letter is not seen, or where one that is seen stands. */
enum tz_ofd_look {
	TZ_OFD_SEEN,
	TZ_OFD_SEEN_TEMPLATE,
	TZ_OFD_SEEN_ANNOTATION,
	TZ_OFD_NOT_SHOWN,
	TZ_OFD_CLEAR,
	TZ_OFD_TINY,
	TZ_OFD_OFF_PAGE,
	TZ_OFD_WHITE,
	TZ_OFD_LAYER_OFF,
	TZ_OFD_COVERED,
	TZ_OFD_UNDER_SCAN,
	TZ_OFD_LOOKS
};

/** tz_ofd_paint_order(objects): Put them into the order of painting. */
void tz_ofd_paint_order(struct tz_ofd_objects *objects);

/** tz_ofd_paint_look(objects, i, glyph, page): How the letter ${glyph} of the
 * object ${i} looks; ${page} is NULL when the page has no known size. */
enum tz_ofd_look tz_ofd_paint_look(const struct tz_ofd_objects *objects,
    size_t i, const struct tz_ofd_glyph *glyph, const struct tz_ofd_box *page);

#endif /* !TZ_INTAKE_OFD_OFD_PAINT_H */
