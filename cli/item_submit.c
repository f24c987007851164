/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/item_submit.c - what submit and revise share: options and the answer
 */
#include "cli/item_submit.h"

#include "cli/item_act.h"
#include "cli/passwords.h"

/* clang-format off */
const struct tz_option tz_item_submit_options[] = {
	{"title", 0, TZ_OPTION_TEXT, "<text>", N_("title, if the document does not show it")},
	{"number", 0, TZ_OPTION_TEXT, "<text>", N_("document number (发文字号)")},
	{"department", 0, TZ_OPTION_TEXT, "<text>", N_("department; else the submitter's")},
	{"category", 0, TZ_OPTION_TEXT, "<text>", N_("category of the catalogue")},
	{"theme", 0, TZ_OPTION_TEXT, "<text>", N_("theme (主题分类)")},
	{"genre", 0, TZ_OPTION_TEXT, "<text>", N_("genre (体裁)")},
	{"disposition", 0, TZ_OPTION_TEXT, "<word>", N_("disclose (default), on-request, in-part or withhold")},
	{"ground", 0, TZ_OPTION_TEXT, "<code>", N_("legal basis, when it is not to be disclosed")},
	{"date", 0, TZ_OPTION_DATE, "<date>", N_("date of the document")},
	TZ_CLI_PASSWORD_OPTION,
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static void
warn_of_findings(struct tz_cli *cli, const struct tz_item *item)
{
	unsigned n = 0;
	int i;

	for (i = 0; i < TZ_SEVERITY_COUNT; i++)
		n += item->open[i];
	if (n > 0)
		tz_cli_print(cli,
		    TZ_PLURAL("%u finding to judge (%u of them 'block'); see "
			      "taizhang show %s\n",
			"%u findings to judge (%u of them 'block'); see "
			"taizhang show %s\n",
			n),
		    n, item->open[TZ_SEVERITY_BLOCK], item->id);
	if (item->unread > 0)
		tz_cli_warn(cli,
		    TZ_PLURAL("%u file of item %s could not be read wholly; "
			      "it waits for a confidentiality officer",
			"%u files of item %s could not be read wholly; "
			"they wait for a confidentiality officer",
			item->unread),
		    item->unread, item->id);
}

static enum tz_status
answer(struct tz_cli *cli, const struct tz_item *item, bool is_new,
    struct tz_err *err)
{
	struct tz_rule_set *rules;
	enum tz_status s;

	if (tz_cli_json(cli)) {
		s = tz_cli_record(cli, tz_item_json(item), err);
		if (s)
			return s;
	} else {
		if (is_new)
			printf("%s\n", item->id);
		tz_cli_print(cli, _("%s: %s\n"), tz_cli_clean(cli, item->title),
		    tz_item_act_state(cli, item));
		warn_of_findings(cli, item);
	}
	s = tz_cli_rules(cli, &rules, err);
	if (s)
		return s;
	if (tz_rule_set_expired(rules))
		tz_cli_warn(cli,
		    _("a pack of the rules in force has expired; what it "
		      "would find may be missing"));
	return item->unread > 0 || tz_rule_set_expired(rules) ? TZ_INCOMPLETE
							      : TZ_OK;
}

enum tz_status
tz_item_submit(struct tz_cli *cli, const char *item, char **paths, int n_paths,
    struct tz_err *err)
{
	struct tz_submission submission = {
	    .item = item,
	    .paths = paths,
	    .n_paths = (size_t)n_paths,
	    .title = tz_cli_text(cli, "title"),
	    .number = tz_cli_text(cli, "number"),
	    .department = tz_cli_text(cli, "department"),
	    .category = tz_cli_text(cli, "category"),
	    .theme = tz_cli_text(cli, "theme"),
	    .genre = tz_cli_text(cli, "genre"),
	    .disposition = tz_cli_text(cli, "disposition"),
	    .ground = tz_cli_text(cli, "ground"),
	    .date = tz_cli_text(cli, "date"),
	};
	tz_auto_refusal refusal = {0};
	tz_auto_item done = {0};
	struct tz_desk desk;
	enum tz_status s = tz_item_act_desk(cli, &desk, err);

	/* The worker starts while the rules are loaded. */
	if (!s)
		tz_intake_expect(desk.intake);
	if (!s)
		s = tz_submit(&desk, &submission, &done, &refusal, err);
	tz_item_act_refused(cli, &refusal);
	return s ? s : answer(cli, &done, item == NULL, err);
}
