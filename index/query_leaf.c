/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/query_leaf.c - the leaves of a query: phrases and ranges of dates
 */
#include "index/query_leaf.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/intl.h"
#include "index/terms.h"

enum tz_status
tz_query_new(enum tz_query_kind kind, struct tz_query **ret_query,
    struct tz_err *err)
{
	struct tz_query *query = calloc(1, sizeof *query);

	if (!query)
		return tz_fail_nomem(err);
	query->kind = kind;
	*ret_query = query;
	return TZ_OK;
}

/* Add a term, which is consumed, to a list that has room. */
static enum tz_status
add_term(char **list, size_t *n, struct tz_buf *term, struct tz_err *err)
{
	char *text = tz_buf_take(term);

	if (!text)
		return tz_fail_nomem(err);
	list[(*n)++] = text;
	return TZ_OK;
}

static enum tz_status
add_unit(struct tz_query *query, const char *prefix, const struct tz_unit *unit,
    struct tz_err *err)
{
	const char *begin = query->text + unit->from;
	size_t len = unit->until - unit->from;
	tz_auto_buf term = TZ_BUF_INIT;

	if (unit->kind == TZ_UNIT_GAP)
		tz_term_spell(prefix, TZ_TERM_GAP, strlen(TZ_TERM_GAP), &term);
	else if (query->stem)
		tz_term_spell_stem(prefix, begin, len, &term);
	else
		tz_term_spell(prefix, begin, len, &term);
	return add_term(query->terms, &query->n_terms, &term, err);
}

static enum tz_status
add_pair(struct tz_query *query, const char *prefix, const struct tz_unit *unit,
    struct tz_err *err)
{
	tz_auto_buf term = TZ_BUF_INIT;

	tz_term_spell(prefix, query->text + unit[0].from,
	    unit[1].until - unit[0].from, &term);
	return add_term(query->pairs, &query->n_pairs, &term, err);
}

static enum tz_status
add_units(struct tz_query *query, const char *prefix, struct tz_err *err)
{
	const struct tz_unit *unit = query->units.unit;
	enum tz_status s = TZ_OK;
	size_t i;

	query->terms = calloc(query->units.n, sizeof *query->terms);
	query->pairs = calloc(query->units.n, sizeof *query->pairs);
	if (!query->terms || !query->pairs)
		return tz_fail_nomem(err);
	for (i = 0; !s && i < query->units.n; i++) {
		s = add_unit(query, prefix, &unit[i], err);
		if (!s && i + 1 < query->units.n &&
		    unit[i].kind == TZ_UNIT_HAN &&
		    unit[i + 1].kind == TZ_UNIT_HAN)
			s = add_pair(query, prefix, &unit[i], err);
	}
	return s;
}

/* Drop white space at both ends of ${query->text}. */
static void
trim(struct tz_query *query, size_t *len)
{
	char *text = query->text;

	while (*len > 0 && strchr(" \t\n\f", text[*len - 1]))
		text[--*len] = '\0';
	while (*len > 0 && strchr(" \t\n\f", text[0]))
		memmove(text, text + 1, (*len)--);
}

/* A code is one term, as it is. */
static enum tz_status
add_code(struct tz_query *query, const char *prefix, size_t len,
    struct tz_err *err)
{
	tz_auto_buf term = TZ_BUF_INIT;

	query->terms = calloc(1, sizeof *query->terms);
	if (!query->terms)
		return tz_fail_nomem(err);
	tz_term_spell(prefix, query->text, len, &term);
	return add_term(query->terms, &query->n_terms, &term, err);
}

static enum tz_status
fold_text(struct tz_query *query, const char *text, size_t len, size_t *ret_len,
    struct tz_err *err)
{
	tz_auto(tz_folded) folded = NULL;
	const char *bytes;
	enum tz_status s;

	s = tz_fold(text, len, TZ_INDEX_FOLD, &folded, err);
	if (s)
		return s;
	bytes = tz_folded_text(folded, ret_len);
	query->text = malloc(*ret_len + 1);
	if (!query->text)
		return tz_fail_nomem(err);
	memcpy(query->text, bytes, *ret_len);
	query->text[*ret_len] = '\0';
	return TZ_OK;
}

