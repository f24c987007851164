/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/roster_line.c - a person as person.add says: its detail and object
 */
#include "archive/roster_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"

enum tz_status
tz_roster_line_make(struct tz_person *person, struct tz_err *err)
{
	unsigned families = tz_roles_families(person->roles);
	tz_auto_buf line = TZ_BUF_INIT;
	const char *comma = "";
	int family;
	enum tz_status s;

	tz_buf_printf(&line, "%s namespaces=\"", person->id);
	for (family = 0; family < TZ_FAMILY_COUNT; family++) {
		if (!(families & 1u << family))
			continue;
		tz_buf_puts(&line, comma);
		tz_buf_puts(&line, tz_family_namespace((enum tz_family)family));
		comma = ",";
	}
	if (!families)
		tz_buf_puts(&line, "none@taizhang.v1");
	tz_buf_printf(&line, "\" %s %s", person->key.type, person->key.base64);
	s = tz_buf_check(&line, err);
	if (s)
		return s;
	free(person->allowed_line);
	person->allowed_line = tz_buf_take(&line);
	return TZ_OK;
}

enum tz_status
tz_roster_line_detail(const struct tz_person *person, json_t **ret_detail,
    struct tz_err *err)
{
	tz_auto_json detail = json_object();
	json_t *roles = json_array();
	int role;

	if (json_object_set_new(detail, "roles", roles) != 0)
		return tz_fail_nomem(err);
	for (role = 0; role < TZ_ROLE_COUNT; role++)
		if (person->roles & 1u << role &&
		    json_array_append_new(roles,
			json_string(tz_role_word((enum tz_role)role))) != 0)
			return tz_fail_nomem(err);
	if (!tz_json_set_string(detail, "id", person->id) ||
	    !tz_json_set_string(detail, "name", person->name) ||
	    !tz_json_set_string(detail, "department", person->department))
		return tz_fail_nomem(err);
	*ret_detail = tz_steal(&detail);
	return TZ_OK;
}

static enum tz_status
read_roles(const json_t *words, unsigned *ret_roles)
{
	const json_t *word;
	size_t i;

	*ret_roles = 0;
	json_array_foreach(words, i, word)
	{
		enum tz_role role = json_is_string(word)
		    ? tz_role_from(json_string_value(word))
		    : TZ_ROLE_COUNT;

		if (role == TZ_ROLE_COUNT)
			return TZ_CORRUPT;
		*ret_roles |= 1u << role;
	}
	return TZ_OK;
}

/* The key at the end of the line: its last two words. */
static enum tz_status
read_key(const char *line, struct tz_public_key *ret_key)
{
	const char *at = strstr(line, "\" ");

	if (!at || tz_public_key_parse(at + 2, ret_key, NULL) != TZ_OK)
		return TZ_CORRUPT;
	return TZ_OK;
}

static enum tz_status
read_person(const json_t *detail, const char *line, struct tz_person *person,
    struct tz_err *err)
{
	const char *id = tz_json_string(detail, "id");
	const char *name = tz_json_string(detail, "name");
	const char *department = tz_json_string(detail, "department");
	enum tz_status s;

	if (!id || !name)
		return TZ_CORRUPT;
	person->id = strdup(id);
	person->name = strdup(name);
	person->department = strdup(department ? department : "");
	if (!person->id || !person->name || !person->department)
		return tz_fail_nomem(err);
	s = read_roles(json_object_get(detail, "roles"), &person->roles);
	if (!s)
		s = read_key(line, &person->key);
	if (!s)
		s = tz_roster_line_make(person, err);
	if (!s && strcmp(person->allowed_line, line) != 0)
		s = TZ_CORRUPT;
	return s;
}

enum tz_status
tz_roster_line_read(const json_t *detail, const char *line, size_t len,
    struct tz_person *ret_person, struct tz_err *err)
{
	tz_auto_person person = {0};
	tz_auto_str text = strndup(line, len);
	enum tz_status s;

	if (!text)
		return tz_fail_nomem(err);
	person.retired_seq = -1;
	s = strlen(text) == len ? read_person(detail, text, &person, err)
				: TZ_CORRUPT;
	if (s)
		return tz_fail(err, s,
		    _("a person.add does not fit its allowed_signers line"));
	*ret_person = person;
	memset(&person, 0, sizeof person);
	return TZ_OK;
}

void
tz_roster_line_words(unsigned roles, struct tz_buf *ret)
{
	const char *comma = "";
	int role;

	for (role = 0; role < TZ_ROLE_COUNT; role++) {
		if (!(roles & 1u << role))
			continue;
		tz_buf_printf(ret, "%s%s", comma,
		    tz_role_word((enum tz_role)role));
		comma = ",";
	}
}
