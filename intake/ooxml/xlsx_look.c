/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_look.c - how a cell looks, and whether its value is seen
 */
#include "intake/ooxml/xlsx_look.h"

#include <string.h>
#include <strings.h>

#include "intake/ooxml/drawing_colour.h"

enum tz_xlsx_unseen
tz_xlsx_look_unseen(const struct tz_xlsx_look *look)
{
	const struct tz_colour black = tz_colour_of(0);
	struct tz_colour font = look->font.known ? look->font : black;
	struct tz_colour ground =
	    look->ground.known ? look->ground : tz_colour_of(0xffffff);

	if (look->format == TZ_XLSX_FORMAT_MASKED)
		return TZ_XLSX_UNSEEN_MASK;
	if (look->tiny)
		return TZ_XLSX_UNSEEN_TINY;
	if (look->patterned || !tz_colour_hides(font, ground))
		return TZ_XLSX_SEEN;
	return tz_colour_contrast(ground, black) < 1.5 ? TZ_XLSX_UNSEEN_COVERED
						       : TZ_XLSX_UNSEEN_WHITE;
}

struct tz_xlsx_look
tz_xlsx_look_over(const struct tz_xlsx_look *look,
    const struct tz_xlsx_rule *rule)
{
	struct tz_xlsx_look over = *look;

	if (rule->masks)
		over.format = TZ_XLSX_FORMAT_MASKED;
	if (rule->look.font.known)
		over.font = rule->look.font;
	if (rule->look.ground.known || rule->look.patterned) {
		over.ground = rule->look.ground;
		over.patterned = rule->look.patterned;
	}
	return over;
}

/* -1, 0 or 1, as strcmp(); 2 where the two can not be compared. */
static int
compare(const struct tz_xlsx_operand *a, const struct tz_xlsx_operand *b)
{
	int order;

	if (a->kind == TZ_XLSX_OPERAND_NUMBER && b->kind == a->kind)
		return a->number < b->number ? -1 : a->number > b->number;
	if (a->kind == TZ_XLSX_OPERAND_TEXT && b->kind == a->kind) {
		order = strcasecmp(a->text, b->text);
		return order < 0 ? -1 : order > 0;
	}
	/* Texts come after all numbers. */
	if (a->kind == TZ_XLSX_OPERAND_TEXT &&
	    b->kind == TZ_XLSX_OPERAND_NUMBER)
		return 1;
	if (a->kind == TZ_XLSX_OPERAND_NUMBER &&
	    b->kind == TZ_XLSX_OPERAND_TEXT)
		return -1;
	return 2;
}

static bool
in_text(enum tz_xlsx_test test, const char *text, const char *piece)
{
	size_t len = strlen(text), piece_len = strlen(piece);

	if (test == TZ_XLSX_TEST_BEGINS)
		return strncasecmp(text, piece, piece_len) == 0;
	if (test == TZ_XLSX_TEST_ENDS)
		return len >= piece_len &&
		    strcasecmp(text + len - piece_len, piece) == 0;
	return strcasestr(text, piece) != NULL;
}

/* Whether the value lies between the operands, either of which is first. */
static bool
between(const struct tz_xlsx_rule *rule, const struct tz_xlsx_operand *value)
{
	int low = compare(value, &rule->operands[0]);
	int high = compare(value, &rule->operands[1]);

	return (low >= 0 && high <= 0) || (low <= 0 && high >= 0);
}

static bool
text_applies(const struct tz_xlsx_rule *rule,
    const struct tz_xlsx_operand *value)
{
	const char *piece = rule->operands[0].text;

	if (!piece || value->kind == TZ_XLSX_OPERAND_UNKNOWN)
		return true;
	if (value->kind != TZ_XLSX_OPERAND_TEXT)
		return rule->test == TZ_XLSX_TEST_NOT_CONTAINS;
	return in_text(rule->test, value->text, piece) !=
	    (rule->test == TZ_XLSX_TEST_NOT_CONTAINS);
}

