/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_drawing.c - shapes on a sheet, and its charts
 *
 * The text of shapes and the description of pictures are what a sheet shows,
 * unless the shape, the group it is in, or the sheet is hidden.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/xlsx_rest.h"
#include "intake/xml.h"

struct drawing {
	struct tz_xml *xml;
	struct tz_story shown;
	struct tz_story hidden;
	struct tz_story told;
	unsigned depth; /* of the hidden shape, 0 outside */
	bool some_hidden;
	bool hid_before; /* the last hidden shape */
	bool in_text;
};

static bool
is_shape(const char *name)
{
	static const char *const names[] = {
	    "sp", "grpSp", "cxnSp", "pic", "graphicFrame", "contentPart"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void
add(struct tz_story *story, const char *name, const char *text)
{
	if (!text || text[strspn(text, " \t\r\n")] == '\0')
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

/* What is said of the shape whose properties begin. */
static void
begin_properties(struct drawing *drawing, unsigned shape)
{
	const char *hidden = tz_xml_attribute(drawing->xml, "hidden");
	struct tz_story *story;

	if (hidden && tz_xml_true(hidden) && drawing->depth == 0) {
		drawing->depth = shape;
		drawing->hid_before = drawing->some_hidden;
		drawing->some_hidden = true;
	}
	story = drawing->depth > 0 ? &drawing->hidden : &drawing->shown;
	add(&drawing->told, "name", tz_xml_attribute(drawing->xml, "name"));
	add(story, "descr", tz_xml_attribute(drawing->xml, "descr"));
	add(story, "title", tz_xml_attribute(drawing->xml, "title"));
}

/* Attributes with words in them that are not named above. */
static void
add_others(struct drawing *drawing)
{
	static const char *const names[] = {
	    "macro", "textlink", "tooltip", "altText", "prst", "hidden"};
	const char *name, *value;
	size_t i;

	while ((value = tz_xml_attribute_next(drawing->xml, &name))) {
		bool told = false;

		for (i = 0; value[i] && strcmp(name, "typeface") != 0; i++)
			told |= (unsigned char)value[i] >= 0x80;
		for (i = 0; i < 4; i++)
			told |= strcmp(name, names[i]) == 0;
		if (told)
			add(&drawing->told, name, value);
	}
}

static void
read_event(struct drawing *drawing, enum tz_xml_event event, unsigned *shape)
{
	unsigned depth = tz_xml_depth(drawing->xml);
	struct tz_story *story;
	const char *name;

	story = drawing->depth > 0 ? &drawing->hidden : &drawing->shown;
	if (event == TZ_XML_TEXT) {
		if (drawing->in_text)
			tz_story_add(story, tz_xml_text(drawing->xml),
			    strlen(tz_xml_text(drawing->xml)));
		else if (tz_xml_text(drawing->xml)
			     [strspn(tz_xml_text(drawing->xml),
				 "0123456789.,+- ")])
			add(&drawing->told, "text", tz_xml_text(drawing->xml));
		return;
	}
	if (event == TZ_XML_REMARK) {
		add(&drawing->told, "xml-comment", tz_xml_text(drawing->xml));
		return;
	}
	name = tz_xml_name(drawing->xml);
	drawing->in_text = event == TZ_XML_START && strcmp(name, "t") == 0;
	if (event == TZ_XML_START && is_shape(name)) {
		*shape = depth;
	} else if (event == TZ_XML_START && strcmp(name, "cNvPr") == 0) {
		begin_properties(drawing, *shape);
	} else if (event == TZ_XML_START && strcmp(name, "compatExt") == 0) {
		/* It stands for a control or a note, which VML shows. */
		drawing->depth = 0;
		drawing->some_hidden = drawing->hid_before;
	} else if (event == TZ_XML_START) {
		add_others(drawing);
	}
	if (strcmp(name, "p") == 0 || strcmp(name, "br") == 0)
		tz_story_break(story, '\n');
	if (event == TZ_XML_END && drawing->depth > 0 &&
	    depth <= drawing->depth)
		drawing->depth = 0;
}

static enum tz_status
send(struct tz_opc *opc, struct drawing *drawing, const char *path,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (drawing->some_hidden)
		s = tz_opc_fact(opc, "hidden-shape", path,
		    TZ_CHANNEL_HIDDEN_TEXT, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &drawing->shown, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &drawing->hidden,
		    err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &drawing->told, err);
	return s;
}

/* The charts (and SmartArt) that the drawing shows. */
static enum tz_status
read_charts(struct tz_opc *opc, const char *path, enum tz_channel channel,
    struct tz_err *err)
{
	tz_auto_relations relations = {NULL, 0};
	enum tz_status s = tz_opc_relations(opc, path, &relations, err);
	size_t i;

	for (i = 0; s == TZ_OK && i < relations.n; i++) {
		struct tz_opc_part *part =
		    tz_opc_find(opc, relations.item[i].target);

		if (part && !part->taken &&
		    (strcmp(part->root, "chartSpace") == 0 ||
			strcmp(part->root, "dataModel") == 0))
			s = tz_opc_gather(opc, part, channel, false, err);
	}
	return s;
}

enum tz_status
tz_xlsx_drawing(struct tz_opc *opc, struct tz_opc_part *part, bool hidden,
    struct tz_err *err)
{
	enum tz_channel channel =
	    hidden ? TZ_CHANNEL_HIDDEN_SHEET : TZ_CHANNEL_BODY;
	tz_auto(tz_xml) xml = NULL;
	struct drawing drawing;
	enum tz_xml_event event;
	unsigned shape = 0;
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	memset(&drawing, 0, sizeof drawing);
	drawing.xml = xml;
	tz_story_start(&drawing.shown, channel, part->name);
	tz_story_start(&drawing.hidden, TZ_CHANNEL_HIDDEN_TEXT, part->name);
	tz_story_start(&drawing.told, TZ_CHANNEL_PROPERTY, part->name);
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE)
		read_event(&drawing, event, &shape);
	if (event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK)
		s = send(opc, &drawing, part->name, err);
	tz_story_clear(&drawing.shown);
	tz_story_clear(&drawing.hidden);
	tz_story_clear(&drawing.told);
	return s ? s : read_charts(opc, part->name, channel, err);
}

enum tz_status
tz_xlsx_drawings(struct tz_opc *opc, const char *sheet, bool hidden,
    struct tz_err *err)
{
	tz_auto_relations relations = {NULL, 0};
	enum tz_status s = tz_opc_relations(opc, sheet, &relations, err);
	size_t i;

	for (i = 0; s == TZ_OK && i < relations.n; i++) {
		struct tz_opc_part *part =
		    tz_opc_find(opc, relations.item[i].target);

		if (part && !part->taken && strcmp(part->root, "wsDr") == 0)
			s = tz_xlsx_drawing(opc, part, hidden, err);
	}
	return s;
}
