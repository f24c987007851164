/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/replay.c - what other rules would make of what is stored
 */
#include "cli/replay.h"

#include <stdlib.h>
#include <string.h>

#include "cli/reread.h"
#include "store/item_revision_rows.h"

void
tz_replay_clear(struct tz_replay *replay)
{
	size_t i;

	for (i = 0; i < replay->n; i++) {
		struct tz_replay_change *change = &replay->change[i];

		free(change->item);
		free(change->rule);
		free(change->place);
		free(change->where);
		free(change->match);
		free(change->excerpt);
	}
	free(replay->change);
	replay->change = NULL;
	replay->n = 0;
}

bool
tz_replay_disclosed(enum tz_state state)
{
	/* What was withdrawn has been read outside, too. */
	return state == TZ_STATE_CLEARED || state == TZ_STATE_PUBLISHED ||
	    state == TZ_STATE_WITHDRAWN;
}

bool
tz_replay_is_find(const struct tz_replay_change *change)
{
	return change->kind == TZ_DIFFERENCE_NEW ||
	    change->kind == TZ_DIFFERENCE_RAISED;
}

struct age {
	int revision;
	int64_t at;
};

static enum tz_status
take_age(const struct tz_item_revision_row *row, void *arg, struct tz_err *err)
{
	struct age *age = arg;

	(void)err;
	if (row->revision == age->revision)
		age->at = row->at;
	return TZ_OK;
}

static enum tz_status
wanted(const struct tz_item *item, bool *ret_wanted, void *arg,
    struct tz_err *err)
{
	struct tz_replay *replay = arg;
	struct age age = {item->revision, 0};
	enum tz_status s = TZ_OK;

	if (replay->since > 0)
		s = tz_item_revision_rows_each(
		    tz_vault_db(tz_cli_vault(replay->cli)), item->id, take_age,
		    &age, err);
	if (s || (replay->since > 0 && age.at < replay->since))
		return s;
	if (item->state == TZ_STATE_QUARANTINED)
		replay->quarantined++;
	else if (item->state == TZ_STATE_ERASED)
		replay->erased++;
	else
		*ret_wanted = true;
	return TZ_OK;
}

static enum tz_status
fill(struct tz_replay_change *change, const struct tz_difference *difference,
    bool secret, struct tz_err *err)
{
	const struct tz_scan_hit *hit = difference->hit;
	const struct tz_found *found = difference->found;
	const struct tz_finding *finding = hit ? hit->finding : NULL;
	char depth[32];
	enum tz_status s = tz_item_set(&change->rule,
	    finding ? finding->rule : found->rule, err);

	change->severity = finding ? finding->severity : found->severity;
	change->channel = finding ? finding->channel : found->channel;
	change->was = found ? found->severity : TZ_SEVERITY_COUNT;
	change->status = found ? found->status : TZ_JUDGEMENT_OPEN;
	change->number = found ? found->number : 0;
	if (secret) {
		/* The depth is all that may be said of the place. */
		snprintf(depth, sizeof depth, "depth %u", hit ? hit->depth : 0);
		return s ? s : tz_item_set(&change->place, depth, err);
	}
	if (!s)
		s = tz_item_set(&change->place, hit ? hit->place : found->place,
		    err);
	if (!s)
		s = tz_item_set(&change->where,
		    finding ? finding->where : found->location, err);
	if (!s)
		s = tz_item_set(&change->match,
		    finding ? finding->match : found->matched, err);
	if (!s)
		s = tz_item_set(&change->excerpt,
		    finding ? finding->excerpt : found->excerpt, err);
	return s;
}

static enum tz_status
add(struct tz_replay *replay, const struct tz_item *item,
    const struct tz_difference *difference, bool secret, struct tz_err *err)
{
	struct tz_replay_change *change;
	enum tz_status s;

	if (replay->n == replay->cap) {
		size_t cap = replay->cap ? replay->cap * 2 : 64;
		struct tz_replay_change *more =
		    reallocarray(replay->change, cap, sizeof *more);

		if (!more)
			return tz_fail_nomem(err);
		replay->change = more;
		replay->cap = cap;
	}
	change = &replay->change[replay->n];
	memset(change, 0, sizeof *change);
	change->order = replay->n++;
	change->kind = difference->kind;
	change->state = item->state;
	change->revision = item->revision;
	s = tz_item_set(&change->item, item->id, err);
	if (!s)
		s = fill(change, difference, secret, err);
	if (s)
		return s;
	if (tz_replay_is_find(change))
		replay->found[tz_replay_disclosed(item->state)]
			     [change->severity]++;
	else
		replay->gone[change->status]++;
	return TZ_OK;
}

/* How many of the files, those in others counted, were not wholly read. */
static uint64_t
count_unread(const struct tz_scan *scan)
{
	const struct tz_document *document;
	uint64_t count = 0;
	size_t position, n, i;

	for (position = 0;; position++) {
		const struct tz_document_file *files;

		document = tz_scan_document(scan, position);
		if (!document)
			return count;
		files = tz_document_files(document, &n);
		for (i = 0; i < n; i++)
			count += files[i].reading != TZ_READING_READ;
	}
}

static enum tz_status
visit(const struct tz_item *item, const struct tz_scan *scan, bool whole,
    void *arg, struct tz_err *err)
{
	struct tz_replay *replay = arg;
	struct tz_vault *vault = tz_cli_vault(replay->cli);
	tz_auto_found found = {0};
	tz_auto_differences differences = {0};
	bool secret = tz_scan_refuses(scan);
	enum tz_status s;
	size_t i;

	replay->items++;
	replay->disclosed += tz_replay_disclosed(item->state);
	replay->not_read += count_unread(scan) + !whole;
	s = tz_found_load(vault, item->id, &found, err);
	if (!s)
		s = tz_compare(scan, &found, item->revision, &differences, err);
	for (i = 0; i < differences.n && !s; i++) {
		const struct tz_difference *one = &differences.difference[i];

		/* What was not there to be read is not lost, nor new where
		 * a missing file moves the others up. */
		if (!whole &&
		    (!one->hit ||
			one->hit->finding->severity != TZ_SEVERITY_REFUSE))
			continue;
		s = add(replay, item, one, secret, err);
	}
	return s;
}

static int
group(const struct tz_replay_change *change)
{
	if (!tz_replay_is_find(change))
		return 2;
	return tz_replay_disclosed(change->state) ? 0 : 1;
}

static int
compare_changes(const void *a, const void *b)
{
	const struct tz_replay_change *x = a;
	const struct tz_replay_change *y = b;
	int order;

	if (group(x) != group(y))
		return group(x) - group(y);
	/* What people had upheld is the worst loss. */
	if (group(x) == 2 && x->status != y->status)
		return (x->status == TZ_JUDGEMENT_UPHELD ? 0 : 1 + x->status) -
		    (y->status == TZ_JUDGEMENT_UPHELD ? 0 : 1 + y->status);
	if (x->severity != y->severity)
		return (int)y->severity - (int)x->severity;
	order = strcmp(x->item, y->item);
	if (order != 0)
		return order;
	return x->order < y->order ? -1 : x->order > y->order;
}

enum tz_status
tz_replay_run(struct tz_replay *replay, struct tz_err *err)
{
	enum tz_status s = tz_reread(replay->cli, replay->rules,
	    _("reading again"), wanted, visit, replay, err);

	if (!s && replay->n > 0)
		qsort(replay->change, replay->n, sizeof *replay->change,
		    compare_changes);
	return s;
}
