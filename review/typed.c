/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/typed.c - text that people type, and names, in the form of details
 */
#include "review/typed.h"

#include <string.h>

#include "base/intl.h"
#include "base/utf8.h"

static bool
is_control(unsigned char byte)
{
	return byte < 0x20 || byte == 0x7f;
}

/* Cut ASCII white space off both ends. */
static void
trim(struct tz_buf *buf)
{
	static const char white[] = " \t\n";
	size_t lead = strspn(tz_buf_str(buf), white);

	while (buf->len > lead && strchr(white, buf->data[buf->len - 1]))
		buf->len--;
	if (lead > 0 && buf->data) {
		memmove(buf->data, buf->data + lead, buf->len - lead);
		buf->len -= lead;
	}
	if (buf->data)
		buf->data[buf->len] = '\0';
}

enum tz_status
tz_typed_text(const char *text, const char *what, struct tz_buf *ret,
    struct tz_err *err)
{
	tz_auto_buf form = TZ_BUF_INIT;
	enum tz_status s;
	size_t i;

	if (!tz_utf8_valid(text, strlen(text)))
		return tz_fail(err, TZ_USAGE, _("%s is not UTF-8 text"), what);
	s = tz_utf8_nfc(text, strlen(text), &form, err);
	if (!s)
		s = tz_buf_check(&form, err);
	if (s)
		return s;
	trim(&form);
	for (i = 0; i < form.len; i++)
		if (is_control((unsigned char)form.data[i]) &&
		    form.data[i] != '\n' && form.data[i] != '\t')
			return tz_fail(err, TZ_USAGE,
			    _("%s holds a control character"), what);
	tz_buf_append(ret, tz_buf_str(&form), form.len);
	return tz_buf_check(ret, err);
}

enum tz_status
tz_typed_set(json_t *object, const char *key, const char *text,
    const char *what, struct tz_err *err)
{
	tz_auto_buf form = TZ_BUF_INIT;
	enum tz_status s;

	if (!text)
		return TZ_OK;
	s = tz_typed_text(text, what, &form, err);
	if (s)
		return s;
	if (!tz_json_set_string(object, key, tz_buf_str(&form)))
		return tz_fail_nomem(err);
	return TZ_OK;
}

enum tz_status
tz_typed_fit(const char *text, size_t len, struct tz_buf *ret,
    struct tz_err *err)
{
	tz_auto_buf plain = TZ_BUF_INIT;
	size_t at = 0;

	while (at < len) {
		uint32_t point;
		size_t step = tz_utf8_next(text, len, at, &point);

		if (step == 0)
			break;
		tz_utf8_put(point < 0x20 || point == 0x7f ? 0xfffd : point,
		    &plain);
		at += step;
	}
	return tz_utf8_nfc(tz_buf_str(&plain), plain.len, ret, err);
}
