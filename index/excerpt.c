/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/excerpt.c - where in a record the query first matches, and the words
 * around that place
 *
 * The record's texts are cut into units as they were when it was indexed, and
 * the phrases of the query are looked for unit by unit: what is shown as the
 * match is what made it one.
 */
#include "index/excerpt.h"

#include <string.h>

#include "base/utf8.h"
#include "index/field.h"
#include "index/terms.h"

#define AROUND 30    /* characters on either side */
#define MATCH_MAX 80 /* characters of the match itself */
#define PIECE 16384  /* bytes of a long text that are looked at at once */
#define OVERLAP 1024 /* characters that two pieces share */
#define SHORT 100    /* units of a phrase that is never longer than that */

/* A phrase that a hit may hold. */
struct needle {
	const struct tz_query *phrase;
	struct tz_buf stem; /* the term of its stem, if it has one */
};

struct needles {
	struct needle *needle;
	size_t n;
	size_t cap;
	size_t longest; /* in units */
};

#define auto_needles TZ_AUTO(clear_needles) struct needles

static void
clear_needles(struct needles *needles)
{
	size_t i;

	for (i = 0; i < needles->n; i++)
		tz_buf_clear(&needles->needle[i].stem);
	free(needles->needle);
}

static enum tz_status
add_needle(struct needles *needles, const struct tz_query *phrase,
    struct tz_err *err)
{
	struct needle *needle;

	if (needles->n == needles->cap) {
		size_t cap = needles->cap ? needles->cap * 2 : 8;

		needle = realloc(needles->needle, cap * sizeof *needle);
		if (!needle)
			return tz_fail_nomem(err);
		needles->needle = needle;
		needles->cap = cap;
	}
	needle = &needles->needle[needles->n++];
	*needle = (struct needle){phrase, TZ_BUF_INIT};
	if (phrase->units.n > needles->longest)
		needles->longest = phrase->units.n;
	if (phrase->stem)
		tz_term_spell_stem("",
		    phrase->text + phrase->units.unit[0].from,
		    phrase->units.unit[0].until - phrase->units.unit[0].from,
		    &needle->stem);
	return tz_buf_check(&needle->stem, err);
}

/* All phrases that a hit can hold because of the query. */
static enum tz_status
gather(const struct tz_query *query, struct needles *needles,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	switch (query->kind) {
	case TZ_QUERY_PHRASE:
		return add_needle(needles, query, err);
	case TZ_QUERY_RANGE:
	case TZ_QUERY_NOT:
		return TZ_OK;
	case TZ_QUERY_ALL:
	case TZ_QUERY_ANY:
	case TZ_QUERY_NEAR:
		break;
	}
	for (i = 0; !s && i < query->n_children; i++)
		s = gather(query->children[i], needles, err);
	return s;
}

/* A text cut into units. */
struct hay {
	const char *text; /* folded */
	struct tz_unit_list units;
};

static bool
same_stem(const struct needle *needle, const char *word, size_t len)
{
	tz_auto_buf stem = TZ_BUF_INIT;

	/* A stem begins like its word. */
	if (word[0] != needle->stem.data[1])
		return false;
	tz_term_spell_stem("", word, len, &stem);
	return !stem.failed && stem.len == needle->stem.len &&
	    memcmp(stem.data, needle->stem.data, stem.len) == 0;
}

/* Whether unit ${j} of the needle is the unit ${unit} of the text. */
static bool
same_unit(const struct needle *needle, size_t j, const char *text,
    const struct tz_unit *unit)
{
	const struct tz_query *phrase = needle->phrase;
	const struct tz_unit *want = &phrase->units.unit[j];
	size_t want_len = want->until - want->from;
	size_t len = unit->until - unit->from;

	if (want->kind != unit->kind)
		return false;
	if (want->kind == TZ_UNIT_GAP)
		return true;
	if (phrase->stem)
		return same_stem(needle, text + unit->from, len);
	if (phrase->wildcard && j + 1 == phrase->units.n)
		return len >= want_len &&
		    memcmp(text + unit->from, phrase->text + want->from,
			want_len) == 0;
	return len == want_len &&
	    memcmp(text + unit->from, phrase->text + want->from, len) == 0;
}

