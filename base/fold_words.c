/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/fold_words.c - what only a whole word tells: letters that look alike,
 * and Chinese numerals that are digits
 *
 * The text is rewritten in place, code point by code point, so that the map
 * holds; only the bytes at which its spans begin move.
 */
#include <string.h>

#include "base/fold.h"
#include "base/fold_table.h"
#include "base/folded.h"
#include "base/utf8.h"

/* How far a line is looked at for letters that only its alphabet has. */
#define LINE 512

#define DIGITS 7   /* in a row are a number */
#define NUMERALS 3 /* of them at least */

struct rewriting {
	struct tz_folded *folded;
	unsigned mode;
	size_t len;
	size_t read;
	size_t written;
	size_t span; /* the next to move */
};

/* Letters that look alike to a careless eye only, so that they need the company
 * of letters of ASCII in the same word. */
static uint32_t
alike_in_company(uint32_t point)
{
	static const uint32_t pairs[][2] = {{0x43a, 'k'}, {0x442, 't'},
	    {0x43c, 'm'}, {0x432, 'b'}, {0x43d, 'h'}, {0x43f, 'n'},
	    {0x3c4, 't'}, {0x3ba, 'k'}, {0x3b7, 'n'}, {0x3c5, 'u'},
	    {0x3b5, 'e'}, {0x3c9, 'w'}, {0x42f, 'R'}, {0x418, 'N'},
	    {0x417, '3'}, {0x404, 'E'}, {0x454, 'e'}};
	uint32_t alike = tz_fold_table_alike(point);
	size_t i;

	for (i = 0; !alike && i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i][0] == point)
			alike = pairs[i][1];
	return alike;
}

