/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger.c - reading the ledger: entries, head, objects
 *
 * The vault carries the frontier of the tree as last computed here, so that a
 * process that signs many acts hashes each leaf once.  It holds committed
 * entries only: within a transaction a copy is used.
 */
#include "archive/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "archive/ledger_part.h"
#include "archive/merkle.h"
#include "base/date.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "store/ledger_rows.h"

void
tz_event_clear(struct tz_event *event)
{
	free(event->line);
	json_decref(event->entry);
	json_decref(event->statement);
	json_decref(event->detail);
	memset(event, 0, sizeof *event);
}

enum tz_status
tz_ledger_size(struct tz_vault *vault, int64_t *ret_size, struct tz_err *err)
{
	return tz_entry_rows_size(tz_vault_db(vault), ret_size, err);
}

static void
add_leaf(const struct tz_id *leaf, void *arg)
{
	tz_merkle_add(arg, leaf);
}

enum tz_status
tz_ledger_head(struct tz_vault *vault, int64_t size, struct tz_id *ret_root,
    struct tz_err *err)
{
	struct tz_db *db = tz_vault_db(vault);
	struct tz_merkle *kept = tz_vault_attached(vault);
	struct tz_merkle tree;
	enum tz_status s;

	tz_merkle_init(&tree);
	if (kept && kept->size <= size)
		tree = *kept;
	s = tz_leaf_rows_from(db, tree.size, size, add_leaf, &tree, err);
	if (s)
		return s;
	tz_merkle_root(&tree, ret_root);
	if (tz_db_in_tx(db) || (kept && kept->size >= size))
		return TZ_OK;
	if (!kept) {
		kept = malloc(sizeof *kept);
		if (!kept)
			return tz_fail_nomem(err);
		tz_vault_attach(vault, kept, free);
	}
	*kept = tree;
	return TZ_OK;
}

static enum tz_status
fail_entry(int64_t seq, struct tz_err *err)
{
	return tz_fail(err, TZ_CORRUPT,
	    _("entry %lld of the ledger is damaged"), (long long)seq);
}

/* The detail behind a commitment; NULL when it has been erased. */
static enum tz_status
read_detail(struct tz_vault *vault, const char *commitment, json_t **ret_detail,
    struct tz_err *err)
{
	tz_auto_opening opening = {0};
	struct tz_id id;
	struct tz_id found;
	struct tz_err why = {0};
	enum tz_status s;

	if (!commitment || !tz_id_parse(commitment, &id))
		return tz_fail(err, TZ_CORRUPT, _("a statement is damaged"));
	s = tz_opening_rows_get(tz_vault_db(vault), &id, &opening, &why);
	if (s == TZ_NOTFOUND)
		return TZ_OK;
	if (s)
		return tz_fail(err, s, "%s", why.text);
	tz_commit_detail(&opening.salt, tz_buf_str(&opening.detail),
	    opening.detail.len, &found);
	if (!opening.is_detail || !tz_id_equal(&id, &found))
		return tz_fail(err, TZ_CORRUPT,
		    _("a detail does not fit its commitment"));
	return tz_json_parse(tz_buf_str(&opening.detail), opening.detail.len,
	    ret_detail, err);
}

static enum tz_status
read_event(struct tz_vault *vault, int64_t seq, const struct tz_buf *line,
    struct tz_event *event, struct tz_err *err)
{
	const char *act;
	const char *text;
	const char *at;

	if (tz_json_parse(line->data, line->len, &event->entry, NULL))
		return fail_entry(seq, err);
	text = tz_json_string(event->entry, "stmt");
	at = tz_json_string(event->entry, "t");
	if (!text || !at || !tz_time_parse(at, &event->at) ||
	    tz_json_parse(text, strlen(text), &event->statement, NULL))
		return fail_entry(seq, err);
	act = tz_json_string(event->statement, "act");
	event->kind = act ? tz_act_from(act) : TZ_ACT_COUNT;
	event->decision = tz_json_string(event->statement, "decision");
	event->by = tz_json_string(event->statement, "by");
	event->doc = tz_json_string(event->statement, "doc");
	if (event->kind == TZ_ACT_COUNT || !event->by)
		return fail_entry(seq, err);
	return read_detail(vault, tz_json_string(event->statement, "detail"),
	    &event->detail, err);
}

