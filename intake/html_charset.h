/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html_charset.h - in which encoding an HTML file is written
 */
#ifndef TZ_INTAKE_HTML_CHARSET_H
#define TZ_INTAKE_HTML_CHARSET_H

#include <stddef.h>

/** tz_html_charset(data, len): The name of its encoding for
 * tz_encoding_convert(), a constant: by its form where that is certain (a byte
 * order mark, UTF-8), else as it says itself, else the most likely. */
const char *tz_html_charset(const char *data, size_t len);

#endif /* !TZ_INTAKE_HTML_CHARSET_H */
