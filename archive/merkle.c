/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/merkle.c - the tree of RFC 6962 and the proofs of RFC 9162
 *
 * Proofs ask for leaf hashes through a callback and fold them through the same
 * frontier that builds the tree, so any subtree takes 64 hashes of memory.
 */
#include "archive/merkle.h"

#include <assert.h>
#include <string.h>

void
tz_merkle_leaf(const void *data, size_t len, struct tz_id *ret_leaf)
{
	unsigned char bytes[65536]; /* TZ_ENTRY_MAX and the prefix */

	assert(len < sizeof bytes);
	bytes[0] = 0;
	if (len > 0)
		memcpy(bytes + 1, data, len);
	tz_sha256(bytes, len + 1, ret_leaf);
}

void
tz_merkle_node(const struct tz_id *left, const struct tz_id *right,
    struct tz_id *ret_node)
{
	unsigned char bytes[65];

	bytes[0] = 1;
	memcpy(bytes + 1, left->bytes, 32);
	memcpy(bytes + 33, right->bytes, 32);
	tz_sha256(bytes, sizeof bytes, ret_node);
}

void
tz_merkle_init(struct tz_merkle *tree)
{
	memset(tree, 0, sizeof *tree);
}

bool
tz_merkle_resume(struct tz_merkle *tree, int64_t size,
    const struct tz_id *roots, int n_roots)
{
	if (size < 0 ||
	    n_roots != __builtin_popcountll((unsigned long long)size))
		return false;
	tz_merkle_init(tree);
	tree->size = size;
	tree->n_roots = n_roots;
	if (n_roots > 0)
		memcpy(tree->roots, roots, (size_t)n_roots * sizeof *roots);
	return true;
}

void
tz_merkle_add(struct tz_merkle *tree, const struct tz_id *leaf)
{
	struct tz_id carry = *leaf;
	int64_t size = tree->size;

	/* As in binary counting: every trailing one is a subtree as large as
	 * the one in hand. */
	while (size & 1) {
		tree->n_roots--;
		tz_merkle_node(&tree->roots[tree->n_roots], &carry, &carry);
		size >>= 1;
	}
	tree->roots[tree->n_roots] = carry;
	tree->n_roots++;
	tree->size++;
}

void
tz_merkle_root(const struct tz_merkle *tree, struct tz_id *ret_root)
{
	struct tz_id root;
	int i;

	if (tree->n_roots == 0) {
		tz_sha256("", 0, ret_root);
		return;
	}
	root = tree->roots[tree->n_roots - 1];
	for (i = tree->n_roots - 2; i >= 0; i--)
		tz_merkle_node(&tree->roots[i], &root, &root);
	*ret_root = root;
}

/* The root of the leaves [from, until). */
static enum tz_status
subtree(int64_t from, int64_t until, tz_merkle_fetch *fetch, void *arg,
    struct tz_id *ret_root, struct tz_err *err)
{
	struct tz_merkle tree;
	struct tz_id leaf;
	enum tz_status s;
	int64_t seq;

	tz_merkle_init(&tree);
	for (seq = from; seq < until; seq++) {
		s = fetch(seq, &leaf, arg, err);
		if (s)
			return s;
		tz_merkle_add(&tree, &leaf);
	}
	tz_merkle_root(&tree, ret_root);
	return TZ_OK;
}

/* The largest power of two below ${n}, which is at least 2. */
static int64_t
split_of(int64_t n)
{
	int64_t k = 1;

	while (k < n - k)
		k *= 2;
	return k;
}

static void
reverse(struct tz_id *path, int n)
{
	int i;

	for (i = 0; i < n / 2; i++) {
		struct tz_id t = path[i];

		path[i] = path[n - 1 - i];
		path[n - 1 - i] = t;
	}
}

