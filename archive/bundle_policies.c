/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_policies.c - the rule sets by which the range was judged
 *
 * The manifest of each rule set adopted in the range; in the full profile also
 * the one in force at A, and the files of all.  A file whose path cannot be a
 * member's name stands under its own digest, which the manifest has.
 */
#include "archive/bundle_parts.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "archive/bag.h"
#include "archive/ledger.h"
#include "base/intl.h"

#define SHORT 16 /* digits that name the folder of a rule set's files */

static bool
is_there(const struct tz_bundle_members *members, const char *name)
{
	size_t i;

	for (i = 0; i < members->n; i++) {
		if (strcasecmp(members->item[i].name, name) == 0)
			return true;
	}
	return false;
}

static enum tz_status
add_file(struct tz_bundle_members *members, const char *folder,
    const struct tz_named *file, struct tz_err *err)
{
	tz_auto_buf name = TZ_BUF_INIT;
	char hex[TZ_ID_HEX];

	tz_buf_printf(&name, "data/policies/%.16s/%s", folder, file->name);
	if (!name.failed &&
	    (!tz_bag_name_clean(name.data) || is_there(members, name.data))) {
		tz_id_hex(&file->sha256, hex);
		tz_buf_reset(&name);
		tz_buf_printf(&name, "data/policies/%.16s/%s", folder, hex);
	}
	if (name.failed)
		return tz_fail_nomem(err);
	return tz_bundle_add(members, name.data, file->data, file->len, err);
}

static enum tz_status
add_set(struct tz_bundle_plan *plan, const struct tz_id *commitment,
    struct tz_bundle_members *members, struct tz_err *err)
{
	tz_auto_opening opening = {0};
	tz_auto_buf manifest = TZ_BUF_INIT;
	tz_auto_named files = {0};
	char hex[TZ_ID_HEX], name[128];
	enum tz_status s;
	size_t i;

	s = tz_bundle_object_get(plan, commitment, &opening, &manifest, err);
	if (s)
		return tz_fail_while(err, s, _("reading a rule set"));
	tz_id_hex(&opening.blob, hex);
	snprintf(name, sizeof name, "data/policies/%s.txt", hex);
	if (is_there(members, name))
		return TZ_OK; /* adopted twice */
	s = tz_bundle_add(members, name, manifest.data, manifest.len, err);
	if (s || plan->is_public)
		return s;
	s = tz_ledger_policies(plan->vault, &opening.blob, &files, err);
	for (i = 0; s == TZ_OK && i < files.n; i++)
		s = add_file(members, hex, &files.item[i], err);
	return s;
}

/* The manifest that the policy.adopt entry ${seq} commits to. */
static enum tz_status
manifest_of(struct tz_bundle_plan *plan, int64_t seq, struct tz_id *ret,
    struct tz_err *err)
{
	tz_auto_buf line = TZ_BUF_INIT;
	tz_auto_entry entry = {0};
	enum tz_status s;

	s = tz_entry_rows_get(tz_vault_db(plan->vault), seq, &line, NULL, err);
	if (s == TZ_OK)
		s = tz_entry_read(line.data, line.len, &entry, err);
	if (s)
		return s;
	if (entry.statement.n_objects != 1)
		return tz_fail(err, TZ_CORRUPT,
		    _("entry %lld does not name one rule set"), (long long)seq);
	*ret = entry.statement.objects[0];
	return TZ_OK;
}

enum tz_status
tz_bundle_policies(struct tz_bundle_plan *plan,
    struct tz_bundle_members *members, struct tz_err *err)
{
	struct tz_id commitment;
	enum tz_status s = TZ_OK;
	size_t i;

	if (!plan->is_public && plan->adopted_before >= 0) {
		s = manifest_of(plan, plan->adopted_before, &commitment, err);
		if (s == TZ_OK)
			s = add_set(plan, &commitment, members, err);
	}
	for (i = 0; s == TZ_OK && i < plan->n_acts; i++) {
		if (plan->acts[i].kind != TZ_ACT_POLICY_ADOPT)
			continue;
		s = manifest_of(plan, plan->acts[i].seq, &commitment, err);
		if (s == TZ_OK)
			s = add_set(plan, &commitment, members, err);
	}
	return s;
}
