/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ppt.c - PowerPoint presentations of 97 to 2003, and WPS's: which
 * objects are current, and what earlier edits left (MS-PPT 2.3)
 */
#include "intake/ole/ppt.h"

#include <stdlib.h>

#include "intake/formats.h"
#include "intake/ole/ole_blips.h"

#define HEAD 8
#define EDITS_MAX 4096
#define OBJECTS_MAX 65536 /* all edits together */
#define IDS 0x100000	  /* numbers that objects may have */
#define ENCRYPTED 0xf3d1c4dfu
#define ENCRYPTED_EDIT 0x20 /* the length of an edit with a key */

bool
tz_ppt_next(struct tz_bytes bytes, size_t *at, struct tz_ppt_record *ret)
{
	uint16_t head = tz_bytes_16(bytes, *at);

	if (!tz_bytes_has(bytes, *at, HEAD))
		return false;
	ret->holds = (head & 0xf) == 0xf;
	ret->instance = head >> 4;
	ret->type = tz_bytes_16(bytes, *at + 2);
	ret->body =
	    tz_bytes_slice(bytes, *at + HEAD, tz_bytes_32(bytes, *at + 4));
	*at += HEAD + ret->body.len;
	return true;
}

static enum tz_status
read_named(struct tz_ole *ole, const char *name, struct tz_buf *ret,
    struct tz_err *err)
{
	struct tz_ole_entry *entry = tz_ole_find(ole, &ole->entries[0], name);

	return entry ? tz_ole_read(ole, entry, ret, err) : TZ_OK;
}

/* Whether an id comes for the first time. */
static bool
is_new(struct tz_ppt *ppt, uint32_t id)
{
	unsigned char bit = (unsigned char)(1 << (id & 7));
	bool new = !(ppt->seen[id >> 3] & bit);

	ppt->seen[id >> 3] |= bit;
	return new;
}

/* Add the objects of one directory that no later edit has. */
static enum tz_status
add_objects(struct tz_ppt *ppt, uint32_t offset, struct tz_err *err)
{
	struct tz_ppt_record record;
	size_t at = offset, entry = 0;

	if (!tz_ppt_next(ppt->stream, &at, &record) ||
	    record.type != PPT_DIRECTORY)
		return tz_ole_damaged(ppt->ole, err);
	while (tz_bytes_has(record.body, entry, 4)) {
		uint32_t head = tz_bytes_32(record.body, entry);
		uint32_t id = head & 0xfffff, n = head >> 20;
		struct tz_ppt_object *more;

		entry += 4;
		ppt->looked_at += n + 1;
		if (ppt->looked_at > OBJECTS_MAX)
			return tz_ole_damaged(ppt->ole, err);
		more = realloc(ppt->objects,
		    (ppt->n + n + 1) * sizeof *ppt->objects);
		if (!more)
			return tz_fail_nomem(err);
		ppt->objects = more;
		for (; n > 0 && tz_bytes_has(record.body, entry, 4);
		     n--, id++, entry += 4) {
			struct tz_ppt_object *object = &more[ppt->n++];

			object->id = id;
			object->offset = tz_bytes_32(record.body, entry);
			object->old = !is_new(ppt, id & (IDS - 1));
			object->taken = object->old;
		}
	}
	return TZ_OK;
}

/* Follow the edits from the last one back. */
static enum tz_status
read_edits(struct tz_ppt *ppt, size_t offset, bool *ret_encrypted,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	unsigned edits;

	for (edits = 0; s == TZ_OK && edits < EDITS_MAX; edits++) {
		struct tz_ppt_record edit;
		size_t at = offset;

		if (!tz_ppt_next(ppt->stream, &at, &edit) ||
		    edit.type != PPT_USER_EDIT)
			return tz_ole_damaged(ppt->ole, err);
		*ret_encrypted |= edit.body.len == ENCRYPTED_EDIT;
		if (edits == 0) {
			ppt->document = tz_bytes_32(edit.body, 16);
			ppt->lock = tz_bytes_32(edit.body, 28);
		}
		s = add_objects(ppt, tz_bytes_32(edit.body, 12), err);
		/* Each lies before the one that names it. */
		if (tz_bytes_32(edit.body, 8) == 0 ||
		    tz_bytes_32(edit.body, 8) >= offset)
			break;
		offset = tz_bytes_32(edit.body, 8);
	}
	return s;
}

