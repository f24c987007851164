/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_lock.c - the records of a workbook locked with a password
 * (MS-XLS 2.2.10)
 *
 * The heads of records are not encrypted, but they count in the blocks.
 */
#include "intake/ole/lock.h"
#include "intake/ole/xls.h"

#define HEAD 4
#define BLOCK 1024

/* How many bytes at the beginning of a record are never encrypted. */
static size_t
clear_bytes(uint16_t type)
{
	switch (type) {
	case TZ_XLS_BOF:
	case 0x0009: /* BOF of older versions */
	case 0x0209:
	case 0x0409:
	case TZ_XLS_FILEPASS:
	case 0x00e1: /* INTERFACEHDR */
	case 0x0138: /* RRDHEAD */
	case 0x0194: /* USREXCL */
	case 0x0195: /* FILELOCK */
	case 0x0196: /* RRDINFO */
		return SIZE_MAX;
	case TZ_XLS_BOUNDSHEET:
		return 4;
	default:
		return 0;
	}
}

static bool
open_lock(const struct tz_xls *xls, struct tz_bytes body, struct tz_lock *ret)
{
	/* Before BIFF8 there is only XOR, and nothing says so. */
	if (body.len == 4)
		return tz_lock_open_xor(xls->ole, TZ_LOCK_XOR_EXCEL,
		    tz_bytes_16(body, 0), tz_bytes_16(body, 2), ret);
	if (tz_bytes_16(body, 0) == 0)
		return tz_lock_open_xor(xls->ole, TZ_LOCK_XOR_EXCEL,
		    tz_bytes_16(body, 2), tz_bytes_16(body, 4), ret);
	return tz_lock_open(xls->ole, tz_bytes_slice(body, 2, SIZE_MAX), ret);
}

static void
unlock_record(const struct tz_lock *lock, struct tz_buf *stream, size_t at,
    const struct tz_xls_record *record)
{
	unsigned char *bytes = (unsigned char *)stream->data;
	size_t clear = clear_bytes(record->type), len = record->body.len;

	if (clear >= len)
		return;
	if (lock->kind == TZ_LOCK_XOR_EXCEL)
		tz_lock_xor(lock, at + len + clear, bytes + at + clear,
		    len - clear);
	else
		tz_lock_stretch(lock, BLOCK, bytes, stream->len, at + clear,
		    len - clear);
}

enum tz_status
tz_xls_unlock(struct tz_xls *xls, struct tz_buf *stream, struct tz_err *err)
{
	struct tz_xls_record record;
	struct tz_lock lock;
	size_t at = 0;
	enum tz_status s;

	/* It comes first in the globals, or not at all. */
	while (tz_xls_record_next(xls->stream, &at, &record) &&
	    record.type != TZ_XLS_FILEPASS && record.type != TZ_XLS_EOF)
		continue;
	if (at == 0 || record.type != TZ_XLS_FILEPASS)
		return TZ_OK;
	s = tz_ole_fact(xls->ole, "encrypted", xls->path, TZ_CHANNEL_BODY, err);
	if (s)
		return s;
	xls->unlocked = open_lock(xls, record.body, &lock);
	if (!xls->unlocked)
		return TZ_OK;
	while (tz_xls_record_next(xls->stream, &at, &record))
		unlock_record(&lock, stream, at - record.body.len, &record);
	return tz_lock_summary(&lock, xls->ole, "encryption", err);
}
