/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/json_canonical.c - the one byte form of a JSON value
 *
 * RFC 8785 narrowed until other programs agree on it too: ASCII keys, so that
 * sorting by UTF-16 units is sorting by bytes; integers only; strings in NFC
 * and without controls.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "base/json.h"
#include "base/utf8.h"

#define LARGEST ((INT64_C(1) << 53) - 1) /* what a double holds exactly */
#define DEEPEST 256

struct writer {
	struct tz_buf *out;
	struct tz_buf normal; /* room for comparing with the NFC form */
	enum tz_json_strings strings;
	struct tz_err *err;
};

void
tz_json_quote(const char *text, size_t len, struct tz_buf *ret)
{
	static const char short_forms[] = "btn-fr"; /* from U+0008 on */
	size_t start = 0;
	size_t at;

	tz_buf_putc(ret, '"');
	for (at = 0; at < len; at++) {
		unsigned char c = (unsigned char)text[at];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		tz_buf_append(ret, text + start, at - start);
		start = at + 1;
		if (c == '"' || c == '\\')
			tz_buf_printf(ret, "\\%c", c);
		else if (c >= 8 && c <= 13 && c != 11)
			tz_buf_printf(ret, "\\%c", short_forms[c - 8]);
		else
			tz_buf_printf(ret, "\\u%04x", c);
	}
	tz_buf_append(ret, text + start, len - start);
	tz_buf_putc(ret, '"');
}

static bool
ascii(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if ((unsigned char)text[i] >= 0x80)
			return false;
	}
	return true;
}

static enum tz_status
write_string(struct writer *writer, const char *text, size_t len)
{
	enum tz_status s;
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		bool layout = c == '\t' || c == '\n';

		if (c == 0x7f ||
		    (c < 0x20 &&
			!(layout && writer->strings == TZ_JSON_DETAIL)))
			return tz_fail(writer->err, TZ_FORMAT, "%s",
			    _("a control character in a string"));
	}
	if (!ascii(text, len)) {
		tz_buf_reset(&writer->normal);
		s = tz_utf8_nfc(text, len, &writer->normal, writer->err);
		if (s)
			return s;
		if (writer->normal.len != len ||
		    memcmp(writer->normal.data, text, len) != 0)
			return tz_fail(writer->err, TZ_FORMAT, "%s",
			    _("a string that is not in Unicode form NFC"));
	}
	tz_json_quote(text, len, writer->out);
	return TZ_OK;
}

static bool
good_key(const char *key)
{
	return *key &&
	    key[strspn(key,
		"abcdefghijklmnopqrstuvwxyz_"
		"0123456789")] == '\0';
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum tz_status
write_value(struct writer *writer, const json_t *json, unsigned depth);

static enum tz_status
write_members(struct writer *writer, const json_t *json, const char **keys,
    unsigned depth)
{
	size_t n = 0;
	size_t i;
	void *at = json_object_iter((json_t *)json);

	for (; at; at = json_object_iter_next((json_t *)json, at)) {
		const char *key = json_object_iter_key(at);

		/* A NUL in a key ends the C string before its length. */
		if (strlen(key) != json_object_iter_key_len(at) ||
		    !good_key(key))
			return tz_fail(writer->err, TZ_FORMAT, "%s",
			    _("a key of other characters than a-z, 0-9 and _"));
		keys[n++] = key;
	}
	qsort(keys, n, sizeof *keys, compare);
	for (i = 0; i < n; i++) {
		enum tz_status s;

		tz_buf_printf(writer->out, "%s\"%s\":", i ? "," : "", keys[i]);
		s = write_value(writer, json_object_get(json, keys[i]), depth);
		if (s)
			return s;
	}
	return TZ_OK;
}

static enum tz_status
write_object(struct writer *writer, const json_t *json, unsigned depth)
{
	size_t n = json_object_size(json);
	const char **keys = calloc(n + 1, sizeof *keys);
	enum tz_status s;

	if (!keys)
		return tz_fail_nomem(writer->err);
	tz_buf_putc(writer->out, '{');
	s = write_members(writer, json, keys, depth);
	tz_buf_putc(writer->out, '}');
	free(keys);
	return s;
}

static enum tz_status
write_array(struct writer *writer, const json_t *json, unsigned depth)
{
	size_t i;

	tz_buf_putc(writer->out, '[');
	for (i = 0; i < json_array_size(json); i++) {
		enum tz_status s;

		if (i)
			tz_buf_putc(writer->out, ',');
		s = write_value(writer, json_array_get(json, i), depth);
		if (s)
			return s;
	}
	tz_buf_putc(writer->out, ']');
	return TZ_OK;
}

static enum tz_status
write_integer(struct writer *writer, int64_t value)
{
	if (value > LARGEST || value < -LARGEST)
		return tz_fail(writer->err, TZ_FORMAT, "%s",
		    _("a number beyond 2^53-1"));
	tz_buf_printf(writer->out, "%lld", (long long)value);
	return TZ_OK;
}

static enum tz_status
write_value(struct writer *writer, const json_t *json, unsigned depth)
{
	if (depth >= DEEPEST)
		return tz_fail(writer->err, TZ_FORMAT, "%s",
		    _("JSON: nested too deeply"));
	switch (json ? json_typeof(json) : JSON_NULL) {
	case JSON_OBJECT:
		return write_object(writer, json, depth + 1);
	case JSON_ARRAY:
		return write_array(writer, json, depth + 1);
	case JSON_STRING:
		return write_string(writer, json_string_value(json),
		    json_string_length(json));
	case JSON_INTEGER:
		return write_integer(writer, json_integer_value(json));
	case JSON_REAL:
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL:
		break;
	}
	return tz_fail(writer->err, TZ_FORMAT, "%s",
	    _("a value that is no string, integer, array or object"));
}

enum tz_status
tz_json_canonical(const json_t *json, enum tz_json_strings strings,
    struct tz_buf *ret, struct tz_err *err)
{
	struct writer writer = {ret, TZ_BUF_INIT, strings, err};
	enum tz_status s = write_value(&writer, json, 0);

	tz_buf_clear(&writer.normal);
	return s ? s : tz_buf_check(ret, err);
}

enum tz_status
tz_json_parse_canonical(const char *text, size_t len,
    enum tz_json_strings strings, json_t **ret_json, struct tz_err *err)
{
	tz_auto_json json = NULL;
	tz_auto_buf again = TZ_BUF_INIT;
	enum tz_status s = tz_json_parse(text, len, &json, err);

	if (s)
		return s;
	s = tz_json_canonical(json, strings, &again, err);
	if (s)
		return s;
	if (again.len != len || memcmp(again.data, text, len) != 0)
		return tz_fail(err, TZ_FORMAT, "%s",
		    _("JSON that is not in canonical form"));
	*ret_json = tz_steal(&json);
	return TZ_OK;
}
