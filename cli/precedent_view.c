/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/precedent_view.c - how the same text was judged before, for people and
 * for records
 */
#include "cli/precedent_view.h"

#include "cli/words.h"

/* On a screen the newest tell enough; --json gives all that are kept. */
#define SHOWN 3

enum tz_status
tz_precedent_view_record(struct tz_cli *cli, const char *item,
    const struct tz_found *found, json_t *record, struct tz_err *err)
{
	tz_auto_precedents precedents = {0};
	enum tz_status s = tz_precedents_find(tz_cli_vault(cli), item, found,
	    &precedents, err);

	if (!s &&
	    json_object_set_new(record, "precedents",
		tz_precedents_json(&precedents)) != 0)
		s = tz_fail_nomem(err);
	return s;
}

void
tz_precedent_view_print(struct tz_cli *cli,
    const struct tz_precedents *precedents)
{
	size_t i;

	if (precedents->n == 0)
		return;
	tz_cli_print(cli,
	    _("      the same text before: upheld %lld, dismissed %lld\n"),
	    (long long)precedents->upheld, (long long)precedents->dismissed);
	for (i = 0; i < precedents->n && i < SHOWN; i++) {
		const struct tz_precedent *one = &precedents->last[i];
		char at[TZ_TIME_TEXT];

		tz_time_format(one->at, at);
		tz_cli_print(cli, _("        %.10s %s F%d: %s by %s: %s\n"), at,
		    one->item, one->number, tz_cli_word(one->status),
		    one->by ? one->by : "",
		    tz_cli_clean(cli, one->reason ? one->reason : ""));
	}
}
