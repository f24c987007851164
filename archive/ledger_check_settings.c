/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_check_settings.c - checking what was put in force
 */
#include <stdio.h>
#include <string.h>

#include "archive/ledger_check.h"
#include "base/intl.h"

static bool
says(const json_t *detail, const char *key, const char *text)
{
	const char *value = tz_json_string(detail, key);

	return value && strcmp(value, text) == 0;
}

/* Whether the table of settings has this adoption, as its detail says. */
static bool
table_agrees(struct tz_ledger_check *run, const struct tz_entry *entry,
    const json_t *detail)
{
	tz_auto_settings settings = {0};
	char hex[TZ_ID_HEX];

	if (tz_ledger_settings_at(run->vault, entry->seq + 1, &settings,
		NULL) != TZ_OK)
		return false;
	tz_id_hex(&settings.rule_set, hex);
	return settings.adopted_seq == entry->seq &&
	    strcmp(settings.log, entry->log) == 0 &&
	    says(detail, "agency", settings.agency) &&
	    says(detail, "regime", settings.regime) &&
	    says(detail, "time_zone", settings.time_zone) &&
	    says(detail, "rule_set", hex);
}

void
tz_ledger_check_adoption(struct tz_ledger_check *run,
    const struct tz_entry *entry)
{
	tz_auto_json detail = NULL;
	tz_auto_named files = {0};
	struct tz_err why = {0};
	struct tz_id rule_set;
	const char *hex = NULL;
	char subject[40];

	snprintf(subject, sizeof subject, "seq %lld", (long long)entry->seq);
	if (tz_ledger_check_detail(run, entry, &detail) == TZ_OK)
		hex = tz_json_string(detail, "rule_set");
	if (!hex || !tz_id_parse(hex, &rule_set)) {
		tz_ledger_check_say(run, TZ_CHECK_OPENING, false, subject,
		    _("what it puts in force cannot be read"));
		return;
	}
	tz_ledger_check_say(run, TZ_CHECK_OBJECT,
	    tz_ledger_policies(run->vault, &rule_set, &files, &why) == TZ_OK,
	    subject, why.text);
	tz_ledger_check_say(run, TZ_CHECK_DERIVED,
	    table_agrees(run, entry, detail), subject,
	    _("the table of settings differs from the entries; run 'taizhang "
	      "rebuild'"));
}
