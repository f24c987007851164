/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/review/test_found.c - findings: names, digest, precedents, gate
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "review/found.h"
#include "review/gate.h"

static void
test_names(void **state)
{
	static const struct {
		const char *name;
		int number; /* 0: no name of a finding */
	} samples[] = {{"F1", 1}, {"F10", 10}, {"F12345678", 12345678},
	    {"F0", 0}, {"F01", 0}, {"f1", 0}, {"F", 0}, {"", 0}, {"1", 0},
	    {"F1x", 0}, {"F123456789", 0}, {"F-1", 0}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof samples / sizeof *samples; i++) {
		int number = 0;

		assert_int_equal(tz_found_number(samples[i].name, &number),
		    samples[i].number > 0);
		assert_int_equal(number, samples[i].number);
	}
}

static void
add(struct tz_found_list *list, int number, int revision,
    enum tz_judgement status, const char *matched)
{
	struct tz_found *found;

	assert_int_equal(tz_found_add(list, &found, NULL), TZ_OK);
	found->number = number;
	found->revision = revision;
	found->status = status;
	found->severity = TZ_SEVERITY_BLOCK;
	found->rule = strdup("cn.person.mobile");
	found->matched = strdup(matched);
}

static void
test_digest(void **state)
{
	static const char all[] =
	    "[{\"id\":\"F2\",\"rule\":\"cn.person.mobile\",\"severity\":"
	    "\"block\",\"status\":\"dismissed\"},{\"id\":\"F10\",\"rule\":"
	    "\"cn.person.mobile\",\"severity\":\"block\",\"status\":"
	    "\"open\"}]";
	tz_auto_found list = {0};
	struct tz_id want;
	struct tz_id got;

	(void)state;
	tz_sha256("[]", 2, &want);
	assert_int_equal(tz_found_digest(&list, 1, &got, NULL), TZ_OK);
	assert_true(tz_id_equal(&got, &want));

	/* Other revisions and what is gone do not count. */
	add(&list, 1, 1, TZ_JUDGEMENT_OPEN, "a");
	add(&list, 2, 2, TZ_JUDGEMENT_DISMISSED, "b");
	add(&list, 3, 2, TZ_JUDGEMENT_OPEN, "c");
	list.found[2].gone = true;
	add(&list, 10, 2, TZ_JUDGEMENT_OPEN, "d");
	tz_sha256(all, strlen(all), &want);
	assert_int_equal(tz_found_digest(&list, 2, &got, NULL), TZ_OK);
	assert_true(tz_id_equal(&got, &want));
}

static void
test_precedent(void **state)
{
	tz_auto_found list = {0};

	(void)state;
	add(&list, 1, 1, TZ_JUDGEMENT_DISMISSED, "13812345678");
	add(&list, 2, 1, TZ_JUDGEMENT_OPEN, "13912345678");
	add(&list, 3, 2, TZ_JUDGEMENT_UPHELD, "13812345678");
	add(&list, 4, 3, TZ_JUDGEMENT_OPEN, "13812345678");
	add(&list, 5, 3, TZ_JUDGEMENT_OPEN, "13912345678");
	assert_ptr_equal(tz_found_precedent(&list, &list.found[3]),
	    &list.found[2]);
	assert_null(tz_found_precedent(&list, &list.found[4]));
	assert_null(tz_found_precedent(&list, &list.found[0]));
}

static void
test_gate(void **state)
{
	struct tz_item item = {.id = (char *)"2019-000001"};

	(void)state;
	item.open[TZ_SEVERITY_WARN] = 3;
	assert_int_equal(tz_gate_check(&item, NULL), TZ_OK);
	item.open[TZ_SEVERITY_BLOCK] = 1;
	assert_int_equal(tz_gate_check(&item, NULL), TZ_NO);
	item.open[TZ_SEVERITY_BLOCK] = 0;
	item.upheld[TZ_SEVERITY_BLOCK] = 1;
	assert_int_equal(tz_gate_check(&item, NULL), TZ_NO);
	item.upheld[TZ_SEVERITY_BLOCK] = 0;
	item.open[TZ_SEVERITY_REFUSE] = 1;
	assert_int_equal(tz_gate_check(&item, NULL), TZ_NO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_digest),
	    cmocka_unit_test(test_precedent),
	    cmocka_unit_test(test_gate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
