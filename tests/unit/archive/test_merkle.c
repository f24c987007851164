/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_merkle.c - the tree and its proofs
 *
 * Known answers: google/certificate-transparency,
 * cpp/merkletree/merkle_tree_test.cc.  Properties: against the recursive
 * definition of RFC 6962 2.1 for every tree of up to 40 leaves.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "archive/merkle.h"
#include "base/buf.h"

#define N 40

static struct tz_id leaves[N];

static const char *const inputs[8] = {"", "00", "10", "2021", "3031",
    "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};

static const char *const roots[9] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

static enum tz_status
fetch(int64_t seq, struct tz_id *ret_leaf, void *arg, struct tz_err *err)
{
	(void)arg;
	(void)err;
	*ret_leaf = leaves[seq];
	return TZ_OK;
}

/* MTH of RFC 6962 2.1, word for word. */
static struct tz_id
definition(int from, int n)
{
	struct tz_id left, right, hash;
	int k = 1;

	if (n == 0) {
		tz_sha256("", 0, &hash);
		return hash;
	}
	if (n == 1)
		return leaves[from];
	while (k * 2 < n)
		k *= 2;
	left = definition(from, k);
	right = definition(from + k, n - k);
	tz_merkle_node(&left, &right, &hash);
	return hash;
}

static void
known_answers(void **state)
{
	struct tz_merkle tree;
	struct tz_id leaf, root;
	char hex[TZ_ID_HEX];
	int i;

	(void)state;
	tz_merkle_init(&tree);
	for (i = 0; i <= 8; i++) {
		tz_auto_buf bytes = TZ_BUF_INIT;

		tz_merkle_root(&tree, &root);
		tz_id_hex(&root, hex);
		assert_string_equal(hex, roots[i]);
		if (i == 8)
			break;
		assert_int_equal(tz_hex_decode(inputs[i], strlen(inputs[i]),
				     &bytes, NULL),
		    TZ_OK);
		tz_merkle_leaf(bytes.data, bytes.len, &leaf);
		tz_merkle_add(&tree, &leaf);
	}
	/* transparency-dev/merkle, rfc6962/rfc6962_test.go. */
	tz_merkle_leaf("L123456", 7, &leaf);
	tz_id_hex(&leaf, hex);
	assert_memory_equal(hex, "395aa064", 8);
}

static void
every_root(void **state)
{
	struct tz_merkle tree, again;
	struct tz_id root, expected;
	int n;

	(void)state;
	tz_merkle_init(&tree);
	for (n = 0; n <= N; n++) {
		tz_merkle_root(&tree, &root);
		expected = definition(0, n);
		assert_true(tz_id_equal(&root, &expected));
		assert_true(tz_merkle_resume(&again, n, tree.roots,
		    tree.n_roots));
		tz_merkle_root(&again, &root);
		assert_true(tz_id_equal(&root, &expected));
		assert_false(tz_merkle_resume(&again, n, tree.roots,
		    tree.n_roots + 1));
		if (n < N)
			tz_merkle_add(&tree, &leaves[n]);
	}
}

static void
every_inclusion(void **state)
{
	struct tz_id path[63], root, wrong;
	int n, seq, len, i;

	(void)state;
	for (n = 1; n <= N; n++) {
		root = definition(0, n);
		for (seq = 0; seq < n; seq++) {
			assert_int_equal(tz_merkle_inclusion(seq, n, fetch,
					     NULL, path, &len, NULL),
			    TZ_OK);
			assert_true(tz_merkle_verify_inclusion(seq, n,
			    &leaves[seq], path, len, &root));
			assert_false(tz_merkle_verify_inclusion(seq, n,
			    &leaves[seq], path, len + 1, &root));
			assert_false(len > 0 &&
			    tz_merkle_verify_inclusion(seq, n, &leaves[seq],
				path, len - 1, &root));
			assert_false(tz_merkle_verify_inclusion(n, n,
			    &leaves[seq], path, len, &root));
			assert_false(tz_merkle_verify_inclusion(-1, n,
			    &leaves[seq], path, len, &root));
			for (i = 0; i < len; i++) {
				wrong = path[i];
				path[i].bytes[31] ^= 1;
				assert_false(tz_merkle_verify_inclusion(seq, n,
				    &leaves[seq], path, len, &root));
				path[i] = wrong;
			}
		}
	}
	assert_int_not_equal(tz_merkle_inclusion(3, 3, fetch, NULL, path, &len,
				 NULL),
	    TZ_OK);
}

static void
every_consistency(void **state)
{
	struct tz_id path[64], first, second, kept;
	int n, m, len, i;

	(void)state;
	for (n = 1; n <= N; n++) {
		second = definition(0, n);
		for (m = 1; m <= n; m++) {
			first = definition(0, m);
			assert_int_equal(tz_merkle_consistency(m, n, fetch,
					     NULL, path, &len, NULL),
			    TZ_OK);
			assert_true(tz_merkle_verify_consistency(m, n, &first,
			    &second, path, len));
			assert_false(tz_merkle_verify_consistency(m, n, &first,
			    &second, path, len + 1));
			for (i = 0; i < len; i++) {
				kept = path[i];
				path[i].bytes[0] ^= 1;
				assert_false(tz_merkle_verify_consistency(m, n,
				    &first, &second, path, len));
				path[i] = kept;
			}
			kept = first;
			first.bytes[5] ^= 1;
			assert_false(tz_merkle_verify_consistency(m, n, &first,
			    &second, path, len));
			first = kept;
		}
	}
	/* Size 0 proves nothing, whatever the roots. */
	assert_false(tz_merkle_verify_consistency(0, 0, &first, &first, path,
	    0));
	assert_false(tz_merkle_verify_consistency(0, 3, &first, &second, path,
	    0));
	assert_false(tz_merkle_verify_consistency(3, 2, &first, &second, path,
	    0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_answers),
	    cmocka_unit_test(every_root),
	    cmocka_unit_test(every_inclusion),
	    cmocka_unit_test(every_consistency),
	};
	int i;

	for (i = 0; i < N; i++)
		tz_merkle_leaf(&i, sizeof i, &leaves[i]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
