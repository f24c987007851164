/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/item_sign.c - what approve, return and withhold share
 */
#include "cli/item_sign.h"

#include "cli/item_act.h"
#include "review/sign_off.h"

enum tz_status
tz_item_sign(struct tz_cli *cli, const char *item, const char *decision,
    const char *done, struct tz_err *err)
{
	struct tz_sign_off wish = {
	    .item = item,
	    .decision = decision,
	    .ground = tz_cli_text(cli, "ground"),
	    .reason = tz_cli_text(cli, "reason"),
	    .revision = (int)tz_cli_number(cli, "revision", 0),
	};
	tz_auto_refusal refusal = {0};
	tz_auto_item signed_item = {0};
	struct tz_desk desk;
	enum tz_status s = tz_item_act_desk(cli, &desk, err);

	if (!s)
		s = tz_sign_off(&desk, &wish, &signed_item, &refusal, err);
	tz_item_act_refused(cli, &refusal);
	return s ? s : tz_item_act_done(cli, &signed_item, done, err);
}
