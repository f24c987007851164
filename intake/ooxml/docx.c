/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx.c - Word documents: the order in which their parts are read
 *
 * The body first, then what stands round it; whatever is not
 * WordprocessingML is left to tz_opc_rest().
 */
#include <string.h>

#include "base/intl.h"
#include "intake/formats.h"
#include "intake/ooxml/docx_story.h"
#include "intake/ooxml/docx_style.h"
#include "intake/ooxml/opc.h"

static const struct {
	const char *root;
	enum tz_channel channel;
} stories[] = {
    {"document", TZ_CHANNEL_BODY},
    {"hdr", TZ_CHANNEL_HEADER_FOOTER},
    {"ftr", TZ_CHANNEL_HEADER_FOOTER},
    {"footnotes", TZ_CHANNEL_FOOTNOTE},
    {"endnotes", TZ_CHANNEL_FOOTNOTE},
    {"comments", TZ_CHANNEL_COMMENT},
    {"glossaryDocument", TZ_CHANNEL_CACHED_DATA},
    {"settings", TZ_CHANNEL_PROPERTY},
    {"webSettings", TZ_CHANNEL_PROPERTY},
    {"numbering", TZ_CHANNEL_PROPERTY},
};

static bool
is_word(const struct tz_opc_part *part)
{
	return strstr(part->space, "wordprocessingml") != NULL;
}

/* Lists that hold nothing but fonts and numbers of the program. */
static void
pass_over(struct tz_opc *opc)
{
	static const char *const roots[] = {
	    "fonts", "commentsEx", "commentsIds", "commentsExtensible"};
	size_t i;

	for (i = 0; i < sizeof roots / sizeof roots[0]; i++) {
		struct tz_opc_part *part = NULL;

		while ((part = tz_opc_next(opc, roots[i], part)))
			part->taken = true;
	}
}

static enum tz_status
read_stories(struct tz_opc *opc, const struct tz_docx_styles *styles,
    struct tz_err *err)
{
	size_t i;

	for (i = 0; i < sizeof stories / sizeof stories[0]; i++) {
		struct tz_opc_part *part = NULL;

		while ((part = tz_opc_next(opc, stories[i].root, part))) {
			enum tz_status s;

			if (!is_word(part))
				continue;
			s = tz_docx_story(opc, styles, part, stories[i].channel,
			    NULL, err);
			if (s)
				return s;
		}
	}
	return TZ_OK;
}

enum tz_status
tz_read_docx(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_docx_styles) styles = NULL;
	tz_auto(tz_opc) opc = NULL;
	struct tz_opc_part *part;
	enum tz_status s;

	s = tz_opc_open(emit, source, &opc, err);
	if (s)
		return s;
	part = tz_opc_find(opc, "word/styles.xml");
	if (!part)
		part = tz_opc_next(opc, "styles", NULL);
	s = tz_docx_style_read(opc, part, &styles, err);
	if (s == TZ_OK && !tz_opc_next(opc, "document", NULL))
		s = tz_opc_damaged(opc, err);
	pass_over(opc);
	if (s == TZ_OK)
		s = read_stories(opc, styles, err);
	return s ? s : tz_opc_rest(opc, err);
}
