/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_style.c - styles read for one question: can their text be
 * seen
 */
#include "intake/ooxml/docx_style.h"

#include <stdlib.h>
#include <string.h>

#include "intake/xml.h"

/* Longer chains of w:basedOn are loops or attacks. */
#define CHAIN_MAX 64

enum word { SILENT, OFF, ON };

struct style {
	enum tz_docx_style_kind kind;
	char *id;
	char *base;
	bool chosen;   /* the default of its kind */
	bool custom;   /* a person made it, so its name is a person's */
	bool shaded;   /* of a table: the whole or some of its cells */
	bool resolved; /* the look holds what the bases say, too */
	enum word vanish;
	struct tz_docx_look look;
};

struct tz_docx_styles {
	struct style *item;
	size_t n;
	enum word defaults;
	struct tz_docx_look look; /* of the defaults */
};

void
tz_docx_styles_free(struct tz_docx_styles *styles)
{
	size_t i;

	if (!styles)
		return;
	for (i = 0; i < styles->n; i++) {
		free(styles->item[i].id);
		free(styles->item[i].base);
	}
	free(styles->item);
	free(styles);
}

static enum tz_docx_style_kind
kind_from(const char *type)
{
	if (type && strcmp(type, "character") == 0)
		return TZ_DOCX_STYLE_CHARACTER;
	if (type && strcmp(type, "table") == 0)
		return TZ_DOCX_STYLE_TABLE;
	if (type && strcmp(type, "numbering") == 0)
		return TZ_DOCX_STYLE_COUNT;
	return TZ_DOCX_STYLE_PARAGRAPH;
}

static enum tz_status
add_style(struct tz_docx_styles *styles, struct tz_xml *xml, struct tz_err *err)
{
	const char *id = tz_xml_attribute(xml, "styleId");
	const char *chosen = tz_xml_attribute(xml, "default");
	const char *custom = tz_xml_attribute(xml, "customStyle");
	struct style *item;

	item = realloc(styles->item, (styles->n + 1) * sizeof *item);
	if (!item)
		return tz_fail_nomem(err);
	styles->item = item;
	item += styles->n++;
	memset(item, 0, sizeof *item);
	item->kind = kind_from(tz_xml_attribute(xml, "type"));
	item->chosen = chosen && tz_xml_true(chosen);
	item->custom = custom && tz_xml_true(custom);
	item->id = strdup(id ? id : "");
	return item->id ? TZ_OK : tz_fail_nomem(err);
}

/* The state of reading: how deep below which element. */
struct place {
	unsigned style;	    /* depth of the open w:style, 0 outside */
	unsigned defaults;  /* of w:docDefaults */
	unsigned run;	    /* of w:rPr directly below one of these */
	unsigned paragraph; /* of w:pPr likewise */
	unsigned condition; /* of w:tblStylePr */
};

/* A property of runs, paragraphs or cells, begun at ${depth}. */
static void
look_at(struct tz_docx_styles *styles, struct tz_xml *xml,
    const struct place *place, const struct tz_drawing_theme *theme,
    unsigned depth)
{
	struct style *style = NULL;
	struct tz_docx_look *look = NULL;

	if (place->style && styles->n > 0)
		style = &styles->item[styles->n - 1];
	if (place->defaults)
		look = &styles->look;
	else if (style)
		look = &style->look;
	if (style && style->kind == TZ_DOCX_STYLE_TABLE &&
	    strcmp(tz_xml_name(xml), "shd") == 0)
		style->shaded = true;
	/* What holds for some cells only says nothing of a text. */
	if (!look || place->condition)
		return;
	if (place->run && depth == place->run + 1)
		tz_docx_look_run(xml, theme, look);
	else if (place->paragraph && depth == place->paragraph + 1)
		tz_docx_look_paragraph(xml, theme, look);
}

static enum tz_status
begin(struct tz_docx_styles *styles, struct tz_xml *xml, struct place *place,
    const struct tz_drawing_theme *theme, struct tz_story *names,
    struct tz_err *err)
{
	const char *name = tz_xml_name(xml);
	const char *value = tz_xml_attribute(xml, "val");
	unsigned depth = tz_xml_depth(xml) + 1;
	struct style *style = NULL;

