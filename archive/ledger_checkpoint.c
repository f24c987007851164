/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_checkpoint.c - signing the log's head
 *
 * A log that lost signed entries must not sign again, or it would have told
 * two stories: the newest signed head is recomputed first.
 */
#include <string.h>

#include "archive/ledger_part.h"
#include "archive/note.h"
#include "base/intl.h"
#include "store/ledger_rows.h"

enum tz_status
tz_ledger_vkey(struct tz_vault *vault, struct tz_buf *ret_vkey,
    struct tz_err *err)
{
	tz_auto_settings settings = {0};
	enum tz_status s = tz_ledger_settings(vault, &settings, err);

	return s ? s
		 : tz_log_key_vkey(tz_vault_log_key(vault), settings.log,
		       ret_vkey, err);
}

/* A stored note must be signed by the log's key and fit the entries. */
static enum tz_status
check_note(struct tz_vault *vault, const struct tz_buf *note, int64_t size,
    struct tz_err *err)
{
	tz_auto_buf vkey = TZ_BUF_INIT;
	struct tz_checkpoint checkpoint = {0};
	struct tz_id root;
	int64_t entries;
	enum tz_status s = tz_ledger_vkey(vault, &vkey, err);

	if (!s)
		s = tz_ledger_size(vault, &entries, err);
	if (s)
		return s;
	if (tz_note_verify(note->data, note->len, tz_buf_str(&vkey),
		&checkpoint, NULL) != TZ_OK ||
	    checkpoint.size != size)
		return tz_fail(err, TZ_CORRUPT,
		    _("the signed note of size %lld is not by the log's key"),
		    (long long)size);
	if (entries < size)
		return tz_fail(err, TZ_CORRUPT,
		    _("the ledger has lost entries: a head of size %lld was "
		      "signed, and there are %lld"),
		    (long long)size, (long long)entries);
	s = tz_ledger_head(vault, size, &root, err);
	if (!s && !tz_id_equal(&root, &checkpoint.root))
		s = tz_fail(err, TZ_CORRUPT,
		    _("the ledger differs from its signed head of size %lld"),
		    (long long)size);
	return s;
}

static enum tz_status
check_newest(struct tz_vault *vault, struct tz_err *err)
{
	tz_auto_buf note = TZ_BUF_INIT;
	struct tz_err why = {0};
	int64_t size;
	enum tz_status s =
	    tz_note_rows_newest(tz_vault_db(vault), &size, &note, &why);

	if (s == TZ_NOTFOUND)
		return TZ_OK;
	if (s)
		return tz_fail(err, s, "%s", why.text);
	return check_note(vault, &note, size, err);
}

static enum tz_status
sign_new(struct tz_vault *vault, int64_t size, struct tz_buf *ret_note,
    struct tz_err *err)
{
	struct tz_db *db = tz_vault_db(vault);
	tz_auto_settings settings = {0};
	tz_auto(tz_tx) tx = NULL;
	struct tz_checkpoint checkpoint = {.size = size};
	enum tz_status s = tz_ledger_settings(vault, &settings, err);

	if (!s)
		s = tz_ledger_head(vault, size, &checkpoint.root, err);
	if (s)
		return s;
	if (strlen(settings.log) >= sizeof checkpoint.origin)
		return tz_fail(err, TZ_CORRUPT,
		    _("the log's name is too long"));
	memcpy(checkpoint.origin, settings.log, strlen(settings.log) + 1);
	s = tz_note_sign(tz_vault_log_key(vault), &checkpoint, ret_note, err);
	if (!s && !tz_db_in_tx(db))
		s = tz_tx_begin(db, &tx, err);
	if (!s)
		s = tz_note_rows_put(db, size, tz_buf_str(ret_note), err);
	if (!s && tx)
		s = tz_tx_commit(&tx, err);
	return s;
}

enum tz_status
tz_ledger_checkpoint(struct tz_vault *vault, int64_t size,
    struct tz_buf *ret_note, struct tz_err *err)
{
	tz_auto_buf note = TZ_BUF_INIT;
	struct tz_err why = {0};
	int64_t entries;
	enum tz_status s = tz_ledger_size(vault, &entries, err);

	if (!s)
		s = check_newest(vault, err);
	if (s)
		return s;
	if (size < 0 || size > entries)
		return tz_fail(err, TZ_NOTFOUND,
		    _("the ledger has %lld entries"), (long long)entries);
	s = tz_note_rows_get(tz_vault_db(vault), size, &note, &why);
	if (s == TZ_OK)
		s = check_note(vault, &note, size, err);
	else if (s == TZ_NOTFOUND)
		s = sign_new(vault, size, &note, err);
	else
		return tz_fail(err, s, "%s", why.text);
	if (s)
		return s;
	tz_buf_append(ret_note, note.data, note.len);
	return tz_buf_check(ret_note, err);
}
