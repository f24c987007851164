/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/doc_pieces.c - the piece table (MS-DOC 2.8.35, 2.9.38)
 *
 * A fast save writes new text behind the old one and changes only this table,
 * so what was deleted stays in the stream, and nothing refers to it.
 */
#include <stdlib.h>

#include "intake/ole/doc.h"
#include "intake/ole/ole_strings.h"

#define PIECE 8
#define NARROW 0x40000000u
#define FKP 512
#define COMPLEX 0x0004

static size_t
fc_of(const struct tz_doc_piece *piece, uint32_t cp)
{
	return piece->fc + (size_t)(cp - piece->cp) * (piece->narrow ? 1 : 2);
}

/* One that holds all text, for a file of Word 6 without a table. */
static enum tz_status
one_piece(struct tz_doc *doc, struct tz_err *err)
{
	uint32_t from = tz_bytes_32(doc->word, 24);
	uint32_t to = tz_bytes_32(doc->word, 28);

	if (to > doc->word.len)
		to = (uint32_t)doc->word.len;
	if (from >= to)
		return tz_ole_damaged(doc->ole, err);
	doc->pieces = calloc(1, sizeof *doc->pieces);
	if (!doc->pieces)
		return tz_fail_nomem(err);
	doc->n_pieces = 1;
	doc->pieces[0].fc = from;
	doc->pieces[0].narrow = doc->old;
	doc->pieces[0].end = (to - from) / (doc->old ? 1 : 2);
	return TZ_OK;
}

/* Read the pieces of one table; whether all of them lie in the stream. */
static bool
read_pieces(struct tz_doc *doc, struct tz_bytes table, size_t n)
{
	uint32_t last = 0;
	bool good = true;
	size_t i;

	for (i = 0; i < n; i++) {
		struct tz_doc_piece *piece = &doc->pieces[doc->n_pieces];
		size_t at = 4 * (n + 1) + PIECE * i;
		uint32_t fc = tz_bytes_32(table, at + 2);
		size_t room;

		piece->cp = tz_bytes_32(table, 4 * i);
		piece->end = tz_bytes_32(table, 4 * i + 4);
		piece->narrow = doc->old || (fc & NARROW);
		piece->fc = doc->old ? fc : fc & ~NARROW & 0x7fffffff;
		if (piece->narrow && !doc->old)
			piece->fc /= 2;
		piece->prm = tz_bytes_16(table, at + 6);
		if (piece->cp < last || piece->end < piece->cp ||
		    piece->fc > doc->word.len) {
			good = false;
			continue;
		}
		room = (doc->word.len - piece->fc) / (piece->narrow ? 1 : 2);
		if (piece->end - piece->cp > room) {
			piece->end = piece->cp + (uint32_t)room;
			good = false;
		}
		last = piece->end;
		doc->n_pieces++;
	}
	return good;
}

enum tz_status
tz_doc_pieces_read(struct tz_doc *doc, struct tz_err *err)
{
	struct tz_bytes clx = tz_doc_pair(doc, TZ_DOC_CLX);
	size_t at = 0, len, n;

	while (tz_bytes_8(clx, at) == 1)
		at += 3 + (size_t)tz_bytes_16(clx, at + 1);
	doc->prcs = tz_bytes_slice(clx, 0, at);
	if (tz_bytes_8(clx, at) != 2) {
		enum tz_status s = one_piece(doc, err);

		/* Since Word 97 there is always a table. */
		return s || doc->old ? s : tz_ole_damaged(doc->ole, err);
	}
	len = tz_bytes_32(clx, at + 1);
	clx = tz_bytes_slice(clx, at + 5, len);
	n = clx.len < 4 ? 0 : (clx.len - 4) / (4 + PIECE);
	if (n == 0)
		return tz_ole_damaged(doc->ole, err);
	doc->pieces = calloc(n, sizeof *doc->pieces);
	if (!doc->pieces)
		return tz_fail_nomem(err);
	if (!read_pieces(doc, clx, n) || len > clx.len)
		return tz_ole_damaged(doc->ole, err);
	return TZ_OK;
}

/* Mark the bytes that are of use in a map with one byte for each. */
static void
mark(unsigned char *used, size_t len, size_t from, size_t n)
{
	if (from < len)
		memset(used + from, 1, n < len - from ? n : len - from);
}

static void
mark_pages(const struct tz_doc *doc, unsigned char *used, enum tz_doc_pair pair)
{
	struct tz_bytes table = tz_doc_pair(doc, pair);
	size_t size = doc->old ? 2 : 4;
	size_t i, n = table.len < 4 ? 0 : (table.len - 4) / (4 + size);

	for (i = 0; i < n; i++) {
		size_t at = 4 * (n + 1) + size * i;
		size_t page = doc->old ? tz_bytes_16(table, at)
				       : tz_bytes_32(table, at) & 0x3fffff;

		mark(used, doc->word.len, page * FKP, FKP);
	}
}

/* Add the text of the unused bytes between two places. */
static void
gather(const struct tz_doc *doc, const unsigned char *used, size_t from,
    size_t to, struct tz_story *story)
{
	size_t at = from;

	while (at < to) {
		size_t end = at;

		while (end < to && !used[end])
			end++;
		tz_ole_strings(tz_bytes_slice(doc->word, at, end - at), story);
		at = end + 1;
		while (at < to && used[at])
			at++;
	}
}

enum tz_status
tz_doc_pieces_left(struct tz_doc *doc, struct tz_err *err)
{
	size_t from = tz_bytes_32(doc->word, 24);
	size_t to = tz_bytes_32(doc->word, 28);
	size_t len = doc->word.len, i;
	unsigned char *used;
	struct tz_story story;
	enum tz_status s = TZ_OK;

	if (len == 0 || !(used = calloc(1, len)))
		return len ? tz_fail_nomem(err) : TZ_OK;
	for (i = 0; i < doc->n_pieces; i++) {
		const struct tz_doc_piece *piece = &doc->pieces[i];

		mark(used, len, piece->fc,
		    fc_of(piece, piece->end) - piece->fc);
	}
	mark_pages(doc, used, TZ_DOC_CHPX);
	mark_pages(doc, used, TZ_DOC_PAPX);
	if (to > len || tz_bytes_16(doc->word, 10) & COMPLEX)
		to = len;
	tz_story_start(&story, TZ_CHANNEL_EARLIER_REVISION, "WordDocument");
	tz_story_place(&story, TZ_PLACE_NAME, 0, 0, "WordDocument");
	gather(doc, used, from, to, &story);
	free(used);
	if (story.text.len > 0)
		s = tz_ole_fact(doc->ole, "earlier-revision", story.path,
		    story.channel, err);
	if (s == TZ_OK)
		s = tz_emit_story(doc->ole->emit, doc->ole->source, &story,
		    err);
	tz_story_clear(&story);
	return s;
}
