/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx.c - Excel workbooks: the order in which their parts are
 * read
 *
 * The sheets in the order of the workbook, then those that it does not name,
 * then comments and caches; the rest is left to tz_opc_rest().
 */
#include <string.h>

#include "intake/formats.h"
#include "intake/ooxml/opc.h"
#include "intake/ooxml/xlsx_beside.h"
#include "intake/ooxml/xlsx_book.h"
#include "intake/ooxml/xlsx_rest.h"
#include "intake/ooxml/xlsx_sheet.h"

static const char *const sheet_roots[] = {
    "worksheet", "chartsheet", "dialogsheet", "macrosheet"};

static bool
is_sheet(const struct tz_opc_part *part)
{
	size_t i;

	for (i = 0; i < sizeof sheet_roots / sizeof sheet_roots[0]; i++)
		if (strcmp(part->root, sheet_roots[i]) == 0)
			return true;
	return false;
}

static enum tz_status
read_sheet(struct tz_xlsx_book *book, struct tz_opc_part *part,
    const char *name, bool hidden, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (strcmp(part->root, "macrosheet") == 0)
		s = tz_opc_fact(book->opc, "macro", name, TZ_CHANNEL_SCRIPT,
		    err);
	if (s == TZ_OK)
		s = tz_xlsx_sheet(book, part, name, hidden, err);
	return s ? s : tz_xlsx_drawings(book->opc, part->name, hidden, err);
}

static enum tz_status
read_sheets(struct tz_xlsx_book *book, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < book->n_sheets; i++) {
		const struct tz_xlsx_sheet *sheet = &book->sheets[i];
		struct tz_opc_part *part = tz_opc_find(book->opc, sheet->part);

		if (sheet->module && !part)
			continue;
		if (!part || !is_sheet(part))
			s = tz_opc_damaged(book->opc, err);
		else if (!part->taken)
			s = read_sheet(book, part, sheet->name, sheet->hidden,
			    err);
	}
	/* A sheet that the workbook does not name is as hidden as can be. */
	for (i = 0; s == TZ_OK && i < book->opc->n; i++) {
		struct tz_opc_part *part = &book->opc->parts[i];

		if (!part->taken && is_sheet(part))
			s = read_sheet(book, part, part->name, true, err);
	}
	return s;
}

enum tz_status
tz_read_xlsx(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_xlsx_book) book = NULL;
	tz_auto(tz_opc) opc = NULL;
	enum tz_status s;

	s = tz_opc_open(emit, source, &opc, err);
	if (s == TZ_OK)
		s = tz_xlsx_book_read(opc, &book, err);
	if (s == TZ_OK)
		s = read_sheets(book, err);
	if (s == TZ_OK)
		s = tz_xlsx_beside(book, err);
	if (s == TZ_OK)
		s = tz_xlsx_book_leftover(book, err);
	if (s == TZ_OK)
		s = tz_xlsx_rest(opc, err);
	return s ? s : tz_opc_rest(opc, err);
}
