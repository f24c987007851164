/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/json.c - reading JSON and picking its members
 *
 * Messages give the place, never jansson's own text, which quotes content.
 */
#include "base/json.h"

#include <string.h>

#include "base/buf.h"
#include "base/intl.h"

enum tz_status
tz_json_parse(const char *text, size_t len, json_t **ret_json,
    struct tz_err *err)
{
	const char *what = _("JSON: malformed at line %d column %d");
	enum json_error_code code;
	json_error_t error;
	json_t *json = json_loadb(len ? text : "", len,
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

	if (json) {
		*ret_json = json;
		return TZ_OK;
	}
	code = json_error_code(&error);
	if (code == json_error_out_of_memory)
		return tz_fail_nomem(err);
	if (code == json_error_duplicate_key)
		what = _("JSON: a key stands twice, line %d column %d");
	else if (code == json_error_end_of_input_expected)
		what = _("JSON: something follows, line %d column %d");
	else if (code == json_error_stack_overflow)
		what = _("JSON: nested too deeply, line %d column %d");
	return tz_fail(err, TZ_FORMAT, what, error.line, error.column);
}

const char *
tz_json_string(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

int64_t
tz_json_integer(const json_t *object, const char *key, int64_t otherwise)
{
	const json_t *value = json_object_get(object, key);

	return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

enum tz_status
tz_json_keys(const json_t *object, const char *const *allowed, const char *what,
    struct tz_err *err)
{
	void *at;

	if (!json_is_object(object))
		return tz_fail(err, TZ_FORMAT, _("%s is no JSON object"), what);
	/* jansson's iteration wants a changeable object but changes none. */
	at = json_object_iter((json_t *)object);
	while (at) {
		const char *key = json_object_iter_key(at);
		size_t i = 0;

		while (allowed[i] && strcmp(allowed[i], key) != 0)
			i++;
		if (!allowed[i])
			return tz_fail(err, TZ_FORMAT,
			    _("%s has a key that is not known"), what);
		at = json_object_iter_next((json_t *)object, at);
	}
	return TZ_OK;
}

bool
tz_json_set_string(json_t *object, const char *key, const char *text)
{
	if (!text || !*text)
		return true;
	return json_object_set_new(object, key, json_string(text)) == 0;
}
