/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_export.c - the ledger of a period as a bundle
 */
#include <inttypes.h>

#include "archive/bundle.h"
#include "cli/cli.h"
#include "cli/rescan.h"
#include "report/registers.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"public", 0, TZ_OPTION_FLAG, NULL, N_("only what is disclosed")},
	{"output", 'o', TZ_OPTION_FILE, "<file>",
	    N_("the tar to write; bundles/ of the vault unless given")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static void
progress(uint64_t done, uint64_t all, void *arg)
{
	tz_cli_progress(arg, _("writing the bundle"), done, all);
}

static enum tz_status
tell(struct tz_cli *cli, const struct tz_bundle_info *info, struct tz_err *err)
{
	char hex[TZ_ID_HEX];

	tz_id_hex(&info->sha256, hex);
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s,s:s,s:s,s:I,s:I,s:s,s:i}", "type", "bundle",
			"file", info->path, "sha256", hex, "from",
			(json_int_t)info->from, "to", (json_int_t)info->until,
			"profile", info->is_public ? "public" : "full",
			"edition", info->edition),
		    err);
	tz_cli_print(cli, "%s\n", tz_cli_clean(cli, info->path));
	tz_cli_print(cli, "sha256 %s\n", hex);
	tz_cli_print(cli,
	    info->is_public
		? _("public bundle of entries %" PRId64 " to %" PRId64 "\n")
		: _("full bundle of entries %" PRId64 " to %" PRId64 "\n"),
	    info->from, info->until - 1);
	return TZ_OK;
}

/* Nothing leaves that the rules in force have not seen. */
static enum tz_status
check_seen(struct tz_cli *cli, struct tz_err *err)
{
	int64_t due = 0;
	int64_t refused = 0;
	enum tz_status s = tz_rescan_pending(cli, false, &due, &refused, err);

	if (s)
		return s;
	if (due > 0)
		return tz_fail(err, TZ_LOCKED,
		    _("%lld items were not read with the rules in force yet; "
		      "run 'taizhang policy rescan'"),
		    (long long)due);
	if (refused > 0)
		return tz_fail(err, TZ_NO,
		    _("%lld items bear a secret mark by the rules in force; a "
		      "drafter puts them in quarantine with 'taizhang policy "
		      "rescan'"),
		    (long long)refused);
	return TZ_OK;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	bool is_public = tz_cli_flag(cli, "public");
	tz_auto(tz_bundle_plan) plan = NULL;
	tz_auto_named registers = {0};
	tz_auto_bundle_info info = {0};
	enum tz_status s;

	(void)argc;
	s = check_seen(cli, err);
	if (s == TZ_OK)
		s = tz_bundle_plan_new(tz_cli_vault(cli), argv[0], is_public,
		    &plan, err);
	if (s == TZ_OK)
		s = tz_registers_make(plan, is_public, &registers, err);
	if (s == TZ_OK)
		s = tz_bundle_write(plan, &registers,
		    tz_cli_text(cli, "output"), tz_cli_person(cli),
		    tz_cli_key(cli), progress, cli, &info, err);
	return s ? s : tell(cli, &info, err);
}

const struct tz_command tz_cmd_export = {
    .name = "export",
    .group = TZ_GROUP_ARCHIVE,
    .summary = N_("Write the ledger of a period as a bundle."),
    .synopsis = "<period> [--public] [-o <file>]",
    .details = N_("A period is 2019, 2019-Q2 or 2019-06. The full bundle holds "
		  "everything; the public one opens what is published and "
		  "proves that the rest is only withheld. The archivist signs "
		  "the tar's digest, in files beside it. The same ledger "
		  "gives the same bytes."),
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 1,
    .max_args = 1,
    .options = options,
    .run = run,
};
