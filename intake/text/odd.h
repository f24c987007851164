/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/odd.h - characters that a person does not see, or that make a
 * text look like another one
 */
#ifndef TZ_INTAKE_TEXT_ODD_H
#define TZ_INTAKE_TEXT_ODD_H

#include <stdbool.h>
#include <stddef.h>

/**
 * tz_odd_characters(text, len, ret_at):
 * Whether the UTF-8 text holds controls of direction that override or isolate
 * (UAX 9: U+202A to U+202E, U+2066 to U+2069), tag characters (U+E0000 to
 * U+E007F, but for those of flags), or an invisible character inside a word
 * (U+200B, U+2060 to U+2064, U+FEFF, U+180E); the byte of the first is
 * ${ret_at}.
 */
bool tz_odd_characters(const char *text, size_t len, size_t *ret_at);

#endif /* !TZ_INTAKE_TEXT_ODD_H */
