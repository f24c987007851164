/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_ahead.c - merged areas, filters, conditional formats
 *
 * They stand behind the cells, so a sheet that has any is gone through twice.
 */
#include "intake/ooxml/xlsx_ahead.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "intake/xml.h"

#define RULES_MAX 4096

struct reading {
	struct tz_xlsx_book *book;
	struct tz_xml *xml;
	struct tz_xlsx_cells *cells;
	struct tz_xlsx_ahead *ahead;
	struct tz_buf where; /* of the conditional format */
	struct tz_xlsx_range filter;
	bool filtering;
	struct tz_xlsx_rule *rule; /* being read, or NULL */
	struct tz_buf formulas[2];
	size_t n_formulas;
	bool in_formula;
	bool hides;
};

static void
rule_free(struct tz_xlsx_rule *rule)
{
	union {
		const char *text;
		char *owned;
	} text;
	int i;

	for (i = 0; rule && i < 2; i++) {
		text.text = rule->operands[i].text;
		free(text.owned);
	}
	free(rule);
}

void
tz_xlsx_ahead_clear(struct tz_xlsx_ahead *ahead)
{
	size_t i;

	for (i = 0; i < ahead->n; i++)
		rule_free(ahead->rules[i]);
	free(ahead->rules);
	memset(ahead, 0, sizeof *ahead);
}

static enum tz_xlsx_test
test_of(const char *type, const char *operator)
{
	static const struct {
		const char *type;
		const char *operator;
		enum tz_xlsx_test test;
	} tests[] = {
	    {"cellIs", "equal", TZ_XLSX_TEST_EQUAL},
	    {"cellIs", "notEqual", TZ_XLSX_TEST_NOT_EQUAL},
	    {"cellIs", "lessThan", TZ_XLSX_TEST_LESS},
	    {"cellIs", "lessThanOrEqual", TZ_XLSX_TEST_LESS_OR_EQUAL},
	    {"cellIs", "greaterThan", TZ_XLSX_TEST_GREATER},
	    {"cellIs", "greaterThanOrEqual", TZ_XLSX_TEST_GREATER_OR_EQUAL},
	    {"cellIs", "between", TZ_XLSX_TEST_BETWEEN},
	    {"cellIs", "notBetween", TZ_XLSX_TEST_NOT_BETWEEN},
	    {"containsText", NULL, TZ_XLSX_TEST_CONTAINS},
	    {"notContainsText", NULL, TZ_XLSX_TEST_NOT_CONTAINS},
	    {"beginsWith", NULL, TZ_XLSX_TEST_BEGINS},
	    {"endsWith", NULL, TZ_XLSX_TEST_ENDS},
	    {"containsBlanks", NULL, TZ_XLSX_TEST_BLANK},
	    {"notContainsBlanks", NULL, TZ_XLSX_TEST_NOT_BLANK},
	    {"containsErrors", NULL, TZ_XLSX_TEST_ERROR},
	    {"notContainsErrors", NULL, TZ_XLSX_TEST_NOT_ERROR},
	};
	size_t i;

	for (i = 0; i < sizeof tests / sizeof tests[0]; i++)
		if (strcmp(type, tests[i].type) == 0 &&
		    (!tests[i].operator||
			strcmp(operator, tests[i].operator) == 0))
			return tests[i].test;
	return TZ_XLSX_TEST_UNKNOWN;
}

static enum tz_status
begin_rule(struct reading *reading, struct tz_err *err)
{
	const char *type = tz_xml_attribute(reading->xml, "type");
	const char *operator= tz_xml_attribute(reading->xml, "operator");
	const char *dxf = tz_xml_attribute(reading->xml, "dxfId");
	const char *text = tz_xml_attribute(reading->xml, "text");
	struct tz_xlsx_rule *rule;

	rule_free(reading->rule);
	reading->rule = rule = calloc(1, sizeof *rule);
	if (!rule)
		return tz_fail_nomem(err);
	reading->n_formulas = 0;
	rule->test = test_of(type ? type : "", operator? operator: "");
	reading->hides = dxf &&
	    tz_xlsx_style_rule(&reading->book->styles,
		(uint32_t)strtoul(dxf, NULL, 10), rule);
	if (text && rule->test != TZ_XLSX_TEST_UNKNOWN) {
		rule->operands[0].kind = TZ_XLSX_OPERAND_TEXT;
		rule->operands[0].text = strdup(text);
		if (!rule->operands[0].text)
			return tz_fail_nomem(err);
	}
	return TZ_OK;
}

