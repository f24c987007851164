/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/name.h - the name of a file, out of bytes in any encoding
 */
#ifndef TZ_INTAKE_NAME_H
#define TZ_INTAKE_NAME_H

#include <stddef.h>

struct tz_buf;

/** tz_name_decode(name, len, ret): Append the name as UTF-8: as it is when it
 * is well-formed, else in the encoding it seems to be in, else with U+FFFD for
 * what can not be read. */
void tz_name_decode(const char *name, size_t len, struct tz_buf *ret);

/** tz_name_ending(name): What follows the last dot of the last component,
 * borrowed; "" if there is none. */
const char *tz_name_ending(const char *name);

#endif /* !TZ_INTAKE_NAME_H */
