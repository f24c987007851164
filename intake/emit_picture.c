/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/emit_picture.c - pictures that may hold text go to the parent
 *
 * Only grey pixels leave the worker, at most as many as a page of print needs;
 * the parent has them recognised by another program.
 */
#include "intake/emit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "intake/emit_tree.h"
#include "intake/frame.h"

/* A character needs about 8 by 10 pixels to be legible, and a text that says
 * something a few of them. */
#define LEAST_WIDTH 32
#define LEAST_HEIGHT 12
#define LEAST_AREA 600
/* Finer than this nothing is gained. */
#define DPI_ENOUGH 300
/* A side or an area over this is a claim, not a picture. */
#define MOST_SIDE ((size_t)1 << 20)
/* Shades closer than this are not told apart: noise of one colour. */
#define LEAST_CONTRAST 8

struct grey {
	const unsigned char *data;
	size_t width;
	size_t height;
	size_t stride;
};

bool
tz_emit_picture_matters(size_t width, size_t height)
{
	/* Text may run downwards, too. */
	size_t longer = width > height ? width : height;
	size_t shorter = width > height ? height : width;

	return longer >= LEAST_WIDTH && shorter >= LEAST_HEIGHT &&
	    longer >= LEAST_AREA / shorter;
}

static bool
of_one_colour(const struct grey *grey)
{
	unsigned char darkest = 255, lightest = 0;
	size_t x, y;

	for (y = 0; y < grey->height; y++) {
		const unsigned char *row = grey->data + y * grey->stride;

		for (x = 0; x < grey->width; x++) {
			if (row[x] < darkest)
				darkest = row[x];
			if (row[x] > lightest)
				lightest = row[x];
		}
		if (darkest + LEAST_CONTRAST <= lightest)
			return false;
	}
	return true;
}

/* By how much its sides have to shrink. */
static double
shrinkage(const struct grey *grey, unsigned dpi)
{
	double side =
	    (double)(grey->width > grey->height ? grey->width : grey->height);
	double area = (double)grey->width * (double)grey->height;
	double factor = 1;

	if (dpi > DPI_ENOUGH)
		factor = (double)DPI_ENOUGH / dpi;
	if (side * factor > TZ_FRAME_MAX_SIDE)
		factor = TZ_FRAME_MAX_SIDE / side;
	if (area * factor * factor > TZ_FRAME_MAX_PIXELS)
		factor = sqrt(TZ_FRAME_MAX_PIXELS / area);
	return factor;
}

static size_t
shrunk(size_t side, double factor)
{
	size_t new = (size_t)((double)side * factor);

	return new > 0 ? new : 1;
}

/* The mean of the pixels that become the one at ${x}, ${y}. */
static unsigned char
mean(const struct grey *from, const struct grey *to, size_t x, size_t y)
{
	size_t left = x * from->width / to->width;
	size_t right = (x + 1) * from->width / to->width;
	size_t top = y * from->height / to->height;
	size_t bottom = (y + 1) * from->height / to->height;
	uint64_t sum = 0;
	size_t i, j;

	for (j = top; j < bottom; j++) {
		for (i = left; i < right; i++)
			sum += from->data[j * from->stride + i];
	}
	return (unsigned char)(sum / ((right - left) * (bottom - top)));
}

/* Copy the pixels close together, and fewer of them if they are too many. */
static enum tz_status
pack(const struct grey *from, unsigned *dpi, struct grey *ret,
    unsigned char **ret_memory, struct tz_err *err)
{
	double factor = shrinkage(from, *dpi);
	unsigned char *memory;
	size_t x, y;

	*ret = *from;
	if (factor < 1) {
		ret->width = shrunk(from->width, factor);
		ret->height = shrunk(from->height, factor);
		*dpi = (unsigned)lround(*dpi * factor);
	} else if (from->stride == from->width) {
		return TZ_OK;
	}
	ret->stride = ret->width;
	memory = malloc(ret->width * ret->height);
	if (!memory)
		return tz_fail_nomem(err);
	for (y = 0; y < ret->height; y++) {
		if (factor >= 1) {
			memcpy(memory + y * ret->stride,
			    from->data + y * from->stride, ret->width);
			continue;
		}
		for (x = 0; x < ret->width; x++)
			memory[y * ret->stride + x] = mean(from, ret, x, y);
	}
	*ret_memory = memory;
	ret->data = memory;
	return TZ_OK;
}

static enum tz_status
send(struct tz_emit *emit, const struct tz_source *source, const char *path,
    const struct tz_place *place, const struct grey *grey, unsigned dpi,
    struct tz_err *err)
{
	struct tz_buf *frame = &emit->frame;
	struct tz_place at = *place;

	at.start = 0;
	tz_frame_start(frame, TZ_FRAME_PICTURE);
	tz_frame_put_number(frame, source->file);
	tz_frame_put_text(frame, path, strlen(path));
	tz_frame_put_place(frame, &at, 0);
	tz_frame_put_number(frame, dpi);
	tz_frame_put_number(frame, grey->width);
	tz_frame_put_number(frame, grey->height);
	return tz_emit_send(emit, grey->data, grey->width * grey->height, err);
}

enum tz_status
tz_emit_picture(struct tz_emit *emit, const struct tz_source *source,
    const char *path, const struct tz_place *place, const unsigned char *pixels,
    size_t width, size_t height, size_t stride, unsigned dpi,
    struct tz_err *err)
{
	const struct grey grey = {pixels, width, height, stride};
	tz_auto_str memory = NULL;
	unsigned char *packed = NULL;
	struct grey few;
	enum tz_status s;

	s = tz_emit_check(emit, err);
	if (s)
		return s;
	if (!tz_emit_picture_matters(width, height) || of_one_colour(&grey))
		return TZ_OK;
	if (emit->n_pictures == TZ_FRAME_MAX_PICTURES || width > MOST_SIDE ||
	    height > MOST_SIDE)
		return tz_emit_reading(emit, source, TZ_READING_PARTLY,
		    TZ_REASON_LIMIT_ENTRIES, err);
	emit->n_pictures++;
	s = pack(&grey, &dpi, &few, &packed, err);
	memory = (char *)packed;
	if (s)
		return s;
	s = send(emit, source, path, place, &few, dpi, err);
	if (s == TZ_OK)
		tz_emit_mark_given(emit, source->depth);
	return s;
}
