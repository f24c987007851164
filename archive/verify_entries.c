/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_entries.c - sequence, chain, tree and times of the range
 *
 * The chain inside the entries and the tree over them are checked against each
 * other at every entry, not only at their ends.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/verify_run.h"
#include "base/intl.h"

#define SKEW 300	  /* seconds between `t` and `at` */
#define ENTRIES_MAX 65536 /* of one file */

/* What the pass carries from line to line. */
struct tz_verify_pass {
	struct tz_id *leaves; /* as data/ledger/leaves/ has them */
	size_t n_leaves;
	struct tz_id frontier[64];
	int n_frontier;
	struct tz_id last; /* leaf of the entry before */
	bool has_last;
	int64_t last_at; /* and its t */
	int64_t n;	 /* entries seen */
	bool leaves_differ;
};

static bool
parse_hash(const char *line, size_t len, struct tz_id *ret)
{
	return len == 64 && strlen(line) == 64 && tz_id_parse(line, ret);
}

static enum tz_status
frontier_line(struct tz_verify *verify, const char *line, size_t len, int64_t n,
    struct tz_err *err)
{
	struct tz_verify_pass *pass = verify->pass;

	(void)err;
	if (n >= 63 || !parse_hash(line, len, &pass->frontier[n]))
		tz_verify_fail(verify, TZ_CHECK_MERKLE,
		    "data/ledger/frontier.txt", _("is not in its form"));
	else
		pass->n_frontier = (int)n + 1;
	return TZ_OK;
}

static enum tz_status
leaf_line(struct tz_verify *verify, const char *line, size_t len, int64_t n,
    struct tz_err *err)
{
	struct tz_verify_pass *pass = verify->pass;
	struct tz_id *leaves;

	if ((n & (n - 1)) == 0) {
		leaves = reallocarray(pass->leaves, n ? (size_t)n * 2 : 1,
		    sizeof *leaves);
		if (!leaves)
			return tz_fail_nomem(err);
		pass->leaves = leaves;
	}
	memset(&pass->leaves[n], 0, sizeof *pass->leaves);
	pass->n_leaves = (size_t)n + 1;
	if (!parse_hash(line, len, &pass->leaves[n]))
		pass->leaves_differ = true;
	return TZ_OK;
}

static enum tz_status
keep_root(struct tz_verify *verify, struct tz_err *err)
{
	size_t n = verify->n_roots;
	struct tz_id *roots;

	if ((n & (n - 1)) == 0) {
		roots =
		    reallocarray(verify->roots, n ? n * 2 : 1, sizeof *roots);
		if (!roots)
			return tz_fail_nomem(err);
		verify->roots = roots;
	}
	tz_merkle_root(&verify->tree, &verify->roots[n]);
	verify->n_roots++;
	return TZ_OK;
}

/* The entry's bytes go into the tree whatever they say. */
static enum tz_status
add_leaf(struct tz_verify *verify, const char *line, size_t len,
    struct tz_id *ret_leaf, struct tz_err *err)
{
	struct tz_verify_pass *pass = verify->pass;

	memset(ret_leaf, 0, sizeof *ret_leaf);
	if (len <= TZ_ENTRY_MAX)
		tz_merkle_leaf(line, len, ret_leaf);
	if ((size_t)pass->n >= pass->n_leaves ||
	    !tz_id_equal(&pass->leaves[pass->n], ret_leaf))
		pass->leaves_differ = true;
	tz_merkle_add(&verify->tree, ret_leaf);
	verify->n_checked[TZ_CHECK_MERKLE]++;
	return keep_root(verify, err);
}

static void
check_chain(struct tz_verify *verify, const struct tz_entry *entry,
    int64_t expected)
{
	static const struct tz_id zeros;
	const struct tz_verify_pass *pass = verify->pass;
	const struct tz_id *prev = NULL;

	verify->n_checked[TZ_CHECK_CHAIN]++;
	if (pass->has_last)
		prev = &pass->last;
	else if (expected == 0)
		prev = &zeros;
	else if (pass->n == 0 && (verify->from & 1) && pass->n_frontier > 0)
		prev = &pass->frontier[pass->n_frontier - 1];
	if (prev && !tz_id_equal(prev, &entry->prev))
		tz_verify_fail_seq(verify, TZ_CHECK_CHAIN, expected,
		    _("does not follow the entry before it"));
}

static void
check_time(struct tz_verify *verify, const struct tz_entry *entry)
{
	struct tz_verify_pass *pass = verify->pass;

	verify->n_checked[TZ_CHECK_TIME]++;
	if (pass->n > 0 && entry->at < pass->last_at)
		tz_verify_fail_seq(verify, TZ_CHECK_TIME, entry->seq,
		    _("is earlier than the entry before it"));
	if (llabs((long long)(entry->at - entry->statement.at)) > SKEW)
		tz_verify_fail_seq(verify, TZ_CHECK_TIME, entry->seq,
		    _("was signed more than 300 seconds before or after its "
		      "entry"));
	pass->last_at = entry->at;
}

