/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_flat.c - office documents that are one XML file: a package
 * written flat, or WordprocessingML of 2003
 */
#include <string.h>

#include "intake/formats.h"
#include "intake/ooxml/docx_story.h"
#include "intake/ooxml/docx_style.h"
#include "intake/ooxml/opc.h"

/* The page of 2003, in twentieths of a point, is hardly larger than this. */
#define PAGE_SIDE 24000

static enum tz_status
read_old(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	tz_auto(tz_docx_styles) styles = NULL;
	struct tz_drawing_theme theme;
	struct tz_docx_context context;
	enum tz_status s;

	memset(&context, 0, sizeof context);
	tz_drawing_theme_start(&theme);
	s = tz_docx_style_read(opc, part, &theme, &styles, err);
	if (s)
		return s;
	context.styles = styles;
	context.theme = &theme;
	context.page = tz_colour_of(0xffffff);
	context.page_width = PAGE_SIDE;
	context.page_height = PAGE_SIDE;
	context.old = true;
	return tz_docx_story(&context, opc, part, TZ_CHANNEL_BODY, NULL, err);
}

enum tz_status
tz_read_office_xml(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_opc) opc = NULL;
	struct tz_opc_part *part;
	enum tz_status s;

	s = tz_opc_open(emit, source, &opc, err);
	if (s)
		return s;
	part = tz_opc_next(opc, "wordDocument", NULL);
	if (part)
		return read_old(opc, part, err);
	if (tz_opc_next(opc, "presentation", NULL))
		return tz_read_pptx(emit, source, err);
	if (tz_opc_next(opc, "workbook", NULL))
		return tz_read_xlsx(emit, source, err);
	return tz_read_docx(emit, source, err);
}
