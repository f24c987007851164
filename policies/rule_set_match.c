/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_set_match.c - what a rule set finds in a document
 *
 * Hits become findings in the order of file, part, start, rule: what could
 * not be read comes first in its file, facts first in their part.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "policies/aggregate.h"
#include "policies/compose.h"
#include "policies/finding_list.h"
#include "policies/format.h"
#include "policies/passage.h"
#include "policies/scan.h"
#include "policies/set.h"

/* Characters of context in an excerpt. */
#define AROUND 20

struct matching {
	struct tz_rule_set *set;
	const struct tz_document *document;
	const struct tz_part *parts;
	size_t n_parts;
	struct tz_hits hits;
	struct tz_hits loose;
	const char **media_types; /* of each file */
	bool *limited;		  /* likewise */
	struct tz_findings *findings;
	struct tz_passage_notes notes;
	struct tz_buf where;
	struct tz_buf match;
	struct tz_buf excerpt;
	struct tz_err *err;
};

static void
matching_clear(struct matching *matching)
{
	tz_hits_clear(&matching->hits);
	tz_passage_notes_clear(&matching->notes);
	tz_hits_clear(&matching->loose);
	free(matching->media_types);
	free(matching->limited);
	tz_findings_free(matching->findings);
	tz_buf_clear(&matching->where);
	tz_buf_clear(&matching->match);
	tz_buf_clear(&matching->excerpt);
}

/* What is found at one place of the text: ${window} is the part cut down to
 * the neighbourhood of the hit, ${base} its first code point in the part. */
static enum tz_status
add_hit(struct matching *matching, const struct tz_hit *hit,
    const struct tz_part *window, size_t base)
{
	const struct tz_part *part = &matching->parts[hit->part];
	const struct tz_rule *rule = matching->set->rules[hit->rule];
	struct tz_finding finding = {.rule = rule->id,
	    .pack = rule->pack->id,
	    .ground = rule->ground,
	    .severity = hit->severity,
	    .file = part->file,
	    .path = part->path,
	    .channel = part->channel,
	    .about = hit->note ? matching->notes.note[hit->note - 1] : NULL,
	    .start = hit->start,
	    .end = hit->end,
	    .exception = hit->exception,
	    .exception_kind = hit->exception_kind};

	tz_buf_reset(&matching->where);
	tz_buf_reset(&matching->match);
	tz_buf_reset(&matching->excerpt);
	tz_part_place(part, hit->start, hit->end, &finding.place);
	tz_part_where(part, hit->start, hit->end, &matching->where);
	tz_part_slice(window, hit->start - base, hit->end - base,
	    &matching->match);
	tz_part_excerpt(window, hit->start - base, hit->end - base, AROUND,
	    &matching->excerpt);
	if (matching->where.failed || matching->match.failed ||
	    matching->excerpt.failed)
		return tz_fail_nomem(matching->err);
	finding.where = tz_buf_str(&matching->where);
	finding.match = tz_buf_str(&matching->match);
	finding.excerpt = tz_buf_str(&matching->excerpt);
	return tz_findings_add(matching->findings, &finding, matching->err);
}

/* A walk along one part's text, forward only. */
struct cursor {
	const char *text;
	size_t len;
	size_t point;
	size_t byte;
};

static size_t
cursor_to(struct cursor *cursor, const struct tz_hit *hit, size_t point)
{
	if (point < cursor->point) {
		cursor->point = 0;
		cursor->byte = 0;
	}
	if (hit->near_point > cursor->point && hit->near_point <= point) {
		cursor->point = hit->near_point;
		cursor->byte = hit->near_byte;
	}
	cursor->byte += tz_utf8_offset(cursor->text + cursor->byte,
	    cursor->len - cursor->byte, point - cursor->point);
	cursor->point = point;
	return cursor->byte;
}

static int
by_place(const void *a, const void *b, void *arg)
{
	const struct tz_hit *x = a;
	const struct tz_hit *y = b;
	const struct tz_rule_set *set = arg;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return strcmp(set->rules[x->rule]->id, set->rules[y->rule]->id);
}

