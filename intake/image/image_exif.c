/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_exif.c - all tags of EXIF data, and of TIFF files
 *
 * The directories are walked here, so that nothing is dropped that a library
 * does not know; libexif gives the names of the tags.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <libexif/exif-tag.h>

#include "base/buf.h"
#include "intake/image/image.h"
#include "intake/ole/ole_strings.h"

#define MAX_DIRECTORIES 256
#define MAX_ENTRIES 8192
#define MAX_NUMBERS 32
#define MAX_NESTED 3

enum type {
	BYTE = 1,
	ASCII,
	SHORT,
	LONG,
	RATIONAL,
	SBYTE,
	UNDEFINED,
	SSHORT,
	SLONG,
	SRATIONAL,
	FLOAT,
	DOUBLE,
	IFD,
};

enum tag {
	TAG_ORIENTATION = 0x0112,
	TAG_SUB_IFDS = 0x014a,
	TAG_THUMBNAIL = 0x0201,
	TAG_THUMBNAIL_LENGTH = 0x0202,
	TAG_XMP = 0x02bc,
	TAG_IPTC = 0x83bb,
	TAG_PHOTOSHOP = 0x8649,
	TAG_EXIF = 0x8769,
	TAG_ICC = 0x8773,
	TAG_GPS = 0x8825,
	TAG_MAKER_NOTE = 0x927c,
	TAG_USER_COMMENT = 0x9286,
	TAG_XP_FIRST = 0x9c9b,
	TAG_XP_LAST = 0x9c9f,
	TAG_INTEROP = 0xa005,
	TAG_OWNER = 0xa430,
	TAG_BODY_SERIAL = 0xa431,
	TAG_LENS_SERIAL = 0xa435,
	TAG_DNG_SERIAL = 0xc62f,
};

/* A directory to be read. */
struct directory {
	size_t at;
	ExifIfd kind;
};

struct exif {
	struct tz_image *image;
	const unsigned char *data;
	size_t len;
	bool little;
	struct directory directories[MAX_DIRECTORIES];
	size_t n_directories;
	size_t n_entries;
	size_t thumbnail, thumbnail_len;
	double position[2]; /* latitude, longitude */
	bool known[2], negative[2];
	bool is_cut; /* a directory is not wholly there */
};

struct entry {
	ExifIfd kind;
	unsigned tag;
	unsigned type;
	size_t count; /* of values, all of which are there */
	const unsigned char *data;
	size_t len;
};

static uint32_t
number(const struct exif *exif, const unsigned char *data, unsigned len)
{
	uint32_t value = 0;
	unsigned i;

	for (i = 0; i < len; i++)
		value = value << 8 | data[exif->little ? len - 1 - i : i];
	return value;
}

static size_t
size_of(unsigned type)
{
	static const unsigned char sizes[] = {
	    0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

	return type < sizeof sizes ? sizes[type] : 0;
}

static double
value_at(const struct exif *exif, const struct entry *entry, size_t i)
{
	const unsigned char *at = entry->data + i * size_of(entry->type);
	uint32_t bits;
	float real;

	switch ((enum type)entry->type) {
	case RATIONAL:
		return number(exif, at, 4) / (double)number(exif, at + 4, 4);
	case SRATIONAL:
		return (int32_t)number(exif, at, 4) /
		    (double)(int32_t)number(exif, at + 4, 4);
	case SBYTE:
		return (int8_t)at[0];
	case SSHORT:
		return (int16_t)number(exif, at, 2);
	case SLONG:
		return (int32_t)number(exif, at, 4);
	case FLOAT:
		bits = number(exif, at, 4);
		memcpy(&real, &bits, sizeof real);
		return (double)real;
	case BYTE:
	case ASCII:
	case SHORT:
	case LONG:
	case UNDEFINED:
	case DOUBLE:
	case IFD:
		break;
	}
	return number(exif, at,
	    size_of(entry->type) < 4 ? (unsigned)size_of(entry->type) : 4);
}

/* The first value, if it is a whole number. */
static uint32_t
whole(const struct exif *exif, const struct entry *entry)
{
	if (entry->type != SHORT && entry->type != LONG)
		return 0;
	return number(exif, entry->data, entry->type == SHORT ? 2 : 4);
}

/* Read these directories later. */
static void
add_directories(struct exif *exif, const struct entry *entry, ExifIfd kind)
{
	size_t i, j;

	for (i = 0; i < entry->count && i < MAX_DIRECTORIES &&
	     size_of(entry->type) == 4;
	     i++) {
		size_t at = number(exif, entry->data + 4 * i, 4);

		for (j = 0; j < exif->n_directories; j++) {
			if (exif->directories[j].at == at)
				break;
		}
		if (j < exif->n_directories || j == MAX_DIRECTORIES)
			continue;
		exif->directories[j].at = at;
		exif->directories[j].kind = kind;
		exif->n_directories++;
	}
}

/* A comment after eight bytes that say in which code it is. */
static void
note_comment(struct exif *exif, const struct entry *entry, const char *name)
{
	tz_auto_buf text = TZ_BUF_INIT;
	const unsigned char *data = entry->data;
	size_t len = entry->len, i;

	if (len > 8) {
		bool wide = memcmp(data, "UNICODE", 7) == 0;

		data += 8;
		len -= 8;
		/* In the order of the other numbers, or as Windows does it. */
		if (wide && (exif->little || (len > 1 && data[1] == 0))) {
			struct tz_bytes bytes = {data, len};

			tz_ole_utf16(bytes, &text);
		} else if (wide) {
			tz_auto_buf turned = TZ_BUF_INIT;
			struct tz_bytes bytes;

			for (i = 0; i + 1 < len; i += 2) {
				tz_buf_putc(&turned, (char)data[i + 1]);
				tz_buf_putc(&turned, (char)data[i]);
			}
			bytes = tz_bytes_of(&turned);
			tz_ole_utf16(bytes, &text);
		}
		if (wide) {
			data = (const unsigned char *)tz_buf_str(&text);
			len = text.len;
		}
	}
	tz_image_note(exif->image, name, (const char *)data, len);
}

static bool
is_text(const unsigned char *data, size_t len)
{
	size_t i;

	while (len > 0 && data[len - 1] == 0)
		len--;
	for (i = 0; i < len; i++) {
		if (data[i] < ' ' && data[i] != '\n' && data[i] != '\r' &&
		    data[i] != '\t')
			return false;
	}
	return len > 0;
}

/* The values as numbers, one after the other. */
static void
note_numbers(struct exif *exif, const struct entry *entry, const char *name)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t i;

	for (i = 0; i < entry->count && i < MAX_NUMBERS; i++) {
		double value = value_at(exif, entry, i);

		if (isfinite(value))
			tz_buf_printf(&text, i > 0 ? ", %.10g" : "%.10g",
			    value);
	}
	tz_image_note(exif->image, name, tz_buf_str(&text), text.len);
}

