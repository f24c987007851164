/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/read.c - values out of a YAML file, each wrong one with its place
 */
#include "policies/read.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "base/intl.h"
#include "policies/rule.h"

/* ${value}, or ${node} if the file cannot tell its place: true, false and null
 * are the same value everywhere. */
static const json_t *
placed(const struct tz_yaml *yaml, const json_t *value, const json_t *node)
{
	unsigned line;
	unsigned column;

	tz_yaml_where(yaml, value, &line, &column);
	return line ? value : node;
}

enum tz_status
tz_read_keys(const struct tz_yaml *yaml, const json_t *node,
    const char *const *allowed, struct tz_err *err)
{
	const char *key;
	json_t *value;
	size_t i;

	if (!json_is_object(node))
		return tz_yaml_fail(yaml, node, err, _("a map is wanted here"));
	json_object_foreach((json_t *)node, key, value)
	{
		for (i = 0; allowed[i]; i++)
			if (strcmp(allowed[i], key) == 0)
				break;
		if (!allowed[i])
			return tz_yaml_fail(yaml, placed(yaml, value, node),
			    err, _("unknown key '%s'"), key);
	}
	return TZ_OK;
}

enum tz_status
tz_read_schema(const struct tz_yaml *yaml, const char *schema,
    struct tz_err *err)
{
	const json_t *root = tz_yaml_root(yaml);
	const char *found = tz_json_string(root, "schema");

	if (!json_is_object(root))
		return tz_yaml_fail(yaml, root, err, _("a map is wanted here"));
	if (!found || strcmp(found, schema) != 0)
		return tz_yaml_fail(yaml, root, err,
		    _("unknown schema; '%s' is wanted here"), schema);
	return TZ_OK;
}

enum tz_status
tz_read_string(const struct tz_yaml *yaml, const json_t *node, const char *key,
    bool required, const char **ret, struct tz_err *err)
{
	const json_t *value = json_object_get(node, key);

	*ret = NULL;
	if (!value) {
		if (required)
			return tz_yaml_fail(yaml, node, err,
			    _("the key '%s' is missing"), key);
		return TZ_OK;
	}
	if (!json_is_string(value) || json_string_length(value) == 0)
		return tz_yaml_fail(yaml, value, err,
		    _("'%s' must be a string; put it in quotes"), key);
	*ret = json_string_value(value);
	if (strlen(*ret) != json_string_length(value))
		return tz_yaml_fail(yaml, value, err, _("'%s' holds a NUL"),
		    key);
	return TZ_OK;
}

enum tz_status
tz_read_size(const struct tz_yaml *yaml, const json_t *node, const char *key,
    size_t *ret, struct tz_err *err)
{
	const json_t *value = json_object_get(node, key);

	if (!value)
		return TZ_OK;
	if (!json_is_integer(value) || json_integer_value(value) < 1 ||
	    json_integer_value(value) > 1000000)
		return tz_yaml_fail(yaml, value, err,
		    _("'%s' must be a number from 1 to 1000000"), key);
	*ret = (size_t)json_integer_value(value);
	return TZ_OK;
}

enum tz_status
tz_read_bool(const struct tz_yaml *yaml, const json_t *node, const char *key,
    bool *ret, struct tz_err *err)
{
	const json_t *value = json_object_get(node, key);

	if (!value)
		return TZ_OK;
	if (!json_is_boolean(value))
		return tz_yaml_fail(yaml, value, err,
		    _("'%s' must be true or false"), key);
	*ret = json_is_true(value);
	return TZ_OK;
}

enum tz_status
tz_read_date(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const char **ret, struct tz_err *err)
{
	enum tz_status s = tz_read_string(yaml, node, key, false, ret, err);
	struct tz_date date;

	if (s != TZ_OK || !*ret)
		return s;
	if (!tz_date_parse(*ret, &date))
		return tz_yaml_fail(yaml, json_object_get(node, key), err,
		    _("'%s' must be a date such as 2028-12-31"), key);
	return TZ_OK;
}

enum tz_status
tz_read_word(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const char *const *words, int *ret, struct tz_err *err)
{
	const char *text;
	int i;
	enum tz_status s = tz_read_string(yaml, node, key, false, &text, err);

	if (s != TZ_OK || !text)
		return s;
	for (i = 0; words[i]; i++)
		if (strcmp(words[i], text) == 0) {
			*ret = i;
			return TZ_OK;
		}
	return tz_yaml_fail(yaml, json_object_get(node, key), err,
	    _("unknown '%s' '%s'"), key, text);
}

