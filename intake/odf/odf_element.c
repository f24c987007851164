/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_element.c - finding what an element means, and the attributes
 * that people write in any element
 */
#include "intake/odf/odf_element.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct tz_odf_element *
find(const struct tz_odf_element *list, const char *name, const char *space)
{
	for (; list->name; list++)
		if (strcmp(list->name, name) == 0 &&
		    (!list->space || strstr(space, list->space)))
			return list;
	return NULL;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text);
	size_t end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* Whether the attribute holds words of a person. */
static bool
is_told(const char *name, const char *value)
{
	static const char *const names[] = {
	    "title", "description", "tooltip", "label", "comment", "author"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	if (ends_with(name, "style-name") || strncmp(name, "font-", 5) == 0 ||
	    ends_with(name, "-page-name") || strcmp(name, "formula") == 0 ||
	    strcmp(name, "href") == 0 || strncmp(name, "string-value", 12) == 0)
		return false;
	for (; *value; value++)
		if ((unsigned char)*value >= 0x80)
			return true;
	return false;
}

static void
tell_attributes(struct tz_odf *odf)
{
	const char *value;
	const char *name;

	while ((value = tz_xml_attribute_next(odf->xml, &name))) {
		if (strcmp(name, "formula") == 0 ||
		    strcmp(name, "condition") == 0 ||
		    strcmp(name, "expression") == 0)
			tz_odf_tell(odf, TZ_CHANNEL_FORMULA, NULL,
			    strncmp(value, "of:", 3) == 0 ? value + 3 : value);
		else if (is_told(name, value))
			tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, name, value);
	}
}

void
tz_odf_element(struct tz_odf *odf)
{
	static const struct tz_odf_element *const lists[] = {
	    tz_odf_text_elements, tz_odf_draw_elements, tz_odf_sheet_elements,
	    tz_odf_change_elements, tz_odf_meta_elements};
	const char *name = tz_xml_name(odf->xml);
	const char *space = tz_xml_space(odf->xml);
	struct tz_odf_state *state = tz_odf_top(odf);
	const struct tz_odf_element *element = NULL;
	size_t i;

	for (i = 0; !element && i < sizeof lists / sizeof lists[0]; i++)
		element = find(lists[i], name, space);
	if (element)
		element->act(odf);
	else if (!state->paragraph && !state->mute)
		state->note = tz_odf_keep(odf, name);
	/* A cell's text stands in it too. */
	if (!state->mute && strstr(name, "table-cell") == NULL)
		tell_attributes(odf);
	else if (!state->mute)
		tz_odf_tell(odf, TZ_CHANNEL_FORMULA, NULL,
		    tz_odf_get(odf, "formula"));
}

void
tz_odf_mute(struct tz_odf *odf)
{
	tz_odf_top(odf)->mute = true;
}

void
tz_odf_capture(struct tz_odf *odf, tz_odf_act *end)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	tz_buf_reset(&odf->captured);
	state->note = "";
	state->end = end;
}

void
tz_odf_link(struct tz_odf *odf, bool fetched)
{
	static const char *const outside[] = {
	    "mailto:", "file:", "//", "\\\\", "../", "data:", "tel:"};
	const char *href = tz_odf_get(odf, "href");
	bool out;
	size_t i;

	if (!href)
		return;
	out = strstr(href, "://") != NULL ||
	    (strlen(href) > 2 && href[1] == ':') || href[0] == '/';
	for (i = 0; i < sizeof outside / sizeof outside[0]; i++)
		out |= strncasecmp(href, outside[i], strlen(outside[i])) == 0;
	if (!out)
		return;
	tz_odf_tell(odf, TZ_CHANNEL_EXTERNAL_LINK, NULL, href);
	if (fetched)
		tz_odf_fact(odf, "external-link", odf->path,
		    TZ_CHANNEL_EXTERNAL_LINK);
}

bool
tz_odf_is_filler(const struct tz_odf_state *state, const char *text, size_t len)
{
	static const char *const words[] = {"Page", "Seite", "P\xc3\xa1gina",
	    "Pagina", "Strona", "\xe7\xac\xac", "\xe9\xa1\xb5", "\xe9\xa0\x81",
	    "of", "von", "de"};
	size_t i;

	if (!state->off || state->field)
		return state->off;
	while (len > 0 && !isalnum((unsigned char)*text) &&
	    (unsigned char)*text < 0x80) {
		text++;
		len--;
	}
	while (len > 0 && !isalnum((unsigned char)text[len - 1]) &&
	    (unsigned char)text[len - 1] < 0x80)
		len--;
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (len == strlen(words[i]) && memcmp(text, words[i], len) == 0)
			return true;
	return len == 0;
}
