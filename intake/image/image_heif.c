/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_heif.c - HEIF and AVIF files, through libheif
 */
#include <stdlib.h>
#include <string.h>

#include <libheif/heif.h>

#include "intake/image/image.h"

#define MAX_PICTURES 64
#define MAX_BLOCKS 64

/* Copy a plane whose pixels are ${step} bytes apart. */
static void
copy_plane(const uint8_t *plane, int stride, size_t step, int bits,
    struct tz_grey *grey)
{
	size_t x, y;

	for (y = 0; y < grey->height; y++) {
		const uint8_t *row = plane + y * (size_t)stride;
		unsigned char *to = grey->data + y * grey->width;

		for (x = 0; x < grey->width; x++) {
			const uint8_t *at = row + x * step;

			if (step == 3)
				to[x] =
				    (unsigned char)((at[0] * 77 + at[1] * 151 +
							at[2] * 28) >>
					8);
			else if (step == 2)
				to[x] = (unsigned char)((at[0] | at[1] << 8) >>
				    (bits - 8));
			else
				to[x] = at[0];
		}
	}
}

/* The brightness alone, where a picture keeps it apart; else of its colours. */
static bool
decode(struct tz_image *image, struct heif_image_handle *handle,
    struct tz_grey *ret)
{
	struct heif_image *pixels = NULL;
	enum heif_channel channel = heif_channel_Y;
	size_t step = 1;
	int stride = 0, bits;
	const uint8_t *plane;

	memset(ret, 0, sizeof *ret);
	if (!tz_image_fits(image, (uint64_t)heif_image_handle_get_width(handle),
		(uint64_t)heif_image_handle_get_height(handle)))
		return false;
	if (heif_decode_image(handle, &pixels, heif_colorspace_undefined,
		heif_chroma_undefined, NULL)
		.code != heif_error_Ok)
		return false;
	if (heif_image_get_colorspace(pixels) == heif_colorspace_RGB) {
		bool planes = heif_image_has_channel(pixels, heif_channel_G);

		channel = planes ? heif_channel_G : heif_channel_interleaved;
		step = planes ? 1 : 3;
	}
	plane = heif_image_get_plane_readonly(pixels, channel, &stride);
	bits = heif_image_get_bits_per_pixel_range(pixels, channel);
	ret->width = (size_t)heif_image_get_width(pixels, channel);
	ret->height = (size_t)heif_image_get_height(pixels, channel);
	if (plane && ret->width > 0 && ret->height > 0 && bits >= 8 &&
	    bits <= 16)
		ret->data = malloc(ret->width * ret->height);
	if (ret->data)
		copy_plane(plane, stride, step == 1 && bits > 8 ? 2 : step,
		    bits, ret);
	heif_image_release(pixels);
	return ret->data != NULL;
}

static void
read_block(struct tz_image *image, const struct heif_image_handle *handle,
    heif_item_id id)
{
	const char *type = heif_image_handle_get_metadata_type(handle, id);
	size_t len = heif_image_handle_get_metadata_size(handle, id);
	unsigned char *data;
	size_t skip;

	if (len < 5 || len > image->source->len)
		return;
	data = malloc(len);
	if (!data ||
	    heif_image_handle_get_metadata(handle, id, data).code !=
		heif_error_Ok) {
		image->damaged = true;
	} else if (strcmp(type, "Exif") == 0) {
		/* After the number of bytes before it. */
		skip = ((size_t)data[0] << 24 | (size_t)data[1] << 16 |
			   (size_t)data[2] << 8 | data[3]) +
		    4;
		if (skip < len)
			tz_image_exif(image, data + skip, len - skip);
		/* The thumbnail lies in what is freed here. */
		if (image->thumbnail)
			tz_image_child(image, "thumbnail.jpg", image->thumbnail,
			    image->thumbnail_len);
		image->thumbnail = NULL;
		/* libheif turns the picture by the file's own word. */
		image->orientation = 1;
	} else if (memchr(data, '<', len < 64 ? len : 64)) {
		tz_image_xmp(image, data, len);
	} else {
		tz_image_block(image, "metadata");
		tz_image_strings(image, "metadata", data, len);
	}
	free(data);
}

