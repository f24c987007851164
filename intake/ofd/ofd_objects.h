/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_objects.h - what a page of OFD paints, in the order of
 * painting: letters, and what may cover them
 */
#ifndef TZ_INTAKE_OFD_OFD_OBJECTS_H
#define TZ_INTAKE_OFD_OFD_OBJECTS_H

#include "intake/ofd/ofd.h"

/* Whose an object is. */
enum tz_ofd_origin {
	TZ_OFD_OF_PAGE,
	TZ_OFD_OF_TEMPLATE,
	TZ_OFD_OF_TEMPLATE_AGAIN, /* on a further page */
	TZ_OFD_OF_ANNOTATION,
};

/* One letter and where it stands. */
struct tz_ofd_glyph {
	char text[8]; /* UTF-8 */
	struct tz_ofd_box box;
};

struct tz_ofd_object {
	enum tz_ofd_origin origin;
	bool shown;	/* Visible, here and round it */
	bool layer_off; /* its layer is not shown */
	bool note_off;	/* it is of an annotation that is not shown */
	bool picture;
	bool vague;	     /* it may let through what lies below */
	unsigned order;	     /* of its layer: background, body, foreground */
	uint32_t annotation; /* which of the page's, from 1 */
	struct tz_colour colour;
	double alpha;		     /* 0 to 1 */
	double size;		     /* of letters, as they come out */
	bool clipped;		     /* to ${clip} */
	struct tz_ofd_box clip;	     /* what of it is painted */
	struct tz_ofd_box box;	     /* of what is painted over others */
	struct tz_ofd_glyph *glyphs; /* NULL: it covers */
	size_t n_glyphs;
};

struct tz_ofd_objects {
	struct tz_ofd_object *item;
	size_t n;
	size_t n_glyphs; /* over all */
	bool full;	 /* there were more than are looked at */
	bool damaged;	 /* a file was no XML to its end */
	bool failed;	 /* memory ran out */
	bool speechless; /* a text is given by its glyphs alone */
};

/** tz_ofd_objects_read(ofd, part, origin, order, ret): Append what the page,
 * template or annotation file paints; ${order} is for templates (0 background,
 * 2 foreground, as GB/T 33190, 7.7 has their ZOrder).  What went wrong is in
 * ${ret}. */
void tz_ofd_objects_read(struct tz_ofd *ofd, const struct tz_opc_part *part,
    enum tz_ofd_origin origin, unsigned order, struct tz_ofd_objects *ret);

/** tz_ofd_unit_read(ofd, id, ret): Append what the unit of graphics paints,
 * and note that it is used. */
void tz_ofd_unit_read(struct tz_ofd *ofd, const char *id,
    struct tz_ofd_objects *ret);

/** tz_ofd_objects_clear(objects): Free all and make it empty. */
void tz_ofd_objects_clear(struct tz_ofd_objects *objects);

/** tz_ofd_outline(data, ret): The box that the path of AbbreviatedData fills,
 * false unless it fills at least nine tenths of it (GB/T 33190, 9.3). */
bool tz_ofd_outline(const char *data, struct tz_ofd_box *ret);

#endif /* !TZ_INTAKE_OFD_OFD_OBJECTS_H */
