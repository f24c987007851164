/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/scene.c - what a candidate is weighed against: its part as a whole
 */
#include "policies/scene.h"

#include "base/utf8.h"

void
tz_scene_clear(struct tz_scene *scene)
{
	tz_view_clear(&scene->whole);
}

const struct tz_view *
tz_scene_whole(struct tz_scene *scene)
{
	const struct tz_part *part = scene->part;

	if (scene->whole_made)
		return &scene->whole;
	if (tz_view_make(&scene->whole, part->text, part->text_len,
		scene->err) != TZ_OK) {
		scene->status = TZ_NOMEM;
		return NULL;
	}
	scene->whole_made = true;
	return &scene->whole;
}

size_t
tz_scene_byte(const struct tz_scene *scene, size_t point)
{
	const struct tz_part *part = scene->part;
	size_t from = 0;

	if (point >= part->characters)
		return part->text_len;
	if (part->marks)
		from = part->marks[point / TZ_PART_STRIDE];
	else
		return tz_utf8_offset(part->text, part->text_len, point);
	return from +
	    tz_utf8_offset(part->text + from, part->text_len - from,
		point % TZ_PART_STRIDE);
}

void
tz_scene_tell(const struct tz_scene *scene,
    const struct tz_candidate *candidate, const char *stage, const char *name,
    bool holds, enum tz_severity severity)
{
	struct tz_trace_step step;

	if (!scene->tracer)
		return;
	step = (struct tz_trace_step){candidate->rule->id, scene->index,
	    candidate->start, candidate->end, stage, name, holds, severity};
	scene->tracer->step(scene->tracer->arg, &step);
}

/* The beginning of the line of byte ${at}. */
static size_t
line_begin(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != '\n' && text[at - 1] != '\f')
		at--;
	return at;
}

static bool
has_cells(const char *text, size_t from, size_t len)
{
	for (; from < len && text[from] != '\n' && text[from] != '\f'; from++)
		if (text[from] == '\t')
			return true;
	return false;
}

/* The first byte of the table that the line from ${line} on is of: lines with
 * cells, one after the other.  What is known of a table is not walked over
 * again. */
static size_t
table_begin(struct tz_scene *scene, size_t line)
{
	const char *text = scene->part->text;
	size_t len = scene->part->text_len;
	size_t at = line;

	while (at < scene->table_from || at > scene->table_known) {
		size_t before;

		if (at == 0 || text[at - 1] == '\f')
			break;
		before = line_begin(text, at - 1);
		if (!has_cells(text, before, len))
			break;
		at = before;
	}
	if (at >= scene->table_from && at <= scene->table_known) {
		if (line > scene->table_known)
			scene->table_known = line;
		return scene->table_from;
	}
	scene->table_from = at;
	scene->table_known = line;
	return at;
}

/* The cell ${column} of the line from ${at} on. */
static bool
cell_of(const char *text, size_t len, size_t at, size_t column,
    size_t *ret_from, size_t *ret_until)
{
	while (column > 0 && at < len && text[at] != '\n' && text[at] != '\f')
		column -= text[at++] == '\t';
	if (column > 0)
		return false;
	*ret_from = at;
	while (at < len && text[at] != '\n' && text[at] != '\f' &&
	    text[at] != '\t')
		at++;
	*ret_until = at;
	return at > *ret_from;
}

size_t
tz_scene_header(struct tz_scene *scene, size_t point, size_t *ret_from,
    size_t *ret_until, size_t n)
{
	const char *text = scene->part->text;
	size_t len = scene->part->text_len;
	size_t at = tz_scene_byte(scene, point);
	size_t line = line_begin(text, at);
	size_t column = 0;
	size_t row;
	size_t found = 0;
	size_t i;

	if (!has_cells(text, line, len))
		return 0;
	for (i = line; i < at; i++)
		column += text[i] == '\t';
	row = table_begin(scene, line);
	for (i = 0; i < n && row < line; i++) {
		found += cell_of(text, len, row, column, &ret_from[found],
		    &ret_until[found]);
		while (row < line && text[row] != '\n' && text[row] != '\f')
			row++;
		row++;
	}
	return found;
}
