/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_document.c - the document's root and its resources: which
 * pages there are, and what their identifiers stand for (GB/T 33190, 7.5, 7.9)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "intake/ofd/ofd.h"
#include "intake/ofd/ofd_words.h"
#include "intake/xml.h"

/* More than any document has. */
#define MAX_ENTRIES 100000
#define MAX_PAGES 20000
/* Drawing parameters that go back to others. */
#define MAX_RELATIVES 16

/* An entry whose file could not be said yet: its text follows. */
struct reading {
	struct tz_ofd *ofd;
	struct tz_xml *xml;
	const struct tz_opc_part *part;
	char base[512]; /* folder that the file's locations are from */
	char name[64];	/* of the element just begun */
	char id[64];	/* of the entry being read */
	size_t drawing; /* number of the entry of parameters, from 1, or 0 */
	bool failed;
};

struct tz_ofd_entry *
tz_ofd_add(struct tz_ofd *ofd, enum tz_ofd_entry_kind kind, const char *id,
    char *path)
{
	struct tz_ofd_entry *grown;

	if (ofd->n_entries == MAX_ENTRIES) {
		ofd->full = true;
		free(path);
		return NULL;
	}
	if ((ofd->n_entries & (ofd->n_entries - 1)) == 0) {
		size_t cap = ofd->n_entries ? 2 * ofd->n_entries : 1;

		grown = realloc(ofd->entries, cap * sizeof *grown);
		if (!grown) {
			free(path);
			return NULL;
		}
		ofd->entries = grown;
	}
	grown = &ofd->entries[ofd->n_entries];
	memset(grown, 0, sizeof *grown);
	grown->kind = kind;
	grown->path = path;
	grown->id = strdup(id);
	if (!grown->id) {
		free(path);
		return NULL;
	}
	ofd->n_entries++;
	return grown;
}

const struct tz_ofd_entry *
tz_ofd_find(const struct tz_ofd *ofd, enum tz_ofd_entry_kind kind,
    const char *id)
{
	size_t i;

	for (i = 0; id && i < ofd->n_entries; i++) {
		if (ofd->entries[i].kind == kind &&
		    strcmp(ofd->entries[i].id, id) == 0)
			return &ofd->entries[i];
	}
	return NULL;
}

void
tz_ofd_clear(struct tz_ofd *ofd)
{
	size_t i;

	for (i = 0; i < ofd->n_entries; i++) {
		free(ofd->entries[i].id);
		free(ofd->entries[i].path);
		free(ofd->entries[i].relative);
	}
	free(ofd->entries);
	for (i = 0; i < ofd->n_pages; i++) {
		free(ofd->pages[i].id);
		free(ofd->pages[i].path);
	}
	free(ofd->pages);
	ofd->entries = NULL;
	ofd->pages = NULL;
	ofd->n_entries = ofd->n_pages = 0;
}

static void
add_page(struct reading *reading, const char *id, const char *location)
{
	struct tz_ofd *ofd = reading->ofd;
	struct tz_ofd_page *grown;

	if (ofd->n_pages == MAX_PAGES) {
		ofd->full = true;
		return;
	}
	if ((ofd->n_pages & (ofd->n_pages - 1)) == 0) {
		size_t cap = ofd->n_pages ? 2 * ofd->n_pages : 1;

		grown = realloc(ofd->pages, cap * sizeof *grown);
		if (!grown) {
			reading->failed = true;
			return;
		}
		ofd->pages = grown;
	}
	grown = &ofd->pages[ofd->n_pages++];
	grown->id = strdup(id ? id : "");
	grown->path = tz_ofd_path(reading->part->name, location);
	if (!grown->id || !grown->path)
		reading->failed = true;
}

/* Remember what the identifier stands for. */
static void
add(struct reading *reading, enum tz_ofd_entry_kind kind, const char *id,
    const char *location)
{
	tz_auto_str path = tz_ofd_path(reading->base, location);

	if (!path)
		reading->failed = true;
	else if (id)
		tz_ofd_add(reading->ofd, kind, id, tz_steal(&path));
}

