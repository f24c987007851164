/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/apply_revision.c - submit and revise: a new revision of an item
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "review/apply.h"
#include "review/step.h"
#include "store/fingerprint_rows.h"
#include "store/item_finding_rows.h"
#include "store/item_revision_rows.h"
#include "store/item_rows.h"
#include "store/ledger_rows.h"

/* "2019-000037": the year in the agency's zone and the rank in it. */
static enum tz_status
name_item(struct tz_apply *apply, struct tz_item *item,
    const struct tz_event *event, struct tz_err *err)
{
	struct tz_date day = tz_date_at(event->at, apply->zone_offset);
	char prefix[16];
	char id[40];
	int64_t rank;
	enum tz_status s;

	snprintf(prefix, sizeof prefix, "%04d-", day.year);
	s = tz_item_rows_rank(tz_vault_db(apply->vault), prefix, &rank, err);
	if (s)
		return s;
	snprintf(id, sizeof id, "%s%06lld", prefix, (long long)rank + 1);
	return tz_item_set(&item->id, id, err);
}

static enum tz_status
new_item(struct tz_apply *apply, struct tz_item *item,
    const struct tz_event *event, struct tz_err *err)
{
	tz_auto_item taken = {0};
	struct tz_err missing = {0};
	enum tz_status s;

	if (!event->doc || strlen(event->doc) != sizeof item->doc - 1)
		return tz_fail(err, TZ_CORRUPT, _("seq %lld names no item"),
		    (long long)event->seq);
	s = tz_item_of_doc(apply->vault, event->doc, &taken, &missing);
	if (s == TZ_OK)
		return tz_fail(err, TZ_CORRUPT,
		    _("seq %lld submits an item a second time"),
		    (long long)event->seq);
	if (s != TZ_NOTFOUND)
		return tz_fail(err, s, "%s", missing.text);
	memcpy(item->doc, event->doc, sizeof item->doc);
	item->submit_seq = event->seq;
	item->revision = 0;
	item->next_finding = 1;
	s = name_item(apply, item, event, err);
	return s ? s : tz_item_set(&item->by, event->by, err);
}

/* The fields that people search and sort by are members of their own. */
static enum tz_status
take_meta(struct tz_item *item, const json_t *detail, struct tz_err *err)
{
	json_t *meta = json_object_get(detail, "meta");
	struct {
		const char *key;
		char **member;
	} members[] = {
	    {"title", &item->title},
	    {"number", &item->number},
	    {"department", &item->department},
	    {"category", &item->category},
	    {"theme", &item->theme},
	    {"genre", &item->genre},
	    {"disposition", &item->disposition},
	    {"date", &item->date},
	};
	enum tz_status s = tz_item_set(&item->ground, NULL, err);
	size_t i;

	for (i = 0; i < sizeof members / sizeof *members && !s; i++)
		s = tz_item_set(members[i].member,
		    tz_json_string(meta, members[i].key), err);
	json_decref(item->meta);
	item->meta = json_incref(meta);
	return s;
}

static bool
digest_of(const json_t *object, const char *key, struct tz_id *ret_id)
{
	const char *hex = tz_json_string(object, key);

	return hex && tz_id_parse(hex, ret_id);
}

/* Read one file of the revision again, unless it was erased. */
static enum tz_status
scan_file(struct tz_apply *apply, struct tz_rule_set *rules, const json_t *file,
    struct tz_scan *scan, struct tz_err *err)
{
	const char *name = tz_json_string(file, "name");
	const char *bytes = tz_json_string(file, "name_bytes");
	tz_auto_opening opening = {0};
	struct tz_err missing = {0};
	struct tz_id commitment;
	enum tz_status s;

	if (!digest_of(file, "object", &commitment) || !name)
		return tz_fail(err, TZ_CORRUPT,
		    _("a file of a revision has no commitment"));
	s = tz_opening_rows_get(tz_vault_db(apply->vault), &commitment,
	    &opening, &missing);
	if (s == TZ_NOTFOUND)
		return TZ_OK;
	if (s)
		return tz_fail(err, s, "%s", missing.text);
	return tz_scan_blob(scan, apply->vault, apply->intake, rules,
	    &opening.blob, name, bytes, err);
}

static enum tz_status
scan_again(struct tz_apply *apply, const struct tz_item *item,
    const json_t *files, struct tz_scan **ret_scan, struct tz_err *err)
{
	tz_auto(tz_scan) scan = NULL;
	struct tz_rule_set *rules;
	enum tz_status s =
	    apply->rules_of(&item->rule_set, &rules, apply->rules_arg, err);
	size_t i;

	if (!s)
		s = tz_scan_new(&scan, err);
	if (!s)
		s = tz_scan_registered(scan, apply->vault, item->id, err);
	for (i = 0; i < json_array_size(files) && !s; i++)
		s = scan_file(apply, rules, json_array_get(files, i), scan,
		    err);
	if (!s)
		s = tz_scan_meta(scan, rules, item->meta, err);
	if (!s)
		*ret_scan = tz_steal(&scan);
	return s;
}

