/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_check.c - checking everything that is true
 *
 * Goes on after a failed check, so that one run tells all that is wrong; ends
 * early only when the store cannot be read at all.
 */
#include "archive/ledger_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/ledger_part.h"
#include "archive/note.h"
#include "base/intl.h"

/* The names that tz_ledger_check() answers for. */
static const enum tz_check_name ours[] = {TZ_CHECK_SEQ, TZ_CHECK_CHAIN,
    TZ_CHECK_MERKLE, TZ_CHECK_CHECKPOINT, TZ_CHECK_SIGNATURE, TZ_CHECK_ROLE,
    TZ_CHECK_SEEN, TZ_CHECK_OPENING, TZ_CHECK_OBJECT, TZ_CHECK_COMPLETENESS,
    TZ_CHECK_TIME, TZ_CHECK_DERIVED};

void
tz_ledger_check_say(struct tz_ledger_check *run, enum tz_check_name check,
    bool good, const char *subject, const char *text)
{
	struct tz_check_result result = {check, TZ_CHECK_FAILED, subject, text};

	run->n_checked[check]++;
	if (good)
		return;
	run->failed[check] = true;
	run->report(&result, run->arg);
}

static void
skip(struct tz_ledger_check *run, enum tz_check_name check, const char *text)
{
	struct tz_check_result result = {check, TZ_CHECK_NOT_CHECKED, "", text};

	run->skipped[check] = true;
	run->report(&result, run->arg);
}

struct notes {
	struct tz_ledger_check *run;
	const char *vkey; /* NULL: the key is not here */
};

static enum tz_status
check_note(int64_t size, const char *text, void *arg, struct tz_err *err)
{
	const struct notes *notes = arg;
	struct tz_ledger_check *run = notes->run;
	struct tz_checkpoint checkpoint = {0};
	char subject[40];
	bool good;

	(void)err;
	snprintf(subject, sizeof subject, "note %lld", (long long)size);
	good = tz_note_parse(text, strlen(text), &checkpoint, NULL) == TZ_OK &&
	    checkpoint.size == size && strcmp(checkpoint.origin, run->log) == 0;
	if (good && notes->vkey)
		good = tz_note_verify(text, strlen(text), notes->vkey,
			   &checkpoint, NULL) == TZ_OK;
	if (!good || notes->vkey)
		tz_ledger_check_say(run, TZ_CHECK_CHECKPOINT, good, subject,
		    _("the note is not signed by the log's key"));
	if (good)
		tz_ledger_check_say(run, TZ_CHECK_MERKLE,
		    size < run->n_roots &&
			tz_id_equal(&checkpoint.root, &run->roots[size]),
		    subject, _("the entries are not those of the signed head"));
	return TZ_OK;
}

enum tz_status
tz_ledger_check_notes(struct tz_ledger_check *run, struct tz_err *err)
{
	tz_auto_buf vkey = TZ_BUF_INIT;
	struct notes notes = {run, NULL};
	enum tz_status s = tz_log_key_vkey(tz_vault_log_key(run->vault),
	    run->log, &vkey, NULL);

	if (s == TZ_OK)
		notes.vkey = tz_buf_str(&vkey);
	else
		skip(run, TZ_CHECK_CHECKPOINT,
		    _("the log's key is not here, so signatures of notes were "
		      "not checked"));
	return tz_note_rows_each(tz_vault_db(run->vault), check_note, &notes,
	    err);
}

/* What is checked of each entry. */
static bool
of_entries(enum tz_check_name check)
{
	return check == TZ_CHECK_SEQ || check == TZ_CHECK_CHAIN ||
	    check == TZ_CHECK_SIGNATURE || check == TZ_CHECK_ROLE ||
	    check == TZ_CHECK_SEEN || check == TZ_CHECK_TIME;
}

static enum tz_status
report_good(struct tz_ledger_check *run)
{
	enum tz_status s = TZ_OK;
	char subject[64];
	size_t i;

	for (i = 0; i < sizeof ours / sizeof *ours; i++) {
		enum tz_check_name check = ours[i];
		struct tz_check_result result = {
		    check, TZ_CHECK_OK, subject, ""};

		if (of_entries(check))
			snprintf(subject, sizeof subject, "%lld entries",
			    (long long)run->size);
		else
			snprintf(subject, sizeof subject, "%lld checked",
			    (long long)run->n_checked[check]);
		if (run->failed[check])
			s = TZ_NO;
		else if (!run->skipped[check])
			run->report(&result, run->arg);
	}
	return s;
}

static void
clear(struct tz_ledger_check *run)
{
	size_t i;

	for (i = 0; i < run->n_people; i++)
		tz_person_clear(&run->people[i]);
	free(run->people);
	free(run->roots);
}
#define auto_check TZ_AUTO(clear) struct tz_ledger_check

enum tz_status
tz_ledger_check(struct tz_vault *vault, tz_check_report *report, void *arg,
    struct tz_err *err)
{
	auto_check run = {.vault = vault, .report = report, .arg = arg};
	enum tz_status s = tz_db_quick_check(tz_vault_db(vault), err);

	if (!s)
		s = tz_ledger_size(vault, &run.size, err);
	if (!s)
		s = tz_ledger_check_entries(&run, err);
	if (!s)
		s = tz_ledger_check_notes(&run, err);
	if (!s)
		s = tz_ledger_check_openings(&run, err);
	if (!s)
		s = tz_ledger_check_derived(&run, err);
	if (s)
		return s;
	s = report_good(&run);
	return s ? tz_fail(err, s, _("the ledger is not in order")) : TZ_OK;
}
