/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_card.c - cards, accounts and devices
 */
#include <string.h>

#include "policies/rule.h"

static bool
luhn(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);

	(void)args;
	return tz_digits(plain, n) && tz_luhn(plain, n);
}

/* Issuers by ISO/IEC 7812: the first six digits of their numbers, and the
 * lengths these have, as bits.  Of overlapping rows the first holds. */
#define LENGTH(n) (1u << (n))
#define FROM_16 (LENGTH(16) | LENGTH(17) | LENGTH(18) | LENGTH(19))

static const struct issuer {
	int from;
	int until;
	unsigned lengths;
	bool credit; /* an international scheme, whose numbers pass Luhn */
} issuers[] = {
    {220000, 220499, FROM_16, true},		      /* Mir */
    {222100, 272099, LENGTH(16), true},		      /* Mastercard */
    {300000, 305999, LENGTH(14), true},		      /* Diners Club */
    {309500, 309599, LENGTH(14), true},		      /* Diners Club */
    {340000, 349999, LENGTH(15), true},		      /* American Express */
    {352800, 358999, FROM_16, true},		      /* JCB */
    {360000, 369999, LENGTH(14) | FROM_16, true},     /* Diners Club */
    {370000, 379999, LENGTH(15), true},		      /* American Express */
    {380000, 399999, LENGTH(14) | LENGTH(16), true},  /* Diners Club */
    {456351, 456351, LENGTH(16) | LENGTH(19), false}, /* Bank of China */
    {400000, 499999, LENGTH(13) | LENGTH(16) | LENGTH(19), true}, /* Visa */
    {510000, 559999, LENGTH(16) | LENGTH(19), true}, /* Mastercard */
    {601100, 601199, FROM_16, true},		     /* Discover */
    {601382, 601382, FROM_16, false},		     /* Bank of China */
    {601428, 601428, LENGTH(17), false}, /* Bank of Communications */
    {600000, 609999, LENGTH(16) | LENGTH(19), false}, /* local */
    {620000, 629999, FROM_16, false},		      /* UnionPay */
    {644000, 659999, FROM_16, true},		      /* Discover */
    {810000, 817199, FROM_16, false},		      /* UnionPay */
    {955800, 955999, LENGTH(18) | LENGTH(19), false}, /* 95588 and others */
};

static const struct issuer *
issuer_of(const char *plain, size_t n)
{
	size_t i;
	int six;

	if (n < 13 || n > 19 || !tz_digits(plain, n))
		return NULL;
	six = tz_number(plain, 6);
	for (i = 0; i < sizeof issuers / sizeof *issuers; i++)
		if (six >= issuers[i].from && six <= issuers[i].until)
			return issuers[i].lengths & LENGTH(n) ? &issuers[i]
							      : NULL;
	return NULL;
}

static bool
bank_card_prefix(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);

	(void)args;
	return issuer_of(plain, n) != NULL;
}

/* An issuer's number that passes Luhn or, of a Chinese bank, might have been
 * given out without it. */
static bool
bank_card(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	const struct issuer *issuer = issuer_of(plain, n);

	(void)args;
	return issuer && (!issuer->credit || tz_luhn(plain, n));
}

static bool
credit_card(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);

	(void)args;
	return issuer_of(plain, n) && tz_luhn(plain, n) &&
	    strspn(plain + 1, "0") < n - 2;
}

/* 3GPP TS 23.003: 14 digits and Luhn.  The first two are of the body that
 * gave the type its number. */
static bool
imei(const char *text, size_t len, const struct tz_words *args)
{
	static const char bodies[] =
	    "01 00 10 30 33 35 44 45 49 50 51 52 53 54 "
	    "86 91 98 99";
	char plain[TZ_PLAIN_MAX];
	char two[3] = "";
	size_t n = tz_plain(text, len, plain);

	(void)args;
	if (n != 15 || !tz_digits(plain, n) || !tz_luhn(plain, n) ||
	    tz_number(plain + 2, 6) == 0)
		return false;
	memcpy(two, plain, 2);
	return strstr(bodies, two) != NULL;
}

/* Lengths of the IBAN registry, sorted by country. */
static const char iban_lengths[] =
    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27"
    "DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28"
    "IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22"
    "MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24"
    "SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

/* ISO 7064 MOD 97-10 over letters and digits, the first four moved last. */
static unsigned
mod_97(const char *plain, size_t n)
{
	unsigned remainder = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		char c = plain[(i + 4) % n];

		if (c >= 'A')
			remainder =
			    (remainder * 100 + (unsigned)(c - 'A' + 10)) % 97;
		else
			remainder = (remainder * 10 + (unsigned)(c - '0')) % 97;
	}
	return remainder;
}

/* ISO 13616: the length of its country, and mod 97 is 1. */
static bool
iban(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	size_t i;

	(void)args;
	for (i = 0; i + 4 < sizeof iban_lengths; i += 4)
		if (n > 4 && memcmp(iban_lengths + i, plain, 2) == 0)
			break;
	return i + 4 < sizeof iban_lengths &&
	    n == (size_t)tz_number(iban_lengths + i + 2, 2) &&
	    mod_97(plain, n) == 1;
}

/* ISO 9362: four letters, a country, two characters, perhaps a branch. */
static bool
bic(const char *text, size_t len, const struct tz_words *args)
{
	static const char countries[] =
	    "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BM BN "
	    "BO BR BS BT BW BY BZ CA CD CG CH CI CL CM CN CO CR CU CV CY CZ DE "
	    "DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FO FR GA GB GD GE GG GH GI "
	    "GM GN GR GT GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO "
	    "JP KE KG KH KR KW KY KZ LA LB LC LI LK LR LT LU LV LY MA MC MD ME "
	    "MG MK ML MM MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ "
	    "OM PA PE PG PH PK PL PR PS PT PY QA RO RS RU RW SA SC SD SE SG SI "
	    "SK SL SM SN SR SV SY TD TG TH TJ TM TN TR TT TW TZ UA UG US UY UZ "
	    "VA VE VG VN YE ZA ZM ZW";
	char plain[TZ_PLAIN_MAX];
	char country[3] = "";
	size_t n = tz_plain(text, len, plain);

	(void)args;
	if (!tz_fits(text, len, "aaaaaann") &&
	    !tz_fits(text, len, "aaaaaannnnn"))
		return false;
	memcpy(country, plain + 4, 2);
	return n > 0 && strstr(countries, country) != NULL;
}

const struct tz_validator tz_validate_card[] = {
    {"bank-card", bank_card, 0, 0},
    {"bank-card-prefix", bank_card_prefix, 0, 0},
    {"bic", bic, 0, 0},
    {"credit-card", credit_card, 0, 0},
    {"iban", iban, 0, 0},
    {"imei", imei, 0, 0},
    {"luhn", luhn, 0, 0},
    {NULL, NULL, 0, 0},
};
