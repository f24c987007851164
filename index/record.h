/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/record.h - a record as it is kept, so that hits can be shown
 *
 * All its fields and texts, each string with its length before it and a NUL
 * after it, so that a kept record is read in place.  Of very long texts only
 * the first part is kept (all of it is searched).
 */
#ifndef TZ_INDEX_RECORD_H
#define TZ_INDEX_RECORD_H

#include "base/buf.h"
#include "base/status.h"
#include "index/index.h"
#include "index/terms.h"

#define TZ_RECORD_KEPT ((size_t)4 << 20) /* bytes of text */

/* A record read in place. */
struct tz_record_view {
	struct tz_index_record record;
	struct tz_index_text *texts;
};

#define tz_auto_record_view TZ_AUTO(tz_record_view_clear) struct tz_record_view

/** tz_record_encode(record, ret): Append what is kept of it. */
void tz_record_encode(const struct tz_index_record *record, struct tz_buf *ret);

/** tz_record_decode(data, len, ret_view, err): Read what was kept; borrows
 * ${data}.  Fails: TZ_CORRUPT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_record_decode(const char *data, size_t len,
    struct tz_record_view *ret_view, struct tz_err *err);

/** tz_record_view_clear(view): Free what it holds. */
void tz_record_view_clear(struct tz_record_view *view);

/** tz_record_terms(record, terms, err): Add all that it is found by.  Fails:
 * TZ_NOMEM. */
TZ_CHECK enum tz_status tz_record_terms(const struct tz_index_record *record,
    struct tz_terms *terms, struct tz_err *err);

#endif /* !TZ_INDEX_RECORD_H */
