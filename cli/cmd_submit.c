/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_submit.c - put one item in the queue
 */
#include "cli/item_submit.h"

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	return tz_item_submit(cli, NULL, argv, argc, err);
}

const struct tz_command tz_cmd_submit = {
    .name = "submit",
    .group = TZ_GROUP_DRAFTS,
    .summary = N_("Put one item in the queue: main file, then attachments."),
    .synopsis = "<file>... [--title <text>] [--number <text>] "
		"[--department <text>]\n"
		"<file>... [--category <text>] [--theme <text>] "
		"[--genre <text>]\n"
		"<file>... [--disposition <word>] [--date <date>]\n"
		"<file>... [--password-file <file>]",
    .details =
	N_("Prints the new item's id alone on the first line. Title, "
	   "number and date are read\nfrom the document when they are "
	   "not given. A file with a secret mark is refused:\nnothing "
	   "of it is stored, and the exit status is 1. Status 3: queued, "
	   "but a part of it\ncould not be read."),
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 1,
    .max_args = -1,
    .options = tz_item_submit_options,
    .run = run,
};