static void
note_value(struct exif *exif, const struct entry *entry)
{
	const char *name =
	    exif_tag_get_name_in_ifd((ExifTag)entry->tag, entry->kind);
	char number_name[16];

	if (!name) {
		snprintf(number_name, sizeof number_name, "0x%04x", entry->tag);
		name = number_name;
	}
	if (entry->tag == TAG_USER_COMMENT ||
	    (entry->kind == EXIF_IFD_GPS &&
		(entry->tag == 0x1b || entry->tag == 0x1c))) {
		note_comment(exif, entry, name);
	} else if (entry->tag >= TAG_XP_FIRST && entry->tag <= TAG_XP_LAST) {
		struct tz_bytes bytes = {entry->data, entry->len};
		tz_auto_buf text = TZ_BUF_INIT;

		tz_ole_utf16(bytes, &text);
		tz_image_note(exif->image, name, tz_buf_str(&text), text.len);
	} else if (entry->type == ASCII ||
	    (entry->type == UNDEFINED && is_text(entry->data, entry->len))) {
		tz_image_note(exif->image, name, (const char *)entry->data,
		    entry->len);
	} else if (entry->type == UNDEFINED ||
	    (entry->type == BYTE && entry->count > MAX_NUMBERS)) {
		tz_image_strings(exif->image, name, entry->data, entry->len);
	} else {
		note_numbers(exif, entry, name);
	}
}

/* Degrees, minutes and seconds, and on which side. */
static void
note_position(struct exif *exif, const struct entry *entry)
{
	unsigned axis = entry->tag <= 2 ? 0 : 1;
	double value;

	if (entry->tag < 1 || entry->tag > 4)
		return;
	if (entry->tag % 2 == 1) {
		exif->negative[axis] = entry->len > 0 &&
		    (entry->data[0] == 'S' || entry->data[0] == 'W');
		return;
	}
	if (entry->type != RATIONAL || entry->count < 3)
		return;
	value = value_at(exif, entry, 0);
	if (isfinite(value_at(exif, entry, 1)))
		value += value_at(exif, entry, 1) / 60;
	if (isfinite(value_at(exif, entry, 2)))
		value += value_at(exif, entry, 2) / 3600;
	exif->position[axis] = value;
	exif->known[axis] = isfinite(value);
}

