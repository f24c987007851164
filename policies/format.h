/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/format.h - the formats that a rule names: docx, sheet, text/plain
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_FORMAT_H
#define TZ_POLICIES_FORMAT_H

#include <stdbool.h>

#include "base/json.h"

struct tz_buf;

/** tz_format_known(word): Whether it is the name of a format or family, a
 * media type, or a media type with a star: image/ and all that follows. */
bool tz_format_known(const char *word);

/** tz_format_matches(formats, media_type): Whether the list of such words has
 * ${media_type}; NULL is every format. */
bool tz_format_matches(const json_t *formats, const char *media_type);

/** tz_format_example(formats, ret): Append a media type that the list has;
 * text/plain for every format. */
void tz_format_example(const json_t *formats, struct tz_buf *ret);

#endif /* !TZ_POLICIES_FORMAT_H */
