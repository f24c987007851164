/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_list.c - the packs in force, and how the files on disk differ
 */
#include <string.h>

#include "cli/cli.h"
#include "cli/policies.h"
#include "cli/words.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"policies", 0, TZ_OPTION_FOLDER, "<folder>",
	    N_("the files to compare with, or to list without a vault")},
	{"why", 0, TZ_OPTION_FLAG, NULL,
	    N_("list every rule with the layer and the line it comes from")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
show_pack(struct tz_cli *cli, const struct tz_pack_info *pack,
    struct tz_err *err)
{
	const char *title =
	    tz_cli_chinese(cli) ? pack->title_zh : pack->title_en;

	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s,s:s,s:s,s:s?,s:s?,s:s?,s:b,s:I,s:I,s:s}",
			"type", "pack", "pack", pack->id, "version",
			pack->version, "title_zh", pack->title_zh, "title_en",
			pack->title_en, "until", pack->until, "expired",
			pack->expired, "rules", (json_int_t)pack->n_rules,
			"checks", (json_int_t)pack->n_checks, "layer",
			pack->layer),
		    err);
	tz_cli_pad(cli, pack->id, 30);
	tz_cli_print(cli, " ");
	tz_cli_pad(cli, pack->version, 10);
	tz_cli_print(cli, _("%3zu rules  %s%s\n"),
	    pack->n_rules + pack->n_checks,
	    title ? tz_cli_clean(cli, title) : "",
	    pack->expired ? _("  (expired)") : "");
	return TZ_OK;
}

static enum tz_status
show_difference(struct tz_cli *cli, const char *path, const char *what,
    struct tz_err *err)
{
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s,s:s,s:s}", "type", "difference", "path",
			path, "status", what),
		    err);
	tz_cli_print(cli, "%-9s %s\n", what, tz_cli_clean(cli, path));
	return TZ_OK;
}

/* Files on disk have effect only by adoption: say what would change. */
static enum tz_status
compare(struct tz_cli *cli, const struct tz_named_list *in_force,
    const struct tz_named_list *on_disk, size_t *ret_n, struct tz_err *err)
{
	const struct tz_named *other;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < on_disk->n && !s; i++) {
		const struct tz_named *file = &on_disk->item[i];

		other = tz_named_find(in_force, file->name);
		if (other && tz_id_equal(&other->sha256, &file->sha256))
			continue;
		++*ret_n;
		s = show_difference(cli, file->name, other ? "changed" : "new",
		    err);
	}
	for (i = 0; i < in_force->n && !s; i++) {
		if (tz_named_find(on_disk, in_force->item[i].name))
			continue;
		++*ret_n;
		s = show_difference(cli, in_force->item[i].name, "missing",
		    err);
	}
	return s;
}

/* One rule: its severity, and where that comes from. */
static enum tz_status
show_rule(struct tz_cli *cli, const struct tz_rule_info *rule,
    struct tz_err *err)
{
	const char *severity = tz_severity_word(rule->severity);

	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s,s:s,s:s,s:s,s:s,s:b,s:s,s:s,s:i}", "type",
			"rule", "rule", rule->id, "pack", rule->pack,
			"severity", severity, "shipped_severity",
			tz_severity_word(rule->shipped_severity), "disabled",
			rule->disabled, "layer", rule->layer, "file",
			rule->file, "line", (int)rule->line),
		    err);
	tz_cli_print(cli, "  ");
	tz_cli_pad(cli, rule->disabled ? "-" : tz_cli_word(severity), 8);
	tz_cli_print(cli, " ");
	tz_cli_pad(cli, rule->id, 36);
	tz_cli_print(cli, " %s  %s:%u\n", tz_cli_word(rule->layer),
	    tz_cli_clean(cli, rule->file), rule->line);
	return TZ_OK;
}

static enum tz_status
show_rules(struct tz_cli *cli, const struct tz_rule_set *rules,
    const char *pack, struct tz_err *err)
{
	size_t n = tz_rule_set_count(rules), i;
	enum tz_status s = TZ_OK;

	for (i = 0; s == TZ_OK && i < n; i++) {
		struct tz_rule_info rule;

		tz_rule_set_info(rules, i, &rule);
		if (strcmp(rule.pack, pack) == 0)
			s = show_rule(cli, &rule, err);
	}
	return s;
}

