/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_pages.c - the text of all pages, each letter told by how it
 * looks
 *
 * Pages are parted by form feeds, lines by line feeds.  A template stands on
 * many pages; its text is told once.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "intake/intake.h"
#include "intake/ofd/ofd_paint.h"
#include "intake/ofd/ofd_words.h"
#include "intake/xml.h"

/* How each look is told. */
static const struct {
	enum tz_channel channel;
	const char *fact;
} looks[TZ_OFD_LOOKS] = {
    [TZ_OFD_SEEN] = {TZ_CHANNEL_BODY, NULL},
    [TZ_OFD_SEEN_TEMPLATE] = {TZ_CHANNEL_HEADER_FOOTER, NULL},
    [TZ_OFD_SEEN_ANNOTATION] = {TZ_CHANNEL_ANNOTATION, "annotation"},
    [TZ_OFD_NOT_SHOWN] = {TZ_CHANNEL_HIDDEN_TEXT, "hidden-text"},
    [TZ_OFD_CLEAR] = {TZ_CHANNEL_HIDDEN_TEXT, "invisible-text"},
    [TZ_OFD_TINY] = {TZ_CHANNEL_HIDDEN_TEXT, "tiny-text"},
    [TZ_OFD_OFF_PAGE] = {TZ_CHANNEL_HIDDEN_TEXT, "off-page-text"},
    [TZ_OFD_WHITE] = {TZ_CHANNEL_HIDDEN_TEXT, "white-text"},
    [TZ_OFD_LAYER_OFF] = {TZ_CHANNEL_OPTIONAL_CONTENT, "optional-content"},
    [TZ_OFD_COVERED] = {TZ_CHANNEL_COVERED_TEXT, "covered-text"},
    [TZ_OFD_UNDER_SCAN] = {TZ_CHANNEL_INVISIBLE_TEXT, "ocr-layer"},
};

/* The text of one look: the line being put together, and all before it. */
struct strand {
	struct tz_story story;
	struct tz_buf line;
	struct tz_ofd_box box; /* of the line */
	struct tz_ofd_box last;
	uint32_t page; /* of the text that came last */
	uint32_t told; /* the page of what the story ends with */
};

struct reading {
	struct tz_ofd *ofd;
	struct strand strands[TZ_OFD_LOOKS];
	uint32_t page;
	struct tz_story links;
	struct tz_story words; /* beside what is painted */
};

/* A template that a page stands on. */
struct ground {
	char id[64];
	unsigned order;
};

#define MAX_GROUNDS 16

struct page_head {
	struct tz_ofd_area area;
	struct ground grounds[MAX_GROUNDS];
	size_t n_grounds;
	bool full; /* there were more */
};

static double
points(double millimetres)
{
	return millimetres * 72 / 25.4;
}

static void
flush(struct strand *strand)
{
	const struct tz_box box =
	    tz_box_of(points(strand->box.x0), points(strand->box.y0),
		points(strand->box.x1), points(strand->box.y1));

	if (strand->line.len == 0)
		return;
	tz_story_break(&strand->story,
	    strand->told == strand->page ? '\n' : '\f');
	strand->told = strand->page;
	tz_story_place_box(&strand->story, TZ_PLACE_PAGE, strand->page, 0, NULL,
	    &box);
	tz_story_add(&strand->story, strand->line.data, strand->line.len);
	tz_buf_reset(&strand->line);
}

