/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/charset.h - in which encoding a file is written
 *
 * The names returned are constants for tz_encoding_convert().
 */
#ifndef TZ_INTAKE_CHARSET_H
#define TZ_INTAKE_CHARSET_H

#include <stddef.h>

/** tz_charset_of_text(data, len): Of plain text: UTF-8 when it mostly is that
 * (so that a broken character does not spoil the rest), else the most
 * likely. */
const char *tz_charset_of_text(const char *data, size_t len);

/** tz_charset_of_html(data, len): Of HTML: by its form where that is certain (a
 * byte order mark, UTF-8), else as it says itself, else the most likely. */
const char *tz_charset_of_html(const char *data, size_t len);

#endif /* !TZ_INTAKE_CHARSET_H */
