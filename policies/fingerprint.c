/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/fingerprint.c - passages of a text, known by salted hashes alone
 */
#include "policies/fingerprint.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"

/* The polynomial that chooses shingles; it is no secret, what is kept is. */
#define BASE UINT64_C(0x9e3779b97f4a7c15)

/* The letters and digits of a folded text. */
struct letters {
	uint32_t *point;
	size_t *at; /* byte in the folded text; one more for the end */
	size_t n;
};

static void
letters_clear(struct letters *letters)
{
	free(letters->point);
	free(letters->at);
}

void
tz_shingles_clear(struct tz_shingles *shingles)
{
	free(shingles->shingle);
	memset(shingles, 0, sizeof *shingles);
}

static enum tz_status
letters_of(const char *text, size_t len, struct letters *letters,
    struct tz_err *err)
{
	size_t at = 0;
	size_t n;
	uint32_t point;

	letters->point = malloc((len + 1) * sizeof *letters->point);
	letters->at = malloc((len + 1) * sizeof *letters->at);
	if (!letters->point || !letters->at)
		return tz_fail_nomem(err);
	while ((n = tz_utf8_next(text, len, at, &point)) > 0) {
		if (tz_utf8_is_alnum(point)) {
			letters->point[letters->n] = point;
			letters->at[letters->n++] = at;
		}
		at += n;
	}
	letters->at[letters->n] = len;
	return TZ_OK;
}

/* Spread the bits, so that the smallest value is any shingle's. */
static uint64_t
spread(uint64_t value)
{
	value ^= value >> 30;
	value *= UINT64_C(0xbf58476d1ce4e5b9);
	value ^= value >> 27;
	value *= UINT64_C(0x94d049bb133111eb);
	return value ^ value >> 31;
}

/* 64 bits of the SHA-256 of the salt and the shingle at ${first}. */
static uint64_t
salted(const struct letters *letters, size_t first, const struct tz_id *salt)
{
	unsigned char bytes[sizeof salt->bytes + TZ_SHINGLE * 4];
	struct tz_id digest;
	uint64_t hash = 0;
	size_t i;

	memcpy(bytes, salt->bytes, sizeof salt->bytes);
	for (i = 0; i < TZ_SHINGLE; i++) {
		uint32_t point = letters->point[first + i];
		unsigned char *four = bytes + sizeof salt->bytes + i * 4;

		four[0] = (unsigned char)(point >> 24);
		four[1] = (unsigned char)(point >> 16);
		four[2] = (unsigned char)(point >> 8);
		four[3] = (unsigned char)point;
	}
	tz_sha256(bytes, sizeof bytes, &digest);
	for (i = 0; i < 8; i++)
		hash = hash << 8 | digest.bytes[i];
	return hash;
}

/* Bytes of UTF-8. */
static size_t
size_of(uint32_t point)
{
	return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

static enum tz_status
add(struct tz_shingles *shingles, const struct tz_shingle *shingle,
    struct tz_err *err)
{
	if (shingles->n == shingles->cap) {
		size_t cap = shingles->cap ? shingles->cap * 2 : 64;
		void *grown = realloc(shingles->shingle, cap * sizeof *shingle);

		if (!grown)
			return tz_fail_nomem(err);
		shingles->shingle = grown;
		shingles->cap = cap;
	}
	shingles->shingle[shingles->n++] = *shingle;
	return TZ_OK;
}

/* The shingle at ${first} was chosen. */
static enum tz_status
choose(const struct letters *letters, size_t first,
    const struct tz_folded *folded, const struct tz_id *salt,
    struct tz_shingles *shingles, struct tz_err *err)
{
	struct tz_shingle shingle = {.hash = salted(letters, first, salt)};
	size_t last = first + TZ_SHINGLE - 1;

	tz_folded_origin(folded, letters->at[first],
	    letters->at[last] + size_of(letters->point[last]), &shingle.start,
	    &shingle.end);
	return add(shingles, &shingle, err);
}

static enum tz_status
winnow(const struct letters *letters, const struct tz_folded *folded,
    const struct tz_id *salt, struct tz_shingles *shingles, struct tz_err *err)
{
	uint64_t order[TZ_SHINGLE_WINDOW]; /* of the last shingles, a ring */
	size_t n = letters->n - TZ_SHINGLE + 1;
	size_t window = n < TZ_SHINGLE_WINDOW ? n : TZ_SHINGLE_WINDOW;
	size_t chosen = (size_t)-1;
	uint64_t hash = 0;
	uint64_t power = 1; /* of the letter that leaves a shingle */
	enum tz_status s = TZ_OK;
	size_t i;
	size_t k;

	for (i = 0; i < TZ_SHINGLE; i++) {
		hash = hash * BASE + letters->point[i];
		power *= i > 0 ? BASE : 1;
	}
	for (i = 0; i < n && !s; i++) {
		size_t least;

		if (i > 0)
			hash = (hash - letters->point[i - 1] * power) * BASE +
			    letters->point[i + TZ_SHINGLE - 1];
		order[i % TZ_SHINGLE_WINDOW] = spread(hash);
		if (i + 1 < window)
			continue;
		/* Of equal ones the last. */
		least = i;
		for (k = i; k-- > i + 1 - window;)
			if (order[k % TZ_SHINGLE_WINDOW] <
			    order[least % TZ_SHINGLE_WINDOW])
				least = k;
		if (least != chosen)
			s = choose(letters, least, folded, salt, shingles, err);
		chosen = least;
	}
	return s;
}

enum tz_status
tz_fingerprint(const char *text, size_t len, const struct tz_id *salt,
    struct tz_shingles *shingles, struct tz_err *err)
{
	TZ_AUTO(letters_clear) struct letters letters = {0};
	tz_auto(tz_folded) folded = NULL;
	enum tz_status s =
	    tz_fold(text, len, TZ_FOLD_SIMPLIFIED | TZ_FOLD_CASE, &folded, err);

	if (s)
		return s;
	text = tz_folded_text(folded, &len);
	s = letters_of(text, len, &letters, err);
	if (s || letters.n < TZ_SHINGLE)
		return s;
	return winnow(&letters, folded, salt, shingles, err);
}

static int
by_hash(const void *a, const void *b)
{
	uint64_t x = ((const struct tz_shingle *)a)->hash;
	uint64_t y = ((const struct tz_shingle *)b)->hash;

	return x < y ? -1 : x > y;
}

void
tz_shingles_distinct(struct tz_shingles *shingles)
{
	size_t n = 0;
	size_t i;

	if (shingles->n == 0)
		return;
	qsort(shingles->shingle, shingles->n, sizeof *shingles->shingle,
	    by_hash);
	for (i = 0; i < shingles->n; i++)
		if (n == 0 ||
		    shingles->shingle[i].hash != shingles->shingle[n - 1].hash)
			shingles->shingle[n++] = shingles->shingle[i];
	shingles->n = n;
}
