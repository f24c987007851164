/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/doc_story.c - the sub-documents of a Word document (MS-DOC 2.3):
 * the main text, footnotes, headers, comments, endnotes, text boxes
 *
 * They follow each other in one range of positions; the FIB has the length of
 * each.
 */
#include <stdlib.h>

#include "intake/ole/doc.h"
#include "intake/ole/doc_flow.h"
#include "intake/ole/ole_strings.h"

#define COUNTS 0x4c
#define COUNTS_OLD 0x34
#define NO_PAIR 0
#define COMMENT_REF 30
/* Cells of a row that are looked at for a shading. */
#define CELLS_MAX 64

static const struct part {
	const char *path;
	enum tz_channel channel;
	enum tz_doc_pair starts; /* where each note begins */
	enum tz_place_kind place;
} parts[] = {
    {"body", TZ_CHANNEL_BODY, NO_PAIR, TZ_PLACE_PARAGRAPH},
    {"footnotes", TZ_CHANNEL_FOOTNOTE, TZ_DOC_FOOTNOTES, TZ_PLACE_NOTE},
    {"headers", TZ_CHANNEL_HEADER_FOOTER, NO_PAIR, TZ_PLACE_PARAGRAPH},
    {"macros", TZ_CHANNEL_SCRIPT, NO_PAIR, TZ_PLACE_PARAGRAPH},
    {"comments", TZ_CHANNEL_COMMENT, TZ_DOC_COMMENTS, TZ_PLACE_COMMENT},
    {"endnotes", TZ_CHANNEL_FOOTNOTE, TZ_DOC_ENDNOTES, TZ_PLACE_NOTE},
    {"text boxes", TZ_CHANNEL_BODY, NO_PAIR, TZ_PLACE_PARAGRAPH},
    {"header text boxes", TZ_CHANNEL_HEADER_FOOTER, NO_PAIR,
	TZ_PLACE_PARAGRAPH},
};

#define PARTS (sizeof parts / sizeof parts[0])

/* The walk through one part. */
struct walk {
	struct tz_doc *doc;
	const struct part *part;
	struct tz_doc_flow flow;
	struct tz_buf raw; /* characters of one look as they are stored */
	struct tz_doc_look look;
	bool row;
	uint32_t from; /* CP where the part begins */
	struct tz_bytes starts;
	size_t note;
	char **owners;
	size_t n_owners;
};

/* Whether the row that the paragraph is in has a cell with a ground of its
 * own; sets ${ret_end} if the paragraph is the row's end. */
static bool
is_shaded_row(const struct tz_doc *doc, uint32_t fc, bool *ret_end)
{
	const struct tz_doc_run *run = tz_doc_runs_at(&doc->paragraphs, fc);
	const struct tz_doc_run *last =
	    doc->paragraphs.items + doc->paragraphs.n;
	bool in_table = false;
	unsigned cells;

	*ret_end = false;
	for (cells = 0; run && run < last && cells < CELLS_MAX;
	     cells++, run++) {
		struct tz_bytes operand;
		bool shaded = false, end = false, table = false;
		uint16_t code;
		size_t at = 0;

		while (tz_doc_sprm(run->properties, &at, &code, &operand)) {
			table |= code == 0x2416 && tz_bytes_8(operand, 0);
			end |= code == 0x2417 && tz_bytes_8(operand, 0);
			shaded |= code == 0xd612 || code == 0xd609 ||
			    code == 0xd616 || code == 0xd60c ||
			    code == 0xd670 || code == 0x563a;
		}
		in_table |= table;
		if (cells == 0)
			*ret_end = end;
		if (!in_table)
			return false;
		if (end)
			return shaded;
	}
	return in_table;
}

static void
flush(struct walk *walk, bool narrow)
{
	tz_auto_buf text = TZ_BUF_INIT;

	if (walk->raw.len == 0)
		return;
	if (narrow)
		tz_ole_decode(tz_bytes_of(&walk->raw),
		    walk->doc->old ? walk->doc->code_page : 1252, &text);
	else
		tz_ole_utf16(tz_bytes_of(&walk->raw), &text);
	text.failed |= walk->raw.failed;
	tz_doc_flow_put(&walk->flow, &walk->look, walk->row, &text);
	tz_buf_reset(&walk->raw);
}

/* The place of the text from the note on that begins here. */
static void
begin_note(struct walk *walk)
{
	struct tz_bytes refs = tz_doc_pair(walk->doc, TZ_DOC_COMMENT_REFS);
	size_t n = refs.len < 4 ? 0 : (refs.len - 4) / (4 + COMMENT_REF);
	uint16_t owner = UINT16_MAX;

	walk->note++;
	walk->flow.n = (uint32_t)walk->note;
	if (walk->part->place != TZ_PLACE_COMMENT)
		return;
	if (walk->note <= n)
		owner = tz_bytes_16(refs,
		    4 * (n + 1) + COMMENT_REF * (walk->note - 1) + 20);
	walk->flow.author = owner < walk->n_owners ? walk->owners[owner] : NULL;
}

static void
end_paragraph(struct walk *walk, char c)
{
	tz_doc_flow_separate(&walk->flow, c);
	if (walk->part->place == TZ_PLACE_PARAGRAPH)
		walk->flow.n++;
}

