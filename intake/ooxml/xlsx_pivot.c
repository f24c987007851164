/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_pivot.c - pivot caches (ECMA-376 part 1, 18.10)
 *
 * The definition names the fields and the values that each may have; a record
 * gives for each field a value or the number of one.
 */
#include "intake/ooxml/xlsx_pivot.h"

#include <stdlib.h>
#include <string.h>

#include "intake/xml.h"

struct item {
	char *text;
	bool used;
};

struct field {
	char *name;
	struct item *items;
	size_t n;
};

struct cache {
	struct tz_opc *opc;
	struct field *fields;
	size_t n;
	bool in_items;
	unsigned depth; /* of the record being read, 0 outside */
	size_t column;	/* in it */
	struct tz_story story;
	struct tz_story told; /* where the data comes from */
};

static void
cache_clear(struct cache *cache)
{
	size_t i, j;

	for (i = 0; i < cache->n; i++) {
		for (j = 0; j < cache->fields[i].n; j++)
			free(cache->fields[i].items[j].text);
		free(cache->fields[i].items);
		free(cache->fields[i].name);
	}
	free(cache->fields);
	tz_story_clear(&cache->story);
	tz_story_clear(&cache->told);
	memset(cache, 0, sizeof *cache);
}

/* Room for one more in an array that doubles. */
static void *
grown(void *items, size_t n, size_t size)
{
	if (n & (n - 1))
		return items;
	return realloc(items, (n ? 2 * n : 1) * size);
}

static void
tell(struct cache *cache, const char *name, const char *text)
{
	if (!text || !text[0])
		return;
	tz_story_break(&cache->told, '\n');
	tz_story_place(&cache->told, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(&cache->told, text, strlen(text));
}

static enum tz_status
add_field(struct cache *cache, struct tz_xml *xml, struct tz_err *err)
{
	const char *name = tz_xml_attribute(xml, "name");
	struct field *fields = grown(cache->fields, cache->n, sizeof *fields);

	if (!fields)
		return tz_fail_nomem(err);
	cache->fields = fields;
	fields += cache->n++;
	memset(fields, 0, sizeof *fields);
	fields->name = strdup(name ? name : "");
	tell(cache, "caption", tz_xml_attribute(xml, "caption"));
	tell(cache, "formula", tz_xml_attribute(xml, "formula"));
	return fields->name ? TZ_OK : tz_fail_nomem(err);
}

/* A value: s, n, d, b, e with v; m is none. */
static bool
is_value(const char *name)
{
	return name[0] && !name[1] && strchr("sndbem", name[0]);
}

static enum tz_status
add_item(struct cache *cache, const char *value, struct tz_err *err)
{
	struct field *field = &cache->fields[cache->n - 1];
	struct item *items = grown(field->items, field->n, sizeof *items);

	if (!items)
		return tz_fail_nomem(err);
	field->items = items;
	items += field->n++;
	items->used = false;
	items->text = strdup(value ? value : "");
	return items->text ? TZ_OK : tz_fail_nomem(err);
}

static enum tz_status
begin_definition(struct cache *cache, struct tz_xml *xml, struct tz_err *err)
{
	static const char *const names[] = {"sheet", "name", "ref",
	    "uniqueName", "caption", "refreshedBy", "connectionId"};
	const char *name = tz_xml_name(xml);
	const char *value = tz_xml_attribute(xml, "v");
	size_t i;

	if (strcmp(name, "cacheField") == 0)
		return add_field(cache, xml, err);
	if (strcmp(name, "sharedItems") == 0) {
		cache->in_items = cache->n > 0;
		return TZ_OK;
	}
	if (is_value(name) && cache->in_items)
		return add_item(cache, value, err);
	if (value) {
		/* Names of groups. */
		tell(cache, name, value);
		return TZ_OK;
	}
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		tell(cache, names[i], tz_xml_attribute(xml, names[i]));
	return TZ_OK;
}

static enum tz_status
read_definition(struct cache *cache, struct tz_opc_part *part,
    struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s;
	size_t i;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START)
			s = begin_definition(cache, xml, err);
		else if (event == TZ_XML_END)
			cache->in_items &=
			    strcmp(tz_xml_name(xml), "sharedItems") != 0;
		else if (tz_xml_text(xml)[strspn(tz_xml_text(xml), " \t\r\n")])
			tell(cache, "text", tz_xml_text(xml));
	}
	for (i = 0; i < cache->n; i++) {
		if (i > 0)
			tz_story_add(&cache->story, "\t", 1);
		tz_story_add(&cache->story, cache->fields[i].name,
		    strlen(cache->fields[i].name));
	}
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(cache->opc, err);
	return s;
}