enum tz_status
tz_ledger_event(struct tz_vault *vault, int64_t seq, struct tz_event *ret_event,
    struct tz_err *err)
{
	tz_auto_event event = {0};
	tz_auto_buf line = TZ_BUF_INIT;
	struct tz_id leaf;
	enum tz_status s =
	    tz_entry_rows_get(tz_vault_db(vault), seq, &line, &event.leaf, err);

	if (s)
		return s;
	tz_merkle_leaf(line.data, line.len, &leaf);
	if (!tz_id_equal(&leaf, &event.leaf))
		return fail_entry(seq, err);
	event.seq = seq;
	s = read_event(vault, seq, &line, &event, err);
	if (s)
		return tz_fail_while(err, s, _("reading entry %lld"),
		    (long long)seq);
	event.line = tz_buf_take(&line);
	*ret_event = event;
	memset(&event, 0, sizeof event);
	return TZ_OK;
}

enum tz_status
tz_ledger_new_doc(char ret_doc[33], struct tz_err *err)
{
	unsigned char random[16];
	tz_auto_buf hex = TZ_BUF_INIT;
	enum tz_status s = tz_random(random, sizeof random, err);

	if (s)
		return s;
	tz_hex_encode(random, sizeof random, &hex);
	s = tz_buf_check(&hex, err);
	if (!s)
		memcpy(ret_doc, hex.data, 33);
	return s;
}

enum tz_status
tz_ledger_commit_object(const void *data, size_t len, const struct tz_id *blob,
    struct tz_object *ret_object, struct tz_err *err)
{
	enum tz_status s =
	    tz_random(&ret_object->salt, sizeof ret_object->salt, err);

	if (s)
		return s;
	tz_commit_object(&ret_object->salt, data, len, &ret_object->commitment);
	ret_object->blob = *blob;
	ret_object->size = len;
	return TZ_OK;
}

enum tz_status
tz_ledger_object(struct tz_vault *vault, const struct tz_id *commitment,
    struct tz_buf *ret, struct tz_err *err)
{
	tz_auto_opening opening = {0};
	tz_auto_buf bytes = TZ_BUF_INIT;
	struct tz_id found;
	enum tz_status s =
	    tz_opening_rows_get(tz_vault_db(vault), commitment, &opening, err);

	if (!s && opening.is_detail)
		s = tz_fail(err, TZ_CORRUPT, _("an object is a detail"));
	if (!s)
		s = tz_blobs_get(tz_vault_blobs(vault), &opening.blob, &bytes,
		    err);
	if (s)
		return s;
	tz_commit_object(&opening.salt, bytes.data, bytes.len, &found);
	if (!tz_id_equal(&found, commitment))
		return tz_fail(err, TZ_CORRUPT,
		    _("an object does not fit its commitment"));
	tz_buf_append(ret, bytes.data, bytes.len);
	return tz_buf_check(ret, err);
}

/* Append NFC text, which has no control character but those of ${allowed}. */
static enum tz_status
take_typed(const char *text, const char *what, const char *allowed,
    struct tz_buf *ret, struct tz_err *err)
{
	tz_auto_buf clean = TZ_BUF_INIT;
	enum tz_status s = tz_utf8_nfc(text, strlen(text), &clean, NULL);
	size_t i;

	if (s == TZ_NOMEM)
		return tz_fail_nomem(err);
	if (s || clean.len == 0)
		return tz_fail(err, TZ_USAGE, _("%s is empty or no UTF-8"),
		    what);
	for (i = 0; i < clean.len; i++)
		if (((unsigned char)clean.data[i] < ' ' ||
			clean.data[i] == 0x7f) &&
		    !strchr(allowed, clean.data[i]))
			return tz_fail(err, TZ_USAGE,
			    _("%s has a line end or a control character"),
			    what);
	tz_buf_append(ret, clean.data, clean.len);
	return tz_buf_check(ret, err);
}

enum tz_status
tz_ledger_typed(const char *text, const char *what, struct tz_buf *ret,
    struct tz_err *err)
{
	return take_typed(text, what, "", ret, err);
}

enum tz_status
tz_ledger_reason(const char *text, struct tz_buf *ret, struct tz_err *err)
{
	return take_typed(text, _("the reason"), "\t\n", ret, err);
}