static void
add_letter(struct reading *reading, enum tz_ofd_look look,
    const struct tz_ofd_glyph *glyph, bool follows)
{
	struct strand *strand = &reading->strands[look];
	const struct tz_ofd_box *last = &strand->last;
	double height = glyph->box.y1 - glyph->box.y0;
	double width = glyph->box.x1 - glyph->box.x0;
	bool same_line = strand->page == reading->page &&
	    fabs(glyph->box.y1 - last->y1) < height * 0.5 &&
	    glyph->box.x0 > last->x0 - height;

	/* Downwards or upwards, a letter below the other. */
	same_line |= follows && strand->page == reading->page &&
	    fabs(glyph->box.x0 - last->x0) < width * 0.5 &&
	    fabs(glyph->box.y0 - last->y0) < height * 2.5;

	if (!same_line || strand->line.len == 0) {
		flush(strand);
		strand->page = reading->page;
		strand->box = glyph->box;
	} else if (glyph->box.x0 - last->x1 > height * 0.6) {
		tz_buf_putc(&strand->line, ' ');
	}
	tz_buf_puts(&strand->line, glyph->text);
	strand->box.x0 = fmin(strand->box.x0, glyph->box.x0);
	strand->box.y0 = fmin(strand->box.y0, glyph->box.y0);
	strand->box.x1 = fmax(strand->box.x1, glyph->box.x1);
	strand->box.y1 = fmax(strand->box.y1, glyph->box.y1);
	strand->last = glyph->box;
}

/* Where a click on something leads. */
static void
add_link(struct reading *reading, const char *uri)
{
	if (!uri || uri[0] == '\0')
		return;
	tz_story_break(&reading->links, '\n');
	tz_story_place(&reading->links, TZ_PLACE_PAGE, reading->page, 0, NULL);
	tz_story_add(&reading->links, uri, strlen(uri));
}

/* A template that the page stands on. */
static void
add_ground(struct tz_xml *xml, struct page_head *head)
{
	const char *id = tz_xml_attribute(xml, "TemplateID");
	const char *order = tz_xml_attribute(xml, "ZOrder");

	if (head->n_grounds == MAX_GROUNDS) {
		head->full = true;
		return;
	}
	snprintf(head->grounds[head->n_grounds].id, sizeof head->grounds[0].id,
	    "%s", id ? id : "");
	head->grounds[head->n_grounds++].order =
	    order && strcasecmp(order, "Foreground") == 0 ? 4 : 0;
}

/* What the page's file says before its content, and its links, and words that
 * are not painted. */
static enum tz_status
read_head(struct reading *reading, const struct tz_opc_part *part,
    struct page_head *ret, struct tz_err *err)
{
	bool note = strcmp(part->root, "PageAnnot") == 0;
	tz_auto(tz_xml) xml = NULL;
	char name[64] = "";
	enum tz_xml_event event;
	enum tz_status s;

	memset(ret, 0, sizeof *ret);
	s = tz_xml_open(part->data, part->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *text = event == TZ_XML_START || event == TZ_XML_END
		    ? ""
		    : tz_xml_text(xml);

		if (event == TZ_XML_START) {
			snprintf(name, sizeof name, "%s", tz_xml_name(xml));
			if (strcmp(name, "URI") == 0)
				add_link(reading, tz_xml_attribute(xml, "URI"));
			else if (strcmp(name, "Template") == 0)
				add_ground(xml, ret);
			if (!note)
				tz_ofd_words_attributes(&reading->words, xml);
		} else if (event == TZ_XML_END) {
			name[0] = '\0';
		} else if (event == TZ_XML_TEXT &&
		    strcmp(name, "PageRes") == 0) {
			struct tz_opc_part *found =
			    tz_ofd_part(reading->ofd, part->name, text);

			if (found && !found->taken)
				s = tz_ofd_resources(reading->ofd, found, err);
		} else {
			tz_ofd_area_take(&ret->area, name, text);
			if (!note)
				tz_ofd_words_text(&reading->words,
				    event == TZ_XML_TEXT ? name : "comment",
				    text);
		}
	}
	return s;
}

