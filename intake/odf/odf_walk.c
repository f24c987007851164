/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_walk.c - the walk itself: states, sides, and where text goes
 */
#include "intake/odf/odf_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/intake.h"

/* Names that are kept; far more than any document has. */
#define KEPT_MAX 2000000
/* Of a cell's text, to compare with its value. */
#define SHOWN_MAX 256

struct tz_odf_state *
tz_odf_top(struct tz_odf *odf)
{
	return &odf->states[odf->depth];
}

struct tz_odf_state *
tz_odf_parent(struct tz_odf *odf)
{
	return &odf->states[odf->depth > 0 ? odf->depth - 1 : 0];
}

const char *
tz_odf_get(struct tz_odf *odf, const char *name)
{
	return tz_xml_attribute(odf->xml, name);
}

bool
tz_odf_has(struct tz_odf *odf, const char *name, const char *value)
{
	const char *has = tz_xml_attribute(odf->xml, name);

	return has && strcmp(has, value) == 0;
}

const char *
tz_odf_keep(struct tz_odf *odf, const char *text)
{
	size_t i;

	if (!text)
		return NULL;
	/* Names come in runs. */
	for (i = odf->n_kept; i > 0 && i + 8 > odf->n_kept; i--)
		if (strcmp(odf->kept[i - 1], text) == 0)
			return odf->kept[i - 1];
	if (odf->n_kept == KEPT_MAX) {
		odf->full = true;
		return NULL;
	}
	if (odf->n_kept == odf->cap_kept) {
		size_t cap = odf->cap_kept ? 2 * odf->cap_kept : 16;
		char **kept = realloc(odf->kept, cap * sizeof *kept);

		if (!kept) {
			odf->status = tz_fail_nomem(odf->err);
			return NULL;
		}
		odf->kept = kept;
		odf->cap_kept = cap;
	}
	odf->kept[odf->n_kept] = strdup(text);
	if (!odf->kept[odf->n_kept]) {
		odf->status = tz_fail_nomem(odf->err);
		return NULL;
	}
	return odf->kept[odf->n_kept++];
}

void
tz_odf_fact(struct tz_odf *odf, const char *name, const char *path,
    enum tz_channel channel)
{
	size_t i;

	for (i = 0; i < odf->n_facts; i++)
		if (strcmp(odf->facts[i], name) == 0)
			return;
	if (odf->status)
		return;
	if (odf->n_facts < TZ_ODF_FACTS)
		odf->facts[odf->n_facts++] = name;
	odf->status = tz_emit_fact(odf->emit, odf->source, name, path, channel,
	    NULL, odf->err);
}

/* "AB" of 27, before the row. */
static void
cell_name(const struct tz_odf *odf, char ret[static 160])
{
	char letters[8];
	size_t n = sizeof letters;
	uint32_t column = odf->column + 1;

	letters[--n] = '\0';
	for (; column > 0 && n > 0; column = (column - 1) / 26)
		letters[--n] = (char)('A' + (column - 1) % 26);
	snprintf(ret, 160, "%.120s!%s%u", odf->sheet ? odf->sheet : "",
	    letters + n, odf->row + 1);
}

static struct tz_odf_side *
open_side(struct tz_odf *odf, size_t index)
{
	struct tz_odf_side *side = &odf->sides[index];

	if (!side->begun) {
		tz_story_start(&side->story,
		    index == TZ_ODF_BOXES ? TZ_CHANNEL_BODY
					  : (enum tz_channel)index,
		    odf->path);
		side->begun = true;
	}
	return side;
}

