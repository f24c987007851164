/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/formats.h - the readers, one a format, each in its own files
 */
#ifndef TZ_INTAKE_FORMATS_H
#define TZ_INTAKE_FORMATS_H

#include "intake/emit.h"

/** tz_read_text(): Plain text in any encoding, CSV, JSON, Markdown, XML. */
tz_reader tz_read_text;

/** tz_read_mail(): A mail as the text that it is written as; its encoded
 * pieces are noted as not read. */
tz_reader tz_read_mail;

/** tz_read_html(): HTML: visible text, comments, hidden elements, attributes,
 * scripts, meta. */
tz_reader tz_read_html;

/** tz_read_archive(): ZIP, tar, 7z and the like: every member is a child. */
tz_reader tz_read_archive;

/** tz_read_docx(): WordprocessingML packages (ECMA-376 part 1, 17). */
tz_reader tz_read_docx;

/** tz_read_xlsx(): SpreadsheetML packages (ECMA-376 part 1, 18). */
tz_reader tz_read_xlsx;

/** tz_read_pdf(): PDF (ISO 32000), through MuPDF. */
tz_reader tz_read_pdf;

#endif /* !TZ_INTAKE_FORMATS_H */
