/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/fold_table.c - what folding makes of one code point by itself
 */
#include "base/fold_table.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/fold.h"
#include "base/simplify.h"
#include "base/utf8.h"

#define BLOCKS (0x110000 / TZ_FOLD_BLOCK)

uint32_t *tz_fold_tables[TZ_FOLD_MODES][BLOCKS];

static const UNormalizer2 *
normalizer(void)
{
	UErrorCode code = U_ZERO_ERROR;

	return unorm2_getNFKCInstance(&code);
}

/* What a reader does not see: Unicode's default-ignorable code points, the
 * marks of interlinear annotation, and controls that are no white space. */
static bool
invisible(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7f && point < 0xa0))
		return !tz_utf8_is_space(point);
	return u_hasBinaryProperty((UChar32)point,
		   UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
	    (point >= 0xfff9 && point <= 0xfffb);
}

/* Hyphens, dashes and minus signs; no wave dash, no kana mark. */
static bool
dash(uint32_t point)
{
	if (point == 0x2d || point == 0x2212 || point == 0x2043 ||
	    point == 0x02d7 || point == 0x2796)
		return true;
	return u_charType((UChar32)point) == U_DASH_PUNCTUATION &&
	    point != 0x301c && point != 0x3030 && point != 0x30a0;
}

/* Chinese stars (GB/T 9704) and punctuation that fills a square. */
static bool
square(uint32_t point)
{
	bool letter = (point >= 0xff10 && point <= 0xff19) ||
	    (point >= 0xff21 && point <= 0xff3a) ||
	    (point >= 0xff41 && point <= 0xff5a);

	return point == 0x2605 || point == 0x2606 ||
	    (point >= 0x3001 && point <= 0x303f) ||
	    (point >= 0xff01 && point <= 0xff64 && !letter);
}

/* What a table says of a code point, or ${none}.  The tables are made at build
 * time (base/simplify_make.c): asking ICU at run time costs 30 ms. */
static uint32_t
look_up(const uint32_t table[][2], size_t n, uint32_t point, uint32_t none)
{
	size_t low = 0;
	size_t high = n;
	size_t middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (table[middle][0] < point)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && table[low][0] == point ? table[low][1] : none;
}

static uint32_t
simplify(uint32_t point)
{
	return look_up(tz_simplify_table, tz_simplify_n, point, point);
}

uint32_t
tz_fold_table_alike(uint32_t point)
{
	return look_up(tz_alike_table, tz_alike_n, point, 0);
}

int
tz_fold_table_digit(uint32_t point)
{
	static const uint32_t points[][10] = {
	    {0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03,
		0x516b, 0x4e5d},
	    {0x96f6, 0x58f9, 0x8d30, 0x53c1, 0x8086, 0x4f0d, 0x9646, 0x67d2,
		0x634c, 0x7396},
	    {0x25cb, 0x5e7a, 0, 0, 0, 0, 0, 0, 0, 0},
	    {0x25ef, 0, 0, 0, 0, 0, 0, 0, 0, 0}};
	size_t row;
	int i;

	if (point >= '0' && point <= '9')
		return (int)(point - '0');
	for (row = 0; point > 0x7f && row < 4; row++)
		for (i = 0; i < 10; i++)
			if (points[row][i] == point)
				return i;
	return -1;
}

/* Letters and digits in circles and squares that NFKC leaves, or gives
 * brackets or a full stop. */
static uint32_t
unframed(uint32_t point)
{
	static const struct {
		uint32_t from;
		uint32_t until;
		uint32_t to;
	} frames[] = {{0x2474, 0x247c, '1'}, {0x2488, 0x2490, '1'},
	    {0x249c, 0x24b5, 'a'}, {0x24f5, 0x24fd, '1'}, {0x24ff, 0x24ff, '0'},
	    {0x2776, 0x277e, '1'}, {0x2780, 0x2788, '1'}, {0x278a, 0x2792, '1'},
	    {0x1f110, 0x1f129, 'A'}, {0x1f150, 0x1f169, 'A'},
	    {0x1f170, 0x1f189, 'A'}, {0x1f1e6, 0x1f1ff, 'A'}};
	size_t i;

	for (i = 0; i < sizeof frames / sizeof *frames; i++)
		if (point >= frames[i].from && point <= frames[i].until)
			return frames[i].to + point - frames[i].from;
	if (point > 0x7f &&
	    u_charType((UChar32)point) == U_DECIMAL_DIGIT_NUMBER)
		return '0' + (uint32_t)u_charDigitValue((UChar32)point);
	return point;
}

/* Marks that combine with nothing once the text is composed: strokes through a
 * letter, frames round it, dots below what is no letter. */
static bool
stray(uint32_t point)
{
	return (point >= 0x0300 && point <= 0x036f) ||
	    (point >= 0x1ab0 && point <= 0x1aff) ||
	    (point >= 0x1dc0 && point <= 0x1dff) ||
	    (point >= 0x20d0 && point <= 0x20ff) ||
	    (point >= 0xfe20 && point <= 0xfe2f);
}

