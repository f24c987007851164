/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_data.h - files that an HTML page holds in its addresses
 */
#ifndef TZ_INTAKE_HTML_HTML_DATA_H
#define TZ_INTAKE_HTML_HTML_DATA_H

#include <stdbool.h>

#include "intake/emit.h"

/** tz_html_data_is(address): Whether the address holds the data itself (RFC
 * 2397). */
bool tz_html_data_is(const char *address);

/** tz_html_data_read(emit, source, address, n, err): Read what the address,
 * the ${n}-th of the page, holds, as a file in the page.  Fails as
 * tz_emit_child() does. */
TZ_CHECK enum tz_status
tz_html_data_read(struct tz_emit *emit, const struct tz_source *source,
    const char *address, unsigned n, struct tz_err *err);

#endif /* !TZ_INTAKE_HTML_HTML_DATA_H */
