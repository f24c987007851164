/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/finding_view.h - findings and files as records and as lines
 *
 * A file tree with a `refuse` finding is shown without its text, the places
 * and the names inside it, and without a digest of it.
 */
#ifndef TZ_CLI_FINDING_VIEW_H
#define TZ_CLI_FINDING_VIEW_H

#include "cli/cli.h"

/* One submitted file as read and matched. */
struct tz_view {
	const char *label; /* what the user called it, clean */
	const struct tz_document *document;
	const struct tz_findings *findings; /* or NULL: not matched */
	struct tz_rule_set *rules;	    /* for titles */
	bool refused;
};

/** tz_view_file_record(view, index): {"type":"file",...} of the contained file
 * ${index}; NULL when memory ran out. */
json_t *tz_view_file_record(const struct tz_view *view, size_t index);

/** tz_view_finding_record(view, finding): {"type":"finding",...}; NULL when
 * memory ran out. */
json_t *tz_view_finding_record(const struct tz_view *view,
    const struct tz_finding *finding);

/** tz_view_place(place): {"kind":"page","n":3,...}; null for no place, NULL
 * when memory ran out. */
json_t *tz_view_place(const struct tz_place *place);

/** tz_view_label(view, index, ret): Append what the file ${index} is called:
 * what the user called the outermost one, and the way inside it. */
void
tz_view_label(const struct tz_view *view, size_t index, struct tz_buf *ret);

/** tz_view_severity_style(severity): How a severity looks on a terminal. */
enum tz_style tz_view_severity_style(enum tz_severity severity);

/** tz_view_hit(finding, ret_from, ret_len): Where in its excerpt the match is,
 * in bytes; false when it is not there as one piece. */
bool tz_view_hit(const struct tz_finding *finding, size_t *ret_from,
    size_t *ret_len);

#endif /* !TZ_CLI_FINDING_VIEW_H */
