/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_scan.c - what of a scan's text the scan shows
 *
 * Where the picture is of one colour at the place of a whole word, someone
 * took the word out of the picture and left it in the text: black always
 * counts, white only if the rest of the text lies well on the picture.
 */
#include "intake/pdf/pdf_scan.h"

#include <stdlib.h>
#include <string.h>

/* A ground darker than this is a redaction's. */
#define DARK 90

/* Letters in a row where the picture shows none, to be no chance. */
#define RUN_MIN 4
#define RUN_BLANK_MIN 5

/* Letters on a page, to compare it with its text at all. */
#define LETTERS_MIN 8

/* Of ten letters so many are shown where text and picture go together; where
 * fewer than the second number are, they have nothing to do with each other. */
#define TOGETHER 8
#define APART 3

/* Of ten letters of a scan so many have ink where a font has it. */
#define ALIKE 6

/* Text that only a picture covers. */
static bool
is_under_picture(const struct tz_pdf_glyph *glyph)
{
	return tz_pdf_glyphs_mostly(glyph->picture) &&
	    !tz_pdf_glyphs_mostly(glyph->under);
}

static bool
is_text_of_scan(const struct tz_pdf_glyph *glyph)
{
	return glyph->fate == TZ_PDF_FATE_UNSEEN ||
	    (glyph->fate == TZ_PDF_FATE_COVERED && is_under_picture(glyph));
}

void
tz_pdf_scan_compare(struct tz_pdf_view *view)
{
	struct tz_pdf_glyphs *glyphs = view->glyphs;
	size_t i;

	for (i = 0; i < glyphs->n && tz_pdf_glyphs_scanned(glyphs); i++) {
		struct tz_pdf_glyph *glyph = &glyphs->list[i];
		int light;

		if (tz_pdf_glyphs_weight(glyph->code) > 0 &&
		    tz_pdf_glyphs_doubt(glyph) == TZ_PDF_DOUBT_COVER &&
		    is_under_picture(glyph))
			glyph->alike = !tz_pdf_view_even(view, glyph, &light) &&
			    tz_pdf_view_alike(view, glyph);
	}
}

/* What there is of a scan's text. */
struct census {
	size_t letters;
	size_t shown;	/* where the picture shows something */
	size_t covered; /* letters that are painted, and under the picture */
	size_t alike;	/* and look like what the picture shows */
};

static struct census
count(const struct tz_pdf_view *view)
{
	struct census census = {0, 0, 0, 0};
	size_t i;

	for (i = 0; i < view->glyphs->n; i++) {
		const struct tz_pdf_glyph *glyph = &view->glyphs->list[i];
		bool shown;
		int light;

		if (tz_pdf_glyphs_weight(glyph->code) == 0 ||
		    !is_text_of_scan(glyph))
			continue;
		shown = !tz_pdf_view_even(view, glyph, &light);
		census.letters++;
		census.shown += shown;
		if (glyph->fate == TZ_PDF_FATE_COVERED && shown) {
			census.covered++;
			census.alike += glyph->alike;
		}
	}
	return census;
}

/* The text of a scan under a box that was painted over the scan. */
static void
settle_boxed(struct tz_pdf_view *view, struct tz_pdf_glyph *glyph)
{
	int light;

	if (!tz_pdf_glyphs_mostly(glyph->under) ||
	    !tz_pdf_view_even(view, glyph, &light))
		return;
	glyph->fate = TZ_PDF_FATE_COVERED;
	view->changed = true;
}

/* Whether the picture is black, or nothing but paper, where the letter is. */
static bool
is_gone(const struct tz_pdf_view *view, const struct tz_pdf_glyph *glyph,
    bool black)
{
	int light = 255;

	if (glyph->code == ' ')
		return true;
	return is_text_of_scan(glyph) &&
	    tz_pdf_view_even(view, glyph, &light) && (light < DARK) == black;
}

/* Words of a scan's text that its picture no longer shows become ${fate}. */
static void
settle_gone(struct tz_pdf_view *view, bool black, unsigned char *fates)
{
	struct tz_pdf_glyphs *glyphs = view->glyphs;
	unsigned least = black ? RUN_MIN : RUN_BLANK_MIN;
	size_t first = 0;
	unsigned weight = 0;
	size_t i;

	for (i = 0; i <= glyphs->n; i++) {
		if (i < glyphs->n && is_gone(view, &glyphs->list[i], black)) {
			weight += tz_pdf_glyphs_weight(glyphs->list[i].code);
			continue;
		}
		if (weight >= least)
			memset(fates + first, TZ_PDF_FATE_COVERED, i - first);
		first = i + 1;
		weight = 0;
	}
}

/* The page is a picture and has text that is not seen. */
static void
settle_scanned(struct tz_pdf_view *view, unsigned char *fates)
{
	struct tz_pdf_glyphs *glyphs = view->glyphs;
	struct census census = count(view);
	bool together = census.letters >= LETTERS_MIN &&
	    census.shown * 10 >= census.letters * TOGETHER;
	bool apart = census.letters >= LETTERS_MIN &&
	    census.shown * 10 < census.letters * APART;
	bool covered = census.alike * 10 < census.covered * ALIKE ||
	    census.shown * 10 < census.letters * (TOGETHER - 1);
	size_t i;

	for (i = 0; i < glyphs->n; i++) {
		const struct tz_pdf_glyph *glyph = &glyphs->list[i];

		fates[i] = glyph->fate;
		if (is_text_of_scan(glyph) &&
		    (glyph->fate == TZ_PDF_FATE_UNSEEN ? !apart : !covered))
			fates[i] = TZ_PDF_FATE_SCAN;
	}
	settle_gone(view, true, fates);
	if (together)
		settle_gone(view, false, fates);
	for (i = 0; i < glyphs->n; i++) {
		view->changed |= glyphs->list[i].fate != fates[i];
		glyphs->list[i].fate = fates[i];
	}
}

void
tz_pdf_scan_settle(struct tz_pdf_view *view)
{
	struct tz_pdf_glyphs *glyphs = view->glyphs;
	unsigned char *fates;
	size_t i;

	for (i = 0; i < glyphs->n; i++)
		if (tz_pdf_view_scan_text(view, &glyphs->list[i]))
			settle_boxed(view, &glyphs->list[i]);
	if (!tz_pdf_glyphs_scanned(glyphs) || glyphs->n == 0)
		return;
	fates = calloc(glyphs->n, 1);
	if (fates)
		settle_scanned(view, fates);
	else
		view->pdf->no_memory = true;
	free(fates);
}

bool
tz_pdf_scan_unseen(struct tz_pdf_glyphs *glyphs)
{
	bool any = false;
	size_t i;

	for (i = 0; i < glyphs->n && tz_pdf_glyphs_scanned(glyphs); i++)
		if (glyphs->list[i].fate == TZ_PDF_FATE_UNSEEN) {
			glyphs->list[i].fate = TZ_PDF_FATE_SCAN;
			any = true;
		}
	return any;
}