/* Bring the side to the state's line, piece and place. */
static struct tz_story *
turn_to(struct tz_odf *odf, size_t index)
{
	const struct tz_odf_state *state = tz_odf_top(odf);
	struct tz_odf_side *side = open_side(odf, index);
	char name[160];

	if (side->line != state->line)
		tz_story_break(&side->story, '\n');
	else if (side->piece != state->piece)
		tz_story_break(&side->story, '\t');
	side->line = state->line;
	side->piece = state->piece;
	if (side->place_id == state->place_id)
		return &side->story;
	side->place_id = state->place_id;
	if (state->place.kind == TZ_PLACE_CELL) {
		cell_name(odf, name);
		tz_story_place(&side->story, TZ_PLACE_CELL, 0, 0, name);
	} else {
		tz_story_place(&side->story, state->place.kind, state->place.n,
		    0, state->place.name);
	}
	return &side->story;
}

/* Whether text of the channel is for everybody's eyes. */
static bool
is_plain(enum tz_channel channel)
{
	return channel == TZ_CHANNEL_BODY || channel == TZ_CHANNEL_FOOTNOTE ||
	    channel == TZ_CHANNEL_HEADER_FOOTER ||
	    channel == TZ_CHANNEL_SPEAKER_NOTES;
}

/* The fact of what makes text of that look unseen, or NULL. */
static const char *
unseen(const struct tz_odf_state *state, enum tz_channel *ret_channel)
{
	const struct tz_odf_look *look = &state->look;
	bool marked = look->marked == TZ_ODF_YES;
	struct tz_colour ground = marked ? look->mark : state->ground;
	static const struct tz_colour white = {255, 255, 255, true};

	*ret_channel = TZ_CHANNEL_HIDDEN_TEXT;
	/* The automatic colour is written with an opacity of nothing. */
	if (look->hidden == TZ_ODF_YES || look->masked == TZ_ODF_YES ||
	    (look->clear == TZ_ODF_YES && look->colour.known &&
		look->automatic != TZ_ODF_YES))
		return "hidden-text";
	if ((look->points > 0 && look->points <= TZ_TINY_POINTS) ||
	    (look->width > 0 && look->width < 10))
		return "tiny-text";
	if (look->automatic == TZ_ODF_YES ||
	    !tz_colour_hides(look->colour, ground))
		return NULL;
	/* A dark bar over dark letters is how people redact. */
	if (tz_colour_contrast(ground, white) < 4.5)
		return "white-text";
	*ret_channel = TZ_CHANNEL_COVERED_TEXT;
	return "covered-text";
}

/* Where the state's text goes; facts are told on the way. */
static size_t
side_of(struct tz_odf *odf, const char *text, size_t len)
{
	const struct tz_odf_state *state = tz_odf_top(odf);
	enum tz_channel channel = state->hides;
	const char *why = state->why;

	if (!is_plain(state->channel))
		return (size_t)state->channel;
	if (!why)
		why = unseen(state, &channel);
	if (why) {
		if (!tz_odf_is_filler(state, text, len))
			tz_odf_fact(odf, why, odf->path, channel);
		return (size_t)channel;
	}
	if (state->boxed && state->channel == TZ_CHANNEL_BODY)
		return TZ_ODF_BOXES;
	return (size_t)state->channel;
}

static void
add_inserted(struct tz_odf *odf, const char *text, size_t len)
{
	const struct tz_odf_change *change = &odf->changes[odf->inserting - 1];
	struct tz_odf_state *state = tz_odf_top(odf);
	struct tz_odf_state kept = *state;
	struct tz_odf_side *side = open_side(odf, TZ_CHANNEL_TRACKED_INSERTION);

	if (side->place_id != change->place_id)
		tz_story_break(&side->story, '\n');
	state->place = (struct tz_place){
	    .kind = TZ_PLACE_CHANGE, .n = change->n, .name = change->author};
	state->place_id = change->place_id;
	tz_story_add(turn_to(odf, TZ_CHANNEL_TRACKED_INSERTION), text, len);
	*state = kept;
}

