/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_sign.c - making a statement and having it signed
 *
 * Nothing is written.  What a person's key signed is checked at once against
 * the key on the roster, so that a wrong key is found before the ledger is
 * touched.
 */
#include <stdlib.h>
#include <string.h>

#include "archive/ledger_part.h"
#include "base/date.h"
#include "base/intl.h"

void
tz_signed_act_free(struct tz_signed_act *signed_act)
{
	if (!signed_act)
		return;
	tz_statement_clear(&signed_act->statement);
	tz_buf_clear(&signed_act->text);
	tz_buf_clear(&signed_act->sig);
	tz_opening_clear(&signed_act->detail);
	free(signed_act->objects);
	free(signed_act);
}

int64_t
tz_signed_act_seen(const struct tz_signed_act *signed_act)
{
	return signed_act->statement.seen_size;
}

enum tz_status
tz_person_may(const struct tz_person *person, enum tz_act_kind kind,
    struct tz_err *err)
{
	if (person->retired_seq >= 0)
		return tz_fail(err, TZ_NO, _("%s is retired"), person->id);
	if (!(tz_roles_families(person->roles) & 1u << tz_act_family(kind)))
		return tz_fail(err, TZ_NO, _("%s has no role that allows '%s'"),
		    person->id, tz_act_word(kind));
	return TZ_OK;
}

/* The detail in canonical form, with a new salt and its commitment. */
static enum tz_status
set_detail(const struct tz_act *act, struct tz_signed_act *to,
    struct tz_err *err)
{
	struct tz_opening *opening = &to->detail;
	enum tz_status s;

	s = tz_json_keys(act->detail, tz_detail_keys(act->kind),
	    tz_act_word(act->kind), err);
	if (!s)
		s = tz_json_canonical(act->detail, TZ_JSON_DETAIL,
		    &opening->detail, err);
	if (!s)
		s = tz_random(&opening->salt, sizeof opening->salt, err);
	if (s)
		return s;
	opening->is_detail = true;
	tz_commit_detail(&opening->salt, tz_buf_str(&opening->detail),
	    opening->detail.len, &opening->commitment);
	to->statement.detail = opening->commitment;
	return TZ_OK;
}

static enum tz_status
set_objects(const struct tz_act *act, struct tz_signed_act *to,
    struct tz_err *err)
{
	size_t n = act->n_objects;
	size_t i;

	if (n > TZ_OBJECTS_MAX)
		return tz_fail(err, TZ_LIMIT,
		    _("one act can concern at most %d files"), TZ_OBJECTS_MAX);
	if (n == 0)
		return TZ_OK;
	to->objects = calloc(n, sizeof *to->objects);
	to->statement.objects = calloc(n, sizeof *to->statement.objects);
	if (!to->objects || !to->statement.objects)
		return tz_fail_nomem(err);
	memcpy(to->objects, act->objects, n * sizeof *to->objects);
	for (i = 0; i < n; i++)
		to->statement.objects[i] = act->objects[i].commitment;
	to->statement.n_objects = n;
	return TZ_OK;
}

/* Copy a word into a member of fixed size; "" for NULL. */
static bool
copy_word(const char *text, char *ret, size_t size)
{
	size_t len = text ? strlen(text) : 0;

	if (len >= size)
		return false;
	if (len)
		memcpy(ret, text, len);
	ret[len] = '\0';
	return true;
}

static enum tz_status
set_statement(struct tz_vault *vault, const struct tz_act *act,
    const struct tz_person *person, const char *log, struct tz_signed_act *to,
    struct tz_err *err)
{
	struct tz_statement *statement = &to->statement;
	enum tz_status s;

	if (!tz_act_decision_allowed(act->kind, act->decision))
		return tz_fail(err, TZ_BUG, _("'%s' has no such decision"),
		    tz_act_word(act->kind));
	if (!copy_word(act->decision, statement->decision,
		sizeof statement->decision) ||
	    !copy_word(act->doc, statement->doc, sizeof statement->doc) ||
	    !copy_word(person->id, statement->by, sizeof statement->by) ||
	    !copy_word(log, statement->log, sizeof statement->log))
		return tz_fail(err, TZ_BUG, _("a word is too long"));
	statement->kind = act->kind;
	statement->at = tz_now();
	s = set_detail(act, to, err);
	if (!s)
		s = set_objects(act, to, err);
	if (!s)
		s = tz_ledger_new_doc(statement->nonce, err);
	if (!s)
		s = tz_ledger_size(vault, &statement->seen_size, err);
	if (!s)
		s = tz_ledger_head(vault, statement->seen_size,
		    &statement->seen_root, err);
	return s ? s : tz_statement_write(statement, &to->text, err);
}

/* An entry over the limit is found before anybody signs it. */
static enum tz_status
check_length(const struct tz_signed_act *act, struct tz_err *err)
{
	/* 4096: the longest signature (RSA 16384) in base64; 512: the rest. */
	if (act->text.len + act->text.len / 4 + 4096 + 512 > TZ_ENTRY_MAX)
		return tz_fail(err, TZ_LIMIT,
		    _("the act is too long for an entry of the ledger"));
	return TZ_OK;
}

static enum tz_status
sign_text(const struct tz_person *person, const char *key_path,
    struct tz_signed_act *act, struct tz_err *err)
{
	const char *ns =
	    tz_family_namespace(tz_act_family(act->statement.kind));
	struct tz_err why = {0};
	enum tz_status s;

	s = tz_sign(key_path, ns, act->text.data, act->text.len, &act->sig,
	    err);
	if (s)
		return s;
	s = tz_sign_verify(&person->key, ns, act->text.data, act->text.len,
	    act->sig.data, act->sig.len, &why);
	if (s == TZ_NO)
		return tz_fail(err, TZ_NO, _("the key is not that of %s"),
		    person->id);
	return s ? tz_fail(err, s, "%s", why.text) : TZ_OK;
}

enum tz_status
tz_ledger_sign_as(struct tz_vault *vault, const struct tz_act *act,
    const struct tz_person *person, const char *log, const char *key_path,
    struct tz_signed_act **ret_signed, struct tz_err *err)
{
	tz_auto(tz_signed_act) made = calloc(1, sizeof *made);
	enum tz_status s;

	if (!made)
		return tz_fail_nomem(err);
	s = tz_person_may(person, act->kind, err);
	if (!s)
		s = set_statement(vault, act, person, log, made, err);
	if (!s)
		s = check_length(made, err);
	if (!s)
		s = sign_text(person, key_path, made, err);
	if (s)
		return s;
	*ret_signed = tz_steal(&made);
	return TZ_OK;
}

enum tz_status
tz_ledger_sign(struct tz_vault *vault, const struct tz_act *act, const char *by,
    const char *key_path, struct tz_signed_act **ret_signed, struct tz_err *err)
{
	tz_auto_settings settings = {0};
	tz_auto_person person = {0};
	enum tz_status s = tz_ledger_settings(vault, &settings, err);

	if (!s)
		s = tz_roster_find(vault, by, &person, err);
	return s ? s
		 : tz_ledger_sign_as(vault, act, &person, settings.log,
		       key_path, ret_signed, err);
}
