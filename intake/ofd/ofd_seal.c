/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_seal.c - the strings and the picture in a seal
 *
 * The structure is walked by its tags (ITU-T X.690, 8.1) and not by its
 * schema, of which there are two in use: every string is told, whatever field
 * it is in.  Nothing is verified here.
 */
#include "intake/ofd/ofd_seal.h"

#include <string.h>

#include "base/buf.h"
#include "base/encoding.h"
#include "base/utf8.h"

#define MAX_DEPTH 40

enum {
	TAG_BIT_STRING = 3,
	TAG_OCTET_STRING = 4,
	TAG_UTF8 = 12,
	TAG_PRINTABLE = 19,
	TAG_TELETEX = 20,
	TAG_IA5 = 22,
	TAG_VISIBLE = 26,
	TAG_BMP = 30,
};

/* Bytes still to be walked. */
struct der {
	const unsigned char *at;
	size_t len;
};

/* One value. */
struct value {
	bool constructed;
	unsigned tag; /* its number, of the universal class; else 0 */
	struct der inside;
};

struct seal {
	struct tz_opc *opc;
	struct tz_opc_part *part;
	struct tz_story story;
	bool given; /* a string or a picture */
};

/* Take the next value off ${der}; false when there is none that fits. */
static bool
next_value(struct der *der, struct value *ret)
{
	size_t i = 2, len;

	if (der->len < 2)
		return false;
	ret->constructed = (der->at[0] & 0x20) != 0;
	ret->tag = (der->at[0] & 0xc0) == 0 ? der->at[0] & 0x1fU : 0;
	if ((der->at[0] & 0x1f) == 0x1f)
		return false;
	len = der->at[1];
	if (len & 0x80) {
		size_t bytes = len & 0x7f;

		if (bytes == 0 || bytes > 4 || der->len < 2 + bytes)
			return false;
		for (len = 0; i < 2 + bytes; i++)
			len = len << 8 | der->at[i];
	}
	if (len > der->len - i)
		return false;
	ret->inside.at = der->at + i;
	ret->inside.len = len;
	der->at += i + len;
	der->len -= i + len;
	return true;
}

static void
add_string(struct seal *seal, const struct value *value)
{
	const struct der *inside = &value->inside;
	tz_auto_buf text = TZ_BUF_INIT;
	size_t i;

	if (value->tag == TAG_BMP) {
		for (i = 0; i + 1 < inside->len; i += 2)
			tz_utf8_put((uint32_t)inside->at[i] << 8 |
				inside->at[i + 1],
			    &text);
	} else if (tz_utf8_valid((const char *)inside->at, inside->len) ||
	    tz_encoding_convert(inside->at, inside->len, "GB18030", &text, NULL,
		NULL)) {
		/* Some makers write a name in GBK and call it UTF-8. */
		tz_buf_reset(&text);
		tz_utf8_clean((const char *)inside->at, inside->len, &text);
	}
	if (text.len == 0)
		return;
	tz_story_break(&seal->story, '\n');
	tz_story_place(&seal->story, TZ_PLACE_PROPERTY, 0, 0, "seal");
	tz_story_add(&seal->story, text.data, text.len);
	seal->given = true;
}

static bool
is_picture(const struct der *bytes)
{
	return bytes->len > 16 &&
	    (memcmp(bytes->at, "\x89PNG", 4) == 0 ||
		memcmp(bytes->at, "\xff\xd8\xff", 3) == 0 ||
		memcmp(bytes->at, "GIF8", 4) == 0 ||
		memcmp(bytes->at, "BM", 2) == 0 ||
		memcmp(bytes->at, "PK\3\4", 4) == 0);
}

/* Whether the bytes are one DER value and nothing else, as the extensions of a
 * certificate are. */
static bool
is_der(struct der bytes)
{
	struct value value;

	return bytes.len >= 4 && (bytes.at[0] & 0x20) &&
	    next_value(&bytes, &value) && bytes.len == 0;
}

static enum tz_status
walk(struct seal *seal, struct der der, unsigned depth, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	struct value value;

	while (s == TZ_OK && depth < MAX_DEPTH && next_value(&der, &value)) {
		struct der inside = value.inside;

		if (value.tag == TAG_BIT_STRING && inside.len > 0) {
			inside.at++;
			inside.len--;
		}
		if (value.constructed) {
			s = walk(seal, inside, depth + 1, err);
		} else if (value.tag == TAG_UTF8 ||
		    value.tag == TAG_PRINTABLE || value.tag == TAG_TELETEX ||
		    value.tag == TAG_IA5 || value.tag == TAG_VISIBLE ||
		    value.tag == TAG_BMP) {
			add_string(seal, &value);
		} else if (is_picture(&inside)) {
			seal->given = true;
			s = tz_emit_child(seal->opc->emit, seal->opc->source,
			    seal->part->name, inside.at, inside.len, err);
		} else if ((value.tag == TAG_OCTET_STRING ||
			       value.tag == TAG_BIT_STRING) &&
		    is_der(inside)) {
			s = walk(seal, inside, depth + 1, err);
		}
	}
	return s;
}

enum tz_status
tz_ofd_seal(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	struct seal seal = {opc, part, {0}, false};
	const struct der whole = {part->data, part->len};
	enum tz_status s;

	if (!is_der(whole))
		return tz_opc_child(opc, part, err);
	part->taken = true;
	tz_story_start(&seal.story, TZ_CHANNEL_PROPERTY, part->name);
	s = walk(&seal, whole, 0, err);
	if (s == TZ_OK)
		s = tz_opc_fact(opc, "digital-signature", part->name,
		    TZ_CHANNEL_PROPERTY, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &seal.story, err);
	tz_story_clear(&seal.story);
	return s;
}
