/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/view.c - one part's text in the forms that are searched
 */
#include "policies/view.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"

/* What the first byte of a character says: the bytes to the next one, or that
 * it is white space, or punctuation that nobody puts into a Chinese word, or
 * that it may be such a character of two or three bytes. */
enum { WHITE = 8, SIGN, LEAD };

#define ROW(n) n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n

static const unsigned char kinds[256] = {
    /* Controls and SPACE; folded white space is one of SPACE, TAB, LF, FF. */
    1, 1, 1, 1, 1, 1, 1, 1, 1, WHITE, WHITE, 1, WHITE, 1, 1, 1, ROW(1), WHITE,
    /* !"#$%&' */ 1, 1, SIGN, 1, 1, 1, SIGN,
    /* ()*+,-./ */ LEAD, LEAD, SIGN, SIGN, 1, SIGN, SIGN, SIGN,
    /* 0 to 9 :;<=>? */ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, LEAD, SIGN, LEAD, 1,
    /* @ to O */ ROW(1),
    /* P to _ */ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, LEAD, SIGN, LEAD, SIGN, SIGN,
    /* ` to o */ SIGN, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    /* p to DEL */ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, LEAD, SIGN, LEAD, SIGN, 1,
    ROW(1), ROW(1), ROW(1), ROW(1),
    /* U+00B7 begins with C2. */ 2, 2, LEAD, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
    2, ROW(2),
    /* Brackets begin with E3. */ 3, 3, 3, LEAD, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
    3, 3, ROW(4)};

/* Bytes to the next character that may matter; 0 for what may be dropped. */
static inline size_t
step(unsigned char c)
{
	return kinds[c] < WHITE ? kinds[c] : 0;
}

/* Whether the character that ends before ${at} is Han. */
static bool
han_before(const char *text, size_t at)
{
	uint32_t point;
	size_t from = at;

	if (at == 0 || (unsigned char)text[at - 1] < 0x80)
		return false;
	do
		from--;
	while (from > 0 && ((unsigned char)text[from] & 0xc0) == 0x80);
	tz_utf8_next(text, at, from, &point);
	return tz_utf8_is_han(point);
}

static bool
han_after(const char *text, size_t len, size_t at)
{
	uint32_t point;

	if (at >= len || (unsigned char)text[at] < 0x80)
		return false;
	tz_utf8_next(text, len, at, &point);
	return tz_utf8_is_han(point);
}

/* Length of a bracket at ${at} round a single Han character, as in [x][y]; 0
 * if there is none. */
static size_t
bracket(const char *text, size_t len, size_t at)
{
	static const char *const pairs[][2] = {{"【", "】"}, {"〖", "〗"},
	    {"『", "』"}, {"「", "」"}, {"〈", "〉"}, {"《", "》"},
	    {"〔", "〕"}, {"(", ")"}, {"[", "]"}, {"{", "}"}, {"<", ">"}};
	size_t i;

	for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		size_t n = strlen(pairs[i][0]);
		size_t whole = 2 * n + 3;
		size_t from = at;

		if (len - at < n)
			continue;
		if (memcmp(text + at, pairs[i][1], n) == 0 && at >= n + 3)
			from = at - n - 3;
		if (len - from >= whole &&
		    memcmp(text + from, pairs[i][0], n) == 0 &&
		    memcmp(text + from + n + 3, pairs[i][1], n) == 0 &&
		    ((unsigned char)text[from + n] & 0xf0) == 0xe0 &&
		    han_after(text, len, from + n))
			return n;
	}
	return 0;
}

/* Length of what may be dropped at ${at}: white space, a bracket, or a sign,
 * which sets ${ret_sign}; 0 for anything else. */
static size_t
droppable(const char *text, size_t len, size_t at, bool *ret_sign)
{
	unsigned char kind = kinds[(unsigned char)text[at]];

	if (kind == WHITE)
		return 1;
	if (kind < WHITE)
		return 0;
	if (kind == LEAD &&
	    (len - at < 2 || memcmp(text + at, "\xc2\xb7", 2) != 0))
		return bracket(text, len, at);
	*ret_sign = true;
	return kind == LEAD ? 2 : 1;
}

/* The end of the stretch at ${at} that joining drops; ${at} when it stays. */
static size_t
gap_end(const char *text, size_t len, size_t at)
{
	bool sign = false;
	size_t end = at;
	size_t n;
	bool before;
	bool after;

	while (end < len && (n = droppable(text, len, end, &sign)))
		end += n;
	if (end == at)
		return at;
	before = han_before(text, at);
	if (before && !sign)
		return end;
	after = han_after(text, len, end);
	return (sign ? before && after : before || after) ? end : at;
}

