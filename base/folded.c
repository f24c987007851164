/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/folded.c - a folded text, and the way back to the original
 *
 * Prototypes are in base/fold.h.
 */
#include "base/folded.h"

#include <stdlib.h>

#include "base/fold.h"

void
tz_folded_free(struct tz_folded *folded)
{
	if (!folded)
		return;
	free(folded->text);
	free(folded->spans);
	free(folded);
}

const char *
tz_folded_text(const struct tz_folded *folded, size_t *ret_len)
{
	*ret_len = folded->len;
	return folded->text;
}

/* The code points that the folded byte ${at} came from. */
static void
origin(const struct tz_folded *folded, size_t at, size_t *ret_start,
    size_t *ret_end)
{
	size_t low = 1;
	size_t high = folded->n_spans;
	const struct tz_fold_span *span;
	size_t i;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (folded->spans[middle].folded <= at)
			low = middle + 1;
		else
			high = middle;
	}
	span = &folded->spans[low - 1];
	*ret_start = span->origin;
	*ret_end = span->origin + (span->n ? span->n : 1);
	for (i = span->folded + 1; span->n == 0 && i <= at; i++) {
		if (((unsigned char)folded->text[i] & 0xc0) != 0x80) {
			++*ret_start;
			++*ret_end;
		}
	}
}

void
tz_folded_origin(const struct tz_folded *folded, size_t from, size_t until,
    size_t *ret_start, size_t *ret_end)
{
	size_t start = 0;
	size_t end = 0;
	size_t other;

	if (until > folded->len)
		until = folded->len;
	if (folded->n_spans > 0 && from < until) {
		origin(folded, from, &start, &other);
		origin(folded, until - 1, &other, &end);
	} else if (folded->n_spans > 0 && from < folded->len) {
		origin(folded, from, &start, &other);
		end = start;
	} else if (folded->n_spans > 0) {
		origin(folded, folded->len - 1, &other, &end);
		start = end;
	}
	*ret_start = start;
	*ret_end = end;
}
