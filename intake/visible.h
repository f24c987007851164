/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/visible.h - whether a person can see a text of that look
 *
 * One measure for all formats, so that white on white is the same thing in a
 * page, a sheet and a slide.  What the format does not say is taken for
 * visible: a text is called hidden when its own look says so.
 */
#ifndef TZ_INTAKE_VISIBLE_H
#define TZ_INTAKE_VISIBLE_H

#include <stdbool.h>
#include <stdint.h>

/* Letters of this many points or fewer are not read by a person. */
#define TZ_TINY_POINTS 1.5

/* A colour of the sRGB space. */
struct tz_colour {
	uint8_t red;
	uint8_t green;
	uint8_t blue;
	bool known; /* the format named one */
};

/** tz_colour_of(rgb): The known colour 0xRRGGBB. */
struct tz_colour tz_colour_of(uint32_t rgb);

/** tz_colour_parse(text): The colour that "#RRGGBB", "RRGGBB", "#RGB" or
 * "AARRGGBB" names, unknown for anything else ("auto", NULL). */
struct tz_colour tz_colour_parse(const char *text);

/** tz_colour_contrast(a, b): The contrast ratio of two colours, from 1.0 (the
 * same) to 21.0 (black on white), as WCAG 2.1 defines it. */
double tz_colour_contrast(struct tz_colour a, struct tz_colour b);

/** tz_colour_hides(text, ground): Whether a text of the one colour can not be
 * told from a ground of the other: both are known, of nearly the same hue, and
 * their contrast is below 1.15. */
bool tz_colour_hides(struct tz_colour text, struct tz_colour ground);

#endif /* !TZ_INTAKE_VISIBLE_H */
