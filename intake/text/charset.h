/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/charset.h - in which encoding a file is written
 *
 * The names returned are constants for tz_encoding_convert().
 */
#ifndef TZ_INTAKE_TEXT_CHARSET_H
#define TZ_INTAKE_TEXT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

/** tz_charset_of_text(data, len): Of plain text: UTF-8 when it mostly is that
 * (so that a broken character does not spoil the rest), else the most
 * likely. */
const char *tz_charset_of_text(const char *data, size_t len);

#define TZ_CHARSET_GUESSES 3

/** tz_charset_guesses(data, len, ret_names): How plain text may be read: first
 * as tz_charset_of_text() says; where that is no more than a guess at an
 * alphabet, also in each Chinese encoding that all its bytes fit, since a few
 * words of Chinese pass for Greek or Russian; of ASCII, also as UTF-7 or HZ if
 * it is one of them by its form.  Returns how many. */
size_t tz_charset_guesses(const char *data, size_t len,
    const char *ret_names[TZ_CHARSET_GUESSES]);

/** tz_charset_of_others(data, len): Of a line that is not UTF-8 in a text that
 * is. */
const char *tz_charset_of_others(const char *data, size_t len);

/** tz_charset_is_mixed(data, len): Whether some of its lines are UTF-8 and all
 * others GB18030 or Big5, and nothing in it is no text. */
bool tz_charset_is_mixed(const char *data, size_t len);

/** tz_charset_is_unsure(data, len): Whether the bytes are not well read in any
 * encoding, so that what was read may not be what they say. */
bool tz_charset_is_unsure(const char *data, size_t len);

/** tz_charset_of_html(data, len): Of HTML: by its form where that is certain (a
 * byte order mark, UTF-8), else as it says itself, else the most likely. */
const char *tz_charset_of_html(const char *data, size_t len);

#endif /* !TZ_INTAKE_TEXT_CHARSET_H */
