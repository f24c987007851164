/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/property_set.c - SummaryInformation and the like (MS-OLEPS 2.18
 * and on)
 *
 * Counts of pages, words and minutes are passed over: they are no one's
 * number.
 */
#include "intake/ole/property_set.h"

#include "base/date.h"
#include "intake/ole/ole_strings.h"

#define SETS 28 /* where the list of sets begins */
#define SETS_MAX 8
#define PROPERTIES_MAX 4096
#define VALUES_MAX 65536
/* Digits of the longest number that is a count and no one's number. */
#define COUNT_MAX 7

enum type {
	VT_STR = 0x1e,
	VT_WSTR = 0x1f,
	VT_BSTR = 0x08,
	VT_VARIANT = 0x0c,
	VT_TIME = 0x40,
	VT_BLOB = 0x41,
	VT_CLIPBOARD = 0x47,
	VT_VECTOR = 0x1000,
};

struct set {
	struct tz_ole *ole;
	const char *path;
	struct tz_bytes bytes;
	unsigned code_page;
	struct tz_bytes names;	/* the user's own, by number */
	bool summary, document; /* which of the well-known ones */
	struct tz_story story;
	bool thumbnail, template_path;
};

static const char *
known_name(const struct set *set, uint32_t id)
{
	static const char *const summary[] = {NULL, NULL, "title", "subject",
	    "author", "keywords", "comments", "template", "last-author",
	    "revision", "edit-time", "last-printed", "created", "saved",
	    "pages", "words", "characters", "thumbnail", "application",
	    "security"};
	static const char *const document[] = {NULL, NULL, "category", "format",
	    "bytes", "lines", "paragraphs", "slides", "notes", "hidden-slides",
	    "clips", "scale", "headings", "parts", "manager", "company"};

	if (set->summary && id < sizeof summary / sizeof summary[0])
		return summary[id];
	if (set->document && id < sizeof document / sizeof document[0])
		return document[id];
	return NULL;
}

/* The name that the user's dictionary has for a number. */
static void
own_name(const struct set *set, uint32_t id, struct tz_buf *ret)
{
	uint32_t i, n = tz_bytes_32(set->names, 0);
	size_t at = 4;

	for (i = 0; i < n && i < PROPERTIES_MAX && at < set->names.len; i++) {
		uint32_t number = tz_bytes_32(set->names, at);
		size_t len = tz_bytes_32(set->names, at + 4);
		struct tz_bytes name;

		if (set->code_page == 1200) {
			name = tz_bytes_slice(set->names, at + 8,
			    len < SIZE_MAX / 2 ? 2 * len : len);
			at += 8 + ((2 * len + 3) & ~(size_t)3);
		} else {
			name = tz_bytes_slice(set->names, at + 8, len);
			at += 8 + len;
		}
		if (number != id)
			continue;
		tz_ole_decode(name, set->code_page, ret);
		while (ret->len > 0 && ret->data[ret->len - 1] == '\0')
			ret->len--;
		return;
	}
}

/* Append a moment as a date and time. */
static void
put_time(uint64_t ticks, struct tz_buf *ret)
{
	/* Tenths of microseconds since 1601; up to the year 4000. */
	int64_t seconds = (int64_t)(ticks / 10000000) - 11644473600;
	char text[TZ_TIME_TEXT];

	if (seconds <= 0 || seconds > 64060588800)
		return;
	tz_time_format(seconds, text);
	tz_buf_puts(ret, text);
}

/* Append a value of one type; its length in bytes, 0 when it is not known. */
static size_t
put_value(struct set *set, unsigned type, size_t at, struct tz_buf *ret)
{
	struct tz_bytes bytes = set->bytes;
	size_t len = tz_bytes_32(bytes, at);

	switch (type) {
	case VT_STR:
	case VT_BSTR:
		tz_ole_decode(tz_bytes_slice(bytes, at + 4, len),
		    set->code_page, ret);
		return 4 + ((len + 3) & ~(size_t)3);
	case VT_WSTR:
		tz_ole_utf16(tz_bytes_slice(bytes, at + 4, 2 * len), ret);
		return 4 + ((2 * len + 3) & ~(size_t)3);
	case VT_TIME:
		put_time(tz_bytes_64(bytes, at), ret);
		return 8;
	case VT_BLOB:
		tz_story_break(&set->story, '\n');
		tz_ole_strings(tz_bytes_slice(bytes, at + 4, len), &set->story);
		return 4 + len;
	case VT_CLIPBOARD:
		set->thumbnail |= len > 4;
		return 4 + len;
	case 2:
	case 3:
	case 0x0b:
		return 4;
	}
	return 0;
}

static bool
is_count(const struct tz_buf *text)
{
	return text->len <= COUNT_MAX &&
	    strspn(tz_buf_str(text), "0123456789.") == text->len;
}

