/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/baseline.c - findings that are known already
 */
#include "cli/baseline.h"

#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/intl.h"
#include "cli/baseline_file.h"
#include "cli/relative.h"

#define FILE_MAX ((uint64_t)256 << 20)
#define VALUE_BYTES 16
/* Between the name of a file and that of one in it. */
#define INNER "!/"

const char *
tz_baseline_word(enum tz_baseline_state state)
{
	static const char *const words[] = {
#define WORD(name, word) [TZ_BASELINE_##name] = word,
	    TZ_BASELINE_LIST(WORD)
#undef WORD
	};

	return words[state];
}

static void
entry_clear(struct tz_baseline_entry *entry)
{
	free(entry->file);
	free(entry->rule);
	free(entry->value);
	free(entry->reason);
	free(entry->by);
	free(entry->date);
	free(entry->until);
	free(entry->moved_to);
}

void
tz_baseline_free(struct tz_baseline *baseline)
{
	size_t i;

	if (!baseline)
		return;
	for (i = 0; i < baseline->n; i++)
		entry_clear(&baseline->entry[i]);
	free(baseline->entry);
	free(baseline->by_file);
	free(baseline->by_value);
	free(baseline->folder);
	free(baseline);
}

enum tz_status
tz_baseline_add(struct tz_baseline *baseline,
    const struct tz_baseline_entry *entry, struct tz_err *err)
{
	struct tz_baseline_entry own = *entry;

	if (baseline->n == baseline->cap) {
		size_t cap = baseline->cap ? baseline->cap * 2 : 64;
		struct tz_baseline_entry *more =
		    realloc(baseline->entry, cap * sizeof *more);

		if (!more) {
			entry_clear(&own);
			return tz_fail_nomem(err);
		}
		baseline->entry = more;
		baseline->cap = cap;
	}
	baseline->entry[baseline->n++] = own;
	return TZ_OK;
}

static int
compare_files(const void *a, const void *b, void *arg)
{
	const struct tz_baseline_entry *all = arg;
	const struct tz_baseline_entry *x = &all[*(const size_t *)a];
	const struct tz_baseline_entry *y = &all[*(const size_t *)b];
	int c = strcmp(x->file, y->file);

	c = c ? c : strcmp(x->rule, y->rule);
	c = c ? c : strcmp(x->value, y->value);
	/* Of several about the same the gravest comes first. */
	return c ? c : (int)y->severity - (int)x->severity;
}

static int
compare_values(const void *a, const void *b, void *arg)
{
	const struct tz_baseline_entry *all = arg;
	const struct tz_baseline_entry *x = &all[*(const size_t *)a];
	const struct tz_baseline_entry *y = &all[*(const size_t *)b];
	int c = strcmp(x->value, y->value);

	c = c ? c : strcmp(x->rule, y->rule);
	return c ? c : strcmp(x->file, y->file);
}

enum tz_status
tz_baseline_sort(struct tz_baseline *baseline, struct tz_err *err)
{
	size_t n = baseline->n, i;

	free(baseline->by_file);
	free(baseline->by_value);
	baseline->n_sorted = 0;
	baseline->by_file = calloc(n + 1, sizeof *baseline->by_file);
	baseline->by_value = calloc(n + 1, sizeof *baseline->by_value);
	if (!baseline->by_file || !baseline->by_value)
		return tz_fail_nomem(err);
	for (i = 0; i < n; i++)
		baseline->by_file[i] = baseline->by_value[i] = i;
	qsort_r(baseline->by_file, n, sizeof *baseline->by_file, compare_files,
	    baseline->entry);
	qsort_r(baseline->by_value, n, sizeof *baseline->by_value,
	    compare_values, baseline->entry);
	baseline->n_sorted = n;
	return TZ_OK;
}

