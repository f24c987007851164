/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/merkle.h - the Merkle tree of RFC 6962, kept as its frontier
 *
 * leaf = SHA-256(0x00 || entry), node = SHA-256(0x01 || left || right).  The
 * frontier of n leaves is the roots of their perfect subtrees, largest first
 * (popcount(n) of them), so a tree of any size takes 64 hashes of memory.
 */
#ifndef TZ_ARCHIVE_MERKLE_H
#define TZ_ARCHIVE_MERKLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"

struct tz_merkle {
	int64_t size;
	struct tz_id roots[63]; /* largest subtree first */
	int n_roots;
};

/** tz_merkle_leaf(data, len, ret_leaf): The hash of one entry's bytes, of
 * which there are at most TZ_ENTRY_MAX. */
void tz_merkle_leaf(const void *data, size_t len, struct tz_id *ret_leaf);

/** tz_merkle_node(left, right, ret_node): The hash of an inner node. */
void tz_merkle_node(const struct tz_id *left, const struct tz_id *right,
    struct tz_id *ret_node);

/** tz_merkle_init(tree): An empty tree. */
void tz_merkle_init(struct tz_merkle *tree);

/** tz_merkle_resume(tree, size, roots, n_roots): A tree from its frontier;
 * false unless ${n_roots} is the number of ones in ${size}. */
bool tz_merkle_resume(struct tz_merkle *tree, int64_t size,
    const struct tz_id *roots, int n_roots);

/** tz_merkle_add(tree, leaf): Add one leaf hash. */
void tz_merkle_add(struct tz_merkle *tree, const struct tz_id *leaf);

/** tz_merkle_root(tree, ret_root): The root; SHA-256 of nothing when empty. */
void tz_merkle_root(const struct tz_merkle *tree, struct tz_id *ret_root);

/* How proofs fetch subtree hashes: the leaf hash of entry ${seq}. */
typedef enum tz_status tz_merkle_fetch(int64_t seq, struct tz_id *ret_leaf,
    void *arg, struct tz_err *err);

/** tz_merkle_inclusion(seq, size, fetch, arg, ret_path, ret_n, err): The
 * RFC 9162 2.1.3 inclusion path, leaf to root, of at most 63 hashes. */
TZ_CHECK enum tz_status
tz_merkle_inclusion(int64_t seq, int64_t size, tz_merkle_fetch *fetch,
    void *arg, struct tz_id ret_path[63], int *ret_n, struct tz_err *err);

/** tz_merkle_verify_inclusion(seq, size, leaf, path, n, root): Whether the
 * path proves it. */
bool
tz_merkle_verify_inclusion(int64_t seq, int64_t size, const struct tz_id *leaf,
    const struct tz_id *path, int n, const struct tz_id *root);

/** tz_merkle_consistency(size1, size2, fetch, arg, ret_path, ret_n, err): The
 * RFC 9162 2.1.4 consistency proof, of at most 64 hashes. */
TZ_CHECK enum tz_status
tz_merkle_consistency(int64_t size1, int64_t size2, tz_merkle_fetch *fetch,
    void *arg, struct tz_id ret_path[64], int *ret_n, struct tz_err *err);

/** tz_merkle_verify_consistency(size1, size2, root1, root2, path, n): Whether
 * the path proves that the first tree is a prefix of the second; size1 = 0 is
 * refused. */
bool tz_merkle_verify_consistency(int64_t size1, int64_t size2,
    const struct tz_id *root1, const struct tz_id *root2,
    const struct tz_id *path, int n);

#endif /* !TZ_ARCHIVE_MERKLE_H */
