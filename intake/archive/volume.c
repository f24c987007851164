/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/volume.c - split archives: ZIP (APPNOTE 8), RAR 4 and 5, and
 * any archive that was cut into files with numbers
 */
#include "intake/archive/volume.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

static bool
is_digits(const char *text, size_t least)
{
	size_t n = strspn(text, "0123456789");

	return n >= least && text[n] == '\0';
}

/* Whether ".part" and a number stand before the ending at ${dot}. */
static bool
has_part(const char *name, const char *dot)
{
	const char *at = dot;

	while (at > name && isdigit((unsigned char)at[-1]))
		at--;
	return at < dot && at - name >= 5 &&
	    strncasecmp(at - 5, ".part", 5) == 0;
}

/* Whether the ending before ${dot} is that of an archive. */
static bool
is_archive(const char *name, const char *dot)
{
	static const char *const endings[] = {".7z", ".zip", ".rar", ".tar",
	    ".gz", ".xz", ".bz2", ".tgz", ".zst"};
	size_t i;

	for (i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t n = strlen(endings[i]);

		if ((size_t)(dot - name) > n &&
		    strncasecmp(dot - n, endings[i], n) == 0)
			return true;
	}
	return false;
}

static bool
is_named_so(const char *name)
{
	const char *dot = strrchr(name, '.');

	if (!dot)
		return false;
	if (strcasecmp(dot, ".rar") == 0)
		return has_part(name, dot);
	if (tolower((unsigned char)dot[1]) == 'z' ||
	    tolower((unsigned char)dot[1]) == 'r')
		return is_digits(dot + 2, 2);
	return is_digits(dot + 1, 3) && is_archive(name, dot);
}

/* The flags of the header of a RAR 5 archive; its numbers have seven bits a
 * byte. */
static bool
is_rar5_volume(const unsigned char *data, size_t len)
{
	size_t at = 12; /* behind the mark and a checksum */
	uint64_t field[5] = {0, 0, 0, 0, 0};
	size_t i, n = 4; /* size, type, flags, (extra size,) flags */

	for (i = 0; i < n; i++) {
		unsigned shift = 0;

		do {
			if (at == len || shift > 56)
				return false;
			field[i] |= (uint64_t)(data[at] & 0x7f) << shift;
			shift += 7;
		} while (data[at++] & 0x80);
		if (i == 2 && field[i] & 1)
			n = 5;
	}
	return field[1] == 1 && field[n - 1] & 1;
}

/* Whether the end of a ZIP file's directory says that it is on a later disk. */
static bool
is_last_disk(const unsigned char *data, size_t len)
{
	size_t least = len > 65557 ? len - 65557 : 0;
	size_t at;

	if (len < 22)
		return false;
	for (at = len - 22; at > least; at--)
		if (memcmp(data + at, "PK\5\6", 4) == 0)
			break;
	if (memcmp(data + at, "PK\5\6", 4) != 0)
		return false;
	return (data[at + 4] | data[at + 5]) != 0 &&
	    (data[at + 4] & data[at + 5]) != 0xff &&
	    at + 22u + (size_t)(data[at + 20] | data[at + 21] << 8) == len;
}

bool
tz_volume_is(const char *name, const unsigned char *data, size_t len)
{
	if (is_named_so(name))
		return true;
	if (len > 12 && memcmp(data, "Rar!\x1a\x07\0", 7) == 0)
		return (data[10] & 1) != 0;
	if (len > 12 && memcmp(data, "Rar!\x1a\x07\x01\0", 8) == 0)
		return is_rar5_volume(data, len);
	if (len > 4 && memcmp(data, "PK\7\010", 4) == 0)
		return true;
	return is_last_disk(data, len);
}
