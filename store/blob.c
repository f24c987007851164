/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/blob.c - bytes kept under the SHA-256 of their content
 *
 * A blob is blobs/<2 hex>/<62 hex>, mode 0600.  It is written without a name
 * (O_TMPFILE), synced, then linked to its name, so that a kill leaves either
 * nothing or the whole.  Where the file system has no such files, it is
 * written as blobs/new-<hex> and renamed.
 */
#include "store/blob.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"

#define CHUNK (1 << 18)

struct tz_blobs {
	int folder;
	char *path; /* for messages */
};

/* A blob being written. */
struct draft {
	struct tz_blobs *blobs;
	int fd;
	char name[32]; /* "" when it has none */
};

static void
draft_clear(struct draft *draft)
{
	if (draft->fd >= 0)
		close(draft->fd);
	if (draft->name[0])
		unlinkat(draft->blobs->folder, draft->name, 0);
}
#define auto_draft TZ_AUTO(draft_clear) struct draft

static enum tz_status
fail_errno(const struct tz_blobs *blobs, const char *what, struct tz_err *err)
{
	/* A missing folder is a damaged vault, not a missing object. */
	if (errno == ENOENT)
		errno = EIO;
	return tz_fail_errno(err, what, blobs->path);
}

enum tz_status
tz_blobs_open(const char *folder, struct tz_blobs **ret_blobs,
    struct tz_err *err)
{
	tz_auto(tz_blobs) blobs = calloc(1, sizeof *blobs);
	enum tz_status s;

	if (!blobs)
		return tz_fail_nomem(err);
	blobs->folder = -1;
	blobs->path = strdup(folder);
	if (!blobs->path)
		return tz_fail_nomem(err);
	s = tz_folder_make(folder, 0700, err);
	if (s)
		return s;
	blobs->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (blobs->folder < 0)
		return fail_errno(blobs, _("cannot open"), err);
	*ret_blobs = tz_steal(&blobs);
	return TZ_OK;
}

void
tz_blobs_free(struct tz_blobs *blobs)
{
	if (!blobs)
		return;
	if (blobs->folder >= 0)
		close(blobs->folder);
	free(blobs->path);
	free(blobs);
}

/* "ab/cdef...", 65 characters. */
static void
name_of(const struct tz_id *id, char ret_name[TZ_ID_HEX + 1])
{
	char hex[TZ_ID_HEX];

	tz_id_hex(id, hex);
	memcpy(ret_name, hex, 2);
	ret_name[2] = '/';
	memcpy(ret_name + 3, hex + 2, sizeof hex - 2);
}

