/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_append.c - adding a signed act to the ledger
 *
 * Inside the caller's write transaction: the person is looked at again, the
 * time is set, the entry follows the last one, and what the act commits to is
 * kept with it.
 */
#include <string.h>

#include "archive/ledger_part.h"
#include "archive/merkle.h"
#include "base/date.h"
#include "base/file.h"
#include "base/intl.h"
#include "store/ledger_rows.h"

/* Whom the ledger knows at this moment; the very first act enrols its own
 * signer. */
static enum tz_status
check_person(struct tz_vault *vault, const struct tz_signed_act *act,
    int64_t size, struct tz_err *err)
{
	tz_auto_person person = {0};
	enum tz_status s;

	if (size == 0 && act->statement.kind == TZ_ACT_PERSON_ADD)
		return TZ_OK;
	s = tz_roster_get(vault, act->statement.by, &person, err);
	return s ? s : tz_person_may(&person, act->statement.kind, err);
}

/* The leaf and the time of the last entry; zeros before the first. */
static enum tz_status
read_last(struct tz_vault *vault, int64_t size, struct tz_id *ret_leaf,
    int64_t *ret_at, struct tz_err *err)
{
	tz_auto_buf line = TZ_BUF_INIT;
	tz_auto_entry entry = {0};
	struct tz_id leaf;
	enum tz_status s;

	memset(ret_leaf, 0, sizeof *ret_leaf);
	*ret_at = 0;
	if (size == 0)
		return TZ_OK;
	s = tz_entry_rows_get(tz_vault_db(vault), size - 1, &line, ret_leaf,
	    err);
	if (s)
		return s;
	tz_merkle_leaf(line.data, line.len, &leaf);
	if (!tz_id_equal(&leaf, ret_leaf) ||
	    tz_entry_read(line.data, line.len, &entry, NULL) != TZ_OK)
		return tz_fail(err, TZ_CORRUPT,
		    _("entry %lld of the ledger is damaged"),
		    (long long)size - 1);
	*ret_at = entry.at;
	return TZ_OK;
}

/* The ledger time: now, but never before the last entry's. */
static enum tz_status
set_time(int64_t last_at, int64_t signed_at, int64_t *ret_at,
    struct tz_err *err)
{
	int64_t at = tz_now();

	if (at < last_at - TZ_LEDGER_SKEW)
		return tz_fail(err, TZ_IO,
		    _("the clock is behind the ledger's last entry; set it"));
	if (at < last_at)
		at = last_at;
	if (at - signed_at > TZ_LEDGER_SKEW || signed_at - at > TZ_LEDGER_SKEW)
		return tz_fail(err, TZ_NO,
		    _("the act was signed more than %d s away from the "
		      "ledger's "
		      "time; sign it again"),
		    TZ_LEDGER_SKEW);
	*ret_at = at;
	return TZ_OK;
}

/* An entry never names bytes that are not stored. */
static enum tz_status
put_object(struct tz_vault *vault, const struct tz_object *object,
    struct tz_err *err)
{
	struct tz_db *db = tz_vault_db(vault);
	struct tz_opening opening = {
	    .commitment = object->commitment,
	    .salt = object->salt,
	    .blob = object->blob,
	    .size = object->size,
	};
	tz_auto_fd fd = -1;
	uint64_t size = 0;
	bool has = false;
	enum tz_status s =
	    tz_opening_rows_has(db, &object->commitment, &has, err);

	if (s || has)
		return s;
	s = tz_blobs_open_fd(tz_vault_blobs(vault), &object->blob, &fd, &size,
	    err);
	if (!s && size != object->size)
		s = tz_fail(err, TZ_CORRUPT, _("a stored file is damaged"));
	return s ? s : tz_opening_rows_put(db, &opening, err);
}

static enum tz_status
put_openings(struct tz_vault *vault, const struct tz_signed_act *act,
    struct tz_err *err)
{
	enum tz_status s =
	    tz_opening_rows_put(tz_vault_db(vault), &act->detail, err);
	size_t i;

	for (i = 0; i < act->statement.n_objects && !s; i++)
		s = put_object(vault, &act->objects[i], err);
	return s;
}

static enum tz_status
put_entry(struct tz_vault *vault, const struct tz_signed_act *act, int64_t size,
    int64_t *ret_at, struct tz_err *err)
{
	const char *ns =
	    tz_family_namespace(tz_act_family(act->statement.kind));
	struct tz_entry entry = {
	    .seq = size,
	    .sig = act->sig,   /* borrowed */
	    .text = act->text, /* borrowed */
	};
	tz_auto_buf line = TZ_BUF_INIT;
	struct tz_id leaf;
	int64_t last_at;
	enum tz_status s = read_last(vault, size, &entry.prev, &last_at, err);

	if (!s)
		s = set_time(last_at, act->statement.at, &entry.at, err);
	if (s)
		return s;
	memcpy(entry.log, act->statement.log, sizeof entry.log);
	memcpy(entry.ns, ns, strlen(ns) + 1);
	s = tz_entry_write(&entry, &line, err);
	if (s)
		return s;
	tz_merkle_leaf(line.data, line.len, &leaf);
	*ret_at = entry.at;
	return tz_entry_rows_append(tz_vault_db(vault), size, line.data,
	    line.len, &leaf, err);
}

static enum tz_status
project(struct tz_vault *vault, const struct tz_signed_act *act, int64_t seq,
    int64_t at, struct tz_err *err)
{
	tz_auto_json detail = NULL;
	enum tz_status s;

	if (tz_act_family(act->statement.kind) != TZ_FAMILY_ROSTER)
		return TZ_OK;
	s = tz_json_parse(tz_buf_str(&act->detail.detail),
	    act->detail.detail.len, &detail, err);
	return s
	    ? s
	    : tz_ledger_project(vault, &act->statement, detail, seq, at, err);
}

enum tz_status
tz_ledger_append(struct tz_vault *vault, const struct tz_signed_act *signed_act,
    int64_t *ret_seq, struct tz_err *err)
{
	int64_t size;
	int64_t at;
	enum tz_status s;

	if (!tz_db_in_tx(tz_vault_db(vault)))
		return tz_fail(err, TZ_BUG, _("not in a transaction"));
	s = tz_ledger_size(vault, &size, err);
	if (!s && size < signed_act->statement.seen_size)
		s = tz_fail(err, TZ_CORRUPT,
		    _("the ledger is shorter than it was"));
	if (!s)
		s = check_person(vault, signed_act, size, err);
	if (!s)
		s = put_entry(vault, signed_act, size, &at, err);
	if (!s)
		s = put_openings(vault, signed_act, err);
	if (!s)
		s = project(vault, signed_act, size, at, err);
	if (!s)
		*ret_seq = size;
	return s;
}
