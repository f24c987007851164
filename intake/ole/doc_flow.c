/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/doc_flow.c - the text of one sub-document, and what lies beside
 *
 * Text that nobody sees is left out of the flow; what was inserted is in the
 * flow and beside it.  Pieces beside the flow join as long as nothing else
 * stood between them.
 */
#include "intake/ole/doc_flow.h"

#include <stdlib.h>
#include <strings.h>

#include "intake/visible.h"

#define FIELDS_MAX 63

void
tz_doc_flow_start(struct tz_doc_flow *flow, struct tz_doc *doc,
    enum tz_channel channel, const char *path)
{
	static const enum tz_channel channels[TZ_DOC_SIDES] = {
	    [TZ_DOC_HIDDEN] = TZ_CHANNEL_HIDDEN_TEXT,
	    [TZ_DOC_INSERTED] = TZ_CHANNEL_TRACKED_INSERTION,
	    [TZ_DOC_DELETED] = TZ_CHANNEL_TRACKED_DELETION,
	    [TZ_DOC_COVERED] = TZ_CHANNEL_COVERED_TEXT,
	    [TZ_DOC_FORMULA] = TZ_CHANNEL_FORMULA,
	    [TZ_DOC_LINK] = TZ_CHANNEL_EXTERNAL_LINK,
	};
	int i;

	memset(flow, 0, sizeof *flow);
	flow->doc = doc;
	flow->place = TZ_PLACE_PARAGRAPH;
	flow->n = 1;
	for (i = 0; i < TZ_DOC_SIDES; i++) {
		flow->torn[i] = true;
		tz_story_start(&flow->sides[i],
		    i == TZ_DOC_FLOW ? channel : channels[i], path);
	}
}

void
tz_doc_flow_clear(struct tz_doc_flow *flow)
{
	int i;

	for (i = 0; i < TZ_DOC_SIDES; i++)
		tz_story_clear(&flow->sides[i]);
	tz_buf_clear(&flow->code);
}

static void
place(struct tz_doc_flow *flow, enum tz_doc_side side, uint16_t author)
{
	const struct tz_doc *doc = flow->doc;

	if (side == TZ_DOC_INSERTED || side == TZ_DOC_DELETED)
		tz_story_place(&flow->sides[side], TZ_PLACE_CHANGE,
		    doc->changes, 0,
		    author < doc->n_authors ? doc->authors[author] : NULL);
	else
		tz_story_place(&flow->sides[side], flow->place, flow->n, 0,
		    flow->author);
}

static void
put(struct tz_doc_flow *flow, enum tz_doc_side side, uint16_t author,
    const struct tz_buf *text)
{
	bool change = side == TZ_DOC_INSERTED || side == TZ_DOC_DELETED;

	if (flow->torn[side]) {
		if (side != TZ_DOC_FLOW)
			tz_story_break(&flow->sides[side], '\n');
		if (change)
			flow->doc->changes++;
	}
	flow->torn[side] = false;
	place(flow, side, author);
	tz_story_add(&flow->sides[side], tz_buf_str(text), text->len);
	flow->sides[side].text.failed |= text->failed;
}

static struct tz_colour
colour(int32_t rgb)
{
	struct tz_colour unknown = {0, 0, 0, false};

	return rgb < 0 ? unknown : tz_colour_of((uint32_t)rgb);
}

/* Where the text goes by how it looks; the reason is remembered. */
static enum tz_doc_side
side_of(struct tz_doc_flow *flow, const struct tz_doc_look *look, bool row)
{
	int32_t ground = look->highlight >= 0 ? look->highlight : look->shade;
	int32_t letters = look->colour;
	bool black =
	    ground >= 0 && tz_colour_contrast(colour(ground), colour(0)) < 1.3;

	if (look->hidden) {
		flow->hidden = true;
		return TZ_DOC_HIDDEN;
	}
	if ((look->size > 0 && look->size <= 2 * TZ_TINY_POINTS) ||
	    (look->scale > 0 && look->scale < 10)) {
		flow->tiny = true;
		return TZ_DOC_HIDDEN;
	}
	/* A black mark of a pen leaves automatic letters black. */
	if (letters < 0 && look->highlight >= 0)
		letters = 0;
	if (black && letters >= 0 &&
	    tz_colour_hides(colour(letters), colour(ground))) {
		flow->covered = true;
		return TZ_DOC_COVERED;
	}
	if (ground < 0 && !row)
		ground = 0xffffff;
	if (letters >= 0 && tz_colour_hides(colour(letters), colour(ground))) {
		flow->white = true;
		return TZ_DOC_HIDDEN;
	}
	return TZ_DOC_FLOW;
}

