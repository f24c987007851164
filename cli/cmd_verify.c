/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_verify.c - check a bundle: a tar, or its folder
 */
#include "archive/bundle.h"
#include "cli/checks.h"
#include "cli/cli.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"vkey", 'k', TZ_OPTION_FILE, "<file>",
	    N_("the log's verifier key, from paper")},
	{"allowed-signers", 's', TZ_OPTION_FILE, "<file>",
	    N_("people's keys that are trusted")},
	{"previous", 'p', TZ_OPTION_FILE, "<note>",
	    N_("the end note of an earlier bundle")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	const struct tz_bundle_trust trust = {
	    .vkey = tz_cli_text(cli, "vkey"),
	    .allowed_signers = tz_cli_text(cli, "allowed-signers"),
	    .previous_note = tz_cli_text(cli, "previous"),
	};
	struct tz_checks checks = {.cli = cli};
	enum tz_status s;

	(void)argc;
	s = tz_bundle_verify(argv[0], &trust, tz_checks_report, &checks, err);
	if (s && s != TZ_NO)
		return s;
	*err = (struct tz_err){0};
	return tz_checks_finish(&checks, err);
}

const struct tz_command tz_cmd_verify = {
    .name = "verify",
    .group = TZ_GROUP_PROVING,
    .summary = N_("Check a bundle: signatures, chain, tree, every file."),
    .synopsis = "<bundle|file.tar> [--vkey <file>] [--allowed-signers <file>]\n"
		"<bundle|file.tar> --previous <note>",
    .details = N_("Needs no vault. Without --vkey the keys are the bundle's "
		  "own: compare the log's key with the one on paper. Exit "
		  "status 1: something failed; 2: it is no bundle."),
    .need = TZ_NEED_NOTHING,
    .min_args = 1,
    .max_args = 1,
    .options = options,
    .run = run,
};
