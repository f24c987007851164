/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_native.c - files packed into a document by the packager
 */
#include "intake/ole/ole_native.h"

#include <stdlib.h>

#include "intake/ole/ole_strings.h"

#define TEXT_MAX 1024

struct packed {
	struct tz_bytes label, from, temporary;
	struct tz_bytes inside;
};

/* The bytes up to a zero; ${*at} moves behind it.  False if there is none. */
static bool
text(struct tz_bytes bytes, size_t *at, struct tz_bytes *ret)
{
	struct tz_bytes rest = tz_bytes_slice(bytes, *at, TEXT_MAX);
	const unsigned char *end =
	    rest.len ? memchr(rest.data, 0, rest.len) : NULL;

	if (!end)
		return false;
	*ret = tz_bytes_slice(rest, 0, (size_t)(end - rest.data));
	*at += ret->len + 1;
	return true;
}

static bool
parse(struct tz_bytes bytes, struct packed *ret)
{
	size_t at = 6, len;

	if (tz_bytes_16(bytes, 4) != 2 || !text(bytes, &at, &ret->label) ||
	    !text(bytes, &at, &ret->from))
		return false;
	at += 4;
	len = tz_bytes_32(bytes, at);
	ret->temporary = tz_bytes_slice(bytes, at + 4, len);
	at += 4 + len;
	len = tz_bytes_32(bytes, at);
	ret->inside = tz_bytes_slice(bytes, at + 4, len);
	return ret->temporary.len < TEXT_MAX && ret->inside.len == len;
}

/* The last component of a path of Windows. */
static void
base_name(const struct tz_buf *path, struct tz_buf *ret)
{
	const char *name = tz_buf_str(path);
	const char *at;

	for (at = name; *at; at++)
		if ((*at == '\\' || *at == '/') && at[1])
			name = at + 1;
	tz_buf_puts(ret, name);
	if (ret->len == 0)
		tz_buf_puts(ret, "package");
}

enum tz_status
tz_ole_native(struct tz_ole *ole, struct tz_bytes bytes, const char *path,
    struct tz_err *err)
{
	tz_auto_buf label = TZ_BUF_INIT;
	tz_auto_buf name = TZ_BUF_INIT;
	struct packed packed;
	struct tz_story story;
	enum tz_status s;

	s = tz_ole_fact(ole, "embedded-object", path, TZ_CHANNEL_ATTACHMENT,
	    err);
	if (s)
		return s;
	/* Of another program: its bytes, whatever they are. */
	if (!parse(bytes, &packed)) {
		bytes = tz_bytes_slice(bytes, 4, SIZE_MAX);
		return tz_emit_child(ole->emit, ole->source, path, bytes.data,
		    bytes.len, err);
	}
	tz_ole_decode(packed.label, 0, &label);
	base_name(&label, &name);
	tz_story_start(&story, TZ_CHANNEL_EXTERNAL_LINK, path);
	tz_story_place(&story, TZ_PLACE_PROPERTY, 0, 0, "package");
	tz_story_add(&story, tz_buf_str(&label), label.len);
	tz_buf_reset(&label);
	tz_buf_putc(&label, '\n');
	tz_ole_decode(packed.from, 0, &label);
	tz_buf_putc(&label, '\n');
	tz_ole_decode(packed.temporary, 0, &label);
	tz_story_add(&story, tz_buf_str(&label), label.len);
	s = tz_emit_story(ole->emit, ole->source, &story, err);
	tz_story_clear(&story);
	if (s == TZ_OK)
		s = tz_emit_child(ole->emit, ole->source, tz_buf_str(&name),
		    packed.inside.data, packed.inside.len, err);
	return s;
}
