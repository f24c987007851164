/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_list.c - the packs in force, and how the files on disk differ
 */
#include <string.h>

#include "cli/cli.h"
#include "cli/policies.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"policies", 0, TZ_OPTION_FOLDER, "<folder>",
	    N_("the files to compare with, or to list without a vault")},
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
		    json_pack("{s:s,s:s,s:s,s:s?,s:s?,s:s?,s:b,s:I}", "type",
			"pack", "pack", pack->id, "version", pack->version,
			"title_zh", pack->title_zh, "title_en", pack->title_en,
			"until", pack->until, "expired", pack->expired, "rules",
			(json_int_t)pack->n_rules),
		    err);
	tz_cli_pad(cli, pack->id, 30);
	tz_cli_print(cli, " ");
	tz_cli_pad(cli, pack->version, 10);
	tz_cli_print(cli, _("%3zu rules  %s%s\n"), pack->n_rules,
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

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_settings settings = {0};
	tz_auto_named in_force = {0};
	tz_auto_named on_disk = {0};
	const struct tz_pack_info *packs;
	struct tz_rule_set *rules;
	char hex[TZ_ID_HEX];
	size_t n, i, differences = 0;
	enum tz_status s;

	(void)argc;
	(void)argv;
	s = tz_cli_policies_vault(cli, err);
	if (s)
		return s;
	s = tz_cli_rules(cli, &rules, err);
	if (s)
		return s;
	packs = tz_rule_set_packs(rules, &n);
	for (i = 0; i < n; i++) {
		s = show_pack(cli, &packs[i], err);
		if (s)
			return s;
	}
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
    .synopsis = "[--policies <folder>]",
    .need = TZ_NEED_NOTHING,
    .min_args = 0,
    .max_args = 0,
    .options = options,
    .run = run,
};
