/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_lines.c - small members whole, long ones line by line
 */
#include <string.h>
#include <unistd.h>

#include "archive/verify_run.h"
#include "base/intl.h"

#define SMALL_MAX (1 << 20)
#define LINE_MAX (1 << 24) /* a detail may be long, but not without end */
#define ROOM 65536

/* Append up to ${len} bytes at ${*offset}. */
static enum tz_status
take(int fd, uint64_t *offset, size_t len, struct tz_buf *ret,
    struct tz_err *err)
{
	char room[ROOM];
	ssize_t n = pread(fd, room, len < ROOM ? len : ROOM, (off_t)*offset);

	if (n < 0)
		return tz_fail_errno(err, _("cannot read"), _("the bundle"));
	if (n == 0)
		return tz_fail(err, TZ_IO, _("a file became shorter"));
	tz_buf_append(ret, room, (size_t)n);
	*offset += (uint64_t)n;
	return tz_buf_check(ret, err);
}

enum tz_status
tz_verify_read(const struct tz_verify *verify, const char *name,
    struct tz_buf *ret, struct tz_err *err)
{
	const struct tz_verify_member *member = tz_verify_find(verify, name);
	uint64_t offset, end;
	enum tz_status s;
	int fd;

	if (!member)
		return tz_fail(err, TZ_NOTFOUND, _("no '%s' in the bundle"),
		    name);
	if (member->size > SMALL_MAX)
		return tz_fail(err, TZ_LIMIT, _("'%s' is too large"), name);
	s = tz_verify_begin(verify, member, &fd, &offset, err);
	if (s)
		return s;
	end = offset + member->size;
	while (s == TZ_OK && offset < end)
		s = take(fd, &offset, (size_t)(end - offset), ret, err);
	tz_verify_end(verify, fd);
	return s;
}

/* Visit the whole lines in ${text} and keep the rest. */
static enum tz_status
visit_lines(struct tz_verify *verify, struct tz_buf *text,
    tz_verify_line *visit, int64_t *n, struct tz_err *err)
{
	size_t at = 0;
	enum tz_status s = TZ_OK;
	char *end;

	while (s == TZ_OK && at < text->len &&
	    (end = memchr(text->data + at, '\n', text->len - at))) {
		*end = '\0';
		s = visit(verify, text->data + at,
		    (size_t)(end - text->data) - at, (*n)++, err);
		at = (size_t)(end - text->data) + 1;
	}
	memmove(text->data, text->data + at, text->len - at);
	text->len -= at;
	text->data[text->len] = '\0';
	return s;
}

static enum tz_status
read_lines(struct tz_verify *verify, const struct tz_verify_member *member,
    enum tz_check_name check, tz_verify_line *visit, int64_t *n,
    struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	uint64_t offset, end;
	enum tz_status s;
	int fd;

	s = tz_verify_begin(verify, member, &fd, &offset, err);
	if (s)
		return s;
	end = offset + member->size;
	while (s == TZ_OK && offset < end) {
		s = take(fd, &offset,
		    (size_t)(end - offset > ROOM ? ROOM : end - offset), &text,
		    err);
		if (s == TZ_OK)
			s = visit_lines(verify, &text, visit, n, err);
		if (text.len > LINE_MAX)
			break;
	}
	tz_verify_end(verify, fd);
	if (s == TZ_OK && text.len > 0)
		tz_verify_fail(verify, check, member->name,
		    _("a line does not end, or is too long"));
	return s;
}

enum tz_status
tz_verify_lines(struct tz_verify *verify, const char *prefix,
    enum tz_check_name check, tz_verify_line *visit, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	int64_t n = 0;
	size_t i;

	for (i = 0; s == TZ_OK && i < verify->n_members; i++) {
		if (strncmp(verify->member[i].name, prefix, strlen(prefix)) ==
		    0)
			s = read_lines(verify, &verify->member[i], check, visit,
			    &n, err);
	}
	return s;
}
