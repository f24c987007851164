/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_check_entry.c - checking entries: form, chain, tree, time
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/ledger_check.h"
#include "archive/ledger_part.h"
#include "base/intl.h"

#define SUBJECT 40

static enum tz_status
add_root(struct tz_ledger_check *run, struct tz_err *err)
{
	if ((run->n_roots & (run->n_roots - 1)) == 0) {
		size_t room = run->n_roots ? (size_t)run->n_roots * 2 : 2;
		struct tz_id *roots = realloc(run->roots, room * sizeof *roots);

		if (!roots)
			return tz_fail_nomem(err);
		run->roots = roots;
	}
	tz_merkle_root(&run->tree, &run->roots[run->n_roots++]);
	return TZ_OK;
}

static int64_t
distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

/* The entry's place in the chain, its time, and the head it has seen. */
static void
check_place(struct tz_ledger_check *run, const struct tz_entry *entry,
    const char *subject)
{
	const struct tz_statement *statement = &entry->statement;

	if (run->n_roots == 1)
		memcpy(run->log, entry->log, sizeof run->log);
	tz_ledger_check_say(run, TZ_CHECK_CHAIN,
	    tz_id_equal(&entry->prev, &run->last_leaf), subject,
	    _("it does not name the entry before it"));
	tz_ledger_check_say(run, TZ_CHECK_CHAIN,
	    strcmp(entry->log, run->log) == 0, subject,
	    _("it belongs to another log"));
	tz_ledger_check_say(run, TZ_CHECK_TIME, entry->at >= run->last_at,
	    subject, _("its time is before that of the entry before it"));
	tz_ledger_check_say(run, TZ_CHECK_TIME,
	    distance(entry->at, statement->at) <= TZ_LEDGER_SKEW, subject,
	    _("it was signed at quite another time"));
	tz_ledger_check_say(run, TZ_CHECK_SEEN,
	    statement->seen_size < run->n_roots &&
		tz_id_equal(&statement->seen_root,
		    &run->roots[statement->seen_size]),
	    subject, _("its signer saw a ledger with other entries"));
	run->last_at = entry->at;
}

static enum tz_status
check_has_opening(struct tz_ledger_check *run, const struct tz_id *commitment,
    const char *subject, struct tz_err *err)
{
	bool has = false;
	enum tz_status s =
	    tz_opening_rows_has(tz_vault_db(run->vault), commitment, &has, err);

	if (!s)
		tz_ledger_check_say(run, TZ_CHECK_COMPLETENESS, has, subject,
		    _("the opening of a commitment is missing"));
	return s;
}

static enum tz_status
check_completeness(struct tz_ledger_check *run,
    const struct tz_statement *statement, const char *subject,
    struct tz_err *err)
{
	enum tz_status s =
	    check_has_opening(run, &statement->detail, subject, err);
	size_t i;

	for (i = 0; i < statement->n_objects && !s; i++)
		s = check_has_opening(run, &statement->objects[i], subject,
		    err);
	return s;
}

/* Whether all that is wrong may be that its signer saw more entries than there
 * are before it: the mark of entries that were taken out. */
static bool
saw_more(const char *line, size_t len, int64_t seq)
{
	tz_auto_json entry = NULL;
	tz_auto_json statement = NULL;
	const char *text;

	if (tz_json_parse(line, len, &entry, NULL) != TZ_OK)
		return false;
	text = tz_json_string(entry, "stmt");
	if (!text ||
	    tz_json_parse(text, strlen(text), &statement, NULL) != TZ_OK)
		return false;
	return tz_json_integer(json_object_get(statement, "seen"), "size", 0) >
	    seq;
}

static enum tz_status
check_line(struct tz_ledger_check *run, int64_t seq, const char *line,
    size_t len, const char *subject, struct tz_err *err)
{
	tz_auto_entry entry = {0};
	bool good = tz_entry_read(line, len, &entry, NULL) == TZ_OK;
	enum tz_status s;

	if (!good && saw_more(line, len, seq)) {
		tz_ledger_check_say(run, TZ_CHECK_SEEN, false, subject,
		    _("its signer saw more entries than there are"));
		return TZ_OK;
	}
	tz_ledger_check_say(run, TZ_CHECK_SEQ, good, subject,
	    _("it is no entry in canonical form"));
	if (!good)
		return TZ_OK;
	tz_ledger_check_say(run, TZ_CHECK_SEQ, entry.seq == seq, subject,
	    _("it has another number"));
	check_place(run, &entry, subject);
	s = tz_ledger_check_person(run, &entry, err);
	if (!s && entry.statement.kind == TZ_ACT_POLICY_ADOPT)
		tz_ledger_check_adoption(run, &entry);
	return s ? s : check_completeness(run, &entry.statement, subject, err);
}

static enum tz_status
check_entry(int64_t seq, const char *line, size_t len,
    const struct tz_id *stored, void *arg, struct tz_err *err)
{
	struct tz_ledger_check *run = arg;
	struct tz_id leaf;
	char subject[SUBJECT];
	enum tz_status s;

	snprintf(subject, sizeof subject, "seq %lld", (long long)seq);
	tz_ledger_check_say(run, TZ_CHECK_SEQ, seq == run->tree.size, subject,
	    _("entries before it are missing"));
	s = check_line(run, seq, line, len, subject, err);
	if (s)
		return s;
	tz_merkle_leaf(line, len, &leaf);
	tz_ledger_check_say(run, TZ_CHECK_MERKLE, tz_id_equal(&leaf, stored),
	    subject, _("its bytes are not those that were hashed"));
	tz_merkle_add(&run->tree, &leaf);
	run->last_leaf = leaf;
	return add_root(run, err);
}

enum tz_status
tz_ledger_check_entries(struct tz_ledger_check *run, struct tz_err *err)
{
	enum tz_status s;

	tz_merkle_init(&run->tree);
	s = add_root(run, err);
	if (!s)
		s = tz_entry_rows_each(tz_vault_db(run->vault), 0, run->size,
		    check_entry, run, err);
	if (!s)
		tz_ledger_check_say(run, TZ_CHECK_SEQ, run->size > 0, "",
		    _("the ledger has no entry"));
	return s;
}
