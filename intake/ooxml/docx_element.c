/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_element.c - tables of elements and of attributes that tell
 */
#include "intake/ooxml/docx_element.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes in which a repeated line is looked for. */
#define REPEATS_MAX 1024

/* Sorted by name. */
static const struct name {
	const char *name;
	enum tz_docx_element element;
} names[] = {
    {"AlternateContent", TZ_DOCX_ALTERNATE},
    {"Choice", TZ_DOCX_CHOICE},
    {"Fallback", TZ_DOCX_FALLBACK},
    {"align", TZ_DOCX_MEASURE},
    {"altChunk", TZ_DOCX_TELLS},
    {"anchor", TZ_DOCX_ANCHOR},
    {"annotation", TZ_DOCX_ANNOTATION},
    {"binData", TZ_DOCX_BINARY},
    {"blipFill", TZ_DOCX_MANY_FILL},
    {"br", TZ_DOCX_BR},
    {"cNvPr", TZ_DOCX_ABOUT},
    {"cellDel", TZ_DOCX_CHANGED},
    {"cellIns", TZ_DOCX_CHANGED},
    {"cellMerge", TZ_DOCX_CHANGED},
    {"color", TZ_DOCX_LOOK},
    {"comment", TZ_DOCX_COMMENT},
    {"cr", TZ_DOCX_BR},
    {"customXmlDelRangeStart", TZ_DOCX_CHANGED},
    {"customXmlInsRangeStart", TZ_DOCX_CHANGED},
    {"customXmlMoveFromRangeStart", TZ_DOCX_CHANGED},
    {"customXmlMoveToRangeStart", TZ_DOCX_CHANGED},
    {"cxnSp", TZ_DOCX_SHAPE_ELEMENT},
    {"del", TZ_DOCX_DEL},
    {"delInstrText", TZ_DOCX_INSTRUCTION},
    {"delText", TZ_DOCX_DEL_TEXT},
    {"docPr", TZ_DOCX_ABOUT},
    {"docVar", TZ_DOCX_TELLS},
    {"endnote", TZ_DOCX_NOTE},
    {"endnoteReference", TZ_DOCX_REFERENCE},
    {"extent", TZ_DOCX_EXTENT},
    {"fill", TZ_DOCX_OLD_FILL},
    {"fldChar", TZ_DOCX_FIELD},
    {"fldData", TZ_DOCX_FIELD_DATA},
    {"fldSimple", TZ_DOCX_SIMPLE_FIELD},
    {"footerReference", TZ_DOCX_REFERENCE},
    {"footnote", TZ_DOCX_NOTE},
    {"footnoteReference", TZ_DOCX_REFERENCE},
    {"framePr", TZ_DOCX_FRAME},
    {"ftr", TZ_DOCX_HEAD},
    {"gradFill", TZ_DOCX_MANY_FILL},
    {"graphicFrame", TZ_DOCX_SHAPE_ELEMENT},
    {"group", TZ_DOCX_OLD_SHAPE},
    {"grpFill", TZ_DOCX_MANY_FILL},
    {"grpSp", TZ_DOCX_SHAPE_ELEMENT},
    {"hdr", TZ_DOCX_HEAD},
    {"headerReference", TZ_DOCX_REFERENCE},
    {"hidden", TZ_DOCX_HIDE},
    {"highlight", TZ_DOCX_LOOK},
    {"hslClr", TZ_DOCX_COLOUR},
    {"imagedata", TZ_DOCX_TELLS},
    {"imgLayer", TZ_DOCX_TELLS},
    {"ind", TZ_DOCX_LOOK},
    {"ins", TZ_DOCX_INS},
    {"instrText", TZ_DOCX_INSTRUCTION},
    {"line", TZ_DOCX_OLD_SHAPE},
    {"ln", TZ_DOCX_LINE},
    {"mailMerge", TZ_DOCX_TELLS},
    {"moveFrom", TZ_DOCX_DEL},
    {"moveFromRangeStart", TZ_DOCX_CHANGED},
    {"moveTo", TZ_DOCX_INS},
    {"moveToRangeStart", TZ_DOCX_CHANGED},
    {"noBreakHyphen", TZ_DOCX_HYPHEN},
    {"noFill", TZ_DOCX_NO_FILL},
    {"numberingChange", TZ_DOCX_CHANGED},
    {"oval", TZ_DOCX_OLD_SHAPE},
    {"p", TZ_DOCX_P},
    {"pPr", TZ_DOCX_PPR},
    {"pPrChange", TZ_DOCX_CHANGED},
    {"pStyle", TZ_DOCX_PSTYLE},
    {"pattFill", TZ_DOCX_MANY_FILL},
    {"pctHeight", TZ_DOCX_MEASURE},
    {"pctPosHOffset", TZ_DOCX_MEASURE},
    {"pctPosVOffset", TZ_DOCX_MEASURE},
    {"pctWidth", TZ_DOCX_MEASURE},
    {"pic", TZ_DOCX_SHAPE_ELEMENT},
    {"polyline", TZ_DOCX_OLD_SHAPE},
    {"posOffset", TZ_DOCX_MEASURE},
    {"position", TZ_DOCX_LOOK},
    {"positionH", TZ_DOCX_ACROSS},
    {"positionV", TZ_DOCX_DOWN},
    {"prstClr", TZ_DOCX_COLOUR},
    {"ptab", TZ_DOCX_TAB},
    {"r", TZ_DOCX_R},
    {"rPr", TZ_DOCX_RPR},
    {"rPrChange", TZ_DOCX_CHANGED},
    {"rStyle", TZ_DOCX_RSTYLE},
    {"rect", TZ_DOCX_OLD_SHAPE},
    {"roundrect", TZ_DOCX_OLD_SHAPE},
    {"rsid", TZ_DOCX_TELLS},
    {"rt", TZ_DOCX_RT},
    {"schemeClr", TZ_DOCX_COLOUR},
    {"scrgbClr", TZ_DOCX_COLOUR},
    {"sectPr", TZ_DOCX_SECTION},
    {"sectPrChange", TZ_DOCX_CHANGED},
    {"shape", TZ_DOCX_OLD_SHAPE},
    {"shapetype", TZ_DOCX_OLD_SHAPE},
    {"shd", TZ_DOCX_LOOK},
    {"solidFill", TZ_DOCX_FILL},
    {"sp", TZ_DOCX_SHAPE_ELEMENT},
    {"spPr", TZ_DOCX_SPPR},
    {"spacing", TZ_DOCX_LOOK},
    {"srcRect", TZ_DOCX_TELLS},
    {"srgbClr", TZ_DOCX_COLOUR},
    {"sym", TZ_DOCX_SYM},
    {"sysClr", TZ_DOCX_COLOUR},
    {"sz", TZ_DOCX_LOOK},
    {"t", TZ_DOCX_T},
    {"tab", TZ_DOCX_TAB},
    {"tbl", TZ_DOCX_TBL},
    {"tblGridChange", TZ_DOCX_CHANGED},
    {"tblPr", TZ_DOCX_TBLPR},
    {"tblPrChange", TZ_DOCX_CHANGED},
    {"tblPrExChange", TZ_DOCX_CHANGED},
    {"tblStyle", TZ_DOCX_TBLSTYLE},
    {"tblpPr", TZ_DOCX_TABLE_PLACE},
    {"tc", TZ_DOCX_TC},
    {"tcPr", TZ_DOCX_TCPR},
    {"tcPrChange", TZ_DOCX_CHANGED},
    {"textFill", TZ_DOCX_TEXT_FILL},
    {"textOutline", TZ_DOCX_LINE},
    {"textpath", TZ_DOCX_WORD_ART},
    {"titlePg", TZ_DOCX_REFERENCE},
    {"tr", TZ_DOCX_TR},
    {"trHeight", TZ_DOCX_ROW_HEIGHT},
    {"trPr", TZ_DOCX_TRPR},
    {"trPrChange", TZ_DOCX_CHANGED},
    {"trim", TZ_DOCX_TELLS},
    {"txbxContent", TZ_DOCX_BOX},
    {"vanish", TZ_DOCX_VANISH},
    {"w", TZ_DOCX_LOOK},
    {"wgp", TZ_DOCX_SHAPE_ELEMENT},
    {"wsp", TZ_DOCX_SHAPE_ELEMENT},
};