bool
tz_ofd_drawing(const struct tz_ofd *ofd, const char *id, struct tz_colour *ret)
{
	unsigned steps;

	for (steps = 0; id && steps < MAX_RELATIVES; steps++) {
		const struct tz_ofd_entry *entry =
		    tz_ofd_find(ofd, TZ_OFD_DRAWING, id);

		if (entry && entry->coloured) {
			*ret = entry->colour;
			return true;
		}
		id = entry ? entry->relative : NULL;
	}
	return false;
}

/* Drawing parameters begin, or what they say of colour: a name is NULL when
 * there is none. */
static void
begin_drawing(struct reading *reading, const char *id, const char *relative)
{
	struct tz_ofd_entry *entry;

	reading->drawing = 0;
	if (!id)
		return;
	entry = tz_ofd_add(reading->ofd, TZ_OFD_DRAWING, id, NULL);
	if (!entry)
		return;
	reading->drawing = reading->ofd->n_entries;
	entry->relative = relative ? strdup(relative) : NULL;
}

static void
colour_drawing(struct reading *reading, const char *name)
{
	struct tz_xml *xml = reading->xml;
	struct tz_ofd_entry *entry;

	if (reading->drawing == 0)
		return;
	entry = &reading->ofd->entries[reading->drawing - 1];
	if (strcmp(name, "FillColor") == 0) {
		entry->coloured = true;
		entry->colour = tz_ofd_fill(tz_xml_attribute(xml, "Value"),
		    tz_xml_attribute(xml, "Index"));
	} else if (strcmp(name, "StrokeColor") == 0) {
		reading->drawing = 0;
	} else if (tz_ofd_is_shade(name)) {
		entry->colour.known = false;
	}
}

static void
begin_resource(struct reading *reading)
{
	struct tz_xml *xml = reading->xml;
	const char *name = reading->name;
	const char *id = tz_xml_attribute(xml, "ID");

	if (strcmp(name, "Res") == 0) {
		const char *at = tz_xml_attribute(xml, "BaseLoc");
		tz_auto_str base =
		    tz_ofd_path(reading->part->name, at ? at : "");

		if (base && base[0])
			snprintf(reading->base, sizeof reading->base, "%s%s",
			    base, base[strlen(base) - 1] == '/' ? "" : "/");
	} else if (strcmp(name, "MultiMedia") == 0) {
		snprintf(reading->id, sizeof reading->id, "%s", id ? id : "");
	} else if (strcmp(name, "DrawParam") == 0) {
		begin_drawing(reading, id, tz_xml_attribute(xml, "Relative"));
	} else if (strcmp(name, "CompositeGraphicUnit") == 0) {
		char *path = strdup(reading->part->name);

		reading->drawing = 0;
		if (id && path)
			tz_ofd_add(reading->ofd, TZ_OFD_COMPOSITE, id, path);
		else
			free(path);
	} else {
		colour_drawing(reading, name);
	}
}

enum tz_status
tz_ofd_resources(struct tz_ofd *ofd, struct tz_opc_part *part,
    struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct reading reading;
	enum tz_xml_event event;
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	memset(&reading, 0, sizeof reading);
	reading.ofd = ofd;
	reading.xml = xml;
	reading.part = part;
	snprintf(reading.base, sizeof reading.base, "%s", part->name);
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START) {
			snprintf(reading.name, sizeof reading.name, "%s",
			    tz_xml_name(xml));
			begin_resource(&reading);
		} else if (event == TZ_XML_TEXT &&
		    strcmp(reading.name, "MediaFile") == 0) {
			add(&reading, TZ_OFD_MEDIA, reading.id,
			    tz_xml_text(xml));
		} else if (event == TZ_XML_END) {
			reading.name[0] = '\0';
		}
	}
	if (reading.failed)
		return tz_fail_nomem(err);
	return event == TZ_XML_BAD ? tz_opc_damaged(ofd->opc, err) : TZ_OK;
}