enum tz_status
tz_merkle_inclusion(int64_t seq, int64_t size, tz_merkle_fetch *fetch,
    void *arg, struct tz_id ret_path[63], int *ret_n, struct tz_err *err)
{
	int64_t from = 0, until = size;
	enum tz_status s;
	int n = 0;

	if (seq < 0 || seq >= size)
		return tz_fail(err, TZ_BUG, "no leaf %lld in a tree of %lld",
		    (long long)seq, (long long)size);
	while (until - from > 1) {
		int64_t middle = from + split_of(until - from);

		if (seq < middle) {
			s = subtree(middle, until, fetch, arg, &ret_path[n],
			    err);
			until = middle;
		} else {
			s = subtree(from, middle, fetch, arg, &ret_path[n],
			    err);
			from = middle;
		}
		if (s)
			return s;
		n++;
	}
	reverse(ret_path, n);
	*ret_n = n;
	return TZ_OK;
}

bool
tz_merkle_verify_inclusion(int64_t seq, int64_t size, const struct tz_id *leaf,
    const struct tz_id *path, int n, const struct tz_id *root)
{
	int64_t fn = seq, sn = size - 1;
	struct tz_id hash = *leaf;
	int i;

	if (seq < 0 || seq >= size)
		return false;
	for (i = 0; i < n; i++) {
		if (sn == 0)
			return false;
		if ((fn & 1) || fn == sn) {
			tz_merkle_node(&path[i], &hash, &hash);
			while (!(fn & 1) && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			tz_merkle_node(&hash, &path[i], &hash);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && tz_id_equal(&hash, root);
}

enum tz_status
tz_merkle_consistency(int64_t size1, int64_t size2, tz_merkle_fetch *fetch,
    void *arg, struct tz_id ret_path[64], int *ret_n, struct tz_err *err)
{
	int64_t from = 0, until = size2;
	bool whole = true;
	enum tz_status s;
	int n = 0;

	if (size1 < 1 || size1 > size2)
		return tz_fail(err, TZ_BUG, "no proof from size %lld to %lld",
		    (long long)size1, (long long)size2);
	/* SUBPROOF: the old tree ends at size1, inside [from, until). */
	while (size1 < until) {
		int64_t middle = from + split_of(until - from);

		if (size1 <= middle) {
			s = subtree(middle, until, fetch, arg, &ret_path[n],
			    err);
			until = middle;
		} else {
			s = subtree(from, middle, fetch, arg, &ret_path[n],
			    err);
			from = middle;
			whole = false;
		}
		if (s)
			return s;
		n++;
	}
	if (!whole) {
		s = subtree(from, until, fetch, arg, &ret_path[n], err);
		if (s)
			return s;
		n++;
	}
	reverse(ret_path, n);
	*ret_n = n;
	return TZ_OK;
}

bool
tz_merkle_verify_consistency(int64_t size1, int64_t size2,
    const struct tz_id *root1, const struct tz_id *root2,
    const struct tz_id *path, int n)
{
	int64_t fn = size1 - 1, sn = size2 - 1;
	struct tz_id fr, sr;
	int i = 0;

	if (size1 < 1 || size1 > size2)
		return false;
	if (size1 == size2)
		return n == 0 && tz_id_equal(root1, root2);
	if (n == 0)
		return false;
	while (fn & 1) {
		fn >>= 1;
		sn >>= 1;
	}
	/* A power of two is itself the first element of the proof. */
	if ((size1 & (size1 - 1)) == 0)
		fr = *root1;
	else
		fr = path[i++];
	sr = fr;
	for (; i < n; i++) {
		if (sn == 0)
			return false;
		if ((fn & 1) || fn == sn) {
			tz_merkle_node(&path[i], &fr, &fr);
			tz_merkle_node(&path[i], &sr, &sr);
			while (!(fn & 1) && fn != 0) {
				fn >>= 1;
				sn >>= 1;
			}
		} else {
			tz_merkle_node(&sr, &path[i], &sr);
		}
		fn >>= 1;
		sn >>= 1;
	}
	return sn == 0 && tz_id_equal(&fr, root1) && tz_id_equal(&sr, root2);
}
