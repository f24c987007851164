/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_walk.h - a page as its channels: what is seen, and all that
 * is not
 */
#ifndef TZ_INTAKE_HTML_HTML_WALK_H
#define TZ_INTAKE_HTML_HTML_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "intake/emit.h"
#include "intake/html/html_look.h"

#define TZ_HTML_STORIES 8

struct tz_html_page {
	struct tz_story stories[TZ_HTML_STORIES]; /* the first is the body */
	bool hides[TZ_HTML_HIDINGS];		  /* in what ways text does */
	bool hidden_field;
	bool scripted;
};

/** tz_html_page_start(page): Begin; ended by tz_html_page_clear(). */
void tz_html_page_start(struct tz_html_page *page);

/** tz_html_page_clear(page): Free what it holds. */
void tz_html_page_clear(struct tz_html_page *page);

/** tz_html_page_story(page, channel): The story of that channel, the last one
 * when it has none. */
struct tz_story *
tz_html_page_story(struct tz_html_page *page, enum tz_channel channel);

/** tz_html_walk(text, len, emit, source, page, err): Read UTF-8 text; files in
 * it are sent to ${emit}, passed over when it is NULL.  Fails as
 * tz_emit_child() does. */
TZ_CHECK enum tz_status tz_html_walk(const char *text, size_t len,
    struct tz_emit *emit, const struct tz_source *source,
    struct tz_html_page *page, struct tz_err *err);

#endif /* !TZ_INTAKE_HTML_HTML_WALK_H */
