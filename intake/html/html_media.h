/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_media.h - media queries (Media Queries 4), as an office
 * screen answers them
 */
#ifndef TZ_INTAKE_HTML_HTML_MEDIA_H
#define TZ_INTAKE_HTML_HTML_MEDIA_H

#include <stdbool.h>
#include <stddef.h>

/** tz_html_media_applies(list, len): Whether one of the queries that commas
 * part is true for a wide light screen; a feature that is not known is. */
bool tz_html_media_applies(const char *list, size_t len);

#endif /* !TZ_INTAKE_HTML_HTML_MEDIA_H */