/* One that knows where it lies. */
static enum tz_status
make(const char *path, struct tz_baseline **ret_baseline, struct tz_err *err)
{
	tz_auto(tz_baseline) baseline = calloc(1, sizeof *baseline);
	tz_auto_str own = strdup(path);

	if (!baseline || !own)
		return tz_fail_nomem(err);
	baseline->folder = realpath(dirname(own), NULL);
	if (!baseline->folder)
		return tz_fail_errno(err, _("no folder for"), path);
	*ret_baseline = tz_steal(&baseline);
	return TZ_OK;
}

enum tz_status
tz_baseline_new(const char *path, struct tz_baseline **ret_baseline,
    struct tz_err *err)
{
	tz_auto(tz_baseline) baseline = NULL;
	enum tz_status s = make(path, &baseline, err);

	if (s == TZ_OK)
		s = tz_random(baseline->salt, sizeof baseline->salt, err);
	if (s)
		return s;
	*ret_baseline = tz_steal(&baseline);
	return TZ_OK;
}

enum tz_status
tz_baseline_read(const char *path, const char *today,
    struct tz_baseline **ret_baseline, struct tz_err *err)
{
	tz_auto(tz_baseline) baseline = NULL;
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s = tz_file_read(path, FILE_MAX, &text, err);

	if (s == TZ_OK)
		s = make(path, &baseline, err);
	if (s == TZ_OK)
		s = tz_baseline_parse(baseline, path, today, tz_buf_str(&text),
		    text.len, err);
	if (s == TZ_OK)
		s = tz_baseline_sort(baseline, err);
	if (s)
		return s;
	*ret_baseline = tz_steal(&baseline);
	return TZ_OK;
}

void
tz_baseline_saw(struct tz_baseline *baseline, const char *label)
{
	tz_auto_buf file = TZ_BUF_INIT;
	size_t low = 0, high = baseline->n_sorted;

	tz_relative(baseline->folder, label, &file);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(baseline->entry[baseline->by_file[middle]].file,
			tz_buf_str(&file)) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < baseline->n_sorted; low++) {
		struct tz_baseline_entry *entry =
		    &baseline->entry[baseline->by_file[low]];
		const char *rest = entry->file + file.len;

		if (strncmp(entry->file, tz_buf_str(&file), file.len) != 0)
			break;
		if (rest[0] == '\0' || strncmp(rest, INNER, 2) == 0)
			entry->seen = true;
	}
}

static void
hash(const struct tz_baseline *baseline, const void *content, size_t len,
    struct tz_buf *ret)
{
	struct tz_id id;

	tz_hmac_sha256(baseline->salt, sizeof baseline->salt, content, len,
	    &id);
	tz_hex_encode(id.bytes, VALUE_BYTES, ret);
}

/* Whether the file of the entry does not exist any more. */
static bool
is_gone(const struct tz_baseline *baseline,
    const struct tz_baseline_entry *entry)
{
	const char *inner = strstr(entry->file, INNER);
	size_t len =
	    inner ? (size_t)(inner - entry->file) : strlen(entry->file);
	tz_auto_buf path = TZ_BUF_INIT;

	if (entry->seen)
		return false;
	tz_buf_printf(&path, "%s/%.*s", baseline->folder, (int)len,
	    entry->file);
	return access(tz_buf_str(&path), F_OK) != 0;
}

/* The entry of the value under the rule, in the file or in one that is gone;
 * NULL for none. */
static struct tz_baseline_entry *
find(const struct tz_baseline *baseline, const char *file, const char *rule,
    const char *value)
{
	size_t low = 0, high = baseline->n_sorted;
	struct tz_baseline_entry *moved = NULL;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct tz_baseline_entry *entry =
		    &baseline->entry[baseline->by_value[middle]];
		int c = strcmp(entry->value, value);

		c = c ? c : strcmp(entry->rule, rule);
		if (c < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < baseline->n_sorted; low++) {
		struct tz_baseline_entry *entry =
		    &baseline->entry[baseline->by_value[low]];

		if (strcmp(entry->value, value) != 0 ||
		    strcmp(entry->rule, rule) != 0)
			break;
		if (strcmp(entry->file, file) == 0)
			return entry;
		if (!moved && is_gone(baseline, entry) &&
		    (!entry->moved_to || strcmp(entry->moved_to, file) == 0))
			moved = entry;
	}
	return moved;
}

