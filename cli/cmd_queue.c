/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_queue.c - what waits for someone
 */
#include <string.h>

#include "cli/item_act.h"
#include "cli/words.h"
#include "review/checked.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"all", 0, TZ_OPTION_FLAG, NULL, N_("also what waits for no one any more")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

struct queue {
	struct tz_cli *cli;
	struct tz_settings settings;
	size_t n;
};

static bool
waits(const struct tz_item *item)
{
	if (item->state == TZ_STATE_CLEARED)
		return item->disposition &&
		    (strcmp(item->disposition, "disclose") == 0 ||
			strcmp(item->disposition, "in-part") == 0);
	return item->state == TZ_STATE_IN_REVIEW ||
	    item->state == TZ_STATE_PENDING ||
	    item->state == TZ_STATE_RETURNED ||
	    item->state == TZ_STATE_QUARANTINED;
}

static void
print_row(struct tz_cli *cli, const char *const cells[6])
{
	static const int widths[] = {12, 12, 16, 11, 9, 0};
	int i;

	for (i = 0; i < 5; i++) {
		tz_cli_pad(cli, cells[i], widths[i]);
		tz_cli_print(cli, " ");
	}
	tz_cli_print(cli, "%s\n", cells[5]);
}

/* Whether the rules in force refuse what would be shown of ${item}. */
static enum tz_status
is_hidden(struct queue *queue, const struct tz_item *item, bool *ret_hidden,
    struct tz_err *err)
{
	const char *const texts[] = {item->title, item->number,
	    item->department, item->category, item->theme, item->genre,
	    item->url};
	struct tz_rule_set *rules;
	tz_auto_json refused = NULL;
	enum tz_checked checked;
	enum tz_status s = tz_checked_state(tz_cli_vault(queue->cli), item,
	    &queue->settings.rule_set, &checked, err);
	size_t i;

	*ret_hidden = checked == TZ_CHECKED_REFUSED;
	if (s || checked != TZ_CHECKED_DUE)
		return s;
	s = tz_cli_rules(queue->cli, &rules, err);
	for (i = 0; i < sizeof texts / sizeof *texts && !s; i++)
		s = tz_refuse_text(rules, texts[i], &refused, err);
	*ret_hidden = refused != NULL;
	return s;
}

static enum tz_status
show_one(const struct tz_item *item, struct queue *queue, struct tz_err *err)
{
	struct tz_cli *cli = queue->cli;
	bool hidden = item->state == TZ_STATE_QUARANTINED ||
	    item->state == TZ_STATE_ERASED;
	char open[32];

	if (tz_cli_json(cli))
		return tz_cli_record(cli, tz_item_json(item), err);
	if (queue->n++ == 0) {
		tz_cli_print(cli, "%s", tz_cli_style(cli, TZ_STYLE_BOLD));
		print_row(cli,
		    (const char *const[]){_("item"), _("state"), _("step"),
			_("due"), _("open"), _("title")});
		tz_cli_print(cli, "%s", tz_cli_style(cli, TZ_STYLE_PLAIN));
	}
	snprintf(open, sizeof open, "%u/%u", item->open[TZ_SEVERITY_BLOCK],
	    item->open[TZ_SEVERITY_WARN]);
	print_row(cli,
	    (const char *const[]){item->id,
		tz_cli_word(tz_state_word(item->state)),
		tz_cli_step(cli, item->route, item->step),
		item->due ? item->due : "", open,
		hidden || !item->title ? "" : tz_cli_clean(cli, item->title)});
	return TZ_OK;
}

static enum tz_status
show(const struct tz_item *item, void *arg, struct tz_err *err)
{
	struct queue *queue = arg;
	struct tz_item bare = *item;
	bool hidden = false;
	enum tz_status s;

	if (!tz_cli_flag(queue->cli, "all") && !waits(item))
		return TZ_OK;
	s = is_hidden(queue, item, &hidden, err);
	if (s)
		return s;
	if (hidden) {
		bare.title = bare.number = bare.department = NULL;
		bare.category = bare.theme = bare.genre = bare.url = NULL;
	}
	return show_one(&bare, queue, err);
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	struct queue queue = {.cli = cli};
	enum tz_status s =
	    tz_ledger_settings(tz_cli_vault(cli), &queue.settings, err);

	(void)argc;
	(void)argv;
	if (!s)
		s = tz_item_each(tz_cli_vault(cli), 0, show, &queue, err);
	tz_settings_clear(&queue.settings);
	if (!s && queue.n == 0)
		tz_cli_print(cli, _("nothing waits\n"));
	return s;
}

const struct tz_command tz_cmd_queue = {
    .name = "queue",
    .group = TZ_GROUP_LOOKING,
    .summary = N_("Show the items that wait, and for which step."),
    .synopsis = "[--all]",
    .details = N_("'open' counts findings that nobody has judged: 'block' and "
		  "'warn'."),
    .need = TZ_NEED_VAULT,
    .min_args = 0,
    .max_args = 0,
    .options = options,
    .run = run,
};