enum tz_status
tz_query_leaf_phrase(const struct tz_field *field, const char *text, size_t len,
    bool quoted, struct tz_query **ret_query, struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	const char *prefix = field ? field->prefix : "";
	const struct tz_unit *last;
	bool star;
	enum tz_status s;

	s = tz_query_new(TZ_QUERY_PHRASE, &query, err);
	if (!s)
		s = fold_text(query, text, len, &len, err);
	if (s)
		return s;
	trim(query, &len);
	query->field = field ? field->name : NULL;
	star = !quoted && len > 0 && query->text[len - 1] == '*';
	s = tz_unit_list_make(query->text, len, &query->units, err);
	if (s)
		return s;
	if (query->units.n == 0) {
		*ret_query = NULL;
		return TZ_OK;
	}
	last = &query->units.unit[query->units.n - 1];
	query->wildcard =
	    star && last->kind == TZ_UNIT_WORD && last->until == len - 1;
	if (field && field->kind == TZ_FIELD_CODE) {
		query->wildcard = star;
		s = add_code(query, prefix, star ? len - 1 : len, err);
	} else {
		query->stem = !quoted && !query->wildcard &&
		    query->units.n == 1 && last->letters;
		s = add_units(query, prefix, err);
	}
	if (!s)
		*ret_query = tz_steal(&query);
	return s;
}

enum tz_status
tz_query_leaf_unstem(struct tz_query *query, struct tz_err *err)
{
	const struct tz_field *field = query->field
	    ? tz_field_find(query->field, strlen(query->field))
	    : NULL;

	if (!query->stem)
		return TZ_OK;
	query->stem = false;
	free(query->terms[0]);
	query->n_terms = 0;
	return add_unit(query, field ? field->prefix : "",
	    &query->units.unit[0], err);
}

/* Read one bound of a range: "2019", "2019-06", "2019-06-20". */
static bool
read_bound(const char *text, size_t len, bool years, bool upper, char ret[9])
{
	char day[TZ_DATE_TEXT] = "0000-01-01";
	struct tz_date date;

	if ((len != 4 && len != 7 && len != 10) || (years && len != 4))
		return false;
	memcpy(day, text, len);
	if (!tz_date_parse(day, &date))
		return false;
	if (upper && len == 4)
		memcpy(day + 5, "12", 2);
	if (upper && len < 10)
		memcpy(day + 8, "31", 2);
	memcpy(ret, day, 4);
	memcpy(ret + 4, day + 5, 2);
	memcpy(ret + 6, day + 8, 3);
	return true;
}

enum tz_status
tz_query_leaf_range(const char *text, size_t len, bool years,
    struct tz_query **ret_query, struct tz_err *err)
{
	tz_auto(tz_query) query = NULL;
	const char *end;
	const char *dots;
	bool good = true;
	enum tz_status s;

	s = tz_query_new(TZ_QUERY_RANGE, &query, err);
	if (!s)
		s = fold_text(query, text, len, &len, err);
	if (s)
		return s;
	end = query->text + len;
	dots = strstr(query->text, "..");
	if (dots) {
		if (dots > query->text)
			good = read_bound(query->text,
			    (size_t)(dots - query->text), years, false,
			    query->from);
		if (good && dots + 2 < end)
			good = read_bound(dots + 2, (size_t)(end - dots) - 2,
			    years, true, query->until);
	} else {
		good =
		    read_bound(query->text, len, years, false, query->from) &&
		    read_bound(query->text, len, years, true, query->until);
	}
	if (!good || (!query->from[0] && !query->until[0]))
		return tz_fail(err, TZ_FORMAT,
		    years ? _("a year is written 2019, a range 2019..2021")
			  : _("a date is written 2019, 2019-06 or 2019-06-20, "
			      "a range FROM..TO"));
	if (query->from[0] && query->until[0] &&
	    strcmp(query->from, query->until) > 0)
		return tz_fail(err, TZ_FORMAT,
		    _("a range of dates ends before it begins"));
	*ret_query = tz_steal(&query);
	return TZ_OK;
}