/* Append what the file of that entry paints. */
static enum tz_status
read_entry(struct reading *reading, enum tz_ofd_entry_kind kind, const char *id,
    unsigned order, struct tz_ofd_objects *objects, struct tz_err *err)
{
	struct tz_ofd *ofd = reading->ofd;
	const struct tz_ofd_entry *entry = tz_ofd_find(ofd, kind, id);
	struct tz_opc_part *part =
	    entry ? tz_opc_find(ofd->opc, entry->path) : NULL;
	enum tz_ofd_origin origin = TZ_OFD_OF_ANNOTATION;
	enum tz_status s = TZ_OK;
	struct page_head head;

	if (!part)
		return TZ_OK;
	if (!part->taken)
		s = read_head(reading, part, &head, err);
	/* The words of an annotation file are read by tz_ofd_rest() too. */
	if (kind == TZ_OFD_TEMPLATE) {
		origin =
		    part->taken ? TZ_OFD_OF_TEMPLATE_AGAIN : TZ_OFD_OF_TEMPLATE;
		part->taken = true;
	}
	tz_ofd_objects_read(ofd, part, origin, order, objects);
	return s;
}

static enum tz_status
tell_facts(struct reading *reading, const bool *found, const char *path,
    struct tz_err *err)
{
	const struct tz_place place = {
	    0, TZ_PLACE_PAGE, reading->page, 0, NULL, {0, 0, 0, 0}};
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < TZ_OFD_LOOKS; i++)
		if (found[i] && looks[i].fact)
			s = tz_emit_fact(reading->ofd->opc->emit,
			    reading->ofd->opc->source, looks[i].fact, path,
			    looks[i].channel, &place, err);
	return s;
}

/* Tell each letter of the page. */
static enum tz_status
tell_page(struct reading *reading, const struct tz_ofd_objects *objects,
    const struct tz_ofd_box *page, const char *path, struct tz_err *err)
{
	bool found[TZ_OFD_LOOKS] = {false};
	enum tz_ofd_look look = TZ_OFD_SEEN;
	size_t i, k;

	for (i = 0; i < objects->n; i++) {
		const struct tz_ofd_object *object = &objects->item[i];

		if (object->origin == TZ_OFD_OF_TEMPLATE_AGAIN)
			continue;
		for (k = 0; k < object->n_glyphs; k++) {
			const struct tz_ofd_glyph *glyph = &object->glyphs[k];
			bool blank = strcmp(glyph->text, " ") == 0 ||
			    strcmp(glyph->text, "\xe3\x80\x80") == 0;

			if (!blank || k == 0)
				look =
				    tz_ofd_paint_look(objects, i, glyph, page);
			found[look] |= !blank;
			add_letter(reading, look, glyph, k > 0);
		}
	}
	return tell_facts(reading, found, path, err);
}

static enum tz_status
note(struct tz_ofd *ofd, const char *reason, struct tz_err *err)
{
	return tz_emit_reading(ofd->opc->emit, ofd->opc->source,
	    TZ_READING_PARTLY, reason, err);
}

static enum tz_status
read_page(struct reading *reading, const struct tz_ofd_page *page,
    struct tz_err *err)
{
	struct tz_ofd *ofd = reading->ofd;
	struct tz_opc_part *part = tz_opc_find(ofd->opc, page->path);
	struct tz_ofd_objects objects;
	struct tz_ofd_box shown;
	bool sized;
	struct page_head head;
	enum tz_status s = TZ_OK;
	size_t i;

	memset(&objects, 0, sizeof objects);
	reading->page++;
	if (!part)
		return tz_opc_damaged(ofd->opc, err);
	/* A page that is still the same in the version in force. */
	if (ofd->earlier && part->taken)
		return TZ_OK;
	part->taken = true;
	s = read_head(reading, part, &head, err);
	sized = tz_ofd_area_shown(&head.area, &shown) ||
	    tz_ofd_area_shown(&ofd->area, &shown);
	for (i = 0; s == TZ_OK && i < head.n_grounds; i++)
		s = read_entry(reading, TZ_OFD_TEMPLATE, head.grounds[i].id,
		    head.grounds[i].order, &objects, err);
	tz_ofd_objects_read(ofd, part, TZ_OFD_OF_PAGE, 2, &objects);
	if (s == TZ_OK)
		s = read_entry(reading, TZ_OFD_ANNOTATION, page->id, 5,
		    &objects, err);
	tz_ofd_paint_order(&objects);
	if (s == TZ_OK && objects.failed)
		s = tz_fail_nomem(err);
	if (s == TZ_OK && objects.damaged)
		s = tz_opc_damaged(ofd->opc, err);
	if (s == TZ_OK && (objects.full || head.full))
		s = note(ofd, TZ_REASON_LIMIT_ENTRIES, err);
	if (s == TZ_OK && objects.speechless)
		s = note(ofd, TZ_REASON_NO_TEXT, err);
	if (s == TZ_OK)
		s = tell_page(reading, &objects, sized ? &shown : NULL,
		    part->name, err);
	tz_ofd_objects_clear(&objects);
	return s;
}

