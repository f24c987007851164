/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_properties.c - docProps/core.xml, app.xml, custom.xml
 */
#include "intake/ooxml/opc_properties.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/xml.h"

/* Digits of the longest number that is a count and no one's number. */
#define COUNT_MAX 7

/* The names of custom properties are the user's own, so they are text. */
static void
begin_property(struct tz_xml *xml, struct tz_story *story)
{
	const char *name = tz_xml_attribute(xml, "name");
	const char *link = tz_xml_attribute(xml, "linkTarget");

	tz_story_break(story, '\n');
	if (!name) {
		tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0,
		    tz_xml_name(xml));
		return;
	}
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, name, strlen(name));
	tz_story_add(story, ": ", 2);
	if (link)
		tz_story_add(story, link, strlen(link));
}

/* Names under which programs keep the label of a document. */
static bool
is_label(const char *name)
{
	static const char *const labels[] = {"MSIP_Label_",
	    "ClassificationContentMarking", "TitusGUID", "Classification",
	    "bjDocumentSecurityLabel", "bjDocumentLabelXML", "SecurityLabel",
	    "ProtectiveMarking"};
	size_t i;

	for (i = 0; name && i < sizeof labels / sizeof labels[0]; i++)
		if (strncasecmp(name, labels[i], strlen(labels[i])) == 0)
			return true;
	return false;
}

/* Counts of pages, words and minutes say nothing. */
static bool
is_count(const char *text)
{
	size_t len = strlen(text);

	return len <= COUNT_MAX && strspn(text, "0123456789.") == len;
}

enum tz_status
tz_opc_properties(struct tz_opc *opc, struct tz_opc_part *part,
    struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct tz_story story;
	enum tz_xml_event event;
	enum tz_status s;
	bool marked = false;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	tz_story_start(&story, TZ_CHANNEL_PROPERTY, part->name);
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *text;

		if (event == TZ_XML_START && tz_xml_depth(xml) == 1) {
			begin_property(xml, &story);
			marked |= is_label(tz_xml_attribute(xml, "name"));
		} else if (event == TZ_XML_END && tz_xml_depth(xml) > 1)
			tz_story_break(&story, '\n');
		if (event != TZ_XML_TEXT && event != TZ_XML_REMARK)
			continue;
		text = tz_xml_text(xml);
		if (!is_count(text) && text[strspn(text, " \t\r\n")])
			tz_story_add(&story, text, strlen(text));
	}
	if (event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK && marked)
		s = tz_opc_fact(opc, "protective-marking", part->name,
		    TZ_CHANNEL_PROPERTY, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s;
}
