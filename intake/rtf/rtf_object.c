/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_object.c - files that RTF holds: pictures and OLE objects
 *
 * An object is written as OLE 1.0 writes one ([MS-OLEDS] 2.2); what it holds
 * is most often a compound file, or a package of one file.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "intake/intake.h"
#include "intake/name.h"
#include "intake/rtf/rtf.h"

static int
digit(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (unsigned char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void
tz_rtf_object_hex(struct tz_rtf *rtf, const unsigned char *data, size_t len)
{
	struct tz_rtf_group *top = tz_rtf_top(rtf);
	struct tz_rtf_group *group = &rtf->groups[top->gather_at];
	size_t i;

	for (i = 0; i < len; i++) {
		int value = digit(data[i]);

		if (value < 0)
			continue;
		if (group->nibble < 0) {
			group->nibble = value;
			continue;
		}
		tz_buf_putc(&group->text, (char)(group->nibble << 4 | value));
		group->nibble = -1;
	}
}

static void
child(struct tz_rtf *rtf, const char *name, const void *data, size_t len)
{
	if (rtf->status == TZ_OK && len > 0)
		rtf->status = tz_emit_child(rtf->emit, rtf->source, name, data,
		    len, rtf->err);
}

static void
put_u32(struct tz_buf *buf, uint32_t value)
{
	int i;

	for (i = 0; i < 4; i++)
		tz_buf_putc(buf, (char)(value >> (8 * i) & 0xff));
}

static void
end_picture(struct tz_rtf *rtf, const struct tz_rtf_group *group)
{
	const char *ending = group->picture ? group->picture : "bin";
	tz_auto_buf whole = TZ_BUF_INIT;
	const char *data = group->text.data;
	size_t len = group->text.len;
	char name[48];

	if (len == 0)
		return;
	snprintf(name, sizeof name, "picture-%u.%s", ++rtf->n_pictures, ending);
	if (strcmp(ending, "bmp") == 0 && len > 40) {
		/* A DIB is a BMP without the header of the file. */
		unsigned bits = (unsigned char)data[14];
		uint32_t colours = bits <= 8 ? 1U << bits : 0;

		tz_buf_puts(&whole, "BM");
		put_u32(&whole, (uint32_t)len + 14);
		put_u32(&whole, 0);
		put_u32(&whole, 14 + 40 + 4 * colours);
		tz_buf_append(&whole, data, len);
		data = whole.data;
		len = whole.len;
	}
	if (!whole.failed)
		child(rtf, name, data, len);
}

/* Bytes that are read from the front. */
struct bytes {
	const unsigned char *at;
	size_t len;
	bool short_of; /* fewer than was asked for */
};

static uint32_t
take_u32(struct bytes *bytes)
{
	uint32_t value;

	if (bytes->len < 4) {
		bytes->short_of = true;
		return 0;
	}
	value = (uint32_t)bytes->at[0] | (uint32_t)bytes->at[1] << 8 |
	    (uint32_t)bytes->at[2] << 16 | (uint32_t)bytes->at[3] << 24;
	bytes->at += 4;
	bytes->len -= 4;
	return value;
}

/* ${len} bytes as a name. */
static void
take_name(struct bytes *bytes, size_t len, struct tz_buf *ret)
{
	tz_buf_reset(ret);
	if (len > bytes->len) {
		bytes->short_of = true;
		return;
	}
	tz_name_decode((const char *)bytes->at,
	    strnlen((const char *)bytes->at, len), ret);
	bytes->at += len;
	bytes->len -= len;
}

static void
take_line(struct bytes *bytes, struct tz_buf *ret)
{
	const unsigned char *end = memchr(bytes->at, 0, bytes->len);

	take_name(bytes, end ? (size_t)(end - bytes->at) + 1 : bytes->len + 1,
	    ret);
}

/* What is left of a path. */
static const char *
last_component(const char *path)
{
	const char *at;

	for (at = path; *at; at++) {
		if ((*at == '/' || *at == '\\') && at[1])
			path = at + 1;
	}
	return path;
}

/* A package: a label, paths, one file.  False when it is none. */
static bool
read_package(struct tz_rtf *rtf, struct bytes bytes)
{
	tz_auto_buf label = TZ_BUF_INIT;
	tz_auto_buf path = TZ_BUF_INIT;
	tz_auto_buf temporary = TZ_BUF_INIT;
	uint32_t size;

	if (bytes.len < 2)
		return false;
	bytes.at += 2;
	bytes.len -= 2;
	take_line(&bytes, &label);
	take_line(&bytes, &path);
	take_u32(&bytes);
	size = take_u32(&bytes);
	take_name(&bytes, size, &temporary);
	size = take_u32(&bytes);
	if (bytes.short_of || size > bytes.len)
		return false;
	tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, "package",
	    tz_buf_str(&path));
	tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, "package",
	    tz_buf_str(&temporary));
	child(rtf,
	    label.len > 0 ? last_component(tz_buf_str(&label)) : "package",
	    bytes.at, size);
	return true;
}