static enum tz_status
draft_open(struct tz_blobs *blobs, struct draft *ret_draft, struct tz_err *err)
{
	unsigned char random[8];
	enum tz_status s;
	int i;

	ret_draft->fd =
	    openat(blobs->folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (ret_draft->fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) {
		s = tz_random(random, sizeof random, err);
		if (s)
			return s;
		memcpy(ret_draft->name, "new-", 5);
		for (i = 0; i < 8; i++)
			snprintf(ret_draft->name + 4 + 2 * i, 3, "%02x",
			    random[i]);
		ret_draft->fd = openat(blobs->folder, ret_draft->name,
		    O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
		if (ret_draft->fd < 0)
			ret_draft->name[0] = '\0';
	}
	if (ret_draft->fd < 0 || fchmod(ret_draft->fd, 0600) != 0)
		return fail_errno(blobs, _("cannot write in"), err);
	return TZ_OK;
}

static enum tz_status
draft_write(struct draft *draft, const void *data, size_t len,
    struct tz_err *err)
{
	return tz_fd_write(draft->fd, data, len, NULL) == TZ_OK
	    ? TZ_OK
	    : fail_errno(draft->blobs, _("cannot write in"), err);
}

/* Make the folder of two digits, if need be, and open it. */
static enum tz_status
open_fan(struct tz_blobs *blobs, const char *name, int *ret_fd,
    struct tz_err *err)
{
	char fan[3] = {name[0], name[1], '\0'};

	if (mkdirat(blobs->folder, fan, 0700) == 0) {
		if (fchmodat(blobs->folder, fan, 0700, 0) != 0 ||
		    fsync(blobs->folder) != 0)
			return fail_errno(blobs, _("cannot write in"), err);
	} else if (errno != EEXIST) {
		return fail_errno(blobs, _("cannot write in"), err);
	}
	*ret_fd =
	    openat(blobs->folder, fan, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*ret_fd < 0)
		return fail_errno(blobs, _("cannot open a folder of"), err);
	return TZ_OK;
}

/* Give the draft its name; another process may have been quicker. */
static bool
draft_link(struct draft *draft, const char *name)
{
	char self[32];

	if (draft->name[0]) {
		if (renameat(draft->blobs->folder, draft->name,
			draft->blobs->folder, name) != 0)
			return false;
		draft->name[0] = '\0';
		return true;
	}
	snprintf(self, sizeof self, "/proc/self/fd/%d", draft->fd);
	return linkat(AT_FDCWD, self, draft->blobs->folder, name,
		   AT_SYMLINK_FOLLOW) == 0 ||
	    errno == EEXIST;
}

static enum tz_status
draft_finish(struct draft *draft, const struct tz_id *id, struct tz_err *err)
{
	char name[TZ_ID_HEX + 1];
	tz_auto_fd fan = -1;
	enum tz_status s;

	name_of(id, name);
	if (fsync(draft->fd) != 0)
		return fail_errno(draft->blobs, _("cannot write in"), err);
	s = open_fan(draft->blobs, name, &fan, err);
	if (s)
		return s;
	if (!draft_link(draft, name) || fsync(fan) != 0)
		return fail_errno(draft->blobs, _("cannot write in"), err);
	return TZ_OK;
}

/* Whether the blob is there; TZ_CORRUPT if it is with another size. */
static enum tz_status
look(struct tz_blobs *blobs, const struct tz_id *id, uint64_t size,
    bool *ret_there, struct tz_err *err)
{
	char name[TZ_ID_HEX + 1];
	struct stat about;

	name_of(id, name);
	*ret_there = false;
	if (fstatat(blobs->folder, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT
		    ? TZ_OK
		    : fail_errno(blobs, _("cannot read in"), err);
	if (!S_ISREG(about.st_mode) || (uint64_t)about.st_size != size)
		return tz_fail(err, TZ_CORRUPT, _("blob '%s' is damaged"),
		    name);
	*ret_there = true;
	return TZ_OK;
}

enum tz_status
tz_blobs_put(struct tz_blobs *blobs, const void *data, size_t len,
    struct tz_id *ret_id, struct tz_err *err)
{
	auto_draft draft = {blobs, -1, ""};
	struct tz_id id;
	bool there = false;
	enum tz_status s;

	tz_sha256(data, len, &id);
	s = look(blobs, &id, len, &there, err);
	if (!s && !there) {
		s = draft_open(blobs, &draft, err);
		if (!s)
			s = draft_write(&draft, data, len, err);
		if (!s)
			s = draft_finish(&draft, &id, err);
	}
	if (!s)
		*ret_id = id;
	return s;
}

/* Hash ${fd} from offset 0 and, if ${to} is not NULL, copy it there. */
static enum tz_status
hash_fd(const struct tz_blobs *blobs, int fd, struct draft *to,
    struct tz_id *ret_id, uint64_t *ret_size, struct tz_err *err)
{
	tz_auto(tz_hash) hash = NULL;
	tz_auto_str room = malloc(CHUNK);
	uint64_t at = 0;
	enum tz_status s = tz_hash_new(&hash, err);

	if (!s && !room)
		return tz_fail_nomem(err);
	while (!s) {
		ssize_t n = pread(fd, room, CHUNK, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail_errno(blobs, _("cannot read in"), err);
		if (n == 0)
			break;
		tz_hash_update(hash, room, (size_t)n);
		at += (uint64_t)n;
		if (to)
			s = draft_write(to, room, (size_t)n, err);
	}
	if (s)
		return s;
	tz_hash_final(hash, ret_id);
	*ret_size = at;
	return TZ_OK;
}

enum tz_status
tz_blobs_put_fd(struct tz_blobs *blobs, int fd, struct tz_id *ret_id,
    uint64_t *ret_size, struct tz_err *err)
{
	auto_draft draft = {blobs, -1, ""};
	struct tz_id id;
	uint64_t size;
	bool there = false;
	enum tz_status s = draft_open(blobs, &draft, err);

	if (!s)
		s = hash_fd(blobs, fd, &draft, &id, &size, err);
	if (!s)
		s = look(blobs, &id, size, &there, err);
	if (!s && !there)
		s = draft_finish(&draft, &id, err);
	if (s)
		return s;
	*ret_id = id;
	*ret_size = size;
	return TZ_OK;
}

enum tz_status
tz_blobs_open_fd(struct tz_blobs *blobs, const struct tz_id *id, int *ret_fd,
    uint64_t *ret_size, struct tz_err *err)
{
	char name[TZ_ID_HEX + 1];
	struct stat about;
	tz_auto_fd fd = -1;

	name_of(id, name);
	fd = openat(blobs->folder, name,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0 && errno == ENOENT)
		return tz_fail(err, TZ_NOTFOUND, _("blob '%s' is missing"),
		    name);
	if (fd < 0 || fstat(fd, &about) != 0)
		return fail_errno(blobs, _("cannot read in"), err);
	if (!S_ISREG(about.st_mode))
		return tz_fail(err, TZ_CORRUPT, _("blob '%s' is damaged"),
		    name);
	if (ret_size)
		*ret_size = (uint64_t)about.st_size;
	*ret_fd = fd;
	fd = -1;
	return TZ_OK;
}

static enum tz_status
compare(const struct tz_id *wanted, const struct tz_id *found,
    struct tz_err *err)
{
	char name[TZ_ID_HEX + 1];

	if (tz_id_equal(wanted, found))
		return TZ_OK;
	name_of(wanted, name);
	return tz_fail(err, TZ_CORRUPT, _("blob '%s' is damaged"), name);
}

enum tz_status
tz_blobs_get(struct tz_blobs *blobs, const struct tz_id *id, struct tz_buf *ret,
    struct tz_err *err)
{
	tz_auto_fd fd = -1;
	tz_auto_buf bytes = TZ_BUF_INIT;
	struct tz_id found;
	enum tz_status s = tz_blobs_open_fd(blobs, id, &fd, NULL, err);

	if (!s)
		s = tz_fd_read(fd, UINT64_MAX, &bytes, err);
	if (s)
		return s;
	tz_sha256(bytes.data, bytes.len, &found);
	s = compare(id, &found, err);
	if (s)
		return s;
	tz_buf_append(ret, bytes.data, bytes.len);
	return tz_buf_check(ret, err);
}

enum tz_status
tz_blobs_check(struct tz_blobs *blobs, const struct tz_id *id,
    struct tz_err *err)
{
	tz_auto_fd fd = -1;
	struct tz_id found;
	uint64_t size;
	enum tz_status s = tz_blobs_open_fd(blobs, id, &fd, NULL, err);

	if (!s)
		s = hash_fd(blobs, fd, NULL, &found, &size, err);
	return s ? s : compare(id, &found, err);
}
