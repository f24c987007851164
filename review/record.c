/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/record.c - an act becomes an entry
 */
#include "review/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"

enum tz_status
tz_record_objects(const struct tz_item_file_list *files,
    struct tz_object **ret_objects, struct tz_err *err)
{
	struct tz_object *objects = calloc(files->n + 1, sizeof *objects);
	size_t i;

	if (!objects)
		return tz_fail_nomem(err);
	for (i = 0; i < files->n; i++) {
		objects[i].commitment = files->file[i].commitment;
		objects[i].salt = files->file[i].salt;
		objects[i].blob = files->file[i].sha256;
		objects[i].size = files->file[i].size;
	}
	*ret_objects = objects;
	return TZ_OK;
}

bool
tz_record_set_id(json_t *detail, const char *key, const struct tz_id *id)
{
	char hex[TZ_ID_HEX];

	tz_id_hex(id, hex);
	return json_object_set_new(detail, key, json_string(hex)) == 0;
}

/* Whether what the person looked at is what is there now. */
static enum tz_status
still_the_same(const struct tz_record *record, struct tz_err *err)
{
	tz_auto_settings settings = {0};
	tz_auto_item item = {0};
	enum tz_status s =
	    tz_ledger_settings(record->desk->vault, &settings, err);

	if (s)
		return s;
	if (settings.adopted_seq != record->now->settings.adopted_seq)
		return tz_fail(err, TZ_NO,
		    _("the rules have changed meanwhile; look at it again"));
	if (!record->item)
		return TZ_OK;
	s = tz_item_get(record->desk->vault, record->item->id, &item, err);
	if (!s && item.last_seq != record->item->last_seq)
		s = tz_fail(err, TZ_NO,
		    _("the item has changed meanwhile; look at it again"));
	return s;
}

static enum tz_status
append(const struct tz_record *record, const struct tz_signed_act *signed_act,
    int64_t *ret_seq, struct tz_err *err)
{
	tz_auto_event event = {0};
	struct tz_apply apply;
	enum tz_status s =
	    tz_ledger_append(record->desk->vault, signed_act, ret_seq, err);

	if (!s)
		s = tz_ledger_event(record->desk->vault, *ret_seq, &event, err);
	if (!s)
		s = tz_desk_apply(record->desk, record->now, record->scan,
		    &apply, err);
	return s ? s : tz_apply_event(&apply, &event, err);
}

enum tz_status
tz_record_act(const struct tz_record *record, int64_t *ret_seq,
    struct tz_err *err)
{
	const struct tz_desk *desk = record->desk;
	tz_auto(tz_signed_act) signed_act = NULL;
	tz_auto(tz_tx) tx = NULL;
	int64_t seq;
	enum tz_status s = tz_ledger_sign(desk->vault, record->act,
	    desk->person, desk->key, &signed_act, err);
	size_t i;

	for (i = 0; i < record->n_blobs && !s; i++) {
		struct tz_id id;
		uint64_t size;

		s = tz_blobs_put_fd(tz_vault_blobs(desk->vault),
		    record->blobs[i], &id, &size, err);
		if (!s && !tz_id_equal(&id, &record->act->objects[i].blob))
			s = tz_fail(err, TZ_BUG,
			    _("a stored file is not the one that was read"));
	}
	if (!s)
		s = tz_tx_begin(tz_vault_db(desk->vault), &tx, err);
	if (!s)
		s = still_the_same(record, err);
	if (!s)
		s = append(record, signed_act, &seq, err);
	if (!s)
		s = tz_tx_commit(&tx, err);
	if (!s)
		*ret_seq = seq;
	return s;
}
