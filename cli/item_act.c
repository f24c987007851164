/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/item_act.c - what the commands on items share: before and after the act
 */
#include "cli/item_act.h"

#include "cli/words.h"

#include <stdio.h>

static enum tz_status
rules_of(const struct tz_id *digest, struct tz_rule_set **ret_set, void *arg,
    struct tz_err *err)
{
	return tz_cli_rules_of(arg, digest, ret_set, err);
}

enum tz_status
tz_item_act_desk(struct tz_cli *cli, struct tz_desk *ret_desk,
    struct tz_err *err)
{
	struct tz_intake *intake;
	enum tz_status s = tz_cli_intake(cli, &intake, err);

	if (s)
		return s;
	ret_desk->vault = tz_cli_vault(cli);
	ret_desk->intake = intake;
	ret_desk->rules_of = rules_of;
	ret_desk->rules_arg = cli;
	ret_desk->person = tz_cli_person(cli);
	ret_desk->key = tz_cli_key(cli);
	return TZ_OK;
}

const char *
tz_item_act_state(struct tz_cli *cli, const struct tz_item *item)
{
	static char text[256];
	int n = snprintf(text, sizeof text, "%s",
	    tz_cli_word(tz_state_word(item->state)));

	if (item->step && item->step[0] != '\0')
		n += snprintf(text + n, sizeof text - (size_t)n,
		    _(", step %.60s"),
		    tz_cli_step(cli, item->route, item->step));
	if (item->due)
		snprintf(text + n, sizeof text - (size_t)n, _(", due %.10s"),
		    item->due);
	return text;
}

enum tz_status
tz_item_act_done(struct tz_cli *cli, const struct tz_item *item,
    const char *what, struct tz_err *err)
{
	if (tz_cli_json(cli))
		return tz_cli_record(cli, tz_item_json(item), err);
	tz_cli_print(cli, _("%s %s: %s\n"), item->id, what,
	    tz_item_act_state(cli, item));
	return TZ_OK;
}

/* The rules by name, with commas between. */
static void
list_rules(const json_t *rules, struct tz_buf *ret)
{
	size_t i;

	for (i = 0; i < json_array_size(rules); i++)
		tz_buf_printf(ret, "%s%s", i > 0 ? ", " : "",
		    json_string_value(json_array_get(rules, i)));
}

static void
refusal_records(struct tz_cli *cli, const struct tz_refusal *refusal)
{
	struct tz_err ignored = {0};
	size_t i;
	enum tz_status s = TZ_OK;

	for (i = 0; i < json_array_size(refusal->records) && !s; i++)
		s = tz_cli_record(cli,
		    json_incref(json_array_get(refusal->records, i)), &ignored);
	if (!s)
		s = tz_cli_record(cli,
		    json_pack("{s:s, s:I, s:I, s:I, s:O, s:b, s:s}", "type",
			"refusal", "file", (json_int_t)refusal->position,
			"files", (json_int_t)refusal->n_files, "again",
			(json_int_t)refusal->again, "rules", refusal->rules,
			"recorded", refusal->recorded, "report_by",
			refusal->report_by),
		    &ignored);
	(void)s;
}

void
tz_item_act_refused(struct tz_cli *cli, const struct tz_refusal *refusal)
{
	tz_auto_buf rules = TZ_BUF_INIT;

	if (!refusal->refused)
		return;
	if (tz_cli_json(cli))
		refusal_records(cli, refusal);
	list_rules(refusal->rules, &rules);
	tz_cli_warn(cli, _("the rule: %s"), tz_buf_str(&rules));
	if (refusal->again > 0)
		tz_cli_warn(cli,
		    TZ_PLURAL("the same was refused %lld time before",
			"the same was refused %lld times before",
			(unsigned long)refusal->again),
		    (long long)refusal->again);
	if (!refusal->recorded)
		tz_cli_warn(cli,
		    _("the refusal is not in the ledger, because you are no "
		      "drafter; tell it yourself"));
	tz_cli_warn(cli,
	    _("what to do: isolate the file where it is; do not open, copy, "
	      "print or mail it; take this computer off the network"));
	tz_cli_warn(cli,
	    _("tell the confidentiality officer (保密部门) at once; a leak or "
	      "possible leak is reported within 24 hours, here by %s "
	      "(保守国家秘密法实施条例 art. 61)"),
	    refusal->report_by);
	tz_cli_warn(cli,
	    _("if it is unclear whether it is a secret, protect it as one and "
	      "ask for a decision within 10 working days (art. 25)"));
}

enum tz_status
tz_item_act_typed(struct tz_cli *cli, struct tz_rule_set *rules,
    const char *const *texts, size_t n_texts, struct tz_err *err)
{
	tz_auto_bearings now = {.rules = rules};
	tz_auto_refusal refusal = {0};
	struct tz_desk desk;
	enum tz_status s = tz_item_act_desk(cli, &desk, err);

	/* Rules in force that no longer load must not be in the way of others.
	 */
	if (!s && rules)
		s = tz_ledger_settings(desk.vault, &now.settings, err);
	if (!s && rules)
		s = tz_roster_find(desk.vault, desk.person, &now.person, err);
	if (!s && !rules)
		s = tz_desk_arrive(&desk, &now, err);
	if (!s)
		s = tz_refuse_typed(&desk, &now, texts, n_texts, &refusal, err);
	tz_item_act_refused(cli, &refusal);
	return s;
}
