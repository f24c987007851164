/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_value.h - colours and lengths of CSS, in lower case
 */
#ifndef TZ_INTAKE_HTML_HTML_VALUE_H
#define TZ_INTAKE_HTML_HTML_VALUE_H

#include <stdbool.h>

#include "intake/visible.h"

/* What lets less of itself through is not seen. */
#define TZ_HTML_LEAST_OPACITY 0.025

/** tz_html_value_colour(text, ret_clear): The colour that stands at the start
 * of the text; ${ret_clear} when it lets all through. */
struct tz_colour tz_html_value_colour(const char *text, bool *ret_clear);

/** tz_html_value_length(text, ret, ret_relative): The length at the start of
 * the text in pixels; ${ret_relative} when it is times something; false if
 * there is none. */
bool tz_html_value_length(const char *text, double *ret, bool *ret_relative);

#endif /* !TZ_INTAKE_HTML_HTML_VALUE_H */