/* One value of a record. */
static void
add_value(struct cache *cache, struct tz_xml *xml)
{
	const char *value = tz_xml_attribute(xml, "v");
	size_t column = cache->column++;

	if (column > 0)
		tz_story_add(&cache->story, "\t", 1);
	if (value && strcmp(tz_xml_name(xml), "x") == 0 && column < cache->n) {
		const struct field *field = &cache->fields[column];
		size_t index = strtoul(value, NULL, 10);

		if (index < field->n) {
			field->items[index].used = true;
			value = field->items[index].text;
		}
	}
	if (value)
		tz_story_add(&cache->story, value, strlen(value));
}

static enum tz_status
read_records(struct cache *cache, struct tz_opc_part *part, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		unsigned depth = tz_xml_depth(xml);

		if (event == TZ_XML_START &&
		    strcmp(tz_xml_name(xml), "r") == 0) {
			tz_story_break(&cache->story, '\n');
			cache->depth = depth;
			cache->column = 0;
		} else if (event == TZ_XML_START && cache->depth > 0 &&
		    depth == cache->depth + 1) {
			add_value(cache, xml);
		} else if (event == TZ_XML_END && depth == cache->depth) {
			cache->depth = 0;
		} else if (event == TZ_XML_TEXT &&
		    tz_xml_text(xml)[strspn(tz_xml_text(xml), " \t\r\n")]) {
			tell(cache, "text", tz_xml_text(xml));
		}
	}
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(cache->opc, err);
	return s;
}

static enum tz_status
send(struct cache *cache, const char *path, struct tz_err *err)
{
	struct tz_opc *opc = cache->opc;
	enum tz_status s = TZ_OK;
	size_t i, j;

	for (i = 0; i < cache->n; i++)
		for (j = 0; j < cache->fields[i].n; j++) {
			const struct item *item = &cache->fields[i].items[j];

			if (item->used || item->text[0] == '\0')
				continue;
			tz_story_break(&cache->story, '\n');
			tz_story_add(&cache->story, item->text,
			    strlen(item->text));
		}
	if (cache->story.text.len > 0)
		s = tz_opc_fact(opc, "cached-data", path,
		    TZ_CHANNEL_CACHED_DATA, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &cache->story, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &cache->told, err);
	return s;
}

static enum tz_status
read_cache(struct tz_opc *opc, struct tz_opc_part *definition,
    struct tz_opc_part *records, struct tz_err *err)
{
	const char *path = definition ? definition->name : records->name;
	struct cache cache;
	enum tz_status s = TZ_OK;

	memset(&cache, 0, sizeof cache);
	cache.opc = opc;
	tz_story_start(&cache.story, TZ_CHANNEL_CACHED_DATA, path);
	tz_story_start(&cache.told, TZ_CHANNEL_PROPERTY, path);
	if (definition)
		s = read_definition(&cache, definition, err);
	if (s == TZ_OK && records)
		s = read_records(&cache, records, err);
	if (s == TZ_OK)
		s = send(&cache, path, err);
	cache_clear(&cache);
	return s;
}

/* The records that a definition refers to, NULL when there are none. */
static enum tz_status
find_records(struct tz_opc *opc, const struct tz_opc_part *definition,
    struct tz_opc_part **ret, struct tz_err *err)
{
	tz_auto_relations relations = {NULL, 0};
	enum tz_status s;
	size_t i;

	*ret = NULL;
	s = tz_opc_relations(opc, definition->name, &relations, err);
	for (i = 0; s == TZ_OK && i < relations.n; i++)
		if (strcmp(relations.item[i].type, "pivotCacheRecords") == 0)
			*ret = tz_opc_find(opc, relations.item[i].target);
	if (*ret &&
	    ((*ret)->taken || strcmp((*ret)->root, "pivotCacheRecords") != 0))
		*ret = NULL;
	return s;
}

enum tz_status
tz_xlsx_pivot(struct tz_opc *opc, struct tz_err *err)
{
	struct tz_opc_part *part = NULL, *records;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK &&
	    (part = tz_opc_next(opc, "pivotCacheDefinition", part))) {
		s = find_records(opc, part, &records, err);
		if (s == TZ_OK)
			s = read_cache(opc, part, records, err);
	}
	/* Records whose definition is gone. */
	part = NULL;
	while (s == TZ_OK &&
	    (part = tz_opc_next(opc, "pivotCacheRecords", part)))
		s = read_cache(opc, NULL, part, err);
	return s;
}
