/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_word.c - what the control words of RTF do to the text
 */
#include <string.h>

#include "base/utf8.h"
#include "intake/rtf/rtf.h"

/* Words that stand for a character, or end something ('\n', '\t'). */
static const struct {
	const char *name;
	uint32_t point;
} characters[] = {
    {"bullet", 0x2022},
    {"emdash", 0x2014},
    {"emspace", 0x2003},
    {"endash", 0x2013},
    {"enspace", 0x2002},
    {"ldblquote", 0x201c},
    {"lquote", 0x2018},
    {"ltrmark", 0x200e},
    {"qmspace", 0x2005},
    {"rdblquote", 0x201d},
    {"rquote", 0x2019},
    {"rtlmark", 0x200f},
    {"tab", '\t'},
    {"line", '\n'},
    {"lbr", '\n'},
    {"zwbo", 0x200b},
    {"zwj", 0x200d},
    {"zwnj", 0x200c},
};

/* One UTF-16 unit. */
static void
add_unit(struct tz_rtf *rtf, unsigned unit)
{
	tz_auto_buf text = TZ_BUF_INIT;
	uint32_t point = unit;

	if (unit >= 0xd800 && unit < 0xdc00) {
		rtf->surrogate = unit;
		return;
	}
	if (unit >= 0xdc00 && unit < 0xe000 && rtf->surrogate)
		point = 0x10000 + ((rtf->surrogate - 0xd800) << 10) +
		    (unit - 0xdc00);
	rtf->surrogate = 0;
	/* Symbol fonts have their letters here. */
	if (point >= 0xf020 && point <= 0xf07e)
		point -= 0xf000;
	tz_utf8_put(point, &text);
	tz_rtf_text_add(rtf, tz_buf_str(&text), text.len);
}

/* Words that give text; false if it is none. */
static bool
text_word(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	size_t i;

	if (strcmp(token->name, "u") == 0) {
		add_unit(rtf, (unsigned)token->number & 0xffff);
		rtf->to_skip = tz_rtf_top(rtf)->skip;
		return true;
	}
	if (strcmp(token->name, "par") == 0 ||
	    strcmp(token->name, "sect") == 0 ||
	    strcmp(token->name, "page") == 0 ||
	    strcmp(token->name, "row") == 0 ||
	    strcmp(token->name, "nestrow") == 0) {
		tz_rtf_story_break(rtf, '\n');
		if (token->name[0] == 'r')
			rtf->cell = 0;
		return true;
	}
	if (strcmp(token->name, "cell") == 0 ||
	    strcmp(token->name, "nestcell") == 0) {
		tz_rtf_story_break(rtf, '\t');
		rtf->cell += token->name[0] == 'c';
		return true;
	}
	for (i = 0; i < sizeof characters / sizeof characters[0]; i++) {
		if (strcmp(token->name, characters[i].name) == 0) {
			add_unit(rtf, characters[i].point);
			return true;
		}
	}
	return false;
}

static void
plain(struct tz_rtf *rtf, struct tz_rtf_look *look)
{
	struct tz_rtf_look was = *look;

	memset(look, 0, sizeof *look);
	look->font = rtf->default_font;
	look->paragraph_shade = was.paragraph_shade;
	look->frame_x = was.frame_x;
	look->in_table = was.in_table;
	look->in_shape = was.in_shape;
	look->not_html = was.not_html;
}

/* Where the number of a word is kept, or NULL. */
static int *
number_of(struct tz_rtf_group *group, const char *name)
{
	struct tz_rtf_look *look = &group->look;
	const struct {
		const char *name;
		int *number;
	} numbers[] = {
	    {"f", &look->font},
	    {"fs", &look->size},
	    {"cf", &look->colour},
	    {"cb", &look->back},
	    {"highlight", &look->highlight},
	    {"chcbpat", &look->shade.behind},
	    {"chcfpat", &look->shade.front},
	    {"chshdng", &look->shade.share},
	    {"cbpat", &look->paragraph_shade.behind},
	    {"cfpat", &look->paragraph_shade.front},
	    {"shading", &look->paragraph_shade.share},
	    {"charscalex", &look->scale},
	    {"posx", &look->frame_x},
	    {"posnegx", &look->frame_x},
	    {"revauth", &look->author},
	    {"revdttm", &look->date},
	    {"revauthdel", &look->deleter},
	    {"revdttmdel", &look->deleted_at},
	    {"uc", &group->skip},
	    {"yr", &group->year},
	    {"mo", &group->month},
	    {"dy", &group->day},
	    {"hr", &group->hour},
	    {"min", &group->minute},
	    {"shpleft", &group->shape[0]},
	    {"shptop", &group->shape[1]},
	    {"shpright", &group->shape[2]},
	    {"shpbottom", &group->shape[3]},
	    {"wmetafile", &group->metafile_kind},
	};
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		if (strcmp(numbers[i].name, name) == 0)
			return numbers[i].number;
	}
	return NULL;
}