/* The first unit before ${limit} where the needle stands, else ${limit}. */
static size_t
find_needle(const struct needle *needle, const struct hay *hay, size_t limit)
{
	size_t width = needle->phrase->units.n;
	size_t i;
	size_t j;

	for (i = 0; i < limit && i + width <= hay->units.n; i++) {
		for (j = 0; j < width; j++) {
			if (!same_unit(needle, j, hay->text,
				&hay->units.unit[i + j]))
				break;
		}
		if (j == width)
			return i;
	}
	return limit;
}

/* Append the bytes [${at}, ${until}) as one line: white space and controls as
 * one SPACE, ill-formed bytes as U+FFFD. */
static void
append_line(const char *text, size_t at, size_t until, struct tz_buf *ret)
{
	while (at < until) {
		uint32_t point;

		at += tz_utf8_next(text, until, at, &point);
		if (point >= ' ' && !tz_utf8_is_space(point))
			tz_utf8_put(point, ret);
		else if (ret->len > 0 && ret->data[ret->len - 1] != ' ')
			tz_buf_putc(ret, ' ');
	}
}

/* The byte ${n} code points before ${at}. */
static size_t
step_back(const char *text, size_t at, size_t n)
{
	for (; n > 0 && at > 0; n--) {
		at--;
		while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
			at--;
	}
	return at;
}

/* The byte ${n} code points after ${at}. */
static size_t
step_on(const char *text, size_t len, size_t at, size_t n)
{
	return at + tz_utf8_offset(text + at, len - at, n);
}

/* Write the excerpt round the bytes [${match}, ${after}). */
static void
cut(const char *text, size_t len, size_t match, size_t after,
    struct tz_excerpt *excerpt)
{
	size_t from = step_back(text, match, AROUND);
	size_t most = step_on(text, len, match, MATCH_MAX);
	size_t until;

	if (after > most)
		after = most;
	until = step_on(text, len, after, AROUND);
	if (from > 0)
		tz_buf_puts(&excerpt->text, "...");
	append_line(text, from, match, &excerpt->text);
	excerpt->from = excerpt->text.len;
	append_line(text, match, after, &excerpt->text);
	excerpt->until = excerpt->text.len;
	append_line(text, after, until, &excerpt->text);
	if (until < len)
		tz_buf_puts(&excerpt->text, "...");
	else if (excerpt->text.len > excerpt->until &&
	    excerpt->text.data[excerpt->text.len - 1] == ' ')
		excerpt->text.data[--excerpt->text.len] = '\0';
}

/* What a stretch of a text holds first. */
struct place {
	size_t from; /* bytes */
	size_t until;
};

/* Look for the needles of ${field} (NULL: of the text of a record) in the
 * bytes [${begin}, ${end}) of a text.  A unit that the stretch may have cut is
 * not trusted. */
static enum tz_status
look_in_stretch(const struct needles *needles, const char *field,
    const char *text, size_t len, size_t begin, size_t end,
    struct place *ret_place, bool *ret_found, struct tz_err *err)
{
	tz_auto(tz_folded) folded = NULL;
	tz_auto_unit_list units = {NULL, 0};
	const struct needle *best = NULL;
	struct hay hay;
	size_t folded_len;
	size_t first;
	size_t start;
	size_t stop;
	size_t i;
	enum tz_status s;

	s = tz_fold(text + begin, end - begin, TZ_INDEX_FOLD, &folded, err);
	if (s)
		return s;
	hay.text = tz_folded_text(folded, &folded_len);
	s = tz_unit_list_make(hay.text, folded_len, &units, err);
	if (s || units.n == 0)
		return s;
	hay.units = units;
	if (begin > 0) {
		hay.units.unit++;
		hay.units.n--;
	}
	if (end < len && hay.units.n > 0)
		hay.units.n--;
	first = hay.units.n;
	for (i = 0; i < needles->n; i++) {
		const struct needle *needle = &needles->needle[i];
		size_t at;

		/* Both NULL or the same constant. */
		if (needle->phrase->field != field)
			continue;
		at = find_needle(needle, &hay, first);
		if (at < first) {
			first = at;
			best = needle;
		}
	}
	if (!best)
		return TZ_OK;
	*ret_found = true;
	tz_folded_origin(folded, hay.units.unit[first].from,
	    hay.units.unit[first + best->phrase->units.n - 1].until, &start,
	    &stop);
	ret_place->from = step_on(text, len, begin, start);
	ret_place->until = step_on(text, len, ret_place->from, stop - start);
	return TZ_OK;
}

