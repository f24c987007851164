/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/unit.c - what a folded text consists of: characters, words, breaks
 */
#include "index/unit.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "index/xapian.h"

enum kind {
	SPACE,
	MARK,
	STOP, /* a mark that can end a sentence of words */
	LETTER,
	DIGIT,
	OTHER_WORD, /* a character of a word that has no English stem */
	HAN,
};

static enum kind
kind_of_ascii(uint32_t point)
{
	if ((point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z'))
		return LETTER;
	if (point >= '0' && point <= '9')
		return DIGIT;
	if (point == ' ' || (point >= '\t' && point <= '\r'))
		return SPACE;
	if (point == '.' || point == '!' || point == '?' || point == ';' ||
	    point == ':')
		return STOP;
	return MARK;
}

static enum kind
kind_of(uint32_t point)
{
	if (point < 0x80)
		return kind_of_ascii(point);
	if (tz_utf8_is_han(point))
		return HAN;
	if (point == 0x3002) /* 。 ends a sentence in any script */
		return STOP;
	if (tz_utf8_is_space(point))
		return SPACE;
	return tz_xapian_is_word(point) ? OTHER_WORD : MARK;
}

static bool
in_word(enum kind kind)
{
	return kind == LETTER || kind == DIGIT || kind == OTHER_WORD;
}

/* What stood between two units. */
struct between {
	bool mark;
	bool sentence; /* a stop with white space after it, or 。 */
};

/* Go over what is no unit; false at the end of the text. */
static bool
skip(struct tz_units *units, struct between *ret_between, enum kind *ret_kind,
    size_t *ret_len)
{
	bool stop = false;

	while (units->at < units->len) {
		uint32_t point;
		size_t n =
		    tz_utf8_next(units->text, units->len, units->at, &point);
		enum kind kind = kind_of(point);

		if (kind == HAN || in_word(kind)) {
			*ret_kind = kind;
			*ret_len = n;
			return true;
		}
		if (kind == SPACE)
			ret_between->sentence |= stop;
		else
			ret_between->mark = true;
		if (kind == STOP)
			stop = true;
		if (point == 0x3002)
			ret_between->sentence = true;
		units->at += n;
	}
	return false;
}

/* Go to the end of the word whose first character has been seen. */
static void
read_word(struct tz_units *units, enum kind kind, struct tz_unit *unit)
{
	unit->letters = true;
	for (;;) {
		uint32_t point;
		size_t n;

		unit->letters &= kind == LETTER;
		n = tz_utf8_next(units->text, units->len, units->at, &point);
		if (n == 0)
			return;
		kind = kind_of(point);
		if (!in_word(kind))
			return;
		units->at += n;
	}
}

void
tz_units_init(struct tz_units *units, const char *text, size_t len)
{
	*units = (struct tz_units){.text = text, .len = len};
}

bool
tz_units_next(struct tz_units *units, struct tz_unit *ret_unit)
{
	struct between between = {false, false};
	struct tz_unit unit = {TZ_UNIT_HAN, false, 0, 0};
	size_t from = units->at;
	enum kind kind;
	size_t n;
	bool gap;

	if (units->waiting) {
		units->waiting = false;
		*ret_unit = units->next;
		return true;
	}
	if (!skip(units, &between, &kind, &n))
		return false;
	unit.from = units->at;
	units->at += n;
	if (kind != HAN) {
		unit.kind = TZ_UNIT_WORD;
		read_word(units, kind, &unit);
	}
	unit.until = units->at;
	gap = units->begun && between.mark &&
	    (between.sentence || unit.kind == TZ_UNIT_HAN ||
		units->previous == TZ_UNIT_HAN);
	units->begun = true;
	units->previous = unit.kind;
	*ret_unit = unit;
	if (gap) {
		units->next = unit;
		units->waiting = true;
		*ret_unit =
		    (struct tz_unit){TZ_UNIT_GAP, false, from, unit.from};
	}
	return true;
}

enum tz_status
tz_unit_list_make(const char *text, size_t len, struct tz_unit_list *ret_list,
    struct tz_err *err)
{
	tz_auto_unit_list list = {NULL, 0};
	struct tz_units units;
	struct tz_unit unit;
	size_t cap = 0;

	tz_units_init(&units, text, len);
	while (tz_units_next(&units, &unit)) {
		if (list.n == cap) {
			size_t more = cap ? cap * 2 : 16;
			struct tz_unit *grown =
			    realloc(list.unit, more * sizeof *grown);

			if (!grown)
				return tz_fail_nomem(err);
			list.unit = grown;
			cap = more;
		}
		list.unit[list.n++] = unit;
	}
	*ret_list = list;
	list.unit = NULL;
	return TZ_OK;
}

void
tz_unit_list_clear(struct tz_unit_list *list)
{
	free(list->unit);
	list->unit = NULL;
	list->n = 0;
}