static enum tz_status
add_file(struct tz_apply *apply, const struct tz_item *item, const json_t *file,
    size_t position, const struct tz_scan *scan, struct tz_err *err)
{
	enum tz_reading reading = tz_scan_reading(scan, position);
	struct tz_item_file_row row = {
	    .item = item->id,
	    .revision = item->revision,
	    .position = (int64_t)position,
	    .name = tz_json_string(file, "name"),
	    .name_bytes = tz_json_string(file, "name_bytes"),
	    .media_type = tz_json_string(file, "media_type"),
	    .reading = tz_reading_word(reading),
	    .size = tz_json_integer(file, "size", 0),
	};

	if (!digest_of(file, "sha256", &row.sha256) ||
	    !digest_of(file, "object", &row.commitment) || !row.name)
		return tz_fail(err, TZ_CORRUPT,
		    _("a file of a revision has no digest"));
	if (!row.media_type)
		row.media_type = "application/octet-stream";
	return tz_item_revision_rows_add_file(tz_vault_db(apply->vault), &row,
	    err);
}

static enum tz_status
add_revision(struct tz_apply *apply, struct tz_item *item,
    const struct tz_event *event, const struct tz_scan *scan,
    struct tz_err *err)
{
	const json_t *files = json_object_get(event->detail, "files");
	const json_t *coverage = json_object_get(event->detail, "coverage");
	tz_auto_json none = json_object();
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_item_revision_row row = {
	    .item = item->id,
	    .revision = item->revision,
	    .seq = event->seq,
	    .at = event->at,
	    .by = event->by,
	    .digest = item->revision_digest,
	};
	enum tz_status s = tz_json_canonical(coverage ? coverage : none,
	    TZ_JSON_DETAIL, &text, err);
	size_t i;

	row.coverage = tz_buf_str(&text);
	if (!s)
		s = tz_item_revision_rows_add(tz_vault_db(apply->vault), &row,
		    err);
	for (i = 0; i < json_array_size(files) && !s; i++)
		s = add_file(apply, item, json_array_get(files, i), i, scan,
		    err);
	if (!s)
		s = tz_apply_findings(apply, item,
		    json_object_get(event->detail, "findings"), scan, err);
	return s;
}

/* Place the item; the act itself was the route's first step. */
static enum tz_status
place(struct tz_apply *apply, struct tz_item *item,
    const struct tz_event *event, const char **ret_signed, struct tz_err *err)
{
	struct tz_rule_set *rules;
	const struct tz_route *route;
	size_t index = 1;
	enum tz_status s =
	    apply->rules_of(&item->rule_set, &rules, apply->rules_arg, err);

	if (s)
		return s;
	route = tz_rule_set_default_route(rules, apply->regime);
	if (route && item->revision > 1 && route->resume > 0)
		index = route->resume;
	*ret_signed = route ? route->steps[0].id : "";
	s = tz_item_set(&item->route, route ? route->id : "", err);
	if (!s)
		s = tz_apply_place(apply, item, route, index, event->at, err);
	return s;
}

enum tz_status
tz_apply_revision(struct tz_apply *apply, const struct tz_event *event,
    struct tz_err *err)
{
	const json_t *detail = event->detail;
	tz_auto(tz_scan) again = NULL;
	tz_auto_item item = {0};
	const char *signed_step = "";
	enum tz_status s;

	if (event->kind == TZ_ACT_SUBMIT)
		s = new_item(apply, &item, event, err);
	else
		s = tz_item_of_doc(apply->vault, event->doc, &item, err);
	if (s)
		return s;
	if (event->kind == TZ_ACT_REVISE)
		s = tz_fingerprint_rows_end_item(tz_vault_db(apply->vault),
		    item.id, event->seq, err);
	if (s)
		return s;
	item.revision++;
	item.last_seq = event->seq;
	if (!digest_of(detail, "rule_set", &item.rule_set))
		item.rule_set = apply->rule_set;
	if (!digest_of(detail, "revision_digest", &item.revision_digest))
		memset(&item.revision_digest, 0, sizeof item.revision_digest);
	s = take_meta(&item, detail, err);
	if (!s && !apply->scan)
		s = scan_again(apply, &item, json_object_get(detail, "files"),
		    &again, err);
	if (!s)
		s = add_revision(apply, &item, event,
		    apply->scan ? apply->scan : again, err);
	if (!s)
		s = tz_item_finding_rows_void(tz_vault_db(apply->vault),
		    item.id, err);
	if (!s)
		s = place(apply, &item, event, &signed_step, err);
	if (!s)
		s = tz_item_save(apply->vault, &item, err);
	if (!s)
		s = tz_item_rows_add_entry(tz_vault_db(apply->vault), item.id,
		    event->seq, item.revision, signed_step, err);
	return s;
}
