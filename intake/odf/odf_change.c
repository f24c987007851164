/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_change.c - tracked changes and comments (ISO 26300-1, 5.5,
 * 9.9 and 14.1)
 */
#include <stdlib.h>
#include <string.h>

#include "intake/odf/odf_element.h"

#define CHANGES_MAX 100000

static void
comment(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	state->channel = TZ_CHANNEL_COMMENT;
	state->paragraph = false;
	state->cell = false;
	state->why = NULL;
	state->end = NULL;
	tz_odf_place(odf, TZ_PLACE_COMMENT, ++odf->n_comments, NULL);
	tz_odf_fact(odf, "comments", odf->path, TZ_CHANNEL_COMMENT);
	tz_odf_flush_side(odf, TZ_CHANNEL_COMMENT);
}

/* One more change; its parts follow. */
static void
change(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	struct tz_odf_change *item;
	const char *id = tz_odf_get(odf, "id");

	if (odf->n_changes >= CHANGES_MAX || odf->status)
		return;
	/* Room doubles. */
	if ((odf->n_changes & (odf->n_changes - 1)) == 0) {
		item = realloc(odf->changes,
		    (2 * odf->n_changes + 1) * sizeof *item);
		if (!item) {
			odf->status = tz_fail_nomem(odf->err);
			return;
		}
		odf->changes = item;
	}
	item = &odf->changes[odf->n_changes];
	memset(item, 0, sizeof *item);
	item->id = strdup(id ? id : "");
	if (!item->id) {
		odf->status = tz_fail_nomem(odf->err);
		return;
	}
	item->n = (uint32_t)++odf->n_changes;
	tz_odf_place(odf, TZ_PLACE_CHANGE, item->n, NULL);
	item->place_id = state->place_id;
	state->channel = TZ_CHANNEL_TRACKED_DELETION;
	state->paragraph = false;
}

static void
inserts(struct tz_odf *odf)
{
	if (odf->n_changes > 0)
		odf->changes[odf->n_changes - 1].inserts = true;
	tz_odf_fact(odf, "tracked-changes", odf->path,
	    TZ_CHANNEL_TRACKED_INSERTION);
}

static void
deletes(struct tz_odf *odf)
{
	tz_odf_fact(odf, "tracked-changes", odf->path,
	    TZ_CHANNEL_TRACKED_DELETION);
}

/* A change of cells holds what was there before. */
static void
cell_change(struct tz_odf *odf)
{
	change(odf);
	deletes(odf);
}

static size_t
find_change(struct tz_odf *odf)
{
	const char *id = tz_odf_get(odf, "change-id");
	size_t i;

	for (i = 1; id && i <= odf->n_changes; i++) {
		size_t at = (odf->last_change + i) % odf->n_changes;

		if (strcmp(odf->changes[at].id, id) == 0) {
			odf->last_change = at;
			return at + 1;
		}
	}
	return 0;
}

static void
change_start(struct tz_odf *odf)
{
	size_t found = find_change(odf);

	if (found && odf->changes[found - 1].inserts)
		odf->inserting = found;
}

static void
change_end(struct tz_odf *odf)
{
	if (find_change(odf) == odf->inserting)
		odf->inserting = 0;
}

/* Give the name to all open elements that have this place. */
static void
name_place(struct tz_odf *odf, const char *author)
{
	struct tz_place place = tz_odf_top(odf)->place;
	unsigned id = ++odf->next_id;
	size_t i;

	for (i = odf->depth; i > 0; i--) {
		struct tz_odf_state *state = &odf->states[i];

		if (state->place.kind != place.kind ||
		    state->place.n != place.n)
			break;
		state->place.name = author;
		state->place_id = id;
	}
	if (place.kind == TZ_PLACE_CHANGE && place.n >= 1 &&
	    place.n <= odf->n_changes)
		odf->changes[place.n - 1].author = author;
}

static void
creator_end(struct tz_odf *odf)
{
	const char *author = tz_odf_keep(odf, tz_buf_str(&odf->captured));

	name_place(odf, author);
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "creator", author);
}

static void
date_end(struct tz_odf *odf)
{
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "date",
	    tz_buf_str(&odf->captured));
}

static bool
is_about(const struct tz_odf_state *state)
{
	return state->place.kind == TZ_PLACE_COMMENT ||
	    state->place.kind == TZ_PLACE_CHANGE;
}

static void
creator(struct tz_odf *odf)
{
	if (is_about(tz_odf_top(odf)))
		tz_odf_capture(odf, creator_end);
	else
		tz_odf_top(odf)->note = "creator";
}

static void
date(struct tz_odf *odf)
{
	if (is_about(tz_odf_top(odf)))
		tz_odf_capture(odf, date_end);
	else
		tz_odf_top(odf)->note = "date";
}

const struct tz_odf_element tz_odf_change_elements[] = {
    {"annotation", "office:1.0", comment},
    {"annotation", "2009/office", comment},
    {"changed-region", NULL, change},
    {"insertion", "text:1.0", inserts},
    {"format-change", NULL, inserts},
    {"deletion", "text:1.0", deletes},
    {"cell-content-change", NULL, cell_change},
    {"deletion", "table:1.0", cell_change},
    {"insertion", "table:1.0", cell_change},
    {"movement", "table:1.0", cell_change},
    {"change-start", NULL, change_start},
    {"change-end", NULL, change_end},
    {"creator", "dc/elements", creator},
    {"date", "dc/elements", date},
    {"creator-initials", NULL, date},
    {NULL, NULL, NULL},
};
