/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_rest.c - the parts of a package that no format reader took
 *
 * Every one of them is read in some way: a list of relationships for its links
 * to outside, a property file property by property, other XML for all its
 * text, anything else as a file of its own.  Only what cannot hold a sentence
 * (HARMLESS) is passed over, by the name of its root element.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/intake.h"
#include "intake/ooxml/drawing_chart.h"
#include "intake/ooxml/opc.h"
#include "intake/ooxml/opc_binary.h"
#include "intake/ooxml/opc_properties.h"
#include "intake/ooxml/opc_signature.h"
#include "intake/xml.h"

/* What to do with a part whose root element is this. */
enum way {
	HARMLESS,
	TEXT,	    /* text nodes, and attributes that a person wrote */
	TEXT_NAMES, /* and the values of all attributes */
	CHILD,	    /* a file of another kind */
};

static const struct kind {
	const char *root;
	enum way way;
	enum tz_channel channel;
	const char *fact; /* what its presence says, or NULL */
} kinds[] = {
    {"Types", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"datastoreItem", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"theme", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"calcChain", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"chartStyle", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"colorStyle", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"colorsDef", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"styleDef", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"layoutDef", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"tblStyleLst", HARMLESS, TZ_CHANNEL_PROPERTY, NULL},
    {"presentationPr", TEXT, TZ_CHANNEL_PROPERTY, NULL},
    {"viewPr", TEXT, TZ_CHANNEL_PROPERTY, NULL},
    {"presentation", TEXT, TZ_CHANNEL_PROPERTY, NULL},
    {"dataModel", TEXT, TZ_CHANNEL_BODY, NULL},
    {"drawing", TEXT, TZ_CHANNEL_CACHED_DATA, NULL},
    {"userShapes", TEXT, TZ_CHANNEL_BODY, NULL},
    {"wsDr", TEXT, TZ_CHANNEL_BODY, NULL},
    {"table", TEXT, TZ_CHANNEL_PROPERTY, NULL},
    {"xml", TEXT, TZ_CHANNEL_CACHED_DATA, NULL}, /* VML */
    {"pivotTableDefinition", TEXT, TZ_CHANNEL_CACHED_DATA, NULL},
    {"revisions", TEXT, TZ_CHANNEL_EARLIER_REVISION, NULL},
    {"connections", TEXT_NAMES, TZ_CHANNEL_EXTERNAL_LINK, NULL},
    {"queryTable", TEXT_NAMES, TZ_CHANNEL_EXTERNAL_LINK, NULL},
    {"html", CHILD, TZ_CHANNEL_BODY, NULL},
    {"svg", CHILD, TZ_CHANNEL_BODY, NULL},
    {"labelList", TEXT_NAMES, TZ_CHANNEL_PROPERTY, "protective-marking"},
    {"tagLst", TEXT_NAMES, TZ_CHANNEL_PROPERTY, "private-data"},
    {"chgInfo", TEXT_NAMES, TZ_CHANNEL_PROPERTY, "change-log"},
};

static const struct kind *
kind_of(const struct tz_opc_part *part)
{
	static const struct kind other = {
	    "", TEXT_NAMES, TZ_CHANNEL_PROPERTY, NULL};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].root, part->root) == 0)
			return &kinds[i];
	return &other;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t text_len = strlen(text);
	size_t end_len = strlen(end);

	return text_len >= end_len &&
	    strcasecmp(text + text_len - end_len, end) == 0;
}

/* Whether the path leads to another machine. */
static bool
is_remote(const char *path)
{
	if (strncasecmp(path, "file://", 7) == 0)
		return path[7] != '/' && path[7] != '\0';
	return strstr(path, "://") || strncmp(path, "\\\\", 2) == 0;
}

/* Send the targets outside the package that one list of relationships names.
 * Only one that is fetched by opening the file is worth a fact: a template, a
 * picture, another workbook; not what a reader may click on. */
static enum tz_status
read_links(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct tz_story story;
	enum tz_xml_event event;
	enum tz_status s;
	bool fetched = false;
	bool template = false;
	bool plain;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	tz_story_start(&story, TZ_CHANNEL_EXTERNAL_LINK, part->name);
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *value;
		bool is_template;

		if (event != TZ_XML_START)
			continue;
		value = tz_xml_attribute(xml, "Type");
		plain = value && ends_with(value, "/hyperlink");
		is_template = value && ends_with(value, "/attachedTemplate");
		value = tz_xml_attribute(xml, "TargetMode");
		if (!value || strcasecmp(value, "External") != 0)
			continue;
		value = tz_xml_attribute(xml, "Target");
		if (!value)
			continue;
		tz_story_break(&story, '\n');
		tz_story_add(&story, value, strlen(value));
		fetched |= !plain && (!is_template || is_remote(value));
		template |= is_template;
	}
	if (event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK && fetched)
		s = tz_opc_fact(opc, "external-link", part->name,
		    TZ_CHANNEL_EXTERNAL_LINK, err);
	if (s == TZ_OK && template)
		s = tz_opc_fact(opc, "template-path", part->name,
		    TZ_CHANNEL_EXTERNAL_LINK, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s;
}

