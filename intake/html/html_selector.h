/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_selector.h - selectors of CSS, and which elements they match
 *
 * Types, classes, identifiers, attributes, positions among siblings, :not() and
 * :is(), and all four combinators (Selectors 4).  States (:hover) and pieces of
 * text (::before) match nothing: they are not how a page looks by itself.
 */
#ifndef TZ_INTAKE_HTML_HTML_SELECTOR_H
#define TZ_INTAKE_HTML_HTML_SELECTOR_H

#include <stdbool.h>
#include <stddef.h>

#include <gumbo.h>

/* Compound selectors of one selector. */
#define TZ_HTML_STEPS 8

/* One compound selector: "div.note#x", and how it stands to the one on its
 * left. */
struct tz_html_step {
	const char *text;
	size_t len;
	char combinator; /* ' ', '>', '+' or '~' */
};

struct tz_html_selector {
	struct tz_html_step steps[TZ_HTML_STEPS]; /* the last: the element */
	size_t n;
	unsigned weight; /* specificity */
};

/** tz_html_selector_parse(text, len, ret): Read one selector, whose text is
 * borrowed as long as ${ret} is used; false when it is not understood. */
bool tz_html_selector_parse(const char *text, size_t len,
    struct tz_html_selector *ret);

/** tz_html_selector_matches(selector, node): Whether it is of the element. */
bool tz_html_selector_matches(const struct tz_html_selector *selector,
    const GumboNode *node);

/** tz_html_selector_end(list, len): The length of the first of a list of
 * selectors that commas part. */
size_t tz_html_selector_end(const char *list, size_t len);

/** tz_html_selector_is(element, name): Whether the element is called so, in
 * any case; for elements of SVG, too. */
bool tz_html_selector_is(const GumboElement *element, const char *name);

#endif /* !TZ_INTAKE_HTML_HTML_SELECTOR_H */
