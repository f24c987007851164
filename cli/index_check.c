/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/index_check.c - the full text index against the items, for `audit`
 */
#include "cli/index_check.h"

#include <stdio.h>
#include <string.h>

#include "cli/index_item.h"

struct check {
	struct tz_cli *cli;
	struct tz_index *index;
	const char *agency;
	tz_check_report *report;
	void *arg;
	enum tz_shelf shelf; /* whose keys are being looked at */
	uint64_t n_checked;
	uint64_t n_failed;
};

static void
report_failed(struct check *check, const char *item, const char *text)
{
	char subject[64];
	struct tz_check_result result = {
	    TZ_CHECK_INDEX, TZ_CHECK_FAILED, subject, text};

	snprintf(subject, sizeof subject, "item %s", item);
	check->n_failed++;
	check->report(&result, check->arg);
}

/* One item: on its shelf, and made from what it is now. */
static enum tz_status
check_item(const struct tz_item *item, void *arg, struct tz_err *err)
{
	struct check *check = arg;
	enum tz_shelf shelf = tz_index_item_shelf(item);
	tz_auto_buf want = TZ_BUF_INIT;
	tz_auto_buf there = TZ_BUF_INIT;
	enum tz_status s;

	if (shelf == TZ_SHELF_COUNT ||
	    item->last_seq >= tz_index_seen(check->index, shelf))
		return TZ_OK;
	check->n_checked++;
	s = tz_index_item_stamp(check->cli, item, check->agency, &want, err);
	if (s)
		return s;
	s = tz_index_stamp(check->index, shelf, item->id, &there, NULL);
	if (s == TZ_NOTFOUND)
		report_failed(check, item->id,
		    _("is not in the index; run taizhang rebuild"));
	else if (s)
		return tz_fail(err, s, _("the index could not be read"));
	else if (strcmp(tz_buf_str(&want), tz_buf_str(&there)) != 0)
		report_failed(check, item->id,
		    _("the index holds another state of it; run taizhang "
		      "rebuild"));
	return TZ_OK;
}

/* One record: of an item that belongs there. */
static enum tz_status
check_key(const char *id, void *arg, struct tz_err *err)
{
	struct check *check = arg;
	tz_auto_item item = {.id = NULL};
	struct tz_err missing = {TZ_OK, ""};
	enum tz_status s;

	s = tz_item_get(tz_cli_vault(check->cli), id, &item, &missing);
	if (s == TZ_NOTFOUND) {
		report_failed(check, id,
		    _("the index holds it but there is no such item; run "
		      "taizhang rebuild"));
		return TZ_OK;
	}
	if (s)
		return tz_fail(err, s, "%s", missing.text);
	if (tz_index_item_shelf(&item) != check->shelf &&
	    item.last_seq < tz_index_seen(check->index, check->shelf))
		report_failed(check, id,
		    _("stands on the wrong shelf of the index; run taizhang "
		      "rebuild"));
	return TZ_OK;
}

static enum tz_status
check_all(struct check *check, struct tz_err *err)
{
	enum tz_status s;
	int shelf;

	s = tz_item_each(tz_cli_vault(check->cli), 0, check_item, check, err);
	for (shelf = 0; !s && shelf < TZ_SHELF_COUNT; shelf++) {
		check->shelf = (enum tz_shelf)shelf;
		s = tz_index_each_key(check->index, check->shelf, check_key,
		    check, err);
	}
	return s;
}

enum tz_status
tz_cli_index_check(struct tz_cli *cli, tz_check_report *report, void *arg,
    struct tz_err *err)
{
	struct tz_vault *vault = tz_cli_vault(cli);
	tz_auto_str folder = tz_vault_path(vault, "index");
	tz_auto_settings settings = {.log = NULL};
	tz_auto(tz_index) index = NULL;
	struct check check = {.cli = cli, .report = report, .arg = arg};
	struct tz_check_result result = {TZ_CHECK_INDEX, TZ_CHECK_OK, "", ""};
	struct tz_err unreadable = {TZ_OK, ""};
	char subject[64];
	enum tz_status s;

	if (!folder)
		return tz_fail_nomem(err);
	s = tz_ledger_settings(vault, &settings, err);
	if (s)
		return s;
	s = tz_index_open(folder, false, &index, &unreadable);
	if (s == TZ_NOMEM)
		return tz_fail_nomem(err);
	if (s) {
		result.status = TZ_CHECK_FAILED;
		result.text = unreadable.text;
		report(&result, arg);
		return TZ_NO;
	}
	check.index = index;
	check.agency = settings.agency;
	s = check_all(&check, err);
	if (s)
		return s;
	if (check.n_failed > 0)
		return TZ_NO;
	snprintf(subject, sizeof subject, _("%llu records"),
	    (unsigned long long)check.n_checked);
	result.subject = subject;
	report(&result, arg);
	return TZ_OK;
}
