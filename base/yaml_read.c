/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/yaml_read.c - from libfyaml's events to values with their places
 *
 * A small YAML: what could make two readers see different values (aliases,
 * tags, merge keys, a key twice) is refused.  libfyaml's messages are kept
 * quiet and replaced by our own words; only their place is used.
 */
#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "base/yaml_read.h"

#define DEEPEST 64

struct reader {
	struct tz_yaml *yaml;
	struct fy_parser *parser;
	struct fy_diag *diag;
	struct fy_event *event;
	unsigned line;
	unsigned column;
	struct tz_err *err;
};

static void
close_parser(struct fy_parser **parser)
{
	if (*parser)
		fy_parser_destroy(*parser);
}

static void
close_diag(struct fy_diag **diag)
{
	if (*diag)
		fy_diag_destroy(*diag);
}

static bool
note(struct tz_yaml *yaml, const struct tz_yaml_spot *spot)
{
	size_t n = yaml->n_spots;
	struct tz_yaml_spot *spots = yaml->spots;

	if ((n & (n - 1)) == 0) {
		spots = realloc(spots, (n ? 2 * n : 1) * sizeof *spots);
		if (!spots)
			return false;
		yaml->spots = spots;
	}
	spots[n] = *spot;
	yaml->n_spots++;
	return true;
}

static bool
decimal(const char *text, size_t len, json_int_t *ret)
{
	size_t i = text[0] == '-';
	char room[24];

	if (len - i < 1 || len - i > 18 || (text[i] == '0' && len > 1))
		return false;
	for (; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
	}
	memcpy(room, text, len);
	room[len] = '\0';
	*ret = strtoll(room, NULL, 10);
	return true;
}

static bool
is_word(const char *text, size_t len, const char *word)
{
	return len == strlen(word) && memcmp(text, word, len) == 0;
}

/* The value of a scalar. */
static json_t *
scalar(struct fy_token *token)
{
	size_t len = 0;
	const char *text = token ? fy_token_get_text(token, &len) : NULL;
	json_int_t number;

	if (text && fy_scalar_token_get_style(token) != FYSS_PLAIN)
		return json_stringn(text, len);
	if (!text || len == 0 || is_word(text, len, "null") ||
	    is_word(text, len, "~"))
		return json_null();
	if (is_word(text, len, "true"))
		return json_true();
	if (is_word(text, len, "false"))
		return json_false();
	if (decimal(text, len, &number))
		return json_integer(number);
	return json_stringn(text, len);
}

/* Our words for what libfyaml says, found by what it is about. */
static const char *
reason_of(const char *message)
{
	if (!message)
		return _("not well-formed YAML");
	if (strstr(message, "duplicate"))
		return _("a key stands twice");
	if (strstr(message, "depth"))
		return _("nested too deeply");
	if (strstr(message, "indent") || strstr(message, "tab"))
		return _("wrong indentation");
	if (strstr(message, "alias") || strstr(message, "anchor"))
		return _("aliases and anchors are not allowed");
	if (strstr(message, "tag"))
		return _("tags are not allowed");
	if (strstr(message, "quote") || strstr(message, "escape"))
		return _("a quoted string is malformed or not closed");
	return _("not well-formed YAML");
}

static enum tz_status
fail_parse(struct reader *reader)
{
	void *iterator = NULL;
	struct fy_diag_error *error =
	    fy_diag_errors_iterate(reader->diag, &iterator);
	unsigned line =
	    error && error->line > 0 ? (unsigned)error->line : reader->line;
	unsigned column =
	    error && error->column > 0 ? (unsigned)error->column : 1;
	bool deep = error && error->msg && strstr(error->msg, "depth");

	return tz_yaml_fail_at(reader->yaml, deep ? TZ_LIMIT : TZ_FORMAT, line,
	    column, reader->err, reason_of(error ? error->msg : NULL));
}

/* Take the next event; it lives until the one after it is taken. */
static enum tz_status
take(struct reader *reader)
{
	const struct fy_mark *mark;

	if (reader->event)
		fy_parser_event_free(reader->parser, reader->event);
	reader->event = fy_parser_parse(reader->parser);
	if (!reader->event)
		return fail_parse(reader);
	mark = fy_event_start_mark(reader->event);
	if (mark) {
		reader->line = (unsigned)mark->line + 1;
		reader->column = (unsigned)mark->column + 1;
	}
	return TZ_OK;
}

static enum tz_status
fail_here(struct reader *reader, enum tz_status status, const char *reason)
{
	return tz_yaml_fail_at(reader->yaml, status, reader->line,
	    reader->column, reader->err, reason);
}

static enum tz_status
read_node(struct reader *reader, unsigned depth, json_t **ret);

static enum tz_status
read_sequence(struct reader *reader, unsigned depth, json_t **ret)
{
	tz_auto_json array = json_array();
	enum tz_status s;

	if (!array)
		return tz_fail_nomem(reader->err);
	while ((s = take(reader)) == TZ_OK &&
	    reader->event->type != FYET_SEQUENCE_END) {
		tz_auto_json value = NULL;

		s = read_node(reader, depth + 1, &value);
		if (s)
			return s;
		if (json_array_append(array, value) != 0)
			return tz_fail_nomem(reader->err);
	}
	*ret = tz_steal(&array);
	return s;
}

