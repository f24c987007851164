/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/view.h - one part's text in the forms that are searched
 *
 * Plain: folded (base/fold.h), traditional Chinese as simplified.  Joined:
 * the plain text without the white space that stands beside Chinese
 * characters and the punctuation that stands between two of them for no
 * reason, so that a word split over runs, cells or lines is whole.  Mended:
 * pieces of the plain text in which a word was hyphenated, a number broken at
 * the end of a line, or the letters of a word set apart, without the breaks.
 * The latter two are made from the plain one, not folded again, and are absent
 * where nothing would be dropped.
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_VIEW_H
#define TZ_POLICIES_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/status.h"

struct tz_folded;

/* From byte ${at} of the joined text on, ${dropped} bytes are missing. */
struct tz_view_gap {
	size_t at;
	size_t dropped;
};

struct tz_view {
	struct tz_folded *folded; /* NULL: the text is its own folded form */
	const char *plain;
	size_t plain_len;
	struct tz_buf joined; /* empty: the same as the plain text */
	struct tz_view_gap *gaps;
	size_t n_gaps;
	size_t cap_gaps;
	struct tz_buf mended; /* pieces, each ended by a FF */
	struct tz_view_gap *breaks;
	size_t n_breaks;
	size_t cap_breaks;
};

/**
 * tz_view_make(view, text, len, err):
 * Fill ${view}, zeroed or made before; ${text} is borrowed until it is made
 * anew or ended by tz_view_clear(), which must be called even after a failure.
 * Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_view_make(struct tz_view *view, const char *text,
    size_t len, struct tz_err *err);

/** tz_view_clear(view): Free what it holds. */
void tz_view_clear(struct tz_view *view);

/** tz_view_to_plain(view, from, until, ret_from, ret_until): The bytes of the
 * plain text that a stretch of the joined one came from. */
void tz_view_to_plain(const struct tz_view *view, size_t from, size_t until,
    size_t *ret_from, size_t *ret_until);

/** tz_view_to_joined(view, at): The byte of the joined text that comes from
 * byte ${at} of the plain one, or the next that does. */
size_t tz_view_to_joined(const struct tz_view *view, size_t at);

/**
 * tz_view_mend(view, err):
 * Make the mended pieces of the plain text.  Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_view_mend(struct tz_view *view, struct tz_err *err);

/** tz_view_mended_to_plain(view, from, until, ret_from, ret_until): The bytes
 * of the plain text that a stretch of the mended pieces came from; false if
 * there is no break in it, so that it stands in the plain text as it is. */
bool tz_view_mended_to_plain(const struct tz_view *view, size_t from,
    size_t until, size_t *ret_from, size_t *ret_until);

/** tz_view_gap_add(gaps, n, cap, gap): Append to such a list; false when memory
 * ran out. */
bool tz_view_gap_add(struct tz_view_gap **gaps, size_t *n, size_t *cap,
    const struct tz_view_gap *gap);

/** tz_view_dropped(gaps, n, at): How many bytes are missing before byte ${at}
 * of the text that the list is of. */
size_t tz_view_dropped(const struct tz_view_gap *gaps, size_t n, size_t at);

/** tz_view_origin(view, from, until, ret_start, ret_end): The code points of
 * the original that a stretch of the plain text came from. */
void tz_view_origin(const struct tz_view *view, size_t from, size_t until,
    size_t *ret_start, size_t *ret_end);

/** tz_view_join_word(word, ret): Append a folded word as it stands in joined
 * text. */
void tz_view_join_word(const char *word, struct tz_buf *ret);

#endif /* !TZ_POLICIES_VIEW_H */
