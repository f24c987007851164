/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/buf.c - bytes that grow
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

void
tz_buf_clear(struct tz_buf *buf)
{
	free(buf->data);
	*buf = (struct tz_buf)TZ_BUF_INIT;
}

void
tz_buf_reset(struct tz_buf *buf)
{
	buf->len = 0;
	buf->failed = false;
	if (buf->data)
		buf->data[0] = '\0';
}

/* Make room for ${more} bytes and the NUL. */
static bool
reserve(struct tz_buf *buf, size_t more)
{
	size_t cap = buf->cap ? buf->cap : 64;
	char *data;

	if (buf->failed)
		return false;
	if (more < buf->cap - buf->len)
		return true;
	if (more >= SIZE_MAX / 4 || buf->len >= SIZE_MAX / 4) {
		buf->failed = true;
		return false;
	}
	while (cap - buf->len <= more)
		cap *= 2;
	data = realloc(buf->data, cap);
	if (!data) {
		buf->failed = true;
		return false;
	}
	buf->data = data;
	buf->cap = cap;
	return true;
}

void
tz_buf_append(struct tz_buf *buf, const void *data, size_t len)
{
	if (!reserve(buf, len))
		return;
	if (len)
		memcpy(buf->data + buf->len, data, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void
tz_buf_puts(struct tz_buf *buf, const char *text)
{
	tz_buf_append(buf, text, strlen(text));
}

void
tz_buf_putc(struct tz_buf *buf, char c)
{
	tz_buf_append(buf, &c, 1);
}

void
tz_buf_printf(struct tz_buf *buf, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0) {
		buf->failed = true;
		return;
	}
	if (!reserve(buf, (size_t)n))
		return;
	va_start(args, format);
	vsnprintf(buf->data + buf->len, (size_t)n + 1, format, args);
	va_end(args);
	buf->len += (size_t)n;
}

const char *
tz_buf_str(const struct tz_buf *buf)
{
	return buf->data ? buf->data : "";
}

enum tz_status
tz_buf_check(const struct tz_buf *buf, struct tz_err *err)
{
	return buf->failed ? tz_fail_nomem(err) : TZ_OK;
}

char *
tz_buf_take(struct tz_buf *buf)
{
	char *data;

	/* Even the empty buffer yields a string. */
	if (!reserve(buf, 0)) {
		tz_buf_clear(buf);
		return NULL;
	}
	buf->data[buf->len] = '\0';
	data = buf->data;
	*buf = (struct tz_buf)TZ_BUF_INIT;
	return data;
}
