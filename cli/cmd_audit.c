/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_audit.c - check everything in the vault: what is true, what is
 * derived from it, and the index
 */
#include "cli/checks.h"
#include "cli/cli.h"
#include "cli/index_check.h"
#include "cli/item_act.h"
#include "review/rebuild.h"

/* A part of the audit that found something says TZ_NO and the rest goes on. */
static enum tz_status
go_on(enum tz_status s, struct tz_err *err)
{
	if (s != TZ_NO)
		return s;
	*err = (struct tz_err){0};
	return TZ_OK;
}

static void
say_walls(struct tz_checks *checks, const struct tz_intake *intake)
{
	if (!tz_intake_landlock(intake))
		tz_cli_warn(checks->cli,
		    _("this kernel has no Landlock: files are read behind "
		      "seccomp alone"));
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	struct tz_checks checks = {.cli = cli};
	struct tz_vault *vault = tz_cli_vault(cli);
	struct tz_desk desk = {0};
	enum tz_status s;

	(void)argc;
	(void)argv;
	s = tz_db_quick_check(tz_vault_db(vault), err);
	if (s)
		return s;
	s = go_on(tz_ledger_check(vault, tz_checks_report, &checks, err), err);
	if (s)
		return s;
	if (checks.failed > 0) {
		/* Nothing can be derived from a ledger that is not whole. */
		struct tz_check_result skipped = {TZ_CHECK_DERIVED,
		    TZ_CHECK_NOT_CHECKED, "",
		    _("not looked at, since the ledger is not whole")};

		tz_checks_report(&skipped, &checks);
		return tz_checks_finish(&checks, err);
	}
	s = tz_item_act_desk(cli, &desk, err);
	if (s)
		return s;
	s = go_on(tz_review_check(vault, desk.intake, desk.rules_of,
		      desk.rules_arg, tz_checks_report, &checks, err),
	    err);
	if (s)
		return s;
	s = go_on(tz_cli_index_check(cli, tz_checks_report, &checks, err), err);
	if (s)
		return s;
	say_walls(&checks, desk.intake);
	return tz_checks_finish(&checks, err);
}

const struct tz_command tz_cmd_audit = {
    .name = "audit",
    .group = TZ_GROUP_PROVING,
    .summary = N_("Check the ledger, the tables and the index."),
    .synopsis = "",
    .details = N_("Every entry's place, chain, signature and role, every "
		  "signed head, every stored byte; then whether tables and "
		  "index say what the ledger says. Exit status 1: something "
		  "failed."),
    .need = TZ_NEED_VAULT,
    .min_args = 0,
    .max_args = 0,
    .run = run,
};
