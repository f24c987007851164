/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate.h - tests that a hit must pass: check digits, dates, forms
 *
 * Inside of policies/ only.  A validator gets the folded text of the hit, with
 * its spaces and hyphens, and the rule's arguments.  Nothing but these and,
 * where a date is compared with it, today decides.  The names are listed in
 * docs/policy.schema.json and explained in policies/README.md.
 */
#ifndef TZ_POLICIES_VALIDATE_H
#define TZ_POLICIES_VALIDATE_H

#include <stdbool.h>
#include <stddef.h>

struct tz_date;
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

/** tz_validator_at(i): The ${i}-th of all, or NULL after the last. */
const struct tz_validator *tz_validator_at(size_t i);

/* The tables, each ended by an entry without a name. */
extern const struct tz_validator tz_validate_text[];
extern const struct tz_validator tz_validate_code[];
extern const struct tz_validator tz_validate_card[];
extern const struct tz_validator tz_validate_cn[];
extern const struct tz_validator tz_validate_cn_shape[];
extern const struct tz_validator tz_validate_cn_trade[];
extern const struct tz_validator tz_validate_date[];
extern const struct tz_validator tz_validate_net[];
extern const struct tz_validator tz_validate_place[];
extern const struct tz_validator tz_validate_uk[];
extern const struct tz_validator tz_validate_us[];

/* What a number looks like without its separators. */
#define TZ_PLAIN_MAX 64

/** tz_plain(text, len, ret): Copy letters and digits of ASCII, letters upper
 * case, leaving out SPACE, hyphen, dot, middle dot, low line and line ends; 0
 * if it holds anything else or more than TZ_PLAIN_MAX - 1, else the length. */
size_t tz_plain(const char *text, size_t len, char ret[TZ_PLAIN_MAX]);

/** tz_digits(text, n): Whether there are ${n} digits of ASCII, at least one. */
bool tz_digits(const char *text, size_t n);

/** tz_number(digits, n): The value of ${n} digits, at most nine. */
int tz_number(const char *digits, size_t n);

/** tz_fits(text, len, shape): Whether the text, without separators, has the
 * shape: '9' is a digit, 'a' a letter, 'n' either, 'l' a letter but I and O,
 * 'm' a digit or such a letter; anything else stands for itself. */
bool tz_fits(const char *text, size_t len, const char *shape);

/** tz_has_arg(args, word): Whether ${word} is among the arguments. */
bool tz_has_arg(const struct tz_words *args, const char *word);

/** tz_mod_11_2(digits, n): ISO 7064 MOD 11-2 over ${n} digits; the check
 * character '0' to '9' or 'X'. */
char tz_mod_11_2(const char *digits, size_t n);

/** tz_mod_11_10(digits, n): ISO 7064 MOD 11,10 over ${n} digits. */
char tz_mod_11_10(const char *digits, size_t n);

/** tz_luhn(digits, n): Whether the digits pass ISO/IEC 7812-1 Luhn. */
bool tz_luhn(const char *digits, size_t n);

/** tz_cn_province(code): Whether GB/T 2260 has a province, region or
 * municipality of that number; 81 to 83 also begin the residence permits for
 * people from Hong Kong, Macau and Taiwan. */
bool tz_cn_province(int code);

/** tz_birthday(year, month, day): Whether it is a day from 1880 to today. */
bool tz_birthday(int year, int month, int day);

/** tz_year_passed(year, since): Whether it is ${since} or later, and this year
 * or earlier. */
bool tz_year_passed(int year, int since);

/** tz_date_read(text, len, ret): Read a date as people write it: year first,
 * or day and month before it, in digits, or with the month's name; false if
 * there is no such day. */
bool tz_date_read(const char *text, size_t len, struct tz_date *ret);

#endif /* !TZ_POLICIES_VALIDATE_H */
