/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mapi.h - properties of Outlook's messages ([MS-OXPROPS])
 *
 * The same ones stand in MSG files and in winmail.dat.
 */
#ifndef TZ_INTAKE_MAIL_MAPI_H
#define TZ_INTAKE_MAIL_MAPI_H

#include <stddef.h>
#include <stdint.h>

struct tz_buf;

enum tz_mapi_type {
	TZ_MAPI_INT16 = 0x0002,
	TZ_MAPI_INT32 = 0x0003,
	TZ_MAPI_BOOL = 0x000b,
	TZ_MAPI_OBJECT = 0x000d,
	TZ_MAPI_STRING8 = 0x001e,
	TZ_MAPI_UNICODE = 0x001f,
	TZ_MAPI_TIME = 0x0040,
	TZ_MAPI_BINARY = 0x0102,
	TZ_MAPI_MANY = 0x1000, /* a list of them */
};

enum tz_mapi_id {
	TZ_MAPI_SENSITIVITY = 0x0036,
	TZ_MAPI_RECIPIENT_TYPE = 0x0c15,
	TZ_MAPI_DISPLAY_BCC = 0x0e02,
	TZ_MAPI_BODY = 0x1000,
	TZ_MAPI_RTF = 0x1009,
	TZ_MAPI_HTML = 0x1013,
	TZ_MAPI_ATTACH_DATA = 0x3701,
	TZ_MAPI_ATTACH_NAME = 0x3704,
	TZ_MAPI_ATTACH_LONG_NAME = 0x3707,
	TZ_MAPI_ATTACH_PATH = 0x3708,
	TZ_MAPI_ATTACH_LONG_PATH = 0x370d,
	TZ_MAPI_DISPLAY_NAME = 0x3001,
	TZ_MAPI_INTERNET_CODEPAGE = 0x3fde,
	TZ_MAPI_MESSAGE_CODEPAGE = 0x3ffd,
};

#define TZ_MAPI_BLIND_COPY 3 /* of TZ_MAPI_RECIPIENT_TYPE */

/** tz_mapi_name(id, ret): Append the name of a property: a word, or its
 * number. */
void tz_mapi_name(unsigned id, struct tz_buf *ret);

/** tz_mapi_text(type, codepage, data, len, ret): Append a string of that type
 * as UTF-8; ${codepage} is Windows' number of it, 0 when it is not known. */
void tz_mapi_text(unsigned type, unsigned codepage, const void *data,
    size_t len, struct tz_buf *ret);

/** tz_mapi_time(filetime, ret): Append a FILETIME as UTC. */
void tz_mapi_time(uint64_t filetime, struct tz_buf *ret);

#endif /* !TZ_INTAKE_MAIL_MAPI_H */