/* The key of a pair, a malloc()ed string. */
static enum tz_status
read_key(struct reader *reader, const json_t *object, char **ret)
{
	const struct fy_event *event = reader->event;
	size_t len = 0;
	const char *text = NULL;

	if (event->type == FYET_SCALAR && event->scalar.value)
		text = fy_token_get_text(event->scalar.value, &len);
	if (!text || len == 0 || memchr(text, '\0', len))
		return fail_here(reader, TZ_FORMAT, _("a key must be a word"));
	if (event->scalar.anchor)
		return fail_here(reader, TZ_FORMAT,
		    _("anchors are not allowed"));
	if (event->scalar.tag)
		return fail_here(reader, TZ_FORMAT, _("tags are not allowed"));
	if (is_word(text, len, "<<"))
		return fail_here(reader, TZ_FORMAT,
		    _("merge keys are not allowed"));
	if (json_object_getn(object, text, len))
		return fail_here(reader, TZ_FORMAT, _("a key stands twice"));
	*ret = strndup(text, len);
	return *ret ? TZ_OK : tz_fail_nomem(reader->err);
}

static enum tz_status
read_pair(struct reader *reader, unsigned depth, json_t *object)
{
	struct tz_yaml_spot at = {object, NULL, reader->line, reader->column};
	tz_auto_str name = NULL;
	tz_auto_json value = NULL;
	enum tz_status s = read_key(reader, object, &name);

	if (!s)
		s = take(reader);
	if (!s)
		s = read_node(reader, depth + 1, &value);
	if (s)
		return s;
	if (json_object_set(object, name, value) != 0)
		return fail_here(reader, TZ_FORMAT, _("a key must be a word"));
	at.key = json_object_iter_key(json_object_iter_at(object, name));
	return note(reader->yaml, &at) ? TZ_OK : tz_fail_nomem(reader->err);
}

static enum tz_status
read_mapping(struct reader *reader, unsigned depth, json_t **ret)
{
	tz_auto_json object = json_object();
	enum tz_status s;

	if (!object)
		return tz_fail_nomem(reader->err);
	while ((s = take(reader)) == TZ_OK &&
	    reader->event->type != FYET_MAPPING_END) {
		s = read_pair(reader, depth, object);
		if (s)
			return s;
	}
	*ret = tz_steal(&object);
	return s;
}

static enum tz_status
check_plain(struct reader *reader, const struct fy_token *anchor,
    const struct fy_token *tag)
{
	if (anchor)
		return fail_here(reader, TZ_FORMAT,
		    _("anchors are not allowed"));
	if (tag)
		return fail_here(reader, TZ_FORMAT, _("tags are not allowed"));
	return TZ_OK;
}

/* Read the node that begins with the event taken last. */
static enum tz_status
read_node(struct reader *reader, unsigned depth, json_t **ret)
{
	const struct fy_event *event = reader->event;
	struct tz_yaml_spot at = {NULL, NULL, reader->line, reader->column};
	enum tz_status s = TZ_OK;

	if (depth > DEEPEST)
		return fail_here(reader, TZ_LIMIT, _("nested too deeply"));
	if (event->type == FYET_MAPPING_START) {
		s = check_plain(reader, event->mapping_start.anchor,
		    event->mapping_start.tag);
		if (!s)
			s = read_mapping(reader, depth, ret);
	} else if (event->type == FYET_SEQUENCE_START) {
		s = check_plain(reader, event->sequence_start.anchor,
		    event->sequence_start.tag);
		if (!s)
			s = read_sequence(reader, depth, ret);
	} else if (event->type == FYET_SCALAR) {
		s = check_plain(reader, event->scalar.anchor,
		    event->scalar.tag);
		if (!s)
			*ret = scalar(event->scalar.value);
		if (!s && !*ret)
			s = tz_fail_nomem(reader->err);
	} else {
		s = fail_here(reader, TZ_FORMAT, _("aliases are not allowed"));
	}
	if (s)
		return s;
	at.value = *ret;
	return note(reader->yaml, &at) ? TZ_OK : tz_fail_nomem(reader->err);
}

/* One document and nothing after it. */
static enum tz_status
read_stream(struct reader *reader)
{
	enum tz_status s = take(reader);

	if (!s)
		s = take(reader);
	if (!s && reader->event->type == FYET_STREAM_END)
		return fail_here(reader, TZ_FORMAT, _("the file is empty"));
	if (!s)
		s = take(reader);
	if (!s)
		s = read_node(reader, 0, &reader->yaml->root);
	if (!s)
		s = take(reader);
	if (!s)
		s = take(reader);
	if (!s && reader->event->type != FYET_STREAM_END)
		return fail_here(reader, TZ_FORMAT,
		    _("a second document in the file"));
	return s;
}

enum tz_status
tz_yaml_read(struct tz_yaml *yaml, const char *text, size_t len,
    struct tz_err *err)
{
	struct fy_diag_cfg diag_cfg;
	struct fy_parse_cfg cfg = {NULL,
	    FYPCF_QUIET | FYPCF_DEFAULT_VERSION_1_2 | FYPCF_JSON_NONE, NULL,
	    NULL};
	TZ_AUTO(close_diag) struct fy_diag *diag = NULL;
	TZ_AUTO(close_parser) struct fy_parser *parser = NULL;
	struct reader reader = {yaml, NULL, NULL, NULL, 1, 1, err};
	enum tz_status s;

	fy_diag_cfg_default(&diag_cfg);
	diag_cfg.fp = NULL;
	diag = fy_diag_create(&diag_cfg);
	if (!diag)
		return tz_fail_nomem(err);
	fy_diag_set_collect_errors(diag, true);
	cfg.diag = diag;
	parser = fy_parser_create(&cfg);
	if (!parser || fy_parser_set_string(parser, text, len) != 0)
		return tz_fail_nomem(err);
	reader.parser = parser;
	reader.diag = diag;
	s = read_stream(&reader);
	if (reader.event)
		fy_parser_event_free(parser, reader.event);
	return s;
}
