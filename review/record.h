/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/record.h - an act becomes an entry
 *
 * Sign; then, in one transaction, see that the item and the rules are still
 * what was looked at, append, and change the tables.  An act that is not
 * recorded leaves nothing.
 */
#ifndef TZ_REVIEW_RECORD_H
#define TZ_REVIEW_RECORD_H

#include <stdint.h>

#include "archive/ledger.h"
#include "base/buf.h"
#include "review/desk.h"

/* What is about to be recorded; everything is borrowed. */
struct tz_record {
	const struct tz_desk *desk;
	const struct tz_bearings *now;
	const struct tz_item *item; /* as it was seen, or NULL */
	const struct tz_scan *scan; /* of the files, or NULL */
	const struct tz_act *act;
	const int *blobs; /* descriptors of files to store, or NULL */
	size_t n_blobs;
};

/** tz_record_act(record, ret_seq, err): Do it.  Fails: TZ_NO when the item or
 * the rules have changed meanwhile, as tz_ledger_sign() and
 * tz_ledger_append(). */
TZ_CHECK enum tz_status tz_record_act(const struct tz_record *record,
    int64_t *ret_seq, struct tz_err *err);

/** tz_record_objects(files, ret_objects, err): The commitments of a revision's
 * files for a statement; the caller frees the array. */
TZ_CHECK enum tz_status tz_record_objects(const struct tz_item_file_list *files,
    struct tz_object **ret_objects, struct tz_err *err);

/** tz_record_set_id(detail, key, id): Set ${key} to the hexadecimal form;
 * false when memory ran out. */
bool tz_record_set_id(json_t *detail, const char *key, const struct tz_id *id);

#endif /* !TZ_REVIEW_RECORD_H */
