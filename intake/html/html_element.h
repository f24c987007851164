/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_element.h - what an HTML element does to the text in it
 */
#ifndef TZ_INTAKE_HTML_HTML_ELEMENT_H
#define TZ_INTAKE_HTML_HTML_ELEMENT_H

#include <stdbool.h>

#include <gumbo.h>

#include "base/document.h"

/** tz_html_element_is_block(tag): Whether it stands on lines of its own. */
bool tz_html_element_is_block(GumboTag tag);

/** tz_html_element_is_cell(tag): Whether it is a cell of a table. */
bool tz_html_element_is_cell(GumboTag tag);

/** tz_html_element_attribute_channel(element, attribute): Where in the
 * document the value of an attribute lives; TZ_CHANNEL_COUNT if it says
 * nothing to a person. */
enum tz_channel tz_html_element_attribute_channel(const GumboElement *element,
    const GumboAttribute *attribute);

#endif /* !TZ_INTAKE_HTML_HTML_ELEMENT_H */
