/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/yaml.c - YAML files that people edit, with the place of every value
 */
#include "base/yaml.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "base/yaml_read.h"

#define LARGEST (4u << 20)

enum tz_status
tz_yaml_fail_at(const struct tz_yaml *yaml, enum tz_status status,
    unsigned line, unsigned column, struct tz_err *err, const char *reason)
{
	return tz_fail(err, status, "%s:%u:%u: %s", yaml->name, line, column,
	    reason);
}

enum tz_status
tz_yaml_parse(const char *text, size_t len, const char *name,
    struct tz_yaml **ret_yaml, struct tz_err *err)
{
	tz_auto(tz_yaml) yaml = calloc(1, sizeof *yaml);
	tz_auto_buf clean = TZ_BUF_INIT;
	enum tz_status s;

	if (!yaml)
		return tz_fail_nomem(err);
	tz_utf8_printable(name, strlen(name), &clean);
	yaml->name = tz_buf_take(&clean);
	if (!yaml->name)
		return tz_fail_nomem(err);
	if (len > LARGEST)
		return tz_yaml_fail_at(yaml, TZ_LIMIT, 1, 1, err,
		    _("larger than 4 MiB"));
	if (!tz_utf8_valid(text, len) || memchr(text, '\0', len))
		return tz_yaml_fail_at(yaml, TZ_FORMAT, 1, 1, err,
		    _("not well-formed UTF-8"));
	s = tz_yaml_read(yaml, text, len, err);
	if (s)
		return s;
	*ret_yaml = tz_steal(&yaml);
	return TZ_OK;
}

void
tz_yaml_free(struct tz_yaml *yaml)
{
	if (!yaml)
		return;
	json_decref(yaml->root);
	free(yaml->spots);
	free(yaml->name);
	free(yaml);
}

json_t *
tz_yaml_root(const struct tz_yaml *yaml)
{
	return yaml->root;
}

const char *
tz_yaml_name(const struct tz_yaml *yaml)
{
	return yaml->name;
}

/* true, false and null are one value each, however often they stand. */
static bool
shared(const json_t *value)
{
	return json_is_boolean(value) || json_is_null(value);
}

void
tz_yaml_where_key(const struct tz_yaml *yaml, const json_t *object,
    const char *key, unsigned *ret_line, unsigned *ret_column)
{
	size_t i;

	*ret_line = 0;
	*ret_column = 0;
	for (i = 0; i < yaml->n_spots; i++) {
		const struct tz_yaml_spot *spot = &yaml->spots[i];

		if (spot->value != object ||
		    (key ? !spot->key || strcmp(spot->key, key) != 0
			 : spot->key != NULL))
			continue;
		*ret_line = spot->line;
		*ret_column = spot->column;
		return;
	}
}

void
tz_yaml_where(const struct tz_yaml *yaml, const json_t *value,
    unsigned *ret_line, unsigned *ret_column)
{
	*ret_line = 0;
	*ret_column = 0;
	if (value && !shared(value))
		tz_yaml_where_key(yaml, value, NULL, ret_line, ret_column);
}

static enum tz_status
fail_where(const struct tz_yaml *yaml, unsigned line, unsigned column,
    struct tz_err *err, const char *format, va_list args)
{
	char text[sizeof err->text];

	vsnprintf(text, sizeof text, format, args);
	if (line == 0)
		return tz_fail(err, TZ_FORMAT, "%s: %s", yaml->name, text);
	return tz_yaml_fail_at(yaml, TZ_FORMAT, line, column, err, text);
}

enum tz_status
tz_yaml_fail(const struct tz_yaml *yaml, const json_t *value,
    struct tz_err *err, const char *format, ...)
{
	unsigned line;
	unsigned column;
	va_list args;
	enum tz_status s;

	tz_yaml_where(yaml, value, &line, &column);
	va_start(args, format);
	s = fail_where(yaml, line, column, err, format, args);
	va_end(args);
	return s;
}

enum tz_status
tz_yaml_fail_key(const struct tz_yaml *yaml, const json_t *object,
    const char *key, struct tz_err *err, const char *format, ...)
{
	unsigned line;
	unsigned column;
	va_list args;
	enum tz_status s;

	tz_yaml_where_key(yaml, object, key, &line, &column);
	va_start(args, format);
	s = fail_where(yaml, line, column, err, format, args);
	va_end(args);
	return s;
}
