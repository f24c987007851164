/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_words.c - words of a file of OFD that are not painted
 */
#include "intake/ofd/ofd_words.h"

#include <stddef.h>
#include <string.h>

/* Elements of pages and documents whose text is read elsewhere, or measures. */
static const char *const elements[] = {"TextCode", "AbbreviatedData",
    "PhysicalBox", "ApplicationBox", "ContentBox", "BleedBox", "Glyphs",
    "PageRes", "PublicRes", "DocumentRes", "Annotations", "Attachments",
    "CustomTags", "Extensions", "MaxUnitID", "DefaultCS", "Signatures"};

/* Attributes that say how something looks, or refer to something. */
static const char *const attributes[] = {"ID", "Type", "Boundary", "Visible",
    "CTM", "LineWidth", "Cap", "Join", "MiterLimit", "DashOffset",
    "DashPattern", "Alpha", "DrawParam", "Font", "Size", "Stroke", "Fill",
    "HScale", "ReadDirection", "CharDirection", "Weight", "Italic", "X", "Y",
    "DeltaX", "DeltaY", "CodePosition", "CodeCount", "GlyphCount", "Index",
    "ColorSpace", "ResourceID", "Substitution", "ImageMask", "Rule",
    "TransFlag", "TemplateID", "ZOrder", "Event", "URI", "Base", "Start",
    "PageID", "DestID", "Top", "Left", "Right", "Bottom", "Zoom", "Width",
    "Height", "XStep", "YStep", "ReflectMethod", "RelativeTo", "MapType",
    "MapUnit", "StartPoint", "EndPoint", "Extend", "Position", "StartRadius",
    "EndRadius", "Eccentricity", "Angle", "HorizonalCornerRadius",
    "VerticalCornerRadius", "BaseLoc", "CodePoint"};

static bool
among(const char *const *names, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void
add(struct tz_story *story, const char *name, const char *text)
{
	if (text[strspn(text, " \t\r\n")] == '\0')
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

void
tz_ofd_words_text(struct tz_story *story, const char *name, const char *text)
{
	if (!among(elements, sizeof elements / sizeof elements[0], name))
		add(story, name, text);
}

void
tz_ofd_words_attributes(struct tz_story *story, struct tz_xml *xml)
{
	const char *name, *value;

	while ((value = tz_xml_attribute_next(xml, &name))) {
		bool colour = strcmp(name, "Value") == 0 &&
		    value[strspn(value, "#0123456789abcdefABCDEF. ")] == '\0';

		if (!colour && strncmp(name, "xmlns", 5) != 0 &&
		    strcmp(name, "schemaLocation") != 0 &&
		    !among(attributes, sizeof attributes / sizeof attributes[0],
			name))
			add(story, name, value);
	}
}
