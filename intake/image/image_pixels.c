/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_pixels.c - pictures decoded by MuPDF, as grey pixels
 *
 * Its errors jump (fz_try): what owns anything stands outside of it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <mupdf/fitz.h>

#include "base/intl.h"
#include "intake/image/image.h"
#include "intake/intake.h"

#define STORE_MAX ((size_t)16 << 20)
/* Pixels that are decoded, at four bytes, and that are kept. */
#define MAX_PIXELS ((size_t)80 << 20)
#define KEPT_PIXELS ((size_t)16 << 20)
#define MAX_PAGES 100

/* What is being decoded, and what became of it. */
struct decoding {
	fz_context *ctx;
	const unsigned char *data;
	size_t len;
	size_t side; /* of the longer side, about; 0: as it is */
	struct tz_grey grey;
	struct tz_grey on_black; /* if some of it is transparent */
	bool no_memory;
};

/* Grey as on white paper, or on black. */
static void
copy_grey(const fz_pixmap *pixmap, bool on_white, struct tz_grey *ret)
{
	size_t width = (size_t)pixmap->w, height = (size_t)pixmap->h;
	size_t x, y;

	ret->data = malloc(width * height);
	if (!ret->data)
		return;
	ret->width = width;
	ret->height = height;
	for (y = 0; y < height; y++) {
		const unsigned char *row =
		    pixmap->samples + (ptrdiff_t)y * pixmap->stride;

		for (x = 0; x < width; x++) {
			unsigned value = row[x * pixmap->n];

			if (pixmap->alpha && on_white)
				value += 255U - row[x * pixmap->n + 1];
			ret->data[y * width + x] =
			    (unsigned char)(value > 255 ? 255 : value);
		}
	}
}

static bool
is_transparent(const fz_pixmap *pixmap)
{
	int x, y;

	for (y = 0; pixmap->alpha && y < pixmap->h; y++) {
		const unsigned char *row =
		    pixmap->samples + (ptrdiff_t)y * pixmap->stride;

		for (x = 0; x < pixmap->w; x++) {
			if (row[x * pixmap->n + 1] < 255)
				return true;
		}
	}
	return false;
}

/* Make the pixmap grey and copy it; may jump. */
static void
take_pixmap(struct decoding *decoding, fz_pixmap *pixmap)
{
	fz_context *ctx = decoding->ctx;
	fz_pixmap *grey = NULL;

	fz_var(grey);
	fz_try(ctx)
	{
		grey = fz_convert_pixmap(ctx, pixmap, fz_device_gray(ctx), NULL,
		    NULL, fz_default_color_params, 1);
		copy_grey(grey, true, &decoding->grey);
		if (is_transparent(grey))
			copy_grey(grey, false, &decoding->on_black);
	}
	fz_always(ctx)
	{
		fz_drop_pixmap(ctx, grey);
	}
	fz_catch(ctx)
	{
		fz_rethrow(ctx);
	}
}

/* By how much to scale a picture down while it is decoded. */
static fz_matrix
scale_of(const fz_image *image, size_t side)
{
	float longer = (float)(image->w > image->h ? image->w : image->h);
	float area = (float)image->w * (float)image->h;
	float factor = 1;

	if (side > 0 && longer > (float)side)
		factor = (float)side / longer;
	else if (area > (float)KEPT_PIXELS)
		factor = sqrtf((float)KEPT_PIXELS / area);
	return fz_scale((float)image->w * factor, (float)image->h * factor);
}

/* May jump. */
static void
decode_image(struct decoding *decoding)
{
	fz_context *ctx = decoding->ctx;
	fz_buffer *buffer = NULL;
	fz_image *image = NULL;
	fz_pixmap *pixmap = NULL;

	fz_var(buffer);
	fz_var(image);
	fz_var(pixmap);
	fz_try(ctx)
	{
		fz_matrix scale;

		buffer = fz_new_buffer_from_shared_data(ctx, decoding->data,
		    decoding->len);
		image = fz_new_image_from_buffer(ctx, buffer);
		if ((size_t)image->w > MAX_PIXELS / (size_t)image->h)
			fz_throw(ctx, FZ_ERROR_MEMORY, "too many pixels");
		scale = scale_of(image, decoding->side);
		pixmap = fz_get_pixmap_from_image(ctx, image, NULL, &scale,
		    NULL, NULL);
		take_pixmap(decoding, pixmap);
	}
	fz_always(ctx)
	{
		fz_drop_pixmap(ctx, pixmap);
		fz_drop_image(ctx, image);
		fz_drop_buffer(ctx, buffer);
	}
	fz_catch(ctx)
	{
		fz_rethrow(ctx);
	}
}

