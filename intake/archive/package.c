/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/package.c - all members of a ZIP package, unpacked in memory
 *
 * Growth is bounded: over UNPACKED_MAX bytes, or RATIO times the package and
 * some room, a member ends with its reason and so do all after it.
 */
#include "intake/archive/package.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "intake/archive/container.h"
#include "intake/intake.h"

#define UNPACKED_MAX ((size_t)192 << 20)
#define RATIO 200
#define RATIO_ROOM ((size_t)4 << 20)
#define MEMBERS_MAX 20000

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
unpack(struct tz_container *container, size_t room, struct tz_buf *ret)
{
	const char *reason = NULL;
	const void *block;
	size_t n;

	while (tz_container_read(container, &block, &n, &reason)) {
		if (n > room)
			return room < UNPACKED_MAX ? TZ_REASON_LIMIT_RATIO
						   : TZ_REASON_LIMIT_SIZE;
		room -= n;
		tz_buf_append(ret, block, n);
		if (ret->failed)
			return TZ_REASON_LIMIT_MEMORY;
	}
	return reason;
}

static enum tz_status
read_member(struct tz_container *container,
    const struct tz_container_member *found, struct tz_package *package,
    size_t *room, struct tz_err *err)
{
	const char *name = found->name ? found->name : "";
	struct tz_member *member;
	tz_auto_buf clean = TZ_BUF_INIT;
	tz_auto_buf data = TZ_BUF_INIT;

	member = add(package);
	if (!member)
		return tz_fail_nomem(err);
	tz_utf8_clean(name, strlen(name), &clean);
	member->name = tz_buf_take(&clean);
	if (!member->name)
		return tz_fail_nomem(err);
	if (found->encrypted)
		member->reason = TZ_REASON_ENCRYPTED;
	else
		member->reason = unpack(container, *room, &data);
	*room -= data.len < *room ? data.len : *room;
	member->len = data.failed ? 0 : data.len;
	member->data = (unsigned char *)tz_buf_take(&data);
	return TZ_OK;
}

enum tz_status
tz_package_read(const void *data, size_t len, struct tz_package *ret,
    struct tz_err *err)
{
	tz_auto(tz_container) container = NULL;
	struct tz_container_member member;
	size_t room = UNPACKED_MAX;
	enum tz_status s;

	if (len < (UNPACKED_MAX - RATIO_ROOM) / RATIO)
		room = len * RATIO + RATIO_ROOM;
	s = tz_container_open(data, len, TZ_CONTAINER_ZIP, &container, err);
	if (s)
		return s;
	while (tz_container_next(container, &member, &ret->reason)) {
		if (ret->n == MEMBERS_MAX) {
			ret->reason = TZ_REASON_LIMIT_ENTRIES;
			break;
		}
		s = read_member(container, &member, ret, &room, err);
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
