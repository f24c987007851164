/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/zip_names.h - the names in a ZIP file, to tell what kind it is
 *
 * A quick look that unpacks nothing.  Where the central directory is missing
 * or broken the local headers are walked, so that a truncated package is still
 * known for what it was.
 */
#ifndef TZ_INTAKE_ARCHIVE_ZIP_NAMES_H
#define TZ_INTAKE_ARCHIVE_ZIP_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct tz_buf;

/* Where the directory of a ZIP file is. */
struct tz_zip_directory {
	size_t at;    /* of its first entry */
	size_t shift; /* bytes that stand before the ZIP file proper */
	size_t end;   /* of the record that ends it */
};

/** A visitor: ${stored} bytes of the member's data follow when it is not
 * compressed and they are there, else NULL; false ends the walk. */
typedef bool tz_zip_visit(void *arg, const char *name, size_t name_len,
    const unsigned char *stored, size_t stored_len);

/** tz_zip_names_walk(data, len, visit, arg): Show every member's name. */
void tz_zip_names_walk(const unsigned char *data, size_t len,
    tz_zip_visit *visit, void *arg);

/** tz_zip_names_find(data, len, ret): Find the last end record that a directory
 * with members stands before; false if there is none. */
bool tz_zip_names_find(const unsigned char *data, size_t len,
    struct tz_zip_directory *ret);

/** tz_zip_names_directory(data, len): Whether there is a directory (an empty
 * one included); a file that lost its end has none. */
bool tz_zip_names_directory(const unsigned char *data, size_t len);

/** tz_zip_names_comments(data, len, ret): Append the comments of the file and
 * of its members, a line each. */
void tz_zip_names_comments(const unsigned char *data, size_t len,
    struct tz_buf *ret);

#endif /* !TZ_INTAKE_ARCHIVE_ZIP_NAMES_H */