/* A bar or an icon instead of the number. */
static void
no_value(struct reading *reading)
{
	const char *show = tz_xml_attribute(reading->xml, "showValue");

	if (!reading->rule || !show || tz_xml_true(show))
		return;
	reading->hides = true;
	reading->rule->masks = true;
	reading->rule->test = TZ_XLSX_TEST_LESS_OR_EQUAL;
	reading->rule->operands[0].kind = TZ_XLSX_OPERAND_NUMBER;
	reading->rule->operands[0].number = DBL_MAX;
}

/* A constant, or something to be worked out. */
static enum tz_status
read_operand(const char *formula, struct tz_xlsx_operand *ret,
    struct tz_err *err)
{
	size_t len = strlen(formula);
	char *end;

	if (ret->kind != TZ_XLSX_OPERAND_NONE)
		return TZ_OK;
	ret->kind = TZ_XLSX_OPERAND_UNKNOWN;
	if (len >= 2 && formula[0] == '"' && formula[len - 1] == '"' &&
	    !memchr(formula + 1, '"', len - 2)) {
		ret->kind = TZ_XLSX_OPERAND_TEXT;
		ret->text = strndup(formula + 1, len - 2);
		return ret->text ? TZ_OK : tz_fail_nomem(err);
	}
	ret->number = strtod(formula, &end);
	if (end > formula && *end == '\0')
		ret->kind = TZ_XLSX_OPERAND_NUMBER;
	return TZ_OK;
}

/* What a formula as a condition asks, where that is plain. */
static enum tz_xlsx_test
test_formula(const char *formula)
{
	static const struct {
		const char *begin;
		enum tz_xlsx_test test;
	} known[] = {{"ISERROR(", TZ_XLSX_TEST_ERROR},
	    {"ISERR(", TZ_XLSX_TEST_ERROR}, {"ISNA(", TZ_XLSX_TEST_ERROR},
	    {"ISBLANK(", TZ_XLSX_TEST_BLANK}};
	size_t i;

	if (strcasecmp(formula, "TRUE") == 0 || strcmp(formula, "1") == 0 ||
	    strcasecmp(formula, "TRUE()") == 0 || strcmp(formula, "1=1") == 0)
		return TZ_XLSX_TEST_ALWAYS;
	if (strcasecmp(formula, "FALSE") == 0 || strcmp(formula, "0") == 0 ||
	    strcasecmp(formula, "FALSE()") == 0)
		return TZ_XLSX_TEST_NEVER;
	for (i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strncasecmp(formula, known[i].begin,
			strlen(known[i].begin)) == 0)
			return known[i].test;
	return TZ_XLSX_TEST_UNKNOWN;
}

static enum tz_status
end_rule(struct reading *reading, struct tz_err *err)
{
	struct tz_xlsx_rule *rule = reading->rule;
	const char *where = tz_buf_str(&reading->where);
	struct tz_xlsx_ahead *ahead = reading->ahead;
	struct tz_xlsx_rule **more;
	struct tz_xlsx_range range;
	size_t i;

	if (!rule || !reading->hides || ahead->n == RULES_MAX)
		return TZ_OK;
	if (rule->test == TZ_XLSX_TEST_UNKNOWN && reading->n_formulas > 0)
		rule->test = test_formula(tz_buf_str(&reading->formulas[0]));
	for (i = 0; i < 2 && i < reading->n_formulas; i++) {
		enum tz_status s =
		    read_operand(tz_buf_str(&reading->formulas[i]),
			&rule->operands[i], err);

		if (s)
			return s;
	}
	more = realloc(ahead->rules, (ahead->n + 1) * sizeof(*more));
	if (!more)
		return tz_fail_nomem(err);
	ahead->rules = more;
	more[ahead->n++] = rule;
	reading->rule = NULL;
	while ((where = tz_xlsx_cells_range(where, &range)))
		tz_xlsx_cells_rule(reading->cells, &range, rule);
	return TZ_OK;
}