	if (place->style && styles->n > 0)
		style = &styles->item[styles->n - 1];
	if (strcmp(name, "style") == 0) {
		place->style = depth;
		return add_style(styles, xml, err);
	}
	look_at(styles, xml, place, theme, depth);
	if (strcmp(name, "docDefaults") == 0)
		place->defaults = depth;
	else if (strcmp(name, "tblStylePr") == 0)
		place->condition = depth;
	else if (strcmp(name, "rPr") == 0 && !place->run)
		place->run = depth;
	else if (strcmp(name, "pPr") == 0 && !place->paragraph)
		place->paragraph = depth;
	else if (strcmp(name, "vanish") == 0 && place->run &&
	    depth == place->run + 1) {
		enum word word = tz_xml_true(value) ? ON : OFF;

		/* A conditional part of a table style counts where it hides:
		 * rather too much is called hidden than too little. */
		if (place->defaults)
			styles->defaults = word;
		else if (style && (!place->condition || word == ON))
			style->vanish = word;
	} else if (style && value && !style->base &&
	    strcmp(name, "basedOn") == 0) {
		style->base = strdup(value);
		if (!style->base)
			return tz_fail_nomem(err);
	} else if (style && style->custom && value &&
	    (strcmp(name, "name") == 0 || strcmp(name, "aliases") == 0)) {
		tz_story_break(names, '\n');
		tz_story_place(names, TZ_PLACE_PROPERTY, 0, 0, "style");
		tz_story_add(names, value, strlen(value));
	}
	return TZ_OK;
}

static void
end(struct tz_xml *xml, struct place *place)
{
	unsigned depth = tz_xml_depth(xml) + 1;

	if (place->run == depth)
		place->run = 0;
	if (place->paragraph == depth)
		place->paragraph = 0;
	if (place->condition == depth)
		place->condition = 0;
	if (place->style == depth)
		place->style = 0;
	if (place->defaults == depth)
		place->defaults = 0;
}

enum tz_status
tz_docx_style_read(struct tz_opc *opc, struct tz_opc_part *part,
    const struct tz_drawing_theme *theme, struct tz_docx_styles **ret_styles,
    struct tz_err *err)
{
	tz_auto(tz_docx_styles) styles = calloc(1, sizeof *styles);
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event = TZ_XML_DONE;
	struct place place = {0, 0, 0, 0, 0};
	struct tz_story names;
	enum tz_status s = TZ_OK;

	if (!styles)
		return tz_fail_nomem(err);
	if (!part) {
		*ret_styles = tz_steal(&styles);
		return TZ_OK;
	}
	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	tz_story_start(&names, TZ_CHANNEL_PROPERTY, part->name);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START)
			s = begin(styles, xml, &place, theme, &names, err);
		else if (event == TZ_XML_END)
			end(xml, &place);
	}
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &names, err);
	tz_story_clear(&names);
	if (s == TZ_OK)
		*ret_styles = tz_steal(&styles);
	return s;
}

static struct style *
find(const struct tz_docx_styles *styles, enum tz_docx_style_kind kind,
    const char *id)
{
	size_t i;

	for (i = 0; i < styles->n; i++) {
		struct style *style = &styles->item[i];

		if (style->kind == kind &&
		    (id ? strcmp(style->id, id) == 0 : style->chosen))
			return style;
	}
	return NULL;
}

bool
tz_docx_style_vanish(const struct tz_docx_styles *styles,
    enum tz_docx_style_kind kind, const char *id)
{
	const struct style *style = find(styles, kind, id);
	unsigned steps;

	for (steps = 0; style && steps < CHAIN_MAX; steps++) {
		if (style->vanish != SILENT)
			return style->vanish == ON;
		style = style->base ? find(styles, kind, style->base) : NULL;
	}
	return false;
}

bool
tz_docx_style_default(const struct tz_docx_styles *styles)
{
	return styles->defaults == ON;
}

/* Lay the look over those of its bases, once. */
static void
resolve(const struct tz_docx_styles *styles, struct style *style)
{
	const struct style *chain[CHAIN_MAX];
	struct tz_docx_look look;
	size_t n = 0;

	if (style->resolved)
		return;
	memset(&look, 0, sizeof look);
	style->resolved = true;
	chain[n++] = style;
	while (n < CHAIN_MAX && chain[n - 1]->base) {
		chain[n] = find(styles, style->kind, chain[n - 1]->base);
		if (!chain[n])
			break;
		style->shaded |= chain[n]->shaded;
		if (n++ && chain[n - 1]->resolved)
			break;
	}
	while (n > 0)
		tz_docx_look_over(&look, &chain[--n]->look);
	style->look = look;
}

void
tz_docx_style_look(const struct tz_docx_styles *styles,
    enum tz_docx_style_kind kind, const char *id, struct tz_docx_look *look)
{
	struct style *style = find(styles, kind, id);

	if (!style)
		return;
	resolve(styles, style);
	tz_docx_look_over(look, &style->look);
}

const struct tz_docx_look *
tz_docx_style_default_look(const struct tz_docx_styles *styles)
{
	return &styles->look;
}

bool
tz_docx_style_shaded(const struct tz_docx_styles *styles, const char *id)
{
	struct style *style = find(styles, TZ_DOCX_STYLE_TABLE, id);

	if (!style)
		return false;
	resolve(styles, style);
	return style->shaded;
}
