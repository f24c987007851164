/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_net.c - addresses of networks and mail
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <string.h>

#include "policies/rule.h"

static bool
is_label(const char *text, size_t len)
{
	size_t i;

	if (len == 0 || len > 63 || text[0] == '-' || text[len - 1] == '-')
		return false;
	for (i = 0; i < len; i++)
		if (!isascii(text[i]) ||
		    (!isalnum((unsigned char)text[i]) && text[i] != '-'))
			return false;
	return true;
}

/* The last label of a name in the DNS, not of a file such as logo@2x.png. */
static bool
is_top(const char *text, size_t len)
{
	static const char *const files[] = {"png", "jpg", "jpeg", "gif", "svg",
	    "webp", "bmp", "ico", "css", "js", "json", "html", "htm", "xml",
	    "pdf", "txt", "exe", "dll", "php", "asp", "jsp", "doc", "docx",
	    "xls", "xlsx", "log", NULL};
	char lower[64];
	size_t i;

	if (len < 2 || len >= sizeof lower || !is_label(text, len))
		return false;
	for (i = 0; i < len; i++)
		lower[i] = (char)tolower((unsigned char)text[i]);
	lower[len] = '\0';
	if (strncmp(lower, "xn--", 4) == 0)
		return true;
	for (i = 0; i < len; i++)
		if (lower[i] < 'a' || lower[i] > 'z')
			return false;
	for (i = 0; files[i]; i++)
		if (strcmp(files[i], lower) == 0)
			return false;
	return true;
}

static bool
is_domain(const char *text, size_t len)
{
	size_t from = 0;
	size_t at;
	size_t labels = 0;

	for (at = 0; at <= len; at++) {
		if (at < len && text[at] != '.')
			continue;
		if (!is_label(text + from, at - from))
			return false;
		if (at == len)
			return labels > 0 && is_top(text + from, at - from);
		labels++;
		from = at + 1;
	}
	return false;
}

/* RFC 5321, without quoted local parts and address literals. */
static bool
email(const char *text, size_t len, const struct tz_words *args)
{
	const char *at = memchr(text, '@', len);
	size_t local = at ? (size_t)(at - text) : 0;
	size_t i;

	(void)args;
	if (local == 0 || local > 64 || text[0] == '.' || at[-1] == '.')
		return false;
	for (i = 0; i < local; i++) {
		unsigned char c = (unsigned char)text[i];

		if (!isascii(c) ||
		    !(isalnum(c) || strchr("._%+-&'*/=?^~#$!", c)))
			return false;
		if (c == '.' && text[i + 1] == '.')
			return false;
	}
	return is_domain(at + 1, len - local - 1);
}

/* Four octets without leading zeros; a port or the length of a prefix may
 * follow. */
static bool
read_ipv4(const char *text, size_t len, int ret[4])
{
	size_t at = 0;
	int i;

	for (i = 0; i < 4; i++) {
		size_t n = 0;

		while (at + n < len && n < 4 && text[at + n] >= '0' &&
		    text[at + n] <= '9')
			n++;
		if (n == 0 || n > 3 || (n > 1 && text[at] == '0'))
			return false;
		ret[i] = tz_number(text + at, n);
		at += n;
		if (ret[i] > 255 || (i < 3 && (at >= len || text[at++] != '.')))
			return false;
	}
	return at == len || text[at] == ':' || text[at] == '/';
}

/* RFC 1918, 6598, 3927. */
static bool
is_private(const int octet[4])
{
	return octet[0] == 10 ||
	    (octet[0] == 172 && octet[1] >= 16 && octet[1] <= 31) ||
	    (octet[0] == 192 && octet[1] == 168) ||
	    (octet[0] == 100 && octet[1] >= 64 && octet[1] <= 127) ||
	    (octet[0] == 169 && octet[1] == 254);
}

/* The address of a host, "private" or "public" by the arg, and not the number
 * of a version, all of whose numbers are small. */
static bool
ipv4(const char *text, size_t len, const struct tz_words *args)
{
	int octet[4];
	bool small;
	bool same;

	if (!read_ipv4(text, len, octet))
		return false;
	if (is_private(octet))
		return !tz_has_arg(args, "public");
	small = octet[0] <= 30 && octet[1] <= 30 && octet[2] <= 30 &&
	    octet[3] <= 30;
	same = octet[0] == octet[1] && octet[1] == octet[2] &&
	    octet[2] == octet[3];
	return !tz_has_arg(args, "private") && octet[0] > 0 &&
	    octet[0] != 127 && octet[0] < 224 && (!small || same);
}

/* RFC 4291; "private" is fc00::/7 and fe80::/10. */
static bool
ipv6(const char *text, size_t len, const struct tz_words *args)
{
	unsigned char bytes[16];
	char word[48];
	size_t n = 0;
	bool private;

	while (n < len && text[n] != '/' && text[n] != '%')
		n++;
	if (n < 3 || n >= sizeof word)
		return false;
	memcpy(word, text, n);
	word[n] = '\0';
	if (inet_pton(AF_INET6, word, bytes) != 1 || bytes[0] == 0 ||
	    bytes[0] == 0xff)
		return false;
	private = (bytes[0] & 0xfe) == 0xfc ||
	    (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80);
	return !tz_has_arg(args, private ? "public" : "private");
}

/* EUI-48 in pairs or, with dots, in fours; neither all zero nor all one. */
static bool
mac(const char *text, size_t len, const struct tz_words *args)
{
	bool fours = len == 14;
	size_t step = fours ? 5 : 3;
	char sign = len > 4 ? text[fours ? 4 : 2] : '\0';
	size_t zeros = 0;
	size_t ones = 0;
	size_t i;

	(void)args;
	if ((!fours && len != 17) ||
	    (fours ? sign != '.' : sign != ':' && sign != '-'))
		return false;
	for (i = 0; i < len; i++) {
		char c = text[i];

		if (i % step == step - 1) {
			if (c != sign)
				return false;
			continue;
		}
		if (!c || !strchr("0123456789abcdefABCDEF", c))
			return false;
		zeros += c == '0';
		ones += c == 'f' || c == 'F';
	}
	return zeros < 12 && ones < 12;
}

static bool
domain(const char *text, size_t len, const struct tz_words *args)
{
	(void)args;
	return is_domain(text, len);
}

const struct tz_validator tz_validate_net[] = {
    {"domain", domain, 0, 0},
    {"email", email, 0, 0},
    {"ipv4", ipv4, 0, 1},
    {"ipv6", ipv6, 0, 1},
    {"mac", mac, 0, 0},
    {NULL, NULL, 0, 0},
};
