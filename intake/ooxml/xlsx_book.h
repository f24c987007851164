/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_book.h - what the sheets of a workbook share
 *
 * Its sheets in order, the shared strings, the styles, and who the
 * persons behind comments are.
 */
#ifndef TZ_INTAKE_OOXML_XLSX_BOOK_H
#define TZ_INTAKE_OOXML_XLSX_BOOK_H

#include <stdbool.h>

#include "intake/ooxml/opc.h"
#include "intake/ooxml/xlsx_style.h"

struct tz_xlsx_sheet {
	char *name;
	char *part; /* "" if it cannot be found */
	bool hidden;
	bool module; /* of an old macro: it stands in the macros' project */
};

struct tz_xlsx_string {
	char *text;
	bool used;
};

/* A person who commented: id and name. */
struct tz_xlsx_person {
	char *id;
	char *name;
};

/* The book.  Made by tz_xlsx_book_read(), ended by tz_xlsx_book_free(). */
struct tz_xlsx_book {
	struct tz_opc *opc;
	struct tz_xlsx_sheet *sheets;
	size_t n_sheets;
	struct tz_xlsx_string *strings;
	size_t n_strings;
	struct tz_xlsx_styles styles;
	struct tz_xlsx_person *persons;
	size_t n_persons;
	bool since_1904;
};

/** tz_xlsx_book_read(opc, ret_book, err): Take the parts that all sheets need
 * and send what they tell (names of sheets, defined names).  ${opc} is
 * borrowed until the book is freed.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_xlsx_book_read(struct tz_opc *opc,
    struct tz_xlsx_book **ret_book, struct tz_err *err);

/** tz_xlsx_book_free(book): End it.  NULL is allowed. */
void tz_xlsx_book_free(struct tz_xlsx_book *book);

TZ_AUTO_DEFINE(tz_xlsx_book)

/** tz_xlsx_book_person(book, id): The name of a person, or NULL. */
const char *
tz_xlsx_book_person(const struct tz_xlsx_book *book, const char *id);

/** tz_xlsx_book_leftover(book, err): Send the shared strings that no cell
 * showed.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_xlsx_book_leftover(struct tz_xlsx_book *book, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_XLSX_BOOK_H */
