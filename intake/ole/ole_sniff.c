/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_sniff.c - what lies directly in the root of a compound file
 *
 * A sheet may hold a document and the other way round, so a name somewhere in
 * the file says nothing; the root's own entries do.
 */
#include "intake/ole/ole_sniff.h"

#include <stdlib.h>

#include "intake/ole/bytes.h"
#include "intake/ole/ole_sectors.h"

#define ENTRY 128
#define NAME_MAX_LEN 64
#define ENTRIES_MAX 16384
#define NOTHING 0xffffffffu

bool
tz_ole_sniff_root(const unsigned char *data, size_t len,
    tz_ole_sniff_name *each, void *arg)
{
	struct tz_source source = {data, len, "", 0, 0};
	tz_auto_buf directory = TZ_BUF_INIT;
	struct tz_bytes bytes;
	uint32_t *left;
	size_t n_left = 0, visited = 0, n;
	bool more = true;

	if (tz_ole_sectors_check(&source, ENTRIES_MAX, &directory, NULL) ||
	    directory.failed)
		return false;
	bytes = tz_bytes_of(&directory);
	n = bytes.len / ENTRY;
	/* Each entry is put there once, by the one that names it. */
	left = n ? calloc(2 * n + 2, sizeof *left) : NULL;
	if (!left)
		return false;
	left[n_left++] = tz_bytes_32(bytes, 76);
	while (more && n_left > 0 && visited < n) {
		uint32_t at = left[--n_left];
		size_t name_len = tz_bytes_16(bytes, (size_t)at * ENTRY + 64);

		if (at == NOTHING || at >= n)
			continue;
		visited++;
		name_len = name_len < 2	      ? 0
		    : name_len > NAME_MAX_LEN ? NAME_MAX_LEN
					      : name_len - 2;
		more = each(arg, bytes.data + (size_t)at * ENTRY, name_len);
		left[n_left++] = tz_bytes_32(bytes, (size_t)at * ENTRY + 68);
		left[n_left++] = tz_bytes_32(bytes, (size_t)at * ENTRY + 72);
	}
	free(left);
	return true;
}
