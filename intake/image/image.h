/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image.h - a picture being read; shared by the files of the
 * folder
 *
 * A format's file walks its blocks and hands what they hold to the functions
 * here; each block's text is a part of channel EXIF, a line a value.  The first
 * failure of ours is kept and ends the reading.
 */
#ifndef TZ_INTAKE_IMAGE_IMAGE_H
#define TZ_INTAKE_IMAGE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "intake/emit.h"

/* 8-bit grey pixels, close together. */
struct tz_grey {
	unsigned char *data; /* malloc()ed; NULL: none */
	size_t width;
	size_t height;
};

struct tz_image {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status;
	struct tz_story block; /* being written; no path: none */
	const char *told[16];  /* facts, each told once */
	size_t n_told;
	unsigned orientation; /* as EXIF has it: 1 to 8 */
	uint32_t frames;      /* that were shown */
	unsigned nested;      /* EXIF data that is being read */
	bool damaged;
	bool unseen; /* something that shows could not be decoded */
	const unsigned char *thumbnail;
	size_t thumbnail_len;
};

/** tz_image_block(image, path): What is noted from here on is of this block, a
 * part of its own; ${path} is a constant, or NULL to end the last one. */
void tz_image_block(struct tz_image *image, const char *path);

/** tz_image_note(image, name, text, len): Note a value, in whatever encoding
 * it is, in the block; NULs at its end are left off. */
void tz_image_note(struct tz_image *image, const char *name, const char *text,
    size_t len);

/** tz_image_strings(image, name, data, len): Note the texts in bytes whose
 * form is not known. */
void tz_image_strings(struct tz_image *image, const char *name,
    const unsigned char *data, size_t len);

/** tz_image_fact(image, name): Tell a fact, a constant, once. */
void tz_image_fact(struct tz_image *image, const char *name);

/** tz_image_child(image, name, data, len): Read bytes as a file of their
 * own. */
void tz_image_child(struct tz_image *image, const char *name, const void *data,
    size_t len);

/** tz_image_after(image, end): What lies behind the end of the picture: further
 * pictures, and data of any kind. */
void tz_image_after(struct tz_image *image, size_t end);

/** tz_image_show(image, grey): Hand a decoded picture, or one more frame of it,
 * over for recognition, turned as it is seen. */
void tz_image_show(struct tz_image *image, const struct tz_grey *grey);

/** tz_image_shown(image, data, len): Decode all that a file of the kinds that
 * MuPDF knows shows, and hand it over; what can not be decoded is noted. */
void
tz_image_shown(struct tz_image *image, const unsigned char *data, size_t len);

/** tz_image_decode(image, data, len, side, ret): Decode a picture, with its
 * longer side about as long as ${side} if that is not 0; ret->data is NULL when
 * it can not be decoded.  The caller frees it. */
void tz_image_decode(struct tz_image *image, const unsigned char *data,
    size_t len, size_t side, struct tz_grey *ret);

/** tz_image_compare(image, grey): Tell whether the thumbnail, if there is one,
 * shows what the picture shows; read it if it does not. */
void tz_image_compare(struct tz_image *image, const struct tz_grey *grey);

/** tz_image_differs(whole, thumbnail): Whether a small picture does not show
 * what the large one shows; true when it is too small to tell. */
bool
tz_image_differs(const struct tz_grey *whole, const struct tz_grey *thumbnail);

/** tz_image_fits(image, width, height): Whether so many pixels may be decoded;
 * noted if not. */
bool tz_image_fits(struct tz_image *image, uint64_t width, uint64_t height);

/** tz_image_exif(image, data, len): Note all tags of EXIF data (a TIFF file
 * without its pictures), as JEITA CP-3451 has them. */
void
tz_image_exif(struct tz_image *image, const unsigned char *data, size_t len);

/** tz_image_xmp(image, data, len): Note all values of an XMP packet
 * (ISO 16684-1). */
void
tz_image_xmp(struct tz_image *image, const unsigned char *data, size_t len);

/** tz_image_iptc(image, data, len): Note all values of IPTC-IIM records. */
void
tz_image_iptc(struct tz_image *image, const unsigned char *data, size_t len);

/** tz_image_photoshop(image, data, len): Note what Photoshop's image resources
 * hold. */
void tz_image_photoshop(struct tz_image *image, const unsigned char *data,
    size_t len);

/** tz_image_jpeg(image): Read image->source, a JPEG file. */
void tz_image_jpeg(struct tz_image *image);

/** tz_image_jpeg_end(data, len): Where the JPEG picture that begins here ends;
 * 0 when it has no end. */
size_t tz_image_jpeg_end(const unsigned char *data, size_t len);

/** tz_image_png(image): Likewise PNG. */
void tz_image_png(struct tz_image *image);

/** tz_image_gif(image): Likewise GIF. */
void tz_image_gif(struct tz_image *image);

/** tz_image_webp(image): Likewise WebP. */
void tz_image_webp(struct tz_image *image);

/** tz_image_heif(image): Likewise HEIF and AVIF. */
void tz_image_heif(struct tz_image *image);

/** tz_image_icon(image): Likewise an icon or a cursor. */
void tz_image_icon(struct tz_image *image);

/** tz_image_dib(image): Likewise a device independent bitmap, which is a BMP
 * file without its head. */
void tz_image_dib(struct tz_image *image);

/** tz_image_psd(image): Likewise a file of Photoshop, but for its pixels. */
void tz_image_psd(struct tz_image *image);

#endif /* !TZ_INTAKE_IMAGE_IMAGE_H */
