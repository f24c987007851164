/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/pptx_sheet.c - slides, the layouts and masters above them, and
 * their colours
 */
#include "intake/ooxml/pptx_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "intake/xml.h"

/* A slide, its layout, its master: what claims more is a loop. */
#define SHEETS_DEEP 3

/* The roles of colours, which stand at the end of a sheet. */
static enum tz_status
read_map(struct tz_pptx_sheet *sheet, struct tz_err *err)
{
	const struct tz_opc_part *part = sheet->part;
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s;
	bool first = true;

	s = tz_xml_open(part->data, part->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *name = tz_xml_name(xml);
		const char *value;

		if (event != TZ_XML_START)
			continue;
		if (first) {
			value = tz_xml_attribute(xml, "showMasterSp");
			sheet->hides_above = value && !tz_xml_true(value);
			if (strcmp(part->root, "sldMaster") != 0 &&
			    !memmem(part->data, part->len, "overrideClrMapping",
				18))
				break;
		}
		first = false;
		if (strcmp(name, "clrMap") == 0 ||
		    strcmp(name, "overrideClrMapping") == 0)
			tz_drawing_theme_map(xml, &sheet->theme);
	}
	return s;
}

static enum tz_status
load(struct tz_pptx_sheets *sheets, const struct tz_opc_part *part,
    unsigned deep, const struct tz_pptx_sheet **ret_sheet, struct tz_err *err);

/* What stands above, and the theme. */
static enum tz_status
read_above(struct tz_pptx_sheets *sheets, struct tz_pptx_sheet *sheet,
    unsigned deep, struct tz_err *err)
{
	tz_auto_relations relations = {NULL, 0};
	enum tz_status s;
	size_t i;

	s = tz_opc_relations(sheets->opc, sheet->part->name, &relations, err);
	for (i = 0; s == TZ_OK && i < relations.n; i++) {
		const struct tz_opc_relation *relation = &relations.item[i];
		const struct tz_opc_part *part =
		    tz_opc_find(sheets->opc, relation->target);
		bool master = strcmp(sheet->part->root, "sldMaster") == 0;

		if (!part || sheet->above)
			continue;
		if (master && strcmp(relation->type, "theme") == 0)
			s = tz_drawing_theme_read(part, &sheet->theme, err);
		if (master || deep >= SHEETS_DEEP ||
		    (strcmp(relation->type, "slideLayout") != 0 &&
			strcmp(relation->type, "slideMaster") != 0))
			continue;
		s = load(sheets, part, deep + 1, &sheet->above, err);
		if (s == TZ_OK)
			sheet->theme = sheet->above->theme;
	}
	return s;
}

static enum tz_status
load(struct tz_pptx_sheets *sheets, const struct tz_opc_part *part,
    unsigned deep, const struct tz_pptx_sheet **ret_sheet, struct tz_err *err)
{
	struct tz_pptx_sheet *sheet;
	enum tz_status s;

	for (sheet = sheets->first; sheet; sheet = sheet->next)
		if (sheet->part == part)
			break;
	if (sheet) {
		*ret_sheet = sheet;
		return TZ_OK;
	}
	sheet = calloc(1, sizeof *sheet);
	if (!sheet)
		return tz_fail_nomem(err);
	sheet->next = sheets->first;
	sheets->first = sheet;
	sheet->part = part;
	tz_drawing_theme_start(&sheet->theme);
	s = read_above(sheets, sheet, deep, err);
	if (s == TZ_OK)
		s = read_map(sheet, err);
	if (s == TZ_OK)
		s = tz_pptx_tree(sheet, err);
	if (s == TZ_OK)
		*ret_sheet = sheet;
	return s;
}

enum tz_status
tz_pptx_sheet(struct tz_pptx_sheets *sheets, const struct tz_opc_part *part,
    const struct tz_pptx_sheet **ret_sheet, struct tz_err *err)
{
	return load(sheets, part, 1, ret_sheet, err);
}

void
tz_pptx_sheets_clear(struct tz_pptx_sheets *sheets)
{
	while (sheets->first) {
		struct tz_pptx_sheet *sheet = sheets->first;

		sheets->first = sheet->next;
		free(sheet->shapes);
		free(sheet->cells);
		free(sheet);
	}
}