static enum tz_status
take_entry(struct tz_verify *verify, struct tz_entry *entry, struct tz_err *err)
{
	enum tz_status s;

	s = tz_bundle_take(&verify->plan, entry, err);
	if (s == TZ_OK)
		s = tz_bundle_keep_removal(&verify->plan, entry, err);
	return s;
}

static enum tz_status
entry_line(struct tz_verify *verify, const char *line, size_t len, int64_t n,
    struct tz_err *err)
{
	struct tz_verify_pass *pass = verify->pass;
	int64_t expected = verify->from + n;
	tz_auto_entry entry = {0};
	struct tz_err why = {0};
	struct tz_id leaf;
	enum tz_status s;

	s = add_leaf(verify, line, len, &leaf, err);
	if (s)
		return s;
	verify->n_checked[TZ_CHECK_SEQ]++;
	s = tz_entry_read(line, len, &entry, &why);
	if (s == TZ_NOMEM)
		return tz_fail_nomem(err);
	if (s) {
		tz_verify_fail_seq(verify, TZ_CHECK_ARCHIVE_FORM, expected,
		    why.text);
		tz_verify_fail_seq(verify, TZ_CHECK_SIGNATURE, expected,
		    _("cannot be checked: the entry is malformed"));
	} else {
		if (entry.seq != expected)
			tz_verify_fail_seq(verify, TZ_CHECK_SEQ, expected,
			    _("another entry stands in its place"));
		else if (strcmp(entry.log, verify->origin) != 0)
			tz_verify_fail_seq(verify, TZ_CHECK_SEQ, expected,
			    _("belongs to another log"));
		check_chain(verify, &entry, expected);
		check_time(verify, &entry);
		s = take_entry(verify, &entry, err);
		if (s)
			return s;
	}
	pass->last = leaf;
	pass->has_last = true;
	pass->n++;
	return TZ_OK;
}

static void
check_ends(struct tz_verify *verify)
{
	struct tz_verify_pass *pass = verify->pass;
	struct tz_id root;

	if (pass->n != verify->until - verify->from)
		tz_verify_fail(verify, TZ_CHECK_SEQ, "data/ledger/entries",
		    _("there are more or fewer entries than the range has"));
	if (pass->leaves_differ || (int64_t)pass->n_leaves != pass->n)
		tz_verify_fail(verify, TZ_CHECK_MERKLE, "data/ledger/leaves",
		    _("are not the hashes of the entries"));
	tz_merkle_root(&verify->tree, &root);
	if (!verify->has_note_until ||
	    !tz_id_equal(&root, &verify->note_until.root))
		tz_verify_fail(verify, TZ_CHECK_MERKLE, "",
		    _("the entries do not give the root of the head at the "
		      "end of the range"));
}

/* Entries are in files of 65536, each named by its first. */
static void
check_file_names(struct tz_verify *verify)
{
	static const char folder[] = "data/ledger/entries/";
	int64_t expected = verify->from;
	size_t i;

	for (i = 0; i < verify->n_members; i++) {
		const char *name = verify->member[i].name;

		if (strncmp(name, folder, strlen(folder)) != 0)
			continue;
		if (strtoll(name + strlen(folder), NULL, 10) != expected)
			tz_verify_fail(verify, TZ_CHECK_ARCHIVE_FORM, name,
			    _("is not named by its first entry"));
		expected += ENTRIES_MAX;
	}
}

static enum tz_status
run_pass(struct tz_verify *verify, struct tz_err *err)
{
	struct tz_verify_pass *pass = verify->pass;
	struct tz_id root;
	enum tz_status s;

	s = tz_verify_lines(verify, "data/ledger/frontier.txt", TZ_CHECK_MERKLE,
	    frontier_line, err);
	if (s == TZ_OK)
		s = tz_verify_lines(verify, "data/ledger/leaves/",
		    TZ_CHECK_MERKLE, leaf_line, err);
	if (s)
		return s;
	if (!tz_merkle_resume(&verify->tree, verify->from, pass->frontier,
		pass->n_frontier))
		tz_verify_fail(verify, TZ_CHECK_MERKLE,
		    "data/ledger/frontier.txt",
		    _("has not as many hashes as the range's beginning "
		      "needs"));
	tz_merkle_root(&verify->tree, &root);
	if (!verify->has_note_from ||
	    !tz_id_equal(&root, &verify->note_from.root))
		tz_verify_fail(verify, TZ_CHECK_MERKLE,
		    "data/ledger/frontier.txt",
		    _("does not give the root of the head at the beginning "
		      "of the range"));
	s = keep_root(verify, err);
	if (s == TZ_OK)
		s = tz_verify_lines(verify, "data/ledger/entries/",
		    TZ_CHECK_SEQ, entry_line, err);
	return s;
}

enum tz_status
tz_verify_entries(struct tz_verify *verify, struct tz_err *err)
{
	struct tz_verify_pass pass = {0};
	enum tz_status s;

	verify->plan.from = verify->from;
	verify->plan.until = verify->until;
	verify->plan.is_public = verify->is_public;
	verify->pass = &pass;
	check_file_names(verify);
	s = run_pass(verify, err);
	if (s == TZ_OK)
		check_ends(verify);
	verify->pass = NULL;
	free(pass.leaves);
	return s;
}