static enum tz_status
begin(struct reading *reading, struct tz_err *err)
{
	const char *name = tz_xml_name(reading->xml);
	const char *ref = tz_xml_attribute(reading->xml, "ref");
	struct tz_xlsx_range range;

	if (strcmp(name, "mergeCell") == 0) {
		if (ref && tz_xlsx_cells_range(ref, &range))
			tz_xlsx_cells_merge(reading->cells, &range);
	} else if (strcmp(name, "autoFilter") == 0) {
		reading->filtering =
		    ref && tz_xlsx_cells_range(ref, &reading->filter);
	} else if (strcmp(name, "filterColumn") == 0) {
		if (reading->filtering)
			tz_xlsx_cells_filter(reading->cells, &reading->filter);
		reading->filtering = false;
	} else if (strcmp(name, "conditionalFormatting") == 0) {
		ref = tz_xml_attribute(reading->xml, "sqref");
		tz_buf_reset(&reading->where);
		tz_buf_puts(&reading->where, ref ? ref : "");
	} else if (strcmp(name, "cfRule") == 0) {
		return begin_rule(reading, err);
	} else if (strcmp(name, "dataBar") == 0 ||
	    strcmp(name, "iconSet") == 0) {
		no_value(reading);
	} else if (strcmp(name, "formula") == 0 && reading->n_formulas < 2) {
		tz_buf_reset(&reading->formulas[reading->n_formulas++]);
		reading->in_formula = true;
	}
	return TZ_OK;
}

static enum tz_status
read_events(struct reading *reading, const struct tz_opc_part *part,
    struct tz_err *err)
{
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s;

	s = tz_xml_open(part->data, part->len, &reading->xml, err);
	while (s == TZ_OK &&
	    (event = tz_xml_next(reading->xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START) {
			s = begin(reading, err);
		} else if (event == TZ_XML_END) {
			reading->in_formula = false;
			if (strcmp(tz_xml_name(reading->xml), "cfRule") == 0)
				s = end_rule(reading, err);
		} else if (reading->in_formula && reading->rule) {
			tz_buf_puts(&reading->formulas[reading->n_formulas - 1],
			    tz_xml_text(reading->xml));
		}
	}
	tz_xml_free(reading->xml);
	reading->xml = NULL;
	return s;
}

/* Whether any of it stands in the part; text in UTF-16 is not looked into. */
static bool
is_worthwhile(const struct tz_opc_part *part)
{
	static const char *const words[] = {
	    "mergeCell ", "filterColumn", "cfRule"};
	size_t i;

	if (part->len < 2 || part->data[0] >= 0xfe || part->data[0] == 0 ||
	    part->data[1] == 0)
		return part->len >= 2;
	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (memmem(part->data, part->len, words[i], strlen(words[i])))
			return true;
	return false;
}

enum tz_status
tz_xlsx_ahead_read(struct tz_xlsx_book *book, const struct tz_opc_part *part,
    struct tz_xlsx_cells *cells, struct tz_xlsx_ahead *ret, struct tz_err *err)
{
	tz_auto_relations relations = {NULL, 0};
	struct reading reading;
	enum tz_status s = TZ_OK;
	size_t i;

	memset(&reading, 0, sizeof reading);
	reading.book = book;
	reading.cells = cells;
	reading.ahead = ret;
	if (is_worthwhile(part))
		s = read_events(&reading, part, err);
	if (s == TZ_OK)
		s = tz_opc_relations(book->opc, part->name, &relations, err);
	for (i = 0; s == TZ_OK && i < relations.n; i++) {
		const struct tz_opc_part *table = NULL;

		if (strcmp(relations.item[i].type, "table") == 0)
			table =
			    tz_opc_find(book->opc, relations.item[i].target);
		if (table && is_worthwhile(table))
			s = read_events(&reading, table, err);
	}
	rule_free(reading.rule);
	tz_buf_clear(&reading.where);
	tz_buf_clear(&reading.formulas[0]);
	tz_buf_clear(&reading.formulas[1]);
	return s;
}