bool
tz_xlsx_look_applies(const struct tz_xlsx_rule *rule,
    const struct tz_xlsx_operand *value)
{
	int order = compare(value, &rule->operands[0]);
	bool unknown = value->kind == TZ_XLSX_OPERAND_UNKNOWN ||
	    rule->operands[0].kind == TZ_XLSX_OPERAND_UNKNOWN;

	switch (rule->test) {
	case TZ_XLSX_TEST_ALWAYS:
	case TZ_XLSX_TEST_UNKNOWN:
		return true;
	case TZ_XLSX_TEST_NEVER:
		return false;
	case TZ_XLSX_TEST_EQUAL:
		return unknown || order == 0;
	case TZ_XLSX_TEST_NOT_EQUAL:
		return unknown || order != 0;
	case TZ_XLSX_TEST_LESS:
		return unknown || order == -1;
	case TZ_XLSX_TEST_LESS_OR_EQUAL:
		return unknown || order <= 0;
	case TZ_XLSX_TEST_GREATER:
		return unknown || order == 1;
	case TZ_XLSX_TEST_GREATER_OR_EQUAL:
		return unknown || order == 0 || order == 1;
	case TZ_XLSX_TEST_BETWEEN:
		return unknown || between(rule, value);
	case TZ_XLSX_TEST_NOT_BETWEEN:
		return unknown || !between(rule, value);
	case TZ_XLSX_TEST_CONTAINS:
	case TZ_XLSX_TEST_NOT_CONTAINS:
	case TZ_XLSX_TEST_BEGINS:
	case TZ_XLSX_TEST_ENDS:
		return text_applies(rule, value);
	case TZ_XLSX_TEST_BLANK:
		return value->kind == TZ_XLSX_OPERAND_NONE;
	case TZ_XLSX_TEST_NOT_BLANK:
		return value->kind != TZ_XLSX_OPERAND_NONE;
	case TZ_XLSX_TEST_ERROR:
		return value->kind == TZ_XLSX_OPERAND_ERROR;
	case TZ_XLSX_TEST_NOT_ERROR:
		return value->kind != TZ_XLSX_OPERAND_ERROR;
	}
	return true;
}

struct tz_colour
tz_xlsx_look_indexed(uint32_t index)
{
	static const uint32_t palette[] = {0x000000, 0xffffff, 0xff0000,
	    0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff, 0x000000,
	    0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff,
	    0x00ffff, 0x800000, 0x008000, 0x000080, 0x808000, 0x800080,
	    0x008080, 0xc0c0c0, 0x808080, 0x9999ff, 0x993366, 0xffffcc,
	    0xccffff, 0x660066, 0xff8080, 0x0066cc, 0xccccff, 0x000080,
	    0xff00ff, 0xffff00, 0x00ffff, 0x800080, 0x800000, 0x008080,
	    0x0000ff, 0x00ccff, 0xccffff, 0xccffcc, 0xffff99, 0x99ccff,
	    0xff99cc, 0xcc99ff, 0xffcc99, 0x3366ff, 0x33cccc, 0x99cc00,
	    0xffcc00, 0xff9900, 0xff6600, 0x666699, 0x969696, 0x003366,
	    0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399,
	    0x333333};
	const struct tz_colour unknown = {0, 0, 0, false};

	if (index >= sizeof palette / sizeof palette[0])
		return unknown;
	return tz_colour_of(palette[index]);
}

struct tz_colour
tz_xlsx_look_tint(struct tz_colour colour, double tint)
{
	if (!colour.known || !(tint > -1.01 && tint < 1.01))
		return colour;
	if (tint > 0)
		return tz_drawing_colour_lighter(colour, 1 - tint);
	return tint < 0 ? tz_drawing_colour_darker(colour, 1 + tint) : colour;
}
