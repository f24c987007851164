/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_choose.c - what a bundle opens, and why the rest is withheld
 *
 * docs/format-bundle.md, "What is opened".  The full profile opens all that is
 * not erased.  The public one opens details and objects of publications that
 * stand, and the objects of people and rule sets.  Each commitment is opened
 * once, by the first entry of the range that may open it.
 */
#include "archive/bundle_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "store/ledger_rows.h"

/* The newest removals, by what they name. */
struct removed {
	struct tz_bundle_map docs;	/* item to seq of the newest */
	struct tz_bundle_map withdrawn; /* commitment to seq of the newest */
	struct tz_bundle_map erased;
	struct tz_bundle_map quarantined; /* items refused late */
};

static enum tz_status
use(struct tz_bundle_plan *plan, const struct tz_id *commitment, int64_t seq,
    bool is_detail, struct tz_err *err)
{
	int64_t *known = tz_bundle_map_find(&plan->map, commitment);
	struct tz_bundle_item *items;
	size_t *uses;
	enum tz_status s;

	/* Doubled at every power of two. */
	if ((plan->n_uses & (plan->n_uses - 1)) == 0) {
		uses = reallocarray(plan->uses,
		    plan->n_uses ? plan->n_uses * 2 : 1, sizeof *uses);
		if (!uses)
			return tz_fail_nomem(err);
		plan->uses = uses;
	}
	plan->uses[plan->n_uses++] = known ? (size_t)*known : plan->n_items;
	if (known)
		return TZ_OK;
	s = tz_bundle_map_put(&plan->map, commitment, (int64_t)plan->n_items,
	    err);
	if (s)
		return s;
	if ((plan->n_items & (plan->n_items - 1)) == 0) {
		items = reallocarray(plan->items,
		    plan->n_items ? plan->n_items * 2 : 1, sizeof *items);
		if (!items)
			return tz_fail_nomem(err);
		plan->items = items;
	}
	items = &plan->items[plan->n_items++];
	memset(items, 0, sizeof *items);
	items->commitment = *commitment;
	items->seq = seq;
	items->is_detail = is_detail;
	return TZ_OK;
}

enum tz_status
tz_bundle_take(struct tz_bundle_plan *plan, const struct tz_entry *entry,
    struct tz_err *err)
{
	struct tz_bundle_act *act;
	enum tz_status s;
	size_t i;

	if ((plan->n_acts & (plan->n_acts - 1)) == 0) {
		act = reallocarray(plan->acts,
		    plan->n_acts ? plan->n_acts * 2 : 1, sizeof *act);
		if (!act)
			return tz_fail_nomem(err);
		plan->acts = act;
	}
	act = &plan->acts[plan->n_acts++];
	act->seq = entry->seq;
	act->kind = entry->statement.kind;
	tz_bundle_doc(entry->statement.doc, &act->doc);
	act->first = plan->n_uses;
	s = use(plan, &entry->statement.detail, act->seq, true, err);
	for (i = 0; s == TZ_OK && i < entry->statement.n_objects; i++)
		s = use(plan, &entry->statement.objects[i], act->seq, false,
		    err);
	act->n_uses = plan->n_uses - act->first;
	return s;
}

static enum tz_status
gather(int64_t seq, const char *line, size_t len, const struct tz_id *leaf,
    void *arg, struct tz_err *err)
{
	tz_auto_entry entry = {0};
	enum tz_status s;

	(void)seq;
	(void)leaf;
	s = tz_entry_read(line, len, &entry, err);
	return s ? s : tz_bundle_take(arg, &entry, err);
}

enum tz_status
tz_bundle_gather(struct tz_bundle_plan *plan, struct tz_err *err)
{
	return tz_entry_rows_each(tz_vault_db(plan->vault), plan->from,
	    plan->until, gather, plan, err);
}

static bool
names_the_range(const struct tz_bundle_plan *plan,
    const struct tz_bundle_removal *removal)
{
	size_t i;

	for (i = 0; i < removal->n_objects; i++) {
		if (tz_bundle_map_find(&plan->map, &removal->objects[i]))
			return true;
	}
	return false;
}

/* Removals after B that concern the range make a new edition. */
static void
find_edition(struct tz_bundle_plan *plan)
{
	size_t i;

	plan->edition = 1;
	plan->cut = plan->until;
	for (i = 0; i < plan->n_removals; i++) {
		if (plan->removals[i].seq < plan->until ||
		    !names_the_range(plan, &plan->removals[i]))
			continue;
		plan->edition++;
		plan->cut = plan->removals[i].seq + 1;
	}
}

static enum tz_status
note_removals(const struct tz_bundle_plan *plan, struct removed *removed,
    struct tz_err *err)
{
	static const struct tz_id none;
	enum tz_status s = TZ_OK;
	size_t i, k;

	for (i = 0; s == TZ_OK && i < plan->n_removals; i++) {
		const struct tz_bundle_removal *removal = &plan->removals[i];

		if (removal->seq >= plan->cut)
			break;
		/* A bundle must explain itself: older withdrawals are not in
		 * it.  What was erased is gone in any case. */
		if (removal->seq < plan->from && !removal->is_erase)
			continue;
		if (removal->is_refusal) {
			s = tz_bundle_map_put(&removed->quarantined,
			    &removal->doc, removal->seq, err);
			continue;
		}
		if (!tz_id_equal(&removal->doc, &none))
			s = tz_bundle_map_put(&removed->docs, &removal->doc,
			    removal->seq, err);
		for (k = 0; s == TZ_OK && k < removal->n_objects; k++)
			s = tz_bundle_map_put(removal->is_erase
				? &removed->erased
				: &removed->withdrawn,
			    &removal->objects[k], removal->seq, err);
	}
	return s;
}

