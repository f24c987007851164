/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_painter.h - the reading of graphic objects, shared by the
 * files that read their kinds
 */
#ifndef TZ_INTAKE_OFD_OFD_PAINTER_H
#define TZ_INTAKE_OFD_OFD_PAINTER_H

#include "intake/ofd/ofd_objects.h"
#include "intake/xml.h"

/* More than any page holds. */
#define TZ_OFD_MAX_OBJECTS 200000
#define TZ_OFD_MAX_GLYPHS 2000000
/* What is handed down from the elements round an object. */
struct tz_ofd_frame {
	double m[6]; /* from its space to the page */
	bool shown;
	bool layer_off;
	double alpha;
	unsigned order;
	struct tz_colour colour;
	bool coloured; /* something said so; else it is what text has */
	bool note_off; /* in an annotation that is not shown */
};

struct tz_ofd_painter {
	struct tz_ofd *ofd;
	struct tz_xml *xml;
	enum tz_ofd_origin origin;
	uint32_t annotation;
	unsigned composites; /* being read */
	struct tz_ofd_objects *objects;
};

/* A graphic object as its attributes and elements describe it. */
struct tz_ofd_graphic {
	struct tz_ofd_frame frame;
	struct tz_ofd_box boundary;
	bool bounded;
	double ctm[6];
	double size;
	bool fill;
	bool stroke;
	double line_width;
	struct tz_colour line_colour;
	bool of_fill; /* its colour is being read */
	bool pattern; /* it fills with one */
	struct tz_ofd_box clip;
	bool clipped;
	bool clip_still;	    /* clips do not go through the matrix */
	double area_ctm[6];	    /* of the clip's area being read */
	struct tz_ofd_box clip_now; /* of the clip being read: all its areas */
	bool clip_begun;
};

/** tz_ofd_object_add(painter, frame): A new object, last of all; NULL when
 * there are too many or memory runs out, which is noted. */
struct tz_ofd_object *tz_ofd_object_add(struct tz_ofd_painter *painter,
    const struct tz_ofd_frame *frame);

/** tz_ofd_graphic_start(painter, frame, fill, ret): Read the attributes of the
 * present element; ${fill} is whether its kind is filled, or else stroked,
 * where it does not say. */
void tz_ofd_graphic_start(struct tz_ofd_painter *painter,
    const struct tz_ofd_frame *frame, bool fill, struct tz_ofd_graphic *ret);

/** tz_ofd_graphic_look(painter, graphic): Take from the present element, one in
 * the object, what it says of the object's look. */
void tz_ofd_graphic_look(struct tz_ofd_painter *painter,
    struct tz_ofd_graphic *graphic);

/** tz_ofd_graphic_end(graphic): All of the object was looked at. */
void tz_ofd_graphic_end(struct tz_ofd_graphic *graphic);

/** tz_ofd_inner(painter, frame): Read the present element to its end if it is
 * something painted inside an object: what a pattern repeats, or a text that
 * clips.  Whether it was. */
bool
tz_ofd_inner(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame);

/** tz_ofd_graphic_box(graphic, box): The box round a box of the object's own
 * space, on the page. */
struct tz_ofd_box
tz_ofd_graphic_box(const struct tz_ofd_graphic *graphic, struct tz_ofd_box box);

/** tz_ofd_frame_move(frame, x, y): Move the origin of its space there. */
void tz_ofd_frame_move(struct tz_ofd_frame *frame, double x, double y);

/** tz_ofd_frame_turn(frame, ctm): What is in it goes through that matrix
 * first. */
void tz_ofd_frame_turn(struct tz_ofd_frame *frame, const double ctm[6]);

/** tz_ofd_frame_scale(frame): By how much its space is enlarged. */
double tz_ofd_frame_scale(const struct tz_ofd_frame *frame);

/** tz_ofd_no(value): Whether an attribute is there and says no. */
bool tz_ofd_no(const char *value);

/** tz_ofd_text(painter, frame): Read the present TextObject to its end. */
void
tz_ofd_text(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame);

#endif /* !TZ_INTAKE_OFD_OFD_PAINTER_H */
