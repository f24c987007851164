/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/zip_gaps.c - what a ZIP file holds between its members
 *
 * The members that the directory lists are laid out; what is left between them
 * must not begin like another one, and each must say of itself what the
 * directory says of it.
 */
#include "intake/archive/zip_gaps.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "intake/archive/zip_names.h"

#define CENTRAL_LEN 46 /* of a directory entry without its name (4.3.12) */
#define LOCAL_LEN 30   /* of a local header without its name (4.3.7) */
#define END_LEN 22     /* of the end record without its comment (4.3.16) */
#define SIZES_LATER 8  /* the flag: sizes stand behind the data (4.4.4) */

/* The bytes that a listed member takes up. */
struct span {
	size_t begin;
	size_t end;
};

static size_t
get16(const unsigned char *p)
{
	return (size_t)(p[0] | p[1] << 8);
}

static size_t
get32(const unsigned char *p)
{
	return get16(p) | get16(p + 2) << 16;
}

static int
compare(const void *a, const void *b)
{
	const struct span *x = (const struct span *)a;
	const struct span *y = (const struct span *)b;

	return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* Whether two numbers that should be the same are, unless the first one stands
 * elsewhere. */
static bool
same(size_t local, size_t listed)
{
	return local == listed || local == UINT32_MAX;
}

/* Whether a member's own header says what its entry in the directory says. */
static bool
agrees(const unsigned char *local, const unsigned char *entry)
{
	size_t name_len = get16(entry + 28);

	if (get16(local + 26) != name_len ||
	    memcmp(local + LOCAL_LEN, entry + CENTRAL_LEN, name_len) != 0 ||
	    get16(local + 8) != get16(entry + 10) ||
	    ((local[6] ^ entry[8]) & 1) != 0)
		return false;
	return (local[6] & SIZES_LATER) ||
	    (same(get32(local + 14), get32(entry + 16)) &&
		same(get32(local + 18), get32(entry + 20)) &&
		same(get32(local + 22), get32(entry + 24)));
}

/*
 * Where the member of the entry lies.  False when it is not where the entry
 * says.
 */
static bool
take_span(const unsigned char *data, const unsigned char *entry, size_t shift,
    size_t limit, struct span *ret, bool *ret_differs)
{
	size_t begin = get32(entry + 42) + shift;
	size_t size = get32(entry + 20);
	const unsigned char *local = data + begin;

	if (begin > limit || limit - begin < LOCAL_LEN + get16(entry + 28) ||
	    memcmp(local, "PK\3\4", 4) != 0)
		return false;
	*ret_differs |= !agrees(local, entry);
	/* Of two sizes the smaller one hides nothing; of another member's
	 * entry nothing is believed. */
	if (!(local[6] & SIZES_LATER) && get32(local + 18) < size)
		size = get32(local + 18);
	else if ((local[6] & SIZES_LATER) && !agrees(local, entry))
		size = 0;
	ret->begin = begin;
	ret->end =
	    begin + LOCAL_LEN + get16(local + 26) + get16(local + 28) + size;
	return true;
}

/* Look for a header between ${begin} and ${end}. */
static void
look_between(const unsigned char *data, size_t begin, size_t end,
    struct tz_zip_gaps *ret)
{
	const unsigned char *at =
	    begin < end ? memmem(data + begin, end - begin, "PK\3\4", 4) : NULL;

	if (!at || ret->unlisted)
		return;
	ret->unlisted = true;
	ret->gap = (size_t)(at - data);
	/* Some bytes more (the directory follows, so they are there): a reader
	 * looks that far ahead for the sizes of the last member. */
	ret->gap_len = end + END_LEN - ret->gap;
}

static void
look_at_gaps(const unsigned char *data, const struct span *spans, size_t n,
    size_t end, struct tz_zip_gaps *ret)
{
	size_t i, at = spans[0].begin;

	for (i = 0; i < n; i++) {
		look_between(data, at, spans[i].begin, ret);
		if (spans[i].end > at)
			at = spans[i].end;
	}
	look_between(data, at, end, ret);
}

/* Lay the members of the directory out.  False when it can not be said. */
static bool
lay_out(const unsigned char *data, const struct tz_zip_directory *directory,
    struct tz_buf *ret_spans, struct tz_zip_gaps *ret)
{
	size_t at = directory->at;

	while (at <= directory->end && directory->end - at >= CENTRAL_LEN &&
	    memcmp(data + at, "PK\1\2", 4) == 0) {
		const unsigned char *entry = data + at;
		struct span span;

		/* ZIP64 keeps its numbers elsewhere; such files are large. */
		if (get32(entry + 20) == UINT32_MAX ||
		    get32(entry + 42) == UINT32_MAX)
			return false;
		if (directory->end - at - CENTRAL_LEN < get16(entry + 28) ||
		    !take_span(data, entry, directory->shift, directory->at,
			&span, &ret->differs))
			ret->unlisted = true;
		else
			tz_buf_append(ret_spans, &span, sizeof span);
		at += CENTRAL_LEN + get16(entry + 28) + get16(entry + 30) +
		    get16(entry + 32);
	}
	return !ret_spans->failed && ret_spans->len > 0;
}

bool
tz_zip_gaps_find(const unsigned char *data, size_t len, struct tz_zip_gaps *ret)
{
	struct tz_zip_directory directory;
	tz_auto_buf memory = TZ_BUF_INIT;
	struct span *spans;
	size_t n;

	memset(ret, 0, sizeof *ret);
	if (!tz_zip_names_find(data, len, &directory))
		return false;
	ret->end = directory.end + END_LEN + get16(data + directory.end + 20);
	if (ret->end > len)
		ret->end = len;
	if (!lay_out(data, &directory, &memory, ret))
		return true;
	spans = (struct span *)(void *)memory.data;
	n = memory.len / sizeof *spans;
	qsort(spans, n, sizeof *spans, compare);
	ret->begin = spans[0].begin;
	look_at_gaps(data, spans, n, directory.at, ret);
	return true;
}
