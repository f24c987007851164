/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/zip_gaps.h - what a ZIP file holds beside what it lists
 */
#ifndef TZ_INTAKE_ARCHIVE_ZIP_GAPS_H
#define TZ_INTAKE_ARCHIVE_ZIP_GAPS_H

#include <stdbool.h>
#include <stddef.h>

/* How the members that the directory lists lie in the file. */
struct tz_zip_gaps {
	size_t begin; /* of the first one */
	size_t end;   /* of the record that ends the directory */
	/* A member stands there that the directory does not list, or one is
	 * not where it says. */
	bool unlisted;
	size_t gap;	/* where such a member stands ... */
	size_t gap_len; /* ... or 0 */
	/* A member's own header has another name, method or size, so that
	 * programs differ in what they unpack. */
	bool differs;
};

/** tz_zip_gaps_find(data, len, ret): Look at the layout of the ZIP file that
 * ends the bytes, whatever stands before it.  False, and all of it 0, when
 * there is none, or none with a member. */
bool tz_zip_gaps_find(const unsigned char *data, size_t len,
    struct tz_zip_gaps *ret);

#endif /* !TZ_INTAKE_ARCHIVE_ZIP_GAPS_H */