/* The middle dots, bullets and operators that are drawn alike. */
static bool
dot(uint32_t point)
{
	return point == 0xb7 || point == 0x30fb || point == 0x2022 ||
	    point == 0x2027 || point == 0x2219 || point == 0x22c5 ||
	    point == 0x2e31 || point == 0x16eb;
}

/* Alphabets with letters that look like those of ASCII. */
static bool
alphabet(uint32_t point)
{
	return (point >= 0x370 && point <= 0x58f) ||
	    (point >= 0x13a0 && point <= 0x13ff) ||
	    (point >= 0x1c80 && point <= 0x1c8f) ||
	    (point >= 0x1f00 && point <= 0x1fff) ||
	    (point >= 0x2c80 && point <= 0x2cff) ||
	    (point >= 0x2de0 && point <= 0x2dff) ||
	    (point >= 0xa4d0 && point <= 0xa4ff) ||
	    (point >= 0xa640 && point <= 0xa69f) ||
	    tz_fold_table_alike(point) != 0;
}

static uint32_t
kinds(uint32_t point)
{
	uint32_t flags = 0;

	if (tz_utf8_is_space(point))
		flags |= TZ_FOLD_SPACE;
	if (tz_utf8_is_han(point))
		flags |= TZ_FOLD_HAN | TZ_FOLD_JOINS;
	if (square(point))
		flags |= TZ_FOLD_JOINS;
	if (dot(point))
		flags |= TZ_FOLD_DOT;
	if (point > 0x7f && alphabet(point))
		flags |= TZ_FOLD_ALPHABET;
	if (point > 0x7f && tz_fold_table_digit(point) >= 0)
		flags |= TZ_FOLD_NUMERAL;
	return flags;
}

uint32_t
tz_fold_table_after(uint32_t point, unsigned mode)
{
	uint32_t flags;

	if (point > 0x20 && point < 0x7f)
		return point;
	point = unframed(point);
	flags = kinds(point);
	if (invisible(point) || stray(point))
		return TZ_FOLD_DROP;
	if (flags & TZ_FOLD_SPACE)
		return flags |
		    (point == '\n' || point == '\f' || point == '\t' ? point
								     : ' ');
	if (dash(point))
		return flags | '-';
	if (flags & TZ_FOLD_DOT)
		return flags | 0xb7;
	if (mode & TZ_FOLD_SIMPLIFIED && point >= 0x2e80) {
		point = simplify(point);
		flags = kinds(point);
	}
	return flags | point;
}

int
tz_fold_table_wide(const uint16_t *wide, int len, unsigned mode, uint16_t *ret,
    int room)
{
	UErrorCode code = U_ZERO_ERROR;
	UChar folded[8192];
	int32_t n = unorm2_normalize(normalizer(), wide, len, ret, room, &code);

	if (U_FAILURE(code))
		return -1;
	if (!(mode & TZ_FOLD_CASE))
		return n;
	n = u_strFoldCase(folded, 8192, ret, n, U_FOLD_CASE_DEFAULT, &code);
	n = unorm2_normalize(normalizer(), folded, n, ret, room, &code);
	return U_FAILURE(code) ? -1 : n;
}

static uint32_t
make_entry(uint32_t point, unsigned mode)
{
	UChar wide[2];
	UChar made[128];
	int32_t len = 0;
	int32_t at = 0;
	uint32_t entry;
	UChar32 only = 0;
	int n;

	if (point >= 0xd800 && point < 0xe000)
		return point;
	if (invisible(point))
		return TZ_FOLD_DROP;
	if (tz_utf8_is_space(point))
		return tz_fold_table_after(point, mode);
	if (stray(point)) /* it may yet combine */
		return point | TZ_FOLD_CLINGS;
	point = unframed(point);
	U16_APPEND_UNSAFE(wide, len, point);
	n = tz_fold_table_wide(wide, len, mode, made, 128);
	if (n > 0)
		U16_NEXT(made, at, n, only);
	if (n > 0 && at == n)
		entry = tz_fold_table_after((uint32_t)only, mode);
	else
		entry = TZ_FOLD_MANY;
	/* A compatibility form of a space is white space like any other; a
	 * full-width mark joins although its ASCII twin does not. */
	entry |= kinds(point) & (TZ_FOLD_JOINS | TZ_FOLD_HAN);
	if (!unorm2_hasBoundaryBefore(normalizer(), (UChar32)point))
		entry |= TZ_FOLD_CLINGS;
	return entry;
}

const uint32_t *
tz_fold_table_block(unsigned mode, uint32_t number)
{
	uint32_t **slot =
	    &tz_fold_tables[mode % TZ_FOLD_MODES][number % BLOCKS];
	uint32_t *block = __atomic_load_n(slot, __ATOMIC_ACQUIRE);
	uint32_t *expected = NULL;
	uint32_t i;

	if (block)
		return block;
	block = malloc(TZ_FOLD_BLOCK * sizeof *block);
	if (!block)
		return NULL;
	for (i = 0; i < TZ_FOLD_BLOCK; i++)
		block[i] = make_entry(number * TZ_FOLD_BLOCK + i,
		    mode % TZ_FOLD_MODES);
	/* Another thread may have been first; both made the same. */
	if (__atomic_compare_exchange_n(slot, &expected, block, 0,
		__ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return block;
	free(block);
	return expected;
}
