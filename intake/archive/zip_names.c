/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/zip_names.c - the names in a ZIP file (APPNOTE.TXT 4.3)
 */
#include "intake/archive/zip_names.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "intake/name.h"

#define END_LEN 22     /* of the end record without its comment (4.3.16) */
#define CENTRAL_LEN 46 /* of a directory entry without its name (4.3.12) */
#define LOCAL_LEN 30   /* of a local header without its name (4.3.7) */
#define LOCATOR_LEN 20 /* of the ZIP64 locator (4.3.15) */
#define END64_LEN 56   /* of the ZIP64 end record (4.3.14) */
#define COMMENT_MAX 65535

static uint16_t
get16(const unsigned char *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static uint32_t
get32(const unsigned char *p)
{
	return (uint32_t)get16(p) | (uint32_t)get16(p + 2) << 16;
}

static uint64_t
get64(const unsigned char *p)
{
	return (uint64_t)get32(p) | (uint64_t)get32(p + 4) << 32;
}

/* Read the size and offset of the directory: in the end record at ${end}, or
 * in the ZIP64 one that a locator before it points to (4.3.14, 4.3.15). */
static void
directory_extent(const unsigned char *data, size_t end, uint64_t *ret_size,
    uint64_t *ret_offset, size_t *ret_begin)
{
	const unsigned char *record = data + end;
	uint64_t at;

	*ret_size = get32(record + 12);
	*ret_offset = get32(record + 16);
	*ret_begin = end;
	if (end < LOCATOR_LEN + END64_LEN ||
	    memcmp(record - LOCATOR_LEN, "PK\6\7", 4) != 0)
		return;
	at = get64(record - LOCATOR_LEN + 8);
	if (at > end - LOCATOR_LEN - END64_LEN ||
	    memcmp(data + at, "PK\6\6", 4) != 0)
		return;
	*ret_size = get64(data + at + 40);
	*ret_offset = get64(data + at + 48);
	*ret_begin = (size_t)at;
}

bool
tz_zip_names_find(const unsigned char *data, size_t len,
    struct tz_zip_directory *ret)
{
	size_t at = len, least;

	least = len > COMMENT_MAX + END_LEN ? len - COMMENT_MAX - END_LEN : 0;
	while (at >= least + END_LEN) {
		size_t end = at - END_LEN, begin;
		uint64_t size, offset;

		at--;
		if (memcmp(data + end, "PK\5\6", 4) != 0)
			continue;
		directory_extent(data, end, &size, &offset, &begin);
		if (size < CENTRAL_LEN || size > begin ||
		    memcmp(data + begin - size, "PK\1\2", 4) != 0)
			continue;
		ret->at = begin - (size_t)size;
		ret->shift = ret->at > offset ? ret->at - (size_t)offset : 0;
		ret->end = end;
		return true;
	}
	return false;
}

/* Show one member by its local header.  Returns where its data begins, 0 if
 * there is no whole header at ${at}. */
static size_t
visit_local(const unsigned char *data, size_t len, size_t at,
    tz_zip_visit *visit, void *arg, bool *ret_more)
{
	const unsigned char *head = data + at;
	size_t name_len, begin, stored = 0;

	if (at > len || len - at < LOCAL_LEN || memcmp(head, "PK\3\4", 4) != 0)
		return 0;
	name_len = get16(head + 26);
	begin = at + LOCAL_LEN + name_len + get16(head + 28);
	if (begin > len)
		return 0;
	if (get16(head + 8) == 0 && get32(head + 18) <= len - begin)
		stored = get32(head + 18);
	*ret_more = visit(arg, (const char *)head + LOCAL_LEN, name_len,
	    stored ? data + begin : NULL, stored);
	return begin;
}

static void
walk_directory(const unsigned char *data, size_t len,
    const struct tz_zip_directory *directory, tz_zip_visit *visit, void *arg)
{
	size_t at = directory->at;
	bool more = true;

	while (more && at <= len && len - at >= CENTRAL_LEN &&
	    memcmp(data + at, "PK\1\2", 4) == 0) {
		const unsigned char *entry = data + at;
		size_t name_len = get16(entry + 28);
		size_t local = get32(entry + 42) + directory->shift;

		if (len - at - CENTRAL_LEN < name_len)
			return;
		if (!visit_local(data, len, local, visit, arg, &more))
			more = visit(arg, (const char *)entry + CENTRAL_LEN,
			    name_len, NULL, 0);
		at += CENTRAL_LEN + name_len + get16(entry + 30) +
		    get16(entry + 32);
	}
}

void
tz_zip_names_walk(const unsigned char *data, size_t len, tz_zip_visit *visit,
    void *arg)
{
	struct tz_zip_directory directory;
	size_t at;
	bool more = true;

	if (tz_zip_names_find(data, len, &directory)) {
		walk_directory(data, len, &directory, visit, arg);
		return;
	}
	/* Sizes may come after the data, so look for the next header. */
	for (at = 0; more && at < len;) {
		size_t begin = visit_local(data, len, at, visit, arg, &more);
		const unsigned char *next;

		if (begin == 0)
			begin = at + 1;
		next = memmem(data + begin, len - begin, "PK\3\4", 4);
		if (!next)
			return;
		at = (size_t)(next - data);
	}
}

bool
tz_zip_names_directory(const unsigned char *data, size_t len)
{
	struct tz_zip_directory directory;

	return tz_zip_names_find(data, len, &directory) ||
	    (len >= END_LEN && memcmp(data, "PK\5\6", 4) == 0);
}

/* Append one comment as a line. */
static void
add_comment(const unsigned char *data, size_t len, size_t at, size_t n,
    struct tz_buf *ret)
{
	if (n == 0 || at > len || len - at < n)
		return;
	tz_name_decode((const char *)data + at, n, ret);
	tz_buf_putc(ret, '\n');
}

void
tz_zip_names_comments(const unsigned char *data, size_t len, struct tz_buf *ret)
{
	struct tz_zip_directory directory;
	size_t at;

	if (!tz_zip_names_find(data, len, &directory))
		return;
	add_comment(data, len, directory.end + END_LEN,
	    get16(data + directory.end + 20), ret);
	for (at = directory.at; at <= len && len - at >= CENTRAL_LEN &&
	     memcmp(data + at, "PK\1\2", 4) == 0;) {
		const unsigned char *entry = data + at;
		size_t comment = get16(entry + 32);

		at += CENTRAL_LEN + get16(entry + 28) + get16(entry + 30);
		add_comment(data, len, at, comment, ret);
		at += comment;
	}
}