/* Words that switch something on, or off by 0; false if it is none. */
static bool
switch_word(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	struct tz_rtf_look *look = &tz_rtf_top(rtf)->look;
	bool on = !(token->has_number && token->number == 0);

	if (strcmp(token->name, "v") == 0)
		look->hidden = on;
	else if (strcmp(token->name, "embo") == 0 ||
	    strcmp(token->name, "impr") == 0 ||
	    strcmp(token->name, "outl") == 0 ||
	    strcmp(token->name, "shad") == 0)
		look->raised = on;
	else if (strcmp(token->name, "deleted") == 0 ||
	    strcmp(token->name, "mvf") == 0)
		look->deleted = on;
	else if (strcmp(token->name, "revised") == 0 ||
	    strcmp(token->name, "mvt") == 0)
		look->inserted = on;
	else if (strcmp(token->name, "intbl") == 0)
		look->in_table = on;
	else if (strcmp(token->name, "htmlrtf") == 0)
		look->not_html = on;
	else if (strcmp(token->name, "fromhtml") == 0)
		rtf->from_html = on && rtf->top == 1;
	else if (strcmp(token->name, "cs") == 0)
		look->style_hidden = tz_rtf_table_hides(rtf, token->number);
	else if (strcmp(token->name, "mvauth") == 0)
		look->author = look->deleter = token->number;
	else if (strcmp(token->name, "mvdate") == 0)
		look->date = look->deleted_at = token->number;
	else
		return false;
	return true;
}

/* Rows of a table: the ground of each cell. */
static bool
row_word(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	if (strcmp(token->name, "trowd") == 0) {
		rtf->n_cell_shades = rtf->cell = 0;
		memset(&rtf->cell_shade, 0, sizeof rtf->cell_shade);
	} else if (strcmp(token->name, "clcbpat") == 0) {
		rtf->cell_shade.behind = token->number;
	} else if (strcmp(token->name, "clcfpat") == 0) {
		rtf->cell_shade.front = token->number;
	} else if (strcmp(token->name, "clshdng") == 0) {
		rtf->cell_shade.share = token->number;
	} else if (strcmp(token->name, "cellx") == 0) {
		if (rtf->n_cell_shades < TZ_RTF_CELLS)
			rtf->cell_shades[rtf->n_cell_shades++] =
			    rtf->cell_shade;
		memset(&rtf->cell_shade, 0, sizeof rtf->cell_shade);
	} else {
		return false;
	}
	return true;
}

/* Pictures: the ending that the kind has. */
static bool
picture_word(struct tz_rtf *rtf, const char *name)
{
	static const struct {
		const char *name;
		const char *ending;
	} kinds[] = {{"pngblip", "png"}, {"jpegblip", "jpg"},
	    {"emfblip", "emf"}, {"wmetafile", "wmf"}, {"dibitmap", "bmp"},
	    {"wbitmap", "ddb"}, {"macpict", "pict"}, {"pmmetafile", "met"}};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strcmp(kinds[i].name, name) == 0) {
			tz_rtf_top(rtf)->picture = kinds[i].ending;
			return true;
		}
	}
	return false;
}

/* Whether the shape of the group lies beside the page. */
static void
place_shape(struct tz_rtf *rtf, struct tz_rtf_group *group)
{
	int width = rtf->page_width > 0 ? rtf->page_width : 12240;
	int left = group->on_page ? 0 : -width;

	if (group->shape[2] > group->shape[0] &&
	    (group->shape[0] >= width || group->shape[2] <= left))
		group->ghost = true;
}

/* Words of the document, and of who changed a format. */
static void
other_word(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	struct tz_rtf_group *top = tz_rtf_top(rtf);

	if (strcmp(token->name, "ansicpg") == 0) {
		rtf->codepage = token->number;
	} else if (strcmp(token->name, "mac") == 0) {
		rtf->codepage = 10000;
	} else if (strcmp(token->name, "pc") == 0) {
		rtf->codepage = 437;
	} else if (strcmp(token->name, "pca") == 0) {
		rtf->codepage = 850;
	} else if (strcmp(token->name, "deff") == 0) {
		rtf->default_font = top->look.font = token->number;
	} else if (strcmp(token->name, "paperw") == 0) {
		rtf->page_width = token->number;
	} else if (strcmp(token->name, "plain") == 0) {
		plain(rtf, &top->look);
	} else if (strcmp(token->name, "pard") == 0) {
		memset(&top->look.paragraph_shade, 0,
		    sizeof top->look.paragraph_shade);
		top->look.frame_x = 0;
		top->look.in_table = false;
	} else if (strcmp(token->name, "shpbxpage") == 0) {
		top->on_page = true;
	} else if (strcmp(token->name, "crauth") == 0 ||
	    strcmp(token->name, "prauth") == 0) {
		tz_rtf_story_fact(rtf, "tracked-changes",
		    TZ_CHANNEL_TRACKED_INSERTION);
		tz_rtf_story_change(rtf, token->number, 0);
	} else if (strcmp(token->name, "objautlink") == 0 ||
	    strcmp(token->name, "objlink") == 0) {
		tz_rtf_story_fact(rtf, "external-link",
		    TZ_CHANNEL_EXTERNAL_LINK);
	}
}

void
tz_rtf_word(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	struct tz_rtf_group *top = tz_rtf_top(rtf);
	int *number;

	if (top->destination->goal == TZ_RTF_TABLE) {
		tz_rtf_table_word(rtf, token);
		if (strcmp(token->name, "u") != 0)
			return;
	}
	if (text_word(rtf, token) || switch_word(rtf, token) ||
	    row_word(rtf, token))
		return;
	picture_word(rtf, token->name);
	number = number_of(top, token->name);
	if (!number) {
		other_word(rtf, token);
		return;
	}
	*number = token->number;
	if (number == &top->skip && (*number < 0 || *number > 16))
		*number = 1;
	if (number >= top->shape && number < top->shape + 4)
		place_shape(rtf, top);
}
