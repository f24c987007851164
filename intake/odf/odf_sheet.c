/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_sheet.c - tables and sheets (ISO 26300-1, 9)
 *
 * Repeated rows and columns are counted, never made: what stands in one is
 * given once, at its first place.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "intake/odf/odf_element.h"

/* No program has more, and no count of a file is believed beyond. */
#define ROWS_MAX 16777216
#define RUNS_MAX 20000

static uint32_t
repeated(struct tz_odf *odf, const char *name)
{
	const char *text = tz_odf_get(odf, name);
	unsigned long n = text ? strtoul(text, NULL, 10) : 1;

	return n == 0 ? 1 : n > ROWS_MAX ? ROWS_MAX : (uint32_t)n;
}

static void
end_sheet(struct tz_odf *odf)
{
	tz_odf_flush(odf);
	odf->path = odf->part;
	odf->sheet = NULL;
	odf->n_columns = 0;
}

/* A sheet copied from another document stands under that one's address. */
static bool
is_copy(const char *name)
{
	return name[0] == '\'' && strstr(name, "'#");
}

static void
begin_sheet(struct tz_odf *odf, const char *name)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	tz_odf_flush(odf);
	odf->sheet = tz_odf_keep(odf, name ? name : "");
	odf->path = odf->sheet ? odf->sheet : odf->part;
	odf->row = 0;
	odf->column = 0;
	odf->n_columns = 0;
	odf->locked = tz_odf_has(odf, "protected", "true");
	odf->repeat = 0;
	state->end = end_sheet;
	state->look.off = TZ_ODF_OPEN;
	tz_odf_apply(odf, "table", tz_odf_get(odf, "style-name"));
	if (odf->sheet && is_copy(odf->sheet)) {
		state->channel = TZ_CHANNEL_CACHED_DATA;
		tz_odf_fact(odf, "cached-data", odf->path,
		    TZ_CHANNEL_CACHED_DATA);
	} else if (state->look.off == TZ_ODF_YES) {
		state->channel = TZ_CHANNEL_HIDDEN_SHEET;
		tz_odf_fact(odf, "hidden-sheet", odf->path,
		    TZ_CHANNEL_HIDDEN_SHEET);
	}
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "sheet", odf->sheet);
}

static void
table(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	state->paragraph = false;
	if (odf->kind == TZ_ODF_SHEETS && !odf->sheet)
		begin_sheet(odf, tz_odf_get(odf, "name"));
	else
		tz_odf_apply(odf, "table", tz_odf_get(odf, "style-name"));
}

/* Whether the sheet itself is what the table's element is of. */
static bool
in_sheet(const struct tz_odf *odf)
{
	return odf->sheet && !odf->states[odf->depth].boxed;
}

static const char *
visibility(struct tz_odf *odf)
{
	if (tz_odf_has(odf, "visibility", "collapse"))
		return "hidden-row-column";
	if (tz_odf_has(odf, "visibility", "filter"))
		return "filtered-rows";
	return NULL;
}

static void
column(struct tz_odf *odf)
{
	struct tz_odf_columns *run;
	uint32_t from = 0;

	if (!in_sheet(odf) || odf->status)
		return;
	if (odf->n_columns >= RUNS_MAX) {
		odf->full = true;
		return;
	}
	if ((odf->n_columns & (odf->n_columns - 1)) == 0) {
		run = realloc(odf->columns,
		    (2 * odf->n_columns + 1) * sizeof *run);
		if (!run) {
			odf->status = tz_fail_nomem(odf->err);
			return;
		}
		odf->columns = run;
	}
	if (odf->n_columns > 0)
		from = odf->columns[odf->n_columns - 1].end;
	run = &odf->columns[odf->n_columns++];
	run->end = from + repeated(odf, "number-columns-repeated");
	if (run->end < from)
		run->end = UINT32_MAX;
	run->unseen = visibility(odf);
	if (!run->unseen)
		run->unseen = tz_odf_top(odf)->why;
	run->style =
	    tz_odf_keep(odf, tz_odf_get(odf, "default-cell-style-name"));
}

