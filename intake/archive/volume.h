/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/volume.h - whether a file is one volume of a split archive
 */
#ifndef TZ_INTAKE_ARCHIVE_VOLUME_H
#define TZ_INTAKE_ARCHIVE_VOLUME_H

#include <stdbool.h>
#include <stddef.h>

/** tz_volume_is(name, data, len): Whether the file says, by its header or its
 * name (".7z.001", ".z01", ".part1.rar", ".r00"), that more of it lies in other
 * files. */
bool tz_volume_is(const char *name, const unsigned char *data, size_t len);

#endif /* !TZ_INTAKE_ARCHIVE_VOLUME_H */
