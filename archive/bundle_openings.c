/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_openings.c - what the commitments of the range stand for
 *
 * Every commitment is either one line of data/openings/ or one line of
 * data/withheld.tsv, in the order of entries, the detail before the objects.
 */
#include "archive/bundle_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"

static const char *const reasons[] = {
    [TZ_BUNDLE_UNDISCLOSED] = "undisclosed",
    [TZ_BUNDLE_WITHDRAWN] = "withdrawn",
    [TZ_BUNDLE_ERASED] = "erased",
};

static enum tz_status
put_detail(struct tz_bundle_members *members, const struct tz_opening *opening,
    int64_t seq, struct tz_err *err)
{
	tz_auto_buf line = TZ_BUF_INIT;
	char salt[TZ_ID_HEX];
	struct tz_id check;
	enum tz_status s;

	tz_commit_detail(&opening->salt, tz_buf_str(&opening->detail),
	    opening->detail.len, &check);
	if (!tz_id_equal(&check, &opening->commitment))
		return tz_fail(err, TZ_CORRUPT,
		    _("the detail of entry %lld does not match its "
		      "commitment"),
		    (long long)seq);
	tz_id_hex(&opening->salt, salt);
	tz_buf_puts(&line, "{\"detail\":");
	tz_json_quote(opening->detail.data, opening->detail.len, &line);
	tz_buf_printf(&line, ",\"dsalt\":\"%s\",\"seq\":%" PRId64 "}\n", salt,
	    seq);
	s = tz_buf_check(&line, err);
	if (s == TZ_OK)
		s = tz_bundle_put(members, line.data, line.len, err);
	return s;
}

static enum tz_status
put_object(struct tz_bundle_members *members, const struct tz_opening *opening,
    int64_t seq, struct tz_err *err)
{
	char object[TZ_ID_HEX], salt[TZ_ID_HEX], line[256];

	tz_id_hex(&opening->commitment, object);
	tz_id_hex(&opening->salt, salt);
	snprintf(line, sizeof line,
	    "{\"object\":\"%s\",\"osalt\":\"%s\",\"seq\":%" PRId64 "}\n",
	    object, salt, seq);
	return tz_bundle_put(members, line, strlen(line), err);
}

/* The item's line, if this entry is the one that opens it. */
static enum tz_status
open_item(struct tz_bundle_plan *plan, struct tz_bundle_item *item, int64_t seq,
    struct tz_bundle_members *members, struct tz_err *err)
{
	tz_auto_opening opening = {0};
	enum tz_status s;

	if (!item->is_opened || item->is_listed || item->seq != seq)
		return TZ_OK;
	item->is_listed = true;
	s = tz_opening_rows_get(tz_vault_db(plan->vault), &item->commitment,
	    &opening, err);
	if (s)
		return tz_fail_while(err, s == TZ_NOTFOUND ? TZ_CORRUPT : s,
		    _("opening what entry %lld commits to"), (long long)seq);
	if (opening.is_detail)
		return put_detail(members, &opening, seq, err);
	return put_object(members, &opening, seq, err);
}

static enum tz_status
add_openings(struct tz_bundle_plan *plan, struct tz_bundle_members *members,
    struct tz_err *err)
{
	char name[64];
	enum tz_status s;
	size_t i, k;

	snprintf(name, sizeof name, "data/openings/%012" PRId64 ".jsonl",
	    plan->from);
	s = tz_bundle_begin(members, name, err);
	for (i = 0; s == TZ_OK && i < plan->n_acts; i++) {
		const struct tz_bundle_act *act = &plan->acts[i];

		for (k = 0; s == TZ_OK && k < act->n_uses; k++)
			s = open_item(plan,
			    &plan->items[plan->uses[act->first + k]], act->seq,
			    members, err);
	}
	return s ? s : tz_bundle_end(members, err);
}

/* Items are in the order of their first use, which is that of the file. */
static enum tz_status
add_withheld(struct tz_bundle_plan *plan, struct tz_bundle_members *members,
    struct tz_err *err)
{
	enum tz_status s;
	size_t i;

	s = tz_bundle_begin(members, "data/withheld.tsv", err);
	for (i = 0; s == TZ_OK && i < plan->n_items; i++) {
		const struct tz_bundle_item *item = &plan->items[i];
		char hex[TZ_ID_HEX], line[128];

		if (item->is_opened)
			continue;
		tz_id_hex(&item->commitment, hex);
		snprintf(line, sizeof line, "%" PRId64 "\t%s\t%s\n", item->seq,
		    hex, reasons[item->reason]);
		s = tz_bundle_put(members, line, strlen(line), err);
	}
	return s ? s : tz_bundle_end(members, err);
}

static enum tz_status
add_objects(struct tz_bundle_plan *plan, struct tz_bundle_members *members,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < plan->n_items; i++) {
		const struct tz_bundle_item *item = &plan->items[i];
		tz_auto_opening opening = {0};

		if (!item->is_opened || item->is_detail)
			continue;
		s = tz_opening_rows_get(tz_vault_db(plan->vault),
		    &item->commitment, &opening, err);
		if (s == TZ_OK)
			s = tz_bundle_add_object(members, &opening, err);
	}
	return s;
}

enum tz_status
tz_bundle_openings(struct tz_bundle_plan *plan,
    struct tz_bundle_members *members, struct tz_err *err)
{
	enum tz_status s;

	s = add_openings(plan, members, err);
	if (s == TZ_OK)
		s = add_withheld(plan, members, err);
	if (s == TZ_OK)
		s = add_objects(plan, members, err);
	return s;
}
