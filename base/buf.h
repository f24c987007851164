/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/buf.h - bytes that grow
 *
 * A failed allocation is kept in the buffer and later appends do nothing, so
 * that a run of appends is checked once, by tz_buf_check(), before the bytes
 * are used.  The bytes are always followed by a NUL that is not counted.
 */
#ifndef TZ_BASE_BUF_H
#define TZ_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf {
	char *data;
	size_t len;
	size_t cap;
	bool failed;
};

/* clang-format off */
#define TZ_BUF_INIT {NULL, 0, 0, false}
/* clang-format on */

/* A buffer, and a malloc()ed string, freed at the end of the block. */
#define tz_auto_buf TZ_AUTO(tz_buf_clear) struct tz_buf
#define tz_auto_str TZ_AUTO(tz_str_autofree) char *

static inline void
tz_str_autofree(char **p)
{
	free(*p);
}

/** tz_buf_clear(buf): Free the bytes and make ${buf} empty again. */
void tz_buf_clear(struct tz_buf *buf);

/** tz_buf_reset(buf): Make ${buf} empty but keep its memory. */
void tz_buf_reset(struct tz_buf *buf);

/** tz_buf_append(buf, data, len): Append ${len} bytes. */
void tz_buf_append(struct tz_buf *buf, const void *data, size_t len);

/** tz_buf_puts(buf, text): Append the string ${text}. */
void tz_buf_puts(struct tz_buf *buf, const char *text);

/** tz_buf_putc(buf, c): Append one byte. */
void tz_buf_putc(struct tz_buf *buf, char c);

/** tz_buf_printf(buf, format, ...): Append formatted text. */
void tz_buf_printf(struct tz_buf *buf, const char *format, ...) TZ_PRINTF(2, 3);

/** tz_buf_str(buf): The bytes as a string, "" when empty; borrowed until the
 * buffer is changed. */
const char *tz_buf_str(const struct tz_buf *buf);

/** tz_buf_check(buf, err): TZ_NOMEM if any append failed, else TZ_OK. */
TZ_CHECK enum tz_status
tz_buf_check(const struct tz_buf *buf, struct tz_err *err);

/**
 * tz_buf_take(buf):
 * The bytes as a malloc()ed string that the caller owns; ${buf} is empty
 * after.  NULL if an append failed.
 */
char *tz_buf_take(struct tz_buf *buf);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_BUF_H */
