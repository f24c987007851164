/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_show.c - all that is known of one rule
 */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/policies.h"
#include "cli/words.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"policies", 0, TZ_OPTION_FOLDER, "<folder>",
	    N_("use these policies instead of the installed ones")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static bool
find(const struct tz_rule_set *rules, const char *id,
    struct tz_rule_info *ret_info)
{
	size_t n = tz_rule_set_count(rules), i;

	for (i = 0; i < n; i++) {
		tz_rule_set_info(rules, i, ret_info);
		if (strcmp(ret_info->id, id) == 0)
			return true;
	}
	return false;
}

static json_t *
changes_of(const struct tz_rule_set *rules, const char *id)
{
	size_t n, i;
	const struct tz_rule_change *changes = tz_rule_set_changes(rules, &n);
	json_t *list = json_array();

	for (i = 0; list && i < n; i++)
		if (strcmp(changes[i].rule, id) == 0)
			json_array_append_new(list,
			    json_pack("{s:s,s:s,s:i,s:s,s:s,s:s?}", "layer",
				changes[i].layer, "file", changes[i].file,
				"line", (int)changes[i].line, "what",
				changes[i].what, "detail", changes[i].detail,
				"reason", changes[i].reason));
	return list;
}

static json_t *
pair(const char *zh, const char *en)
{
	return zh ? json_pack("{s:s,s:s}", "zh", zh, "en", en) : json_null();
}

static json_t *
record(const struct tz_rule_set *rules, const struct tz_rule_info *rule)
{
	return json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:i,s:o,s:o,s:s,s:s,s:s?,"
			 "s:s?,s:s?,s:s?,s:s?,s:b,s:b,s:O,s:o}",
	    "type", "rule", "rule", rule->id, "kind",
	    rule->is_check ? "check" : "rule", "pack", rule->pack, "layer",
	    rule->layer, "file", rule->file, "line", (int)rule->line, "title",
	    pair(rule->title_zh, rule->title_en), "advice",
	    pair(rule->advice_zh, rule->advice_en), "severity",
	    tz_severity_word(rule->severity), "shipped_severity",
	    tz_severity_word(rule->shipped_severity), "ground", rule->ground,
	    "source", rule->source, "since", rule->since, "review_by",
	    rule->review_by, "until", rule->until, "expired", rule->expired,
	    "disabled", rule->disabled, "definition", rule->definition,
	    "changes", changes_of(rules, rule->id));
}

static void
line(struct tz_cli *cli, const char *label, const char *text)
{
	if (!text)
		return;
	tz_cli_pad(cli, label, 12);
	tz_cli_print(cli, " %s\n", tz_cli_clean(cli, text));
}

/* The rest of the definition, key by key, as it stands in the file. */
static void
print_definition(struct tz_cli *cli, const json_t *definition)
{
	static const char *const said[] = {"id", "title", "advice", "severity",
	    "ground", "source", "since", "review_by", "until", NULL};
	const char *key;
	json_t *value;
	size_t i;

	json_object_foreach((json_t *)definition, key, value)
	{
		char *text;

		for (i = 0; said[i] && strcmp(said[i], key) != 0; i++)
			;
		if (said[i])
			continue;
		text = json_dumps(value,
		    JSON_ENCODE_ANY | JSON_COMPACT | JSON_PRESERVE_ORDER);
		line(cli, key, text);
		free(text);
	}
}

static void
print(struct tz_cli *cli, const struct tz_rule_set *rules,
    const struct tz_rule_info *rule)
{
	bool chinese = tz_cli_chinese(cli);
	const struct tz_ground *ground =
	    rule->ground ? tz_rule_set_ground(rules, rule->ground) : NULL;
	size_t n, i;
	const struct tz_rule_change *changes = tz_rule_set_changes(rules, &n);
	tz_auto_buf place = TZ_BUF_INIT, severity = TZ_BUF_INIT;

	tz_buf_printf(&place, "%s:%u (%s, %s)", rule->file, rule->line,
	    rule->pack, tz_cli_word(rule->layer));
	tz_buf_puts(&severity, tz_cli_word(tz_severity_word(rule->severity)));
	if (rule->severity != rule->shipped_severity)
		tz_buf_printf(&severity, " (%s)",
		    tz_cli_word(tz_severity_word(rule->shipped_severity)));
	if (rule->disabled)
		tz_buf_printf(&severity, ", %s", tz_cli_word("disabled"));
	tz_cli_print(cli, "%s%s%s  %s\n", tz_cli_style(cli, TZ_STYLE_BOLD),
	    rule->id, tz_cli_style(cli, TZ_STYLE_PLAIN),
	    tz_cli_clean(cli, chinese ? rule->title_zh : rule->title_en));
	line(cli, "severity", tz_buf_str(&severity));
	line(cli, "ground", rule->ground);
	if (ground)
		line(cli, "", chinese ? ground->law_zh : ground->law_en);
	line(cli, "advice", chinese ? rule->advice_zh : rule->advice_en);
	line(cli, "source", rule->source);
	line(cli, "since", rule->since);
	line(cli, "review_by", rule->review_by);
	line(cli, "until", rule->until);
	line(cli, "file", tz_buf_str(&place));
	print_definition(cli, rule->definition);
	for (i = 0; i < n; i++) {
		tz_auto_buf text = TZ_BUF_INIT;

		if (strcmp(changes[i].rule, rule->id) != 0)
			continue;
		tz_buf_printf(&text, "%s:%u %s %s %s", changes[i].file,
		    changes[i].line, changes[i].what, changes[i].detail,
		    changes[i].reason ? changes[i].reason : "");
		line(cli, tz_cli_word(changes[i].layer), tz_buf_str(&text));
	}
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	struct tz_rule_info rule;
	struct tz_rule_set *rules;
	enum tz_status s;

	(void)argc;
	s = tz_cli_policies_vault(cli, err);
	if (s)
		return s;
	s = tz_cli_rules(cli, &rules, err);
	if (s)
		return s;
	if (!find(rules, argv[0], &rule))
		return tz_fail(err, TZ_NOTFOUND, _("there is no rule '%s'"),
		    argv[0]);
	if (tz_cli_json(cli))
		return tz_cli_record(cli, record(rules, &rule), err);
	print(cli, rules, &rule);
	return TZ_OK;
}

const struct tz_command tz_cmd_policy_show = {
    .name = "policy show",
    .group = TZ_GROUP_RULES,
    .summary = N_("Show one rule: what it looks for, and why."),
    .synopsis = "<rule> [--policies <folder>]",
    .need = TZ_NEED_NOTHING,
    .min_args = 1,
    .max_args = 1,
    .options = options,
    .run = run,
};
