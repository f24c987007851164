/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/terms.c - the terms of a record, and how terms are spelt
 *
 * Occurrences are gathered in a table of our own and handed to Xapian term by
 * term in order of bytes: its own map is then walked along one path, in the
 * processor's cache, and a word's stem is made once a record.
 */
#include "index/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"

#define TERM_MAX 240 /* bytes; Xapian takes 245, five are for prefixes */
#define APART 100    /* positions between two texts of a field */
#define NO_STEM UINT32_MAX
#define PREFIX_MAX 4

/* One distinct term. */
struct entry {
	size_t at; /* bytes in ${bytes} */
	uint32_t len;
	uint32_t hash;
	uint32_t wdf;
	uint32_t n_positions;
	uint32_t stem; /* entry of the stem, once made */
};

struct occurrence {
	uint32_t entry;
	uint32_t position;
};

/* Where the last text of a field ended. */
struct field {
	char prefix[PREFIX_MAX];
	uint32_t position;
};

struct tz_terms {
	struct tz_buf bytes;
	struct tz_buf spelt; /* a term being looked up */
	struct entry *entries;
	size_t n_entries;
	size_t cap_entries;
	uint32_t *slots; /* entry + 1, or 0 */
	size_t n_slots;	 /* a power of two */
	struct occurrence *occurrences;
	size_t n_occurrences;
	size_t cap_occurrences;
	struct field fields[16];
	size_t n_fields;
	struct tz_term *all;
	uint32_t *positions;
	bool failed;
};

enum tz_status
tz_terms_new(struct tz_terms **ret_terms, struct tz_err *err)
{
	tz_auto(tz_terms) terms = calloc(1, sizeof *terms);

	if (!terms)
		return tz_fail_nomem(err);
	terms->n_slots = 1024;
	terms->slots = calloc(terms->n_slots, sizeof *terms->slots);
	if (!terms->slots)
		return tz_fail_nomem(err);
	*ret_terms = tz_steal(&terms);
	return TZ_OK;
}

void
tz_terms_free(struct tz_terms *terms)
{
	if (!terms)
		return;
	tz_buf_clear(&terms->bytes);
	tz_buf_clear(&terms->spelt);
	free(terms->entries);
	free(terms->slots);
	free(terms->occurrences);
	free(terms->all);
	free(terms->positions);
	free(terms);
}

void
tz_term_spell(const char *prefix, const char *text, size_t len,
    struct tz_buf *ret)
{
	struct tz_id id;

	tz_buf_puts(ret, prefix);
	if (strlen(prefix) + len <= TERM_MAX) {
		tz_buf_append(ret, text, len);
		return;
	}
	tz_sha256(text, len, &id);
	tz_buf_putc(ret, '#');
	tz_hex_encode(id.bytes, sizeof id.bytes, ret);
}

void
tz_term_spell_stem(const char *prefix, const char *word, size_t len,
    struct tz_buf *ret)
{
	char stem[TERM_MAX];
	size_t n = 0;

	/* No English word is so long; it stands for itself. */
	if (len <= 64)
		n = tz_xapian_stem(word, len, stem, sizeof stem);
	tz_buf_putc(ret, 'Z');
	tz_term_spell(prefix, n ? stem : word, n ? n : len, ret);
}

/* FNV-1a. */
static uint32_t
hash_of(const char *bytes, size_t len)
{
	uint32_t hash = 2166136261u;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
	return hash;
}

static void
put_slot(struct tz_terms *terms, uint32_t entry)
{
	size_t mask = terms->n_slots - 1;
	size_t i = terms->entries[entry].hash & mask;

	while (terms->slots[i])
		i = (i + 1) & mask;
	terms->slots[i] = entry + 1;
}

static bool
grow_slots(struct tz_terms *terms)
{
	uint32_t *slots = calloc(terms->n_slots * 2, sizeof *slots);
	uint32_t i;

	if (!slots)
		return false;
	free(terms->slots);
	terms->slots = slots;
	terms->n_slots *= 2;
	for (i = 0; i < terms->n_entries; i++)
		put_slot(terms, i);
	return true;
}

