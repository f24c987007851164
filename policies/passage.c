/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/passage.c - what a document shares with registered ones
 *
 * Shingles that a registered document holds and that follow each other in the
 * draft are one passage.
 */
#include "policies/passage.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static const struct tz_pack passage_pack = {.id = "fingerprint"};

const struct tz_rule tz_passage_rule = {
    .id = TZ_RULE_PASSAGE,
    .severity = TZ_SEVERITY_BLOCK,
    .pack = &passage_pack,
};

/* Words that very many registered documents share are looked up in some. */
#define SOURCES_MAX 256
/* Of one document; past it what was found is enough to say no. */
#define MATCHES_MAX ((size_t)1 << 15)

/* One chosen shingle of the draft that a source holds. */
struct match {
	int64_t source;
	uint64_t hash;
	size_t part;
	size_t index; /* of the shingle in its part */
	size_t start;
	size_t end;
};

struct source {
	int64_t id;
	size_t first; /* of its matches */
	size_t until;
	size_t distinct;
};

struct finding_out {
	const struct tz_fingerprint_book *book;
	struct match *match;
	size_t n;
	size_t cap;
	struct match next; /* all but the source of what is being looked up */
	size_t n_sources;
	bool failed;
	struct source *source;
	size_t n_source;
};

static void
finding_out_clear(struct finding_out *out)
{
	free(out->match);
	free(out->source);
}

void
tz_passage_notes_clear(struct tz_passage_notes *notes)
{
	size_t i;

	for (i = 0; i < notes->n; i++)
		free(notes->note[i]);
	free(notes->note);
	memset(notes, 0, sizeof *notes);
}

static void
add_match(int64_t source, void *arg)
{
	struct finding_out *out = arg;

	if (++out->n_sources > SOURCES_MAX || out->n >= MATCHES_MAX)
		return;
	if (out->n == out->cap) {
		size_t cap = out->cap ? out->cap * 2 : 64;
		void *grown = realloc(out->match, cap * sizeof *out->match);

		if (!grown) {
			out->failed = true;
			return;
		}
		out->match = grown;
		out->cap = cap;
	}
	out->next.source = source;
	out->match[out->n++] = out->next;
}

static enum tz_status
look_up(struct finding_out *out, const struct tz_part *part, size_t index,
    struct tz_err *err)
{
	tz_auto_shingles shingles = {0};
	enum tz_status s = tz_fingerprint(part->text, part->text_len,
	    &out->book->salt, &shingles, err);
	size_t i;

	for (i = 0; i < shingles.n && !s; i++) {
		out->next = (struct match){.hash = shingles.shingle[i].hash,
		    .part = index,
		    .index = i,
		    .start = shingles.shingle[i].start,
		    .end = shingles.shingle[i].end};
		out->n_sources = 0;
		s = out->book->find(shingles.shingle[i].hash, add_match, out,
		    out->book->arg, err);
		if (!s && out->failed)
			s = tz_fail_nomem(err);
	}
	return s;
}

static int
compare(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int
by_hash(const void *a, const void *b)
{
	const struct match *x = a;
	const struct match *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return compare(x->hash, y->hash);
}

static int
by_place(const void *a, const void *b)
{
	const struct match *x = a;
	const struct match *y = b;

	if (x->part != y->part)
		return compare(x->part, y->part);
	return compare(x->index, y->index);
}

static int
by_share(const void *a, const void *b)
{
	const struct source *x = a;
	const struct source *y = b;

	if (x->distinct != y->distinct)
		return x->distinct > y->distinct ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Group the matches by source, each in the order of the draft. */
static enum tz_status
group(struct finding_out *out, struct tz_err *err)
{
	struct source *source = NULL;
	size_t i;

	out->source = calloc(out->n, sizeof *out->source);
	if (!out->source)
		return tz_fail_nomem(err);
	qsort(out->match, out->n, sizeof *out->match, by_hash);
	for (i = 0; i < out->n; i++) {
		if (!source || source->id != out->match[i].source) {
			source = &out->source[out->n_source++];
			source->id = out->match[i].source;
			source->first = i;
		}
		source->until = i + 1;
		source->distinct += i == source->first ||
		    out->match[i].hash != out->match[i - 1].hash;
	}
	for (i = 0; i < out->n_source; i++)
		qsort(out->match + out->source[i].first,
		    out->source[i].until - out->source[i].first,
		    sizeof *out->match, by_place);
	qsort(out->source, out->n_source, sizeof *out->source, by_share);
	return TZ_OK;
}

static enum tz_status
say(const struct finding_out *out, const struct source *source,
    struct tz_passage_notes *notes, struct tz_err *err)
{
	struct tz_fingerprint_source about = {0};
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s =
	    out->book->describe(source->id, &about, out->book->arg, err);
	size_t share;
	void *grown;

	if (s)
		return s;
	share = about.n_hashes == 0 || source->distinct >= about.n_hashes
	    ? 100
	    : source->distinct * 100 / about.n_hashes;
	tz_buf_printf(&text, "%zu%% %s", share > 0 ? share : 1,
	    about.label ? about.label : "");
	grown = realloc(notes->note, (notes->n + 1) * sizeof *notes->note);
	if (!grown)
		return tz_fail_nomem(err);
	notes->note = grown;
	notes->note[notes->n] = tz_buf_take(&text);
	if (!notes->note[notes->n])
		return tz_fail_nomem(err);
	notes->n++;
	return TZ_OK;
}

/* Whether a passage of a source that shares more holds this one. */
static bool
is_told(const struct tz_hits *hits, size_t since, const struct tz_hit *hit)
{
	size_t i;

	for (i = since; i < hits->n; i++)
		if (hits->hit[i].part == hit->part &&
		    hits->hit[i].start <= hit->start &&
		    hits->hit[i].end >= hit->end)
			return true;
	return false;
}

static enum tz_status
tell(const struct finding_out *out, const struct source *source, size_t rule,
    size_t since, struct tz_hits *hits, struct tz_passage_notes *notes,
    struct tz_err *err)
{
	size_t note = 0;
	size_t i;
	size_t k;
	enum tz_status s = TZ_OK;

	for (i = source->first; i < source->until && !s; i = k) {
		struct tz_hit hit = {.rule = rule,
		    .part = out->match[i].part,
		    .start = out->match[i].start,
		    .end = out->match[i].end,
		    .severity = TZ_SEVERITY_BLOCK};

		for (k = i + 1;
		     k < source->until && out->match[k].part == hit.part &&
		     out->match[k].index == out->match[k - 1].index + 1;
		     k++)
			if (out->match[k].end > hit.end)
				hit.end = out->match[k].end;
		if (is_told(hits, since, &hit))
			continue;
		if (note == 0) {
			s = say(out, source, notes, err);
			note = notes->n;
		}
		hit.note = note;
		if (!s)
			s = tz_hits_add(hits, &hit, err);
	}
	return s;
}

enum tz_status
tz_passages_find(const struct tz_fingerprint_book *book,
    const struct tz_document *document, size_t rule, struct tz_hits *hits,
    struct tz_passage_notes *notes, struct tz_err *err)
{
	TZ_AUTO(finding_out_clear) struct finding_out out = {.book = book};
	size_t since = hits->n;
	size_t n;
	const struct tz_part *parts = tz_document_parts(document, &n);
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < n && !s; i++)
		s = look_up(&out, &parts[i], i, err);
	if (s || out.n == 0)
		return s;
	s = group(&out, err);
	for (i = 0; i < out.n_source && !s; i++)
		s = tell(&out, &out.source[i], rule, since, hits, notes, err);
	return s;
}
