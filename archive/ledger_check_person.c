/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_check_person.c - checking who signed: key, role, time
 *
 * People are learnt from the entries themselves, never from the derived table;
 * that is compared with them at the end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/ledger_check.h"
#include "archive/ledger_part.h"
#include "archive/roster_line.h"
#include "base/intl.h"

static struct tz_person *
find_person(struct tz_ledger_check *run, const char *id)
{
	size_t i;

	for (i = 0; i < run->n_people; i++)
		if (strcmp(run->people[i].id, id) == 0)
			return &run->people[i];
	return NULL;
}

enum tz_status
tz_ledger_check_detail(struct tz_ledger_check *run,
    const struct tz_entry *entry, json_t **ret_detail)
{
	tz_auto_opening opening = {0};
	struct tz_id found;
	enum tz_status s = tz_opening_rows_get(tz_vault_db(run->vault),
	    &entry->statement.detail, &opening, NULL);

	if (s)
		return s;
	tz_commit_detail(&opening.salt, tz_buf_str(&opening.detail),
	    opening.detail.len, &found);
	if (!tz_id_equal(&found, &entry->statement.detail))
		return TZ_CORRUPT;
	return tz_json_parse(tz_buf_str(&opening.detail), opening.detail.len,
	    ret_detail, NULL);
}

/* The person that a person.add enrols. */
static enum tz_status
read_person(struct tz_ledger_check *run, const struct tz_entry *entry,
    struct tz_person *ret_person)
{
	tz_auto_json detail = NULL;
	tz_auto_buf line = TZ_BUF_INIT;
	enum tz_status s = tz_ledger_check_detail(run, entry, &detail);

	if (!s && entry->statement.n_objects != 1)
		s = TZ_CORRUPT;
	if (!s)
		s = tz_ledger_object(run->vault, &entry->statement.objects[0],
		    &line, NULL);
	if (!s)
		s = tz_roster_line_read(detail, tz_buf_str(&line), line.len,
		    ret_person, NULL);
	if (s)
		return s;
	ret_person->added_seq = entry->seq;
	ret_person->added_at = entry->at;
	return TZ_OK;
}

static enum tz_status
add_person(struct tz_ledger_check *run, struct tz_person *person,
    const char *subject, struct tz_err *err)
{
	struct tz_person *people;

	tz_ledger_check_say(run, TZ_CHECK_ROLE, !find_person(run, person->id),
	    subject, _("it enrols somebody a second time"));
	people = realloc(run->people, (run->n_people + 1) * sizeof *people);
	if (!people) {
		tz_person_clear(person);
		return tz_fail_nomem(err);
	}
	run->people = people;
	run->people[run->n_people++] = *person;
	return TZ_OK;
}

static void
retire_person(struct tz_ledger_check *run, const struct tz_entry *entry,
    const char *subject)
{
	tz_auto_json detail = NULL;
	struct tz_person *person = NULL;
	const char *id = NULL;

	if (tz_ledger_check_detail(run, entry, &detail) == TZ_OK)
		id = tz_json_string(detail, "id");
	if (id)
		person = find_person(run, id);
	tz_ledger_check_say(run, TZ_CHECK_ROLE,
	    person && person->retired_seq < 0, subject,
	    _("it retires nobody who is active"));
	if (person && person->retired_seq < 0) {
		person->retired_seq = entry->seq;
		person->retired_at = entry->at;
	}
}

static void
check_signature(struct tz_ledger_check *run, const struct tz_entry *entry,
    const struct tz_person *signer, const char *subject)
{
	enum tz_status s = TZ_NO;

	if (signer)
		s = tz_sign_verify(&signer->key, entry->ns, entry->text.data,
		    entry->text.len, entry->sig.data, entry->sig.len, NULL);
	tz_ledger_check_say(run, TZ_CHECK_SIGNATURE, s == TZ_OK, subject,
	    signer ? _("the signature is not by the key of its signer")
		   : _("its signer is not on the roster"));
	tz_ledger_check_say(run, TZ_CHECK_ROLE,
	    signer &&
		tz_person_may(signer, entry->statement.kind, NULL) == TZ_OK,
	    subject, _("its signer was retired or had no role for it"));
}

enum tz_status
tz_ledger_check_person(struct tz_ledger_check *run,
    const struct tz_entry *entry, struct tz_err *err)
{
	struct tz_person made = {0};
	const struct tz_person *signer;
	char subject[40];
	bool adds = entry->statement.kind == TZ_ACT_PERSON_ADD;
	bool read = false;

	snprintf(subject, sizeof subject, "seq %lld", (long long)entry->seq);
	if (adds)
		read = read_person(run, entry, &made) == TZ_OK;
	signer = find_person(run, entry->statement.by);
	/* Only the first entry's signer is enrolled by itself. */
	if (entry->seq == 0 && read &&
	    strcmp(made.id, entry->statement.by) == 0)
		signer = &made;
	check_signature(run, entry, signer, subject);
	if (entry->statement.kind == TZ_ACT_PERSON_RETIRE)
		retire_person(run, entry, subject);
	if (!adds)
		return TZ_OK;
	tz_ledger_check_say(run, TZ_CHECK_OPENING, read, subject,
	    _("whom it enrols cannot be read"));
	return read ? add_person(run, &made, subject, err) : TZ_OK;
}

struct comparison {
	struct tz_ledger_check *run;
	size_t n;
};

static bool
same_person(const struct tz_person *a, const struct tz_person *b)
{
	return strcmp(a->id, b->id) == 0 && strcmp(a->name, b->name) == 0 &&
	    strcmp(a->department, b->department) == 0 && a->roles == b->roles &&
	    strcmp(a->allowed_line, b->allowed_line) == 0 &&
	    strcmp(a->key.type, b->key.type) == 0 &&
	    strcmp(a->key.base64, b->key.base64) == 0 &&
	    a->added_seq == b->added_seq && a->added_at == b->added_at &&
	    a->retired_seq == b->retired_seq && a->retired_at == b->retired_at;
}

static enum tz_status
compare_person(const struct tz_person *person, void *arg, struct tz_err *err)
{
	struct comparison *comparison = arg;
	struct tz_ledger_check *run = comparison->run;
	bool same = comparison->n < run->n_people &&
	    same_person(person, &run->people[comparison->n]);

	(void)err;
	comparison->n++;
	tz_ledger_check_say(run, TZ_CHECK_DERIVED, same, person->id,
	    _("the table of people differs from the entries; run 'taizhang "
	      "rebuild'"));
	return TZ_OK;
}

enum tz_status
tz_ledger_check_derived(struct tz_ledger_check *run, struct tz_err *err)
{
	struct comparison comparison = {run, 0};
	struct tz_err why = {0};
	enum tz_status s =
	    tz_roster_each(run->vault, compare_person, &comparison, &why);

	(void)err;
	tz_ledger_check_say(run, TZ_CHECK_DERIVED,
	    s == TZ_OK && comparison.n == run->n_people, "",
	    _("the table of people differs from the entries; run 'taizhang "
	      "rebuild'"));
	return TZ_OK;
}