static void
read_blocks(struct tz_image *image, const struct heif_image_handle *handle)
{
	heif_item_id ids[MAX_BLOCKS];
	int n = heif_image_handle_get_list_of_metadata_block_IDs(handle, NULL,
	    ids, MAX_BLOCKS);
	int i;

	for (i = 0; i < n && i < MAX_BLOCKS; i++)
		read_block(image, handle, ids[i]);
}

static void
read_thumbnails(struct tz_image *image, const struct heif_image_handle *handle,
    const struct tz_grey *whole)
{
	heif_item_id ids[MAX_BLOCKS];
	int n = heif_image_handle_get_list_of_thumbnail_IDs(handle, ids,
	    MAX_BLOCKS);
	int i;

	for (i = 0; i < n && image->status == TZ_OK; i++) {
		struct heif_image_handle *small = NULL;
		struct tz_grey grey;

		tz_image_fact(image, "thumbnail");
		if (heif_image_handle_get_thumbnail(handle, ids[i], &small)
			.code != heif_error_Ok)
			continue;
		if (!decode(image, small, &grey)) {
			image->unseen = true;
		} else if (tz_image_differs(whole, &grey)) {
			tz_image_fact(image, "thumbnail-differs");
			tz_image_show(image, &grey);
		}
		free(grey.data);
		heif_image_handle_release(small);
	}
}

static void
read_pictures(struct tz_image *image, const struct heif_context *context)
{
	heif_item_id ids[MAX_PICTURES];
	int n =
	    heif_context_get_number_of_top_level_images((struct heif_context *)
		    context);
	int i, given;

	given =
	    heif_context_get_list_of_top_level_image_IDs((struct heif_context *)
							     context,
		ids, MAX_PICTURES);
	if (n > MAX_PICTURES)
		image->unseen = true;
	for (i = 0; i < given && image->status == TZ_OK; i++) {
		struct heif_image_handle *handle = NULL;
		struct tz_grey grey;

		if (heif_context_get_image_handle((struct heif_context *)
						      context,
			ids[i], &handle)
			.code != heif_error_Ok) {
			image->unseen = true;
			continue;
		}
		read_blocks(image, handle);
		if (decode(image, handle, &grey)) {
			tz_image_show(image, &grey);
			read_thumbnails(image, handle, &grey);
		} else {
			image->unseen = true;
		}
		free(grey.data);
		heif_image_handle_release(handle);
	}
}

/* Where the boxes of the file end; what stands in those that are no part of a
 * picture is noted. */
static size_t
walk_boxes(struct tz_image *image)
{
	static const char *const known[] = {"ftyp", "meta", "mdat"};
	const unsigned char *data = image->source->data;
	size_t len = image->source->len, at = 0;

	while (len - at >= 8) {
		size_t size = (size_t)data[at] << 24 |
		    (size_t)data[at + 1] << 16 | (size_t)data[at + 2] << 8 |
		    data[at + 3];
		const char *type = (const char *)data + at + 4;
		size_t i;

		/* Up to the end, or of eight bytes. */
		if (size == 0 || size == 1)
			return len;
		if (size < 8 || size > len - at)
			break;
		for (i = 0; i < 3 && memcmp(type, known[i], 4) != 0; i++)
			continue;
		if (i == 3) {
			tz_image_block(image, "box");
			tz_image_strings(image, "box", data + at + 8, size - 8);
			if (memcmp(type, "moov", 4) == 0)
				image->unseen = true;
		}
		at += size;
	}
	return at;
}

void
tz_image_heif(struct tz_image *image)
{
	struct heif_context *context = heif_context_alloc();
	size_t end = walk_boxes(image);

	if (!context) {
		image->unseen = true;
		return;
	}
	/* No thread can be started here. */
	heif_context_set_max_decoding_threads(context, 0);
	if (heif_context_read_from_memory_without_copy(context,
		image->source->data, image->source->len, NULL)
		.code != heif_error_Ok)
		image->damaged = true;
	else
		read_pictures(image, context);
	heif_context_free(context);
	tz_image_after(image, end);
}
