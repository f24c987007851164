/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_write.c - the tar of a bundle, its signature, its event
 *
 * Written as PATH.partial, synced, signed, and renamed last, so that no file
 * without that suffix is ever incomplete.  Every object is hashed again while
 * it is copied; one that does not match ends the export.
 */
#include "archive/bundle_parts.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "archive/bag.h"
#include "archive/tar.h"
#include "base/file.h"
#include "base/intl.h"

#define ROOM (1 << 18) /* bytes copied at a time */

typedef void progress_report(uint64_t done, uint64_t all, void *arg);

struct output {
	struct tz_bundle_plan *plan;
	struct tz_bundle_members *members;
	struct tz_tar *tar;
	progress_report *progress;
	void *arg;
	uint64_t done;
	uint64_t all;
	char *room;
	struct tz_hash *plain;
	struct tz_hash *committed;
};

/* Bag-info values are one line each. */
static void
put_line(struct tz_buf *ret, const char *label, const char *value)
{
	tz_buf_printf(ret, "%s: ", label);
	for (; *value; value++)
		tz_buf_putc(ret, (unsigned char)*value < ' ' ? ' ' : *value);
	tz_buf_putc(ret, '\n');
}

static enum tz_status
add_info(struct tz_bundle_plan *plan, struct tz_bundle_members *members,
    struct tz_err *err)
{
	tz_auto_buf info = TZ_BUF_INIT;
	uint64_t bytes = 0;
	enum tz_status s;
	size_t i;

	for (i = 0; i < members->n; i++)
		bytes += members->item[i].size;
	put_line(&info, "Bag-Group-Identifier", plan->log);
	put_line(&info, "External-Identifier", plan->name);
	tz_buf_printf(&info, "Ledger-Edition: %d\n", plan->edition);
	put_line(&info, "Ledger-Profile", plan->is_public ? "public" : "full");
	tz_buf_printf(&info, "Ledger-Range: %" PRId64 " %" PRId64 "\n",
	    plan->from, plan->until);
	tz_buf_printf(&info, "Payload-Oxum: %" PRIu64 ".%zu\n", bytes,
	    members->n);
	put_line(&info, "Source-Organization", plan->agency);
	s = tz_buf_check(&info, err);
	if (s == TZ_OK)
		s = tz_bundle_add(members, "bag-info.txt", info.data, info.len,
		    err);
	return s;
}

/* One manifest of the members that are payload, or of those that are not. */
static enum tz_status
add_manifest(struct tz_bundle_members *members, const char *name,
    bool is_payload, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	char hex[TZ_ID_HEX];
	enum tz_status s;
	size_t i;

	for (i = 0; i < members->n; i++) {
		if (tz_bag_name_payload(members->item[i].name) != is_payload)
			continue;
		tz_id_hex(&members->item[i].sha256, hex);
		tz_buf_printf(&text, "%s  %s\n", hex, members->item[i].name);
	}
	s = tz_buf_check(&text, err);
	if (s == TZ_OK)
		s = tz_bundle_add(members, name, text.data, text.len, err);
	return s;
}

/* Everything that the tar will hold, in its order. */
static enum tz_status
make_members(struct tz_bundle_plan *plan, const struct tz_named_list *registers,
    struct tz_bundle_members *members, struct tz_err *err)
{
	enum tz_status s;

	s = tz_bundle_ledger(plan, members, err);
	if (s == TZ_OK)
		s = tz_bundle_roster(plan, members, err);
	if (s == TZ_OK)
		s = tz_bundle_policies(plan, members, err);
	if (s == TZ_OK)
		s = tz_bundle_page(plan, registers, members, err);
	if (s == TZ_OK)
		s = tz_bundle_openings(plan, members, err);
	if (s)
		return s;
	tz_bundle_sort(members);
	s = add_info(plan, members, err);
	if (s == TZ_OK)
		s = tz_bundle_add(members, "bagit.txt", TZ_BAG_DECLARATION,
		    strlen(TZ_BAG_DECLARATION), err);
	if (s == TZ_OK)
		s = add_manifest(members, "manifest-sha256.txt", true, err);
	tz_bundle_sort(members);
	if (s == TZ_OK)
		s = add_manifest(members, "tagmanifest-sha256.txt", false, err);
	tz_bundle_sort(members);
	return s;
}