static void
put_control(struct walk *walk, uint16_t c, uint32_t fc)
{
	bool end;

	switch (c) {
	case 0x07:
		is_shaded_row(walk->doc, fc, &end);
		end_paragraph(walk, end ? '\n' : '\t');
		break;
	case '\r':
		end_paragraph(walk, '\n');
		break;
	case 0x0b:
	case 0x0c:
	case 0x0e:
		tz_doc_flow_separate(&walk->flow, '\n');
		break;
	case '\t':
		tz_doc_flow_separate(&walk->flow, '\t');
		break;
	case 0x13:
	case 0x14:
	case 0x15:
		tz_doc_flow_field(&walk->flow, c);
		break;
	}
}

static void
put_character(struct walk *walk, uint16_t c, bool narrow)
{
	char bytes[2];

	if (c == 0x1e)
		c = '-';
	bytes[0] = (char)c;
	bytes[1] = (char)(c >> 8);
	tz_buf_append(&walk->raw, bytes, narrow ? 1 : 2);
}

/* The characters of one piece from ${cp} to ${end}. */
static void
walk_piece(struct walk *walk, const struct tz_doc_piece *piece, uint32_t cp,
    uint32_t end)
{
	unsigned size = piece->narrow ? 1 : 2;
	uint32_t until = 0;

	for (; cp < end; cp++) {
		uint32_t fc = piece->fc + (cp - piece->cp) * size;
		uint16_t c = piece->narrow ? tz_bytes_8(walk->doc->word, fc)
					   : tz_bytes_16(walk->doc->word, fc);
		bool ignored;

		while (walk->starts.len >= 8 &&
		    4 * walk->note + 8 <= walk->starts.len &&
		    tz_bytes_32(walk->starts, 4 * walk->note) <=
			cp - walk->from) {
			flush(walk, piece->narrow);
			begin_note(walk);
		}
		if (fc >= until) {
			flush(walk, piece->narrow);
			tz_doc_look_at(walk->doc, fc, piece, &walk->look,
			    &until);
			walk->row = is_shaded_row(walk->doc, fc, &ignored);
		}
		if (c >= ' ' || c == 0x1e) {
			if (!(walk->look.special && c == '('))
				put_character(walk, c, piece->narrow);
			continue;
		}
		flush(walk, piece->narrow);
		put_control(walk, c, fc);
	}
	flush(walk, piece->narrow);
}

static enum tz_status
read_part(struct tz_doc *doc, const struct part *part, uint32_t from,
    uint32_t to, struct tz_err *err)
{
	struct walk walk;
	enum tz_status s;
	size_t i;

	memset(&walk, 0, sizeof walk);
	walk.doc = doc;
	walk.part = part;
	walk.from = from;
	if (part->starts != NO_PAIR)
		walk.starts = tz_doc_pair(doc, part->starts);
	s = part->place == TZ_PLACE_COMMENT
	    ? tz_doc_names(doc, TZ_DOC_COMMENT_OWNERS, &walk.owners,
		  &walk.n_owners, err)
	    : TZ_OK;
	if (s)
		return s;
	tz_doc_flow_start(&walk.flow, doc, part->channel, part->path);
	walk.flow.place = part->place;
	for (i = 0; i < doc->n_pieces; i++) {
		const struct tz_doc_piece *piece = &doc->pieces[i];
		uint32_t start = piece->cp > from ? piece->cp : from;
		uint32_t end = piece->end < to ? piece->end : to;

		if (start < end)
			walk_piece(&walk, piece, start, end);
	}
	if (part->place == TZ_PLACE_COMMENT &&
	    walk.flow.sides[TZ_DOC_FLOW].text.len > 0)
		s = tz_ole_fact(doc->ole, "comments", part->path,
		    TZ_CHANNEL_COMMENT, err);
	if (s == TZ_OK)
		s = tz_doc_flow_send(&walk.flow, err);
	tz_doc_flow_clear(&walk.flow);
	tz_buf_clear(&walk.raw);
	tz_doc_names_free(walk.owners, walk.n_owners);
	return s;
}

enum tz_status
tz_doc_stories(struct tz_doc *doc, struct tz_err *err)
{
	static const struct part rest = {"after the text",
	    TZ_CHANNEL_EARLIER_REVISION, NO_PAIR, TZ_PLACE_PARAGRAPH};
	size_t counts = doc->old ? COUNTS_OLD : COUNTS, i;
	uint32_t at = 0, last;
	enum tz_status s = TZ_OK;

	if (doc->n_pieces == 0)
		return TZ_OK;
	last = doc->pieces[doc->n_pieces - 1].end;
	for (i = 0; s == TZ_OK && i < PARTS; i++) {
		uint32_t len = tz_bytes_32(doc->word, counts + 4 * i);

		if (len > last - at) {
			s = tz_ole_damaged(doc->ole, err);
			len = last - at;
		}
		if (s == TZ_OK && len > 0)
			s = read_part(doc, &parts[i], at, at + len, err);
		at += len;
	}
	if (s == TZ_OK && at < last)
		s = read_part(doc, &rest, at, last, err);
	return s;
}