/* A group of rows or columns that is folded away. */
static void
group(struct tz_odf *odf)
{
	if (in_sheet(odf) && tz_odf_has(odf, "display", "false"))
		tz_odf_hide(odf, "hidden-row-column",
		    TZ_CHANNEL_HIDDEN_ROW_COLUMN);
}

static void
end_row(struct tz_odf *odf)
{
	if (in_sheet(odf)) {
		odf->row += odf->states[odf->depth].place.m;
		odf->column = 0;
	}
}

static void
row(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	const char *why = visibility(odf);

	tz_odf_line(odf);
	tz_odf_apply(odf, "table-row", tz_odf_get(odf, "style-name"));
	tz_odf_apply(odf, "table-cell",
	    tz_odf_get(odf, "default-cell-style-name"));
	if (why)
		tz_odf_hide(odf, why, TZ_CHANNEL_HIDDEN_ROW_COLUMN);
	if (!in_sheet(odf))
		return;
	state->place.m = repeated(odf, "number-rows-repeated");
	state->end = end_row;
}

/* What the columns say of a cell. */
static void
apply_column(struct tz_odf *odf)
{
	size_t low = 0;
	size_t high = odf->n_columns;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (odf->columns[middle].end <= odf->column)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == odf->n_columns)
		return;
	tz_odf_apply(odf, "table-cell", odf->columns[low].style);
	if (odf->columns[low].unseen)
		tz_odf_hide(odf, odf->columns[low].unseen,
		    TZ_CHANNEL_HIDDEN_ROW_COLUMN);
}

/* Whether the digits that show hold those of the value's whole part. */
static bool
shows(const char *shown, const char *value)
{
	char digits[64];
	size_t n = 0;
	size_t len;

	for (; *shown && n < sizeof digits - 1; shown++)
		if (isdigit((unsigned char)*shown))
			digits[n++] = *shown;
	digits[n] = '\0';
	if (value[0] == '-')
		value++;
	len = strspn(value, "0123456789");
	if (len < 5 || len >= sizeof digits || value[len] == 'E' ||
	    value[len] == 'e')
		return len < 5;
	for (n = 0; digits[n]; n++)
		if (strncmp(digits + n, value, len) == 0)
			return true;
	return false;
}

/* A value that the cell shows in other words, or not at all. */
static void
end_cell(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);
	const char *value = tz_buf_str(&odf->value);

	if (value[0] &&
	    (odf->shown.len == 0 || !shows(tz_buf_str(&odf->shown), value))) {
		if (odf->shown.len > 0)
			tz_odf_say(odf, " ");
		tz_odf_say(odf, value);
	}
	tz_buf_reset(&odf->value);
	tz_buf_reset(&odf->shown);
	state->cell = false;
	if (!in_sheet(odf))
		return;
	odf->column = state->place.m > UINT32_MAX - odf->column
	    ? UINT32_MAX
	    : odf->column + state->place.m;
}

static void
take_value(struct tz_odf *odf)
{
	const char *value = tz_odf_get(odf, "value");

	tz_buf_reset(&odf->value);
	tz_buf_reset(&odf->shown);
	if (tz_odf_has(odf, "value-type", "string"))
		value = tz_odf_get(odf, "string-value");
	else if (tz_odf_has(odf, "value-type", "date"))
		value = tz_odf_get(odf, "date-value");
	if (value)
		tz_buf_puts(&odf->value, value);
}

static void
cell(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	state->paragraph = false;
	state->cell = true;
	state->spaced = false;
	state->at = odf->depth;
	state->end = end_cell;
	tz_odf_piece(odf);
	if (in_sheet(odf)) {
		apply_column(odf);
		tz_odf_place(odf, TZ_PLACE_CELL, 0, NULL);
		state->place.m = repeated(odf, "number-columns-repeated");
	}
	tz_odf_apply(odf, "table-cell", tz_odf_get(odf, "style-name"));
	if (state->look.secret == TZ_ODF_YES && odf->locked && in_sheet(odf))
		tz_odf_hide(odf, "hidden-text", TZ_CHANNEL_HIDDEN_TEXT);
	take_value(odf);
}

