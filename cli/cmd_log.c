/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_log.c - what the ledger says of an item, oldest first
 */
#include "cli/item_act.h"
#include "cli/words.h"
#include "store/item_rows.h"

struct log {
	struct tz_cli *cli;
	const struct tz_item *item;
};

static json_t *
text_or_null(const char *text)
{
	return text && text[0] != '\0' ? json_string(text) : json_null();
}

static enum tz_status
print_event(const struct log *log, const struct tz_event *event,
    int64_t revision, const char *step, struct tz_err *err)
{
	struct tz_cli *cli = log->cli;
	bool hidden = log->item->state == TZ_STATE_QUARANTINED;
	const char *reason =
	    hidden ? NULL : tz_json_string(event->detail, "reason");
	char at[TZ_TIME_TEXT];

	tz_time_format(event->at, at);
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s, s:I, s:s, s:s, s:o, s:s, s:s, s:I, s:o, "
			      "s:o}",
			"type", "event", "seq", (json_int_t)event->seq, "t", at,
			"act", tz_act_word(event->kind), "decision",
			text_or_null(event->decision), "by", event->by, "item",
			log->item->id, "revision", (json_int_t)revision, "step",
			text_or_null(step), "reason", text_or_null(reason)),
		    err);
	tz_cli_print(cli, "%6lld  %s  ", (long long)event->seq, at);
	tz_cli_pad(cli, tz_cli_word(tz_act_word(event->kind)), 9);
	tz_cli_pad(cli, event->decision ? tz_cli_word(event->decision) : "", 9);
	tz_cli_pad(cli, tz_cli_step(cli, log->item->route, step), 16);
	tz_cli_print(cli, "%s\n", event->by);
	if (reason)
		tz_cli_print(cli, "        %s\n", tz_cli_clean(cli, reason));
	return TZ_OK;
}

static enum tz_status
visit(int64_t seq, int64_t revision, const char *step, void *arg,
    struct tz_err *err)
{
	struct log *log = arg;
	tz_auto_event event = {0};
	enum tz_status s =
	    tz_ledger_event(tz_cli_vault(log->cli), seq, &event, err);

	return s ? s : print_event(log, &event, revision, step, err);
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_item item = {0};
	struct log log = {cli, &item};
	enum tz_status s = tz_item_get(tz_cli_vault(cli), argv[0], &item, err);

	(void)argc;
	if (s)
		return s;
	return tz_item_rows_entries(tz_vault_db(tz_cli_vault(cli)), item.id,
	    visit, &log, err);
}

const struct tz_command tz_cmd_log = {
    .name = "log",
    .group = TZ_GROUP_LOOKING,
    .summary = N_("Show what the ledger says of an item."),
    .synopsis = "<item>",
    .need = TZ_NEED_VAULT,
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
