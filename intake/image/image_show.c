/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_show.c - decoded pictures: turned as they are seen, and
 * compared with their thumbnails
 */
#include <stdlib.h>
#include <string.h>

#include "intake/image/image.h"

/* The squares that a picture and its thumbnail are compared in. */
#define SQUARES 16
/* Grey levels that the two may differ by, in one square and in the mean: more
 * than compression does. */
#define MOST_IN_SQUARE 60
#define MOST_IN_MEAN 14
/* Longer side of the picture that is compared. */
#define COMPARED_SIDE 640
/* Cameras put black bars beside a picture of another shape. */
#define BAR_BLACK 24

/* Where the pixel that is seen at ${x}, ${y} is kept (EXIF, tag 0x0112). */
static size_t
kept_at(const struct tz_grey *grey, unsigned orientation, size_t x, size_t y)
{
	size_t right = grey->width - 1, bottom = grey->height - 1;

	switch (orientation) {
	case 2:
		return y * grey->width + (right - x);
	case 3:
		return (bottom - y) * grey->width + (right - x);
	case 4:
		return (bottom - y) * grey->width + x;
	case 5:
		return x * grey->width + y;
	case 6:
		return (bottom - x) * grey->width + y;
	case 7:
		return (bottom - x) * grey->width + (right - y);
	case 8:
		return x * grey->width + (right - y);
	default:
		return y * grey->width + x;
	}
}

/* The picture as it is seen; its data is NULL when memory ran out. */
static struct tz_grey
turn(const struct tz_grey *grey, unsigned orientation)
{
	struct tz_grey turned = *grey;
	size_t x, y;

	if (orientation >= 5) {
		turned.width = grey->height;
		turned.height = grey->width;
	}
	turned.data = malloc(grey->width * grey->height);
	for (y = 0; turned.data && y < turned.height; y++) {
		for (x = 0; x < turned.width; x++)
			turned.data[y * turned.width + x] =
			    grey->data[kept_at(grey, orientation, x, y)];
	}
	return turned;
}

void
tz_image_show(struct tz_image *image, const struct tz_grey *grey)
{
	struct tz_place place = {.kind = TZ_PLACE_PAGE};
	struct tz_grey turned = {NULL, 0, 0};

	place.n = ++image->frames;
	if (image->status)
		return;
	if (image->orientation >= 2 && image->orientation <= 8) {
		turned = turn(grey, image->orientation);
		if (!turned.data) {
			image->status = tz_fail_nomem(image->err);
			return;
		}
		grey = &turned;
	}
	place.box = tz_box_of(0, 0, (double)grey->width, (double)grey->height);
	image->status = tz_emit_picture(image->emit, image->source, "", &place,
	    grey->data, grey->width, grey->height, grey->width, 0, image->err);
	free(turned.data);
}

/* A part of a picture. */
struct piece {
	const struct tz_grey *grey;
	size_t x;
	size_t y;
	size_t width;
	size_t height;
};

static unsigned
mean(const struct piece *piece, size_t column, size_t row)
{
	size_t left = piece->x + column * piece->width / SQUARES;
	size_t right = piece->x + (column + 1) * piece->width / SQUARES;
	size_t top = piece->y + row * piece->height / SQUARES;
	size_t bottom = piece->y + (row + 1) * piece->height / SQUARES;
	uint64_t sum = 0;
	size_t x, y;

	for (y = top; y < bottom; y++) {
		for (x = left; x < right; x++)
			sum += piece->grey->data[y * piece->grey->width + x];
	}
	return (unsigned)(sum / ((right - left) * (bottom - top)));
}

static bool
is_black(const struct piece *piece, bool row, size_t n)
{
	const struct tz_grey *grey = piece->grey;
	size_t len = row ? grey->width : grey->height, i;

	for (i = 0; i < len; i++) {
		size_t at = row ? n * grey->width + i : i * grey->width + n;

		if (grey->data[at] > BAR_BLACK)
			return false;
	}
	return true;
}

/* Cut black bars off the piece, which is a whole picture. */
static void
cut_bars(struct piece *piece)
{
	while (piece->height > SQUARES && is_black(piece, true, piece->y)) {
		piece->y++;
		piece->height--;
	}
	while (piece->height > SQUARES &&
	    is_black(piece, true, piece->y + piece->height - 1))
		piece->height--;
	while (piece->width > SQUARES && is_black(piece, false, piece->x)) {
		piece->x++;
		piece->width--;
	}
	while (piece->width > SQUARES &&
	    is_black(piece, false, piece->x + piece->width - 1))
		piece->width--;
}

/* Whether their shapes differ by more than a tenth. */
static bool
other_shape(const struct piece *a, const struct piece *b)
{
	double shape_a = (double)a->width / (double)a->height;
	double shape_b = (double)b->width / (double)b->height;

	return shape_a > 1.1 * shape_b || shape_b > 1.1 * shape_a;
}

static bool
differ(const struct piece *a, const struct piece *b)
{
	unsigned sum = 0;
	size_t x, y;

	if (other_shape(a, b))
		return true;
	for (y = 0; y < SQUARES; y++) {
		for (x = 0; x < SQUARES; x++) {
			unsigned one = mean(a, x, y), other = mean(b, x, y);
			unsigned by = one > other ? one - other : other - one;

			if (by > MOST_IN_SQUARE)
				return true;
			sum += by;
		}
	}
	return sum / (SQUARES * SQUARES) > MOST_IN_MEAN;
}

bool
tz_image_differs(const struct tz_grey *whole, const struct tz_grey *thumbnail)
{
	const struct piece large = {whole, 0, 0, whole->width, whole->height};
	struct piece small = {
	    thumbnail, 0, 0, thumbnail->width, thumbnail->height};

	if (whole->width < SQUARES || whole->height < SQUARES ||
	    small.width < SQUARES || small.height < SQUARES)
		return true;
	if (other_shape(&large, &small))
		cut_bars(&small);
	return differ(&large, &small);
}

void
tz_image_compare(struct tz_image *image, const struct tz_grey *grey)
{
	struct tz_grey thumbnail;
	bool differs;

	if (!image->thumbnail)
		return;
	tz_image_fact(image, "thumbnail");
	tz_image_decode(image, image->thumbnail, image->thumbnail_len,
	    COMPARED_SIDE, &thumbnail);
	differs = !thumbnail.data || tz_image_differs(grey, &thumbnail);
	free(thumbnail.data);
	if (differs) {
		tz_image_block(image, NULL);
		tz_image_fact(image, "thumbnail-differs");
		tz_image_child(image, "thumbnail.jpg", image->thumbnail,
		    image->thumbnail_len);
	}
	image->thumbnail = NULL;
}
