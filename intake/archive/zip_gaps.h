/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/zip_gaps.h - what a ZIP file holds between its members
 */
#ifndef TZ_INTAKE_ARCHIVE_ZIP_GAPS_H
#define TZ_INTAKE_ARCHIVE_ZIP_GAPS_H

#include <stdbool.h>
#include <stddef.h>

/** tz_zip_gaps_hold_member(data, len): Whether a member stands in the file that
 * its directory does not list, or lists under another name, so that programs
 * differ in what they unpack.  False for what is no ZIP file. */
bool tz_zip_gaps_hold_member(const unsigned char *data, size_t len);

#endif /* !TZ_INTAKE_ARCHIVE_ZIP_GAPS_H */
