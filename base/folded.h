/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/folded.h - a folded text and its map; used by base/fold*.c alone
 *
 * In a span that runs along, code point k of the folded text is code point k
 * of the original; a span that does not holds bytes that all come from the
 * same code points.
 */
#ifndef TZ_BASE_FOLDED_H
#define TZ_BASE_FOLDED_H

#include <stdbool.h>
#include <stddef.h>

struct tz_fold_span {
	size_t folded; /* byte */
	size_t origin; /* code point */
	size_t n;      /* code points it stands for, 0 when it runs along */
};

struct tz_folded {
	char *text;
	size_t len;
	size_t cap;
	struct tz_fold_span *spans;
	size_t n_spans;
	size_t cap_spans;
	bool failed;
};

/** tz_fold_words(folded, mode): What TZ_FOLD_WORDS says, done to a text that is
 * folded otherwise; it grows no longer. */
void tz_fold_words(struct tz_folded *folded, unsigned mode);

#endif /* !TZ_BASE_FOLDED_H */
