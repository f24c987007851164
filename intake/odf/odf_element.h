/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_element.h - what single elements mean, by their subject
 */
#ifndef TZ_INTAKE_ODF_ELEMENT_H
#define TZ_INTAKE_ODF_ELEMENT_H

#include "intake/odf/odf_walk.h"

/* An element, told apart by a piece of its namespace where others have the
 * same name. */
struct tz_odf_element {
	const char *name;
	const char *space; /* or NULL */
	tz_odf_act *act;
};

/* Paragraphs, fields, sections, notes; shapes, slides and objects; sheets;
 * changes and comments; metadata, settings and scripts.  Each list ends with
 * an empty one. */
extern const struct tz_odf_element tz_odf_text_elements[];
extern const struct tz_odf_element tz_odf_draw_elements[];
extern const struct tz_odf_element tz_odf_sheet_elements[];
extern const struct tz_odf_element tz_odf_change_elements[];
extern const struct tz_odf_element tz_odf_meta_elements[];

/** tz_odf_mute(odf): What stands in the element is no text. */
tz_odf_act tz_odf_mute;

/** tz_odf_capture(odf, end): Keep the element's text in ${captured} until
 * ${end} looks at it. */
void tz_odf_capture(struct tz_odf *odf, tz_odf_act *end);

#endif /* !TZ_INTAKE_ODF_ELEMENT_H */
