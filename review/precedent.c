/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/precedent.c - how the text of a finding was judged before
 */
#include "review/precedent.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "store/precedent_rows.h"

void
tz_precedents_clear(struct tz_precedents *precedents)
{
	size_t i;

	for (i = 0; i < precedents->n; i++) {
		free(precedents->last[i].item);
		free(precedents->last[i].status);
		free(precedents->last[i].by);
		free(precedents->last[i].reason);
	}
	memset(precedents, 0, sizeof *precedents);
}

static enum tz_status
take_row(const struct tz_precedent_row *row, void *arg, struct tz_err *err)
{
	struct tz_precedents *precedents = arg;
	struct tz_precedent *next = &precedents->last[precedents->n++];
	enum tz_status s = tz_item_set(&next->item, row->item, err);

	if (!s)
		s = tz_item_set(&next->status, row->status, err);
	if (!s)
		s = tz_item_set(&next->by, row->by, err);
	if (!s)
		s = tz_item_set(&next->reason, row->reason, err);
	next->number = (int)row->number;
	next->seq = row->seq;
	next->at = row->at;
	return s;
}

enum tz_status
tz_precedents_find(struct tz_vault *vault, const char *item,
    const struct tz_found *found, struct tz_precedents *ret, struct tz_err *err)
{
	struct tz_db *db = tz_vault_db(vault);
	tz_auto_precedents all = {0};
	struct tz_id key;
	bool any;
	enum tz_status s =
	    tz_precedent_rows_key(found->rule, found->matched, &key, &any, err);

	if (s || !any)
		return s;
	s = tz_precedent_rows_count(db, &key, item, found->number, &all.upheld,
	    &all.dismissed, err);
	if (!s && all.upheld + all.dismissed > 0)
		s = tz_precedent_rows_last(db, &key, item, found->number,
		    TZ_PRECEDENTS_LAST, take_row, &all, err);
	if (s)
		return s;
	*ret = all;
	memset(&all, 0, sizeof all);
	return TZ_OK;
}

enum tz_status
tz_precedents_note(struct tz_vault *vault, const char *item,
    const struct tz_found *found, int64_t at, struct tz_err *err)
{
	struct tz_precedent_row row = {
	    .seq = found->judged_seq,
	    .at = at,
	    .item = item,
	    .number = found->number,
	};
	struct tz_id key;
	bool any;
	enum tz_status s =
	    tz_precedent_rows_key(found->rule, found->matched, &key, &any, err);

	if (s || !any)
		return s;
	return tz_precedent_rows_put(tz_vault_db(vault), &key, &row,
	    found->status == TZ_JUDGEMENT_UPHELD, err);
}

json_t *
tz_precedents_json(const struct tz_precedents *precedents)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < precedents->n; i++) {
		const struct tz_precedent *one = &precedents->last[i];
		char at[TZ_TIME_TEXT];

		tz_time_format(one->at, at);
		if (json_array_append_new(list,
			json_pack("{s:s, s:o, s:s?, s:s, s:s, s:s?}", "item",
			    one->item, "id", json_sprintf("F%d", one->number),
			    "by", one->by, "at", at, "status", one->status,
			    "reason", one->reason)) != 0) {
			json_decref(list);
			return NULL;
		}
	}
	return json_pack("{s:I, s:I, s:o}", "upheld",
	    (json_int_t)precedents->upheld, "dismissed",
	    (json_int_t)precedents->dismissed, "last", list);
}