static bool
is_tiff(const struct decoding *decoding)
{
	return decoding->len > 4 &&
	    (memcmp(decoding->data, "II*", 3) == 0 ||
		memcmp(decoding->data, "MM\0*", 4) == 0);
}

/* May jump. */
static void
decode_page(struct decoding *decoding, int page)
{
	fz_context *ctx = decoding->ctx;
	fz_pixmap *pixmap = NULL;

	if (!is_tiff(decoding)) {
		decode_image(decoding);
		return;
	}
	fz_var(pixmap);
	fz_try(ctx)
	{
		pixmap = fz_load_tiff_subimage(ctx, decoding->data,
		    decoding->len, page);
		take_pixmap(decoding, pixmap);
	}
	fz_always(ctx)
	{
		fz_drop_pixmap(ctx, pixmap);
	}
	fz_catch(ctx)
	{
		fz_rethrow(ctx);
	}
}

/* Decode a page; whether it could be. */
static bool
decode(struct decoding *decoding, int page)
{
	fz_context *ctx = decoding->ctx;

	fz_try(ctx)
	{
		decode_page(decoding, page);
	}
	fz_catch(ctx)
	{
		decoding->no_memory = fz_caught(ctx) == FZ_ERROR_MEMORY;
		return false;
	}
	return decoding->grey.data != NULL;
}

static int
count_pages(struct decoding *decoding)
{
	fz_context *ctx = decoding->ctx;
	int n = 1;

	if (!is_tiff(decoding))
		return 1;
	fz_var(n);
	fz_try(ctx)
	{
		n = fz_load_tiff_subimage_count(ctx, decoding->data,
		    decoding->len);
	}
	fz_catch(ctx)
	{
		return 1;
	}
	return n;
}

/* MuPDF complains on standard error, which may be no file for that. */
static void
keep_quiet(void *user, const char *message)
{
	(void)user;
	(void)message;
}

static bool
start(struct tz_image *image, struct decoding *decoding)
{
	decoding->ctx = fz_new_context(NULL, NULL, STORE_MAX);
	if (!decoding->ctx) {
		if (image->status == TZ_OK)
			image->status = tz_fail_nomem(image->err);
		return false;
	}
	fz_set_warning_callback(decoding->ctx, keep_quiet, NULL);
	fz_set_error_callback(decoding->ctx, keep_quiet, NULL);
	return true;
}

bool
tz_image_fits(struct tz_image *image, uint64_t width, uint64_t height)
{
	if (width > 0 && height > 0 && width <= MAX_PIXELS / height)
		return true;
	if (image->status == TZ_OK)
		image->status = tz_emit_reading(image->emit, image->source,
		    TZ_READING_PARTLY, TZ_REASON_LIMIT_MEMORY, image->err);
	return false;
}

void
tz_image_decode(struct tz_image *image, const unsigned char *data, size_t len,
    size_t side, struct tz_grey *ret)
{
	struct decoding decoding = {.data = data, .len = len, .side = side};

	memset(ret, 0, sizeof *ret);
	if (!start(image, &decoding))
		return;
	if (decode(&decoding, 0))
		*ret = decoding.grey;
	free(decoding.on_black.data);
	fz_drop_context(decoding.ctx);
}

void
tz_image_shown(struct tz_image *image, const unsigned char *data, size_t len)
{
	struct decoding decoding = {.data = data, .len = len};
	int page, n;

	if (image->status || !start(image, &decoding))
		return;
	n = count_pages(&decoding);
	for (page = 0; page < n && page < MAX_PAGES && image->status == TZ_OK;
	     page++) {
		if (decode(&decoding, page)) {
			tz_image_compare(image, &decoding.grey);
			tz_image_show(image, &decoding.grey);
			if (decoding.on_black.data)
				tz_image_show(image, &decoding.on_black);
		} else {
			image->unseen = true;
		}
		free(decoding.grey.data);
		free(decoding.on_black.data);
		decoding.grey.data = decoding.on_black.data = NULL;
	}
	if (n > MAX_PAGES)
		image->unseen = true;
	fz_drop_context(decoding.ctx);
	if (decoding.no_memory && image->status == TZ_OK)
		image->status = tz_emit_reading(image->emit, image->source,
		    TZ_READING_PARTLY, TZ_REASON_LIMIT_MEMORY, image->err);
}
