/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/view.c - one part's text in the two forms that are searched
 */
#include "policies/view.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"

/* Bytes to the next character that may matter, by the first byte of this one;
 * 0 for what may be dropped itself.  Folded white space is one of SPACE, TAB,
 * LF, FF; the middle dots U+00B7 and U+30FB begin with C2 and E3. */
static inline size_t
step(unsigned char c)
{
	static const unsigned char steps[16] = {
	    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4};

	if (c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == 0xc2 ||
	    c == 0xe3)
		return 0;
	return steps[c >> 4];
}

/* Length of what may be dropped at ${at}: white space, or a middle dot, which
 * sets ${ret_dot}; 0 for anything else. */
static size_t
droppable(const char *text, size_t len, size_t at, bool *ret_dot)
{
	unsigned char c = (unsigned char)text[at];

	if (c == ' ' || c == '\n' || c == '\t' || c == '\f')
		return 1;
	if (c == 0xc2 && len - at >= 2 &&
	    memcmp(text + at, "\xc2\xb7", 2) == 0) {
		*ret_dot = true;
		return 2;
	}
	if (c == 0xe3 && len - at >= 3 &&
	    memcmp(text + at, "\xe3\x83\xbb", 3) == 0) {
		*ret_dot = true;
		return 3;
	}
	return 0;
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

/* The end of the stretch at ${at} that joining drops; ${at} when it stays. */
static size_t
gap_end(const char *text, size_t len, size_t at)
{
	bool dot = false;
	size_t end = at;
	size_t n;
	bool before;
	bool after;

	while (end < len && (n = droppable(text, len, end, &dot)))
		end += n;
	if (end == at)
		return at;
	before = han_before(text, at);
	if (before && !dot)
		return end;
	after = han_after(text, len, end);
	return (dot ? before && after : before || after) ? end : at;
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

/* The plain text of ${arg} from ${from} to ${until} goes on. */
static bool
keep_in_view(void *arg, size_t from, size_t until)
{
	struct tz_view *view = arg;
	struct tz_view_gap gap = {view->joined.len, from - view->joined.len};

	if (view->n_gaps == view->cap_gaps) {
		size_t cap = view->cap_gaps ? view->cap_gaps * 2 : 64;
		struct tz_view_gap *grown =
		    realloc(view->gaps, cap * sizeof *grown);

		if (!grown)
			return false;
		view->gaps = grown;
		view->cap_gaps = cap;
	}
	view->gaps[view->n_gaps++] = gap;
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
	view->plain = text;
	view->plain_len = len;
	if (is_plain_ascii(text, len))
		return TZ_OK;
	s = tz_fold(text, len, TZ_FOLD_SIMPLIFIED, &view->folded, err);
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
	memset(view, 0, sizeof *view);
}

/* How many bytes are missing before byte ${at} of the joined text. */
static size_t
dropped_before(const struct tz_view *view, size_t at)
{
	size_t low = 0;
	size_t high = view->n_gaps;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (view->gaps[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? view->gaps[low - 1].dropped : 0;
}

void
tz_view_to_plain(const struct tz_view *view, size_t from, size_t until,
    size_t *ret_from, size_t *ret_until)
{
	*ret_from = from + dropped_before(view, from);
	*ret_until =
	    until > from ? until + dropped_before(view, until - 1) : *ret_from;
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
