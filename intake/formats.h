/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/formats.h - the readers, one a format, each in its own files
 *
 * Facts that readers of office documents and PDF give, with the path and the
 * channel of the part they are about:
 *
 *   tracked-changes    insertions, deletions, moves or changed formats
 *   comments           at least one
 *   hidden-text        text that does not show: hidden by its format, masked
 *                      by a number format, painted invisibly
 *   hidden-sheet       a hidden, very hidden or unlisted sheet; its name is
 *                      the path
 *   hidden-row-column  a hidden row or column that holds something
 *   hidden-slide       a slide that is not shown, or not in the show
 *   speaker-notes      notes to a slide
 *   defined-name       a hidden name that a person defined
 *   cached-data        copies of data: pivot tables, other workbooks
 *   external-link      something outside that opening the file fetches or
 *                      names as a file (not a link to click on)
 *   embedded-object    a file in the document (word/embeddings)
 *   attachment         a file attached to a PDF
 *   macro              a macro project or macro sheet
 *   script             JavaScript in a PDF
 *   form-field         a field with a value, a default or choices
 *   annotation         a note, stamp or drawing on a page
 *   optional-content   a layer that is off
 *   earlier-revision   the file keeps an earlier version of itself
 *   repaired           the file's own table of contents was broken
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

/** tz_read_pptx(): PresentationML packages (ECMA-376 part 1, 19). */
tz_reader tz_read_pptx;

/** tz_read_pdf(): PDF (ISO 32000), through MuPDF. */
tz_reader tz_read_pdf;

#endif /* !TZ_INTAKE_FORMATS_H */
