/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_adopt.c - put a rule set in force, by a signed act
 */
#include "cli/cli.h"
#include "cli/drafts.h"
#include "cli/item_act.h"
#include "cli/policies.h"
#include "cli/rescan.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"reason", 0, TZ_OPTION_TEXT, "<text>", N_("why")},
	{"later", 0, TZ_OPTION_FLAG, NULL, N_("do not read what is stored now; policy rescan does")},
	TZ_DRAFTS_JOBS_OPTION,
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
tell(struct tz_cli *cli, int64_t seq, const char *hex,
    const struct tz_rule_set *set, struct tz_err *err)
{
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s,s:I,s:s+,s:b}", "type", "adoption", "seq",
			(json_int_t)seq, "rule_set", "sha256:", hex, "expired",
			tz_rule_set_expired(set)),
		    err);
	tz_cli_print(cli,
	    _("The rule set sha256:%s is in force (entry %lld).\n"), hex,
	    (long long)seq);
	return TZ_OK;
}

/* The rules are in force, whatever comes of this. */
static enum tz_status
look_at_all(struct tz_cli *cli, struct tz_err *err)
{
	int64_t due = 0;
	int64_t refused = 0;
	struct tz_err own = {0};
	enum tz_status s = tz_rescan_pending(cli, false, &due, &refused, err);

	if (s || due + refused == 0)
		return s;
	if (!tz_cli_flag(cli, "later")) {
		s = tz_rescan(cli, false, &own);
		if (s == TZ_OK || s == TZ_NO || s == TZ_INCOMPLETE)
			return TZ_OK;
		tz_cli_warn(cli, "%s", own.text);
	}
	tz_cli_warn(cli,
	    _("what is stored is not searched or exported until it is read "
	      "with these rules; run 'taizhang policy rescan'"));
	return s ? TZ_INCOMPLETE : TZ_OK;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_settings settings = {0};
	tz_auto(tz_rule_set) set = NULL;
	tz_auto_named files = {0};
	tz_auto_str cache = NULL;
	const char *reason = tz_cli_text(cli, "reason");
	char hex[TZ_ID_HEX];
	struct tz_id digest;
	int64_t seq;
	enum tz_status s;

	if (!reason || reason[0] == '\0')
		return tz_fail(err, TZ_USAGE, _("--%s is needed"), "reason");
	s = tz_cli_policies_on_disk(cli, argc > 0 ? argv[0] : NULL, &files,
	    err);
	if (s)
		return s;
	s = tz_policy_manifest_digest(&files, &digest, err);
	if (s)
		return s;
	s = tz_ledger_settings(tz_cli_vault(cli), &settings, err);
	if (s)
		return s;
	tz_id_hex(&digest, hex);
	if (tz_id_equal(&digest, &settings.rule_set))
		return tz_fail(err, TZ_NO,
		    _("these files are in force already; nothing to adopt"));
	cache = tz_vault_path(tz_cli_vault(cli), "cache");
	s = tz_rule_set_new(&files, cache, &set, err);
	if (s)
		return s;
	if (!tz_rule_set_default_route(set, settings.regime))
		return tz_fail(err, TZ_USAGE,
		    _("the policies have no route for the regime '%s'"),
		    settings.regime);
	s = tz_item_act_typed(cli, set, &reason, 1, err);
	if (s)
		return s;
	s = tz_ledger_adopt(tz_cli_vault(cli), tz_cli_person(cli),
	    tz_cli_key(cli), &files, reason, &seq, err);
	if (s)
		return s;
	s = tell(cli, seq, hex, set, err);
	if (s)
		return s;
	tz_cli_policies_loud(cli, set);
	s = look_at_all(cli, err);
	if (s || !tz_rule_set_expired(set))
		return s;
	tz_cli_warn(cli,
	    _("a pack of the rules in force has expired; what it "
	      "would find may be missing"));
	return TZ_INCOMPLETE;
}

const struct tz_command tz_cmd_policy_adopt = {
    .name = "policy adopt",
    .group = TZ_GROUP_RULES,
    .summary = N_("Put the policy files in force, by a signed act."),
    .synopsis = "[<folder>] --reason <text> [--later] [-j <n>]",
    .details = N_("Without a folder the vault's own policies/ are taken. "
		  "All that is stored is then read with the new rules; with "
		  "--later it is not searched or exported until policy rescan "
		  "has done that. Items in the queue are checked again before "
		  "their next act."),
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 0,
    .max_args = 1,
    .options = options,
    .run = run,
};
