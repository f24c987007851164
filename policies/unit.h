/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/unit.h - the stretch of text in which two things belong together
 *
 * So many characters, a sentence, a paragraph or the whole part.  A sentence
 * ends with its mark or its line, a paragraph with its line or page; the cells
 * of a row are one sentence.  A line that is full and ends without a mark goes
 * on in the next one, as in text that was broken by hand or by a PDF.
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_UNIT_H
#define TZ_POLICIES_UNIT_H

#include <stddef.h>

enum tz_unit {
	TZ_UNIT_CHARACTERS,
	TZ_UNIT_SENTENCE,
	TZ_UNIT_PARAGRAPH,
	TZ_UNIT_PART,
};

struct tz_within {
	enum tz_unit unit;
	size_t n; /* characters */
};

/* How many bytes the ends of a unit are looked for to either side. */
#define TZ_UNIT_REACH 4000u

/** tz_unit_begin(text, len, at, unit, reach): The byte where the sentence or
 * paragraph round byte ${at} begins, at most ${reach} bytes before it. */
size_t tz_unit_begin(const char *text, size_t len, size_t at, enum tz_unit unit,
    size_t reach);

/** tz_unit_end(text, len, at, unit, reach): Where it ends, likewise. */
size_t tz_unit_end(const char *text, size_t len, size_t at, enum tz_unit unit,
    size_t reach);

/** tz_characters_back(text, at, n): The byte ${n} characters before ${at}. */
size_t tz_characters_back(const char *text, size_t at, size_t n);

/** tz_characters_on(text, len, at, n): The byte ${n} characters after. */
size_t tz_characters_on(const char *text, size_t len, size_t at, size_t n);

#endif /* !TZ_POLICIES_UNIT_H */