enum tz_status
tz_read_severity(const struct tz_yaml *yaml, const json_t *node,
    const char *key, bool with_none, enum tz_severity *ret, struct tz_err *err)
{
	const char *text;
	enum tz_status s = tz_read_string(yaml, node, key, false, &text, err);
	enum tz_severity found;

	if (s != TZ_OK || !text)
		return s;
	if (with_none && strcmp(text, "none") == 0) {
		*ret = TZ_SEVERITY_NONE;
		return TZ_OK;
	}
	found = tz_severity_from(text);
	if (found == TZ_SEVERITY_COUNT)
		return tz_yaml_fail(yaml, json_object_get(node, key), err,
		    _("unknown '%s' '%s'"), key, text);
	*ret = found;
	return TZ_OK;
}

enum tz_status
tz_read_title(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const char **ret_zh, const char **ret_en, struct tz_err *err)
{
	static const char *const keys[] = {"zh", "en", NULL};
	const json_t *title = json_object_get(node, key);
	enum tz_status s;

	if (!title)
		return tz_yaml_fail(yaml, node, err,
		    _("the key '%s' is missing"), key);
	s = tz_read_keys(yaml, title, keys, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, title, "zh", false, ret_zh, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, title, "en", false, ret_en, err);
	if (s != TZ_OK)
		return s;
	if (!*ret_zh && !*ret_en)
		return tz_yaml_fail(yaml, title, err, _("'%s' needs zh or en"),
		    key);
	if (!*ret_zh)
		*ret_zh = *ret_en;
	if (!*ret_en)
		*ret_en = *ret_zh;
	return TZ_OK;
}

enum tz_status
tz_read_list(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const json_t **ret, struct tz_err *err)
{
	const json_t *value = json_object_get(node, key);

	*ret = NULL;
	if (!value)
		return TZ_OK;
	if (!json_is_array(value) || json_array_size(value) == 0)
		return tz_yaml_fail(yaml, value, err,
		    _("'%s' must be a list that is not empty"), key);
	*ret = value;
	return TZ_OK;
}

enum tz_status
tz_read_fold(const char *text, size_t len, char **ret, struct tz_err *err)
{
	tz_auto(tz_folded) folded = NULL;
	size_t folded_len;
	size_t plain = 0;
	const char *bytes;
	enum tz_status s;

	while (plain < len && text[plain] >= 0x20 && text[plain] < 0x7f)
		plain++;
	if (plain == len) { /* its own folded form */
		*ret = strndup(text, len);
		return *ret ? TZ_OK : tz_fail_nomem(err);
	}
	s = tz_fold(text, len, TZ_FOLD_SIMPLIFIED | TZ_FOLD_WORDS, &folded,
	    err);
	if (s != TZ_OK)
		return s;
	bytes = tz_folded_text(folded, &folded_len);
	*ret = strndup(bytes, folded_len);
	return *ret ? TZ_OK : tz_fail_nomem(err);
}

enum tz_status
tz_words_add(struct tz_words *words, const char *text, size_t len,
    struct tz_err *err)
{
	char **grown =
	    realloc(words->word, (words->n + 1) * sizeof *words->word);
	enum tz_status s;

	if (!grown)
		return tz_fail_nomem(err);
	words->word = grown;
	s = tz_read_fold(text, len, &words->word[words->n], err);
	if (s == TZ_OK)
		words->n++;
	return s;
}

void
tz_words_clear(struct tz_words *words)
{
	size_t i;

	for (i = 0; i < words->n; i++)
		free(words->word[i]);
	free(words->word);
	words->word = NULL;
	words->n = 0;
}

/* One member of a list of words. */
static enum tz_status
add_word(const struct tz_yaml *yaml, const json_t *value, const char *key,
    struct tz_words *ret, struct tz_err *err)
{
	if (!json_is_string(value) || json_string_length(value) == 0)
		return tz_yaml_fail(yaml, value, err,
		    _("'%s' holds something that is no string; put it in "
		      "quotes"),
		    key);
	return tz_words_add(ret, json_string_value(value),
	    json_string_length(value), err);
}

enum tz_status
tz_read_words(const struct tz_yaml *yaml, const json_t *node, const char *key,
    struct tz_words *ret, struct tz_err *err)
{
	const json_t *value = json_object_get(node, key);
	enum tz_status s = TZ_OK;
	size_t i;

	if (!value)
		return TZ_OK;
	if (json_is_string(value))
		return add_word(yaml, value, key, ret, err);
	s = tz_read_list(yaml, node, key, &value, err);
	for (i = 0; s == TZ_OK && i < json_array_size(value); i++)
		s = add_word(yaml, json_array_get(value, i), key, ret, err);
	return s;
}
