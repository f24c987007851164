/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/marks.c - which findings of a document are equal, and which are known
 */
#include "cli/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"

static bool
is_fact(const struct tz_finding *finding)
{
	return !finding->match || finding->match[0] == '\0';
}

/* What could not be read is never known, and a mark of secrecy never is. */
static bool
may_be_known(const struct tz_view *view, const struct tz_finding *finding)
{
	return !view->refused && finding->severity != TZ_SEVERITY_REFUSE &&
	    strcmp(finding->rule, TZ_RULE_UNREAD) != 0 &&
	    strcmp(finding->rule, TZ_RULE_PARTLY) != 0;
}

/* The normal form of what was hit, in which lines and spaces inside Chinese
 * words do not count. */
static enum tz_status
put_folded(const char *match, struct tz_buf *ret, struct tz_err *err)
{
	tz_auto(tz_folded) folded = NULL;
	const char *text;
	size_t len;
	enum tz_status s = tz_fold(match, strlen(match),
	    TZ_FOLD_SIMPLIFIED | TZ_FOLD_CASE | TZ_FOLD_JOIN_HAN, &folded, err);

	if (s)
		return s;
	text = tz_folded_text(folded, &len);
	tz_buf_append(ret, text, len);
	return tz_buf_check(ret, err);
}

enum tz_status
tz_marks_content(const struct tz_view *view, const struct tz_finding *finding,
    struct tz_buf *ret, struct tz_err *err)
{
	const struct tz_document_file *files;
	char hex[TZ_ID_HEX];
	size_t n;

	if (!is_fact(finding)) {
		tz_buf_puts(ret, "text:");
		return put_folded(finding->match, ret, err);
	}
	files = tz_document_files(view->document, &n);
	tz_id_hex(&files[finding->file].sha256, hex);
	tz_buf_printf(ret, "fact:%s\n%s\n%s",
	    finding->excerpt ? finding->excerpt : "",
	    finding->path ? finding->path : "", hex);
	return tz_buf_check(ret, err);
}

/* What makes two findings of one document equal. */
static enum tz_status
digest(const struct tz_view *view, const struct tz_finding *finding,
    struct tz_id *ret, struct tz_err *err)
{
	tz_auto_buf content = TZ_BUF_INIT;
	enum tz_status s;

	tz_buf_printf(&content, "%s\n", finding->rule);
	if (is_fact(finding)) {
		tz_buf_puts(&content, finding->excerpt ? finding->excerpt : "");
		s = tz_buf_check(&content, err);
	} else {
		s = tz_marks_content(view, finding, &content, err);
	}
	if (s == TZ_OK)
		tz_sha256(content.data, content.len, ret);
	return s;
}

static enum tz_status
ask(const struct tz_view *view, const struct tz_finding *finding,
    struct tz_baseline *baseline, struct tz_mark *mark, struct tz_err *err)
{
	tz_auto_buf label = TZ_BUF_INIT, content = TZ_BUF_INIT;
	const struct tz_baseline_entry *entry = NULL;
	enum tz_status s;

	if (!baseline || !may_be_known(view, finding))
		return TZ_OK;
	tz_view_label(view, finding->file, &label);
	s = tz_marks_content(view, finding, &content, err);
	if (s)
		return s;
	mark->state =
	    tz_baseline_ask(baseline, tz_buf_str(&label), finding->rule,
		finding->severity, content.data, content.len, &entry);
	mark->suppressed = mark->state == TZ_BASELINE_KNOWN;
	if (mark->suppressed) {
		mark->reason = entry->reason;
		mark->by = entry->by;
		mark->date = entry->date;
	}
	return TZ_OK;
}

enum tz_status
tz_marks_accept(const struct tz_view *view, struct tz_baseline *baseline,
    const char *date, struct tz_err *err)
{
	const struct tz_finding *all;
	enum tz_status s = TZ_OK;
	size_t n, i;

	all = tz_findings_all(view->findings, &n);
	for (i = 0; s == TZ_OK && i < n; i++) {
		tz_auto_buf label = TZ_BUF_INIT, content = TZ_BUF_INIT;

		if (!may_be_known(view, &all[i]))
			continue;
		tz_view_label(view, all[i].file, &label);
		s = tz_marks_content(view, &all[i], &content, err);
		if (s == TZ_OK)
			s = tz_baseline_accept(baseline, tz_buf_str(&label),
			    all[i].rule, all[i].severity, content.data,
			    content.len, date, err);
	}
	return s;
}

struct key {
	struct tz_id id;
	enum tz_baseline_state state;
	size_t index;
};

static int
by_key(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int c = memcmp(&x->id, &y->id, sizeof x->id);

	c = c ? c : (int)x->state - (int)y->state;
	return c ? c : (x->index > y->index) - (x->index < y->index);
}

/* Find the first of each group, and count them. */
static void
group(struct key *keys, size_t n, struct tz_mark *marks)
{
	size_t i, first = 0;

	qsort(keys, n, sizeof *keys, by_key);
	for (i = 0; i < n; i++) {
		if (!tz_id_equal(&keys[i].id, &keys[first].id) ||
		    keys[i].state != keys[first].state)
			first = i;
		marks[keys[i].index].first = keys[first].index;
		marks[keys[first].index].places++;
		if (i != first)
			marks[keys[i].index].places = 0;
	}
}

enum tz_status
tz_marks_make(const struct tz_view *view, struct tz_baseline *baseline,
    bool accept, struct tz_marks *ret_marks, struct tz_err *err)
{
	const struct tz_finding *all;
	struct key *keys;
	enum tz_status s = TZ_OK;
	size_t n, i;

	all = tz_findings_all(view->findings, &n);
	ret_marks->n = n;
	ret_marks->mark = calloc(n + 1, sizeof *ret_marks->mark);
	keys = calloc(n + 1, sizeof *keys);
	if (!ret_marks->mark || !keys)
		s = tz_fail_nomem(err);
	for (i = 0; s == TZ_OK && i < n; i++) {
		struct tz_mark *mark = &ret_marks->mark[i];
		char hex[TZ_ID_HEX];

		mark->first = i;
		mark->places = 1;
		if (view->refused)
			continue;
		s = digest(view, &all[i], &keys[i].id, err);
		if (s == TZ_OK)
			s = ask(view, &all[i], baseline, mark, err);
		mark->suppressed |= accept && may_be_known(view, &all[i]);
		tz_id_hex(&keys[i].id, hex);
		memcpy(mark->group, hex, TZ_MARK_GROUP - 1);
		mark->places = 0;
		keys[i].state = mark->state;
		keys[i].index = i;
	}
	if (s == TZ_OK && !view->refused && n > 0)
		group(keys, n, ret_marks->mark);
	free(keys);
	return s;
}

void
tz_marks_clear(struct tz_marks *marks)
{
	free(marks->mark);
	marks->mark = NULL;
	marks->n = 0;
}