/* The hits [first, until) of one part. */
static enum tz_status
add_part(struct matching *matching, size_t first, size_t until)
{
	const struct tz_part *part =
	    &matching->parts[matching->hits.hit[first].part];
	struct cursor begin = {part->text, part->text_len, 0, 0};
	struct cursor end = begin;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = first; s == TZ_OK && i < until; i++) {
		const struct tz_hit *hit = &matching->hits.hit[i];
		struct tz_part window = *part;
		size_t base =
		    hit->start > AROUND + 1 ? hit->start - AROUND - 1 : 0;
		size_t from = cursor_to(&begin, hit, base);
		size_t to = cursor_to(&end, hit, hit->end + AROUND + 1);

		window.text = part->text + from;
		window.text_len = to - from;
		window.characters = tz_utf8_count(window.text, window.text_len);
		s = add_hit(matching, hit, &window, base);
	}
	return s;
}

/* A file that was not wholly read, by intake or because of limits here. */
static enum tz_status
add_reading(struct matching *matching, size_t index,
    const struct tz_document_file *file)
{
	struct tz_finding finding = {.pack = "intake",
	    .severity = TZ_SEVERITY_BLOCK,
	    .file = index,
	    .path = "",
	    .channel = file->depth ? TZ_CHANNEL_ATTACHMENT : TZ_CHANNEL_BODY,
	    .where = "",
	    .match = "",
	    .excerpt = file->reason ? file->reason : ""};

	if (file->reading == TZ_READING_READ && !matching->limited[index])
		return TZ_OK;
	finding.rule = file->reading == TZ_READING_UNREAD ? TZ_RULE_UNREAD
							  : TZ_RULE_PARTLY;
	if (file->reading == TZ_READING_READ)
		finding.excerpt = "limit-match";
	return tz_findings_add(matching->findings, &finding, matching->err);
}

static enum tz_status
add_fact(struct matching *matching, const struct tz_fact *fact)
{
	const struct tz_rule_set *set = matching->set;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < set->n_rules; i++) {
		const struct tz_rule *rule = set->rules[i];
		struct tz_finding finding = {.rule = rule->id,
		    .pack = rule->pack->id,
		    .ground = rule->ground,
		    .severity = rule->severity,
		    .file = fact->file,
		    .path = fact->path,
		    .channel = fact->channel,
		    .match = "",
		    .excerpt = fact->name};

		if (rule->disabled ||
		    !tz_compose_names(rule, matching->document, fact) ||
		    !tz_format_matches(rule->formats,
			matching->media_types[fact->file]))
			continue;
		tz_buf_reset(&matching->where);
		finding.place = fact->place;
		tz_place_words(&fact->place, &matching->where);
		if (matching->where.failed)
			return tz_fail_nomem(matching->err);
		finding.where = tz_buf_str(&matching->where);
		s = tz_findings_add(matching->findings, &finding,
		    matching->err);
	}
	return s;
}

/* The facts of a file that stand at ${part}, or with NULL at none of them. */
static enum tz_status
add_facts(struct matching *matching, size_t file, const struct tz_part *part)
{
	size_t n;
	const struct tz_fact *facts = tz_document_facts(matching->document, &n);
	enum tz_status s = TZ_OK;
	size_t i;
	size_t k;

	for (i = 0; s == TZ_OK && i < n; i++) {
		const struct tz_part *at = NULL;

		if (facts[i].file != file)
			continue;
		for (k = 0; !at && *facts[i].path && k < matching->n_parts; k++)
			if (matching->parts[k].file == file &&
			    matching->parts[k].channel == facts[i].channel &&
			    strcmp(matching->parts[k].path, facts[i].path) == 0)
				at = &matching->parts[k];
		if (at == part)
			s = add_fact(matching, &facts[i]);
	}
	return s;
}

/* The first hit of ${part} or later; they are sorted by part. */
static size_t
first_of(const struct tz_hits *hits, size_t part)
{
	size_t low = 0;
	size_t high = hits->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hits->hit[middle].part < part)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* All findings of one file; its parts need not lie side by side. */
