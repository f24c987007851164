/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_element.c - what an HTML element does to the text in it
 */
#include "intake/html/html_element.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* HTML 15.3: elements that are blocks by the usual style sheet. */
static const GumboTag blocks[] = {GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE,
    GUMBO_TAG_ASIDE, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BODY, GUMBO_TAG_BR,
    GUMBO_TAG_CAPTION, GUMBO_TAG_CENTER, GUMBO_TAG_DD, GUMBO_TAG_DETAILS,
    GUMBO_TAG_DIR, GUMBO_TAG_DIV, GUMBO_TAG_DL, GUMBO_TAG_DT,
    GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE,
    GUMBO_TAG_FOOTER, GUMBO_TAG_FORM, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3,
    GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_HEADER,
    GUMBO_TAG_HGROUP, GUMBO_TAG_HR, GUMBO_TAG_HTML, GUMBO_TAG_LEGEND,
    GUMBO_TAG_LI, GUMBO_TAG_MAIN, GUMBO_TAG_MENU, GUMBO_TAG_NAV, GUMBO_TAG_OL,
    GUMBO_TAG_OPTGROUP, GUMBO_TAG_OPTION, GUMBO_TAG_P, GUMBO_TAG_PRE,
    GUMBO_TAG_SECTION, GUMBO_TAG_SELECT, GUMBO_TAG_SUMMARY, GUMBO_TAG_TABLE,
    GUMBO_TAG_TBODY, GUMBO_TAG_TEXTAREA, GUMBO_TAG_TFOOT, GUMBO_TAG_THEAD,
    GUMBO_TAG_TR, GUMBO_TAG_UL};

bool
tz_html_element_is_block(GumboTag tag)
{
	size_t i;

	for (i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
		if (blocks[i] == tag)
			return true;
	}
	return false;
}

bool
tz_html_element_is_cell(GumboTag tag)
{
	return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
}

static bool
is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++) {
		if (strcasecmp(name, *names) == 0)
			return true;
	}
	return false;
}

/* A reference that leads out of the document. */
static bool
leads_out(const char *value)
{
	static const char *const schemes[] = {"http:", "https:", "file:",
	    "ftp:", "mailto:", "tel:", "//", "\\\\"};
	size_t i;

	for (i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		if (strncasecmp(value, schemes[i], strlen(schemes[i])) == 0)
			return true;
	}
	return false;
}

static bool
is_ascii(const char *text)
{
	for (; *text; text++) {
		if ((unsigned char)*text >= 0x80)
			return false;
	}
	return true;
}

/* Whether the value says something: a word, or a number of some length. */
static bool
says_something(const char *value)
{
	size_t letters = 0, digits = 0;

	for (; *value; value++) {
		letters += isalpha((unsigned char)*value) != 0 ||
		    (unsigned char)*value >= 0x80;
		digits += isdigit((unsigned char)*value) != 0;
	}
	return letters > 0 || digits > 5;
}

/* Attributes of machines: how something looks, works or is called. */
static bool
is_technical(const GumboElement *element, const char *name, const char *value)
{
	static const char *const technical[] = {"class", "style", "lang",
	    "xml:lang", "dir", "type", "rel", "rev", "media", "charset",
	    "http-equiv", "property", "itemprop", "itemtype", "width", "height",
	    "align", "valign", "border", "bordercolor", "cellpadding",
	    "cellspacing", "colspan", "rowspan", "bgcolor", "color", "text",
	    "link", "vlink", "alink", "face", "size", "role", "tabindex",
	    "target", "method", "enctype", "scope", "version", "integrity",
	    "nonce", "crossorigin", "async", "defer", "loading", "decoding",
	    "sizes", "nowrap", "hspace", "vspace", "clear", "noshade", "hidden",
	    "checked", "selected", "disabled", "readonly", "required",
	    "multiple", "frameborder", "scrolling", "marginwidth",
	    "marginheight", "allowfullscreen", "autocomplete", "start", "rules",
	    "frame", "shape", "coords", "compact", "language", "xml:space",
	    "epub:type", "aria-hidden", "aria-expanded", "aria-haspopup",
	    "aria-controls", "aria-labelledby", "aria-describedby", "aria-live",
	    "aria-level", NULL};
	static const char *const names[] = {
	    "id", "name", "for", "headers", "form", NULL};

	if (is_one_of(name, technical) || strncasecmp(name, "xmlns", 5) == 0)
		return true;
	/* What nobody could type but as a name is one. */
	if (is_one_of(name, names))
		return strchr(value, ' ') == NULL;
	/* Of a drawing, only what programs or people added. */
	return element->tag_namespace != GUMBO_NAMESPACE_HTML &&
	    strncasecmp(name, "aria-", 5) != 0 &&
	    strncasecmp(name, "data-", 5) != 0 && !strchr(name, ':');
}

enum tz_channel
tz_html_element_attribute_channel(const GumboElement *element,
    const GumboAttribute *attribute)
{
	static const char *const links[] = {"href", "src", "action", "cite",
	    "background", "data", "formaction", "poster", "xlink:href",
	    "srcset", "longdesc", "ping", "manifest", "codebase", NULL};
	const char *name = attribute->name, *value = attribute->value;

	if (strcasecmp(name, "value") == 0) {
		const GumboAttribute *type =
		    gumbo_get_attribute(&element->attributes, "type");

		return type && strcasecmp(type->value, "hidden") == 0
		    ? TZ_CHANNEL_HIDDEN_TEXT
		    : TZ_CHANNEL_FORM_FIELD;
	}
	if ((strncasecmp(name, "on", 2) == 0 &&
		isalpha((unsigned char)name[2])) ||
	    strncasecmp(value, "javascript:", 11) == 0)
		return TZ_CHANNEL_SCRIPT;
	if (is_one_of(name, links)) {
		if (leads_out(value))
			return TZ_CHANNEL_EXTERNAL_LINK;
		/* A place in the page; a file in the address itself. */
		return value[0] == '#' || strncasecmp(value, "data:", 5) == 0
		    ? TZ_CHANNEL_COUNT
		    : TZ_CHANNEL_PROPERTY;
	}
	if (!is_ascii(value))
		return TZ_CHANNEL_PROPERTY;
	return !says_something(value) || is_technical(element, name, value)
	    ? TZ_CHANNEL_COUNT
	    : TZ_CHANNEL_PROPERTY;
}
