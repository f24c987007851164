/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/formats.h - the readers, one a format, each in its own files
 *
 * Facts that readers give, with the path and the channel of the part they are
 * about (each has a rule in policies/packs/common/hidden-content.yaml):
 *
 * what people left in
 *   tracked-changes    insertions, deletions, moves or changed formats
 *   comments           at least one
 *   annotation         a note, stamp or drawing on a page
 *   speaker-notes      notes to a slide
 *   earlier-revision   the file keeps an earlier version of itself
 *   change-log         old values of cells, logs of who changed what
 *   form-field         a field with a value, a default or choices
 * what does not show
 *   hidden-text        hidden by its format, or masked by a number format
 *   white-text         of the colour of its ground
 *   tiny-text          too small or squeezed to be read
 *   off-page-text      outside the page, the slide or the crop box
 *   invisible-text     painted invisibly: render mode, clip, transparency
 *   covered-text       under an opaque shape or picture, or black on black:
 *                      a bad redaction
 *   unapplied-redaction a mark for redaction whose text is still there
 *   ocr-layer          an invisible text over a scanned page (harmless)
 *   other-text         what a page says otherwise than it shows (ActualText)
 *   hidden-sheet       a hidden, very hidden or unlisted sheet; its name is
 *                      the path
 *   hidden-row-column  a hidden row or column that holds something
 *   filtered-rows      rows that a filter hides
 *   hidden-slide       a slide that is not shown, or not in the show
 *   hidden-shape       a shape that is hidden, or off the page
 *   optional-content   a layer that is off
 * copies and sources of data
 *   cached-data        copies of data: pivot tables, other workbooks
 *   data-model         a data model (Power Pivot)
 *   data-connection    a connection, query table, mail merge or web query
 *   defined-name       a hidden name that a person defined
 *   scenario           input values kept aside
 *   external-link      something outside that opening the file fetches or
 *                      names as a file (not a link to click on)
 *   cropped-picture    a picture of which a part is cut off and still there
 *   picture-original   the picture as it was before it was edited
 *   thumbnail          a small picture of the file
 *   thumbnail-differs  one that does not show what the picture shows
 * files in files
 *   embedded-object    a file in the document (word/embeddings)
 *   attachment         a file attached to a PDF, OFD or mail
 *   macro              a macro project or macro sheet
 *   script             JavaScript, in a PDF or a page
 *   action             what opening the file does: launch, fetch, send
 *   private-data       data of an editor or add-in (PieceInfo, Extensions)
 *   unreferenced-object an object with text that nothing refers to
 *   leading-data, trailing-data
 *                      bytes before the beginning or after the end
 * who and where
 *   gps                the place of taking
 *   device             owner or serial number of a camera
 *   maker-notes        notes of the camera's maker
 *   printer-settings   printer and user names
 *   template-path      where the template lies
 *   document-variable  variables and custom XML that no page shows
 *   revision-ids       numbers of editing sessions
 *   digital-signature  a signature or seal, and whose
 *   protective-marking a label or mark in the metadata
 *   blind-copy         recipients who were not to be seen
 *   alternatives-differ two forms of one mail say different things
 *   odd-characters     bidi controls, tag characters, invisible characters
 * trust
 *   encrypted          the file, or a part of it, needs a password
 *   repaired           the file's own table of contents was broken
 *   type-mismatch, two-types, unlisted-member, duplicate-name,
 *   directory-differs, unsafe-name, special-member
 */
#ifndef TZ_INTAKE_FORMATS_H
#define TZ_INTAKE_FORMATS_H

#include "intake/emit.h"

/** tz_read_text(): Plain text in any encoding, CSV, JSON, Markdown, XML. */
tz_reader tz_read_text;

/** tz_read_html(): HTML: visible text, comments, hidden elements, attributes,
 * scripts, meta. */
tz_reader tz_read_html;

/** tz_read_archive(): ZIP, tar, 7z and the like: every member is a child. */
tz_reader tz_read_archive;

/** tz_read_docx(): WordprocessingML packages (ECMA-376 part 1, 17). */
tz_reader tz_read_docx;

/** tz_read_office_xml(): Packages written flat, as one XML file, and
 * WordprocessingML of 2003. */
tz_reader tz_read_office_xml;

/** tz_read_xlsx(): SpreadsheetML packages (ECMA-376 part 1, 18). */
tz_reader tz_read_xlsx;

/** tz_read_pptx(): PresentationML packages (ECMA-376 part 1, 19). */
tz_reader tz_read_pptx;

/** tz_read_pdf(): PDF (ISO 32000), through MuPDF. */
tz_reader tz_read_pdf;

/** tz_read_ole(): A compound file (MS-CFB) of no known kind: every stream in
 * it. */
tz_reader tz_read_ole;

/** tz_read_doc(): Word documents of 6.0 to 2003 (MS-DOC), WPS Writer's. */
tz_reader tz_read_doc;

/** tz_read_ppt(): PowerPoint presentations of 97 to 2003 (MS-PPT), WPS's. */
tz_reader tz_read_ppt;

/** tz_read_encrypted(): OOXML packages locked with a password
 * (MS-OFFCRYPTO). */
tz_reader tz_read_encrypted;

/** tz_read_image(): JPEG, PNG, TIFF, GIF, BMP, WebP, HEIF, AVIF, JPEG 2000 and
 * PNM: the text in them, metadata, thumbnails and what lies behind them. */
tz_reader tz_read_image;

/** tz_read_metafile(): Windows metafiles, plain ([MS-WMF]) and enhanced
 * ([MS-EMF], [MS-EMFPLUS]): the text they write, the pictures in them. */
tz_reader tz_read_metafile;

/** tz_read_ofd(): OFD (GB/T 33190), its templates, annotations, attachments,
 * versions, signatures and seals. */
tz_reader tz_read_ofd;

/** tz_read_rtf(): Rich text (RTF 1.9.1), the HTML that mail programs wrap in
 * it too. */
tz_reader tz_read_rtf;

/** tz_read_odf(): OpenDocument packages (ISO/IEC 26300): texts, sheets,
 * slides, drawings and templates. */
tz_reader tz_read_odf;

/** tz_read_odf_flat(): OpenDocument as a single XML file. */
tz_reader tz_read_odf_flat;

/** tz_read_epub(): EPUB: its pages in reading order, metadata, navigation and
 * all that the package holds beside. */
tz_reader tz_read_epub;

/** tz_read_mail(): One mail (RFC 5322, MIME): all fields, bodies, and every
 * other part as a file of it. */
tz_reader tz_read_mail;

/** tz_read_mbox(): A mailbox: every mail is a child. */
tz_reader tz_read_mbox;

/** tz_read_emlx(): A mail as Apple's Mail keeps it. */
tz_reader tz_read_emlx;

/** tz_read_tnef(): winmail.dat ([MS-OXTNEF]). */
tz_reader tz_read_tnef;

/** tz_read_msg(): A message of Outlook ([MS-OXMSG]). */
tz_reader tz_read_msg;

/** tz_read_card(): vCard and iCalendar. */
tz_reader tz_read_card;

/** tz_read_xls(): Excel workbooks of 5.0 to 2003 (MS-XLS). */
tz_reader tz_read_xls;

/** tz_read_xlsb(): Binary workbooks in a package (MS-XLSB). */
tz_reader tz_read_xlsb;

#endif /* !TZ_INTAKE_FORMATS_H */
