/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bag.c - the files that a bundle may hold, and their order
 */
#include "archive/bag.h"

#include <string.h>

#define HEX "0123456789abcdef"
#define DIGITS "0123456789"
#define WORD "abcdefghijklmnopqrstuvwxyz0123456789-"

bool
tz_bag_name_clean(const char *name)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789._/-";
	size_t len = strlen(name), piece;
	const char *at;

	if (len == 0 || len > TZ_BAG_NAME_MAX || strspn(name, allowed) != len)
		return false;
	for (at = name;; at += piece + 1) {
		piece = strcspn(at, "/");
		if (piece == 0 || (piece == 1 && at[0] == '.') ||
		    (piece == 2 && at[0] == '.' && at[1] == '.'))
			return false;
		if (at[piece] == '\0')
			return true;
	}
}

/* Whether ${text} is ${n} characters of ${set} and then ${rest}. */
static bool
is_run(const char *text, const char *set, size_t n, const char *rest)
{
	return strspn(text, set) == n && strcmp(text + n, rest) == 0;
}

/* The text after ${prefix}, or NULL. */
static const char *
after(const char *name, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(name, prefix, len) == 0 ? name + len : NULL;
}

static bool
is_one_of(const char *name, const char *const *list)
{
	for (; *list; list++) {
		if (strcmp(name, *list) == 0)
			return true;
	}
	return false;
}

bool
tz_bag_name_object(const char *name, struct tz_id *ret_commitment)
{
	const char *rest = after(name, "data/objects/");
	char hex[TZ_ID_HEX];

	if (!rest || strlen(rest) != 3 + 64 + 4 || rest[2] != '/' ||
	    strcmp(rest + 67, ".bin") != 0 || strncmp(rest, rest + 3, 2) != 0)
		return false;
	memcpy(hex, rest + 3, 64);
	hex[64] = '\0';
	return tz_id_parse(hex, ret_commitment);
}

/* data/policies/<digest>.txt, or a pack under data/policies/<16 digits>/. */
static bool
is_policy(const char *rest)
{
	return is_run(rest, HEX, 64, ".txt") ||
	    (strspn(rest, HEX) == 16 && rest[16] == '/');
}

static bool
is_register(const char *rest)
{
	size_t n = strspn(rest, WORD);

	return n > 0 && strcmp(rest + n, ".csv") == 0;
}

bool
tz_bag_name_known(const char *name)
{
	static const char *const fixed[] = {"bagit.txt", "bag-info.txt",
	    "manifest-sha256.txt", "tagmanifest-sha256.txt", "manifest-sm3.txt",
	    "tagmanifest-sm3.txt", "data/ledger/allowed_signers",
	    "data/ledger/consistency.txt", "data/ledger/frontier.txt",
	    "data/ledger/range", "data/ledger/roster.jsonl",
	    "data/ledger/tsa-ca.pem", "data/ledger/vkey", "data/withheld.tsv",
	    "data/VERIFY.sh", "data/VERIFY.txt", "data/index.html", NULL};
	struct tz_id commitment;
	const char *rest;

	if (!tz_bag_name_clean(name))
		return false;
	if (is_one_of(name, fixed))
		return true;
	if ((rest = after(name, "data/ledger/checkpoints/")))
		return is_run(rest, DIGITS, TZ_BAG_NUMBER, ".note") ||
		    is_run(rest, DIGITS, TZ_BAG_NUMBER, ".tsr") ||
		    is_run(rest, DIGITS, TZ_BAG_NUMBER, ".sm2");
	if ((rest = after(name, "data/ledger/entries/")))
		return is_run(rest, DIGITS, TZ_BAG_NUMBER, ".jsonl");
	if ((rest = after(name, "data/ledger/leaves/")))
		return is_run(rest, DIGITS, TZ_BAG_NUMBER, ".txt");
	if ((rest = after(name, "data/openings/")))
		return is_run(rest, DIGITS, TZ_BAG_NUMBER, ".jsonl");
	if ((rest = after(name, "data/registers/")))
		return is_register(rest);
	if ((rest = after(name, "data/policies/")))
		return is_policy(rest);
	return after(name, "data/tlog/") ||
	    tz_bag_name_object(name, &commitment);
}

bool
tz_bag_name_payload(const char *name)
{
	return after(name, "data/") != NULL;
}

static int
group_of(const char *name)
{
	static const char *const groups[] = {"bagit.txt", "bag-info.txt",
	    "manifest-", "tagmanifest-", "data/ledger/", "data/openings/",
	    "data/withheld.tsv", "data/objects/", NULL};
	int i;

	for (i = 0; groups[i]; i++) {
		if (after(name, groups[i]))
			return i;
	}
	return i;
}

int
tz_bag_compare(const char *a, const char *b)
{
	int difference = group_of(a) - group_of(b);

	return difference ? difference : strcmp(a, b);
}
