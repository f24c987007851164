/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_cells.c - the cells of one sheet, put where they belong
 */
#include "intake/ooxml/xlsx_cells.h"

#include <stdlib.h>
#include <string.h>

/* More merged areas and rules than this are not looked at: what stands in
 * them is taken to be shown. */
#define AREAS_MAX 65536
#define COLUMNS_MAX 16384
#define FILTERS_MAX 1024
#define LAST_ROW 1048576
#define LAST_COLUMN 16384

void
tz_xlsx_cells_start(struct tz_xlsx_cells *cells, struct tz_emit *emit,
    const struct tz_source *source, const char *name, bool hidden)
{
	static const enum tz_channel channels[TZ_XLSX_SIDES] = {
	    [TZ_XLSX_SHOWN] = TZ_CHANNEL_BODY,
	    [TZ_XLSX_HIDDEN] = TZ_CHANNEL_HIDDEN_ROW_COLUMN,
	    [TZ_XLSX_MASKED] = TZ_CHANNEL_HIDDEN_TEXT,
	    [TZ_XLSX_COVERED] = TZ_CHANNEL_COVERED_TEXT,
	    [TZ_XLSX_FORMULA] = TZ_CHANNEL_FORMULA,
	    [TZ_XLSX_MARGIN] = TZ_CHANNEL_HEADER_FOOTER,
	    [TZ_XLSX_TOLD] = TZ_CHANNEL_PROPERTY,
	};
	int i;

	memset(cells, 0, sizeof *cells);
	cells->emit = emit;
	cells->source = source;
	cells->name = name;
	cells->hidden = hidden;
	for (i = 0; i < TZ_XLSX_SIDES; i++)
		tz_story_start(&cells->sides[i],
		    i == TZ_XLSX_SHOWN && hidden ? TZ_CHANNEL_HIDDEN_SHEET
						 : channels[i],
		    name);
}

void
tz_xlsx_cells_clear(struct tz_xlsx_cells *cells)
{
	int i;

	for (i = 0; i < TZ_XLSX_SIDES; i++)
		tz_story_clear(&cells->sides[i]);
	free(cells->columns);
	free(cells->areas);
	free(cells->near);
	free(cells->filters);
	tz_buf_clear(&cells->place);
	memset(cells, 0, sizeof *cells);
}

/* Room for one more in an array that doubles; NULL when there is none. */
static void *
grown(struct tz_xlsx_cells *cells, void *items, size_t n, size_t size,
    size_t most)
{
	void *more = items;

	if (n >= most)
		return NULL;
	if ((n & (n - 1)) == 0)
		more = realloc(items, (n ? 2 * n : 1) * size);
	if (!more)
		cells->failed = true;
	return more;
}

void
tz_xlsx_cells_columns(struct tz_xlsx_cells *cells, uint32_t from,
    uint32_t until, bool hidden)
{
	struct tz_xlsx_columns *columns = grown(cells, cells->columns,
	    cells->n_columns, sizeof *columns, COLUMNS_MAX);

	if (!columns) {
		cells->columns_hidden |= hidden;
		return;
	}
	cells->columns = columns;
	columns += cells->n_columns++;
	columns->from = from;
	columns->until = until;
	columns->hidden = hidden;
}

static void
add_area(struct tz_xlsx_cells *cells, const struct tz_xlsx_range *range,
    const struct tz_xlsx_rule *rule)
{
	struct tz_xlsx_area *areas = grown(cells, cells->areas, cells->n_areas,
	    sizeof *areas, AREAS_MAX);

	if (!areas)
		return;
	cells->areas = areas;
	areas[cells->n_areas].range = *range;
	areas[cells->n_areas++].rule = rule;
	cells->sorted = false;
}

void
tz_xlsx_cells_merge(struct tz_xlsx_cells *cells,
    const struct tz_xlsx_range *range)
{
	add_area(cells, range, NULL);
}

void
tz_xlsx_cells_rule(struct tz_xlsx_cells *cells,
    const struct tz_xlsx_range *range, const struct tz_xlsx_rule *rule)
{
	add_area(cells, range, rule);
}

void
tz_xlsx_cells_filter(struct tz_xlsx_cells *cells,
    const struct tz_xlsx_range *range)
{
	struct tz_xlsx_range *filters = grown(cells, cells->filters,
	    cells->n_filters, sizeof *filters, FILTERS_MAX);

	if (!filters)
		return;
	cells->filters = filters;
	filters[cells->n_filters++] = *range;
}

