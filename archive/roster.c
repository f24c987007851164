/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/roster.c - the people: found and listed, as the table has them
 */
#include "archive/roster.h"

#include <stdlib.h>
#include <string.h>

#include "archive/ledger_part.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "store/roster_rows.h"

#define ID_MAX 100 /* bytes of ID@HOST: it is in every bundle for ever */

void
tz_person_clear(struct tz_person *person)
{
	free(person->id);
	free(person->name);
	free(person->department);
	free(person->allowed_line);
	tz_public_key_clear(&person->key);
	memset(person, 0, sizeof *person);
}

static bool
is_word(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789._-", text[i]))
			return false;
	return len > 0;
}

enum tz_status
tz_person_full_id(const char *id, const char *host, struct tz_buf *ret,
    struct tz_err *err)
{
	const char *at = strchr(id, '@');
	size_t len = at ? (size_t)(at - id) : strlen(id);

	if (!is_word(id, len) || (at && !is_word(at + 1, strlen(at + 1))))
		return tz_fail(err, TZ_USAGE,
		    _("a person's id is of a-z, 0-9, '.', '_' and '-'"));
	if (at && strcmp(at + 1, host) != 0)
		return tz_fail(err, TZ_USAGE,
		    _("a person of this ledger is ID@%s"), host);
	if (len + 1 + strlen(host) > ID_MAX)
		return tz_fail(err, TZ_USAGE,
		    _("ID@HOST is longer than %d bytes"), ID_MAX);
	tz_buf_append(ret, id, len);
	tz_buf_printf(ret, "@%s", host);
	return tz_buf_check(ret, err);
}

enum tz_status
tz_roles_parse(const char *text, unsigned *ret_roles, struct tz_err *err)
{
	tz_auto_str words = strdup(text);
	char *rest = words;
	char *word;
	unsigned roles = 0;

	if (!words)
		return tz_fail_nomem(err);
	while ((word = strsep(&rest, ","))) {
		enum tz_role role = tz_role_from(word);

		if (role == TZ_ROLE_COUNT)
			return tz_fail(err, TZ_USAGE,
			    _("unknown role '%.40s'; the roles are drafter, "
			      "reviewer, confidentiality-officer, approver, "
			      "archivist, foi-officer, auditor, administrator"),
			    word);
		roles |= 1u << role;
	}
	*ret_roles = roles;
	return TZ_OK;
}

static enum tz_status
copy_row(const struct tz_person_row *row, void *arg, struct tz_err *err)
{
	struct tz_person *person = arg;
	enum tz_status s;

	person->id = strdup(row->id);
	person->name = strdup(row->name);
	person->department = strdup(row->department);
	person->allowed_line = strdup(row->allowed_line);
	if (!person->id || !person->name || !person->department ||
	    !person->allowed_line)
		return tz_fail_nomem(err);
	person->added_seq = row->added_seq;
	person->added_at = row->added_at;
	person->retired_seq = row->retired_seq;
	person->retired_at = row->retired_at;
	s = tz_public_key_parse(row->key, &person->key, err);
	if (!s)
		s = tz_roles_parse(row->roles, &person->roles, err);
	return s ? TZ_CORRUPT : TZ_OK;
}

static enum tz_status
fail_unknown(const char *id, struct tz_err *err)
{
	tz_auto_buf clean = TZ_BUF_INIT;

	tz_utf8_printable(id, strlen(id), &clean);
	return tz_fail(err, TZ_NOTFOUND,
	    _("there is no person '%.100s' on the roster"), tz_buf_str(&clean));
}

enum tz_status
tz_roster_get(struct tz_vault *vault, const char *full_id,
    struct tz_person *ret_person, struct tz_err *err)
{
	tz_auto_person person = {0};
	struct tz_err why = {0};
	enum tz_status s = tz_person_rows_find(tz_vault_db(vault), full_id,
	    copy_row, &person, &why);

	if (s == TZ_NOTFOUND)
		return fail_unknown(full_id, err);
	if (s)
		return tz_fail(err, s, "%s", why.text);
	*ret_person = person;
	memset(&person, 0, sizeof person);
	return TZ_OK;
}

enum tz_status
tz_roster_find(struct tz_vault *vault, const char *id,
    struct tz_person *ret_person, struct tz_err *err)
{
	tz_auto_settings settings = {0};
	tz_auto_buf full = TZ_BUF_INIT;
	enum tz_status s = tz_ledger_settings(vault, &settings, err);

	if (s)
		return s;
	if (tz_person_full_id(id, settings.host, &full, NULL) != TZ_OK)
		return fail_unknown(id, err);
	return tz_roster_get(vault, tz_buf_str(&full), ret_person, err);
}

struct walk {
	enum tz_status (*visit)(const struct tz_person *person, void *arg,
	    struct tz_err *err);
	void *arg;
};

static enum tz_status
visit_row(const struct tz_person_row *row, void *arg, struct tz_err *err)
{
	const struct walk *walk = arg;
	tz_auto_person person = {0};
	enum tz_status s = copy_row(row, &person, err);

	return s ? s : walk->visit(&person, walk->arg, err);
}

enum tz_status
tz_roster_each(struct tz_vault *vault,
    enum tz_status (*visit)(const struct tz_person *person, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	struct walk walk = {visit, arg};

	return tz_person_rows_each(tz_vault_db(vault), visit_row, &walk, err);
}
