/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/fingerprint.h - passages of a text, known by salted hashes alone
 *
 * The letters and digits of a text in normal form, without everything between
 * them, are cut into shingles of TZ_SHINGLE characters; of every
 * TZ_SHINGLE_WINDOW neighbours one is chosen by its content ("winnowing",
 * Schleimer, Wilkerson and Aiken, SIGMOD 2003).  So two texts that share a
 * passage of TZ_PASSAGE characters share at least one chosen shingle, wherever
 * it stands in them, and one that is shared means TZ_SHINGLE characters.
 *
 * What is kept of a chosen shingle is 64 bits of its SHA-256 with a salt.
 */
#ifndef TZ_POLICIES_FINGERPRINT_H
#define TZ_POLICIES_FINGERPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"

#define TZ_SHINGLE 24
#define TZ_SHINGLE_WINDOW 7
#define TZ_PASSAGE (TZ_SHINGLE + TZ_SHINGLE_WINDOW - 1)

/* The rule of the findings; it is in no pack. */
#define TZ_RULE_PASSAGE "fingerprint.passage"

struct tz_shingle {
	uint64_t hash;
	size_t start; /* code points in the text */
	size_t end;
};

struct tz_shingles {
	struct tz_shingle *shingle; /* in the order of the text */
	size_t n;
	size_t cap;
};

#define tz_auto_shingles TZ_AUTO(tz_shingles_clear) struct tz_shingles

/** tz_shingles_clear(shingles): Free them. */
void tz_shingles_clear(struct tz_shingles *shingles);

/**
 * tz_fingerprint(text, len, salt, shingles, err):
 * Append the chosen shingles of ${len} bytes of UTF-8; a text of fewer than
 * TZ_SHINGLE letters and digits has none, one of fewer than TZ_PASSAGE one.
 * Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_fingerprint(const char *text, size_t len,
    const struct tz_id *salt, struct tz_shingles *shingles, struct tz_err *err);

/** tz_shingles_distinct(shingles): Sort by hash and leave each hash once;
 * places mean nothing afterwards. */
void tz_shingles_distinct(struct tz_shingles *shingles);

/* A registered document. */
struct tz_fingerprint_source {
	int64_t id;
	const char *label; /* borrowed until the next call of the book */
	size_t n_hashes;   /* distinct ones */
};

/* Where registered hashes are looked up; given by who keeps them. */
struct tz_fingerprint_book {
	struct tz_id salt;
	/* Call ${found} for each document that holds ${hash}. */
	enum tz_status (*find)(uint64_t hash,
	    void (*found)(int64_t source, void *found_arg), void *found_arg,
	    void *arg, struct tz_err *err);
	enum tz_status (*describe)(int64_t source,
	    struct tz_fingerprint_source *ret_source, void *arg,
	    struct tz_err *err);
	void *arg;
};

#endif /* !TZ_POLICIES_FINGERPRINT_H */
