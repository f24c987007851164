/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/visible.c - colours and their contrast (WCAG 2.1, "contrast ratio")
 */
#include "intake/visible.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Below this, letters are not seen: F8F8F8 on white has 1.06, a grey that is
 * meant to be read (C0C0C0) 1.8. */
#define LEAST_CONTRAST 1.15
/* Hues that differ by more in one channel are told apart. */
#define NEAR 96

struct tz_colour
tz_colour_of(uint32_t rgb)
{
	struct tz_colour colour = {
	    (uint8_t)(rgb >> 16), (uint8_t)(rgb >> 8), (uint8_t)rgb, true};

	return colour;
}

/* Twice each digit: "f0a" is "ff00aa". */
static uint32_t
widen(uint32_t rgb)
{
	return (rgb >> 8 & 0xf) * 0x110000 + (rgb >> 4 & 0xf) * 0x1100 +
	    (rgb & 0xf) * 0x11;
}

struct tz_colour
tz_colour_parse(const char *text)
{
	const struct tz_colour unknown = {0, 0, 0, false};
	size_t len, digits;
	uint32_t rgb;

	if (!text)
		return unknown;
	if (text[0] == '#')
		text++;
	len = strlen(text);
	digits = strspn(text, "0123456789abcdefABCDEF");
	if (digits != len || (len != 3 && len != 6 && len != 8))
		return unknown;
	rgb = (uint32_t)strtoul(text, NULL, 16);
	return tz_colour_of(len == 3 ? widen(rgb) : rgb & 0xffffff);
}

/* The share of one channel, in linear light. */
static double
linear(uint8_t value)
{
	double share = value / 255.0;

	return share <= 0.04045 ? share / 12.92
				: pow((share + 0.055) / 1.055, 2.4);
}

static double
luminance(struct tz_colour colour)
{
	return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
	    0.0722 * linear(colour.blue);
}

double
tz_colour_contrast(struct tz_colour a, struct tz_colour b)
{
	double one = luminance(a) + 0.05, two = luminance(b) + 0.05;

	return one > two ? one / two : two / one;
}

/* Red on a blue of the same luminance is seen well. */
static bool
is_near(uint8_t a, uint8_t b)
{
	return abs(a - b) <= NEAR;
}

bool
tz_colour_hides(struct tz_colour text, struct tz_colour ground)
{
	return text.known && ground.known && is_near(text.red, ground.red) &&
	    is_near(text.green, ground.green) &&
	    is_near(text.blue, ground.blue) &&
	    tz_colour_contrast(text, ground) < LEAST_CONTRAST;
}