static enum tz_status
add_file(struct matching *matching, size_t index,
    const struct tz_document_file *file)
{
	size_t n_facts;
	size_t i;
	enum tz_status s = add_reading(matching, index, file);

	tz_document_facts(matching->document, &n_facts);
	if (s == TZ_OK && n_facts)
		s = add_facts(matching, index, NULL);
	for (i = 0; s == TZ_OK && i < matching->n_parts; i++) {
		size_t first;
		size_t until;

		if (matching->parts[i].file != index)
			continue;
		if (n_facts)
			s = add_facts(matching, index, &matching->parts[i]);
		first = first_of(&matching->hits, i);
		until = first_of(&matching->hits, i + 1);
		if (s == TZ_OK && until > first)
			s = add_part(matching, first, until);
	}
	return s;
}

/* All hits of the text. */
static enum tz_status
scan_parts(struct matching *matching)
{
	const struct tz_rule_set *set = matching->set;
	const struct tz_scanning scanning = {.matcher = set->matcher,
	    .parts = matching->parts,
	    .media_types = matching->media_types,
	    .limited = matching->limited,
	    .hits = &matching->hits,
	    .loose = &matching->loose,
	    .tracer = set->tracer};
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < matching->n_parts; i++)
		s = tz_scan_part(&scanning, i, matching->err);
	if (s == TZ_OK)
		s = tz_compose(&scanning, matching->document, matching->err);
	if (s == TZ_OK)
		s = tz_aggregate(set->rules, set->n_rules, &matching->hits,
		    matching->err);
	if (s == TZ_OK && set->book)
		s = tz_passages_find(set->book, matching->document,
		    set->n_rules, &matching->hits, &matching->notes,
		    matching->err);
	if (s == TZ_OK && matching->hits.n)
		qsort_r(matching->hits.hit, matching->hits.n,
		    sizeof *matching->hits.hit, by_place, matching->set);
	return s;
}

enum tz_status
tz_rule_set_match(struct tz_rule_set *set, const struct tz_document *document,
    struct tz_findings **ret_findings, struct tz_err *err)
{
	TZ_AUTO(matching_clear)
	struct matching matching = {
	    .set = set, .document = document, .err = err};
	size_t n_files;
	const struct tz_document_file *files =
	    tz_document_files(document, &n_files);
	size_t i;
	enum tz_status s = tz_findings_new(&matching.findings, err);

	matching.parts = tz_document_parts(document, &matching.n_parts);
	matching.limited = calloc(n_files + 1, sizeof *matching.limited);
	matching.media_types =
	    calloc(n_files + 1, sizeof *matching.media_types);
	if (s != TZ_OK || !matching.limited || !matching.media_types)
		return tz_fail_nomem(err);
	for (i = 0; i < n_files; i++)
		matching.media_types[i] =
		    files[i].media_type ? files[i].media_type : "";
	s = scan_parts(&matching);
	for (i = 0; s == TZ_OK && i < n_files; i++)
		s = add_file(&matching, i, &files[i]);
	if (s == TZ_OK)
		*ret_findings = tz_steal(&matching.findings);
	return s;
}

enum tz_status
tz_rule_set_match_text(struct tz_rule_set *set, const char *text,
    struct tz_findings **ret_findings, struct tz_err *err)
{
	tz_auto(tz_document) document = NULL;
	struct tz_document_file file = {.path = "", .media_type = "text/plain"};
	struct tz_part part = {.path = "",
	    .channel = TZ_CHANNEL_PROPERTY,
	    .text = text,
	    .text_len = strlen(text)};
	enum tz_status s = tz_document_new(&document, err);

	if (s == TZ_OK)
		s = tz_document_add_file(document, &file, &part.file, err);
	if (s == TZ_OK)
		s = tz_document_add_part(document, &part, err);
	if (s == TZ_OK)
		s = tz_rule_set_match(set, document, ret_findings, err);
	return s;
}
