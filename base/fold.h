/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/fold.h - text in the form a reader reads, with a map back
 *
 * Always: NFKC (full width, compatibility forms), invisible characters
 * dropped (zero width, soft hyphen, bidi controls, variation selectors, tags),
 * dashes unified to U+002D, middle dots and bullets to U+00B7, digits of any
 * script and in circles to those of ASCII, marks that combine with nothing
 * dropped (strokes through a letter, dots below a Chinese character), every
 * white-space character but LF, FF and TAB to one SPACE.  By choice:
 * traditional and variant Chinese characters to common ones, lower case, white
 * space beside Chinese characters dropped, and what only whole words tell.
 *
 * The map gives, for any stretch of folded bytes, the code points of the
 * original it came from; a stretch that begins or ends inside an expansion is
 * widened to the whole original character.  Its size is small: it holds only
 * the places where the two texts stop running side by side.
 */
#ifndef TZ_BASE_FOLD_H
#define TZ_BASE_FOLD_H

#include <stddef.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

enum tz_fold_flag {
	TZ_FOLD_SIMPLIFIED = 1 << 0, /* traditional, variant Han to common */
	TZ_FOLD_CASE = 1 << 1,	     /* Unicode case folding */
	/* White space of any kind (LF, FF, TAB too) between two characters of
	 * which at least one is Han is dropped, as are U+00B7 and U+30FB
	 * between two Han characters; white space between other characters
	 * stays. */
	TZ_FOLD_JOIN_HAN = 1 << 2,
	/* Letters of other alphabets that look like those of ASCII become
	 * these in a word that holds some of ASCII, or in a line that holds
	 * some and no letter that only the other alphabet has; seven or more
	 * digits in a row, three of them Chinese numerals, become ASCII. */
	TZ_FOLD_WORDS = 1 << 3,
};

/* A folded text.  Made by tz_fold(), ended by tz_folded_free(). */
struct tz_folded;

/**
 * tz_fold(text, len, flags, ret_folded, err):
 * Fold well-formed UTF-8; ill-formed bytes count as U+FFFD each.  ${text} is
 * borrowed for the call.  Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_fold(const char *text, size_t len, unsigned flags,
    struct tz_folded **ret_folded, struct tz_err *err);

/** tz_folded_free(folded): End it.  NULL is allowed. */
void tz_folded_free(struct tz_folded *folded);

TZ_AUTO_DEFINE(tz_folded)

/** tz_folded_text(folded, ret_len): The folded UTF-8; borrowed until it is
 * freed. */
const char *tz_folded_text(const struct tz_folded *folded, size_t *ret_len);

/**
 * tz_folded_origin(folded, from, until, ret_start, ret_end):
 * The code points [${*ret_start}, ${*ret_end}) of the original that the folded
 * bytes [${from}, ${until}) came from.  O(log n).
 */
void tz_folded_origin(const struct tz_folded *folded, size_t from, size_t until,
    size_t *ret_start, size_t *ret_end);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_FOLD_H */