/* Whether there is a word between its tags. */
static bool
says_something(const struct tz_opc_part *part)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;

	if (tz_xml_open(part->data, part->len, &xml, NULL))
		return false;
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *text = event == TZ_XML_TEXT ? tz_xml_text(xml) : "";

		if (text[strspn(text, " \t\r\n")])
			return true;
	}
	return false;
}

/* What the presence of an XML part says. */
static enum tz_status
tell_presence(struct tz_opc *opc, const struct tz_opc_part *part,
    const struct kind *kind, struct tz_err *err)
{
	const char *fact = kind->fact;

	if (strncasecmp(part->name, "customXml/", 10) == 0 &&
	    kind->way == TEXT_NAMES && says_something(part))
		fact = "document-variable";
	if (strstr(part->name, "printerSettings"))
		fact = "printer-settings";
	return fact ? tz_opc_fact(opc, fact, part->name, kind->channel, err)
		    : TZ_OK;
}

static enum tz_status
read_xml(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	const struct kind *kind = kind_of(part);
	enum tz_status s;

	if (strcmp(part->root, "Relationships") == 0)
		return read_links(opc, part, err);
	if (strcmp(part->root, "Properties") == 0 ||
	    strcmp(part->root, "coreProperties") == 0)
		return tz_opc_properties(opc, part, err);
	if (strcmp(part->root, "Signature") == 0)
		return tz_opc_signature(opc, part, err);
	if (strcmp(part->root, "chartSpace") == 0)
		return tz_drawing_chart(opc, part, err);
	s = tell_presence(opc, part, kind, err);
	if (s)
		return s;
	switch (kind->way) {
	case HARMLESS:
		part->taken = true;
		return TZ_OK;
	case CHILD:
		return tz_opc_child(opc, part, err);
	case TEXT:
	case TEXT_NAMES:
		break;
	}
	return tz_opc_gather(opc, part, kind->channel, kind->way == TEXT_NAMES,
	    err);
}

/* XML that has no root to be known by (a document type, a fault before the
 * first element) is given as it stands. */
static enum tz_status
read_broken(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	struct tz_story story;
	enum tz_status s = tz_opc_damaged(opc, err);

	part->taken = true;
	tz_story_start(&story, TZ_CHANNEL_PROPERTY, part->name);
	tz_story_add(&story, (const char *)part->data, part->len);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s;
}

static bool
looks_like_xml(const struct tz_opc_part *part)
{
	size_t i = 0;

	if (part->len >= 3 && memcmp(part->data, "\xef\xbb\xbf", 3) == 0)
		i = 3;
	while (i < part->len && strchr(" \t\r\n", part->data[i]))
		i++;
	return i + 1 < part->len && part->data[i] == '<' &&
	    (ends_with(part->name, ".xml") || part->data[i + 1] == '?');
}

/* Parts above this number are not looked up in the lists of all others. */
#define LOOKED_UP_MAX 4000

/* A part that no list of relationships names is shown by no program. */
static enum tz_status
tell_unreferred(struct tz_opc *opc, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i, k;

	if (opc->n > LOOKED_UP_MAX)
		return TZ_OK;
	for (i = 0; s == TZ_OK && i < opc->n; i++) {
		tz_auto_relations relations = {NULL, 0};

		if (!ends_with(opc->parts[i].name, ".rels"))
			continue;
		opc->parts[i].referred = true;
		s = tz_opc_relations_in(opc, &opc->parts[i], &relations, err);
		for (k = 0; k < relations.n; k++) {
			struct tz_opc_part *part =
			    tz_opc_find(opc, relations.item[k].target);

			if (part)
				part->referred = true;
		}
	}
	for (i = 0; s == TZ_OK && !opc->damaged && i < opc->n; i++) {
		const struct tz_opc_part *part = &opc->parts[i];

		if (tz_opc_binary_blank(part) || kind_of(part)->way == HARMLESS)
			continue;
		/* What is known by its place is not lost. */
		if (strncasecmp(part->name, "docProps/", 9) == 0 ||
		    strncasecmp(part->name, "_xmlsignatures/", 15) == 0)
			continue;
		if (!part->taken && !part->referred && part->len > 0 &&
		    strcmp(part->root, "Types") != 0)
			s = tz_opc_fact(opc, "unreferenced-object", part->name,
			    TZ_CHANNEL_ATTACHMENT, err);
	}
	return s;
}

enum tz_status
tz_opc_rest(struct tz_opc *opc, struct tz_err *err)
{
	enum tz_status s = tell_unreferred(opc, err);
	size_t i;

	for (i = 0; s == TZ_OK && i < opc->n; i++) {
		struct tz_opc_part *part = &opc->parts[i];

		if (part->taken || part->len == 0)
			continue;
		if (part->root[0])
			s = read_xml(opc, part, err);
		else if (looks_like_xml(part))
			s = read_broken(opc, part, err);
		else
			s = tz_opc_binary(opc, part, err);
	}
	return s;
}
