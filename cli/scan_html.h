/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/scan_html.h - a scan as one page for people
 *
 * The page brings everything along, runs no script and fetches nothing; it can
 * be filtered by severity and by file, printed, and filed.
 */
#ifndef TZ_CLI_SCAN_HTML_H
#define TZ_CLI_SCAN_HTML_H

#include "cli/scan.h"

/** tz_html_new(scan, ret_html, err): Begin; ${scan} is borrowed until it is
 * freed.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_html_new(struct tz_scan *scan,
    struct tz_html **ret_html, struct tz_err *err);

/** tz_html_free(html): End it.  NULL is allowed. */
void tz_html_free(struct tz_html *html);

TZ_AUTO_DEFINE(tz_html)

/** tz_html_document(html, document, err): Add the findings of one document.
 * Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_html_document(struct tz_html *html,
    const struct tz_scan_document *document, struct tz_err *err);

/** tz_html_end(html, ret, err): Append the page.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_html_end(struct tz_html *html, struct tz_buf *ret, struct tz_err *err);

/* For cli/scan_html*.c only. */

/** tz_html_text(text, ret): Append ${text} so that a browser shows it as it
 * is, controls as \u{..}. */
void tz_html_text(const char *text, struct tz_buf *ret);

/* The style of the page. */
extern const char tz_html_style[];

#endif /* !TZ_CLI_SCAN_HTML_H */
