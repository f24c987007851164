/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_sectors.h - what a compound file's sectors hold beside its
 * streams
 */
#ifndef TZ_INTAKE_OLE_OLE_SECTORS_H
#define TZ_INTAKE_OLE_OLE_SECTORS_H

#include "intake/emit.h"

struct tz_ole;

/** tz_ole_sectors_check(source, max_entries, ret_directory, err): Whether the
 * header is one and the directory has no more than so many entries; appends
 * the directory unless ${ret_directory} is NULL.  Fails: TZ_FORMAT. */
TZ_CHECK enum tz_status tz_ole_sectors_check(const struct tz_source *source,
    size_t max_entries, struct tz_buf *ret_directory, struct tz_err *err);

/** tz_ole_sectors_rest(ole, err): Give the text in sectors that no stream
 * uses, and in what follows the last sector.  Fails: TZ_LIMIT, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_ole_sectors_rest(struct tz_ole *ole, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_OLE_SECTORS_H */
