/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/xml.c - the reader of libxml2 with everything dangerous shut off
 *
 * XML_PARSE_HUGE stays off, so that libxml2 holds depth (256), the length of
 * one text (10 MB) and the growth by entities; XML_PARSE_NOENT and the DTD
 * options stay off; the loader of external entities gives nothing.  Malformed
 * text is read on as far as it goes, and ends with TZ_XML_BAD.
 */
#include "intake/xml.h"

#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "intake/intake.h"

/* libxml2 has no code of its own for an element that lies too deep. */
#define TOO_DEEP "Excessive depth"

/* The bound that a reading ran into, until it is asked for, or NULL. */
static const char *bound;

/* A value that libxml2 would not keep until the next event. */
struct kept {
	struct kept *next;
	char text[];
};

struct tz_xml {
	xmlTextReader *reader;
	struct kept *kept;
	enum tz_xml_event event;
	bool empty;   /* the element begun has no content and no end tag */
	bool walking; /* on an attribute, by tz_xml_attribute_next() */
	bool over;
	bool faulty; /* an error was met, and read over as far as possible */
};

static xmlParserInput *
load_nothing(const char *url, const char *id, xmlParserCtxt *context)
{
	(void)url;
	(void)id;
	(void)context;
	return NULL;
}

/* Note which of its bounds libxml2 ran into, if it is one. */
static void
note_bound(const char *message)
{
	const xmlError *error = xmlGetLastError();

	if (bound)
		return;
	if (strstr(message, TOO_DEEP))
		bound = TZ_REASON_LIMIT_DEPTH;
	else if (error && error->code == XML_ERR_ENTITY_LOOP)
		bound = TZ_REASON_LIMIT_ENTITIES;
}

static void
note_error(void *arg, const char *message, xmlParserSeverities severity,
    xmlTextReaderLocatorPtr locator)
{
	struct tz_xml *xml = arg;

	(void)locator;
	if (severity != XML_PARSER_SEVERITY_ERROR &&
	    severity != XML_PARSER_SEVERITY_VALIDITY_ERROR)
		return;
	xml->faulty = true;
	note_bound(message ? message : "");
}

const char *
tz_xml_bound(const char *next)
{
	const char *was = bound;

	bound = next;
	return was;
}

enum tz_status
tz_xml_open(const void *data, size_t len, struct tz_xml **ret_xml,
    struct tz_err *err)
{
	const int options = XML_PARSE_NONET | XML_PARSE_NOERROR |
	    XML_PARSE_NOWARNING | XML_PARSE_RECOVER;
	tz_auto(tz_xml) xml = NULL;

	if (len > INT_MAX)
		return tz_fail(err, TZ_LIMIT, _("an XML part is too large"));
	xml = calloc(1, sizeof *xml);
	if (!xml)
		return tz_fail_nomem(err);
	xmlSetExternalEntityLoader(load_nothing);
	xml->reader = xmlReaderForMemory(data, (int)len, NULL, NULL, options);
	if (!xml->reader)
		return tz_fail_nomem(err);
	xmlTextReaderSetErrorHandler(xml->reader, note_error, xml);
	*ret_xml = tz_steal(&xml);
	return TZ_OK;
}

static void
drop_kept(struct tz_xml *xml)
{
	while (xml->kept) {
		struct kept *kept = xml->kept;

		xml->kept = kept->next;
		free(kept);
	}
}

void
tz_xml_free(struct tz_xml *xml)
{
	if (!xml)
		return;
	drop_kept(xml);
	xmlFreeTextReader(xml->reader);
	free(xml);
}

static enum tz_xml_event
finish(struct tz_xml *xml, enum tz_xml_event event)
{
	xml->over = true;
	xml->event = event;
	return event;
}

/* What libxml2's node is to us; DONE means that it is passed over. */
static enum tz_xml_event
event_of(int type)
{
	switch (type) {
	case XML_READER_TYPE_ELEMENT:
		return TZ_XML_START;
	case XML_READER_TYPE_END_ELEMENT:
		return TZ_XML_END;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		return TZ_XML_TEXT;
	case XML_READER_TYPE_COMMENT:
	case XML_READER_TYPE_PROCESSING_INSTRUCTION:
		return TZ_XML_REMARK;
	case XML_READER_TYPE_XML_DECLARATION:
		return TZ_XML_DONE;
	default:
		return TZ_XML_BAD;
	}
}

