/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/drawing_chart.c - charts (ECMA-376 part 1, 21.2), old and new
 *
 * The values are copies that the chart keeps of its sheet; they are what is
 * drawn, so they are text of the page.
 */
#include "intake/ooxml/drawing_chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/xml.h"

struct chart {
	struct tz_story shown;
	struct tz_story formulas;
	char name[32]; /* of the element just begun */
	bool joined;
};

static void
add(struct tz_story *story, char before, const char *text)
{
	if (text[strspn(text, " \t\r\n")] == '\0')
		return;
	tz_story_break(story, before);
	tz_story_add(story, text, strlen(text));
}

/* Titles a line each, values of one series on one line. */
static void
add_text(struct chart *chart, const char *text)
{
	bool run = strcmp(chart->name, "t") == 0;

	if (strcmp(chart->name, "formatCode") == 0)
		return;
	if (strcmp(chart->name, "f") == 0)
		add(&chart->formulas, '\n', text);
	else if (run && chart->joined)
		tz_story_add(&chart->shown, text, strlen(text));
	else if (strcmp(chart->name, "v") == 0 ||
	    strcmp(chart->name, "pt") == 0)
		add(&chart->shown, '\t', text);
	else
		add(&chart->shown, '\n', text);
	if (text[strspn(text, " \t\r\n")])
		chart->joined = run;
}

/* Whether the values come from a file that is not in this one. */
static enum tz_status
is_linked(struct tz_opc *opc, const struct tz_opc_part *part, bool *ret,
    struct tz_err *err)
{
	tz_auto_relations relations = {NULL, 0};
	enum tz_status s;
	size_t i;

	*ret = false;
	s = tz_opc_relations(opc, part->name, &relations, err);
	for (i = 0; i < relations.n; i++)
		*ret |= relations.item[i].external &&
		    strcmp(relations.item[i].type, "hyperlink") != 0;
	return s;
}

static enum tz_status
read_chart(struct tz_opc *opc, const struct tz_opc_part *part,
    struct chart *chart, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s;

	s = tz_xml_open(part->data, part->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *name = tz_xml_name(xml);

		if (event == TZ_XML_START) {
			snprintf(chart->name, sizeof chart->name, "%s", name);
			if (strcmp(name, "p") == 0)
				chart->joined = false;
			/* A new list of values begins a line. */
			if (strcmp(name, "strCache") == 0 ||
			    strcmp(name, "numCache") == 0 ||
			    strcmp(name, "strLit") == 0 ||
			    strcmp(name, "numLit") == 0 ||
			    strcmp(name, "lvl") == 0)
				tz_story_break(&chart->shown, '\n');
		} else if (event == TZ_XML_TEXT) {
			add_text(chart, tz_xml_text(xml));
		}
	}
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	return s;
}

enum tz_status
tz_drawing_chart(struct tz_opc *opc, struct tz_opc_part *part,
    struct tz_err *err)
{
	struct chart chart;
	enum tz_status s;
	bool linked;

	part->taken = true;
	s = is_linked(opc, part, &linked, err);
	if (s)
		return s;
	memset(&chart, 0, sizeof chart);
	tz_story_start(&chart.shown,
	    linked ? TZ_CHANNEL_CACHED_DATA : TZ_CHANNEL_BODY, part->name);
	tz_story_start(&chart.formulas, TZ_CHANNEL_FORMULA, part->name);
	s = read_chart(opc, part, &chart, err);
	if (s == TZ_OK && linked)
		s = tz_opc_fact(opc, "cached-data", part->name,
		    TZ_CHANNEL_CACHED_DATA, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &chart.shown, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &chart.formulas, err);
	tz_story_clear(&chart.shown);
	tz_story_clear(&chart.formulas);
	return s;
}