static bool
grow_entries(struct tz_terms *terms)
{
	size_t cap = terms->cap_entries ? terms->cap_entries * 2 : 512;
	struct entry *entries = realloc(terms->entries, cap * sizeof *entries);

	if (!entries)
		return false;
	terms->entries = entries;
	terms->cap_entries = cap;
	return true;
}

static uint32_t
add_entry(struct tz_terms *terms, const char *bytes, size_t len, uint32_t hash)
{
	if (terms->n_entries == terms->cap_entries && !grow_entries(terms))
		terms->failed = true;
	if (!terms->failed && terms->n_entries * 2 >= terms->n_slots &&
	    !grow_slots(terms))
		terms->failed = true;
	if (terms->failed)
		return 0;
	terms->entries[terms->n_entries] = (struct entry){
	    terms->bytes.len, (uint32_t)len, hash, 0, 0, NO_STEM};
	tz_buf_append(&terms->bytes, bytes, len);
	if (terms->bytes.failed)
		terms->failed = true;
	put_slot(terms, (uint32_t)terms->n_entries);
	return (uint32_t)terms->n_entries++;
}

/* The entry of a term, a new one if need be; counts one occurrence. */
static uint32_t
count_term(struct tz_terms *terms, const char *bytes, size_t len)
{
	uint32_t hash = hash_of(bytes, len);
	size_t mask = terms->n_slots - 1;
	size_t i = hash & mask;
	uint32_t entry;

	if (terms->failed)
		return 0;
	while (terms->slots[i]) {
		const struct entry *there;

		entry = terms->slots[i] - 1;
		there = &terms->entries[entry];
		if (there->hash == hash && there->len == len &&
		    memcmp(terms->bytes.data + there->at, bytes, len) == 0) {
			terms->entries[entry].wdf++;
			return entry;
		}
		i = (i + 1) & mask;
	}
	entry = add_entry(terms, bytes, len, hash);
	if (!terms->failed)
		terms->entries[entry].wdf++;
	return entry;
}

static void
add_position(struct tz_terms *terms, uint32_t entry, uint32_t position)
{
	if (terms->n_occurrences == terms->cap_occurrences) {
		size_t cap =
		    terms->cap_occurrences ? terms->cap_occurrences * 2 : 4096;
		struct occurrence *grown =
		    realloc(terms->occurrences, cap * sizeof *grown);

		if (!grown) {
			terms->failed = true;
			return;
		}
		terms->occurrences = grown;
		terms->cap_occurrences = cap;
	}
	if (terms->failed)
		return;
	terms->occurrences[terms->n_occurrences++] =
	    (struct occurrence){entry, position};
	terms->entries[entry].n_positions++;
}

/* Count the term of ${prefix} and ${text}. */
static uint32_t
count_spelt(struct tz_terms *terms, const char *prefix, const char *text,
    size_t len)
{
	tz_buf_reset(&terms->spelt);
	tz_term_spell(prefix, text, len, &terms->spelt);
	if (terms->spelt.failed) {
		terms->failed = true;
		return 0;
	}
	return count_term(terms, terms->spelt.data, terms->spelt.len);
}

static void
count_stem(struct tz_terms *terms, uint32_t word, const char *prefix,
    const char *text, size_t len)
{
	uint32_t stem;

	if (terms->failed)
		return;
	if (terms->entries[word].stem != NO_STEM) {
		terms->entries[terms->entries[word].stem].wdf++;
		return;
	}
	tz_buf_reset(&terms->spelt);
	tz_term_spell_stem(prefix, text, len, &terms->spelt);
	if (terms->spelt.failed) {
		terms->failed = true;
		return;
	}
	stem = count_term(terms, terms->spelt.data, terms->spelt.len);
	if (!terms->failed)
		terms->entries[word].stem = stem;
}

