/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/says.h - whether a text says what another one says
 *
 * Formats keep the same words twice (an alternative for old programs, the
 * picture of a note); a reader who tells them twice doubles every finding.
 */
#ifndef TZ_INTAKE_SAYS_H
#define TZ_INTAKE_SAYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/** tz_says(text, since, words): Whether ${words} stand in ${text} from byte
 * ${since} on, white space apart.  Empty words are said anywhere; false when
 * memory runs out. */
bool
tz_says(const struct tz_buf *text, size_t since, const struct tz_buf *words);

#endif /* !TZ_INTAKE_SAYS_H */
