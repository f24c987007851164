/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_rebuild.c - make the derived tables and the index again from the
 * ledger
 */
#include "base/file.h"
#include "cli/catch_up.h"
#include "cli/cli.h"
#include "cli/item_act.h"
#include "cli/rescan.h"
#include "review/rebuild.h"

static void
progress(uint64_t done, uint64_t all, void *arg)
{
	tz_cli_progress(arg, _("replaying the ledger"), done, all);
}

static enum tz_status
rebuild_tables(struct tz_cli *cli, struct tz_err *err)
{
	struct tz_vault *vault = tz_cli_vault(cli);
	tz_auto(tz_tx) tx = NULL;
	struct tz_desk desk = {0};
	enum tz_status s;

	s = tz_tx_begin(tz_vault_db(vault), &tx, err);
	if (s)
		return s;
	s = tz_db_forget_derived(tz_vault_db(vault), err);
	if (s)
		return s;
	s = tz_ledger_rebuild(vault, err);
	if (s)
		return s;
	/* The settings are there again, so the rules can be found. */
	s = tz_item_act_desk(cli, &desk, err);
	if (s)
		return s;
	s = tz_review_rebuild(vault, desk.intake, desk.rules_of, desk.rules_arg,
	    progress, cli, err);
	if (s)
		return s;
	return tz_tx_commit(&tx, err);
}

static enum tz_status
rebuild_index(struct tz_cli *cli, struct tz_err *err)
{
	tz_auto_str folder = tz_vault_path(tz_cli_vault(cli), "index");
	uint64_t missed = 0;
	enum tz_status s;

	if (!folder)
		return tz_fail_nomem(err);
	s = tz_folder_remove(folder, err);
	if (s)
		return s;
	s = tz_catch_up(cli, &missed, err);
	if (s)
		return s;
	if (missed > 0)
		return tz_fail(err, TZ_LOCKED,
		    _("the index is being written by another process; try "
		      "again"));
	return TZ_OK;
}

/* What the rules in force say of items at rest is gone with the tables. */
static enum tz_status
look_at_all(struct tz_cli *cli, struct tz_err *err)
{
	int64_t due = 0;
	int64_t refused = 0;
	enum tz_status s = tz_rescan_pending(cli, false, &due, &refused, err);

	if (!s && due > 0)
		s = tz_rescan(cli, false, err);
	return s == TZ_NO || s == TZ_INCOMPLETE ? TZ_OK : s;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	int64_t size = 0;
	enum tz_status s;

	(void)argc;
	(void)argv;
	s = rebuild_tables(cli, err);
	if (s)
		return s;
	s = rebuild_index(cli, err);
	if (s)
		return s;
	s = tz_ledger_size(tz_cli_vault(cli), &size, err);
	if (s)
		return s;
	if (tz_cli_json(cli))
		s = tz_cli_record(cli,
		    json_pack("{s:s,s:I}", "type", "rebuild", "entries",
			(json_int_t)size),
		    err);
	tz_cli_print(cli,
	    _("Tables and index are made again from %lld entries.\n"),
	    (long long)size);
	return s ? s : look_at_all(cli, err);
}

const struct tz_command tz_cmd_rebuild = {
    .name = "rebuild",
    .group = TZ_GROUP_UPKEEP,
    .summary = N_("Make tables and index again from the ledger."),
    .synopsis = "",
    .need = TZ_NEED_VAULT,
    .min_args = 0,
    .max_args = 0,
    .run = run,
};
