/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/pptx.c - PowerPoint presentations: slides, notes, comments,
 * masters
 *
 * The slides in the order of the show, each with its notes, then those that
 * the show does not name; what masters and layouts say stands on slides like a
 * header.  DrawingML is read by the same reader as WordprocessingML.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "intake/formats.h"
#include "intake/ooxml/docx_story.h"
#include "intake/ooxml/docx_style.h"
#include "intake/ooxml/opc.h"
#include "intake/ooxml/pptx_comment.h"
#include "intake/ooxml/pptx_seen.h"
#include "intake/ooxml/pptx_sheet.h"
#include "intake/xml.h"

struct show {
	struct tz_opc *opc;
	struct tz_docx_context context;
	struct tz_pptx_sheets sheets;
	double width; /* of a slide, EMU */
	double height;
	uint32_t n; /* slides read */
};

static enum tz_status
read_story(struct show *show, struct tz_opc_part *part, enum tz_channel channel,
    uint32_t slide, struct tz_err *err)
{
	struct tz_place place = {.kind = TZ_PLACE_SLIDE, .n = slide};

	if (slide == 0)
		place.kind = TZ_PLACE_NONE;
	return tz_docx_story(&show->context, show->opc, part, channel, &place,
	    err);
}

/* Whether the slide's root says that it is not shown. */
static bool
is_off(const struct tz_opc_part *part)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	const char *value;

	if (tz_xml_open(part->data, part->len, &xml, NULL))
		return false;
	do
		event = tz_xml_next(xml);
	while (event == TZ_XML_TEXT || event == TZ_XML_REMARK);
	value = event == TZ_XML_START ? tz_xml_attribute(xml, "show") : NULL;
	return value && !tz_xml_true(value);
}

/* The notes that the slide's relationships name. */
static enum tz_status
read_notes(struct show *show, const struct tz_opc_part *slide, uint32_t n,
    struct tz_err *err)
{
	tz_auto_relations relations = {NULL, 0};
	enum tz_status s;
	size_t i;

	s = tz_opc_relations(show->opc, slide->name, &relations, err);
	for (i = 0; s == TZ_OK && i < relations.n; i++) {
		struct tz_opc_part *part;

		if (strcmp(relations.item[i].type, "notesSlide") != 0)
			continue;
		part = tz_opc_find(show->opc, relations.item[i].target);
		if (!part || part->taken || strcmp(part->root, "notes") != 0)
			continue;
		s = tz_opc_fact(show->opc, "speaker-notes", part->name,
		    TZ_CHANNEL_SPEAKER_NOTES, err);
		if (s == TZ_OK)
			s = read_story(show, part, TZ_CHANNEL_SPEAKER_NOTES, n,
			    err);
	}
	return s;
}

/* The text of a slide, with what its shapes hide. */
static enum tz_status
read_shapes(struct show *show, struct tz_opc_part *part,
    enum tz_channel channel, uint32_t n, struct tz_err *err)
{
	const struct tz_drawing_theme *theme = show->context.theme;
	const struct tz_pptx_sheet *sheet;
	struct tz_docx_listed *listed = NULL;
	enum tz_status s;

	s = tz_pptx_sheet(&show->sheets, part, &sheet, err);
	if (s == TZ_OK)
		s = tz_pptx_seen(show->opc, sheet, show->width, show->height,
		    &listed, err);
	if (s)
		return s;
	show->context.theme = &sheet->theme;
	show->context.shapes = listed;
	show->context.n_shapes = sheet->n;
	show->context.cells = sheet->cells;
	show->context.n_cells = sheet->n_cells;
	s = read_story(show, part, channel, n, err);
	show->context.theme = theme;
	show->context.n_shapes = 0;
	show->context.n_cells = 0;
	free(listed);
	return s;
}

static enum tz_status
read_slide(struct show *show, struct tz_opc_part *part, bool unnamed,
    struct tz_err *err)
{
	bool hidden = unnamed || is_off(part);
	uint32_t n = ++show->n;
	enum tz_status s = TZ_OK;

	if (hidden)
		s = tz_opc_fact(show->opc, "hidden-slide", part->name,
		    TZ_CHANNEL_HIDDEN_SLIDE, err);
	if (s == TZ_OK)
		s = read_shapes(show, part,
		    hidden ? TZ_CHANNEL_HIDDEN_SLIDE : TZ_CHANNEL_BODY, n, err);
	return s ? s : read_notes(show, part, n, err);
}