/* Call ${keep} for each stretch that stays. */
static bool
join(const char *text, size_t len,
    bool (*keep)(void *arg, size_t from, size_t until), void *arg)
{
	size_t from = 0;
	size_t at = 0;

	while (at < len) {
		size_t end;

		size_t n;

		while (at < len && (n = step((unsigned char)text[at])))
			at += n;
		if (at >= len)
			break;
		end = gap_end(text, len, at);
		if (end == at) {
			/* It stays; pass the whole run, so that a long run
			 * is looked at once. */
			bool dot = false;

			n = droppable(text, len, at, &dot);

			at += n ? n : 1;
			while (at < len && (n = droppable(text, len, at, &dot)))
				at += n;
			continue;
		}
		if (!keep(arg, from, at))
			return false;
		from = at = end;
	}
	return from == 0 || keep(arg, from, len);
}

bool
tz_view_gap_add(struct tz_view_gap **gaps, size_t *n, size_t *cap,
    const struct tz_view_gap *gap)
{
	if (*n == *cap) {
		size_t more = *cap ? *cap * 2 : 64;
		struct tz_view_gap *grown =
		    realloc(*gaps, more * sizeof *grown);

		if (!grown)
			return false;
		*gaps = grown;
		*cap = more;
	}
	(*gaps)[(*n)++] = *gap;
	return true;
}

/* The plain text of ${arg} from ${from} to ${until} goes on. */
static bool
keep_in_view(void *arg, size_t from, size_t until)
{
	struct tz_view *view = arg;
	struct tz_view_gap gap = {view->joined.len, from - view->joined.len};

	if (!tz_view_gap_add(&view->gaps, &view->n_gaps, &view->cap_gaps, &gap))
		return false;
	tz_buf_append(&view->joined, view->plain + from, until - from);
	return true;
}

struct word {
	const char *text;
	struct tz_buf *ret;
	bool any;
};

static bool
keep_in_word(void *arg, size_t from, size_t until)
{
	struct word *word = arg;

	word->any = true;
	tz_buf_append(word->ret, word->text + from, until - from);
	return true;
}

void
tz_view_join_word(const char *text, struct tz_buf *ret)
{
	struct word word = {text, ret, false};

	join(text, strlen(text), keep_in_word, &word);
	if (!word.any)
		tz_buf_puts(ret, text);
}

/* Whether folding would change nothing: printable ASCII and our line ends. */
static bool
is_plain_ascii(const char *text, size_t len)
{
	size_t i;
	unsigned char odd = 0;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		bool fine = (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t' ||
		    c == '\f';

		odd |= (unsigned char)!fine;
		if ((i & 4095) == 4095 && odd)
			return false;
	}
	return !odd;
}

enum tz_status
tz_view_make(struct tz_view *view, const char *text, size_t len,
    struct tz_err *err)
{
	enum tz_status s;

	tz_folded_free(view->folded);
	view->folded = NULL;
	tz_buf_reset(&view->joined);
	view->n_gaps = 0;
	tz_buf_reset(&view->mended);
	view->n_breaks = 0;
	view->plain = text;
	view->plain_len = len;
	if (is_plain_ascii(text, len))
		return TZ_OK;
	s = tz_fold(text, len, TZ_FOLD_SIMPLIFIED | TZ_FOLD_WORDS,
	    &view->folded, err);
	if (s != TZ_OK)
		return s;
	view->plain = tz_folded_text(view->folded, &view->plain_len);
	if (!join(view->plain, view->plain_len, keep_in_view, view))
		return tz_fail_nomem(err);
	return tz_buf_check(&view->joined, err);
}

void
tz_view_clear(struct tz_view *view)
{
	tz_folded_free(view->folded);
	tz_buf_clear(&view->joined);
	free(view->gaps);
	tz_buf_clear(&view->mended);
	free(view->breaks);
	memset(view, 0, sizeof *view);
}

size_t
tz_view_dropped(const struct tz_view_gap *gaps, size_t n, size_t at)
{
	size_t low = 0;
	size_t high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (gaps[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? gaps[low - 1].dropped : 0;
}

void
tz_view_to_plain(const struct tz_view *view, size_t from, size_t until,
    size_t *ret_from, size_t *ret_until)
{
	*ret_from = from + tz_view_dropped(view->gaps, view->n_gaps, from);
	*ret_until = until > from
	    ? until + tz_view_dropped(view->gaps, view->n_gaps, until - 1)
	    : *ret_from;
}

size_t
tz_view_to_joined(const struct tz_view *view, size_t at)
{
	size_t low = 0;
	size_t high = view->n_gaps;
	const struct tz_view_gap *gap;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		gap = &view->gaps[middle];
		if (gap->at + gap->dropped <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < view->n_gaps &&
	    at > view->gaps[low].at + (low ? view->gaps[low - 1].dropped : 0))
		return view->gaps[low].at;
	return at - (low ? view->gaps[low - 1].dropped : 0);
}

void
tz_view_origin(const struct tz_view *view, size_t from, size_t until,
    size_t *ret_start, size_t *ret_end)
{
	if (view->folded) {
		tz_folded_origin(view->folded, from, until, ret_start, ret_end);
		return;
	}
	*ret_start = from;
	*ret_end = until;
}