/* What the agency's and the local layer change. */
static enum tz_status
show_changes(struct tz_cli *cli, const struct tz_rule_set *rules,
    struct tz_err *err)
{
	size_t n, i;
	const struct tz_rule_change *changes = tz_rule_set_changes(rules, &n);
	enum tz_status s = TZ_OK;

	for (i = 0; s == TZ_OK && i < n; i++) {
		const struct tz_rule_change *change = &changes[i];

		if (tz_cli_json(cli)) {
			s = tz_cli_record(cli,
			    json_pack("{s:s,s:s,s:s,s:s,s:i,s:s,s:s,s:s?,s:b}",
				"type", "change", "rule", change->rule, "layer",
				change->layer, "file", change->file, "line",
				(int)change->line, "what", change->what,
				"detail", change->detail, "reason",
				change->reason, "refuses", change->loud),
			    err);
			continue;
		}
		tz_cli_print(cli, "%s%s  %s %s  %s:%u  %s%s\n",
		    tz_cli_style(cli,
			change->loud ? TZ_STYLE_RED : TZ_STYLE_PLAIN),
		    change->rule, tz_cli_word(change->what),
		    tz_cli_clean(cli, change->detail),
		    tz_cli_clean(cli, change->file), change->line,
		    change->reason ? tz_cli_clean(cli, change->reason) : "",
		    tz_cli_style(cli, TZ_STYLE_PLAIN));
	}
	tz_cli_policies_loud(cli, rules);
	return s;
}

static enum tz_status
show_packs(struct tz_cli *cli, const struct tz_rule_set *rules,
    struct tz_err *err)
{
	size_t n, i;
	const struct tz_pack_info *packs = tz_rule_set_packs(rules, &n);
	enum tz_status s = TZ_OK;

	for (i = 0; s == TZ_OK && i < n; i++) {
		s = show_pack(cli, &packs[i], err);
		if (s == TZ_OK && tz_cli_flag(cli, "why"))
			s = show_rules(cli, rules, packs[i].id, err);
	}
	return s == TZ_OK ? show_changes(cli, rules, err) : s;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_settings settings = {0};
	tz_auto_named in_force = {0};
	tz_auto_named on_disk = {0};
	struct tz_rule_set *rules;
	char hex[TZ_ID_HEX];
	size_t differences = 0;
	enum tz_status s;

	(void)argc;
	(void)argv;
	s = tz_cli_policies_vault(cli, err);
	if (s)
		return s;
	s = tz_cli_rules(cli, &rules, err);
	if (s)
		return s;
	s = show_packs(cli, rules, err);
	if (s)
		return s;
	tz_id_hex(tz_rule_set_digest(rules), hex);
	tz_cli_print(cli, _("rule set sha256:%s\n"), hex);
	if (!tz_cli_vault(cli))
		return TZ_OK;
	s = tz_ledger_settings(tz_cli_vault(cli), &settings, err);
	if (s)
		return s;
	s = tz_ledger_policies(tz_cli_vault(cli), &settings.rule_set, &in_force,
	    err);
	if (s)
		return s;
	s = tz_cli_policies_on_disk(cli, NULL, &on_disk, err);
	if (s)
		return s;
	s = compare(cli, &in_force, &on_disk, &differences, err);
	if (s)
		return s;
	if (differences > 0)
		tz_cli_print(cli, "%s\n",
		    _("The files on disk differ; `taizhang policy adopt` "
		      "puts them in force."));
	return TZ_OK;
}

const struct tz_command tz_cmd_policy_list = {
    .name = "policy list",
    .group = TZ_GROUP_RULES,
    .summary = N_("Show the packs in force and how the files differ."),
    .synopsis = "[--policies <folder>] [--why]",
    .need = TZ_NEED_NOTHING,
    .min_args = 0,
    .max_args = 0,
    .options = options,
    .run = run,
};
