/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_note.c - XMP, IPTC and what Photoshop adds
 */
#include <stdio.h>
#include <string.h>

#include <libiptcdata/iptc-data.h>

#include "base/buf.h"
#include "intake/image/image.h"
#include "intake/xml.h"

/* Photoshop's image resources (its file format's specification). */
enum {
	RESOURCE_IPTC = 0x0404,
	RESOURCE_THUMBNAIL = 0x0409,
	RESOURCE_THUMBNAIL_5 = 0x040c,
	RESOURCE_ICC = 0x040f,
	RESOURCE_EXIF = 0x0422,
	RESOURCE_EXIF_3 = 0x0423,
	RESOURCE_XMP = 0x0424,
};

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* What the names in XMP say of the picture. */
static void
tell_xmp(struct tz_image *image, const char *name, const char *value)
{
	if (value[0] == '\0')
		return;
	if (strcmp(name, "GPSLatitude") == 0 ||
	    strcmp(name, "GPSLongitude") == 0)
		tz_image_fact(image, "gps");
	else if (ends_with(name, "SerialNumber") ||
	    strcmp(name, "OwnerName") == 0 ||
	    strcmp(name, "CameraOwnerName") == 0)
		tz_image_fact(image, "device");
}

static bool
is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

/* One element: its attributes, which XMP uses for values. */
static void
note_attributes(struct tz_image *image, struct tz_xml *xml)
{
	const char *name, *value;

	while ((value = tz_xml_attribute_next(xml, &name))) {
		tell_xmp(image, name, value);
		tz_image_note(image, name, value, strlen(value));
	}
}

void
tz_image_xmp(struct tz_image *image, const unsigned char *data, size_t len)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event = TZ_XML_DONE;
	char name[64] = "";
	enum tz_status s;

	if (image->status)
		return;
	while (len > 0 && data[len - 1] == 0)
		len--;
	tz_image_block(image, "XMP");
	s = tz_xml_open(data, len, &xml, image->err);
	if (s) {
		image->status = s;
		return;
	}
	while (image->status == TZ_OK) {
		const char *text;

		event = tz_xml_next(xml);
		if (event == TZ_XML_DONE || event == TZ_XML_BAD)
			break;
		if (event == TZ_XML_START) {
			/* Items of a list go by the name of the list. */
			if (!ends_with(tz_xml_space(xml), "rdf-syntax-ns#"))
				snprintf(name, sizeof name, "%s",
				    tz_xml_name(xml));
			note_attributes(image, xml);
		}
		text = tz_xml_text(xml);
		if (event == TZ_XML_TEXT && !is_blank(text)) {
			tell_xmp(image, name, text);
			tz_image_note(image, name, text, strlen(text));
		}
	}
	/* Whatever it is, it can be looked at. */
	if (event == TZ_XML_BAD)
		tz_image_note(image, "XMP", (const char *)data, len);
}

void
tz_image_iptc(struct tz_image *image, const unsigned char *data, size_t len)
{
	size_t at = 0;

	tz_image_block(image, "IPTC");
	/* A mark, record, data set, and the length in two bytes. */
	while (len - at >= 5 && data[at] == 0x1c && image->status == TZ_OK) {
		IptcRecord record = (IptcRecord)data[at + 1];
		IptcTag tag = (IptcTag)data[at + 2];
		size_t size = (size_t)data[at + 3] << 8 | data[at + 4];
		const char *name = iptc_tag_get_name(record, tag);

		at += 5;
		/* More than 32767 bytes: the length's own length. */
		if (size & 0x8000) {
			size_t n = size & 0x7fff;

			size = 0;
			for (; n > 0 && n <= 4 && at < len; n--)
				size = size << 8 | data[at++];
		}
		if (size > len - at)
			size = len - at;
		/* The first record's and the versions are binary. */
		if (data[at - 4] != 1 && !(data[at - 4] == 2 && tag == 0))
			tz_image_note(image, name ? name : "IPTC",
			    (const char *)data + at, size);
		at += size;
	}
}

static void
read_resource(struct tz_image *image, unsigned id, const unsigned char *data,
    size_t len)
{
	switch (id) {
	case RESOURCE_IPTC:
		tz_image_iptc(image, data, len);
		break;
	case RESOURCE_EXIF:
	case RESOURCE_EXIF_3:
		tz_image_exif(image, data, len);
		break;
	case RESOURCE_XMP:
		tz_image_xmp(image, data, len);
		break;
	case RESOURCE_THUMBNAIL:
	case RESOURCE_THUMBNAIL_5:
		/* After 28 bytes of sizes, a JPEG file. */
		if (len > 28 && data[3] == 1) {
			image->thumbnail = data + 28;
			image->thumbnail_len = len - 28;
		}
		break;
	case RESOURCE_ICC:
		break;
	default:
		tz_image_block(image, "Photoshop");
		tz_image_strings(image, "resource", data, len);
		break;
	}
}

void
tz_image_photoshop(struct tz_image *image, const unsigned char *data,
    size_t len)
{
	size_t at = 0;

	/* A mark, a number, a name of even size, a length, the data. */
	while (len - at >= 12 && memcmp(data + at, "8BIM", 4) == 0 &&
	    image->status == TZ_OK) {
		unsigned id = (unsigned)data[at + 4] << 8 | data[at + 5];
		size_t name = ((size_t)data[at + 6] + 2) & ~(size_t)1;
		size_t size;

		if (name > len - at - 6 || len - at - 6 - name < 4)
			return;
		if (data[at + 6] > 0) {
			tz_image_block(image, "Photoshop");
			tz_image_note(image, "name",
			    (const char *)data + at + 7, data[at + 6]);
		}
		at += 6 + name;
		size = (size_t)data[at] << 24 | (size_t)data[at + 1] << 16 |
		    (size_t)data[at + 2] << 8 | data[at + 3];
		at += 4;
		if (size > len - at)
			size = len - at;
		read_resource(image, id, data + at, size);
		at += size + (size & 1);
		if (at > len)
			return;
	}
}