/* A unit of graphics that no page draws. */
static enum tz_status
tell_unit(struct tz_ofd *ofd, const struct tz_ofd_entry *unit,
    struct tz_err *err)
{
	struct tz_ofd_objects objects;
	struct tz_story story;
	enum tz_status s = TZ_OK;
	size_t i, k;

	memset(&objects, 0, sizeof objects);
	tz_ofd_unit_read(ofd, unit->id, &objects);
	tz_story_start(&story, TZ_CHANNEL_HIDDEN_TEXT, unit->path);
	for (i = 0; i < objects.n; i++) {
		const struct tz_ofd_object *object = &objects.item[i];

		tz_story_break(&story, '\n');
		for (k = 0; k < object->n_glyphs; k++)
			tz_story_add(&story, object->glyphs[k].text,
			    strlen(object->glyphs[k].text));
	}
	if (objects.n_glyphs > 0)
		s = tz_opc_fact(ofd->opc, "unreferenced-object", unit->path,
		    TZ_CHANNEL_HIDDEN_TEXT, err);
	if (s == TZ_OK)
		s = tz_emit_story(ofd->opc->emit, ofd->opc->source, &story,
		    err);
	tz_story_clear(&story);
	tz_ofd_objects_clear(&objects);
	return s;
}

static enum tz_status
tell_units(struct tz_ofd *ofd, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < ofd->n_entries; i++) {
		const struct tz_ofd_entry *entry = &ofd->entries[i];

		if (entry->kind == TZ_OFD_COMPOSITE && !entry->used)
			s = tell_unit(ofd, entry, err);
	}
	return s;
}

enum tz_status
tz_ofd_pages(struct tz_ofd *ofd, struct tz_err *err)
{
	struct reading *reading = calloc(1, sizeof *reading);
	enum tz_status s = TZ_OK;
	size_t i;

	if (!reading)
		return tz_fail_nomem(err);
	reading->ofd = ofd;
	for (i = 0; i < TZ_OFD_LOOKS; i++)
		tz_story_start(&reading->strands[i].story,
		    ofd->earlier && !looks[i].fact ? TZ_CHANNEL_EARLIER_REVISION
						   : looks[i].channel,
		    "pages");
	tz_story_start(&reading->links, TZ_CHANNEL_EXTERNAL_LINK, "pages");
	tz_story_start(&reading->words, TZ_CHANNEL_PROPERTY, "pages");
	if (ofd->full)
		s = note(ofd, TZ_REASON_LIMIT_ENTRIES, err);
	for (i = 0; s == TZ_OK && i < ofd->n_pages; i++)
		s = read_page(reading, &ofd->pages[i], err);
	for (i = 0; i < TZ_OFD_LOOKS; i++) {
		struct strand *strand = &reading->strands[i];

		flush(strand);
		if (strand->line.failed)
			strand->story.text.failed = true;
		if (s == TZ_OK)
			s = tz_emit_story(ofd->opc->emit, ofd->opc->source,
			    &strand->story, err);
		tz_story_clear(&strand->story);
		tz_buf_clear(&strand->line);
	}
	if (s == TZ_OK)
		s = tz_emit_story(ofd->opc->emit, ofd->opc->source,
		    &reading->links, err);
	if (s == TZ_OK)
		s = tz_emit_story(ofd->opc->emit, ofd->opc->source,
		    &reading->words, err);
	tz_story_clear(&reading->links);
	tz_story_clear(&reading->words);
	free(reading);
	return s ? s : tell_units(ofd, err);
}