/* Look in one text, and cut the excerpt at the first needle.  Most stand near
 * the beginning, so a long text is looked through piece by piece; what lies
 * across two pieces is in the overlap, unless it is very long. */
static enum tz_status
look_in(const struct needles *needles, const char *field, const char *text,
    size_t len, struct tz_excerpt *excerpt, bool *ret_found, struct tz_err *err)
{
	struct place place = {0, 0};
	size_t begin = 0;
	size_t end;
	enum tz_status s;

	do {
		end = len - begin > PIECE ? step_back(text, begin + PIECE, 1)
					  : len;
		s = look_in_stretch(needles, field, text, len, begin, end,
		    &place, ret_found, err);
		begin = step_back(text, end, OVERLAP);
	} while (!s && !*ret_found && end < len);
	if (!s && !*ret_found && len > PIECE && needles->longest > SHORT)
		s = look_in_stretch(needles, field, text, len, 0, len, &place,
		    ret_found, err);
	if (!s && *ret_found)
		cut(text, len, place.from, place.until, excerpt);
	return s;
}

/* Look in the names of files if ${names}, else in all other texts. */
static enum tz_status
look_in_texts(const struct needles *needles,
    const struct tz_index_record *record, bool names,
    struct tz_excerpt *excerpt, bool *ret_found, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; !s && !*ret_found && i < record->n_texts; i++) {
		const struct tz_index_text *text = &record->texts[i];

		if ((text->channel == TZ_CHANNEL_FILENAME) != names)
			continue;
		s = look_in(needles, NULL, text->text, text->len, excerpt,
		    ret_found, err);
		excerpt->part = text->part ? text->part : "";
		excerpt->channel = text->channel;
	}
	return s;
}

static enum tz_status
look_in_fields(const struct needles *needles,
    const struct tz_index_record *record, struct tz_excerpt *excerpt,
    bool *ret_found, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	excerpt->part = "";
	excerpt->channel = TZ_CHANNEL_PROPERTY;
	for (i = 0; !s && !*ret_found && i < TZ_FIELD_COUNT; i++) {
		const struct tz_field *field = &tz_fields[i];
		const char *value = tz_field_value(field, record);

		if (!value || field->kind == TZ_FIELD_CODE)
			continue;
		s = look_in(needles, field->name, value, strlen(value), excerpt,
		    ret_found, err);
		if (!s && !*ret_found)
			s = look_in(needles, NULL, value, strlen(value),
			    excerpt, ret_found, err);
	}
	return s;
}

/* The beginning of the first text that is no name. */
static void
show_beginning(const struct tz_index_record *record, struct tz_excerpt *excerpt)
{
	size_t i;

	for (i = 0; i < record->n_texts; i++) {
		const struct tz_index_text *text = &record->texts[i];
		size_t middle;

		if (text->channel == TZ_CHANNEL_FILENAME || text->len == 0)
			continue;
		middle = step_on(text->text, text->len, 0, AROUND);
		cut(text->text, text->len, middle, middle, excerpt);
		excerpt->from = 0;
		excerpt->until = 0;
		excerpt->part = text->part ? text->part : "";
		excerpt->channel = text->channel;
		return;
	}
}

enum tz_status
tz_excerpt_make(const struct tz_query *query,
    const struct tz_index_record *record, struct tz_excerpt *ret_excerpt,
    struct tz_err *err)
{
	auto_needles needles = {NULL, 0, 0, 0};
	bool found = false;
	enum tz_status s;

	s = gather(query, &needles, err);
	if (!s && needles.n > 0)
		s = look_in_texts(&needles, record, false, ret_excerpt, &found,
		    err);
	if (!s && !found && needles.n > 0)
		s = look_in_texts(&needles, record, true, ret_excerpt, &found,
		    err);
	if (!s && !found)
		s = look_in_fields(&needles, record, ret_excerpt, &found, err);
	if (!s && !found)
		show_beginning(record, ret_excerpt);
	return s ? s : tz_buf_check(&ret_excerpt->text, err);
}

void
tz_excerpt_clear(struct tz_excerpt *excerpt)
{
	tz_buf_clear(&excerpt->text);
}
