/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/fold_table.h - what folding makes of one code point by itself
 *
 * An entry is made once, block by block as code points are met, and then only
 * read: ICU is asked for each code point once in the life of the process.
 * Used by base/fold.c alone.
 */
#ifndef TZ_BASE_FOLD_TABLE_H
#define TZ_BASE_FOLD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* An entry: the folded code point in the low bits, and what it is. */
#define TZ_FOLD_POINT 0x001fffffu
#define TZ_FOLD_DROP (1u << 21)	    /* becomes nothing */
#define TZ_FOLD_MANY (1u << 22)	    /* becomes several; ask the slow way */
#define TZ_FOLD_CLINGS (1u << 23)   /* may combine with what is before it */
#define TZ_FOLD_SPACE (1u << 24)    /* white space */
#define TZ_FOLD_HAN (1u << 25)	    /* written without spaces */
#define TZ_FOLD_JOINS (1u << 26)    /* white space beside it is layout */
#define TZ_FOLD_DOT (1u << 27)	    /* a middle dot */
#define TZ_FOLD_ALPHABET (1u << 28) /* may look like a letter of ASCII */
#define TZ_FOLD_NUMERAL (1u << 29)  /* a Chinese digit */

#define TZ_FOLD_BLOCK 256
#define TZ_FOLD_MODES 4 /* TZ_FOLD_SIMPLIFIED and TZ_FOLD_CASE */

/** tz_fold_table_block(mode, number): The entries of the code points
 * [256 x ${number}, +256) for the flags ${mode}; NULL when memory ran out. */
const uint32_t *tz_fold_table_block(unsigned mode, uint32_t number);

/* The blocks made so far, by mode and number. */
extern uint32_t *tz_fold_tables[TZ_FOLD_MODES][0x110000 / TZ_FOLD_BLOCK];

/** tz_fold_table_find(mode, point, ret_entry): The entry of a code point, made
 * if need be; false when memory ran out. */
static inline bool
tz_fold_table_find(unsigned mode, uint32_t point, uint32_t *ret_entry)
{
	const uint32_t *block =
	    __atomic_load_n(&tz_fold_tables[mode][point / TZ_FOLD_BLOCK],
		__ATOMIC_ACQUIRE);

	if (!block)
		block = tz_fold_table_block(mode, point / TZ_FOLD_BLOCK);
	*ret_entry = block ? block[point % TZ_FOLD_BLOCK] : TZ_FOLD_DROP;
	return block != NULL;
}

/** tz_fold_table_wide(wide, len, mode, ret, room): Fold a stretch of UTF-16
 * that stands by itself, without the mapping of single code points; returns
 * the units written, or -1. */
int tz_fold_table_wide(const uint16_t *wide, int len, unsigned mode,
    uint16_t *ret, int room);

/** tz_fold_table_after(point, mode): The entry of a code point that came out
 * of tz_fold_table_wide(). */
uint32_t tz_fold_table_after(uint32_t point, unsigned mode);

/** tz_fold_table_alike(point): The letter of ASCII that a letter of another
 * alphabet cannot be told from, or 0. */
uint32_t tz_fold_table_alike(uint32_t point);

/** tz_fold_table_digit(point): The value of a Chinese digit or one of ASCII, or
 * -1. */
int tz_fold_table_digit(uint32_t point);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_FOLD_TABLE_H */
