/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_roster.c - who may sign: data/ledger/allowed_signers
 *
 * Made from the person.* entries before B.  Those before A are not in the
 * bundle, so roster.jsonl carries them with their inclusion proofs.
 */
#include "archive/bundle_parts.h"

#include <stdlib.h>
#include <string.h>

#include "archive/bundle_signers.h"
#include "archive/merkle.h"
#include "base/intl.h"

struct leaves {
	struct tz_id *leaf;
	size_t n;
};

enum tz_status
tz_bundle_object_get(struct tz_bundle_plan *plan,
    const struct tz_id *commitment, struct tz_opening *ret_opening,
    struct tz_buf *ret, struct tz_err *err)
{
	struct tz_id check;
	enum tz_status s;

	s = tz_opening_rows_get(tz_vault_db(plan->vault), commitment,
	    ret_opening, err);
	if (s == TZ_OK)
		s = tz_blobs_get(tz_vault_blobs(plan->vault),
		    &ret_opening->blob, ret, err);
	if (s == TZ_OK)
		s = tz_buf_check(ret, err);
	if (s)
		return s;
	tz_commit_object(&ret_opening->salt, ret->data, ret->len, &check);
	if (!tz_id_equal(&check, commitment))
		return tz_fail(err, TZ_CORRUPT,
		    _("an object does not match its commitment"));
	return TZ_OK;
}

static void
keep_leaf(const struct tz_id *leaf, void *arg)
{
	struct leaves *leaves = arg;

	leaves->leaf[leaves->n++] = *leaf;
}

static enum tz_status
fetch(int64_t seq, struct tz_id *ret_leaf, void *arg, struct tz_err *err)
{
	const struct leaves *leaves = arg;

	(void)err;
	*ret_leaf = leaves->leaf[seq];
	return TZ_OK;
}

/* {"entry":"<line>","object":..,"osalt":..,"path":[..]} */
static enum tz_status
put_proof(struct tz_bundle_plan *plan, const struct tz_bundle_person *person,
    const struct tz_opening *opening, struct leaves *leaves, struct tz_buf *ret,
    struct tz_err *err)
{
	tz_auto_buf line = TZ_BUF_INIT;
	char object[TZ_ID_HEX], salt[TZ_ID_HEX], hex[TZ_ID_HEX];
	struct tz_id path[63];
	enum tz_status s;
	int n = 0, i;

	s = tz_entry_rows_get(tz_vault_db(plan->vault), person->seq, &line,
	    NULL, err);
	if (s == TZ_OK)
		s = tz_merkle_inclusion(person->seq, plan->until, fetch, leaves,
		    path, &n, err);
	if (s)
		return s;
	tz_id_hex(&opening->commitment, object);
	tz_id_hex(&opening->salt, salt);
	tz_buf_puts(ret, "{\"entry\":");
	tz_json_quote(line.data, line.len, ret);
	tz_buf_printf(ret, ",\"object\":\"%s\",\"osalt\":\"%s\",\"path\":[",
	    object, salt);
	for (i = 0; i < n; i++) {
		tz_id_hex(&path[i], hex);
		tz_buf_printf(ret, "%s\"%s\"", i ? "," : "", hex);
	}
	tz_buf_puts(ret, "]}\n");
	return tz_buf_check(ret, err);
}

static enum tz_status
add_person(struct tz_bundle_plan *plan, const struct tz_bundle_person *person,
    struct tz_bundle_signers *signers, struct leaves *leaves,
    struct tz_buf *proofs, struct tz_err *err)
{
	tz_auto_opening opening = {0};
	tz_auto_buf line = TZ_BUF_INIT;
	enum tz_status s;

	s = tz_bundle_object_get(plan, &person->object, &opening, &line, err);
	if (s == TZ_OK && person->is_add)
		s = tz_bundle_signers_add(signers, tz_buf_str(&line), line.len,
		    person->seq, person->at, err);
	else if (s == TZ_OK)
		s = tz_bundle_signers_retire(signers, tz_buf_str(&line),
		    line.len, person->seq, person->at, err);
	if (s)
		return tz_fail_while(err, s, _("reading person entry %lld"),
		    (long long)person->seq);
	if (person->seq < plan->from)
		s = put_proof(plan, person, &opening, leaves, proofs, err);
	return s;
}

static enum tz_status
load_leaves(struct tz_bundle_plan *plan, struct leaves *leaves,
    struct tz_err *err)
{
	leaves->leaf = calloc((size_t)plan->until, sizeof *leaves->leaf);
	if (!leaves->leaf)
		return tz_fail_nomem(err);
	return tz_leaf_rows_each(tz_vault_db(plan->vault), plan->until,
	    keep_leaf, leaves, err);
}

enum tz_status
tz_bundle_roster(struct tz_bundle_plan *plan, struct tz_bundle_members *members,
    struct tz_err *err)
{
	tz_auto_signers signers = {0};
	tz_auto_buf proofs = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;
	struct leaves leaves = {0};
	enum tz_status s = TZ_OK;
	size_t i;

	if (plan->from > 0)
		s = load_leaves(plan, &leaves, err);
	for (i = 0; s == TZ_OK && i < plan->n_people; i++) {
		if (plan->people[i].seq < plan->until)
			s = add_person(plan, &plan->people[i], &signers,
			    &leaves, &proofs, err);
	}
	free(leaves.leaf);
	if (s)
		return s;
	tz_bundle_signers_write(&signers, &text);
	s = tz_buf_check(&text, err);
	if (s == TZ_OK)
		s = tz_bundle_add(members, "data/ledger/allowed_signers",
		    text.data, text.len, err);
	if (s == TZ_OK && plan->from > 0)
		s = tz_bundle_add(members, "data/ledger/roster.jsonl",
		    proofs.data, proofs.len, err);
	return s;
}