static int
by_top(const void *a, const void *b)
{
	const struct tz_xlsx_area *one = (const struct tz_xlsx_area *)a;
	const struct tz_xlsx_area *two = (const struct tz_xlsx_area *)b;

	return one->range.top < two->range.top
	    ? -1
	    : one->range.top > two->range.top;
}

/* Find the areas that cross the row; rows mostly come in their order. */
static void
find_near(struct tz_xlsx_cells *cells, uint32_t row)
{
	size_t i, n = 0;

	if (!cells->sorted) {
		qsort(cells->areas, cells->n_areas, sizeof *cells->areas,
		    by_top);
		free(cells->near);
		cells->near = calloc(cells->n_areas, sizeof *cells->near);
		cells->sorted = true;
		cells->n_near = 0;
		cells->reached = 0;
	}
	if (!cells->near) {
		cells->failed = true;
		return;
	}
	if (row < cells->row) {
		cells->reached = 0;
		cells->n_near = 0;
	}
	for (i = 0; i < cells->n_near; i++)
		if (cells->areas[cells->near[i]].range.bottom >= row)
			cells->near[n++] = cells->near[i];
	for (; cells->reached < cells->n_areas &&
	     cells->areas[cells->reached].range.top <= row;
	     cells->reached++)
		if (cells->areas[cells->reached].range.bottom >= row)
			cells->near[n++] = cells->reached;
	cells->n_near = n;
}

void
tz_xlsx_cells_row(struct tz_xlsx_cells *cells, uint32_t row, bool hidden)
{
	size_t i;

	if (cells->n_areas > 0)
		find_near(cells, row);
	cells->row = row;
	cells->row_hidden = hidden;
	cells->row_filtered = false;
	for (i = 0; hidden && i < cells->n_filters; i++)
		cells->row_filtered |= row > cells->filters[i].top &&
		    row <= cells->filters[i].bottom;
}

static bool
column_hidden(const struct tz_xlsx_cells *cells, uint32_t column)
{
	size_t i = cells->n_columns;

	while (i-- > 0)
		if (column >= cells->columns[i].from &&
		    column <= cells->columns[i].until)
			return cells->columns[i].hidden;
	return cells->columns_hidden;
}

/* Why a cell that is in no hidden row or column can not be seen. */
static enum tz_xlsx_unseen
unseen(const struct tz_xlsx_cells *cells, uint32_t column,
    const struct tz_xlsx_look *look, const struct tz_xlsx_operand *value)
{
	enum tz_xlsx_unseen why = tz_xlsx_look_unseen(look);
	size_t i;

	for (i = 0; i < cells->n_near; i++) {
		const struct tz_xlsx_area *area = &cells->areas[cells->near[i]];
		struct tz_xlsx_look over;

		if (column < area->range.left || column > area->range.right)
			continue;
		if (!area->rule) {
			if (column != area->range.left ||
			    cells->row != area->range.top)
				return TZ_XLSX_UNSEEN_MASK;
		} else if (tz_xlsx_look_applies(area->rule, value)) {
			over = tz_xlsx_look_over(look, area->rule);
			why = tz_xlsx_look_unseen(&over);
		}
	}
	return why;
}

static enum tz_xlsx_side
side_of(struct tz_xlsx_cells *cells, uint32_t column,
    const struct tz_xlsx_look *look, const struct tz_xlsx_operand *value)
{
	if (cells->row_hidden || column_hidden(cells, column)) {
		if (cells->row_filtered && !column_hidden(cells, column))
			cells->some_filtered = true;
		else
			cells->some_hidden = true;
		return TZ_XLSX_HIDDEN;
	}
	switch (unseen(cells, column, look, value)) {
	case TZ_XLSX_SEEN:
		break;
	case TZ_XLSX_UNSEEN_MASK:
		cells->some_masked = true;
		return TZ_XLSX_MASKED;
	case TZ_XLSX_UNSEEN_WHITE:
		cells->some_white = true;
		return TZ_XLSX_MASKED;
	case TZ_XLSX_UNSEEN_TINY:
		cells->some_tiny = true;
		return TZ_XLSX_MASKED;
	case TZ_XLSX_UNSEEN_COVERED:
		cells->some_covered = true;
		return TZ_XLSX_COVERED;
	}
	return TZ_XLSX_SHOWN;
}

