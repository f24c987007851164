/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_cells.h - the cells of one sheet, put where they belong
 *
 * Shared by all forms of workbooks (XML, BIFF12, BIFF8).  A cell goes to
 * exactly one of the stories: shown, in a hidden row or column, or not to be
 * seen for its look; its formula to another.  What is known of columns, merged
 * areas and conditional formats must be told before the cells.
 */
#ifndef TZ_INTAKE_OOXML_XLSX_CELLS_H
#define TZ_INTAKE_OOXML_XLSX_CELLS_H

#include "intake/emit.h"
#include "intake/ooxml/xlsx_look.h"

enum tz_xlsx_side {
	TZ_XLSX_SHOWN,
	TZ_XLSX_HIDDEN,	 /* in hidden rows and columns */
	TZ_XLSX_MASKED,	 /* does not show: format, colour, size, merged */
	TZ_XLSX_COVERED, /* black on black */
	TZ_XLSX_FORMULA,
	TZ_XLSX_MARGIN, /* headers and footers */
	TZ_XLSX_TOLD,	/* what a person wrote round the cells */
	TZ_XLSX_SIDES
};

/* An area of cells, columns and rows from 1. */
struct tz_xlsx_range {
	uint32_t top, left, bottom, right;
};

struct tz_xlsx_area {
	struct tz_xlsx_range range;
	const struct tz_xlsx_rule *rule; /* NULL: the cells are merged */
};

struct tz_xlsx_columns {
	uint32_t from, until;
	bool hidden;
};

struct tz_xlsx_cells {
	struct tz_emit *emit;
	const struct tz_source *source;
	const char *name; /* of the sheet, borrowed */
	bool hidden;	  /* the sheet is */
	struct tz_story sides[TZ_XLSX_SIDES];
	uint32_t last_row[TZ_XLSX_SIDES]; /* that a cell was put from */
	struct tz_xlsx_columns *columns;
	size_t n_columns;
	bool columns_hidden; /* those of which nothing is said */
	struct tz_xlsx_area *areas;
	size_t n_areas;
	size_t reached; /* areas from here on begin below the row */
	bool sorted;
	size_t *near; /* areas that cross the row */
	size_t n_near;
	struct tz_xlsx_range *filters;
	size_t n_filters;
	uint32_t row;
	bool row_hidden;
	bool row_filtered;
	struct tz_buf place; /* "Sheet1!B7" */
	/* found */
	bool some_hidden, some_filtered;
	bool some_masked, some_white, some_tiny, some_covered;
	bool failed; /* no memory */
};

/** tz_xlsx_cells_start(cells, emit, source, name, hidden): Begin a sheet; all
 * but the struct is borrowed.  Ended by tz_xlsx_cells_clear(). */
void tz_xlsx_cells_start(struct tz_xlsx_cells *cells, struct tz_emit *emit,
    const struct tz_source *source, const char *name, bool hidden);

/** tz_xlsx_cells_clear(cells): Free what it holds. */
void tz_xlsx_cells_clear(struct tz_xlsx_cells *cells);

/** tz_xlsx_cells_columns(cells, from, until, hidden): These columns are hidden
 * or shown. */
void tz_xlsx_cells_columns(struct tz_xlsx_cells *cells, uint32_t from,
    uint32_t until, bool hidden);

/** tz_xlsx_cells_merge(cells, range): These cells are one. */
void tz_xlsx_cells_merge(struct tz_xlsx_cells *cells,
    const struct tz_xlsx_range *range);

/** tz_xlsx_cells_rule(cells, range, rule): A conditional format lies over
 * them; the rule is borrowed. */
void tz_xlsx_cells_rule(struct tz_xlsx_cells *cells,
    const struct tz_xlsx_range *range, const struct tz_xlsx_rule *rule);

/** tz_xlsx_cells_filter(cells, range): A filter with a condition chooses among
 * these rows. */
void tz_xlsx_cells_filter(struct tz_xlsx_cells *cells,
    const struct tz_xlsx_range *range);

/** tz_xlsx_cells_row(cells, row, hidden): Go to a row. */
void tz_xlsx_cells_row(struct tz_xlsx_cells *cells, uint32_t row, bool hidden);

/** tz_xlsx_cells_put(cells, column, look, value, text): Put the text of a cell
 * in the present row; ${value} is what conditions compare. */
void tz_xlsx_cells_put(struct tz_xlsx_cells *cells, uint32_t column,
    const struct tz_xlsx_look *look, const struct tz_xlsx_operand *value,
    const char *text);

/** tz_xlsx_cells_formula(cells, column, text): Put its formula. */
void tz_xlsx_cells_formula(struct tz_xlsx_cells *cells, uint32_t column,
    const char *text);

/** tz_xlsx_cells_tell(cells, side, name, text): Add a line that belongs to no
 * cell, unless it is blank. */
void tz_xlsx_cells_tell(struct tz_xlsx_cells *cells, enum tz_xlsx_side side,
    const char *name, const char *text);

/** tz_xlsx_cells_send(cells, err): Send the stories and the facts about them.
 * Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_xlsx_cells_send(struct tz_xlsx_cells *cells, struct tz_err *err);

/** tz_xlsx_cells_range(text, ret): Read "B2:D7" or "B2", and move on to what
 * follows; NULL when it is none. */
const char *tz_xlsx_cells_range(const char *text, struct tz_xlsx_range *ret);

#endif /* !TZ_INTAKE_OOXML_XLSX_CELLS_H */
