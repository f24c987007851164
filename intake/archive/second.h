/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/second.h - an archive or a document behind another file
 */
#ifndef TZ_INTAKE_ARCHIVE_SECOND_H
#define TZ_INTAKE_ARCHIVE_SECOND_H

#include <stdbool.h>
#include <stddef.h>

/** tz_second_is_padding(data, len): Whether there are only bytes that fill a
 * block up: blanks, line ends, zeros. */
bool tz_second_is_padding(const unsigned char *data, size_t len);

/** tz_second_zip(data, len): Where the ZIP file begins that ends the bytes; 0
 * when there is none, or it is all of them. */
size_t tz_second_zip(const unsigned char *data, size_t len);

/** tz_second_archive(data, len): Likewise, or a RAR, 7z or CAB file anywhere
 * but at the start. */
size_t tz_second_archive(const unsigned char *data, size_t len);

/** tz_second_pdf(data, len): Where a PDF begins behind the start, and within
 * the bytes where programs that show PDF look for it; 0 when there is none. */
size_t tz_second_pdf(const unsigned char *data, size_t len);

#endif /* !TZ_INTAKE_ARCHIVE_SECOND_H */
