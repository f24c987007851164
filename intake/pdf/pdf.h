/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf.h - a PDF being read; shared by the files pdf*.c
 *
 * The door to MuPDF.  Its errors jump (fz_try): no function that can be jumped
 * out of owns anything bound to its scope, and whatever calls MuPDF stands in
 * a fz_try.  Failures of our own are kept in the reading and end it.
 */
#ifndef TZ_INTAKE_PDF_PDF_H
#define TZ_INTAKE_PDF_PDF_H

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <stdbool.h>

#include "intake/emit.h"

/* Stories of the whole document. */
enum tz_pdf_side {
	TZ_PDF_SHOWN,
	TZ_PDF_COVERED, /* text under what was painted later */
	TZ_PDF_UNSEEN,	/* invisible text */
	TZ_PDF_LAYER,	/* pages with every layer on, when one is off */
	TZ_PDF_OTHER,	/* what marked content says otherwise than it shows */
	TZ_PDF_FORM,
	TZ_PDF_LINK,
	TZ_PDF_SCRIPT,
	TZ_PDF_PROPERTY,
	TZ_PDF_LOST,  /* text that nothing refers to */
	TZ_PDF_STRAY, /* annotations that no page has */
	TZ_PDF_NOTES, /* what notes said; it was sent, one by one */
	TZ_PDF_SIDES
};

/* What is painted: as two texts, and how much of it is no text. */
struct tz_pdf_text {
	fz_stext_page *shown;
	fz_stext_page *unseen;
	fz_stext_page *covered; /* or NULL */
	size_t pictures;	/* that could hold text */
	fz_rect pictured;	/* where they lie */
	size_t lines;
};

/* Pictures that were handed over, by a digest of their pixels. */
#define TZ_PDF_PICTURES_MAX 4096

struct tz_pdf_glyphs; /* pdf_glyph.h */

/* Fates of glyphs that are facts (pdf_glyph.h). */
#define TZ_PDF_FATE_FACTS 9

struct tz_pdf {
	fz_context *ctx;
	pdf_document *doc;
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status; /* the first failure of ours */
	struct tz_story sides[TZ_PDF_SIDES];
	unsigned char *done; /* a bit for each object that was dealt with */
	int n_objects;
	struct tz_buf said; /* what the pages show, without white space */
	struct tz_pdf_glyphs *glyphs; /* of the present page; or NULL */
	uint32_t number;	      /* of the present page, from 1 */
	uint64_t *handed;	      /* digests of pictures; or NULL */
	size_t n_handed;
	uint64_t pixels; /* that were rendered so far */
	struct tz_place fates[TZ_PDF_FATE_FACTS]; /* the first of each */
	bool old;   /* an earlier version: only what is new is told */
	bool plain; /* only what is painted, not whether it is seen */
	bool noted; /* the object being looked at is a note that was read */
	bool deep;  /* forms in forms, or the tree of pages in itself */
	bool many;  /* more forms than are painted on a page */
	bool overlooked; /* more pages than are looked at */
	bool damaged;
	bool no_memory;
	bool no_font; /* one could not be loaded, another stood in for it */
	bool mute;    /* the page shows something that no text says */
	bool foreign; /* film, sound and the like */
	bool annotations;
	bool attachments;
	bool signature;
	bool action;
	bool private_data;
	bool thumbnail;
	bool lost;    /* text that nothing refers to */
	bool fetched; /* something outside is named as a file */
};

/** tz_pdf_open(pdf): Open the document of pdf->source and make the stories;
 * false when it cannot be read without a password or at all. */
bool tz_pdf_open(struct tz_pdf *pdf);

/** tz_pdf_close(pdf): Free all but the context. */
void tz_pdf_close(struct tz_pdf *pdf);

/** tz_pdf_show(pdf): Read what the pages show into the stories; returns how
 * many there are. */
int tz_pdf_show(struct tz_pdf *pdf);

/** tz_pdf_pages(pdf): Read and send what the pages show, then their
 * annotations. */
void tz_pdf_pages(struct tz_pdf *pdf);

/** tz_pdf_notes(pdf, n): Read the annotations of the first ${n} pages. */
void tz_pdf_notes(struct tz_pdf *pdf, int n);

/** tz_pdf_earlier(pdf): Read and send what earlier versions in the file showed
 * and the present one does not; whether there are any. */
bool tz_pdf_earlier(struct tz_pdf *pdf);

/** tz_pdf_send(pdf, from, until): Send the sides ${from} up to ${until}. */
void
tz_pdf_send(struct tz_pdf *pdf, enum tz_pdf_side from, enum tz_pdf_side until);

/** tz_pdf_annotations(pdf, page, number): Read the annotations of a page; may
 * jump. */
void tz_pdf_annotations(struct tz_pdf *pdf, pdf_page *page, int number);

