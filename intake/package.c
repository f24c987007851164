/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/package.c - the members of a ZIP package, through libarchive
 *
 * Growth is bounded: over UNPACKED_MAX bytes, or RATIO times the package and
 * some room, a member ends with its reason and so do all after it.
 */
#include "intake/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "base/utf8.h"

#define UNPACKED_MAX ((size_t)192 << 20)
#define RATIO 200
#define RATIO_ROOM ((size_t)4 << 20)
#define MEMBERS_MAX 20000

static void
archive_close(struct archive **archive)
{
	archive_read_free(*archive);
}

static struct tz_member *
add(struct tz_package *package)
{
	struct tz_member *grown;

	if ((package->n & (package->n - 1)) == 0) {
		size_t cap = package->n ? 2 * package->n : 1;

		grown = realloc(package->members, cap * sizeof *grown);
		if (!grown)
			return NULL;
		package->members = grown;
	}
	grown = &package->members[package->n++];
	memset(grown, 0, sizeof *grown);
	return grown;
}

/* Unpack one member; the reason why not all of it, or NULL. */
static const char *
unpack(struct archive *archive, size_t room, size_t most, struct tz_buf *ret)
{
	for (;;) {
		const void *block;
		size_t len;
		la_int64_t at;
		int result =
		    archive_read_data_block(archive, &block, &len, &at);

		if (result == ARCHIVE_EOF)
			return NULL;
		if (result < ARCHIVE_WARN)
			return "damaged";
		if (len > room)
			return room < most ? "limit-ratio" : "limit-size";
		room -= len;
		tz_buf_append(ret, block, len);
		if (ret->failed)
			return "limit-memory";
	}
}

static enum tz_status
read_member(struct archive *archive, struct archive_entry *entry,
    struct tz_package *package, size_t *room, size_t most, struct tz_err *err)
{
	const char *name = archive_entry_pathname_utf8(entry);
	struct tz_member *member;
	tz_auto_buf clean = TZ_BUF_INIT;
	tz_auto_buf data = TZ_BUF_INIT;

	if (!name)
		name = archive_entry_pathname(entry);
	if (!name)
		name = "";
	member = add(package);
	if (!member)
		return tz_fail_nomem(err);
	tz_utf8_clean(name, strlen(name), &clean);
	member->name = tz_buf_take(&clean);
	if (!member->name)
		return tz_fail_nomem(err);
	if (archive_entry_is_encrypted(entry))
		member->reason = "encrypted";
	else
		member->reason = unpack(archive, *room, most, &data);
	*room -= data.len < *room ? data.len : *room;
	member->len = data.failed ? 0 : data.len;
	member->data = (unsigned char *)tz_buf_take(&data);
	return TZ_OK;
}

enum tz_status
tz_package_read(const void *data, size_t len, struct tz_package *ret,
    struct tz_err *err)
{
	TZ_AUTO(archive_close)
	struct archive *archive = archive_read_new();
	struct archive_entry *entry;
	size_t room = UNPACKED_MAX;
	int result;

	if (!archive)
		return tz_fail_nomem(err);
	if (len < (UNPACKED_MAX - RATIO_ROOM) / RATIO)
		room = len * RATIO + RATIO_ROOM;
	archive_read_support_format_zip(archive);
	if (archive_read_open_memory(archive, data, len) != ARCHIVE_OK)
		return tz_fail(err, TZ_FORMAT, _("not a ZIP package"));
	for (;;) {
		enum tz_status s;

		result = archive_read_next_header(archive, &entry);
		if (result == ARCHIVE_EOF)
			break;
		if (result < ARCHIVE_WARN) {
			ret->reason = "damaged";
			break;
		}
		if (ret->n == MEMBERS_MAX) {
			ret->reason = "limit-entries";
			break;
		}
		s = read_member(archive, entry, ret, &room, UNPACKED_MAX, err);
		if (s)
			return s;
	}
	if (ret->n == 0)
		return tz_fail(err, TZ_FORMAT, _("not a ZIP package"));
	return TZ_OK;
}

void
tz_package_clear(struct tz_package *package)
{
	size_t i;

	for (i = 0; i < package->n; i++) {
		free(package->members[i].name);
		free(package->members[i].data);
	}
	free(package->members);
	memset(package, 0, sizeof *package);
}
