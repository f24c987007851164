/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_member.c - the files of a bundle before it is written
 */
#include "archive/bundle_member.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/bag.h"
#include "base/file.h"
#include "base/intl.h"

#define WAITING_MAX (1 << 18)

/* A file without a name, also where O_TMPFILE is not supported. */
static int
open_spool(const char *folder)
{
	tz_auto_buf path = TZ_BUF_INIT;
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
		return fd;
	tz_buf_printf(&path, "%s/.taizhang-XXXXXX", folder);
	if (path.failed)
		return -1;
	fd = mkostemp(path.data, O_CLOEXEC);
	if (fd >= 0)
		unlink(path.data);
	return fd;
}

enum tz_status
tz_bundle_members_open(const char *folder,
    struct tz_bundle_members *ret_members, struct tz_err *err)
{
	memset(ret_members, 0, sizeof *ret_members);
	ret_members->spool = open_spool(folder);
	if (ret_members->spool < 0)
		return tz_fail_errno(err, _("cannot write in"), folder);
	return tz_hash_new(&ret_members->hash, err);
}

void
tz_bundle_members_clear(struct tz_bundle_members *members)
{
	size_t i;

	for (i = 0; i < members->n; i++)
		free(members->item[i].name);
	free(members->item);
	if (members->hash && members->spool >= 0)
		close(members->spool);
	tz_hash_free(members->hash);
	tz_buf_clear(&members->waiting);
	memset(members, 0, sizeof *members);
	members->spool = -1;
}

static enum tz_status
append(struct tz_bundle_members *members, const char *name,
    struct tz_bundle_member **ret_member, struct tz_err *err)
{
	struct tz_bundle_member *item;

	if (!tz_bag_name_known(name))
		return tz_fail(err, TZ_FORMAT,
		    _("a bundle cannot hold a file named '%s'"), name);
	if ((members->n & (members->n - 1)) == 0) {
		item = reallocarray(members->item,
		    members->n ? members->n * 2 : 1, sizeof *item);
		if (!item)
			return tz_fail_nomem(err);
		members->item = item;
	}
	item = &members->item[members->n];
	memset(item, 0, sizeof *item);
	item->name = strdup(name);
	if (!item->name)
		return tz_fail_nomem(err);
	members->n++;
	*ret_member = item;
	return TZ_OK;
}

enum tz_status
tz_bundle_begin(struct tz_bundle_members *members, const char *name,
    struct tz_err *err)
{
	struct tz_bundle_member *member = NULL;
	enum tz_status s;

	s = append(members, name, &member, err);
	if (s == TZ_OK)
		member->offset = members->at;
	return s;
}

static enum tz_status
flush(struct tz_bundle_members *members, struct tz_err *err)
{
	enum tz_status s;

	s = tz_buf_check(&members->waiting, err);
	if (s == TZ_OK)
		s = tz_fd_write(members->spool, members->waiting.data,
		    members->waiting.len, err);
	tz_buf_reset(&members->waiting);
	return s;
}

enum tz_status
tz_bundle_put(struct tz_bundle_members *members, const void *data, size_t len,
    struct tz_err *err)
{
	struct tz_bundle_member *member = &members->item[members->n - 1];

	tz_hash_update(members->hash, data, len);
	tz_buf_append(&members->waiting, data, len);
	member->size += len;
	members->at += len;
	if (members->waiting.len >= WAITING_MAX)
		return flush(members, err);
	return TZ_OK;
}

enum tz_status
tz_bundle_end(struct tz_bundle_members *members, struct tz_err *err)
{
	tz_hash_final(members->hash, &members->item[members->n - 1].sha256);
	return flush(members, err);
}

enum tz_status
tz_bundle_add(struct tz_bundle_members *members, const char *name,
    const void *data, size_t len, struct tz_err *err)
{
	enum tz_status s;

	s = tz_bundle_begin(members, name, err);
	if (s == TZ_OK)
		s = tz_bundle_put(members, data, len, err);
	if (s == TZ_OK)
		s = tz_bundle_end(members, err);
	return s;
}

enum tz_status
tz_bundle_add_object(struct tz_bundle_members *members,
    const struct tz_opening *opening, struct tz_err *err)
{
	struct tz_bundle_member *member = NULL;
	char name[sizeof "data/objects/00/.bin" + TZ_ID_HEX];
	char hex[TZ_ID_HEX];
	enum tz_status s;

	tz_id_hex(&opening->commitment, hex);
	snprintf(name, sizeof name, "data/objects/%.2s/%s.bin", hex, hex);
	s = append(members, name, &member, err);
	if (s)
		return s;
	member->is_object = true;
	member->size = opening->size;
	member->sha256 = opening->blob;
	member->commitment = opening->commitment;
	member->salt = opening->salt;
	return TZ_OK;
}

static int
compare(const void *a, const void *b)
{
	const struct tz_bundle_member *first = a;
	const struct tz_bundle_member *second = b;

	return tz_bag_compare(first->name, second->name);
}

void
tz_bundle_sort(struct tz_bundle_members *members)
{
	if (members->n > 1)
		qsort(members->item, members->n, sizeof *members->item,
		    compare);
}