/* Put a text into a side: cells part by TAB, rows by LF. */
static void
put(struct tz_xlsx_cells *cells, enum tz_xlsx_side side, uint32_t column,
    const char *text)
{
	struct tz_story *story = &cells->sides[side];

	tz_buf_reset(&cells->place);
	tz_buf_puts(&cells->place, cells->name);
	tz_buf_putc(&cells->place, '!');
	tz_xlsx_value_letters(column, &cells->place);
	tz_buf_printf(&cells->place, "%u", (unsigned)cells->row);
	if (story->text.len > 0)
		tz_story_break(story,
		    cells->last_row[side] == cells->row ? '\t' : '\n');
	cells->last_row[side] = cells->row;
	tz_story_place(story, TZ_PLACE_CELL, 0, 0, tz_buf_str(&cells->place));
	tz_story_add(story, text, strlen(text));
}

void
tz_xlsx_cells_put(struct tz_xlsx_cells *cells, uint32_t column,
    const struct tz_xlsx_look *look, const struct tz_xlsx_operand *value,
    const char *text)
{
	if (text[0])
		put(cells, side_of(cells, column, look, value), column, text);
}

void
tz_xlsx_cells_formula(struct tz_xlsx_cells *cells, uint32_t column,
    const char *text)
{
	if (text[0])
		put(cells, TZ_XLSX_FORMULA, column, text);
}

void
tz_xlsx_cells_tell(struct tz_xlsx_cells *cells, enum tz_xlsx_side side,
    const char *name, const char *text)
{
	struct tz_story *story = &cells->sides[side];

	if (text[strspn(text, " \t\r\n")] == '\0')
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

enum tz_status
tz_xlsx_cells_send(struct tz_xlsx_cells *cells, struct tz_err *err)
{
	const struct {
		bool found;
		const char *name;
		enum tz_channel channel;
	} facts[] = {
	    {cells->hidden, "hidden-sheet", TZ_CHANNEL_HIDDEN_SHEET},
	    {cells->some_hidden, "hidden-row-column",
		TZ_CHANNEL_HIDDEN_ROW_COLUMN},
	    {cells->some_filtered, "filtered-rows",
		TZ_CHANNEL_HIDDEN_ROW_COLUMN},
	    {cells->some_masked, "hidden-text", TZ_CHANNEL_HIDDEN_TEXT},
	    {cells->some_white, "white-text", TZ_CHANNEL_HIDDEN_TEXT},
	    {cells->some_tiny, "tiny-text", TZ_CHANNEL_HIDDEN_TEXT},
	    {cells->some_covered, "covered-text", TZ_CHANNEL_COVERED_TEXT},
	};
	enum tz_status s = cells->failed ? tz_fail_nomem(err) : TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < sizeof facts / sizeof facts[0]; i++)
		if (facts[i].found)
			s = tz_emit_fact(cells->emit, cells->source,
			    facts[i].name, cells->name, facts[i].channel, NULL,
			    err);
	for (i = 0; s == TZ_OK && i < TZ_XLSX_SIDES; i++)
		s = tz_emit_story(cells->emit, cells->source, &cells->sides[i],
		    err);
	return s;
}

/* "$B$2", "B", "2": what is not said reaches to the end. */
static const char *
read_corner(const char *text, uint32_t *row, uint32_t *column)
{
	const char *begin = text;
	char *end;

	text += *text == '$';
	*column = tz_xlsx_value_column(text);
	text += strspn(text,
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
	text += *text == '$';
	*row = (uint32_t)strtoul(text, &end, 10);
	return end > begin ? end : NULL;
}

const char *
tz_xlsx_cells_range(const char *text, struct tz_xlsx_range *ret)
{
	text += strspn(text, " ");
	text = read_corner(text, &ret->top, &ret->left);
	if (!text)
		return NULL;
	ret->bottom = ret->top;
	ret->right = ret->left;
	if (*text == ':')
		text = read_corner(text + 1, &ret->bottom, &ret->right);
	if (!text)
		return NULL;
	if (ret->bottom == 0)
		ret->bottom = LAST_ROW;
	if (ret->right == 0)
		ret->right = LAST_COLUMN;
	return text;
}
