/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_sniff.h - what lies directly in the root of a compound file
 */
#ifndef TZ_INTAKE_OLE_OLE_SNIFF_H
#define TZ_INTAKE_OLE_OLE_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

/** What tz_ole_sniff_root() calls for each name: UTF-16LE, without its zero;
 * returns false to stop. */
typedef bool
tz_ole_sniff_name(void *arg, const unsigned char *name, size_t len);

/** tz_ole_sniff_root(data, len, each, arg): Call ${each} for the name of each
 * entry of the root storage, a cheap look without libgsf; false when the
 * directory can not be followed. */
bool tz_ole_sniff_root(const unsigned char *data, size_t len,
    tz_ole_sniff_name *each, void *arg);

#endif /* !TZ_INTAKE_OLE_OLE_SNIFF_H */
