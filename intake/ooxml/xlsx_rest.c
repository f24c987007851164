/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_rest.c - data sources, logs, caches of a workbook
 */
#include "intake/ooxml/xlsx_rest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/intake.h"
#include "intake/xml.h"

/* The log of shared workbooks: old values, new values, who and when. */
struct log {
	struct tz_xml *xml;
	struct tz_story old, new, told;
	bool in_old, in_new, in_value;
	unsigned n; /* changes */
};

static void
add(struct tz_story *story, const char *text)
{
	if (!text || text[strspn(text, " \t\r\n")] == '\0')
		return;
	tz_story_add(story, text, strlen(text));
}

static void
begin_change(struct log *log, const char *name)
{
	static const char *const told[] = {"userName", "dateTime", "author",
	    "oldName", "newName", "name", "cell", "guid"};
	const char *place = tz_xml_attribute(log->xml, "r");
	size_t i;

	log->in_old |=
	    strcmp(name, "oc") == 0 || strcmp(name, "oldFormula") == 0;
	log->in_new |= strcmp(name, "nc") == 0 || strcmp(name, "formula") == 0;
	if (strcmp(name, "oc") == 0 || strcmp(name, "nc") == 0) {
		struct tz_story *story = log->in_old ? &log->old : &log->new;

		tz_story_break(story, '\n');
		tz_story_place(story, TZ_PLACE_CELL, 0, 0, place);
	}
	log->in_value = strcmp(name, "v") == 0 || strcmp(name, "t") == 0 ||
	    strcmp(name, "f") == 0 || log->in_old || log->in_new;
	for (i = 0; i < sizeof told / sizeof told[0]; i++) {
		const char *value = tz_xml_attribute(log->xml, told[i]);

		/* Ids of a session say nothing. */
		if (!value || value[0] == '{')
			continue;
		tz_story_break(&log->told, '\n');
		tz_story_place(&log->told, TZ_PLACE_PROPERTY, 0, 0, told[i]);
		tz_story_add(&log->told, value, strlen(value));
	}
	log->n++;
}

static enum tz_status
read_log(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s;
	struct log log;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	memset(&log, 0, sizeof log);
	log.xml = xml;
	tz_story_start(&log.old, TZ_CHANNEL_TRACKED_DELETION, part->name);
	tz_story_start(&log.new, TZ_CHANNEL_TRACKED_INSERTION, part->name);
	tz_story_start(&log.told, TZ_CHANNEL_PROPERTY, part->name);
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *name = tz_xml_name(xml);

		if (event == TZ_XML_START) {
			begin_change(&log, name);
		} else if (event == TZ_XML_END) {
			log.in_old &= strcmp(name, "oc") != 0 &&
			    strcmp(name, "oldFormula") != 0;
			log.in_new &= strcmp(name, "nc") != 0 &&
			    strcmp(name, "formula") != 0;
		} else if (log.in_old) {
			add(&log.old, tz_xml_text(xml));
		} else if (log.in_new) {
			add(&log.new, tz_xml_text(xml));
		} else {
			tz_story_break(&log.told, '\n');
			add(&log.told, tz_xml_text(xml));
		}
	}
	if (event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK && log.n > 1)
		s = tz_opc_fact(opc, "change-log", part->name,
		    TZ_CHANNEL_TRACKED_DELETION, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &log.old, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &log.new, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &log.told, err);
	tz_story_clear(&log.old);
	tz_story_clear(&log.new);
	tz_story_clear(&log.told);
	return s;
}

/* Power Pivot keeps its tables in a compressed backup of its own. */
static enum tz_status
read_model(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	enum tz_status s;

	part->taken = true;
	s = tz_opc_fact(opc, "data-model", part->name, TZ_CHANNEL_CACHED_DATA,
	    err);
	return s ? s
		 : tz_emit_unread(opc->emit, opc->source, part->name,
		       TZ_REASON_UNSUPPORTED_TYPE, err);
}

static bool
is_model(const struct tz_opc_part *part)
{
	return part->len > 0 && strncasecmp(part->name, "xl/model/", 9) == 0 &&
	    part->root[0] == '\0';
}

/* What is gathered with a fact of its own. */
static enum tz_status
gather_kinds(struct tz_opc *opc, struct tz_err *err)
{
	static const struct {
		const char *root;
		const char *fact; /* or NULL */
		enum tz_channel channel;
		bool attributes;
	} kinds[] = {
	    {"connections", "data-connection", TZ_CHANNEL_EXTERNAL_LINK, true},
	    {"queryTable", "data-connection", TZ_CHANNEL_EXTERNAL_LINK, true},
	    {"slicerCacheDefinition", NULL, TZ_CHANNEL_CACHED_DATA, true},
	    {"timelineCacheDefinition", NULL, TZ_CHANNEL_CACHED_DATA, true},
	    {"volTypes", "cached-data", TZ_CHANNEL_CACHED_DATA, true},
	    {"rvData", NULL, TZ_CHANNEL_CACHED_DATA, false},
	    {"chartSpace", NULL, TZ_CHANNEL_BODY, false},
	};
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < sizeof kinds / sizeof kinds[0]; i++) {
		struct tz_opc_part *part = NULL;

		while (s == TZ_OK &&
		    (part = tz_opc_next(opc, kinds[i].root, part))) {
			if (kinds[i].fact)
				s = tz_opc_fact(opc, kinds[i].fact, part->name,
				    kinds[i].channel, err);
			if (s == TZ_OK)
				s = tz_opc_gather(opc, part, kinds[i].channel,
				    kinds[i].attributes, err);
		}
	}
	return s;
}

enum tz_status
tz_xlsx_rest(struct tz_opc *opc, struct tz_err *err)
{
	enum tz_status s = gather_kinds(opc, err);
	size_t i;

	for (i = 0; s == TZ_OK && i < opc->n; i++) {
		struct tz_opc_part *part = &opc->parts[i];

		if (part->taken)
			continue;
		if (strcmp(part->root, "wsDr") == 0)
			s = tz_xlsx_drawing(opc, part, false, err);
		else if (strcmp(part->root, "DataMashup") == 0)
			s = tz_xlsx_mashup(opc, part, err);
		else if (strcmp(part->root, "revisions") == 0 ||
		    strcmp(part->root, "headers") == 0)
			s = read_log(opc, part, err);
		else if (is_model(part))
			s = read_model(opc, part, err);
	}
	return s;
}