/* The place where positions of the field ${prefix} are counted. */
static uint32_t *
field_position(struct tz_terms *terms, const char *prefix)
{
	size_t i;

	for (i = 0; i < terms->n_fields; i++) {
		if (strcmp(terms->fields[i].prefix, prefix) == 0)
			return &terms->fields[i].position;
	}
	if (i == sizeof terms->fields / sizeof *terms->fields ||
	    strlen(prefix) >= PREFIX_MAX) {
		terms->failed = true;
		return &terms->fields[0].position;
	}
	memcpy(terms->fields[i].prefix, prefix, strlen(prefix) + 1);
	terms->n_fields++;
	return &terms->fields[i].position;
}

/* A unit at ${position}; ${after} stands beside it, NULL for nothing. */
static void
add_unit(struct tz_terms *terms, const char *prefix, const char *text,
    const struct tz_unit *unit, const struct tz_unit *after, uint32_t position)
{
	const char *begin = text + unit->from;
	size_t len = unit->until - unit->from;
	uint32_t entry;

	if (unit->kind == TZ_UNIT_GAP) {
		begin = TZ_TERM_GAP;
		len = strlen(TZ_TERM_GAP);
	}
	entry = count_spelt(terms, prefix, begin, len);
	add_position(terms, entry, position);
	if (unit->letters)
		count_stem(terms, entry, prefix, begin, len);
	if (unit->kind == TZ_UNIT_HAN && after && after->kind == TZ_UNIT_HAN)
		count_spelt(terms, prefix, begin, after->until - unit->from);
}

enum tz_status
tz_terms_add_text(struct tz_terms *terms, const char *prefix, const char *text,
    size_t len, struct tz_err *err)
{
	tz_auto(tz_folded) folded = NULL;
	uint32_t *position = field_position(terms, prefix);
	struct tz_units units;
	struct tz_unit unit;
	struct tz_unit after;
	const char *bytes;
	bool more;
	enum tz_status s;

	s = tz_fold(text, len, TZ_INDEX_FOLD, &folded, err);
	if (s)
		return s;
	bytes = tz_folded_text(folded, &len);
	*position += APART;
	tz_units_init(&units, bytes, len);
	more = tz_units_next(&units, &unit);
	while (more) {
		more = tz_units_next(&units, &after);
		add_unit(terms, prefix, bytes, &unit, more ? &after : NULL,
		    ++*position);
		unit = after;
	}
	return terms->failed ? tz_fail_nomem(err) : TZ_OK;
}

void
tz_terms_add_exact(struct tz_terms *terms, const char *prefix,
    const char *value)
{
	count_spelt(terms, prefix, value, strlen(value));
}

static int
compare_terms(const void *a, const void *b)
{
	const struct tz_term *x = a;
	const struct tz_term *y = b;
	int order = memcmp(x->text, y->text, x->len < y->len ? x->len : y->len);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* Sort the positions by term; within one they are in order already. */
static void
lay_out_positions(struct tz_terms *terms)
{
	uint32_t *next = terms->positions;
	size_t i;

	for (i = 0; i < terms->n_entries; i++) {
		terms->all[i].positions = next;
		next += terms->entries[i].n_positions;
	}
	for (i = 0; i < terms->n_occurrences; i++) {
		struct tz_term *term = &terms->all[terms->occurrences[i].entry];

		term->positions[term->n_positions++] =
		    terms->occurrences[i].position;
	}
}

enum tz_status
tz_terms_all(struct tz_terms *terms, const struct tz_term **ret_all,
    size_t *ret_n, struct tz_err *err)
{
	size_t i;

	terms->all = calloc(terms->n_entries + 1, sizeof *terms->all);
	terms->positions =
	    calloc(terms->n_occurrences + 1, sizeof *terms->positions);
	if (terms->failed || !terms->all || !terms->positions)
		return tz_fail_nomem(err);
	for (i = 0; i < terms->n_entries; i++) {
		const struct entry *entry = &terms->entries[i];

		terms->all[i] = (struct tz_term){terms->bytes.data + entry->at,
		    entry->len, entry->wdf, NULL, 0};
	}
	lay_out_positions(terms);
	qsort(terms->all, terms->n_entries, sizeof *terms->all, compare_terms);
	*ret_all = terms->all;
	*ret_n = terms->n_entries;
	return TZ_OK;
}
