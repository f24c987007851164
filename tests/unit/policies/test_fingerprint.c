/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/policies/test_fingerprint.c - shared passages are always found
 */
#include "policies/fingerprint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static const struct tz_id salt = {{7}};
static const struct tz_id other_salt = {{8}};

/* The same numbers on every machine. */
static uint32_t
next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Append ${n} letters, Han or Latin, with ${gap} between some of them. */
static void
letters(struct tz_buf *text, uint32_t seed, size_t n, const char *gap)
{
	size_t i;

	for (i = 0; i < n; i++) {
		uint32_t value = next(&seed);

		if (value % 4 == 0)
			tz_buf_putc(text, (char)('a' + value / 4 % 26));
		else
			tz_buf_printf(text, "\xe4%c%c",
			    (int)(0xb8 + value / 4 % 4),
			    (int)(0x80 + value / 16 % 64));
		if (value % 5 == 0)
			tz_buf_puts(text, gap);
	}
}

static size_t
shared(const struct tz_buf *a, const struct tz_buf *b)
{
	tz_auto_shingles x = {0};
	tz_auto_shingles y = {0};
	struct tz_err err = {0};
	size_t n = 0;
	size_t i;
	size_t k;

	assert_int_equal(tz_fingerprint(a->data, a->len, &salt, &x, &err), 0);
	assert_int_equal(tz_fingerprint(b->data, b->len, &salt, &y, &err), 0);
	for (i = 0; i < x.n; i++)
		for (k = 0; k < y.n; k++)
			n += x.shingle[i].hash == y.shingle[k].hash;
	return n;
}

static void
test_passage(void **state)
{
	uint32_t seed;

	(void)state;
	for (seed = 1; seed < 200; seed++) {
		tz_auto_buf a = TZ_BUF_INIT;
		tz_auto_buf b = TZ_BUF_INIT;

		letters(&a, seed, seed % 50, "");
		letters(&a, 7000 + seed, TZ_PASSAGE, "");
		letters(&a, 9000 + seed, seed % 70, "");
		letters(&b, 20000 + seed, seed % 90, " ");
		letters(&b, 7000 + seed, TZ_PASSAGE, "\xe3\x80\x81\n");
		letters(&b, 30000 + seed, seed % 40, "");
		assert_true(shared(&a, &b) > 0);
	}
}

static void
test_nothing_shared(void **state)
{
	uint32_t seed;

	(void)state;
	for (seed = 1; seed < 100; seed++) {
		tz_auto_buf a = TZ_BUF_INIT;
		tz_auto_buf b = TZ_BUF_INIT;

		letters(&a, seed, 300, "");
		letters(&a, 7000 + seed, TZ_SHINGLE - 1, "");
		letters(&b, 20000 + seed, 300, " ");
		letters(&b, 7000 + seed, TZ_SHINGLE - 1, "");
		letters(&b, 40000 + seed, 300, "");
		assert_int_equal(shared(&a, &b), 0);
	}
}

static void
test_short(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_shingles found = {0};
	struct tz_err err = {0};

	(void)state;
	letters(&text, 5, TZ_SHINGLE - 1, "-- ");
	assert_int_equal(tz_fingerprint(text.data, text.len, &salt, &found,
			     &err),
	    0);
	assert_int_equal(found.n, 0);
	tz_buf_puts(&text, "z");
	assert_int_equal(tz_fingerprint(text.data, text.len, &salt, &found,
			     &err),
	    0);
	assert_int_equal(found.n, 1);
	assert_int_equal(found.shingle[0].start, 0);
}

static void
test_places(void **state)
{
	/* Full width and traditional characters, a gap that is left out. */
	static const char plain[] =
	    "abcdefghijklmnopqrstuvwxyz\xe5\x9b\xbd\xe5\xae\xb6";
	static const char odd[] =
	    "\xef\xbc\xa1\xef\xbc\xa2 cdefghijk, lmnopqrstuvwxyz"
	    "\xe5\x9c\x8b\xe5\xae\xb6!";
	tz_auto_shingles a = {0};
	tz_auto_shingles b = {0};
	struct tz_err err = {0};

	(void)state;
	assert_int_equal(tz_fingerprint(plain, strlen(plain), &salt, &a, &err),
	    0);
	assert_int_equal(tz_fingerprint(odd, strlen(odd), &salt, &b, &err), 0);
	assert_int_equal(a.n, b.n);
	assert_true(a.n > 0);
	assert_true(a.shingle[0].hash == b.shingle[0].hash);
	assert_int_equal(a.shingle[0].end - a.shingle[0].start, TZ_SHINGLE);
	assert_true(b.shingle[0].end > a.shingle[0].end);
}

static void
test_salt(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_shingles a = {0};
	tz_auto_shingles b = {0};
	struct tz_err err = {0};
	size_t n;

	(void)state;
	letters(&text, 3, 500, "");
	assert_int_equal(tz_fingerprint(text.data, text.len, &salt, &a, &err),
	    0);
	assert_int_equal(tz_fingerprint(text.data, text.len, &other_salt, &b,
			     &err),
	    0);
	assert_int_equal(a.n, b.n);
	assert_true(a.shingle[0].hash != b.shingle[0].hash);
	/* One in (window + 1) / 2 is kept, more or less. */
	assert_in_range(a.n, 477 / 5, 477 / 3);

	/* The same text twice is no more than once. */
	n = a.n;
	assert_int_equal(tz_fingerprint(text.data, text.len, &salt, &a, &err),
	    0);
	tz_shingles_distinct(&a);
	assert_int_equal(a.n, n);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_passage),
	    cmocka_unit_test(test_nothing_shared),
	    cmocka_unit_test(test_short),
	    cmocka_unit_test(test_places),
	    cmocka_unit_test(test_salt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
