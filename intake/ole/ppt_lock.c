/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ppt_lock.c - presentations locked with a password (MS-PPT 2.3.7)
 *
 * Each object is encrypted by itself, and each piece of a picture; edits and
 * their directories never are.
 */
#include "intake/ole/lock.h"
#include "intake/ole/ppt.h"

#define HEAD 8
#define UID 16
#define METAFILE 34
#define PICTURES_MAX 4096
#define BLIP 0xf01a
#define BITMAP 0xf01d
#define STORE_ENTRY 0xf007

/* What says how the presentation is encrypted. */
static bool
find_lock(const struct tz_ppt *ppt, struct tz_ppt_record *ret)
{
	size_t i;

	for (i = 0; i < ppt->n; i++) {
		size_t at = ppt->objects[i].offset;

		if (ppt->objects[i].id == ppt->lock &&
		    tz_ppt_next(ppt->stream, &at, ret) && ret->type == PPT_LOCK)
			return true;
	}
	return false;
}

static void
unlock_object(const struct tz_lock *lock, const struct tz_ppt_object *object,
    unsigned char *bytes, size_t len)
{
	unsigned char head[HEAD];
	struct tz_bytes open = {head, HEAD};
	size_t left, body;

	if (object->offset >= len || len - object->offset < HEAD)
		return;
	bytes += object->offset;
	left = len - object->offset - HEAD;
	memcpy(head, bytes, HEAD);
	tz_lock_block(lock, object->id, head, HEAD);
	body = tz_bytes_32(open, 4);
	if (body > left)
		body = left;
	tz_lock_block(lock, object->id, bytes, HEAD + body);
}

/* One piece of a picture; ${*at} moves behind it. */
static void
unlock_piece(const struct tz_lock *lock, struct tz_buf *pictures, size_t *at,
    size_t end, size_t len)
{
	size_t left = *at < end ? end - *at : 0;

	if (len > left)
		len = left;
	tz_lock_block(lock, 0, (unsigned char *)pictures->data + *at, len);
	*at += len;
}

static void
unlock_pictures(const struct tz_lock *lock, struct tz_buf *pictures)
{
	size_t at = 0;
	unsigned n;

	for (n = 0; n < PICTURES_MAX && at + HEAD < pictures->len; n++) {
		struct tz_bytes all = tz_bytes_of(pictures);
		size_t head = at, end;
		uint16_t instance, type;

		unlock_piece(lock, pictures, &at, pictures->len, HEAD);
		instance = tz_bytes_16(all, head) >> 4;
		type = tz_bytes_16(all, head + 2);
		if (type <= STORE_ENTRY)
			return;
		end = tz_bytes_slice(all, at, tz_bytes_32(all, head + 4)).len +
		    at;
		unlock_piece(lock, pictures, &at, end, UID);
		/* These instances have a second digest. */
		if (type >= BLIP &&
		    (instance == 0x3d5 || instance == 0x217 ||
			instance == 0x543 || instance == 0x46b ||
			instance == 0x6e1 || instance == 0x6e3 ||
			instance == 0x6e5 || instance == 0x7a9))
			unlock_piece(lock, pictures, &at, end, UID);
		unlock_piece(lock, pictures, &at, end,
		    type < BITMAP ? METAFILE : 1);
		unlock_piece(lock, pictures, &at, end, end);
	}
}

enum tz_status
tz_ppt_unlock(struct tz_ppt *ppt, struct tz_buf *stream,
    struct tz_buf *pictures, bool *ret_open, struct tz_err *err)
{
	struct tz_ppt_record record;
	struct tz_lock lock;
	enum tz_status s;
	size_t i;

	s = tz_ole_fact(ppt->ole, "encrypted", "PowerPoint Document",
	    TZ_CHANNEL_BODY, err);
	if (s)
		return s;
	*ret_open = find_lock(ppt, &record) &&
	    tz_lock_open(ppt->ole, record.body, &lock);
	if (!*ret_open)
		return tz_lock_closed(ppt->ole, err);
	for (i = 0; i < ppt->n; i++)
		if (ppt->objects[i].id != ppt->lock)
			unlock_object(&lock, &ppt->objects[i],
			    (unsigned char *)stream->data, stream->len);
	unlock_pictures(&lock, pictures);
	return tz_lock_summary(&lock, ppt->ole, "EncryptedSummary", err);
}
