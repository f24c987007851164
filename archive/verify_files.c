/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_files.c - every byte of every member, once
 *
 * Digests against the manifests, objects against their commitments.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/bag.h"
#include "archive/verify_run.h"
#include "base/intl.h"

#define ROOM (1 << 18)

struct reader {
	struct tz_verify *verify;
	struct tz_hash *plain;
	struct tz_hash *committed;
	char *room;
};

static enum tz_status
read_member(struct reader *reader, const struct tz_verify_member *member,
    struct tz_id *ret_plain, struct tz_id *ret_committed, struct tz_err *err)
{
	uint64_t offset, left = member->size;
	enum tz_status s;
	ssize_t n = 1;
	int fd;

	s = tz_verify_begin(reader->verify, member, &fd, &offset, err);
	if (s)
		return s;
	if (member->is_opened)
		tz_commit_object_begin(reader->committed, &member->salt);
	while (left > 0 && n > 0) {
		n = pread(fd, reader->room, left < ROOM ? (size_t)left : ROOM,
		    (off_t)offset);
		if (n <= 0)
			break;
		tz_hash_update(reader->plain, reader->room, (size_t)n);
		if (member->is_opened)
			tz_hash_update(reader->committed, reader->room,
			    (size_t)n);
		offset += (uint64_t)n;
		left -= (uint64_t)n;
	}
	tz_verify_end(reader->verify, fd);
	tz_hash_final(reader->plain, ret_plain);
	if (member->is_opened)
		tz_hash_final(reader->committed, ret_committed);
	if (n < 0)
		return tz_fail_errno(err, _("cannot read"), member->name);
	return TZ_OK;
}

static enum tz_status
check_member(struct reader *reader, const struct tz_verify_member *member,
    struct tz_err *err)
{
	struct tz_verify *verify = reader->verify;
	struct tz_id plain, committed, named;
	enum tz_status s;

	s = read_member(reader, member, &plain, &committed, err);
	if (s)
		return s;
	if (member->is_listed) {
		verify->n_checked[TZ_CHECK_FIXITY]++;
		if (!tz_id_equal(&plain, &member->listed))
			tz_verify_fail(verify, TZ_CHECK_FIXITY, member->name,
			    _("does not have the digest of the manifest"));
	}
	if (member->is_opened) {
		verify->n_checked[TZ_CHECK_OBJECT]++;
		if (!tz_id_equal(&committed, &member->commitment))
			tz_verify_fail(verify, TZ_CHECK_OBJECT, member->name,
			    _("is not what the ledger commits to"));
	} else if (tz_bag_name_object(member->name, &named)) {
		tz_verify_fail(verify, TZ_CHECK_EXTRA, member->name,
		    _("is an object that nothing opens"));
	}
	return TZ_OK;
}

static int
compare_place(const void *a, const void *b)
{
	const struct tz_verify_member *first =
	    *(const struct tz_verify_member *const *)a;
	const struct tz_verify_member *second =
	    *(const struct tz_verify_member *const *)b;

	return first->offset < second->offset ? -1
	    : first->offset > second->offset  ? 1
					      : 0;
}

/* In the order in which they lie. */
static enum tz_status
check_all(struct reader *reader, struct tz_err *err)
{
	struct tz_verify *verify = reader->verify;
	const struct tz_verify_member **order;
	enum tz_status s = TZ_OK;
	size_t i;

	order = calloc(verify->n_members + 1, sizeof(void *));
	if (!order)
		return tz_fail_nomem(err);
	for (i = 0; i < verify->n_members; i++)
		order[i] = &verify->member[i];
	if (verify->is_tar)
		qsort(order, verify->n_members, sizeof(void *), compare_place);
	for (i = 0; s == TZ_OK && i < verify->n_members; i++)
		s = check_member(reader, order[i], err);
	free(order);
	return s;
}

enum tz_status
tz_verify_files(struct tz_verify *verify, struct tz_err *err)
{
	tz_auto(tz_hash) plain = NULL;
	tz_auto(tz_hash) committed = NULL;
	tz_auto_str room = malloc(ROOM);
	struct reader reader = {.verify = verify, .room = room};
	enum tz_status s;

	if (!room)
		return tz_fail_nomem(err);
	s = tz_hash_new(&plain, err);
	if (s == TZ_OK)
		s = tz_hash_new(&committed, err);
	if (s)
		return s;
	reader.plain = plain;
	reader.committed = committed;
	return check_all(&reader, err);
}