static bool
is_later(const struct tz_bundle_map *map, const struct tz_id *key, int64_t seq)
{
	const int64_t *newest = tz_bundle_map_find(map, key);

	return newest && *newest > seq;
}

/* Whether the public profile lets this entry open this use of it. */
static bool
is_disclosed(const struct tz_bundle_act *act, const struct tz_bundle_item *item,
    const struct removed *removed, bool *ret_withdrawn)
{
	switch (act->kind) {
	case TZ_ACT_PUBLISH:
	case TZ_ACT_DEPOSIT:
		*ret_withdrawn =
		    is_later(&removed->docs, &act->doc, act->seq) ||
		    is_later(&removed->withdrawn, &item->commitment, act->seq);
		return !*ret_withdrawn;
	case TZ_ACT_PERSON_ADD:
	case TZ_ACT_PERSON_RETIRE:
	case TZ_ACT_POLICY_ADOPT:
		return !item->is_detail;
	case TZ_ACT_WITHDRAW:
		*ret_withdrawn = !item->is_detail;
		return false;
	case TZ_ACT_SUBMIT:
	case TZ_ACT_REVISE:
	case TZ_ACT_REFUSE:
	case TZ_ACT_JUDGE:
	case TZ_ACT_SIGN_OFF:
	case TZ_ACT_FINGERPRINT_ADD:
	case TZ_ACT_FINGERPRINT_END:
	case TZ_ACT_ERASE:
	case TZ_ACT_REASSESS:
	case TZ_ACT_ANCHOR:
	case TZ_ACT_EXPORT:
	case TZ_ACT_COUNT:
		break;
	}
	return false;
}

static void
choose_use(const struct tz_bundle_plan *plan, const struct tz_bundle_act *act,
    struct tz_bundle_item *item, const struct removed *removed)
{
	bool withdrawn = false;

	if (item->is_opened)
		return;
	/* A secret that was found late leaves by no door. */
	if (tz_bundle_map_find(&removed->quarantined, &act->doc))
		return;
	if (tz_bundle_map_find(&removed->erased, &item->commitment)) {
		item->reason = TZ_BUNDLE_ERASED;
		return;
	}
	if (!plan->is_public || is_disclosed(act, item, removed, &withdrawn)) {
		item->is_opened = true;
		item->seq = act->seq;
	} else if (withdrawn ||
	    tz_bundle_map_find(&removed->withdrawn, &item->commitment)) {
		item->reason = TZ_BUNDLE_WITHDRAWN;
	}
}

static bool
is_erased_later(const struct tz_bundle_plan *plan,
    const struct tz_bundle_removal *refusal)
{
	size_t i;

	for (i = 0; i < plan->n_removals; i++) {
		const struct tz_bundle_removal *removal = &plan->removals[i];

		if (removal->is_erase && removal->seq > refusal->seq &&
		    tz_id_equal(&removal->doc, &refusal->doc))
			return true;
	}
	return false;
}

/* A late refusal after B is not among what a bundle may depend on, and the
 * item's content may not be exported. */
static enum tz_status
check_quarantine(const struct tz_bundle_plan *plan, struct tz_err *err)
{
	size_t i, k;

	for (i = 0; i < plan->n_removals; i++) {
		const struct tz_bundle_removal *removal = &plan->removals[i];

		if (!removal->is_refusal || removal->seq < plan->cut)
			continue;
		for (k = 0; k < plan->n_acts; k++) {
			if (tz_id_equal(&plan->acts[k].doc, &removal->doc) &&
			    !is_erased_later(plan, removal))
				return tz_fail(err, TZ_NO,
				    _("an item of this period was quarantined "
				      "by entry %lld; it must be erased "
				      "first"),
				    (long long)removal->seq);
		}
	}
	return TZ_OK;
}

enum tz_status
tz_bundle_choose(struct tz_bundle_plan *plan, struct tz_err *err)
{
	struct removed removed = {{0}, {0}, {0}, {0}};
	enum tz_status s;
	size_t i, k;

	find_edition(plan);
	s = check_quarantine(plan, err);
	if (s == TZ_OK)
		s = note_removals(plan, &removed, err);
	for (i = 0; s == TZ_OK && i < plan->n_acts; i++) {
		const struct tz_bundle_act *act = &plan->acts[i];

		for (k = 0; k < act->n_uses; k++)
			choose_use(plan, act,
			    &plan->items[plan->uses[act->first + k]], &removed);
	}
	tz_bundle_map_clear(&removed.docs);
	tz_bundle_map_clear(&removed.withdrawn);
	tz_bundle_map_clear(&removed.erased);
	tz_bundle_map_clear(&removed.quarantined);
	return s;
}

const struct tz_bundle_item *
tz_bundle_item_find(const struct tz_bundle_plan *plan,
    const struct tz_id *commitment)
{
	const int64_t *at = tz_bundle_map_find(&plan->map, commitment);

	return at ? &plan->items[*at] : NULL;
}
