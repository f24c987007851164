/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/roster_act.c - enrolling and retiring people
 *
 * An id is never given twice, and neither is a key, also after retirement:
 * both stand in signed entries for ever.
 */
#include <stdlib.h>
#include <string.h>

#include "archive/ledger_part.h"
#include "archive/roster_act.h"
#include "archive/roster_line.h"
#include "base/intl.h"
#include "store/roster_rows.h"

/* The one line of a public key file, without its line end. */
static enum tz_status
read_key(const char *text, struct tz_public_key *ret_key, struct tz_err *err)
{
	size_t len = strcspn(text, "\r\n");
	tz_auto_str line = strndup(text, len);

	if (!line)
		return tz_fail_nomem(err);
	if (text[len + strspn(text + len, "\r\n")] != '\0')
		return tz_fail(err, TZ_FORMAT,
		    _("a public key file has one line"));
	return tz_public_key_parse(line, ret_key, err);
}

static enum tz_status
take_typed(const char *text, const char *what, char **ret, struct tz_err *err)
{
	tz_auto_buf clean = TZ_BUF_INIT;
	enum tz_status s = tz_ledger_typed(text, what, &clean, err);

	if (!s)
		*ret = tz_buf_take(&clean);
	return s;
}

enum tz_status
tz_roster_act_person(const char *id, const char *host, const char *name,
    const char *department, unsigned roles, const char *public_key,
    struct tz_person *ret_person, struct tz_err *err)
{
	tz_auto_person person = {0};
	tz_auto_buf full = TZ_BUF_INIT;
	enum tz_status s = tz_person_full_id(id, host, &full, err);

	person.roles = roles;
	person.retired_seq = -1;
	if (!s)
		s = take_typed(name, _("the name"), &person.name, err);
	if (!s && department && *department)
		s = take_typed(department, _("the department"),
		    &person.department, err);
	if (!s)
		s = read_key(public_key, &person.key, err);
	if (s)
		return s;
	person.id = tz_buf_take(&full);
	if (!roles)
		return tz_fail(err, TZ_USAGE, _("a person has a role"));
	s = tz_roster_line_make(&person, err);
	if (s)
		return s;
	*ret_person = person;
	memset(&person, 0, sizeof person);
	return TZ_OK;
}

enum tz_status
tz_roster_act_sign(struct tz_vault *vault, const struct tz_person *person,
    const struct tz_person *by, const char *log, const char *key_path,
    struct tz_signed_act **ret_signed, struct tz_err *err)
{
	const char *line = person->allowed_line;
	tz_auto_json detail = NULL;
	struct tz_object object = {0};
	struct tz_act act = {
	    .kind = TZ_ACT_PERSON_ADD, .objects = &object, .n_objects = 1};
	struct tz_id blob;
	enum tz_status s = tz_roster_line_detail(person, &detail, err);

	act.detail = detail;
	tz_sha256(line, strlen(line), &blob);
	if (!s)
		s = tz_ledger_commit_object(line, strlen(line), &blob, &object,
		    err);
	if (!s)
		s = tz_ledger_sign_as(vault, &act, by, log, key_path,
		    ret_signed, err);
	/* Stored only when it is signed: a refusal leaves nothing. */
	return s ? s
		 : tz_blobs_put(tz_vault_blobs(vault), line, strlen(line),
		       &blob, err);
}

static enum tz_status
fail_taken(const struct tz_person_row *row, void *arg, struct tz_err *err)
{
	return tz_fail(err, TZ_USAGE, arg, row->id);
}

/* TZ_USAGE when somebody has the id or the key. */
static enum tz_status
check_free(struct tz_vault *vault, const struct tz_person *person,
    struct tz_err *err)
{
	struct tz_db *db = tz_vault_db(vault);
	tz_auto_buf key = TZ_BUF_INIT;
	struct tz_err why = {0};
	enum tz_status s;

	tz_buf_printf(&key, "%s %s", person->key.type, person->key.base64);
	s = tz_buf_check(&key, err);
	if (s)
		return s;
	s = tz_person_rows_find(db, person->id, fail_taken,
	    _("the id %s is taken"), &why);
	if (s == TZ_NOTFOUND) {
		memset(&why, 0, sizeof why);
		s = tz_person_rows_key(db, tz_buf_str(&key), fail_taken,
		    _("this key is that of %s"), &why);
	}
	return s == TZ_NOTFOUND ? TZ_OK : tz_fail(err, s, "%s", why.text);
}