/* The last edit that is in the stream, for a file that does not name it. */
static size_t
last_edit(const struct tz_ppt *ppt)
{
	struct tz_ppt_record record;
	size_t at = 0, begin = 0, found = SIZE_MAX;

	for (; tz_ppt_next(ppt->stream, &at, &record); begin = at)
		if (record.type == PPT_USER_EDIT)
			found = begin;
	return found;
}

static int
by_offset(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Send the text of what only earlier edits name. */
static enum tz_status
read_earlier(struct tz_ppt *ppt, const uint32_t *current, size_t n,
    struct tz_err *err)
{
	struct tz_ppt_record record;
	struct tz_ppt_page page;
	size_t at = 0, begin = 0;
	enum tz_status s = TZ_OK;

	tz_ppt_page_start(&page, ppt, TZ_CHANNEL_EARLIER_REVISION,
	    "earlier edits", 0);
	page.earlier = true;
	for (; s == TZ_OK && tz_ppt_next(ppt->stream, &at, &record);
	     begin = at) {
		uint32_t place = (uint32_t)begin;

		if (record.type != PPT_USER_EDIT &&
		    record.type != PPT_DIRECTORY && record.type != PPT_LOCK &&
		    !bsearch(&place, current, n, sizeof place, by_offset))
			s = tz_ppt_page_walk(&page,
			    tz_bytes_slice(ppt->stream, begin, at - begin), 0,
			    err);
	}
	if (s == TZ_OK && page.sides[TZ_PPT_TEXT].text.len > 0)
		s = tz_ole_fact(ppt->ole, "earlier-revision",
		    page.sides[TZ_PPT_TEXT].path, TZ_CHANNEL_EARLIER_REVISION,
		    err);
	if (s == TZ_OK)
		s = tz_ppt_page_send(&page, err);
	tz_ppt_page_clear(&page);
	return s;
}

static enum tz_status
find_earlier(struct tz_ppt *ppt, struct tz_err *err)
{
	uint32_t *current = calloc(ppt->n + 1, sizeof *current);
	enum tz_status s;
	size_t i, n = 0;

	if (!current)
		return tz_fail_nomem(err);
	for (i = 0; i < ppt->n; i++)
		if (!ppt->objects[i].old)
			current[n++] = ppt->objects[i].offset;
	qsort(current, n, sizeof *current, by_offset);
	s = read_earlier(ppt, current, n, err);
	free(current);
	return s;
}

static enum tz_status
read_ppt(struct tz_ppt *ppt, struct tz_bytes user, struct tz_buf *stream,
    struct tz_buf *pictures, struct tz_err *err)
{
	bool encrypted = tz_bytes_32(user, 12) == ENCRYPTED, open = true;
	size_t edit = tz_bytes_32(user, 16), at;
	struct tz_ppt_record record;
	enum tz_status s;

	at = edit;
	if (!tz_ppt_next(ppt->stream, &at, &record) ||
	    record.type != PPT_USER_EDIT)
		edit = last_edit(ppt);
	s = read_edits(ppt, edit, &encrypted, err);
	if (s == TZ_OK && encrypted)
		s = tz_ppt_unlock(ppt, stream, pictures, &open, err);
	if (s || !open)
		return s;
	s = tz_ppt_slides(ppt, err);
	if (s == TZ_OK)
		s = find_earlier(ppt, err);
	return s
	    ? s
	    : tz_ole_blips(ppt->ole, tz_bytes_of(pictures), "Pictures", err);
}

enum tz_status
tz_read_ppt(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_ole) ole = NULL;
	tz_auto_buf stream = TZ_BUF_INIT;
	tz_auto_buf user = TZ_BUF_INIT;
	tz_auto_buf pictures = TZ_BUF_INIT;
	struct tz_ppt ppt;
	enum tz_status s = tz_ole_open(emit, source, &ole, err);

	if (s == TZ_OK)
		s = read_named(ole, "PowerPoint Document", &stream, err);
	if (s == TZ_OK)
		s = read_named(ole, "Current User", &user, err);
	if (s == TZ_OK)
		s = read_named(ole, "Pictures", &pictures, err);
	if (s)
		return s;
	memset(&ppt, 0, sizeof ppt);
	ppt.ole = ole;
	ppt.stream = tz_bytes_of(&stream);
	ppt.seen = calloc(1, IDS / 8);
	if (!ppt.seen)
		return tz_fail_nomem(err);
	s = read_ppt(&ppt, tz_bytes_of(&user), &stream, &pictures, err);
	free(ppt.objects);
	free(ppt.seen);
	return s ? s : tz_ole_rest(ole, err);
}