static int
compare_names(const void *key, const void *item)
{
	return strcmp(key, ((const struct name *)item)->name);
}

enum tz_docx_element
tz_docx_element_from(const char *name)
{
	const struct name *found = bsearch(name, names,
	    sizeof names / sizeof names[0], sizeof names[0], compare_names);

	return found ? found->element : TZ_DOCX_OTHER;
}

/* Attributes that a person wrote, whatever their script. */
static const struct telling {
	const char *element; /* NULL: any */
	const char *attribute;
	enum tz_docx_side side;
} tellings[] = {
    {"fldSimple", "instr", TZ_DOCX_FORMULA},
    {"default", "val", TZ_DOCX_FORM},
    {"helpText", "val", TZ_DOCX_FORM},
    {"statusText", "val", TZ_DOCX_FORM},
    {"listEntry", "val", TZ_DOCX_FORM},
    {"docPr", "descr", TZ_DOCX_ALT},
    {"docPr", "title", TZ_DOCX_ALT},
    {"docPr", "name", TZ_DOCX_PROPERTY},
    {"cNvPr", "descr", TZ_DOCX_ALT},
    {"cNvPr", "title", TZ_DOCX_ALT},
    {"cNvPr", "name", TZ_DOCX_PROPERTY},
    {NULL, "alt", TZ_DOCX_ALT},
    {NULL, "tooltip", TZ_DOCX_PROPERTY},
    {NULL, "displayText", TZ_DOCX_FORM},
    {NULL, "author", TZ_DOCX_PROPERTY},
    {NULL, "initials", TZ_DOCX_PROPERTY},
    {NULL, "date", TZ_DOCX_PROPERTY},
    {NULL, "createdate", TZ_DOCX_PROPERTY},
    {"numberingChange", "original", TZ_DOCX_PROPERTY},
    {"shape", "title", TZ_DOCX_ALT},
    {"imagedata", "title", TZ_DOCX_PROPERTY},
    {"alias", "val", TZ_DOCX_PROPERTY},
    {"tag", "val", TZ_DOCX_PROPERTY},
    {"listItem", "value", TZ_DOCX_FORM},
    {"bookmarkStart", "name", TZ_DOCX_PROPERTY},
    {"attr", "val", TZ_DOCX_PROPERTY},
    {"permStart", "ed", TZ_DOCX_PROPERTY},
    {"customXml", "element", TZ_DOCX_PROPERTY},
    {"customXml", "uri", TZ_DOCX_PROPERTY},
    {"smartTag", "element", TZ_DOCX_PROPERTY},
    {"smartTag", "uri", TZ_DOCX_PROPERTY},
    {"attr", "name", TZ_DOCX_PROPERTY},
    {"dataBinding", "xpath", TZ_DOCX_PROPERTY},
    {"date", "fullDate", TZ_DOCX_FORM},
    {"entryMacro", "val", TZ_DOCX_FORM},
    {"exitMacro", "val", TZ_DOCX_FORM},
    {"name", "val", TZ_DOCX_PROPERTY},
    {"description", "val", TZ_DOCX_PROPERTY},
    {"docVar", "name", TZ_DOCX_PROPERTY},
    {"docVar", "val", TZ_DOCX_PROPERTY},
    {"connectString", "val", TZ_DOCX_LINK},
    {"query", "val", TZ_DOCX_LINK},
    {"mailSubject", "val", TZ_DOCX_PROPERTY},
    {"addressFieldName", "val", TZ_DOCX_PROPERTY},
    {"udl", "val", TZ_DOCX_LINK},
    {"table", "val", TZ_DOCX_PROPERTY},
    {"tblCaption", "val", TZ_DOCX_PROPERTY},
    {"tblDescription", "val", TZ_DOCX_PROPERTY},
};

