/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_header.h - values of header fields, as a person reads them
 */
#ifndef TZ_INTAKE_MAIL_MAIL_HEADER_H
#define TZ_INTAKE_MAIL_MAIL_HEADER_H

#include <stdbool.h>
#include <stddef.h>

struct tz_buf;

/** tz_mail_header_unfold(raw, ret): Append the value on one line, without the
 * blanks around it; bytes beyond ASCII as they look. */
void tz_mail_header_unfold(const char *raw, struct tz_buf *ret);

/** tz_mail_header_decode(raw, ret): The same with the encoded words of RFC
 * 2047 decoded, wherever they stand. */
void tz_mail_header_decode(const char *raw, struct tz_buf *ret);

/** tz_mail_header_parameter(raw, name, ret): Append the value of a parameter
 * ("charset") of a structured field, by RFC 2231 or as programs write it; false
 * if there is none. */
bool
tz_mail_header_parameter(const char *raw, const char *name, struct tz_buf *ret);

/** tz_mail_header_quoted(text, len, ret): Append the bytes that
 * quoted-printable text stands for (RFC 2045, 6.7). */
void tz_mail_header_quoted(const char *text, size_t len, struct tz_buf *ret);

/** tz_mail_header_base64(text, len, ret): Append the bytes that base64 stands
 * for; what is no digit of it is passed over; false if anything was. */
bool tz_mail_header_base64(const char *text, size_t len, struct tz_buf *ret);

#endif /* !TZ_INTAKE_MAIL_MAIL_HEADER_H */
