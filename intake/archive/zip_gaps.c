/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/zip_gaps.c - what a ZIP file holds between its members
 *
 * The members that the directory lists are laid out; what is left between them
 * must not begin like another one.
 */
#include "intake/archive/zip_gaps.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "intake/archive/zip_names.h"

#define CENTRAL_LEN 46 /* of a directory entry without its name (4.3.12) */
#define LOCAL_LEN 30   /* of a local header without its name (4.3.7) */

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

/* The span of the member that the directory entry at ${at} lists; false when
 * its header is elsewhere, or is of another name. */
static bool
take_span(const unsigned char *data, size_t at, size_t shift, size_t limit,
    struct span *ret)
{
	const unsigned char *entry = data + at;
	size_t begin = get32(entry + 42) + shift;
	size_t name_len = get16(entry + 28);
	const unsigned char *local = data + begin;

	if (begin > limit || limit - begin < LOCAL_LEN + name_len ||
	    memcmp(local, "PK\3\4", 4) != 0 || get16(local + 26) != name_len ||
	    memcmp(local + LOCAL_LEN, entry + CENTRAL_LEN, name_len) != 0)
		return false;
	ret->begin = begin;
	ret->end = begin + LOCAL_LEN + name_len + get16(local + 28) +
	    get32(entry + 20);
	return true;
}

/* Whether a header begins between ${begin} and ${end}. */
static bool
holds_header(const unsigned char *data, size_t begin, size_t end)
{
	return begin < end &&
	    memmem(data + begin, end - begin, "PK\3\4", 4) != NULL;
}

static bool
gaps_hold_header(const unsigned char *data, const struct span *spans, size_t n,
    size_t end)
{
	size_t i, at = 0;

	for (i = 0; i < n; i++) {
		if (holds_header(data, at, spans[i].begin))
			return true;
		if (spans[i].end > at)
			at = spans[i].end;
	}
	return holds_header(data, at, end);
}

bool
tz_zip_gaps_hold_member(const unsigned char *data, size_t len)
{
	struct tz_zip_directory directory;
	tz_auto_buf memory = TZ_BUF_INIT;
	struct span *spans;
	size_t at, n;

	if (len < 4 || memcmp(data, "PK", 2) != 0 ||
	    !tz_zip_names_find(data, len, &directory))
		return false;
	at = directory.at;
	while (at <= directory.end && directory.end - at >= CENTRAL_LEN &&
	    memcmp(data + at, "PK\1\2", 4) == 0) {
		struct span span;

		/* ZIP64 keeps its numbers elsewhere; such files are large. */
		if (get32(data + at + 20) == UINT32_MAX ||
		    get32(data + at + 42) == UINT32_MAX)
			return false;
		if (directory.end - at - CENTRAL_LEN < get16(data + at + 28) ||
		    !take_span(data, at, directory.shift, directory.at, &span))
			return true;
		tz_buf_append(&memory, &span, sizeof span);
		at += CENTRAL_LEN + get16(data + at + 28) +
		    get16(data + at + 30) + get16(data + at + 32);
	}
	if (memory.failed || memory.len == 0)
		return memory.failed;
	spans = (struct span *)(void *)memory.data;
	n = memory.len / sizeof *spans;
	qsort(spans, n, sizeof *spans, compare);
	return gaps_hold_header(data, spans, n, directory.at);
}
