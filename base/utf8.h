/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/utf8.h - code points, cleaning, and the kinds of characters
 */
#ifndef TZ_BASE_UTF8_H
#define TZ_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf;

/**
 * tz_utf8_next(text, len, at, ret_point):
 * Decode the code point at byte ${at}; returns its length in bytes, 0 at the
 * end.  An ill-formed byte gives U+FFFD and length 1.
 */
size_t
tz_utf8_next(const char *text, size_t len, size_t at, uint32_t *ret_point);

/** tz_utf8_put(point, ret): Append one code point (U+FFFD for what is none). */
void tz_utf8_put(uint32_t point, struct tz_buf *ret);

/** tz_utf8_valid(text, len): Whether it is well-formed UTF-8. */
bool tz_utf8_valid(const char *text, size_t len);

/** tz_utf8_count(text, len): The number of code points. */
size_t tz_utf8_count(const char *text, size_t len);

/** tz_utf8_offset(text, len, n): The byte offset of code point ${n}, ${len} if
 * there are fewer. */
size_t tz_utf8_offset(const char *text, size_t len, size_t n);

/** tz_utf8_clean(text, len, ret): Append the text with ill-formed bytes as
 * U+FFFD. */
void tz_utf8_clean(const char *text, size_t len, struct tz_buf *ret);

/** tz_utf8_printable(text, len, ret): Append the text for a terminal: as
 * tz_utf8_clean(), controls (C0, C1, bidi, tags) as \u{HEX}. */
void tz_utf8_printable(const char *text, size_t len, struct tz_buf *ret);

/** tz_utf8_width(text, len): Columns on a terminal: wide and full-width East
 * Asian characters count 2, combining ones 0. */
size_t tz_utf8_width(const char *text, size_t len);

/** tz_utf8_nfc(text, len, ret, err): Append the NFC form, CR LF and CR as LF.
 * Fails: TZ_FORMAT for ill-formed text, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_utf8_nfc(const char *text, size_t len,
    struct tz_buf *ret, struct tz_err *err);

/** tz_utf8_is_han(point): Han, kana, hangul, bopomofo and their marks: what
 * is written without spaces between words. */
bool tz_utf8_is_han(uint32_t point);

/** tz_utf8_is_space(point): White space of any script, line ends included. */
bool tz_utf8_is_space(uint32_t point);

/** tz_utf8_is_alnum(point): A letter or digit of any script. */
bool tz_utf8_is_alnum(uint32_t point);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_UTF8_H */
