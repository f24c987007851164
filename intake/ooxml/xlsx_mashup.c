/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_mashup.c - the queries of Power Query
 *
 * A part of custom XML holds, in base64, a version, a package with the queries
 * in the language M, permissions, and metadata (MS-QDEFF 2.2).
 */
#include <stdlib.h>
#include <string.h>

#include "intake/archive/package.h"
#include "intake/intake.h"
#include "intake/ole/bytes.h"
#include "intake/ooxml/opc_base64.h"
#include "intake/ooxml/xlsx_rest.h"
#include "intake/xml.h"

/* Send a member of the package: the queries are formulas, the rest says what
 * they are. */
static enum tz_status
send_member(struct tz_opc *opc, const struct tz_member *member,
    const char *path, struct tz_err *err)
{
	struct tz_story story;
	enum tz_status s = TZ_OK;
	size_t len = strlen(member->name);
	bool query = len > 2 && strcmp(member->name + len - 2, ".m") == 0;

	tz_story_start(&story, query ? TZ_CHANNEL_FORMULA : TZ_CHANNEL_PROPERTY,
	    path);
	tz_story_place(&story, TZ_PLACE_PROPERTY, 0, 0, member->name);
	tz_story_add(&story, (const char *)member->data, member->len);
	if (member->reason)
		s = tz_emit_reading(opc->emit, opc->source, TZ_READING_PARTLY,
		    member->reason, err);
	if (s == TZ_OK)
		s = tz_emit_unpacked(opc->emit, opc->source, member->len, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s;
}

static enum tz_status
send_package(struct tz_opc *opc, struct tz_bytes bytes, const char *path,
    struct tz_err *err)
{
	struct tz_package package;
	enum tz_status s;
	size_t i;

	memset(&package, 0, sizeof package);
	s = tz_package_read(bytes.data, bytes.len, &package, err);
	if (s == TZ_FORMAT) {
		tz_package_clear(&package);
		return tz_opc_damaged(opc, err);
	}
	for (i = 0; s == TZ_OK && i < package.n; i++)
		s = send_member(opc, &package.members[i], path, err);
	if (s == TZ_OK && package.reason)
		s = tz_opc_damaged(opc, err);
	tz_package_clear(&package);
	return s;
}

/* What stands behind the package, as far as it is text. */
static enum tz_status
send_tail(struct tz_opc *opc, struct tz_bytes bytes, const char *path,
    struct tz_err *err)
{
	tz_auto_buf words = TZ_BUF_INIT;
	size_t at = 0;

	/* XML of permissions and of metadata, each after its length. */
	while (tz_bytes_has(bytes, at, 4)) {
		const unsigned char *text = bytes.data + at;
		size_t left = bytes.len - at;
		const unsigned char *begin = memchr(text, '<', left);
		const unsigned char *end;

		if (!begin)
			break;
		left -= (size_t)(begin - text);
		end = memchr(begin, 0, left);
		if (end)
			left = (size_t)(end - begin);
		tz_buf_append(&words, begin, left);
		tz_buf_putc(&words, '\n');
		at = (size_t)(begin - bytes.data) + left + 1;
	}
	return tz_emit_text(opc->emit, opc->source, TZ_CHANNEL_PROPERTY, path,
	    TZ_PLACE_PROPERTY, "metadata", tz_buf_str(&words), err);
}

enum tz_status
tz_xlsx_mashup(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_buf data = TZ_BUF_INIT;
	enum tz_xml_event event;
	struct tz_bytes bytes;
	enum tz_status s;
	size_t len;

	part->taken = true;
	s = tz_opc_fact(opc, "data-connection", part->name, TZ_CHANNEL_FORMULA,
	    err);
	if (s == TZ_OK)
		s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE)
		if (event == TZ_XML_TEXT)
			tz_buf_puts(&text, tz_xml_text(xml));
	tz_opc_base64(tz_buf_str(&text), &data);
	if ((s = tz_buf_check(&text, err)) || (s = tz_buf_check(&data, err)))
		return s;
	bytes = tz_bytes_of(&data);
	len = tz_bytes_32(bytes, 4);
	if (event == TZ_XML_BAD || !tz_bytes_has(bytes, 8, len))
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK)
		s = send_package(opc, tz_bytes_slice(bytes, 8, len), part->name,
		    err);
	if (s == TZ_OK && tz_bytes_has(bytes, 8, len))
		s = send_tail(opc, tz_bytes_slice(bytes, 8 + len, SIZE_MAX),
		    part->name, err);
	return s;
}
