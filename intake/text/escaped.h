/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/escaped.h - characters written as escapes: \u673a in JSON,
 * scripts and property files, &#x673a; in XML and Markdown
 */
#ifndef TZ_INTAKE_TEXT_ESCAPED_H
#define TZ_INTAKE_TEXT_ESCAPED_H

#include <stddef.h>

#include "base/buf.h"

/** tz_escaped_decode(line, len, ret): Append the line with its escapes as what
 * they stand for; how many there were. */
size_t tz_escaped_decode(const char *line, size_t len, struct tz_buf *ret);

#endif /* !TZ_INTAKE_TEXT_ESCAPED_H */