/* Add one string of a property. */
static void
add_value(struct set *set, const char *name, bool own, struct tz_buf *text)
{
	while (text->len > 0 && text->data[text->len - 1] == '\0')
		text->len--;
	if (strspn(tz_buf_str(text), " \t\r\n") >= text->len ||
	    (!own && is_count(text)))
		return;
	tz_story_break(&set->story, '\n');
	tz_story_place(&set->story, TZ_PLACE_PROPERTY, 0, 0, name);
	if (own) {
		tz_story_add(&set->story, name, strlen(name));
		tz_story_add(&set->story, ": ", 2);
	}
	tz_story_add(&set->story, text->data, text->len);
}

static void
read_property(struct set *set, uint32_t id, size_t at)
{
	tz_auto_buf number = TZ_BUF_INIT;
	tz_auto_buf own = TZ_BUF_INIT;
	const char *name = known_name(set, id);
	unsigned type = tz_bytes_32(set->bytes, at) & 0xffff;
	size_t i, n = 1;

	if (!name) {
		own_name(set, id, &own);
		tz_buf_printf(&number, "%u", id);
		name = own.len ? tz_buf_str(&own) : tz_buf_str(&number);
	}
	at += 4;
	if (type & VT_VECTOR) {
		type &= VT_VECTOR - 1;
		n = tz_bytes_32(set->bytes, at);
		at += 4;
	}
	for (i = 0; i < n && i < VALUES_MAX && at < set->bytes.len; i++) {
		tz_auto_buf text = TZ_BUF_INIT;
		unsigned inner = type;
		size_t len;

		if (type == VT_VARIANT) {
			inner = tz_bytes_32(set->bytes, at) & 0xffff;
			at += 4;
		}
		len = put_value(set, inner, at, &text);
		set->story.text.failed |= text.failed;
		set->template_path |= strcmp(name, "template") == 0 &&
		    strpbrk(tz_buf_str(&text), "\\/");
		add_value(set, name, own.len > 0, &text);
		if (len == 0)
			return;
		at += len;
	}
}

static void
read_set(struct set *set)
{
	uint32_t i, n = tz_bytes_32(set->bytes, 4);

	if (n > PROPERTIES_MAX)
		n = PROPERTIES_MAX;
	set->code_page = 0;
	set->names.len = 0;
	for (i = 0; i < n; i++) {
		uint32_t id = tz_bytes_32(set->bytes, 8 + 8 * (size_t)i);
		size_t at = tz_bytes_32(set->bytes, 12 + 8 * (size_t)i);

		if (id == 0)
			set->names = tz_bytes_slice(set->bytes, at, SIZE_MAX);
		else if (id == 1)
			set->code_page = tz_bytes_16(set->bytes, at + 4);
	}
	for (i = 0; i < n; i++) {
		uint32_t id = tz_bytes_32(set->bytes, 8 + 8 * (size_t)i);

		if (id > 1 && id < 0x80000000)
			read_property(set, id,
			    tz_bytes_32(set->bytes, 12 + 8 * (size_t)i));
	}
}

/* SummaryInformation's and DocumentSummaryInformation's first bytes. */
static const unsigned char summary_id[] = {0xe0, 0x85, 0x9f, 0xf2};
static const unsigned char document_id[] = {0x02, 0xd5, 0xcd, 0xd5};

enum tz_status
tz_property_set(struct tz_ole *ole, struct tz_bytes bytes, const char *path,
    struct tz_err *err)
{
	struct set set;
	enum tz_status s = TZ_OK;
	uint32_t i, n = tz_bytes_32(bytes, 24);

	memset(&set, 0, sizeof set);
	set.ole = ole;
	set.path = path;
	tz_story_start(&set.story, TZ_CHANNEL_PROPERTY, path);
	if (tz_bytes_16(bytes, 0) != 0xfffe)
		tz_ole_strings(bytes, &set.story);
	else if (n == 0 || n > SETS_MAX)
		s = tz_ole_damaged(ole, err);
	for (i = 0; tz_bytes_16(bytes, 0) == 0xfffe && i < n && i < SETS_MAX;
	     i++) {
		size_t at = SETS + 20 * (size_t)i;
		struct tz_bytes id = tz_bytes_slice(bytes, at, 4);

		set.bytes = tz_bytes_slice(bytes, tz_bytes_32(bytes, at + 16),
		    SIZE_MAX);
		set.summary = id.len == 4 && !memcmp(id.data, summary_id, 4);
		set.document = id.len == 4 && !memcmp(id.data, document_id, 4);
		read_set(&set);
	}
	if (s == TZ_OK && set.template_path)
		s = tz_ole_fact(ole, "template-path", path, TZ_CHANNEL_PROPERTY,
		    err);
	if (s == TZ_OK && set.thumbnail)
		s = tz_ole_fact(ole, "thumbnail", path, TZ_CHANNEL_PROPERTY,
		    err);
	if (s == TZ_OK)
		s = tz_emit_story(ole->emit, ole->source, &set.story, err);
	tz_story_clear(&set.story);
	return s;
}
