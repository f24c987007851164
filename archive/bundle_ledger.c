/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_ledger.c - data/ledger/: the range and what proves it
 *
 * The full and the public bundle share these files byte for byte.
 */
#include "archive/bundle_parts.h"

#include <inttypes.h>
#include <stdio.h>

#include "archive/ledger.h"
#include "archive/merkle.h"
#include "base/intl.h"

#define ENTRIES_MAX 65536 /* of one file */
#define NAME_SIZE 64

struct copy {
	struct tz_bundle_plan *plan;
	struct tz_bundle_members *members;
	struct tz_merkle tree; /* of the leaves so far */
	struct tz_buf leaves;
	int64_t seq;
	enum tz_status status; /* of the leaves' visit */
};

static enum tz_status
copy_entry(int64_t seq, const char *line, size_t len, const struct tz_id *leaf,
    void *arg, struct tz_err *err)
{
	struct copy *copy = arg;
	char name[NAME_SIZE];
	struct tz_id hash;
	enum tz_status s = TZ_OK;

	tz_merkle_leaf(line, len, &hash);
	if (!tz_id_equal(&hash, leaf))
		return tz_fail(err, TZ_CORRUPT,
		    _("entry %lld does not match its leaf"), (long long)seq);
	if ((seq - copy->plan->from) % ENTRIES_MAX == 0) {
		if (seq > copy->plan->from)
			s = tz_bundle_end(copy->members, err);
		snprintf(name, sizeof name,
		    "data/ledger/entries/%012" PRId64 ".jsonl", seq);
		if (s == TZ_OK)
			s = tz_bundle_begin(copy->members, name, err);
	}
	if (s == TZ_OK)
		s = tz_bundle_put(copy->members, line, len, err);
	if (s == TZ_OK)
		s = tz_bundle_put(copy->members, "\n", 1, err);
	return s;
}

static enum tz_status
add_frontier(struct copy *copy, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	char hex[TZ_ID_HEX];
	int i;

	for (i = 0; i < copy->tree.n_roots; i++) {
		tz_id_hex(&copy->tree.roots[i], hex);
		tz_buf_printf(&text, "%s\n", hex);
	}
	return tz_bundle_add(copy->members, "data/ledger/frontier.txt",
	    text.data, text.len, err);
}

static void
copy_leaf(const struct tz_id *leaf, void *arg)
{
	struct copy *copy = arg;
	char hex[TZ_ID_HEX];

	if (copy->seq == copy->plan->from && !copy->status)
		copy->status = add_frontier(copy, NULL);
	if (copy->seq >= copy->plan->from) {
		tz_id_hex(leaf, hex);
		tz_buf_printf(&copy->leaves, "%s\n", hex);
	}
	tz_merkle_add(&copy->tree, leaf);
	copy->seq++;
}

static enum tz_status
add_leaves(struct copy *copy, struct tz_err *err)
{
	struct tz_bundle_plan *plan = copy->plan;
	char name[NAME_SIZE];
	enum tz_status s;

	s = tz_leaf_rows_each(tz_vault_db(plan->vault), plan->until, copy_leaf,
	    copy, err);
	if (s == TZ_OK && copy->status)
		s = tz_fail(err, copy->status, _("cannot write the frontier"));
	if (s == TZ_OK)
		s = tz_buf_check(&copy->leaves, err);
	if (s)
		return s;
	snprintf(name, sizeof name, "data/ledger/leaves/%012" PRId64 ".txt",
	    plan->from);
	return tz_bundle_add(copy->members, name, copy->leaves.data,
	    copy->leaves.len, err);
}

static enum tz_status
add_note(struct copy *copy, int64_t size, struct tz_err *err)
{
	tz_auto_buf note = TZ_BUF_INIT;
	char name[NAME_SIZE];
	enum tz_status s;

	s = tz_ledger_checkpoint(copy->plan->vault, size, &note, err);
	if (s)
		return s;
	snprintf(name, sizeof name,
	    "data/ledger/checkpoints/%012" PRId64 ".note", size);
	return tz_bundle_add(copy->members, name, note.data, note.len, err);
}

static enum tz_status
fetch(int64_t seq, struct tz_id *ret_leaf, void *arg, struct tz_err *err)
{
	struct copy *copy = arg;

	return tz_entry_rows_get(tz_vault_db(copy->plan->vault), seq, NULL,
	    ret_leaf, err);
}

/* For an edition after the first: that the newest removal's head continues
 * the range's. */
static enum tz_status
add_consistency(struct copy *copy, struct tz_err *err)
{
	struct tz_bundle_plan *plan = copy->plan;
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_id path[64];
	enum tz_status s;
	int n = 0, i;

	s = add_note(copy, plan->cut, err);
	if (s == TZ_OK)
		s = tz_merkle_consistency(plan->until, plan->cut, fetch, copy,
		    path, &n, err);
	if (s)
		return s;
	for (i = 0; i < n; i++) {
		tz_base64_encode(path[i].bytes, sizeof path[i].bytes, &text);
		tz_buf_putc(&text, '\n');
	}
	return tz_bundle_add(copy->members, "data/ledger/consistency.txt",
	    text.data, text.len, err);
}

static enum tz_status
add_small(struct copy *copy, struct tz_err *err)
{
	struct tz_bundle_plan *plan = copy->plan;
	tz_auto_buf range = TZ_BUF_INIT;
	tz_auto_buf vkey = TZ_BUF_INIT;
	enum tz_status s;

	tz_buf_printf(&range, "%" PRId64 " %" PRId64 "\n", plan->from,
	    plan->until);
	s = tz_bundle_add(copy->members, "data/ledger/range", range.data,
	    range.len, err);
	if (s == TZ_OK)
		s = tz_ledger_vkey(plan->vault, &vkey, err);
	tz_buf_putc(&vkey, '\n');
	if (s == TZ_OK)
		s = tz_bundle_add(copy->members, "data/ledger/vkey", vkey.data,
		    vkey.len, err);
	return s;
}

enum tz_status
tz_bundle_ledger(struct tz_bundle_plan *plan, struct tz_bundle_members *members,
    struct tz_err *err)
{
	struct copy copy = {.plan = plan, .members = members};
	enum tz_status s;

	s = tz_entry_rows_each(tz_vault_db(plan->vault), plan->from,
	    plan->until, copy_entry, &copy, err);
	if (s == TZ_OK)
		s = tz_bundle_end(members, err);
	if (s == TZ_OK)
		s = add_leaves(&copy, err);
	tz_buf_clear(&copy.leaves);
	if (s == TZ_OK)
		s = add_small(&copy, err);
	if (s == TZ_OK)
		s = add_note(&copy, plan->from, err);
	if (s == TZ_OK)
		s = add_note(&copy, plan->until, err);
	if (s == TZ_OK && plan->edition > 1)
		s = add_consistency(&copy, err);
	return s;
}