/* The annotations of each page: Annotations.xml names a file for it. */
static enum tz_status
read_annotation_list(struct tz_ofd *ofd, struct tz_opc_part *part,
    struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct reading reading;
	enum tz_xml_event event;
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	memset(&reading, 0, sizeof reading);
	reading.ofd = ofd;
	snprintf(reading.base, sizeof reading.base, "%s", part->name);
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START) {
			const char *id = tz_xml_attribute(xml, "PageID");

			snprintf(reading.name, sizeof reading.name, "%s",
			    tz_xml_name(xml));
			if (strcmp(reading.name, "Page") == 0)
				snprintf(reading.id, sizeof reading.id, "%s",
				    id ? id : "");
		} else if (event == TZ_XML_TEXT &&
		    strcmp(reading.name, "FileLoc") == 0) {
			add(&reading, TZ_OFD_ANNOTATION, reading.id,
			    tz_xml_text(xml));
		} else if (event == TZ_XML_END) {
			reading.name[0] = '\0';
		}
	}
	if (reading.failed)
		return tz_fail_nomem(err);
	return event == TZ_XML_BAD ? tz_opc_damaged(ofd->opc, err) : TZ_OK;
}

/* The text of an element of Document.xml. */
static enum tz_status
take_text(struct reading *reading, const char *text, struct tz_story *words,
    struct tz_err *err)
{
	const char *name = reading->name;
	struct tz_opc_part *part;

	tz_ofd_area_take(&reading->ofd->area, name, text);
	tz_ofd_words_text(words, name, text);
	if (strcmp(name, "PublicRes") != 0 &&
	    strcmp(name, "DocumentRes") != 0 &&
	    strcmp(name, "Annotations") != 0)
		return TZ_OK;
	part = tz_ofd_part(reading->ofd, reading->part->name, text);
	if (!part || part->taken)
		return TZ_OK;
	return strcmp(name, "Annotations") == 0
	    ? read_annotation_list(reading->ofd, part, err)
	    : tz_ofd_resources(reading->ofd, part, err);
}

/* Titles of outlines and bookmarks, and where links of the document lead. */
static void
take_words(struct reading *reading, struct tz_story *words,
    struct tz_story *links)
{
	static const char *const names[] = {"Title", "Name", "URI", "Base"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = tz_xml_attribute(reading->xml, names[i]);
		struct tz_story *story = i < 2 ? words : links;

		if (!value)
			continue;
		tz_story_break(story, '\n');
		tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, reading->name);
		tz_story_add(story, value, strlen(value));
	}
}

static enum tz_status
walk(struct reading *reading, struct tz_story *words, struct tz_story *links,
    struct tz_err *err)
{
	struct tz_xml *xml = reading->xml;
	enum tz_xml_event event;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START) {
			const char *id = tz_xml_attribute(xml, "ID");
			const char *at = tz_xml_attribute(xml, "BaseLoc");

			snprintf(reading->name, sizeof reading->name, "%s",
			    tz_xml_name(xml));
			if (at && strcmp(reading->name, "Page") == 0)
				add_page(reading, id, at);
			else if (at &&
			    strcmp(reading->name, "TemplatePage") == 0)
				add(reading, TZ_OFD_TEMPLATE, id, at);
			else
				take_words(reading, words, links);
		} else if (event == TZ_XML_TEXT) {
			s = take_text(reading, tz_xml_text(xml), words, err);
		} else if (event == TZ_XML_REMARK) {
			tz_ofd_words_text(words, "comment", tz_xml_text(xml));
		} else if (event == TZ_XML_END) {
			reading->name[0] = '\0';
		}
		if (reading->failed)
			return tz_fail_nomem(err);
	}
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(reading->ofd->opc, err);
	return s;
}

enum tz_status
tz_ofd_document(struct tz_ofd *ofd, struct tz_opc_part *part,
    struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct tz_story words, links;
	struct reading reading;
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	memset(&reading, 0, sizeof reading);
	reading.ofd = ofd;
	reading.xml = xml;
	reading.part = part;
	snprintf(reading.base, sizeof reading.base, "%s", part->name);
	tz_story_start(&words, TZ_CHANNEL_PROPERTY, part->name);
	tz_story_start(&links, TZ_CHANNEL_EXTERNAL_LINK, part->name);
	s = walk(&reading, &words, &links, err);
	if (s == TZ_OK)
		s = tz_emit_story(ofd->opc->emit, ofd->opc->source, &words,
		    err);
	if (s == TZ_OK)
		s = tz_emit_story(ofd->opc->emit, ofd->opc->source, &links,
		    err);
	tz_story_clear(&words);
	tz_story_clear(&links);
	return s;
}
