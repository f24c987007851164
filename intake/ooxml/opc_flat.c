/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_flat.c - parts of a package out of one XML file
 *
 * An XML part is written out again, each name with its namespace, so that it
 * can be read as if it had stood alone; a binary one is base64.
 */
#include "intake/ooxml/opc_flat.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "intake/intake.h"
#include "intake/ooxml/opc_base64.h"
#include "intake/xml.h"

/* All parts together are not larger than so many times the file: namespaces
 * are written once in it and at each name here. */
#define GROWTH_MAX 40

struct flat {
	struct tz_xml *xml;
	struct tz_package *package;
	struct tz_buf part; /* the one being written */
	unsigned content;   /* depth of xmlData or binaryData, 0: outside */
	bool binary;
};

static void
put_escaped(struct tz_buf *out, const char *text)
{
	for (; *text; text++) {
		size_t plain = strcspn(text, "&<>\"");

		tz_buf_append(out, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		if (*text == '&')
			tz_buf_puts(out, "&amp;");
		else if (*text == '<')
			tz_buf_puts(out, "&lt;");
		else if (*text == '>')
			tz_buf_puts(out, "&gt;");
		else
			tz_buf_puts(out, "&quot;");
	}
}

static void
put_start(struct flat *flat)
{
	struct tz_buf *out = &flat->part;
	const char *name, *value;
	unsigned n = 0;

	tz_buf_printf(out, "<e:%s xmlns:e=\"", tz_xml_name(flat->xml));
	put_escaped(out, tz_xml_space(flat->xml));
	tz_buf_puts(out, "\"");
	while ((value = tz_xml_attribute_next(flat->xml, &name))) {
		const char *space = tz_xml_space(flat->xml);

		if (strstr(space, "XML/1998/namespace")) {
			tz_buf_printf(out, " xml:%s=\"", name);
		} else if (*space) {
			tz_buf_printf(out, " xmlns:a%u=\"", n);
			put_escaped(out, space);
			tz_buf_printf(out, "\" a%u:%s=\"", n++, name);
		} else {
			tz_buf_printf(out, " %s=\"", name);
		}
		put_escaped(out, value);
		tz_buf_puts(out, "\"");
	}
	tz_buf_puts(out, ">");
}

static enum tz_status
begin_part(struct flat *flat, struct tz_err *err)
{
	const char *name = tz_xml_attribute(flat->xml, "name");
	struct tz_package *package = flat->package;
	struct tz_member *members =
	    realloc(package->members, (package->n + 1) * sizeof *members);

	if (!members)
		return tz_fail_nomem(err);
	package->members = members;
	members += package->n++;
	memset(members, 0, sizeof *members);
	members->name = strdup(name ? name : "");
	return members->name ? TZ_OK : tz_fail_nomem(err);
}

/* The part is over: its bytes become those of the last member. */
static enum tz_status
end_part(struct flat *flat, struct tz_err *err)
{
	struct tz_member *member;
	tz_auto_buf bytes = TZ_BUF_INIT;

	flat->content = 0;
	if (flat->package->n == 0)
		return TZ_OK;
	member = &flat->package->members[flat->package->n - 1];
	if (flat->binary) {
		tz_opc_base64(tz_buf_str(&flat->part), &bytes);
		tz_buf_clear(&flat->part);
	} else {
		bytes = flat->part;
		memset(&flat->part, 0, sizeof flat->part);
	}
	if (bytes.failed)
		return tz_fail_nomem(err);
	free(member->data);
	member->len = bytes.len;
	member->data = (unsigned char *)tz_buf_take(&bytes);
	return TZ_OK;
}

static enum tz_status
take(struct flat *flat, enum tz_xml_event event, struct tz_err *err)
{
	const char *name = tz_xml_name(flat->xml);
	unsigned depth = tz_xml_depth(flat->xml) + 1;

	if (flat->content && event == TZ_XML_END && depth == flat->content)
		return end_part(flat, err);
	if (flat->content) {
		if (event == TZ_XML_START && !flat->binary)
			put_start(flat);
		else if (event == TZ_XML_END && !flat->binary)
			tz_buf_printf(&flat->part, "</e:%s>", name);
		else if (event == TZ_XML_TEXT && flat->binary)
			tz_buf_puts(&flat->part, tz_xml_text(flat->xml));
		else if (event == TZ_XML_TEXT)
			put_escaped(&flat->part, tz_xml_text(flat->xml));
		return TZ_OK;
	}
	if (event != TZ_XML_START)
		return TZ_OK;
	if (strcmp(name, "part") == 0 && depth == 2)
		return begin_part(flat, err);
	flat->binary = strcmp(name, "binaryData") == 0;
	if (depth == 3 && (flat->binary || strcmp(name, "xmlData") == 0))
		flat->content = depth;
	return TZ_OK;
}

enum tz_status
tz_opc_flat(const struct tz_source *source, struct tz_package *ret,
    struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct flat flat;
	enum tz_xml_event event = TZ_XML_DONE;
	size_t most = source->len * GROWTH_MAX, total = 0;
	enum tz_status s;

	memset(&flat, 0, sizeof flat);
	s = tz_xml_open(source->data, source->len, &xml, err);
	if (s)
		return s;
	flat.xml = xml;
	flat.package = ret;
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		size_t before = flat.part.len;

		s = take(&flat, event, err);
		total += flat.part.len > before ? flat.part.len - before : 0;
		if (total > most) {
			ret->reason = TZ_REASON_LIMIT_RATIO;
			break;
		}
	}
	if (s == TZ_OK && flat.content)
		s = end_part(&flat, err);
	tz_buf_clear(&flat.part);
	if (event == TZ_XML_BAD)
		ret->reason = TZ_REASON_DAMAGED;
	if (s == TZ_OK && ret->n == 0)
		return tz_fail(err, TZ_FORMAT, _("the package holds no part"));
	return s;
}