static bool
is_ascii_letter(uint32_t point)
{
	return (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z');
}

static bool
is_foreign(const struct rewriting *rewriting, uint32_t point)
{
	uint32_t entry;

	return point > 0x7f &&
	    tz_fold_table_find(rewriting->mode, point, &entry) &&
	    entry & TZ_FOLD_ALPHABET;
}

/* Move the spans that begin at the next byte. */
static void
move_spans(struct rewriting *rewriting)
{
	struct tz_folded *folded = rewriting->folded;

	while (rewriting->span < folded->n_spans &&
	    folded->spans[rewriting->span].folded <= rewriting->read)
		folded->spans[rewriting->span++].folded = rewriting->written;
}

/* Copy up to byte ${until}. */
static void
copy(struct rewriting *rewriting, size_t until)
{
	struct tz_folded *folded = rewriting->folded;

	while (rewriting->read < until) {
		size_t end = until;

		move_spans(rewriting);
		if (rewriting->span < folded->n_spans &&
		    folded->spans[rewriting->span].folded < end)
			end = folded->spans[rewriting->span].folded;
		memmove(folded->text + rewriting->written,
		    folded->text + rewriting->read, end - rewriting->read);
		rewriting->written += end - rewriting->read;
		rewriting->read = end;
	}
}

/* Write a character of ASCII for the ${bytes} at hand. */
static void
put_ascii(struct rewriting *rewriting, uint32_t point, size_t bytes)
{
	move_spans(rewriting);
	rewriting->folded->text[rewriting->written++] = (char)point;
	rewriting->read += bytes;
}

/* What stands in a word or in a line. */
struct letters {
	size_t end;
	size_t ascii;
	size_t alike;	 /* that look like ASCII */
	size_t careless; /* that do so in company */
	size_t other;
};

static void
count_letter(uint32_t point, struct letters *letters)
{
	if (tz_fold_table_alike(point))
		letters->alike++;
	else if (alike_in_company(point))
		letters->careless++;
	else
		letters->other++;
}

static struct letters
read_word(const struct rewriting *rewriting, size_t at)
{
	struct letters letters = {at, 0, 0, 0, 0};
	const char *text = rewriting->folded->text;
	uint32_t point;
	size_t n;

	while ((n = tz_utf8_next(text, rewriting->len, letters.end, &point))) {
		if (is_ascii_letter(point))
			letters.ascii++;
		else if (is_foreign(rewriting, point))
			count_letter(point, &letters);
		else
			break;
		letters.end += n;
	}
	return letters;
}

/* Whether the line of the word that ends at ${until} holds letters of ASCII,
 * and of the other alphabets only such as look like them.  What was written
 * before is ASCII where it looked alike. */
static bool
is_latin_line(const struct rewriting *rewriting, size_t until)
{
	const char *text = rewriting->folded->text;
	struct letters letters = {0, 0, 0, 0, 0};
	size_t begin = rewriting->written;
	size_t at;
	uint32_t point;
	size_t n;

	while (begin > 0 && text[begin - 1] != '\n' &&
	    (rewriting->written - begin < LINE ||
		((unsigned char)text[begin] & 0xc0) == 0x80))
		begin--;
	for (at = begin; at < rewriting->written; at += n) {
		n = tz_utf8_next(text, rewriting->written, at, &point);
		letters.ascii += is_ascii_letter(point);
		if (is_foreign(rewriting, point))
			count_letter(point, &letters);
	}
	for (at = until;
	     at < rewriting->len && text[at] != '\n' && at - until < LINE;
	     at += n) {
		n = tz_utf8_next(text, rewriting->len, at, &point);
		letters.ascii += is_ascii_letter(point);
		if (is_foreign(rewriting, point))
			count_letter(point, &letters);
	}
	return letters.ascii > 0 && letters.careless + letters.other == 0;
}

static void
rewrite_word(struct rewriting *rewriting)
{
	struct letters word = read_word(rewriting, rewriting->read);
	bool mixed =
	    word.ascii > 0 && word.other == 0 && word.alike + word.careless > 0;
	bool alone = word.ascii == 0 && word.alike > 1 &&
	    word.careless + word.other == 0;

	if (!mixed && !(alone && is_latin_line(rewriting, word.end))) {
		copy(rewriting, word.end);
		return;
	}
	while (rewriting->read < word.end) {
		uint32_t point;
		size_t n = tz_utf8_next(rewriting->folded->text, word.end,
		    rewriting->read, &point);

		put_ascii(rewriting,
		    point < 0x80 ? point : alike_in_company(point), n);
	}
}

/* The end of the number that begins at ${at}, or ${at}. */
static size_t
number_end(const struct rewriting *rewriting, size_t at)
{
	const char *text = rewriting->folded->text;
	size_t end = at;
	size_t digits = 0;
	size_t numerals = 0;
	size_t n;
	uint32_t point;

	while ((n = tz_utf8_next(text, rewriting->len, at, &point))) {
		bool between = (point == ' ' || point == '-') && end == at;

		if (tz_fold_table_digit(point) < 0 && !between)
			break;
		at += n;
		if (between)
			continue;
		digits++;
		numerals += point > 0x7f;
		end = at;
	}
	return digits >= DIGITS && numerals >= NUMERALS ? end : 0;
}

static void
rewrite_number(struct rewriting *rewriting)
{
	size_t end = number_end(rewriting, rewriting->read);
	const char *text = rewriting->folded->text;
	uint32_t point;
	size_t n;

	if (!end) {
		/* Pass what is no number once. */
		for (end = rewriting->read;
		     (n = tz_utf8_next(text, rewriting->len, end, &point)) &&
		     tz_fold_table_digit(point) >= 0;)
			end += n;
		copy(rewriting, end);
		return;
	}
	while (rewriting->read < end) {
		int digit;

		n = tz_utf8_next(text, end, rewriting->read, &point);
		digit = tz_fold_table_digit(point);
		put_ascii(rewriting, digit < 0 ? point : '0' + (uint32_t)digit,
		    n);
	}
}

void
tz_fold_words(struct tz_folded *folded, unsigned mode)
{
	struct rewriting rewriting = {folded, mode, folded->len, 0, 0, 0};

	while (rewriting.read < rewriting.len) {
		uint32_t point;
		size_t n = tz_utf8_next(folded->text, rewriting.len,
		    rewriting.read, &point);

		if (is_ascii_letter(point) || is_foreign(&rewriting, point))
			rewrite_word(&rewriting);
		else if (tz_fold_table_digit(point) >= 0)
			rewrite_number(&rewriting);
		else
			copy(&rewriting, rewriting.read + n);
	}
	move_spans(&rewriting);
	folded->len = rewriting.written;
}
