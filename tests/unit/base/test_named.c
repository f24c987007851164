/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_named.c - named byte strings in the order of names
 */
#include "base/named.h"

#include "unit.h"

static void
test_named(void **state)
{
	static const char *const names[] = {"b", "a/z", "a", "ab", "B", "政"};
	static const char *const sorted[] = {"B", "a", "a/z", "ab", "b", "政"};
	tz_auto_named list = {NULL, 0};
	struct tz_id id;
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(names); i++)
		assert_int_equal(tz_named_put(&list, names[i], names[i],
				     strlen(names[i]), NULL),
		    TZ_OK);
	assert_int_equal(list.n, N_OF(names));
	for (i = 0; i < N_OF(sorted); i++) {
		assert_string_equal(list.item[i].name, sorted[i]);
		assert_string_equal(list.item[i].data, sorted[i]);
		tz_sha256(sorted[i], strlen(sorted[i]), &id);
		assert_true(tz_id_equal(&id, &list.item[i].sha256));
		assert_ptr_equal(tz_named_find(&list, sorted[i]),
		    &list.item[i]);
	}
	assert_null(tz_named_find(&list, "c"));
	assert_null(tz_named_find(&list, ""));
	assert_int_equal(tz_named_put(&list, "a", "x", 1, NULL), TZ_FORMAT);
	assert_int_equal(tz_named_put(&list, "empty", NULL, 0, NULL), TZ_OK);
	tz_named_clear(&list);
	assert_int_equal(list.n, 0);
	assert_null(tz_named_find(&list, "a"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
