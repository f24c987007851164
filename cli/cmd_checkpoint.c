/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_checkpoint.c - sign the log's head
 */
#include "cli/cli.h"

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_buf note = TZ_BUF_INIT;
	int64_t size;
	enum tz_status s;

	(void)argc;
	(void)argv;
	s = tz_ledger_size(tz_cli_vault(cli), &size, err);
	if (s)
		return s;
	s = tz_ledger_checkpoint(tz_cli_vault(cli), size, &note, err);
	if (s)
		return s;
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s,s:I,s:s}", "type", "checkpoint", "size",
			(json_int_t)size, "note", tz_buf_str(&note)),
		    err);
	fputs(tz_buf_str(&note), stdout);
	return TZ_OK;
}

const struct tz_command tz_cmd_checkpoint = {
    .name = "checkpoint",
    .group = TZ_GROUP_PROVING,
    .summary = N_("Sign the log's head and print the note."),
    .synopsis = "",
    .details = N_("The note is a C2SP signed note. Give copies of it away: "
		  "whoever has one can later prove that nothing before it was "
		  "changed."),
    .need = TZ_NEED_VAULT,
    .min_args = 0,
    .max_args = 0,
    .run = run,
};
