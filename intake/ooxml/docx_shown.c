/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_shown.c - references from the body to what stands round it
 */
#include "intake/ooxml/docx_shown.h"

#include <stdlib.h>
#include <string.h>

/* Numbers of notes that are kept apart; beyond, all are taken for shown. */
#define NOTES 65536

/* Headers and footers of one section: kinds of page by two. */
enum page { DEFAULT, FIRST, EVEN, PAGES };

struct tz_docx_shown {
	struct tz_opc *opc;
	const char *document;
	struct tz_opc_relations relations;
	bool *on_page; /* of each relation */
	bool even;
	bool doubt;
	bool title; /* the section being read has a first page of its own */
	/* The relations that hold for this section and, until another is
	 * named, for the next. */
	size_t now[2][PAGES];
	unsigned char notes[2][NOTES / 8];
};

enum tz_status
tz_docx_shown_new(struct tz_opc *opc, const struct tz_opc_part *document,
    bool even, struct tz_docx_shown **ret, struct tz_err *err)
{
	tz_auto(tz_docx_shown) shown = calloc(1, sizeof *shown);
	enum tz_status s;

	if (!shown)
		return tz_fail_nomem(err);
	shown->opc = opc;
	shown->even = even;
	shown->document = document->name;
	memset(shown->now, 0xff, sizeof shown->now);
	s = tz_opc_relations(opc, document->name, &shown->relations, err);
	if (s)
		return s;
	shown->on_page = calloc(shown->relations.n + 1, sizeof *shown->on_page);
	if (!shown->on_page)
		return tz_fail_nomem(err);
	*ret = tz_steal(&shown);
	return TZ_OK;
}

void
tz_docx_shown_free(struct tz_docx_shown *shown)
{
	if (!shown)
		return;
	tz_opc_relations_clear(&shown->relations);
	free(shown->on_page);
	free(shown);
}

/* The bit of a note, NOTES for none. */
static size_t
note_of(const char *id)
{
	char *end;
	unsigned long number;

	if (!id || id[0] < '0' || id[0] > '9')
		return NOTES;
	number = strtoul(id, &end, 10);
	return number < NOTES ? number : NOTES;
}

static void
refer_around(struct tz_docx_shown *shown, struct tz_xml *xml, bool footer)
{
	const char *id = tz_xml_attribute_in(xml, "relationships", "id");
	const char *type = tz_xml_attribute(xml, "type");
	const struct tz_opc_relation *found =
	    tz_opc_relation(&shown->relations, id);
	enum page page = DEFAULT;

	if (!found)
		return;
	if (type && strcmp(type, "first") == 0)
		page = FIRST;
	else if (type && strcmp(type, "even") == 0)
		page = EVEN;
	shown->now[footer][page] = (size_t)(found - shown->relations.item);
}

void
tz_docx_shown_refer(struct tz_docx_shown *shown, struct tz_xml *xml)
{
	const char *name = tz_xml_name(xml);
	size_t note;

	if (strcmp(name, "titlePg") == 0) {
		shown->title = tz_xml_true(tz_xml_attribute(xml, "val"));
	} else if (strcmp(name, "headerReference") == 0 ||
	    strcmp(name, "footerReference") == 0) {
		refer_around(shown, xml, name[0] == 'f');
	} else {
		note = note_of(tz_xml_attribute(xml, "id"));
		if (note < NOTES)
			shown->notes[name[0] == 'e'][note / 8] |=
			    (unsigned char)(1U << note % 8);
	}
}

void
tz_docx_shown_section(struct tz_docx_shown *shown)
{
	int i, page;

	for (i = 0; i < 2; i++)
		for (page = 0; page < PAGES; page++) {
			size_t found = shown->now[i][page];

			if (found < shown->relations.n &&
			    (page != FIRST || shown->title) &&
			    (page != EVEN || shown->even))
				shown->on_page[found] = true;
		}
	shown->title = false;
}

bool
tz_docx_shown_note(const struct tz_docx_shown *shown, const char *path,
    const char *kind, const char *id)
{
	size_t note = note_of(id);

	if (shown->doubt || note == NOTES || strstr(path, "glossary/"))
		return true;
	return shown->notes[kind[0] == 'e'][note / 8] >> note % 8 & 1;
}

bool
tz_docx_shown_around(const struct tz_docx_shown *shown, const char *path)
{
	size_t i;

	if (shown->doubt || strstr(path, "glossary/"))
		return true;
	for (i = 0; i < shown->relations.n; i++)
		if (shown->on_page[i] &&
		    strcasecmp(shown->relations.item[i].target, path) == 0)
			return true;
	return false;
}

void
tz_docx_shown_doubt(struct tz_docx_shown *shown)
{
	shown->doubt = true;
}
