/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/baseline_file.c - the file of a baseline: JSON, a line an entry
 *
 * People give reasons in it by hand and look at its differences, so entries
 * are sorted, and an unknown key is an error and not a comment.
 */
#include "cli/baseline_file.h"

#include <string.h>

#include "base/date.h"
#include "base/digest.h"
#include "base/intl.h"
#include "base/json.h"

#define SCHEMA "taizhang-baseline/1"

static enum tz_status
no_baseline(struct tz_err *err, const char *path, const char *why)
{
	return tz_fail(err, TZ_FORMAT, _("'%s' is no baseline: %s"), path, why);
}

/* Copy the string at ${key}, if there is one. */
static bool
copy(const json_t *object, const char *key, char **ret)
{
	const char *text = tz_json_string(object, key);

	if (text)
		*ret = strdup(text);
	return !text || *ret;
}

static enum tz_status
take_entry(struct tz_baseline *baseline, const char *path, const char *today,
    const json_t *object, struct tz_err *err)
{
	static const char *const keys[] = {"file", "rule", "value", "severity",
	    "reason", "by", "date", "until", NULL};
	struct tz_baseline_entry entry = {0};
	const char *severity = tz_json_string(object, "severity");
	struct tz_date date;
	bool copied;
	enum tz_status s;

	s = tz_json_keys(object, keys, path, err);
	if (s)
		return s;
	entry.severity =
	    severity ? tz_severity_from(severity) : TZ_SEVERITY_COUNT;
	copied = copy(object, "file", &entry.file) &&
	    copy(object, "rule", &entry.rule) &&
	    copy(object, "value", &entry.value) &&
	    copy(object, "reason", &entry.reason) &&
	    copy(object, "by", &entry.by) &&
	    copy(object, "date", &entry.date) &&
	    copy(object, "until", &entry.until);
	entry.expired = entry.until && strcmp(entry.until, today) < 0;
	s = tz_baseline_add(baseline, &entry, err);
	if (s || !copied)
		return s ? s : tz_fail_nomem(err);
	if (!entry.file || !entry.rule || !entry.value)
		return no_baseline(err, path,
		    _("an entry lacks file, rule or value"));
	if (entry.severity == TZ_SEVERITY_COUNT ||
	    entry.severity == TZ_SEVERITY_REFUSE)
		return no_baseline(err, path,
		    _("a severity is not note, warn or block"));
	if (entry.until && !tz_date_parse(entry.until, &date))
		return no_baseline(err, path, _("an 'until' is no date"));
	return TZ_OK;
}

enum tz_status
tz_baseline_parse(struct tz_baseline *baseline, const char *path,
    const char *today, const char *text, size_t len, struct tz_err *err)
{
	static const char *const keys[] = {"schema", "salt", "entries", NULL};
	tz_auto_json root = NULL;
	tz_auto_buf salt = TZ_BUF_INIT;
	const json_t *entries;
	const char *word;
	size_t i;
	enum tz_status s;

	if (tz_json_parse(text, len, &root, NULL) != TZ_OK)
		return no_baseline(err, path, _("it is not JSON"));
	word = tz_json_string(root, "schema");
	if (!word || strcmp(word, SCHEMA) != 0)
		return no_baseline(err, path,
		    _("its schema is not taizhang-baseline/1"));
	s = tz_json_keys(root, keys, path, err);
	if (s)
		return s;
	word = tz_json_string(root, "salt");
	if (!word || tz_hex_decode(word, strlen(word), &salt, NULL) != TZ_OK ||
	    salt.len != TZ_BASELINE_SALT)
		return no_baseline(err, path, _("its salt is not 32 digits"));
	memcpy(baseline->salt, salt.data, salt.len);
	entries = json_object_get(root, "entries");
	if (!json_is_array(entries))
		return no_baseline(err, path, _("it has no list of entries"));
	for (i = 0; s == TZ_OK && i < json_array_size(entries); i++)
		s = take_entry(baseline, path, today,
		    json_array_get(entries, i), err);
	return s;
}

static void
put(struct tz_buf *ret, const char *key, const char *text)
{
	if (!text)
		return;
	tz_buf_printf(ret, ", \"%s\": ", key);
	tz_json_quote(text, strlen(text), ret);
}

static bool
same(const struct tz_baseline_entry *a, const struct tz_baseline_entry *b)
{
	return strcmp(a->file, b->file) == 0 && strcmp(a->rule, b->rule) == 0 &&
	    strcmp(a->value, b->value) == 0;
}

void
tz_baseline_print(const struct tz_baseline *baseline, struct tz_buf *ret)
{
	const struct tz_baseline_entry *last = NULL;
	size_t i;

	tz_buf_puts(ret, "{\n\"schema\": \"" SCHEMA "\",\n\"salt\": \"");
	tz_hex_encode(baseline->salt, TZ_BASELINE_SALT, ret);
	tz_buf_puts(ret, "\",\n\"entries\": [");
	for (i = 0; i < baseline->n_sorted; i++) {
		const struct tz_baseline_entry *entry =
		    &baseline->entry[baseline->by_file[i]];

		if (tz_baseline_is_stale(baseline, entry) ||
		    (last && same(last, entry)))
			continue;
		tz_buf_puts(ret, last ? ",\n{\"file\": " : "\n{\"file\": ");
		last = entry;
		tz_json_quote(entry->file, strlen(entry->file), ret);
		put(ret, "rule", entry->rule);
		put(ret, "severity", tz_severity_word(entry->severity));
		put(ret, "value", entry->value);
		put(ret, "date", entry->date);
		put(ret, "by", entry->by);
		put(ret, "reason", entry->reason);
		put(ret, "until", entry->until);
		tz_buf_putc(ret, '}');
	}
	tz_buf_puts(ret, "\n]\n}\n");
}