static void
add(struct tz_odf *odf, const char *text, size_t len)
{
	const struct tz_odf_state *state = tz_odf_top(odf);

	if (len == 0)
		return;
	tz_story_add(turn_to(odf, side_of(odf, text, len)), text, len);
	if (state->cell && odf->shown.len < SHOWN_MAX)
		tz_buf_append(&odf->shown, text, len);
	if (odf->inserting && state->channel != TZ_CHANNEL_COMMENT)
		add_inserted(odf, text, len);
}

/* ISO 26300-1, 6.1.2: white space of a paragraph collapses. */
void
tz_odf_say(struct tz_odf *odf, const char *text)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	bool *spaced = &odf->states[state->at].spaced;

	if (state->mute || odf->status)
		return;
	if (!state->paragraph) {
		add(odf, text, strlen(text));
		return;
	}
	while (*text) {
		size_t len = strcspn(text, " \t\r\n");

		if (len > 0) {
			add(odf, text, len);
			*spaced = false;
			text += len;
		}
		len = strspn(text, " \t\r\n");
		if (len > 0 && !*spaced) {
			add(odf, " ", 1);
			*spaced = true;
		}
		text += len;
	}
}

/* Whether the last line of the channel is just that: names come twice. */
static bool
is_said(const struct tz_odf *odf, enum tz_channel channel, const char *text)
{
	const struct tz_odf_side *side = &odf->sides[channel];
	size_t len = strlen(text);
	size_t has = side->begun ? side->story.text.len : 0;

	return has >= len &&
	    memcmp(side->story.text.data + has - len, text, len) == 0 &&
	    (has == len || side->story.text.data[has - len - 1] == '\n');
}

void
tz_odf_tell(struct tz_odf *odf, enum tz_channel channel, const char *name,
    const char *text)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	struct tz_odf_state kept;

	if (!text || text[strspn(text, " \t\r\n")] == '\0' || odf->status ||
	    (name && is_said(odf, channel, text)))
		return;
	kept = *state;
	tz_odf_line(odf);
	if (name)
		tz_odf_place(odf, TZ_PLACE_PROPERTY, 0, name);
	tz_story_add(turn_to(odf, (size_t)channel), text, strlen(text));
	*state = kept;
}

void
tz_odf_hide(struct tz_odf *odf, const char *why, enum tz_channel channel)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	if (state->why)
		return;
	state->why = why;
	state->hides = channel;
}

void
tz_odf_place(struct tz_odf *odf, enum tz_place_kind kind, uint32_t n,
    const char *name)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	state->place = (struct tz_place){.kind = kind, .n = n, .name = name};
	state->place_id = ++odf->next_id;
}

void
tz_odf_line(struct tz_odf *odf)
{
	tz_odf_top(odf)->line = ++odf->next_id;
}

void
tz_odf_piece(struct tz_odf *odf)
{
	tz_odf_top(odf)->piece = ++odf->next_id;
}

void
tz_odf_apply(struct tz_odf *odf, const char *family, const char *name)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	struct tz_odf_look *look = &state->look;

	look->ground = TZ_ODF_FILL_OPEN;
	tz_odf_styles_apply(odf->styles, odf->scope, family, name, look);
	if (look->ground == TZ_ODF_FILL_SOLID)
		state->ground = look->ground_colour;
	else if (look->ground == TZ_ODF_FILL_OTHER)
		state->ground.known = false;
}

void
tz_odf_flush_side(struct tz_odf *odf, size_t index)
{
	struct tz_odf_side *side = &odf->sides[index];

	if (!side->begun)
		return;
	if (odf->status == TZ_OK)
		odf->status = tz_emit_story(odf->emit, odf->source,
		    &side->story, odf->err);
	tz_story_clear(&side->story);
	memset(side, 0, sizeof *side);
}

void
tz_odf_flush(struct tz_odf *odf)
{
	size_t i;

	for (i = 0; i < TZ_ODF_SIDES; i++)
		tz_odf_flush_side(odf, i);
	odf->n_facts = 0;
}

