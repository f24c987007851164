/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/simplify.h - traditional and variant Han characters and their common
 * forms, and letters that look like those of ASCII
 *
 * Made at build time by base/simplify_make.c out of ICU's table.
 */
#ifndef TZ_BASE_SIMPLIFY_H
#define TZ_BASE_SIMPLIFY_H

#include <stddef.h>
#include <stdint.h>

/* Pairs of a traditional or variant and a simplified code point, by the
 * first. */
extern const uint32_t tz_simplify_table[][2];
extern const size_t tz_simplify_n;

/* Pairs of a letter of another alphabet and the letter of ASCII that it cannot
 * be told from, by the first. */
extern const uint32_t tz_alike_table[][2];
extern const size_t tz_alike_n;

#endif /* !TZ_BASE_SIMPLIFY_H */
