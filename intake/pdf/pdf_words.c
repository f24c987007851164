/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_words.c - from MuPDF's lines to a story with places
 */
#include <string.h>

#include "base/utf8.h"
#include "intake/pdf/pdf.h"

/* The page's separator stands in the place of the line's. */
static bool
begins_page(const struct tz_story *story)
{
	return story->text.len > 0 &&
	    story->text.data[story->text.len - 1] == '\f';
}

static void
add_line(const fz_stext_line *line, uint32_t page, const struct tz_buf *words,
    struct tz_story *story)
{
	struct tz_box box =
	    tz_box_of((double)line->bbox.x0, (double)line->bbox.y0,
		(double)line->bbox.x1, (double)line->bbox.y1);

	if (!begins_page(story))
		tz_story_break(story, '\n');
	if (page > 0)
		tz_story_place_box(story, TZ_PLACE_PAGE, page, 0, NULL, &box);
	tz_story_add(story, tz_buf_str(words), words->len);
}

void
tz_pdf_words(fz_stext_page *text, uint32_t page, struct tz_story *story,
    size_t *ret_glyphs, size_t *ret_unknown)
{
	struct tz_buf words = TZ_BUF_INIT;
	const fz_stext_block *block;
	const fz_stext_line *line;
	const fz_stext_char *c;

	for (block = text->first_block; block; block = block->next) {
		if (block->type != FZ_STEXT_BLOCK_TEXT)
			continue;
		for (line = block->u.t.first_line; line; line = line->next) {
			tz_buf_reset(&words);
			for (c = line->first_char; c; c = c->next) {
				++*ret_glyphs;
				*ret_unknown += c->c == 0xfffd || c->c == 0;
				tz_utf8_put((uint32_t)c->c, &words);
			}
			add_line(line, page, &words, story);
		}
	}
	if (words.failed)
		story->text.failed = true;
	tz_buf_clear(&words);
}

static void
squeeze(const struct tz_buf *text, struct tz_buf *ret)
{
	size_t from = 0;
	size_t i;

	for (i = 0; i <= text->len; i++) {
		if (i < text->len && !strchr(" \t\r\n\f", text->data[i]))
			continue;
		if (i > from)
			tz_buf_append(ret, text->data + from, i - from);
		from = i + 1;
	}
}

bool
tz_pdf_said(struct tz_pdf *pdf, const struct tz_buf *words)
{
	tz_auto_buf squeezed = TZ_BUF_INIT;

	if (pdf->said.len == 0)
		squeeze(&pdf->sides[TZ_PDF_SHOWN].text, &pdf->said);
	squeeze(words, &squeezed);
	return squeezed.len == 0 ||
	    (pdf->said.len > 0 &&
		memmem(pdf->said.data, pdf->said.len, squeezed.data,
		    squeezed.len));
}