static void
read_entry(struct exif *exif, const struct entry *entry)
{
	struct tz_image *image = exif->image;

	if (entry->kind == EXIF_IFD_GPS) {
		note_position(exif, entry);
		note_value(exif, entry);
		return;
	}
	switch (entry->tag) {
	case TAG_EXIF:
		add_directories(exif, entry, EXIF_IFD_EXIF);
		return;
	case TAG_GPS:
		add_directories(exif, entry, EXIF_IFD_GPS);
		return;
	case TAG_INTEROP:
		add_directories(exif, entry, EXIF_IFD_INTEROPERABILITY);
		return;
	case TAG_SUB_IFDS:
		add_directories(exif, entry, EXIF_IFD_0);
		return;
	case TAG_XMP:
		tz_image_xmp(image, entry->data, entry->len);
		break;
	case TAG_IPTC:
		tz_image_iptc(image, entry->data, entry->len);
		break;
	case TAG_PHOTOSHOP:
		tz_image_photoshop(image, entry->data, entry->len);
		break;
	case TAG_ICC:
		return;
	case TAG_MAKER_NOTE:
		tz_image_fact(image, "maker-notes");
		tz_image_strings(image, "MakerNote", entry->data, entry->len);
		return;
	case TAG_THUMBNAIL:
		exif->thumbnail = whole(exif, entry);
		return;
	case TAG_THUMBNAIL_LENGTH:
		exif->thumbnail_len = whole(exif, entry);
		return;
	case TAG_OWNER:
	case TAG_BODY_SERIAL:
	case TAG_LENS_SERIAL:
	case TAG_DNG_SERIAL:
		if (is_text(entry->data, entry->len))
			tz_image_fact(image, "device");
		note_value(exif, entry);
		return;
	case TAG_ORIENTATION:
		if (entry->kind == EXIF_IFD_0)
			image->orientation = whole(exif, entry);
		note_value(exif, entry);
		return;
	default:
		note_value(exif, entry);
		return;
	}
	tz_image_block(image, "EXIF");
}

/* The entry at ${at}; false when its values are not there. */
static bool
take_entry(const struct exif *exif, size_t at, struct entry *ret)
{
	const unsigned char *data = exif->data + at;
	size_t size;

	ret->tag = number(exif, data, 2);
	ret->type = number(exif, data + 2, 2);
	ret->count = number(exif, data + 4, 4);
	size = size_of(ret->type);
	if (size == 0 || ret->count == 0 || ret->count > exif->len)
		return false;
	ret->len = size * ret->count;
	ret->data = data + 8;
	if (ret->len > 4) {
		size_t from = number(exif, data + 8, 4);

		if (from > exif->len || ret->len > exif->len - from)
			return false;
		ret->data = exif->data + from;
	}
	return true;
}

static void
read_directory(struct exif *exif, const struct directory *directory)
{
	size_t at = directory->at, i, n;
	struct entry entry;

	if (at > exif->len || exif->len - at < 2) {
		exif->is_cut = true;
		return;
	}
	n = number(exif, exif->data + at, 2);
	at += 2;
	for (i = 0; i < n && exif->len - at >= 12; i++, at += 12) {
		if (exif->n_entries++ > MAX_ENTRIES || exif->image->status)
			return;
		entry.kind = directory->kind;
		if (take_entry(exif, at, &entry))
			read_entry(exif, &entry);
	}
	exif->is_cut |= i < n;
	/* The next one in the chain: a thumbnail, or a page. */
	if (i == n && exif->len - at >= 4 && number(exif, exif->data + at, 4)) {
		entry.type = LONG;
		entry.count = 1;
		entry.data = exif->data + at;
		add_directories(exif, &entry,
		    directory->kind == EXIF_IFD_0 ? EXIF_IFD_1
						  : directory->kind);
	}
}

void
tz_image_exif(struct tz_image *image, const unsigned char *data, size_t len)
{
	struct exif exif = {.image = image, .data = data, .len = len};
	size_t i;

	/* Photoshop's resources may be in EXIF data, and hold some. */
	if (len < 8 || (data[0] != 'I' && data[0] != 'M') ||
	    image->nested == MAX_NESTED)
		return;
	image->nested++;
	exif.little = data[0] == 'I';
	exif.directories[0].at = number(&exif, data + 4, 4);
	exif.directories[0].kind = EXIF_IFD_0;
	exif.n_directories = 1;
	tz_image_block(image, "EXIF");
	for (i = 0; i < exif.n_directories; i++) {
		struct directory directory = exif.directories[i];

		read_directory(&exif, &directory);
	}
	if (exif.known[0] && exif.known[1]) {
		char text[64];

		snprintf(text, sizeof text, "%.6f, %.6f",
		    exif.negative[0] ? -exif.position[0] : exif.position[0],
		    exif.negative[1] ? -exif.position[1] : exif.position[1]);
		tz_image_fact(image, "gps");
		tz_image_note(image, "GPSPosition", text, strlen(text));
	}
	if (exif.thumbnail > 0 && exif.thumbnail < len &&
	    exif.thumbnail_len > 0 &&
	    exif.thumbnail_len <= len - exif.thumbnail) {
		image->thumbnail = data + exif.thumbnail;
		image->thumbnail_len = exif.thumbnail_len;
	}
	/* Pointers in the EXIF data of other files often lead nowhere; in a
	 * TIFF file a page is missing. */
	if (exif.is_cut && data == image->source->data)
		image->damaged = true;
	image->nested--;
}