enum tz_status
tz_roster_add(struct tz_vault *vault, const char *by, const char *key_path,
    const char *id, const char *name, const char *department, unsigned roles,
    const char *public_key, int64_t *ret_seq, struct tz_err *err)
{
	tz_auto_settings settings = {0};
	tz_auto_person signer = {0};
	tz_auto_person person = {0};
	tz_auto(tz_signed_act) signed_act = NULL;
	tz_auto(tz_tx) tx = NULL;
	enum tz_status s = tz_ledger_settings(vault, &settings, err);

	if (!s)
		s = tz_roster_find(vault, by, &signer, err);
	if (!s)
		s = tz_person_may(&signer, TZ_ACT_PERSON_ADD, err);
	if (!s)
		s = tz_roster_act_person(id, settings.host, name, department,
		    roles, public_key, &person, err);
	if (!s)
		s = check_free(vault, &person, err);
	if (!s)
		s = tz_roster_act_sign(vault, &person, &signer, settings.log,
		    key_path, &signed_act, err);
	if (!s)
		s = tz_tx_begin(tz_vault_db(vault), &tx, err);
	if (!s)
		s = check_free(vault, &person, err);
	if (!s)
		s = tz_ledger_append(vault, signed_act, ret_seq, err);
	return s ? s : tz_tx_commit(&tx, err);
}

static enum tz_status
count_administrator(const struct tz_person *person, void *arg,
    struct tz_err *err)
{
	int *n = arg;

	(void)err;
	if (person->retired_seq < 0 &&
	    person->roles & 1u << TZ_ROLE_ADMINISTRATOR)
		++*n;
	return TZ_OK;
}

/* Whether this person can go: active, and not the last administrator. */
static enum tz_status
check_can_go(struct tz_vault *vault, const char *id,
    struct tz_person *ret_person, struct tz_err *err)
{
	int administrators = 0;
	enum tz_status s = tz_roster_find(vault, id, ret_person, err);

	if (!s)
		s = tz_roster_each(vault, count_administrator, &administrators,
		    err);
	if (s)
		return s;
	if (ret_person->retired_seq >= 0)
		return tz_fail(err, TZ_NO, _("%s is retired already"),
		    ret_person->id);
	if (administrators == 1 &&
	    ret_person->roles & 1u << TZ_ROLE_ADMINISTRATOR)
		return tz_fail(err, TZ_NO,
		    _("%s is the last administrator; enrol another first"),
		    ret_person->id);
	return TZ_OK;
}

static enum tz_status
copy_commitment(const struct tz_person_row *row, void *arg, struct tz_err *err)
{
	struct tz_object *object = arg;

	(void)err;
	object->commitment = row->commitment;
	return TZ_OK;
}

/* The object of person.add once more, with the same commitment. */
static enum tz_status
find_object(struct tz_vault *vault, const char *id, struct tz_object *object,
    struct tz_err *err)
{
	struct tz_db *db = tz_vault_db(vault);
	tz_auto_opening opening = {0};
	enum tz_status s =
	    tz_person_rows_find(db, id, copy_commitment, object, err);

	if (!s)
		s = tz_opening_rows_get(db, &object->commitment, &opening, err);
	if (s)
		return s;
	object->salt = opening.salt;
	object->blob = opening.blob;
	object->size = opening.size;
	return TZ_OK;
}

static enum tz_status
sign_retirement(struct tz_vault *vault, const struct tz_person *person,
    const char *by, const char *key_path, const char *reason,
    struct tz_signed_act **ret_signed, struct tz_err *err)
{
	tz_auto_buf clean = TZ_BUF_INIT;
	tz_auto_json detail = NULL;
	struct tz_object object = {0};
	struct tz_act act = {
	    .kind = TZ_ACT_PERSON_RETIRE, .objects = &object, .n_objects = 1};
	enum tz_status s = find_object(vault, person->id, &object, err);

	if (!s && reason && *reason)
		s = tz_ledger_reason(reason, &clean, err);
	if (!s)
		s = tz_roster_line_detail(person, &detail, err);
	if (s)
		return s;
	act.detail = detail;
	if (!tz_json_set_string(detail, "reason", tz_buf_str(&clean)))
		return tz_fail_nomem(err);
	return tz_ledger_sign(vault, &act, by, key_path, ret_signed, err);
}

enum tz_status
tz_roster_retire(struct tz_vault *vault, const char *by, const char *key_path,
    const char *id, const char *reason, int64_t *ret_seq, struct tz_err *err)
{
	tz_auto_person signer = {0};
	tz_auto_person person = {0};
	tz_auto_person again = {0};
	tz_auto(tz_signed_act) signed_act = NULL;
	tz_auto(tz_tx) tx = NULL;
	enum tz_status s = tz_roster_find(vault, by, &signer, err);

	if (!s)
		s = tz_person_may(&signer, TZ_ACT_PERSON_RETIRE, err);
	if (!s)
		s = check_can_go(vault, id, &person, err);
	if (!s)
		s = sign_retirement(vault, &person, by, key_path, reason,
		    &signed_act, err);
	if (!s)
		s = tz_tx_begin(tz_vault_db(vault), &tx, err);
	if (!s)
		s = check_can_go(vault, id, &again, err);
	if (!s)
		s = tz_ledger_append(vault, signed_act, ret_seq, err);
	return s ? s : tz_tx_commit(&tx, err);
}
