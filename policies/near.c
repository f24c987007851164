/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/near.c - whether a word or a pattern stands near a candidate
 */
#include <ctype.h>
#include <string.h>

#include "policies/confirm.h"
#include "policies/read.h"
#include "policies/scene.h"

/* Title rows of a table that are looked at. */
#define TITLE_ROWS 3

/* Lower case of ASCII. */
static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool
is_alnum(char c)
{
	return isascii(c) && isalnum((unsigned char)c);
}

bool
tz_text_contains(const char *text, size_t len, const char *word)
{
	size_t word_len = strlen(word);
	size_t at;

	for (at = 0; at + word_len <= len; at++) {
		size_t i = 0;

		while (i < word_len && lower(text[at + i]) == lower(word[i]))
			i++;
		if (i == word_len &&
		    (at == 0 || !is_alnum(word[0]) || !is_alnum(text[at - 1])))
			return true;
	}
	return false;
}

/* Whether it stands in the bytes [from, until) of the text. */
static bool
stands_in(const struct tz_near *near, const char *text, size_t from,
    size_t until)
{
	struct tz_confirm_match match;
	size_t i;

	if (until <= from)
		return false;
	for (i = 0; i < near->any.n; i++)
		if (tz_text_contains(text + from, until - from,
			near->any.word[i]))
			return true;
	return near->regex &&
	    tz_confirm_find(near->regex, text, from, until, &match) == TZ_OK;
}

static bool
within_characters(const struct tz_near *near, const char *text, size_t len,
    size_t from, size_t until)
{
	return stands_in(near, text,
	    tz_characters_back(text, from, near->within.n),
	    tz_characters_on(text, len, until, near->within.n));
}

static bool
within_unit(const struct tz_near *near, const struct tz_candidate *candidate)
{
	const struct tz_view *view = candidate->view;
	const struct tz_stretch *stretch = &candidate->stretch;
	size_t last = stretch->until > stretch->from ? stretch->until - 1
						     : stretch->until;
	size_t from = tz_unit_begin(view->plain, view->plain_len, stretch->from,
	    near->within.unit, TZ_UNIT_REACH);
	/* A mark at the hit's own end is its border. */
	size_t until = tz_unit_end(view->plain, view->plain_len, last + 1,
	    near->within.unit, TZ_UNIT_REACH);

	if (stands_in(near, view->plain, from, until))
		return true;
	return view->joined.len &&
	    stands_in(near, view->joined.data, tz_view_to_joined(view, from),
		tz_view_to_joined(view, until));
}

static bool
within_part(struct tz_scene *scene, const struct tz_near *near)
{
	const struct tz_view *view;
	bool holds;
	size_t i;

	for (i = 0; i < scene->n_near; i++)
		if (scene->near[i] == near)
			return scene->near_holds[i];
	view = tz_scene_whole(scene);
	holds = view &&
	    (stands_in(near, view->plain, 0, view->plain_len) ||
		(view->joined.len &&
		    stands_in(near, view->joined.data, 0, view->joined.len)));
	if (scene->n_near < TZ_SCENE_NEARS) {
		scene->near[scene->n_near] = near;
		scene->near_holds[scene->n_near++] = holds;
	}
	return holds;
}

/* Whether it stands in a title cell of the candidate's column. */
static bool
in_header(struct tz_scene *scene, const struct tz_near *near,
    const struct tz_candidate *candidate)
{
	size_t from[TITLE_ROWS];
	size_t until[TITLE_ROWS];
	size_t n =
	    tz_scene_header(scene, candidate->start, from, until, TITLE_ROWS);
	size_t i;

	for (i = 0; i < n; i++) {
		tz_auto_str title = NULL;

		if (until[i] - from[i] > TZ_UNIT_REACH)
			continue;
		scene->status = tz_read_fold(scene->part->text + from[i],
		    until[i] - from[i], &title, scene->err);
		if (scene->status != TZ_OK)
			return false;
		if (stands_in(near, title, 0, strlen(title)))
			return true;
	}
	return false;
}

bool
tz_scene_near(struct tz_scene *scene, const struct tz_candidate *candidate,
    const struct tz_near *near)
{
	const struct tz_view *view = candidate->view;
	const struct tz_stretch *stretch = &candidate->stretch;
	bool holds = false;

	switch (near->within.unit) {
	case TZ_UNIT_CHARACTERS:
		holds = within_characters(near, view->plain, view->plain_len,
			    stretch->from, stretch->until) ||
		    (view->joined.len &&
			within_characters(near, view->joined.data,
			    view->joined.len, stretch->joined_from,
			    stretch->joined_until));
		break;
	case TZ_UNIT_SENTENCE:
	case TZ_UNIT_PARAGRAPH:
		holds = within_unit(near, candidate);
		break;
	case TZ_UNIT_PART:
		holds = within_part(scene, near);
		break;
	}
	return holds || (near->header && in_header(scene, near, candidate));
}