/* Bookmarks that Word sets by itself. */
static bool
is_own(const char *name)
{
	static const char *const begins[] = {"_GoBack", "_Toc", "_Ref", "_Hlk",
	    "_MON_", "_Int_", "_heading", "_PictureBullets", "_Hlt"};
	size_t i;

	for (i = 0; i < sizeof begins / sizeof begins[0]; i++)
		if (strncmp(name, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

/* Where the value goes, or TZ_DOCX_SIDES for nowhere. */
static enum tz_docx_side
side_of(const char *element, const char *attribute, const char *value)
{
	size_t i;

	for (i = 0; i < sizeof tellings / sizeof tellings[0]; i++)
		if (tellings[i].attribute[0] == attribute[0] &&
		    strcmp(tellings[i].attribute, attribute) == 0 &&
		    (!tellings[i].element ||
			strcmp(tellings[i].element, element) == 0)) {
			if (strcmp(element, "bookmarkStart") == 0 &&
			    is_own(value))
				return TZ_DOCX_SIDES;
			return tellings[i].side;
		}
	/* Names of fonts, and what textpath shows, are told elsewhere. */
	if (strcmp(element, "rFonts") == 0 || strcmp(element, "font") == 0 ||
	    strcmp(element, "textpath") == 0)
		return TZ_DOCX_SIDES;
	for (; *value; value++)
		if ((unsigned char)*value >= 0x80)
			return TZ_DOCX_PROPERTY;
	return TZ_DOCX_SIDES;
}

/* Whether one of the last lines of the side says just that: authors are named
 * at every change. */
static bool
repeats(const struct tz_story *story, const char *value)
{
	size_t len = strlen(value);
	const char *line;
	const char *next;
	const char *end;

	if (story->text.len == 0)
		return false;
	end = story->text.data + story->text.len;
	line = story->text.len > REPEATS_MAX ? end - REPEATS_MAX
					     : story->text.data;
	for (; line < end; line = next + 1) {
		next = memchr(line, '\n', (size_t)(end - line));
		if (!next)
			next = end;
		if ((size_t)(next - line) == len &&
		    memcmp(line, value, len) == 0)
			return true;
	}
	return false;
}

void
tz_docx_element_attributes(struct tz_xml *xml, struct tz_docx_text *text)
{
	char element[64];
	const char *name;
	const char *value;

	snprintf(element, sizeof element, "%s", tz_xml_name(xml));
	while ((value = tz_xml_attribute_next(xml, &name))) {
		enum tz_docx_side side = side_of(element, name, value);

		if (side != TZ_DOCX_SIDES && value[0] &&
		    !repeats(&text->sides[side], value))
			tz_docx_text_line(text, side,
			    side == TZ_DOCX_PROPERTY ? name : NULL, value);
	}
}