enum tz_xml_event
tz_xml_next(struct tz_xml *xml)
{
	if (xml->over)
		return xml->event;
	drop_kept(xml);
	if (xml->walking) {
		xmlTextReaderMoveToElement(xml->reader);
		xml->walking = false;
	}
	if (xml->event == TZ_XML_START && xml->empty) {
		xml->empty = false;
		xml->event = TZ_XML_END;
		return TZ_XML_END;
	}
	for (;;) {
		int result = xmlTextReaderRead(xml->reader);
		enum tz_xml_event event;

		if (result != 1)
			return finish(xml,
			    result || xml->faulty ? TZ_XML_BAD : TZ_XML_DONE);
		event = event_of(xmlTextReaderNodeType(xml->reader));
		if (event == TZ_XML_BAD) {
			if (!bound)
				bound = TZ_REASON_LIMIT_ENTITIES;
			return finish(xml, event);
		}
		if (event == TZ_XML_DONE)
			continue;
		xml->event = event;
		xml->empty = event == TZ_XML_START &&
		    xmlTextReaderIsEmptyElement(xml->reader) == 1;
		return event;
	}
}

static const char *
string(const xmlChar *text)
{
	return text ? (const char *)text : "";
}

const char *
tz_xml_name(const struct tz_xml *xml)
{
	return string(xmlTextReaderConstLocalName(xml->reader));
}

const char *
tz_xml_space(const struct tz_xml *xml)
{
	return string(xmlTextReaderConstNamespaceUri(xml->reader));
}

const char *
tz_xml_text(const struct tz_xml *xml)
{
	return string(xmlTextReaderConstValue(xml->reader));
}

unsigned
tz_xml_depth(const struct tz_xml *xml)
{
	int depth = xmlTextReaderDepth(xml->reader);

	return depth > 0 ? (unsigned)depth : 0;
}

/* The value of the present attribute.  When it is made of several pieces,
 * libxml2 puts it into one buffer for all, so it is copied. */
static const char *
attribute_value(struct tz_xml *xml)
{
	const char *value = string(xmlTextReaderConstValue(xml->reader));
	const xmlNode *node = xmlTextReaderCurrentNode(xml->reader);
	struct kept *kept;

	if (value[0] == '\0' ||
	    (node && node->type == XML_ATTRIBUTE_NODE && node->children &&
		(const char *)node->children->content == value))
		return value;
	kept = malloc(sizeof *kept + strlen(value) + 1);
	if (!kept)
		return "";
	memcpy(kept->text, value, strlen(value) + 1);
	kept->next = xml->kept;
	xml->kept = kept;
	return kept->text;
}

const char *
tz_xml_attribute_next(struct tz_xml *xml, const char **ret_name)
{
	while (xmlTextReaderMoveToNextAttribute(xml->reader) == 1) {
		xml->walking = true;
		if (xmlTextReaderIsNamespaceDecl(xml->reader) == 1)
			continue;
		*ret_name = string(xmlTextReaderConstLocalName(xml->reader));
		return attribute_value(xml);
	}
	if (xml->walking)
		xmlTextReaderMoveToElement(xml->reader);
	xml->walking = false;
	return NULL;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t text_len = strlen(text);
	size_t end_len = strlen(end);

	return text_len >= end_len &&
	    strcmp(text + text_len - end_len, end) == 0;
}

const char *
tz_xml_attribute_in(struct tz_xml *xml, const char *space, const char *name)
{
	const char *found = NULL;
	const char *value;
	const char *here;

	if (xml->walking)
		xmlTextReaderMoveToElement(xml->reader);
	xml->walking = false;
	while (!found && (value = tz_xml_attribute_next(xml, &here)))
		if (strcmp(here, name) == 0 &&
		    ends_with(tz_xml_space(xml), space))
			found = value;
	if (xml->walking)
		xmlTextReaderMoveToElement(xml->reader);
	xml->walking = false;
	return found;
}

const char *
tz_xml_attribute(struct tz_xml *xml, const char *name)
{
	return tz_xml_attribute_in(xml, "", name);
}

bool
tz_xml_root(const void *data, size_t len, char *ret_name, size_t name_size,
    char *ret_space, size_t space_size)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;

	if (len == 0 || tz_xml_open(data, len, &xml, NULL))
		return false;
	do
		event = tz_xml_next(xml);
	while (event == TZ_XML_TEXT || event == TZ_XML_REMARK);
	if (event != TZ_XML_START || strlen(tz_xml_name(xml)) >= name_size ||
	    strlen(tz_xml_space(xml)) >= space_size)
		return false;
	snprintf(ret_name, name_size, "%s", tz_xml_name(xml));
	snprintf(ret_space, space_size, "%s", tz_xml_space(xml));
	return true;
}

bool
tz_xml_true(const char *value)
{
	static const char *const no[] = {"0", "false", "off", "f", "n"};
	size_t i;

	for (i = 0; value && i < sizeof no / sizeof no[0]; i++)
		if (strcmp(value, no[i]) == 0)
			return false;
	return true;
}