static void
start_element(struct tz_odf *odf)
{
	struct tz_odf_state *state;

	if (odf->depth + 1 >= TZ_ODF_DEPTH) {
		odf->status = tz_emit_reading(odf->emit, odf->source,
		    TZ_READING_PARTLY, TZ_REASON_LIMIT_DEPTH, odf->err);
		return;
	}
	odf->states[odf->depth + 1] = odf->states[odf->depth];
	odf->depth++;
	state = tz_odf_top(odf);
	state->end = NULL;
	state->note = NULL;
	state->began = false;
	tz_odf_element(odf);
}

static void
end_element(struct tz_odf *odf)
{
	tz_odf_act *end = tz_odf_top(odf)->end;

	if (end)
		end(odf);
	if (odf->depth > 0)
		odf->depth--;
}

/* Text that stands in no paragraph is what its element says it is. */
static void
text(struct tz_odf *odf)
{
	const char *value = tz_xml_text(odf->xml);
	const struct tz_odf_state *state = tz_odf_top(odf);

	if (state->note && state->note[0] == '\0')
		tz_buf_puts(&odf->captured, value);
	else if (state->mute)
		return;
	else if (state->paragraph)
		tz_odf_say(odf, value);
	else
		tz_odf_tell(odf, TZ_CHANNEL_PROPERTY,
		    state->note ? state->note : "text", value);
}

static void
event(struct tz_odf *odf, enum tz_xml_event event)
{
	switch (event) {
	case TZ_XML_START:
		start_element(odf);
		break;
	case TZ_XML_END:
		end_element(odf);
		break;
	case TZ_XML_TEXT:
		text(odf);
		break;
	case TZ_XML_REMARK:
		tz_odf_tell(odf, TZ_CHANNEL_COMMENT, "comment",
		    tz_xml_text(odf->xml));
		break;
	case TZ_XML_DONE:
	case TZ_XML_BAD:
		break;
	}
}

static void
clear(struct tz_odf *odf)
{
	size_t i;

	for (i = 0; i < odf->n_kept; i++)
		free(odf->kept[i]);
	for (i = 0; i < odf->n_changes; i++) {
		free(odf->changes[i].id);
		free(odf->changes[i].deleted);
	}
	free(odf->kept);
	free(odf->changes);
	free(odf->columns);
	tz_buf_clear(&odf->captured);
	tz_buf_clear(&odf->value);
	tz_buf_clear(&odf->shown);
	tz_odf_shapes_clear(&odf->shapes);
	tz_xml_free(odf->xml);
}

enum tz_status
tz_odf_walk(struct tz_odf *odf, const void *data, size_t len)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	enum tz_xml_event now = TZ_XML_DONE;

	state->channel = TZ_CHANNEL_BODY;
	state->ground = tz_colour_of(0xffffff);
	tz_odf_styles_default(odf->styles, "paragraph", &state->look);
	odf->path = odf->part;
	odf->status = tz_odf_shapes_read(odf->styles, odf->scope, odf->opc,
	    data, len, &odf->shapes, odf->err);
	if (odf->status == TZ_OK)
		odf->status = tz_xml_open(data, len, &odf->xml, odf->err);
	while (odf->status == TZ_OK &&
	    (now = tz_xml_next(odf->xml)) < TZ_XML_DONE)
		event(odf, now);
	if (odf->status == TZ_OK && now == TZ_XML_BAD)
		odf->status = tz_emit_reading(odf->emit, odf->source,
		    TZ_READING_PARTLY, TZ_REASON_DAMAGED, odf->err);
	if (odf->status == TZ_OK && (odf->full || odf->shapes.full))
		odf->status = tz_emit_reading(odf->emit, odf->source,
		    TZ_READING_PARTLY, TZ_REASON_LIMIT_ENTRIES, odf->err);
	tz_odf_flush(odf);
	clear(odf);
	return odf->status;
}