/* The size of all slides. */
static void
set_size(struct show *show, struct tz_xml *xml)
{
	const char *width = tz_xml_attribute(xml, "cx");
	const char *height = tz_xml_attribute(xml, "cy");

	if (width && strtol(width, NULL, 10) > 0)
		show->width = (double)strtol(width, NULL, 10);
	if (height && strtol(height, NULL, 10) > 0)
		show->height = (double)strtol(height, NULL, 10);
}

/* The size stands behind the list of the slides. */
static enum tz_status
read_size(struct show *show, const struct tz_opc_part *part, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s;

	s = tz_xml_open(part->data, part->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE)
		if (event == TZ_XML_START &&
		    strcmp(tz_xml_name(xml), "sldSz") == 0)
			set_size(show, xml);
	return s;
}

/* The slides that the show names, in its order. */
static enum tz_status
read_named(struct show *show, const struct tz_opc_part *part,
    struct tz_err *err)
{
	tz_auto_relations relations = {NULL, 0};
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s;

	s = tz_opc_relations(show->opc, part->name, &relations, err);
	if (s == TZ_OK)
		s = tz_xml_open(part->data, part->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const struct tz_opc_relation *relation;
		struct tz_opc_part *slide = NULL;

		/* Sections list the slides once more, in their own words. */
		if (event != TZ_XML_START ||
		    strcmp(tz_xml_name(xml), "sldId") != 0 ||
		    !strstr(tz_xml_space(xml), "presentationml"))
			continue;
		relation = tz_opc_relation(&relations,
		    tz_xml_attribute_in(xml, "relationships", "id"));
		if (relation)
			slide = tz_opc_find(show->opc, relation->target);
		if (!slide || strcmp(slide->root, "sld") != 0)
			s = tz_opc_damaged(show->opc, err);
		else if (!slide->taken)
			s = read_slide(show, slide, false, err);
	}
	return s;
}

/* What is left of the parts that hold text. */
static enum tz_status
read_others(struct show *show, struct tz_err *err)
{
	static const struct {
		const char *root;
		enum tz_channel channel;
	} kinds[] = {{"notes", TZ_CHANNEL_SPEAKER_NOTES},
	    {"sldMaster", TZ_CHANNEL_HEADER_FOOTER},
	    {"sldLayout", TZ_CHANNEL_HEADER_FOOTER},
	    {"notesMaster", TZ_CHANNEL_HEADER_FOOTER},
	    {"handoutMaster", TZ_CHANNEL_HEADER_FOOTER}};
	struct tz_opc_part *part = NULL;
	enum tz_status s = TZ_OK;
	size_t i;

	while (s == TZ_OK && (part = tz_opc_next(show->opc, "sld", part)))
		s = read_slide(show, part, true, err);
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		part = NULL;
		while (s == TZ_OK &&
		    (part = tz_opc_next(show->opc, kinds[i].root, part)))
			s = read_story(show, part, kinds[i].channel, 0, err);
	}
	return s;
}

enum tz_status
tz_read_pptx(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_docx_styles) styles = NULL;
	tz_auto(tz_opc) opc = NULL;
	struct tz_drawing_theme theme;
	const struct tz_opc_part *part;
	struct show show;
	enum tz_status s;

	memset(&show, 0, sizeof show);
	tz_drawing_theme_start(&theme);
	s = tz_opc_open(emit, source, &opc, err);
	if (s == TZ_OK)
		s = tz_docx_style_read(opc, NULL, &theme, &styles, err);
	if (s)
		return s;
	show.opc = opc;
	show.sheets.opc = opc;
	show.width = 9144000;
	show.height = 6858000;
	show.context.styles = styles;
	show.context.theme = &theme;
	show.context.drawing = true;
	show.context.page_width = INT_MAX; /* shapes are measured, not lines */
	show.context.page_height = INT_MAX;
	part = tz_opc_next(opc, "presentation", NULL);
	s = part ? read_size(&show, part, err) : tz_opc_damaged(opc, err);
	if (s == TZ_OK && part)
		s = read_named(&show, part, err);
	if (s == TZ_OK)
		s = read_others(&show, err);
	if (s == TZ_OK)
		s = tz_pptx_comments(opc, err);
	tz_pptx_sheets_clear(&show.sheets);
	return s ? s : tz_opc_rest(opc, err);
}