enum tz_baseline_state
tz_baseline_ask(struct tz_baseline *baseline, const char *label,
    const char *rule, enum tz_severity severity, const void *content,
    size_t len, const struct tz_baseline_entry **ret_entry)
{
	tz_auto_buf file = TZ_BUF_INIT, value = TZ_BUF_INIT;
	struct tz_baseline_entry *entry;

	tz_relative(baseline->folder, label, &file);
	hash(baseline, content, len, &value);
	entry = find(baseline, tz_buf_str(&file), rule, tz_buf_str(&value));
	*ret_entry = entry;
	if (entry)
		entry->used = true;
	if (entry && !entry->moved_to && strcmp(entry->file, tz_buf_str(&file)))
		entry->moved_to = tz_buf_take(&file);
	if (!entry || entry->expired)
		return TZ_BASELINE_NEW;
	return severity > entry->severity ? TZ_BASELINE_WORSE
					  : TZ_BASELINE_KNOWN;
}

/* What people wrote into an entry stays with it, unless that was for a time
 * that is over. */
static enum tz_status
keep(const struct tz_baseline_entry *old, const char *date,
    struct tz_baseline_entry *ret, struct tz_err *err)
{
	bool kept = old && !old->expired;

	ret->date = strdup(kept && old->date ? old->date : date);
	ret->reason = kept && old->reason ? strdup(old->reason) : NULL;
	ret->by = kept && old->by ? strdup(old->by) : NULL;
	ret->until = kept && old->until ? strdup(old->until) : NULL;
	return ret->date &&
		(!kept ||
		    ((ret->reason || !old->reason) && (ret->by || !old->by) &&
			(ret->until || !old->until)))
	    ? TZ_OK
	    : tz_fail_nomem(err);
}

enum tz_status
tz_baseline_accept(struct tz_baseline *baseline, const char *label,
    const char *rule, enum tz_severity severity, const void *content,
    size_t len, const char *date, struct tz_err *err)
{
	tz_auto_buf file = TZ_BUF_INIT, value = TZ_BUF_INIT;
	struct tz_baseline_entry entry = {
	    .severity = severity, .seen = true, .used = true};
	struct tz_baseline_entry *old;
	enum tz_status s;

	tz_relative(baseline->folder, label, &file);
	hash(baseline, content, len, &value);
	old = find(baseline, tz_buf_str(&file), rule, tz_buf_str(&value));
	if (old && !old->expired && strcmp(old->file, tz_buf_str(&file)) == 0) {
		old->seen = old->used = true;
		if (severity > old->severity)
			old->severity = severity;
		return TZ_OK;
	}
	if (old) {
		/* It is written anew, where the value is now. */
		old->used = false;
		old->seen |= old->expired;
	}
	entry.file = tz_buf_take(&file);
	entry.value = tz_buf_take(&value);
	entry.rule = strdup(rule);
	s = keep(old, date, &entry, err);
	if (s == TZ_OK && (!entry.file || !entry.value || !entry.rule))
		s = tz_fail_nomem(err);
	if (s == TZ_OK)
		return tz_baseline_add(baseline, &entry, err);
	entry_clear(&entry);
	return s;
}

bool
tz_baseline_is_stale(const struct tz_baseline *baseline,
    const struct tz_baseline_entry *entry)
{
	return !entry->used && (entry->seen || is_gone(baseline, entry));
}

const struct tz_baseline_entry *
tz_baseline_all(const struct tz_baseline *baseline, size_t *ret_n)
{
	*ret_n = baseline->n;
	return baseline->entry;
}

enum tz_status
tz_baseline_write(struct tz_baseline *baseline, const char *path,
    struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s = tz_baseline_sort(baseline, err);

	if (s == TZ_OK) {
		tz_baseline_print(baseline, &text);
		s = tz_buf_check(&text, err);
	}
	return s ? s
		 : tz_file_write(path, tz_buf_str(&text), text.len, 0644, err);
}