/** tz_pdf_run(pdf, page, device, cookie): Interpret the contents of a page, and
 * note what marked content says of itself; may jump. */
void tz_pdf_run(struct tz_pdf *pdf, pdf_page *page, fz_device *device,
    fz_cookie *cookie);

/** tz_pdf_paint(pdf, processor, resources, contents, cookie): Interpret other
 * contents, with the same bounds on forms in forms; may jump. */
void tz_pdf_paint(struct tz_pdf *pdf, pdf_processor *processor,
    pdf_obj *resources, pdf_obj *contents, fz_cookie *cookie);

/** tz_pdf_redactions(pdf, page): Note the glyphs under marks for redaction;
 * whether there are any.  May jump. */
bool tz_pdf_redactions(struct tz_pdf *pdf, pdf_page *page);

/** tz_pdf_text_see(pdf, page, annotation, ret): Interpret the page, or an
 * annotation of it, into the zeroed ${ret}, which the caller drops; may jump.
 */
void tz_pdf_text_see(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    struct tz_pdf_text *ret);

/** tz_pdf_text_drop(pdf, text): Free what it holds. */
void tz_pdf_text_drop(struct tz_pdf *pdf, struct tz_pdf_text *text);

/** tz_pdf_words(text, page, story, ret_glyphs, ret_unknown): Add the text that
 * MuPDF found to the story, a line each, with its place on that page (counted
 * from 1; 0: the story has its place); count its characters and those that have
 * no code. */
void tz_pdf_words(fz_stext_page *text, uint32_t page, struct tz_story *story,
    size_t *ret_glyphs, size_t *ret_unknown);

/** tz_pdf_layers_settle(pdf): Work out which memberships of layers show. */
void tz_pdf_layers_settle(struct tz_pdf *pdf);

/** tz_pdf_layers(pdf): Put on every layer; false when none was off. */
bool tz_pdf_layers(struct tz_pdf *pdf);

/** tz_pdf_said(pdf, words): Whether the pages show these words, white space
 * apart. */
bool tz_pdf_said(struct tz_pdf *pdf, const struct tz_buf *words);

/** tz_pdf_picture(pdf, page, annotation, area): Hand over the pictures that lie
 * in this area of the page, or of its annotation; may jump. */
void tz_pdf_picture(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    fz_rect area);

/** tz_pdf_page_picture(pdf, page): Hand over the page as it looks, text and
 * all; may jump. */
void tz_pdf_page_picture(struct tz_pdf *pdf, pdf_page *page);

/** tz_pdf_lost(pdf): Read what nothing in the document refers to. */
void tz_pdf_lost(struct tz_pdf *pdf);

/** tz_pdf_ends(pdf): Read the bytes before and after the document. */
void tz_pdf_ends(struct tz_pdf *pdf);

/** tz_pdf_is_new(pdf, data, len): Whether such bytes were not seen before. */
bool tz_pdf_is_new(struct tz_pdf *pdf, const void *data, size_t len);

/** tz_pdf_child(pdf, data, len, name): Read a file in the file. */
void tz_pdf_child(struct tz_pdf *pdf, const void *data, size_t len,
    const char *name);

/** tz_pdf_photo(pdf, image): Read a photo that tells who took it and where, by
 * its own metadata; may jump. */
void tz_pdf_photo(struct tz_pdf *pdf, pdf_obj *image);

/** tz_pdf_walk(pdf): Look at every object for scripts, links, fields,
 * properties and attachments. */
void tz_pdf_walk(struct tz_pdf *pdf);

/** tz_pdf_entry(pdf, key, value): See an entry that holds more than a text;
 * whether there is no more to it.  May jump. */
bool tz_pdf_entry(struct tz_pdf *pdf, const char *key, pdf_obj *value);

/** tz_pdf_attachment(pdf, stream, name): Read an embedded file; may jump. */
void tz_pdf_attachment(struct tz_pdf *pdf, pdf_obj *stream, const char *name);

/** tz_pdf_line(pdf, side, name, text): Add a line to a side. */
void tz_pdf_line(struct tz_pdf *pdf, enum tz_pdf_side side, const char *name,
    const char *text);

/** tz_pdf_xml(pdf, side, data, len): Add the text of XML (XMP, XFA), or all of
 * it when it is malformed. */
void tz_pdf_xml(struct tz_pdf *pdf, enum tz_pdf_side side, const void *data,
    size_t len);

/** tz_pdf_caught(pdf): Note the error that a fz_catch caught. */
void tz_pdf_caught(struct tz_pdf *pdf);

/** tz_pdf_done(pdf, number): Whether the object of that number was dealt with;
 * false for 0, which a direct one has. */
bool tz_pdf_done(const struct tz_pdf *pdf, int number);

/** tz_pdf_do(pdf, number): Note that it was. */
void tz_pdf_do(struct tz_pdf *pdf, int number);

#endif /* !TZ_INTAKE_PDF_PDF_H */
