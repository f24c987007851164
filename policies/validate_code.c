/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_code.c - the inner form of encoded texts and tokens
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "policies/rule.h"

/* The value of a character of either alphabet of RFC 4648, or -1. */
static int
sextet(char c)
{
	static const char alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	const char *at = c ? strchr(alphabet, c) : NULL;

	if (at)
		return (int)(at - alphabet);
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

/* Decode; false unless it is base64 of either alphabet whose last bits are
 * zero, with right padding or none. */
static bool
decode(const char *text, size_t len, struct tz_buf *ret)
{
	uint32_t bits = 0;
	size_t n = len;
	size_t padding;
	size_t i;

	while (n > 0 && text[n - 1] == '=')
		n--;
	padding = len - n;
	if (n % 4 == 1 || padding > 2 || (padding && len % 4))
		return false;
	for (i = 0; i < n; i++) {
		int value = sextet(text[i]);

		if (value < 0)
			return false;
		bits = bits << 6 | (uint32_t)value;
		if (i % 4 == 0)
			continue;
		tz_buf_putc(ret, (char)(bits >> (6 - 2 * (i % 4)) & 0xff));
	}
	/* What is left of the last sextet is no data. */
	return n > 0 && !ret->failed &&
	    (n % 4 == 0 || !(bits & (n % 4 == 2 ? 0xf : 3)));
}

static bool
base64(const char *text, size_t len, const struct tz_words *args)
{
	tz_auto_buf data = TZ_BUF_INIT;

	return decode(text, len, &data) &&
	    (!args->n || data.len >= strtoul(args->word[0], NULL, 10));
}

/* Hexadecimal digits in pairs, as many as one of the args says. */
static bool
hex(const char *text, size_t len, const struct tz_words *args)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!strchr("0123456789abcdefABCDEF", text[i]) || !text[i])
			return false;
	if (len == 0 || len % 2)
		return false;
	for (i = 0; i < args->n; i++)
		if (strtoul(args->word[i], NULL, 10) == len)
			return true;
	return !args->n;
}

/* 8-4-4-4-12 hexadecimal digits (RFC 9562). */
static bool
uuid(const char *text, size_t len, const struct tz_words *args)
{
	size_t i;

	(void)args;
	if (len != 36)
		return false;
	for (i = 0; i < len; i++) {
		bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;

		if (hyphen ? text[i] != '-'
			   : !text[i] ||
			    !strchr("0123456789abcdefABCDEF", text[i]))
			return false;
	}
	return true;
}

/* A JWS of three or two parts or a JWE of five (RFC 7515, 7516), whose header
 * is a JSON object that names an algorithm. */
static bool
jwt(const char *text, size_t len, const struct tz_words *args)
{
	tz_auto_buf data = TZ_BUF_INIT;
	tz_auto_json header = NULL;
	const char *dot = memchr(text, '.', len);
	struct tz_err unused = {0};
	size_t dots = 0;
	size_t i;

	(void)args;
	for (i = 0; i < len; i++)
		dots += text[i] == '.';
	if (!dot || (dots != 1 && dots != 2 && dots != 4) ||
	    !decode(text, (size_t)(dot - text), &data))
		return false;
	return tz_json_parse(tz_buf_str(&data), data.len, &header, &unused) ==
	    TZ_OK &&
	    json_is_string(json_object_get(header, "alg"));
}

static uint32_t
crc32(const char *text, size_t len)
{
	uint32_t crc = UINT32_MAX;
	size_t i;
	int bit;

	for (i = 0; i < len; i++) {
		crc ^= (unsigned char)text[i];
		for (bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (UINT32_C(0xedb88320) & -(crc & 1));
	}
	return ~crc;
}

/* Tokens of GitHub since 2021 and of npm: a prefix, a low line, 30 random
 * characters and their CRC-32 in six digits to the base of 62. */
static bool
token_crc32(const char *text, size_t len, const struct tz_words *args)
{
	static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz";
	const char *body = memchr(text, '_', len);
	uint32_t crc;
	size_t i;

	(void)args;
	if (!body || len - (size_t)(++body - text) != 36)
		return false;
	crc = crc32(body, 30);
	for (i = 36; i > 30; i--) {
		if (body[i - 1] != digits[crc % 62])
			return false;
		crc /= 62;
	}
	return true;
}

const struct tz_validator tz_validate_code[] = {
    {"base64", base64, 0, 1},
    {"hex", hex, 0, 16},
    {"jwt", jwt, 0, 0},
    {"token-crc32", token_crc32, 0, 0},
    {"uuid", uuid, 0, 0},
    {NULL, NULL, 0, 0},
};
