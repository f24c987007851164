/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_earlier.c - what a PDF said before it was changed
 *
 * A change is written behind the old file (ISO 32000-1, 7.5.6), so the bytes
 * up to an earlier end-of-file mark are the earlier version, whole.  Its pages
 * are read like the present ones; lines that still stand there are not told
 * again.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/name_set.h"
#include "intake/pdf/pdf.h"

/* The newest earlier versions that are read. */
#define VERSIONS_MAX 16

#define MARK "%%EOF"

/* A linearized file has a mark behind its first page; it must say so here. */
#define LINEARIZED_WITHIN 1024

/* Tell the lines of ${story} that are new to ${known}. */
static void
tell_new_lines(struct tz_pdf *pdf, const struct tz_story *story,
    struct tz_name_set *known, struct tz_story *ret)
{
	const char *line = tz_buf_str(&story->text);
	tz_auto_buf copy = TZ_BUF_INIT;

	while (*line && pdf->status == TZ_OK) {
		size_t len = strcspn(line, "\n\f");
		bool again = false;

		tz_buf_reset(&copy);
		tz_buf_append(&copy, line, len);
		pdf->status =
		    tz_name_set_add(known, tz_buf_str(&copy), &again, pdf->err);
		if (ret && !again && len > 0) {
			tz_story_break(ret, '\n');
			tz_story_add(ret, line, len);
		}
		line += len + (line[len] != '\0');
	}
}

/* Everything that a document says, of the sides that can be compared. */
static void
tell_sides(struct tz_pdf *pdf, const struct tz_pdf *of,
    struct tz_name_set *known, struct tz_story *ret)
{
	static const enum tz_pdf_side sides[] = {TZ_PDF_SHOWN, TZ_PDF_UNSEEN,
	    TZ_PDF_COVERED, TZ_PDF_LAYER, TZ_PDF_OTHER, TZ_PDF_FORM,
	    TZ_PDF_LINK, TZ_PDF_SCRIPT, TZ_PDF_PROPERTY, TZ_PDF_STRAY,
	    TZ_PDF_NOTES, TZ_PDF_LOST};
	size_t i;

	for (i = 0; i < sizeof sides / sizeof sides[0]; i++)
		tell_new_lines(pdf, &of->sides[sides[i]], known, ret);
}

/* The version that ends at ${len}, into its own reading. */
static void
read_version(struct tz_pdf *pdf, size_t len, struct tz_name_set *known,
    struct tz_story *ret)
{
	struct tz_source source = *pdf->source;
	struct tz_pdf version;

	source.len = len;
	memset(&version, 0, sizeof version);
	version.ctx = pdf->ctx;
	version.emit = pdf->emit;
	version.source = &source;
	version.err = pdf->err;
	version.glyphs = pdf->glyphs;
	version.plain = true;
	version.old = true;
	version.handed = pdf->handed;
	version.n_handed = pdf->n_handed;
	if (tz_pdf_open(&version)) {
		tz_pdf_notes(&version, tz_pdf_show(&version));
		tz_pdf_walk(&version);
		tell_sides(pdf, &version, known, ret);
		if (pdf->status == TZ_OK)
			pdf->status = version.status;
		pdf->attachments |= version.attachments;
	}
	pdf->no_memory |= version.no_memory;
	pdf->deep |= version.deep;
	pdf->many |= version.many;
	pdf->handed = version.handed;
	pdf->n_handed = version.n_handed;
	tz_pdf_close(&version);
}

/* The ends of the earlier versions, the newest VERSIONS_MAX of them. */
static size_t
find_ends(struct tz_pdf *pdf, size_t ends[VERSIONS_MAX])
{
	const unsigned char *data = pdf->source->data;
	size_t len = pdf->source->len;
	size_t head = len < LINEARIZED_WITHIN ? len : LINEARIZED_WITHIN;
	bool passed = !memmem(data, head, "/Linearized", 11);
	const unsigned char *at = data;
	size_t last = 0;
	size_t n = 0;

	while ((at = memmem(at, len - (size_t)(at - data), MARK,
		    sizeof MARK - 1))) {
		at += sizeof MARK - 1;
		if (last > 0 && passed) {
			if (n == VERSIONS_MAX) {
				memmove(ends, ends + 1,
				    (VERSIONS_MAX - 1) * sizeof *ends);
				pdf->damaged = true;
				n--;
			}
			ends[n++] = last;
		} else if (last > 0) {
			passed = true;
		}
		last = (size_t)(at - data);
	}
	return n;
}

static int
count_versions(struct tz_pdf *pdf)
{
	int n = 0;

	fz_var(n);
	fz_try(pdf->ctx) n = pdf_count_versions(pdf->ctx, pdf->doc);
	fz_catch(pdf->ctx) tz_pdf_caught(pdf);
	return n;
}

bool
tz_pdf_earlier(struct tz_pdf *pdf)
{
	struct tz_name_set known = {NULL, 0, 0};
	size_t ends[VERSIONS_MAX];
	struct tz_story story;
	size_t n = find_ends(pdf, ends);
	bool told;
	size_t i;

	/* The mark alone says little: a file in the file may have one. */
	if (n == 0)
		return false;
	tz_story_start(&story, TZ_CHANNEL_EARLIER_REVISION, "earlier");
	tell_sides(pdf, pdf, &known, NULL);
	for (i = n; i-- > 0 && pdf->status == TZ_OK;)
		read_version(pdf, ends[i], &known, &story);
	if (pdf->status == TZ_OK)
		pdf->status =
		    tz_emit_story(pdf->emit, pdf->source, &story, pdf->err);
	told = story.text.len > 0;
	tz_story_clear(&story);
	tz_name_set_clear(&known);
	return told || count_versions(pdf) > 1;
}
