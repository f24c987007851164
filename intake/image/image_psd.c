/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_psd.c - Photoshop's own files (Adobe Photoshop File
 * Formats Specification): metadata, the layers' names and texts
 *
 * The merged picture shows; what single layers hold is not decoded, so a file
 * with layers is never wholly read.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "intake/image/image.h"

#define HEAD 26

/* Sections in big-endian numbers. */
struct section {
	const unsigned char *data;
	size_t len;
};

static size_t
number(const unsigned char *data)
{
	return (size_t)data[0] << 24 | (size_t)data[1] << 16 |
	    (size_t)data[2] << 8 | data[3];
}

/* Take the section that begins with its length off ${rest}. */
static struct section
take(struct section *rest, bool wide)
{
	size_t at = wide ? 8 : 4;
	struct section ret = {rest->data, 0};
	size_t len;

	if (rest->len < at)
		return ret;
	len = number(rest->data + at - 4);
	rest->data += at;
	rest->len -= at;
	ret.data = rest->data;
	ret.len = len < rest->len ? len : rest->len;
	rest->data += ret.len;
	rest->len -= ret.len;
	return ret;
}

/* A count of characters, and these in UTF-16, high byte first. */
static void
note_unicode(struct tz_image *image, const char *name, struct section at)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t n, i;

	if (at.len < 4)
		return;
	n = number(at.data);
	if (n > (at.len - 4) / 2)
		n = (at.len - 4) / 2;
	for (i = 0; i < n; i++) {
		const unsigned char *unit = at.data + 4 + 2 * i;
		uint32_t c = (uint32_t)unit[0] << 8 | unit[1];

		if (c >= 0xd800 && c < 0xdc00 && i + 1 < n) {
			uint32_t low = (uint32_t)unit[2] << 8 | unit[3];

			c = 0x10000 + ((c & 0x3ff) << 10) + (low & 0x3ff);
			i++;
		}
		tz_utf8_put(c == '\r' || c == 3 ? '\n' : c, &text);
	}
	tz_image_note(image, name, tz_buf_str(&text), text.len);
}

/* Every block of that key and what follows its mark and length. */
static void
note_blocks(struct tz_image *image, struct section in, const char *key,
    const char *mark, const char *name)
{
	while (in.len > 12 && image->status == TZ_OK) {
		const unsigned char *at = memmem(in.data, in.len, key, 8);
		struct section block;

		if (!at || in.len - (size_t)(at - in.data) <= 12)
			return;
		in.len -= (size_t)(at + 8 - in.data);
		in.data = at + 8;
		block = in;
		block = take(&block, false);
		if (mark) {
			at = memmem(block.data, block.len, mark, strlen(mark));
			if (!at)
				continue;
			at += strlen(mark);
			block.len -= (size_t)(at - block.data);
			block.data = at;
		}
		note_unicode(image, name, block);
	}
}

void
tz_image_psd(struct tz_image *image)
{
	struct section rest = {image->source->data, image->source->len};
	struct section resources, layers;
	bool wide;

	if (rest.len < HEAD + 4) {
		image->damaged = true;
		return;
	}
	wide = rest.data[5] == 2;
	rest.data += HEAD;
	rest.len -= HEAD;
	(void)take(&rest, false);
	resources = take(&rest, false);
	layers = take(&rest, wide);
	if (rest.len == 0)
		image->damaged = true;
	tz_image_photoshop(image, resources.data, resources.len);
	tz_image_block(image, "layers");
	note_blocks(image, layers, "8BIMluni", NULL, "layer");
	note_blocks(image, layers, "8BIMTySh", "Txt TEXT", "text");
	/* No library that is at hand decodes the pixels. */
	image->unseen = true;
}
