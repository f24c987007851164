/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/unit.h - what a folded text consists of: characters, words, breaks
 *
 * A Chinese character is a unit, and so is a run of letters and digits of any
 * other script.  White space does not part units that stand side by side;
 * punctuation does, by a unit of its own, the gap, which is the same for every
 * mark, so that 〔2019〕 and [2019] are the same units.  Between two words
 * that are not Chinese only the end of a sentence is a gap, so that "sign-off"
 * and "sign off" are the same.
 *
 * Texts and queries are cut in the same way: a query is in a text exactly if
 * its units follow each other there.
 */
#ifndef TZ_INDEX_UNIT_H
#define TZ_INDEX_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fold.h"
#include "base/status.h"

/* How every text and query of the index is folded. */
#define TZ_INDEX_FOLD (TZ_FOLD_SIMPLIFIED | TZ_FOLD_CASE | TZ_FOLD_JOIN_HAN)

enum tz_unit_kind {
	TZ_UNIT_HAN,
	TZ_UNIT_WORD,
	TZ_UNIT_GAP,
};

struct tz_unit {
	enum tz_unit_kind kind;
	bool letters; /* a word of ASCII letters only: it has a stem */
	size_t from;  /* bytes of the folded text */
	size_t until;
};

/* A walk over the units of a text; the caller's memory, no clean-up. */
struct tz_units {
	const char *text;
	size_t len;
	size_t at;
	bool begun;
	bool waiting; /* ${next} was read, its gap given first */
	enum tz_unit_kind previous;
	struct tz_unit next;
};

struct tz_unit_list {
	struct tz_unit *unit;
	size_t n;
};

#define tz_auto_unit_list TZ_AUTO(tz_unit_list_clear) struct tz_unit_list

/** tz_units_init(units, text, len): Begin at the first unit of the folded text
 * ${text}, which is borrowed until the walk ends. */
void tz_units_init(struct tz_units *units, const char *text, size_t len);

/** tz_units_next(units, ret_unit): The next unit; false at the end.  The first
 * and the last one are never a gap. */
bool tz_units_next(struct tz_units *units, struct tz_unit *ret_unit);

/** tz_unit_list_make(text, len, ret_list, err): All units of the folded text
 * ${text}.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_unit_list_make(const char *text, size_t len,
    struct tz_unit_list *ret_list, struct tz_err *err);

/** tz_unit_list_clear(list): Free what it holds. */
void tz_unit_list_clear(struct tz_unit_list *list);

#endif /* !TZ_INDEX_UNIT_H */
