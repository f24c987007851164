/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/story.c - a part being written: text that grows, and its places
 *
 * A failed allocation is kept in the text's buffer and told when the story is
 * sent.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/emit.h"
#include "intake/frame.h"

void
tz_story_start(struct tz_story *story, enum tz_channel channel,
    const char *path)
{
	memset(story, 0, sizeof *story);
	story->channel = channel;
	story->path = strdup(path);
	if (!story->path)
		story->text.failed = true;
}

void
tz_story_clear(struct tz_story *story)
{
	size_t i;

	for (i = 0; i < story->n_places; i++)
		free((char *)story->places[i].name);
	free(story->places);
	free(story->path);
	tz_buf_clear(&story->text);
	memset(story, 0, sizeof *story);
}

static bool
same_box(const struct tz_box *a, const struct tz_box *b)
{
	return a->x0 == b->x0 && a->y0 == b->y0 && a->x1 == b->x1 &&
	    a->y1 == b->y1;
}

static bool
same_name(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Make room for one more place. */
static bool
grow(struct tz_story *story)
{
	struct tz_place *places;
	size_t cap;

	if (story->n_places < story->cap_places)
		return true;
	cap = story->cap_places ? story->cap_places + story->cap_places / 2 : 8;
	places = realloc(story->places, cap * sizeof *places);
	if (!places)
		return false;
	story->places = places;
	story->cap_places = cap;
	return true;
}

/* The name as it may stand in a frame: well-formed, and not too long. */
static char *
clean_name(const char *name)
{
	tz_auto_buf clean = TZ_BUF_INIT;
	size_t end;

	tz_utf8_clean(name, strlen(name), &clean);
	end = clean.len;
	if (end > TZ_FRAME_MAX_NAME) {
		end = TZ_FRAME_MAX_NAME;
		while (end > 0 &&
		    ((unsigned char)clean.data[end] & 0xc0) == 0x80)
			end--;
	}
	return clean.failed ? NULL : strndup(tz_buf_str(&clean), end);
}

void
tz_story_place(struct tz_story *story, enum tz_place_kind kind, uint32_t n,
    uint32_t m, const char *name)
{
	tz_story_place_box(story, kind, n, m, name, NULL);
}

void
tz_story_place_box(struct tz_story *story, enum tz_place_kind kind, uint32_t n,
    uint32_t m, const char *name, const struct tz_box *box)
{
	static const struct tz_box unknown = {0, 0, 0, 0};
	struct tz_place *last = NULL;
	char *copy = NULL;

	/* From the last place that there may be, no more is said. */
	if (story->text.failed || story->n_places == TZ_FRAME_MAX_PLACES)
		return;
	if (story->n_places == TZ_FRAME_MAX_PLACES - 1) {
		kind = TZ_PLACE_NONE;
		n = m = 0;
		name = NULL;
		box = NULL;
	}
	if (!box)
		box = &unknown;
	if (story->n_places > 0)
		last = &story->places[story->n_places - 1];
	if (last && last->kind == kind && last->n == n && last->m == m &&
	    same_name(last->name, name) && same_box(&last->box, box))
		return;
	if (name && !(copy = clean_name(name))) {
		story->text.failed = true;
		return;
	}
	/* A place where nothing was said gives way to the next one. */
	if (last && last->start == story->characters) {
		free((char *)last->name);
	} else if (grow(story)) {
		last = &story->places[story->n_places++];
	} else {
		free(copy);
		story->text.failed = true;
		return;
	}
	last->start = story->characters;
	last->kind = kind;
	last->n = n;
	last->m = m;
	last->name = copy;
	last->box = *box;
}

void
tz_story_add(struct tz_story *story, const char *text, size_t len)
{
	size_t from = story->text.len;

	if (tz_utf8_valid(text, len))
		tz_buf_append(&story->text, text, len);
	else
		tz_utf8_clean(text, len, &story->text);
	if (!story->text.failed)
		story->characters += tz_utf8_count(story->text.data + from,
		    story->text.len - from);
}

void
tz_story_break(struct tz_story *story, char c)
{
	if (story->text.failed || story->text.len == 0 ||
	    story->text.data[story->text.len - 1] == c)
		return;
	tz_buf_putc(&story->text, c);
	story->characters++;
}
