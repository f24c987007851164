/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify.c - checking a bundle: the order of the checks, their report
 *
 * docs/format-bundle.md says what must hold.  The ledger part is read first,
 * by seeking; then every byte of every member is read once, in order.
 */
#include "archive/bundle.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/verify_run.h"
#include "base/intl.h"

void
tz_verify_fail(struct tz_verify *verify, enum tz_check_name check,
    const char *subject, const char *text)
{
	const struct tz_check_result result = {
	    check, TZ_CHECK_FAILED, subject, text};

	verify->has_failed[check] = true;
	verify->any_failed = true;
	verify->report(&result, verify->arg);
}

void
tz_verify_fail_seq(struct tz_verify *verify, enum tz_check_name check,
    int64_t seq, const char *text)
{
	char subject[32];

	snprintf(subject, sizeof subject, "seq %" PRId64, seq);
	tz_verify_fail(verify, check, subject, text);
}

void
tz_verify_skip(struct tz_verify *verify, enum tz_check_name check,
    const char *subject, const char *text)
{
	const struct tz_check_result result = {
	    check, TZ_CHECK_NOT_CHECKED, subject, text};

	verify->report(&result, verify->arg);
}

/* One line for every check of which nothing failed. */
static void
report_rest(struct tz_verify *verify)
{
	int check;

	for (check = 0; check < TZ_CHECK_COUNT; check++) {
		char subject[32];
		struct tz_check_result result = {
		    (enum tz_check_name)check, TZ_CHECK_OK, subject, ""};

		if (verify->has_failed[check] || !verify->n_checked[check])
			continue;
		snprintf(subject, sizeof subject, "%" PRId64,
		    verify->n_checked[check]);
		verify->report(&result, verify->arg);
	}
}

static enum tz_status
run(struct tz_verify *verify, struct tz_err *err)
{
	static enum tz_status (*const steps[])(struct tz_verify *,
	    struct tz_err *) = {tz_verify_open, tz_verify_bag, tz_verify_notes,
	    tz_verify_entries, tz_verify_openings, tz_verify_signatures,
	    tz_verify_files, tz_verify_outside};
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < sizeof steps / sizeof steps[0]; i++)
		s = steps[i](verify, err);
	return s;
}

static void
clear(struct tz_verify *verify)
{
	size_t i;

	for (i = 0; i < verify->n_members; i++)
		free(verify->member[i].name);
	free(verify->member);
	if (verify->fd >= 0)
		close(verify->fd);
	for (i = 0; i < verify->plan.n_removals; i++)
		free(verify->plan.removals[i].objects);
	free(verify->plan.removals);
	free(verify->plan.acts);
	free(verify->plan.items);
	free(verify->plan.uses);
	tz_bundle_map_clear(&verify->plan.map);
	tz_bundle_signers_clear(&verify->signers);
	free(verify->state);
	free(verify->roots);
	free(verify->folder);
	free(verify->origin);
	free(verify->vkey);
}

enum tz_status
tz_bundle_verify(const char *path, const struct tz_bundle_trust *trust,
    tz_check_report *report, void *arg, struct tz_err *err)
{
	static const struct tz_bundle_trust nothing;
	struct tz_verify verify = {.trust = trust ? trust : &nothing,
	    .report = report,
	    .arg = arg,
	    .path = path,
	    .fd = -1};
	enum tz_status s;

	s = run(&verify, err);
	if (s == TZ_OK) {
		report_rest(&verify);
		if (verify.any_failed)
			s = tz_fail(err, TZ_NO,
			    _("the bundle is not as it was exported"));
	}
	clear(&verify);
	return s;
}
