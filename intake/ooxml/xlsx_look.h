/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_look.h - how a cell looks, and whether its value is seen
 */
#ifndef TZ_INTAKE_OOXML_XLSX_LOOK_H
#define TZ_INTAKE_OOXML_XLSX_LOOK_H

#include "intake/ooxml/xlsx_value.h"
#include "intake/visible.h"

struct tz_xlsx_look {
	enum tz_xlsx_format format;
	struct tz_colour font;	 /* unknown: automatic */
	struct tz_colour ground; /* unknown: no fill */
	bool patterned;		 /* a pattern or gradient: no one colour */
	bool tiny;
};

enum tz_xlsx_unseen {
	TZ_XLSX_SEEN,
	TZ_XLSX_UNSEEN_MASK,
	TZ_XLSX_UNSEEN_WHITE,
	TZ_XLSX_UNSEEN_TINY,
	TZ_XLSX_UNSEEN_COVERED /* dark on dark: a bar */
};

/* What a condition compares. */
enum tz_xlsx_operand_kind {
	TZ_XLSX_OPERAND_NONE, /* blank */
	TZ_XLSX_OPERAND_NUMBER,
	TZ_XLSX_OPERAND_TEXT,
	TZ_XLSX_OPERAND_ERROR,
	TZ_XLSX_OPERAND_UNKNOWN
};

struct tz_xlsx_operand {
	enum tz_xlsx_operand_kind kind;
	double number;
	const char *text;
};

enum tz_xlsx_test {
	TZ_XLSX_TEST_ALWAYS,
	TZ_XLSX_TEST_NEVER,
	TZ_XLSX_TEST_UNKNOWN, /* a formula that is not worked out */
	TZ_XLSX_TEST_EQUAL,
	TZ_XLSX_TEST_NOT_EQUAL,
	TZ_XLSX_TEST_LESS,
	TZ_XLSX_TEST_LESS_OR_EQUAL,
	TZ_XLSX_TEST_GREATER,
	TZ_XLSX_TEST_GREATER_OR_EQUAL,
	TZ_XLSX_TEST_BETWEEN,
	TZ_XLSX_TEST_NOT_BETWEEN,
	TZ_XLSX_TEST_CONTAINS,
	TZ_XLSX_TEST_NOT_CONTAINS,
	TZ_XLSX_TEST_BEGINS,
	TZ_XLSX_TEST_ENDS,
	TZ_XLSX_TEST_BLANK,
	TZ_XLSX_TEST_NOT_BLANK,
	TZ_XLSX_TEST_ERROR,
	TZ_XLSX_TEST_NOT_ERROR,
};

/* A conditional format: its test, and what it changes. */
struct tz_xlsx_rule {
	enum tz_xlsx_test test;
	struct tz_xlsx_operand operands[2]; /* texts are owned */
	struct tz_xlsx_look look;
	bool masks; /* its number format shows nothing */
};

/** tz_xlsx_look_unseen(look): Whether and why a text of that look can not be
 * seen on its own ground, or on a white sheet. */
enum tz_xlsx_unseen tz_xlsx_look_unseen(const struct tz_xlsx_look *look);

/** tz_xlsx_look_over(look, rule): The look with what a rule changes laid over
 * it. */
struct tz_xlsx_look tz_xlsx_look_over(const struct tz_xlsx_look *look,
    const struct tz_xlsx_rule *rule);

/** tz_xlsx_look_applies(rule, value): Whether the rule is for a cell of that
 * value; what can not be worked out is taken to be. */
bool tz_xlsx_look_applies(const struct tz_xlsx_rule *rule,
    const struct tz_xlsx_operand *value);

/** tz_xlsx_look_indexed(index): A colour of the standard palette (ECMA-376
 * part 1, 18.8.27), unknown from 64 on. */
struct tz_colour tz_xlsx_look_indexed(uint32_t index);

/** tz_xlsx_look_tint(colour, tint): Lighter (up to 1) or darker (down to -1).
 */
struct tz_colour tz_xlsx_look_tint(struct tz_colour colour, double tint);

#endif /* !TZ_INTAKE_OOXML_XLSX_LOOK_H */
