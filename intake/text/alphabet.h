/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/alphabet.h - in which encoding of one byte a character a text is
 *
 * Statistics of whole languages need more text than a form has; here it is
 * asked in which reading the letters beyond ASCII are those of one language.
 */
#ifndef TZ_INTAKE_TEXT_ALPHABET_H
#define TZ_INTAKE_TEXT_ALPHABET_H

#include <stddef.h>

/** tz_alphabet_guess(data, len, ret_score, ret_n): The encoding in which it
 * reads best, a constant; ${ret_score}: how well, from 0 to 1; ${ret_n}: how
 * many bytes beyond ASCII there are in the sample that was looked at. */
const char *tz_alphabet_guess(const char *data, size_t len, double *ret_score,
    size_t *ret_n);

#endif /* !TZ_INTAKE_TEXT_ALPHABET_H */