/* The cell as it was before a change. */
static void
old_cell(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	tz_odf_line(odf);
	state->cell = true;
	state->channel = TZ_CHANNEL_TRACKED_DELETION;
	state->boxed = true;
	state->at = odf->depth;
	state->end = end_cell;
	take_value(odf);
}

static void
shapes(struct tz_odf *odf)
{
	tz_odf_top(odf)->cell = false;
	tz_odf_line(odf);
}

/* Words that the program shows at a cell. */
static void
message(struct tz_odf *odf)
{
	tz_odf_top(odf)->channel = TZ_CHANNEL_PROPERTY;
}

static void
table_source(struct tz_odf *odf)
{
	tz_odf_link(odf, true);
	tz_odf_tell(odf, TZ_CHANNEL_EXTERNAL_LINK, NULL,
	    tz_odf_get(odf, "table-name"));
}

static void
connection(struct tz_odf *odf)
{
	static const char *const names[] = {"database-name",
	    "database-table-name", "sql-statement", "query-name", "name",
	    "source-name", "object-name", "user-name", "password"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		tz_odf_tell(odf, TZ_CHANNEL_EXTERNAL_LINK, NULL,
		    tz_odf_get(odf, names[i]));
	tz_odf_link(odf, true);
	tz_odf_fact(odf, "data-connection", odf->path,
	    TZ_CHANNEL_EXTERNAL_LINK);
}

static void
scenario(struct tz_odf *odf)
{
	tz_odf_fact(odf, "scenario", odf->path, TZ_CHANNEL_PROPERTY);
}

/* What a pivot table remembers of its source. */
static void
member(struct tz_odf *odf)
{
	tz_odf_tell(odf, TZ_CHANNEL_CACHED_DATA, NULL, tz_odf_get(odf, "name"));
	tz_odf_fact(odf, "cached-data", odf->path, TZ_CHANNEL_CACHED_DATA);
}

static void
named(struct tz_odf *odf)
{
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "name", tz_odf_get(odf, "name"));
}

static void
filter(struct tz_odf *odf)
{
	tz_odf_tell(odf, TZ_CHANNEL_PROPERTY, "filter",
	    tz_odf_get(odf, "value"));
}

static void
dde_link(struct tz_odf *odf)
{
	struct tz_odf_state *state = tz_odf_top(odf);

	state->channel = TZ_CHANNEL_CACHED_DATA;
	state->boxed = true;
	tz_odf_fact(odf, "cached-data", odf->path, TZ_CHANNEL_CACHED_DATA);
}

const struct tz_odf_element tz_odf_sheet_elements[] = {
    {"table-cell", NULL, cell},
    {"covered-table-cell", NULL, cell},
    {"table-row", NULL, row},
    {"table-column", NULL, column},
    {"table", "table:1.0", table},
    {"table-row-group", NULL, group},
    {"table-column-group", NULL, group},
    {"change-track-table-cell", NULL, old_cell},
    {"shapes", "table:1.0", shapes},
    {"error-message", NULL, message},
    {"help-message", NULL, message},
    {"table-source", NULL, table_source},
    {"cell-range-source", NULL, connection},
    {"database-source-sql", NULL, connection},
    {"database-source-table", NULL, connection},
    {"database-source-query", NULL, connection},
    {"source-service", NULL, connection},
    {"scenario", "table:1.0", scenario},
    {"data-pilot-member", NULL, member},
    {"data-pilot-group-member", NULL, member},
    {"named-range", NULL, named},
    {"named-expression", NULL, named},
    {"database-range", NULL, named},
    {"content-validation", NULL, named},
    {"filter-condition", NULL, filter},
    {"filter-set-item", NULL, filter},
    {"dde-link", NULL, dde_link},
    {NULL, NULL, NULL},
};
