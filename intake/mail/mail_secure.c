/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_secure.c - signed and encrypted mail (RFC 8551, RFC 3156)
 *
 * What is only signed is taken out of its wrapping and read; the names in the
 * certificates are properties.  What is encrypted is not read.
 */
#include <string.h>
#include <strings.h>

#include "intake/intake.h"
#include "intake/mail/mail.h"
#include "intake/mail/mail_header.h"
#include "intake/name.h"

/* One value of BER (X.690, 8.1). */
struct value {
	unsigned tag;
	bool built; /* of values */
	const unsigned char *data;
	size_t len;
	bool open; /* its end is marked by an empty value */
};

/* Bytes that are read from the front. */
struct bytes {
	const unsigned char *at;
	size_t len;
};

#define MAX_DEPTH 24

/* Read the head of the next value; false at the end or when it is broken. */
static bool
next_value(struct bytes *bytes, struct value *ret)
{
	size_t n, len = 0, head = 2;

	if (bytes->len < 2 || (bytes->at[0] & 0x1f) == 0x1f)
		return false;
	ret->tag = bytes->at[0] & 0xdfU;
	ret->built = bytes->at[0] & 0x20;
	ret->open = bytes->at[1] == 0x80;
	n = bytes->at[1] & 0x7fU;
	if (ret->open) {
		len = bytes->len - 2;
	} else if (bytes->at[1] < 0x80) {
		len = n;
	} else {
		if (n > 4 || bytes->len < 2 + n)
			return false;
		for (; head < 2 + n; head++)
			len = len << 8 | bytes->at[head];
	}
	/* What is cut off is given as far as it goes. */
	if (len > bytes->len - head)
		len = bytes->len - head;
	ret->data = bytes->at + head;
	ret->len = len;
	bytes->at += head + len;
	bytes->len -= head + len;
	return true;
}

/* What the walk over a signed message gathers. */
struct found {
	struct tz_buf names;   /* strings of certificates */
	struct tz_buf content; /* octets of the content */
	bool enveloped;
	bool signed_data;
};

static bool
is_oid(const struct value *value, const char *oid, size_t len)
{
	return value->tag == 6 && value->len == len &&
	    memcmp(value->data, oid, len) == 0;
}

/* The octets of a string, in one piece or in several. */
static void
gather_octets(struct bytes bytes, unsigned depth, struct tz_buf *ret)
{
	struct value value;

	while (depth < MAX_DEPTH && next_value(&bytes, &value)) {
		struct bytes inner = {value.data, value.len};

		/* The two zeros that end a value of open length. */
		if (value.tag == 0 && value.len == 0)
			return;
		if (value.built)
			gather_octets(inner, depth + 1, ret);
		else if (value.tag == 4)
			tz_buf_append(ret, value.data, value.len);
	}
}

static void
add_name(struct found *found, const struct value *value)
{
	if (value->len < 2 || found->names.len > 65536)
		return;
	tz_name_decode((const char *)value->data, value->len, &found->names);
	tz_buf_putc(&found->names, '\n');
}

static void
walk(struct bytes bytes, unsigned depth, struct found *found)
{
	struct value value;
	bool data_follows = false;

	while (depth < MAX_DEPTH && next_value(&bytes, &value)) {
		struct bytes inner = {value.data, value.len};

		if (is_oid(&value, "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02", 9))
			found->signed_data = true;
		if (is_oid(&value, "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03", 9) ||
		    is_oid(&value,
			"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17", 11))
			found->enveloped = true;
		/* [0] behind the type "data" is the content. */
		if (data_follows && value.tag == 0x80 && value.built &&
		    found->content.len == 0)
			gather_octets(inner, depth, &found->content);
		else if (value.built)
			walk(inner, depth + 1, found);
		else if (value.tag == 12 || value.tag == 19 ||
		    value.tag == 20 || value.tag == 22)
			add_name(found, &value);
		data_follows =
		    is_oid(&value, "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01", 9);
	}
}

static void
tell_encrypted(struct tz_mail *mail, const struct tz_mail_part *part,
    const char *name)
{
	tz_mail_fact(mail, "encrypted", TZ_CHANNEL_ATTACHMENT);
	if (mail->status == TZ_OK)
		mail->status = tz_emit_unread(mail->emit, mail->source,
		    part->name.len > 0 ? tz_buf_str(&part->name) : name,
		    TZ_REASON_ENCRYPTED, mail->err);
}

/* S/MIME: the whole mail, or its signature alone. */
static void
read_cms(struct tz_mail *mail, struct tz_mail_part *part, bool detached)
{
	struct found found = {TZ_BUF_INIT, TZ_BUF_INIT, false, false};
	struct bytes bytes = {(const unsigned char *)part->data, part->len};
	tz_auto_buf smime = TZ_BUF_INIT;

	(void)tz_mail_header_parameter(part->content_type, "smime-type",
	    &smime);
	walk(bytes, 0, &found);
	if (found.enveloped ||
	    strcasestr(tz_buf_str(&smime), "enveloped-data")) {
		tell_encrypted(mail, part, "smime.p7m");
	} else {
		if (found.signed_data || detached)
			tz_mail_fact(mail, "digital-signature",
			    TZ_CHANNEL_PROPERTY);
		else
			tz_mail_partly(mail, TZ_REASON_DAMAGED);
		if (mail->status == TZ_OK)
			mail->status = tz_emit_text(mail->emit, mail->source,
			    TZ_CHANNEL_PROPERTY, "signature", TZ_PLACE_PROPERTY,
			    "signature", tz_buf_str(&found.names), mail->err);
		if (found.content.len > 0)
			tz_mail_part_child(mail, "signed.eml",
			    found.content.data, found.content.len);
		else if (!detached)
			tz_mail_partly(mail, TZ_REASON_DAMAGED);
	}
	tz_buf_clear(&found.names);
	tz_buf_clear(&found.content);
}

bool
tz_mail_secure_read(struct tz_mail *mail, struct tz_mail_part *part)
{
	const char *type = part->type;
	bool known = true;

	if (strcmp(type, "application/pkcs7-mime") == 0 ||
	    strcmp(type, "application/x-pkcs7-mime") == 0)
		read_cms(mail, part, false);
	else if (strcmp(type, "application/pkcs7-signature") == 0 ||
	    strcmp(type, "application/x-pkcs7-signature") == 0)
		read_cms(mail, part, true);
	else if (part->len > 26 &&
	    strncmp(part->data, "-----BEGIN PGP MESSAGE-----", 26) == 0)
		tell_encrypted(mail, part, "encrypted.asc");
	else
		known = false;
	return known;
}
