/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_gather.c - all the text of an XML part whose meaning is not
 * known
 *
 * Runs ("t") of one paragraph ("p") join; every other text node is a line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/opc.h"
#include "intake/xml.h"

struct gathering {
	struct tz_xml *xml;
	bool attributes;
	struct tz_story story;
	struct tz_story told; /* PROPERTY */
	char name[64];	      /* of the element just begun */
	bool joined;
};

static void
add_line(struct tz_story *story, const char *name, const char *text)
{
	if (text[strspn(text, " \t\r\n")] == '\0')
		return;
	tz_story_break(story, '\n');
	if (strcmp(name, "t") == 0)
		tz_story_place(story, TZ_PLACE_NONE, 0, 0, NULL);
	else
		tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

/* Whether a person wrote this attribute: by its name, or by its script. */
static bool
is_told(const char *element, const char *name, const char *value)
{
	static const char *const names[] = {"descr", "title", "name",
	    "displayName", "alt", "tooltip", "author", "comment", "userName",
	    "caption", "string"};
	size_t i;

	if (strcmp(name, "typeface") == 0 || strcmp(element, "font") == 0)
		return false;
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	for (; *value; value++)
		if ((unsigned char)*value >= 0x80)
			return true;
	return false;
}

static void
add_attributes(struct gathering *gathering)
{
	const char *name;
	const char *value;

	while ((value = tz_xml_attribute_next(gathering->xml, &name))) {
		if (gathering->attributes)
			add_line(&gathering->story, name, value);
		else if (is_told(gathering->name, name, value))
			add_line(&gathering->told, name, value);
	}
}

/* Numbers of the layout: anchors of drawings. */
static bool
is_measure(const char *element)
{
	static const char *const names[] = {"col", "colOff", "row", "rowOff",
	    "Anchor", "Row", "Column", "posOffset"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], element) == 0)
			return true;
	return false;
}

static void
add_text(struct gathering *gathering)
{
	const char *text = tz_xml_text(gathering->xml);
	bool run = strcmp(gathering->name, "t") == 0;

	if (is_measure(gathering->name) &&
	    text[strspn(text, "0123456789.,+- \t\r\n")] == '\0')
		return;
	if (run && gathering->joined)
		tz_story_add(&gathering->story, text, strlen(text));
	else
		add_line(&gathering->story, gathering->name, text);
	if (text[strspn(text, " \t\r\n")])
		gathering->joined = run;
}

static enum tz_xml_event
gather(struct gathering *gathering)
{
	enum tz_xml_event event;

	while ((event = tz_xml_next(gathering->xml)) < TZ_XML_DONE) {
		switch (event) {
		case TZ_XML_START:
			snprintf(gathering->name, sizeof gathering->name, "%s",
			    tz_xml_name(gathering->xml));
			if (strcmp(gathering->name, "p") == 0)
				gathering->joined = false;
			add_attributes(gathering);
			break;
		case TZ_XML_TEXT:
			add_text(gathering);
			break;
		case TZ_XML_REMARK:
			add_line(&gathering->told, "xml-comment",
			    tz_xml_text(gathering->xml));
			break;
		case TZ_XML_END:
			gathering->name[0] = '\0';
			break;
		case TZ_XML_DONE:
		case TZ_XML_BAD:
			break;
		}
	}
	return event;
}

enum tz_status
tz_opc_gather(struct tz_opc *opc, struct tz_opc_part *part,
    enum tz_channel channel, bool attributes, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct gathering gathering;
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	memset(&gathering, 0, sizeof gathering);
	gathering.xml = xml;
	gathering.attributes = attributes;
	tz_story_start(&gathering.story, channel, part->name);
	tz_story_start(&gathering.told, TZ_CHANNEL_PROPERTY, part->name);
	/* VML is often no XML at all (an open <br>), and is read over that. */
	if (gather(&gathering) == TZ_XML_BAD &&
	    (part->reason || strcmp(part->root, "xml") != 0))
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &gathering.story,
		    err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &gathering.told, err);
	tz_story_clear(&gathering.story);
	tz_story_clear(&gathering.told);
	return s;
}
