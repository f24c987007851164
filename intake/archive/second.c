/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/second.c - where a second file begins
 *
 * A mark of four bytes stands in some files by chance, so what follows it must
 * look like the header that it begins.
 */
#include "intake/archive/second.h"

#include <stdint.h>
#include <string.h>

#include <zlib.h>

#include "intake/archive/zip_gaps.h"

/* Programs that show PDF look for its mark in so many bytes. */
#define PDF_WITHIN 1024
/* So many marks are looked at. */
#define MARKS_MAX 256

static uint32_t
get32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

bool
tz_second_is_padding(const unsigned char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (data[i] != 0 && data[i] != '\n' && data[i] != '\r' &&
		    data[i] != ' ' && data[i] != 0x1a)
			return false;
	}
	return true;
}

size_t
tz_second_zip(const unsigned char *data, size_t len)
{
	struct tz_zip_gaps gaps;

	if (!tz_zip_gaps_find(data, len, &gaps) ||
	    !tz_second_is_padding(data + gaps.end, len - gaps.end))
		return 0;
	return gaps.begin;
}

static bool
is_rar(const unsigned char *at, size_t len)
{
	/* Version 4: the main header is the first; 5: its checksum, size, and
	 * that it is the main or the encryption header. */
	if (len > 24 && at[6] == 0)
		return at[9] == 0x73;
	return len > 24 && at[6] == 1 && at[7] == 0 && at[12] < 0x80 &&
	    (at[13] == 1 || at[13] == 4);
}

static bool
is_7z(const unsigned char *at, size_t len)
{
	return len >= 32 && at[6] == 0 &&
	    crc32(0, at + 12, 20) == get32(at + 8);
}

static bool
is_cab(const unsigned char *at, size_t len)
{
	return len >= 36 && get32(at + 4) == 0 && get32(at + 8) <= len &&
	    at[24] == 3 && at[25] == 1;
}

static const struct {
	const char *mark;
	size_t mark_len;
	bool (*is)(const unsigned char *at, size_t len);
} archives[] = {
    {"Rar!\x1a\7", 6, is_rar},
    {"7z\xbc\xaf\x27\x1c", 6, is_7z},
    {"MSCF\0\0\0\0", 8, is_cab},
};

/* The first archive of the kind behind the start, or 0. */
static size_t
find_kind(const unsigned char *data, size_t len, size_t kind)
{
	size_t at = 1;
	unsigned i;

	for (i = 0; i < MARKS_MAX && at < len; i++) {
		const unsigned char *found = memmem(data + at, len - at,
		    archives[kind].mark, archives[kind].mark_len);

		if (!found)
			return 0;
		at = (size_t)(found - data);
		if (archives[kind].is(found, len - at))
			return at;
		at++;
	}
	return 0;
}

size_t
tz_second_archive(const unsigned char *data, size_t len)
{
	size_t i, first = tz_second_zip(data, len);

	for (i = 0; i < sizeof archives / sizeof archives[0]; i++) {
		size_t at = find_kind(data, len, i);

		if (at > 0 && (first == 0 || at < first))
			first = at;
	}
	return first;
}

/* Whether an object begins there: a text may name the mark. */
static bool
holds_object(const unsigned char *data, size_t len)
{
	const unsigned char *end = data + len;
	const unsigned char *at = data;

	while ((at = memmem(at, (size_t)(end - at), " obj", 4))) {
		if (at > data && at[-1] >= '0' && at[-1] <= '9' &&
		    end - at > 4 && !(at[4] >= 'a' && at[4] <= 'z'))
			return true;
		at += 4;
	}
	return false;
}

size_t
tz_second_pdf(const unsigned char *data, size_t len)
{
	const unsigned char *mark = len < 6
	    ? NULL
	    : memmem(data + 1, len - 1 < PDF_WITHIN ? len - 1 : PDF_WITHIN,
		  "%PDF-", 5);
	size_t at;

	if (!mark)
		return 0;
	at = (size_t)(mark - data);
	return holds_object(mark, len - at) ? at : 0;
}