void
tz_doc_flow_put(struct tz_doc_flow *flow, const struct tz_doc_look *look,
    bool row, const struct tz_buf *text)
{
	enum tz_doc_side side;

	if (text->len == 0)
		return;
	if (flow->codes) {
		put(flow, TZ_DOC_FORMULA, 0, text);
		tz_buf_append(&flow->code, text->data, text->len);
		return;
	}
	flow->tracked |= look->deleted || look->inserted || look->reformatted;
	if (look->deleted) {
		put(flow, TZ_DOC_DELETED, look->deleted_by, text);
		return;
	}
	flow->torn[TZ_DOC_DELETED] = true;
	if (look->inserted)
		put(flow, TZ_DOC_INSERTED, look->inserted_by, text);
	else
		flow->torn[TZ_DOC_INSERTED] = true;
	/* White space hides nothing. */
	if (text->data[strspn(tz_buf_str(text), " \t\r\n")] == '\0')
		side = look->hidden ? TZ_DOC_HIDDEN : TZ_DOC_FLOW;
	else
		side = side_of(flow, look, row);
	if (side != TZ_DOC_HIDDEN)
		flow->torn[TZ_DOC_HIDDEN] = true;
	if (side != TZ_DOC_COVERED)
		flow->torn[TZ_DOC_COVERED] = true;
	put(flow, side, 0, text);
}

void
tz_doc_flow_separate(struct tz_doc_flow *flow, char c)
{
	int i;

	for (i = TZ_DOC_FLOW + 1; i < TZ_DOC_SIDES; i++)
		flow->torn[i] = true;
	tz_story_break(&flow->sides[TZ_DOC_FLOW], c);
}

/* What the code of a field fetches or names. */
static void
look_at_code(struct tz_doc_flow *flow)
{
	static const struct {
		const char *word;
		bool fetched;
		bool data;
	} words[] = {{"INCLUDEPICTURE", true, false},
	    {"INCLUDETEXT", true, false}, {"INCLUDE", true, false},
	    {"LINK", true, false}, {"DDEAUTO", true, false},
	    {"DDE", true, false}, {"IMPORT", true, false}, {"RD", true, false},
	    {"DATABASE", true, true}, {"HYPERLINK", false, false}};
	const char *code = tz_buf_str(&flow->code);
	size_t i;

	code += strspn(code, " \t\r\n");
	for (i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t len = strlen(words[i].word);

		if (strncasecmp(code, words[i].word, len) != 0 ||
		    !strchr(" \t\"", code[len]))
			continue;
		put(flow, TZ_DOC_LINK, 0, &flow->code);
		flow->linked |= words[i].fetched;
		flow->queried |= words[i].data;
		break;
	}
	flow->torn[TZ_DOC_LINK] = true;
	flow->torn[TZ_DOC_FORMULA] = true;
	tz_buf_reset(&flow->code);
}

void
tz_doc_flow_field(struct tz_doc_flow *flow, uint16_t mark)
{
	uint64_t bit;

	if (mark == 0x13) {
		if (flow->fields == FIELDS_MAX)
			return;
		flow->codes |= (uint64_t)1 << flow->fields++;
		flow->torn[TZ_DOC_FORMULA] = flow->codes == 1;
		return;
	}
	if (flow->fields == 0)
		return;
	bit = (uint64_t)1 << (flow->fields - 1);
	if (flow->codes & bit)
		look_at_code(flow);
	flow->codes &= ~bit;
	if (mark == 0x15)
		flow->fields--;
}

enum tz_status
tz_doc_flow_send(struct tz_doc_flow *flow, struct tz_err *err)
{
	const struct {
		bool found;
		const char *name;
		enum tz_doc_side side;
	} facts[] = {{flow->tracked, "tracked-changes", TZ_DOC_FLOW},
	    {flow->hidden, "hidden-text", TZ_DOC_HIDDEN},
	    {flow->white, "white-text", TZ_DOC_HIDDEN},
	    {flow->tiny, "tiny-text", TZ_DOC_HIDDEN},
	    {flow->covered, "covered-text", TZ_DOC_COVERED},
	    {flow->linked, "external-link", TZ_DOC_LINK},
	    {flow->queried, "data-connection", TZ_DOC_LINK}};
	struct tz_ole *ole = flow->doc->ole;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < sizeof facts / sizeof facts[0]; i++) {
		const struct tz_story *story = &flow->sides[facts[i].side];

		if (facts[i].found)
			s = tz_ole_fact(ole, facts[i].name, story->path,
			    story->channel, err);
	}
	for (i = 0; s == TZ_OK && i < TZ_DOC_SIDES; i++)
		s = tz_emit_story(ole->emit, ole->source, &flow->sides[i], err);
	return s;
}
