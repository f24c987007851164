/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_open.c - what the manifest of an OpenDocument package calls
 * encrypted is opened with the passwords that were given, or noted as unread
 */
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "intake/archive/package.h"
#include "intake/intake.h"
#include "intake/odf/odf_lock.h"
#include "intake/odf/odf_rest.h"

#define PIECE 16384

/* A manifest being read. */
struct opening {
	struct tz_opc *opc;
	struct tz_buf name;
	struct tz_odf_lock lock;
	size_t fitted; /* number of the password that was right the last time */
	bool locked;   /* something is */
};

/* Append what the raw deflate stream holds. */
static enum tz_status
inflate_all(struct tz_opc *opc, struct tz_bytes bytes, struct tz_buf *ret,
    bool *ret_good, struct tz_err *err)
{
	unsigned char piece[PIECE];
	enum tz_status s = TZ_OK;
	int state = Z_OK;
	z_stream zip;

	memset(&zip, 0, sizeof zip);
	if (inflateInit2(&zip, -MAX_WBITS) != Z_OK)
		return tz_fail_nomem(err);
	zip.next_in = (unsigned char *)bytes.data;
	zip.avail_in = (uInt)bytes.len;
	while (s == TZ_OK && state == Z_OK) {
		size_t len;

		zip.next_out = piece;
		zip.avail_out = sizeof piece;
		state = inflate(&zip, Z_NO_FLUSH);
		len = sizeof piece - zip.avail_out;
		if (len == 0 && state == Z_OK)
			state = Z_DATA_ERROR;
		s = tz_emit_unpacked(opc->emit, opc->source, len, err);
		tz_buf_append(ret, piece, len);
	}
	inflateEnd(&zip);
	*ret_good = state == Z_STREAM_END;
	return s ? s : tz_buf_check(ret, err);
}

/* Find the password; what it opens is in ${ret}, still deflated. */
static bool
unlock(struct opening *opening, struct tz_bytes data, struct tz_buf *ret)
{
	struct tz_emit *emit = opening->opc->emit;
	const char *password = tz_emit_password(emit, opening->fitted);
	size_t i;

	if (password && tz_odf_lock_open(&opening->lock, password, data, ret))
		return true;
	for (i = 0; (password = tz_emit_password(emit, i)); i++) {
		if (i == opening->fitted ||
		    !tz_odf_lock_open(&opening->lock, password, data, ret))
			continue;
		opening->fitted = i;
		return true;
	}
	return false;
}

/* Put the bytes in the place of the member's. */
static void
replace(struct tz_opc *opc, struct tz_opc_part *part, struct tz_buf *bytes)
{
	struct tz_package *package = opc->package;
	struct tz_member *member = &package->members[part - opc->parts];

	free(member->data);
	member->len = bytes->len;
	tz_buf_putc(bytes, '\0');
	member->data = (unsigned char *)tz_buf_take(bytes);
	if (!member->data)
		member->len = 0;
	part->data = member->data;
	part->len = member->len;
	if (!tz_xml_root(part->data, part->len, part->root, sizeof part->root,
		part->space, sizeof part->space))
		part->root[0] = '\0';
}

static enum tz_status
open_member(struct opening *opening, struct tz_err *err)
{
	struct tz_opc *opc = opening->opc;
	struct tz_opc_part *part = tz_opc_find(opc, tz_buf_str(&opening->name));
	tz_auto_buf packed = TZ_BUF_INIT;
	tz_auto_buf bytes = TZ_BUF_INIT;
	struct tz_bytes data = {NULL, 0};
	enum tz_status s = TZ_OK;
	bool good = true;

	opening->locked = true;
	if (part) {
		data.data = part->data;
		data.len = part->len;
	}
	if (data.len == 0 || !unlock(opening, data, &packed)) {
		if (part) {
			part->taken = true;
			part->root[0] = '\0';
		}
		return tz_emit_reading(opc->emit, opc->source,
		    TZ_READING_UNREAD, TZ_REASON_ENCRYPTED, err);
	}
	s = inflate_all(opc, tz_bytes_of(&packed), &bytes, &good, err);
	if (s)
		return s;
	replace(opc, part, &bytes);
	if (!part->data)
		return tz_fail_nomem(err);
	return good ? TZ_OK : tz_opc_damaged(opc, err);
}

/* Go through the manifest: a member's lock is known at the end of its entry. */
static enum tz_status
walk(struct opening *opening, struct tz_xml *xml, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	enum tz_xml_event event;
	bool locked = false;

	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *path;

		if (event == TZ_XML_END && locked &&
		    strcmp(tz_xml_name(xml), "file-entry") == 0) {
			locked = false;
			s = open_member(opening, err);
		}
		if (event != TZ_XML_START)
			continue;
		if (strcmp(tz_xml_name(xml), "file-entry") == 0) {
			path = tz_xml_attribute(xml, "full-path");
			tz_buf_reset(&opening->name);
			tz_buf_puts(&opening->name, path ? path : "");
			tz_odf_lock_clear(&opening->lock);
		} else {
			locked |=
			    strcmp(tz_xml_name(xml), "encryption-data") == 0;
			tz_odf_lock_take(&opening->lock, xml);
		}
	}
	/* Cut off within the entry. */
	return s == TZ_OK && locked ? open_member(opening, err) : s;
}

enum tz_status
tz_odf_encrypted(struct tz_opc *opc, struct tz_err *err)
{
	struct tz_opc_part *part = tz_opc_find(opc, "META-INF/manifest.xml");
	tz_auto(tz_xml) xml = NULL;
	struct opening opening;
	enum tz_status s;

	if (!part || part->len == 0)
		return TZ_OK;
	memset(&opening, 0, sizeof opening);
	opening.opc = opc;
	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s == TZ_OK)
		s = walk(&opening, xml, err);
	if (s == TZ_OK && opening.locked)
		s = tz_opc_fact(opc, "encrypted", part->name, TZ_CHANNEL_BODY,
		    err);
	tz_buf_clear(&opening.name);
	tz_odf_lock_clear(&opening.lock);
	return s;
}