/* What an object's own program wrote. */
static void
read_native(struct tz_rtf *rtf, const char *class_name, const char *name,
    const struct bytes *native)
{
	if (strcasecmp(class_name, "Package") == 0 &&
	    read_package(rtf, *native))
		return;
	child(rtf, name, native->at, native->len);
}

/* A compound file anywhere in it, when the head is not as it should be. */
static void
read_broken(struct tz_rtf *rtf, const char *name, struct bytes all)
{
	const unsigned char *at =
	    memmem(all.at, all.len, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);

	rtf->damaged = true;
	if (at) {
		all.len -= (size_t)(at - all.at);
		all.at = at;
	}
	child(rtf, name, all.at, all.len);
}

/* An object; ${name}: of the file that it becomes. */
static void
end_object(struct tz_rtf *rtf, const struct tz_rtf_group *group,
    const char *name)
{
	struct bytes bytes = {
	    (const unsigned char *)group->text.data, group->text.len, false};
	const struct bytes all = bytes;
	struct bytes native;
	tz_auto_buf class_name = TZ_BUF_INIT;
	tz_auto_buf topic = TZ_BUF_INIT;
	tz_auto_buf item = TZ_BUF_INIT;
	uint32_t format, size;

	if (all.len == 0)
		return;
	take_u32(&bytes);
	format = take_u32(&bytes);
	take_name(&bytes, take_u32(&bytes), &class_name);
	take_name(&bytes, take_u32(&bytes), &topic);
	take_name(&bytes, take_u32(&bytes), &item);
	if (bytes.short_of || format == 0 || format > 2) {
		read_broken(rtf, name, all);
		return;
	}
	tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, "objclass",
	    tz_buf_str(&class_name));
	if (format == 1) {
		tz_rtf_story_piece(rtf, TZ_CHANNEL_EXTERNAL_LINK, "object",
		    tz_buf_str(&topic));
		tz_rtf_story_piece(rtf, TZ_CHANNEL_EXTERNAL_LINK, "object",
		    tz_buf_str(&item));
		tz_rtf_story_fact(rtf, "external-link",
		    TZ_CHANNEL_EXTERNAL_LINK);
		return;
	}
	tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, "object",
	    tz_buf_str(&topic));
	size = take_u32(&bytes);
	if (bytes.short_of || size > bytes.len) {
		read_broken(rtf, name, all);
		return;
	}
	native = bytes;
	native.len = size;
	read_native(rtf, tz_buf_str(&class_name), name, &native);
}

void
tz_rtf_object_end(struct tz_rtf *rtf, struct tz_rtf_group *group)
{
	const char *kind = group->destination->name;
	char name[32];

	if (strcmp(kind, "pict") == 0) {
		end_picture(rtf, group);
	} else if (strcmp(kind, "objdata") == 0) {
		snprintf(name, sizeof name, "object-%u", ++rtf->n_objects);
		end_object(rtf, group, name);
	} else if (strcmp(kind, "datastore") == 0) {
		/* Custom XML in a compound file, in an object of OLE 1.0. */
		snprintf(name, sizeof name, "%s-%u", kind, ++rtf->n_data);
		end_object(rtf, group, name);
	} else {
		snprintf(name, sizeof name, "%s-%u", kind, ++rtf->n_data);
		child(rtf, name, group->text.data, group->text.len);
	}
}
