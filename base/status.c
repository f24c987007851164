/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/status.c - texts and exit statuses of the one list, and the sentence
 *
 * The sentence has a fixed room: what does not fit is cut between characters,
 * never inside one.
 */
#include "base/status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "base/utf8.h"

static const char *const texts[TZ_STATUS_COUNT] = {
#define TEXT(name, exit_status, text) [TZ_##name] = text,
    TZ_STATUS_LIST(TEXT)
#undef TEXT
};

static const int exits[TZ_STATUS_COUNT] = {
#define EXIT(name, exit_status, text) [TZ_##name] = exit_status,
    TZ_STATUS_LIST(EXIT)
#undef EXIT
};

const char *
tz_status_text(enum tz_status status)
{
	if ((unsigned)status >= TZ_STATUS_COUNT)
		status = TZ_BUG;
	return texts[status];
}

int
tz_status_exit(enum tz_status status)
{
	if ((unsigned)status >= TZ_STATUS_COUNT)
		status = TZ_BUG;
	return exits[status];
}

/* Cut an incomplete UTF-8 sequence off the end of a text that was cut. */
static void
trim(char *text)
{
	size_t len = strlen(text);
	size_t back = 0;
	unsigned char lead;

	while (back < 3 && back < len &&
	    ((unsigned char)text[len - 1 - back] & 0xc0) == 0x80)
		back++;
	if (back >= len)
		return;
	lead = (unsigned char)text[len - 1 - back];
	if ((lead >= 0xf0 && back < 3) || (lead >= 0xe0 && back < 2) ||
	    (lead >= 0xc0 && back < 1))
		text[len - 1 - back] = '\0';
}

static void
fill(struct tz_err *err, const char *format, va_list args)
{
	int n = vsnprintf(err->text, sizeof err->text, format, args);

	if (n < 0)
		err->text[0] = '\0';
	else if ((size_t)n >= sizeof err->text)
		trim(err->text);
}

enum tz_status
tz_fail(struct tz_err *err, enum tz_status status, const char *format, ...)
{
	va_list args;

	if (!err || err->status != TZ_OK)
		return status;
	err->status = status;
	va_start(args, format);
	fill(err, format, args);
	va_end(args);
	return status;
}

enum tz_status
tz_fail_errno(struct tz_err *err, const char *what, const char *path)
{
	int number = errno;
	char room[128];
	const char *text = strerror_r(number, room, sizeof room);
	enum tz_status status = TZ_IO;
	tz_auto_buf clean = TZ_BUF_INIT;

	if (number == ENOMEM)
		status = TZ_NOMEM;
	else if (number == ENOENT)
		status = TZ_NOTFOUND;
	tz_utf8_printable(path, strlen(path), &clean);
	return tz_fail(err, status, "%s '%s': %s", what, tz_buf_str(&clean),
	    text);
}

enum tz_status
tz_fail_nomem(struct tz_err *err)
{
	return tz_fail(err, TZ_NOMEM, "%s", _("out of memory"));
}

enum tz_status
tz_fail_while(struct tz_err *err, enum tz_status status, const char *format,
    ...)
{
	struct tz_err joined = {status, ""};
	char old[sizeof joined.text];
	va_list args;
	int n;

	if (!err)
		return status;
	snprintf(old, sizeof old, "%s",
	    err->status ? err->text : _(tz_status_text(status)));
	va_start(args, format);
	fill(err, format, args);
	va_end(args);

	/* The head says what was being done, so the tail is what is cut. */
	n = snprintf(joined.text, sizeof joined.text, _("while %s: %s"),
	    err->text, old);
	if (n >= (int)sizeof joined.text)
		trim(joined.text);
	*err = joined;
	return status;
}
