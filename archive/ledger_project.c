/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_project.c - the tables of people and settings, out of entries
 *
 * The same function changes them when an act is appended and when they are
 * made again from the first entry on.
 */
#include <string.h>

#include "archive/ledger_part.h"
#include "archive/roster_line.h"
#include "base/intl.h"
#include "store/ledger_rows.h"
#include "store/roster_rows.h"
#include "store/settings_rows.h"

static enum tz_status
add_person(struct tz_vault *vault, const struct tz_statement *statement,
    const json_t *detail, int64_t seq, int64_t at, struct tz_err *err)
{
	tz_auto_person person = {0};
	tz_auto_buf line = TZ_BUF_INIT;
	tz_auto_buf roles = TZ_BUF_INIT;
	tz_auto_buf key = TZ_BUF_INIT;
	struct tz_person_row row = {.added_seq = seq, .added_at = at};
	enum tz_status s;

	if (statement->n_objects != 1)
		return tz_fail(err, TZ_CORRUPT, _("person.add has one object"));
	s = tz_ledger_object(vault, &statement->objects[0], &line, err);
	if (!s)
		s = tz_roster_line_read(detail, tz_buf_str(&line), line.len,
		    &person, err);
	if (s)
		return s;
	tz_roster_line_words(person.roles, &roles);
	tz_buf_printf(&key, "%s %s", person.key.type, person.key.base64);
	s = tz_buf_check(&roles, err);
	if (!s)
		s = tz_buf_check(&key, err);
	if (s)
		return s;
	row.id = person.id;
	row.name = person.name;
	row.department = person.department;
	row.roles = tz_buf_str(&roles);
	row.key = tz_buf_str(&key);
	row.allowed_line = person.allowed_line;
	row.commitment = statement->objects[0];
	return tz_person_rows_add(tz_vault_db(vault), &row, err);
}

static enum tz_status
retire_person(struct tz_vault *vault, const json_t *detail, int64_t seq,
    int64_t at, struct tz_err *err)
{
	const char *id = tz_json_string(detail, "id");

	if (!id)
		return tz_fail(err, TZ_CORRUPT,
		    _("person.retire names nobody"));
	return tz_person_rows_retire(tz_vault_db(vault), id, seq, at, err);
}

static enum tz_status
adopt(struct tz_vault *vault, const struct tz_statement *statement,
    const json_t *detail, int64_t seq, struct tz_err *err)
{
	struct tz_settings_row row = {
	    .seq = seq,
	    .log = statement->log,
	    .agency = tz_json_string(detail, "agency"),
	    .regime = tz_json_string(detail, "regime"),
	    .time_zone = tz_json_string(detail, "time_zone"),
	};
	const char *rule_set = tz_json_string(detail, "rule_set");

	if (!row.agency || !row.regime || !row.time_zone || !rule_set ||
	    !tz_id_parse(rule_set, &row.rule_set) || statement->n_objects != 1)
		return tz_fail(err, TZ_CORRUPT,
		    _("a policy.adopt lacks a setting"));
	row.manifest = statement->objects[0];
	return tz_settings_rows_add(tz_vault_db(vault), &row, err);
}

enum tz_status
tz_ledger_project(struct tz_vault *vault, const struct tz_statement *statement,
    const json_t *detail, int64_t seq, int64_t at, struct tz_err *err)
{
	if (statement->kind == TZ_ACT_PERSON_ADD)
		return add_person(vault, statement, detail, seq, at, err);
	if (statement->kind == TZ_ACT_PERSON_RETIRE)
		return retire_person(vault, detail, seq, at, err);
	if (statement->kind == TZ_ACT_POLICY_ADOPT)
		return adopt(vault, statement, detail, seq, err);
	return TZ_OK;
}

/* One entry of tz_ledger_rebuild(); acts of other families are passed over
 * without reading them. */
static enum tz_status
rebuild_entry(int64_t seq, const char *line, size_t len,
    const struct tz_id *leaf, void *arg, struct tz_err *err)
{
	static const char ns[] = "\"ns\":\"roster@taizhang.v1\"";
	struct tz_vault *vault = arg;
	tz_auto_entry entry = {0};
	tz_auto_opening opening = {0};
	tz_auto_json detail = NULL;
	enum tz_status s;

	(void)leaf;
	if (!memmem(line, len, ns, sizeof ns - 1))
		return TZ_OK;
	s = tz_entry_read(line, len, &entry, err);
	if (!s)
		s = tz_opening_rows_get(tz_vault_db(vault),
		    &entry.statement.detail, &opening, err);
	if (!s)
		s = tz_json_parse(tz_buf_str(&opening.detail),
		    opening.detail.len, &detail, err);
	if (!s)
		s = tz_ledger_project(vault, &entry.statement, detail, seq,
		    entry.at, err);
	return s
	    ? tz_fail_while(err, s, _("reading entry %lld"), (long long)seq)
	    : TZ_OK;
}

enum tz_status
tz_ledger_rebuild(struct tz_vault *vault, struct tz_err *err)
{
	return tz_entry_rows_each(tz_vault_db(vault), 0, INT64_MAX,
	    rebuild_entry, vault, err);
}
