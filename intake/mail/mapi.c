/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mapi.c - properties of Outlook's messages ([MS-OXPROPS])
 */
#include "intake/mail/mapi.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/encoding.h"
#include "intake/mail/mail_charset.h"

static const struct {
	unsigned id;
	const char *name;
} names[] = {
    {0x001a, "message-class"},
    {0x0037, "subject"},
    {0x0039, "client-submit-time"},
    {0x003d, "subject-prefix"},
    {0x0042, "sent-representing-name"},
    {0x004d, "original-author"},
    {0x0049, "original-subject"},
    {0x0065, "sent-representing-address"},
    {0x0070, "conversation-topic"},
    {0x007d, "transport-headers"},
    {0x0c1a, "sender-name"},
    {0x0c1f, "sender-address"},
    {0x0e02, "display-bcc"},
    {0x0e03, "display-cc"},
    {0x0e04, "display-to"},
    {0x0e06, "delivery-time"},
    {0x0e1d, "normalized-subject"},
    {0x1000, "body"},
    {0x1035, "message-id"},
    {0x1042, "in-reply-to"},
    {0x3001, "display-name"},
    {0x3003, "address"},
    {0x3007, "creation-time"},
    {0x3008, "modification-time"},
    {0x3704, "attach-name"},
    {0x3707, "attach-long-name"},
    {0x3708, "attach-path"},
    {0x370d, "attach-long-path"},
    {0x370e, "attach-type"},
    {0x3712, "attach-content-id"},
    {0x39fe, "smtp-address"},
    {0x3ffa, "last-modifier"},
    {0x5d01, "sender-smtp-address"},
};

void
tz_mapi_name(unsigned id, struct tz_buf *ret)
{
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (names[i].id == id) {
			tz_buf_puts(ret, names[i].name);
			return;
		}
	}
	tz_buf_printf(ret, "0x%04X", id);
}

void
tz_mapi_text(unsigned type, unsigned codepage, const void *data, size_t len,
    struct tz_buf *ret)
{
	const char *bytes = data;
	const char *name = NULL;
	char label[24];

	if ((type & 0xfff) == TZ_MAPI_UNICODE) {
		while (len >= 2 && bytes[len - 1] == 0 && bytes[len - 2] == 0)
			len -= 2;
		if (tz_encoding_convert(bytes, len, "UTF-16LE", ret, NULL,
			NULL) != TZ_OK)
			ret->failed = true;
		return;
	}
	while (len > 0 && bytes[len - 1] == 0)
		len--;
	snprintf(label, sizeof label, "windows-%u", codepage);
	if (codepage == 936 || codepage == 20936 || codepage == 54936)
		name = "GB18030";
	else if (codepage == 932)
		name = "Shift_JIS";
	else if (codepage == 949)
		name = "EUC-KR";
	else if (codepage == 950)
		name = "Big5";
	else if (codepage == 65001 || codepage == 20127)
		name = "UTF-8";
	else if (codepage > 0)
		name = label;
	(void)tz_mail_charset_convert(name, bytes, len, ret);
}

/* From 1601 to 1970, in units of 100 ns. */
#define EPOCH 116444736000000000U

void
tz_mapi_time(uint64_t filetime, struct tz_buf *ret)
{
	time_t seconds;
	struct tm when;

	if (filetime < EPOCH || filetime > EPOCH * 3)
		return;
	seconds = (time_t)((filetime - EPOCH) / 10000000U);
	if (!gmtime_r(&seconds, &when))
		return;
	tz_buf_printf(ret, "%04d-%02d-%02dT%02d:%02d:%02dZ",
	    when.tm_year + 1900, when.tm_mon + 1, when.tm_mday, when.tm_hour,
	    when.tm_min, when.tm_sec);
}
