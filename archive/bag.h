/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bag.h - the files that a bundle may hold, and their order
 *
 * Names are those inside the bundle's folder.  The set is closed: a file of
 * any other name is not part of the format, whatever the manifest says.
 */
#ifndef TZ_ARCHIVE_BAG_H
#define TZ_ARCHIVE_BAG_H

#include <stdbool.h>

#include "base/digest.h"

#define TZ_BAG_DECLARATION                                                     \
	"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#define TZ_BAG_NAME_MAX 200
#define TZ_BAG_NUMBER 12 /* digits of a seq or size in a name */

/** tz_bag_name_clean(name): Only [A-Za-z0-9._/-], at most 200 bytes, no empty,
 * "." or ".." piece. */
bool tz_bag_name_clean(const char *name);

/** tz_bag_name_known(name): Whether the format has a file of that name. */
bool tz_bag_name_known(const char *name);

/** tz_bag_name_object(name, ret_commitment): Whether it is that of an object,
 * and of which. */
bool tz_bag_name_object(const char *name, struct tz_id *ret_commitment);

/** tz_bag_name_payload(name): Whether it lies under data/. */
bool tz_bag_name_payload(const char *name);

/** tz_bag_compare(a, b): The order of members: bagit.txt, bag-info.txt,
 * manifests, tag manifests, data/ledger/, data/openings/, data/withheld.tsv,
 * data/objects/, the rest; then by bytes. */
int tz_bag_compare(const char *a, const char *b);

#endif /* !TZ_ARCHIVE_BAG_H */
