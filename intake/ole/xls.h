/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls.h - an Excel workbook of 5.0 to 2003 (MS-XLS) while it is
 * read
 *
 * The stream is a sequence of substreams, each from a BOF to an EOF: the
 * globals, then the sheets, found by where BOUNDSHEET says they begin.
 */
#ifndef TZ_INTAKE_OLE_XLS_H
#define TZ_INTAKE_OLE_XLS_H

#include "intake/ole/ole.h"
#include "intake/ole/xls_record.h"
#include "intake/ooxml/xlsx_cells.h"
#include "intake/ooxml/xlsx_style.h"

enum tz_xls_type {
	TZ_XLS_GRAPH_NUMBER = 0x03,
	TZ_XLS_GRAPH_LABEL = 0x04,
	TZ_XLS_FORMULA = 0x06,
	TZ_XLS_EOF = 0x0a,
	TZ_XLS_HEADER = 0x14,
	TZ_XLS_FOOTER = 0x15,
	TZ_XLS_EXTERNNAME = 0x23,
	TZ_XLS_NOTE = 0x1c,
	TZ_XLS_NAME = 0x18,
	TZ_XLS_DATE1904 = 0x22,
	TZ_XLS_FILEPASS = 0x2f,
	TZ_XLS_FONT = 0x31,
	TZ_XLS_CODEPAGE = 0x42,
	TZ_XLS_CRN = 0x5a,
	TZ_XLS_WRITEACCESS = 0x5c,
	TZ_XLS_OBJ = 0x5d,
	TZ_XLS_COLINFO = 0x7d,
	TZ_XLS_BOUNDSHEET = 0x85,
	TZ_XLS_PALETTE = 0x92,
	TZ_XLS_FILTERMODE = 0x9b,
	TZ_XLS_SCENARIO = 0xaf,
	TZ_XLS_MULRK = 0xbd,
	TZ_XLS_RSTRING = 0xd6,
	TZ_XLS_XF = 0xe0,
	TZ_XLS_MERGECELLS = 0xe5,
	TZ_XLS_SST = 0xfc,
	TZ_XLS_LABELSST = 0xfd,
	TZ_XLS_SUPBOOK = 0x1ae,
	TZ_XLS_TXO = 0x1b6,
	TZ_XLS_HLINK = 0x1b8,
	TZ_XLS_DV = 0x1be,
	TZ_XLS_NUMBER = 0x203,
	TZ_XLS_LABEL = 0x204,
	TZ_XLS_BOOLERR = 0x205,
	TZ_XLS_STRING = 0x207,
	TZ_XLS_ROW = 0x208,
	TZ_XLS_RK = 0x27e,
	TZ_XLS_FORMAT = 0x41e,
	TZ_XLS_BOF = 0x809,
	TZ_XLS_HLINKTOOLTIP = 0x800,
	TZ_XLS_SHRFMLA = 0x4bc,
	TZ_XLS_DCONN = 0x876,
};

struct tz_xls_bound {
	char *name;
	uint32_t at; /* of its BOF */
	bool hidden;
	uint8_t type; /* 0 sheet, 1 macro sheet, 2 chart, 6 module */
};

struct tz_xls_text {
	char *text;
	bool used;
};

struct tz_xls {
	struct tz_ole *ole;
	struct tz_bytes stream;
	const char *path; /* of the stream */
	bool old;	  /* BIFF5: strings of one code page */
	bool ancient;	  /* before that */
	bool graph;	  /* a chart and its sheet (MS-OGRAPH) */
	unsigned code_page;
	bool since_1904;
	bool encrypted;
	bool unlocked; /* the stream is decrypted */
	bool torn;
	struct tz_xls_bound *bounds;
	size_t n_bounds;
	struct tz_xls_text *strings; /* shared */
	size_t n_strings;
	struct tz_xlsx_styles styles;
	struct tz_story names;	  /* PROPERTY: names and what they tell */
	struct tz_story links;	  /* EXTERNAL_LINK */
	struct tz_story cached;	  /* CACHED_DATA */
	struct tz_story formulas; /* FORMULA: words in names */
	bool hidden_name, connection, macro;
};

/** tz_xls_globals(xls, err): Read the first substream: sheets, shared strings,
 * styles, names, links, connections.  Fails: TZ_NOMEM, TZ_LIMIT, TZ_IO. */
TZ_CHECK enum tz_status tz_xls_globals(struct tz_xls *xls, struct tz_err *err);

/** tz_xls_unlock(xls, stream, err): Decrypt a stream that has a FILEPASS in
 * place, if a password fits, and what else lies encrypted in the file. */
TZ_CHECK enum tz_status
tz_xls_unlock(struct tz_xls *xls, struct tz_buf *stream, struct tz_err *err);

/** tz_xls_strings(xls, record, err): Read the table of shared strings. */
TZ_CHECK enum tz_status tz_xls_strings(struct tz_xls *xls,
    const struct tz_xls_record *record, struct tz_err *err);

/** tz_xls_sheet(xls, at, bound, err): Read one substream and send it; ${bound}
 * is NULL for one that no BOUNDSHEET names.  Fails likewise. */
TZ_CHECK enum tz_status tz_xls_sheet(struct tz_xls *xls, size_t at,
    const struct tz_xls_bound *bound, struct tz_err *err);

/** tz_xls_text(xls, flow, n, ret): Append a string of ${n} characters: with
 * flags, or of the code page in an old workbook. */
void tz_xls_text(const struct tz_xls *xls, struct tz_xls_flow *flow, size_t n,
    struct tz_buf *ret);

/** tz_xls_words(xls, bytes, ret): Append the texts that stand as constants in
 * the tokens of a formula, apart by a blank. */
void tz_xls_words(const struct tz_xls *xls, struct tz_bytes bytes,
    struct tz_buf *ret);

/** tz_xls_scan(xls, bytes, story): Append every string with its length before
 * it that stands in a record whose form is not known, one a line. */
void tz_xls_scan(const struct tz_xls *xls, struct tz_bytes bytes,
    struct tz_story *story);

/** tz_xls_other(xls, record, told): Take what a record that is no cell
 * says, in the globals or a sheet: to the links, the cached data, or
 * ${told}. */
void tz_xls_other(struct tz_xls *xls, const struct tz_xls_record *record,
    struct tz_story *told);

/** tz_xls_pivot(ole, err): Send the copies of data that pivot tables keep in
 * the storage _SX_DB_CUR.  Fails likewise. */
TZ_CHECK enum tz_status tz_xls_pivot(struct tz_ole *ole, struct tz_err *err);

/** tz_xls_link(bytes, ret): Append the description, address and place of a
 * hyperlink object (MS-OSHARED 2.3.7.1), one a line. */
void tz_xls_link(struct tz_bytes bytes, struct tz_buf *ret);

/** tz_xls_number(value, ret): Append a number as XML would have it. */
void tz_xls_number(double value, struct tz_buf *ret);

/** tz_xls_rk(rk): The number that 4 bytes stand for (MS-XLS 2.5.122). */
double tz_xls_rk(uint32_t rk);

/** tz_xls_double(bytes, at): The double that stands there. */
double tz_xls_double(struct tz_bytes bytes, size_t at);

/** tz_xls_error(code): "#N/A" and the like. */
const char *tz_xls_error(uint8_t code);

#endif /* !TZ_INTAKE_OLE_XLS_H */
