/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/view_mend.c - words and numbers that a line's end or spacing broke
 *
 * A hyphen at the end of a line between small letters; the end of a line or
 * page between digits, unless both lines are nothing but numbers, as in a
 * column; four or more single letters with the same sign between them.
 */
#include <ctype.h>
#include <string.h>

#include "policies/view.h"

/* What a piece holds of the plain text before and after its breaks. */
#define REACH 300

struct mending {
	struct tz_view *view;
	size_t from;  /* the piece begins here, in the plain text */
	size_t until; /* and goes on to here at least; 0: there is none */
	bool failed;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return isascii(c) && isalpha((unsigned char)c);
}

static bool
is_sign(char c)
{
	return c && strchr(" .-_*", c);
}

static size_t
char_start(const char *text, size_t at)
{
	while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* The plain text goes on at ${from} in the mended one. */
static void
go_on(struct mending *mending, size_t from)
{
	struct tz_view *view = mending->view;
	struct tz_view_gap gap = {view->mended.len, from - view->mended.len};

	if (!tz_view_gap_add(&view->breaks, &view->n_breaks, &view->cap_breaks,
		&gap))
		mending->failed = true;
	mending->from = from;
}

static void
end_piece(struct mending *mending)
{
	struct tz_view *view = mending->view;

	if (!mending->until)
		return;
	tz_buf_append(&view->mended, view->plain + mending->from,
	    mending->until - mending->from);
	tz_buf_putc(&view->mended, '\f');
	mending->until = 0;
}

/* Leave out the bytes [from, until). */
static void
leave_out(struct mending *mending, size_t from, size_t until)
{
	struct tz_view *view = mending->view;
	size_t len = view->plain_len;

	if (mending->until && from < mending->from)
		return;
	if (mending->until && from > mending->until + REACH)
		end_piece(mending);
	if (!mending->until) {
		size_t begin =
		    from > REACH ? char_start(view->plain, from - REACH) : 0;

		/* The end of the piece before is not told twice. */
		go_on(mending, begin);
	}
	tz_buf_append(&view->mended, view->plain + mending->from,
	    from - mending->from);
	go_on(mending, until);
	mending->until =
	    len - until > REACH ? char_start(view->plain, until + REACH) : len;
}

/* Whether the line before (or after) byte ${at} holds nothing but numbers. */
static bool
is_numeric_line(const char *text, size_t len, size_t at, bool before)
{
	size_t n;

	for (n = 0; n < REACH; n++) {
		unsigned char c;

		if (before ? at == n : at + n >= len)
			return true;
		c = (unsigned char)(before ? text[at - n - 1] : text[at + n]);
		if (c == '\n' || c == '\f')
			return true;
		if (c >= 0x80 || isalpha(c))
			return false;
	}
	return false;
}

/* A line or page ends at ${at}; returns where to go on. */
static size_t
at_line_end(struct mending *mending, size_t at)
{
	const char *text = mending->view->plain;
	size_t len = mending->view->plain_len;
	size_t from = at;
	size_t until = at + 1;

	while (from > 0 && text[from - 1] == ' ')
		from--;
	while (until < len && strchr(" \n\f", text[until]) && text[until] &&
	    until - at < 8)
		until++;
	if (from == 0 || until >= len)
		return at + 1;
	if (is_digit(text[from - 1]) && is_digit(text[until])) {
		if (is_numeric_line(text, len, from, true) &&
		    is_numeric_line(text, len, until, false))
			return at + 1;
	} else if (text[from - 1] == '-' && from > 1 &&
	    ((islower((unsigned char)text[from - 2]) &&
		 islower((unsigned char)text[until])) ||
		(isupper((unsigned char)text[from - 2]) &&
		    isupper((unsigned char)text[until])))) {
		from--;
	} else {
		return at + 1;
	}
	leave_out(mending, from, until);
	return until;
}

/* The end of a run of single letters with the same sign between them that
 * begins at ${at}; ${at} if there are fewer than four. */
static size_t
spelled_end(const char *text, size_t len, size_t at)
{
	size_t end = at;
	char sign = len - at > 2 ? text[at + 1] : '\0';

	if (!is_sign(sign) || (at > 0 && isalnum((unsigned char)text[at - 1])))
		return at;
	while (len - end > 2 && is_letter(text[end]) && text[end + 1] == sign &&
	    is_letter(text[end + 2]) &&
	    (len - end == 3 || !isalnum((unsigned char)text[end + 3])))
		end += 2;
	return end - at < 6 ? at : end + 1;
}

/* Perhaps there are such letters round ${at}; returns where to go on. */
static size_t
at_letters(struct mending *mending, size_t at)
{
	const char *text = mending->view->plain;
	size_t len = mending->view->plain_len;
	size_t begin = at;
	size_t end;
	size_t i;

	/* Back to the first of them. */
	if (is_sign(text[begin]))
		begin++;
	while (begin >= 2 && is_sign(text[begin - 1]) &&
	    is_letter(text[begin - 2]) && text[begin - 1] == text[begin + 1] &&
	    (begin == 2 || !isalnum((unsigned char)text[begin - 3])))
		begin -= 2;
	end = spelled_end(text, len, begin);
	if (end == begin || end <= at)
		return at;
	if (mending->until && begin < mending->from)
		return at;
	for (i = begin + 1; i < end; i += 2)
		leave_out(mending, i, i + 1);
	/* Words that are spelled stand wider apart than their letters. */
	for (i = end; i < len && text[i] == ' ';)
		i++;
	if (i - end > 1)
		leave_out(mending, end + 1, i);
	return i > end ? i : end;
}

/* By byte: 1 ends a line, 2 may stand between letters. */
static const unsigned char kinds[256] = {['\n'] = 1,
    ['\f'] = 1,
    [' '] = 2,
    ['.'] = 2,
    ['-'] = 2,
    ['_'] = 2,
    ['*'] = 2};

enum tz_status
tz_view_mend(struct tz_view *view, struct tz_err *err)
{
	struct mending mending = {view, 0, 0, false};
	const char *text = view->plain;
	size_t len = view->plain_len;
	size_t at = 0;

	while (at + 4 <= len && !mending.failed) {
		unsigned char a = kinds[(unsigned char)text[at]];
		unsigned char b = kinds[(unsigned char)text[at + 1]];
		unsigned char c = kinds[(unsigned char)text[at + 2]];
		unsigned char d = kinds[(unsigned char)text[at + 3]];
		size_t next = at + 4;

		if ((a | b | c | d) & 1)
			next = at_line_end(&mending,
			    at +
				(a & 1		? 0
					: b & 1 ? 1
					: c & 1 ? 2
						: 3));
		else if ((a && text[at] == text[at + 2]) ||
		    (b && text[at + 1] == text[at + 3]))
			next = at_letters(&mending, at);
		at = next > at ? next : at + 4;
	}
	end_piece(&mending);
	if (mending.failed)
		return tz_fail_nomem(err);
	return tz_buf_check(&view->mended, err);
}

bool
tz_view_mended_to_plain(const struct tz_view *view, size_t from, size_t until,
    size_t *ret_from, size_t *ret_until)
{
	size_t before = tz_view_dropped(view->breaks, view->n_breaks, from);
	size_t after = tz_view_dropped(view->breaks, view->n_breaks, until - 1);

	*ret_from = from + before;
	*ret_until = until + after;
	return before != after &&
	    !memchr(view->mended.data + from, '\f', until - from);
}
