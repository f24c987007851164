/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate.h - tests that a hit must pass: check digits, dates
 *
 * Inside of policies/ only.  A validator gets the folded text of the hit, with
 * its spaces and hyphens, and the rule's arguments.  It is a pure function.
 */
#ifndef TZ_POLICIES_VALIDATE_H
#define TZ_POLICIES_VALIDATE_H

#include <stdbool.h>
#include <stddef.h>

struct tz_words;

struct tz_validator {
	const char *name;
	bool (*holds)(const char *text, size_t len,
	    const struct tz_words *args);
	size_t min_args;
	size_t max_args;
};

/** tz_validator_find(name): The validator of that name, or NULL. */
const struct tz_validator *tz_validator_find(const char *name);

/* What a number looks like without its separators. */
#define TZ_PLAIN_MAX 64

/** tz_plain(text, len, ret): Copy letters and digits of ASCII, letters upper
 * case, leaving out SPACE, hyphen and line ends; 0 if it holds anything else
 * or more than TZ_PLAIN_MAX - 1, else the length. */
size_t tz_plain(const char *text, size_t len, char ret[TZ_PLAIN_MAX]);

/** tz_mod_11_2(digits, n): ISO 7064 MOD 11-2 over ${n} digits; the check
 * character '0' to '9' or 'X'. */
char tz_mod_11_2(const char *digits, size_t n);

/** tz_mod_11_10(digits, n): ISO 7064 MOD 11,10 over ${n} digits. */
char tz_mod_11_10(const char *digits, size_t n);

/** tz_luhn(digits, n): Whether the digits pass ISO/IEC 7812-1 Luhn. */
bool tz_luhn(const char *digits, size_t n);

/** tz_validate_cn_resident_id(text, len, args): GB 11643, 18 or 15 digits. */
bool tz_validate_cn_resident_id(const char *text, size_t len,
    const struct tz_words *args);

/** tz_validate_cn_uscc(text, len, args): GB 32100 with the GB 11714 code
 * inside. */
bool
tz_validate_cn_uscc(const char *text, size_t len, const struct tz_words *args);

/** tz_validate_cn_org_code(text, len, args): GB 11714. */
bool tz_validate_cn_org_code(const char *text, size_t len,
    const struct tz_words *args);

/** tz_validate_cn_business_reg(text, len, args): The 15 digits of the old
 * business licences. */
bool tz_validate_cn_business_reg(const char *text, size_t len,
    const struct tz_words *args);

/** tz_validate_cn_food_licence(text, len, args): Food licences JY and SC. */
bool tz_validate_cn_food_licence(const char *text, size_t len,
    const struct tz_words *args);

#endif /* !TZ_POLICIES_VALIDATE_H */