/* Copy ${size} bytes at ${offset} of ${fd} into the member begun last. */
static enum tz_status
copy_bytes(struct output *output, int fd, uint64_t offset, uint64_t size,
    bool is_object, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	while (s == TZ_OK && size > 0) {
		size_t want = size < ROOM ? (size_t)size : ROOM;
		ssize_t n = pread(fd, output->room, want, (off_t)offset);

		if (n < 0)
			return tz_fail_errno(err, _("cannot read"),
			    _("what the bundle is made of"));
		if (n == 0)
			return tz_fail(err, TZ_CORRUPT,
			    _("an object is shorter than recorded"));
		if (is_object) {
			tz_hash_update(output->plain, output->room, (size_t)n);
			tz_hash_update(output->committed, output->room,
			    (size_t)n);
		}
		s = tz_tar_data(output->tar, output->room, (size_t)n, err);
		offset += (uint64_t)n;
		size -= (uint64_t)n;
		output->done += (uint64_t)n;
		if (output->progress)
			output->progress(output->done, output->all,
			    output->arg);
	}
	return s;
}

static enum tz_status
copy_object(struct output *output, const struct tz_bundle_member *member,
    struct tz_err *err)
{
	struct tz_id plain, committed;
	char hex[TZ_ID_HEX];
	tz_auto_fd fd = -1;
	uint64_t size = 0;
	enum tz_status s;

	s = tz_blobs_open_fd(tz_vault_blobs(output->plan->vault),
	    &member->sha256, &fd, &size, err);
	if (s)
		return s == TZ_NOTFOUND ? TZ_CORRUPT : s;
	tz_commit_object_begin(output->committed, &member->salt);
	s = copy_bytes(output, fd, 0, member->size, true, err);
	tz_hash_final(output->plain, &plain);
	tz_hash_final(output->committed, &committed);
	if (s)
		return s;
	if (size != member->size || !tz_id_equal(&plain, &member->sha256) ||
	    !tz_id_equal(&committed, &member->commitment)) {
		tz_id_hex(&member->commitment, hex);
		return tz_fail(err, TZ_CORRUPT,
		    _("object %s does not match its digest or commitment; "
		      "nothing is exported; run audit"),
		    hex);
	}
	return TZ_OK;
}

static enum tz_status
write_members(struct output *output, struct tz_err *err)
{
	const struct tz_bundle_members *members = output->members;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < members->n; i++)
		output->all += members->item[i].size;
	for (i = 0; s == TZ_OK && i < members->n; i++) {
		const struct tz_bundle_member *member = &members->item[i];
		tz_auto_buf name = TZ_BUF_INIT;

		tz_buf_printf(&name, "%s/%s", output->plan->name, member->name);
		s = tz_tar_member(output->tar, tz_buf_str(&name), member->size,
		    err);
		if (s == TZ_OK && member->is_object)
			s = copy_object(output, member, err);
		else if (s == TZ_OK)
			s = copy_bytes(output, members->spool, member->offset,
			    member->size, false, err);
	}
	return s;
}

static enum tz_status
write_tar(struct output *output, int fd, struct tz_id *ret_sha256,
    struct tz_err *err)
{
	tz_auto(tz_tar) tar = NULL;
	tz_auto(tz_hash) plain = NULL;
	tz_auto(tz_hash) committed = NULL;
	tz_auto_str room = malloc(ROOM);
	uint64_t size = 0;
	enum tz_status s;

	if (!room)
		return tz_fail_nomem(err);
	s = tz_tar_open(fd, output->plan->mtime, &tar, err);
	if (s == TZ_OK)
		s = tz_hash_new(&plain, err);
	if (s == TZ_OK)
		s = tz_hash_new(&committed, err);
	if (s)
		return s;
	output->tar = tar;
	output->plain = plain;
	output->committed = committed;
	output->room = room;
	s = write_members(output, err);
	if (s == TZ_OK)
		s = tz_tar_close(tar, ret_sha256, &size, err);
	return s;
}

/* Fill PATH.partial. */
enum tz_status
tz_bundle_partial(struct tz_bundle_plan *plan,
    const struct tz_named_list *registers, const char *partial,
    progress_report *progress, void *arg, struct tz_id *ret_sha256,
    struct tz_err *err)
{
	tz_auto_members members = {.spool = -1};
	struct output output = {.plan = plan,
	    .members = &members,
	    .progress = progress,
	    .arg = arg};
	tz_auto_str folder = strdup(partial);
	tz_auto_fd fd = -1;
	enum tz_status s;
	char *slash;

	if (!folder)
		return tz_fail_nomem(err);
	slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	s = tz_bundle_members_open(slash ? folder : ".", &members, err);
	if (s == TZ_OK)
		s = make_members(plan, registers, &members, err);
	if (s)
		return s;
	fd = open(partial,
	    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || fchmod(fd, plan->is_public ? 0644 : 0600) != 0)
		return tz_fail_errno(err, _("cannot write"), partial);
	s = write_tar(&output, fd, ret_sha256, err);
	if (s == TZ_OK && fsync(fd) != 0)
		s = tz_fail_errno(err, _("cannot write"), partial);
	return s;
}
