/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_style.c - rules of style sheets, and which elements they
 * match
 */
#include "intake/html/html_style.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "intake/html/html_media.h"
#include "intake/html/html_selector.h"

/* Rules beyond these are not looked at; no page for people has as many. */
#define MAX_RULES 20000
struct rule {
	struct tz_html_selector selector;
	struct tz_html_declared declared;
};

struct tz_html_style {
	struct tz_buf sheets; /* all of them, without comments */
	struct rule *rules;
	size_t n;
	bool failed;
};

/* Sheets of the book or mail that the pages are in. */
static const char *outside;

void
tz_html_style_outside(const char *sheet)
{
	outside = sheet;
}

static struct rule *
add_rule(struct tz_html_style *style)
{
	if (style->n == MAX_RULES)
		return NULL;
	if ((style->n & (style->n - 1)) == 0) {
		size_t cap = style->n ? 2 * style->n : 1;
		struct rule *grown = realloc(style->rules, cap * sizeof *grown);

		style->failed |= !grown;
		if (!grown)
			return NULL;
		style->rules = grown;
	}
	memset(&style->rules[style->n], 0, sizeof *style->rules);
	return &style->rules[style->n++];
}

/* Add a rule for each selector of the list. */
static void
add_rules(struct tz_html_style *style, const char *list, size_t list_len,
    const char *body, size_t body_len)
{
	struct tz_html_declared declared;

	memset(&declared, 0, sizeof declared);
	tz_html_declare(body, body_len, &declared);
	if (declared.set == 0)
		return;
	while (list_len > 0) {
		size_t len = tz_html_selector_end(list, list_len);
		struct rule *rule = add_rule(style);

		if (!rule)
			return;
		rule->declared = declared;
		if (!tz_html_selector_parse(list, len, &rule->selector))
			style->n--;
		len += len < list_len;
		list += len;
		list_len -= len;
	}
}

/* Where the block that opens at ${at} ends: at its brace, or at the end. */
static size_t
block_end(const char *text, size_t len, size_t at)
{
	size_t depth = 0;

	for (; at < len; at++) {
		depth += text[at] == '{';
		if (text[at] == '}' && --depth == 0)
			return at;
	}
	return len;
}

/* Whether the rules in a block count: those of "@media screen", "@layer" and
 * "@supports" do. */
static bool
applies(const char *text, size_t len)
{
	if (len > 6 && strncasecmp(text, "@media", 6) == 0)
		return tz_html_media_applies(text + 6, len - 6);
	return (len >= 6 && strncasecmp(text, "@layer", 6) == 0) ||
	    (len > 9 && strncasecmp(text, "@supports", 9) == 0 &&
		!memmem(text, len, " not ", 5)) ||
	    (len > 10 && strncasecmp(text, "@container", 10) == 0);
}

/* Read the rules of the text.  Conditions (@media) are read through: depth is
 * bounded by the few that nest in practice. */
static void
parse_rules(struct tz_html_style *style, const char *text, size_t len,
    unsigned depth)
{
	size_t at = 0;

	while (at < len) {
		size_t start = at, open, end;

		while (start < len &&
		    (isspace((unsigned char)text[start]) || text[start] == ';'))
			start++;
		open = start;
		while (open < len && text[open] != '{' && text[open] != ';')
			open++;
		if (open == len)
			return;
		at = open + 1;
		if (text[open] == ';')
			continue;
		end = block_end(text, len, open);
		if (text[start] != '@')
			add_rules(style, text + start, open - start,
			    text + open + 1, end - open - 1);
		else if (depth < 4 && applies(text + start, open - start))
			parse_rules(style, text + open + 1, end - open - 1,
			    depth + 1);
		at = end + 1;
	}
}

/* Add a sheet without its comments. */
static void
add_sheet(struct tz_buf *sheets, const char *text)
{
	while (*text) {
		const char *comment = strstr(text, "/*");
		const char *end = comment ? strstr(comment + 2, "*/") : NULL;

		if (!comment) {
			tz_buf_puts(sheets, text);
			break;
		}
		tz_buf_append(sheets, text, (size_t)(comment - text));
		if (!end)
			break;
		text = end + 2;
	}
	tz_buf_putc(sheets, '\n');
}

static void
gather_sheets(const GumboNode *node, struct tz_buf *sheets)
{
	const GumboNode *root = node;

	/* In document order, by the pointers to parents: any depth. */
	while (node) {
		const GumboVector *children = NULL;

		if (node->type == GUMBO_NODE_DOCUMENT)
			children = &node->v.document.children;
		else if (node->type == GUMBO_NODE_ELEMENT)
			children = &node->v.element.children;
		if (node->type == GUMBO_NODE_ELEMENT &&
		    node->v.element.tag == GUMBO_TAG_STYLE &&
		    children->length > 0) {
			const GumboNode *text = children->data[0];
			const GumboAttribute *media =
			    gumbo_get_attribute(&node->v.element.attributes,
				"media");

			if (text->type == GUMBO_NODE_TEXT &&
			    (!media ||
				tz_html_media_applies(media->value,
				    strlen(media->value))))
				add_sheet(sheets, text->v.text.text);
			children = NULL;
		}
		if (children && children->length > 0) {
			node = children->data[0];
			continue;
		}
		while (node != root) {
			const GumboNode *parent = node->parent;
			size_t i = node->index_within_parent + 1;

			children = parent->type == GUMBO_NODE_DOCUMENT
			    ? &parent->v.document.children
			    : &parent->v.element.children;
			if (i < children->length) {
				node = children->data[i];
				break;
			}
			node = parent;
		}
		if (node == root)
			return;
	}
}

static int
compare_weight(const void *a, const void *b)
{
	const struct rule *one = a, *two = b;

	if (one->selector.weight != two->selector.weight)
		return one->selector.weight < two->selector.weight ? -1 : 1;
	/* Selectors of one text: the later one stands further on. */
	return one->selector.steps[0].text < two->selector.steps[0].text
	    ? -1
	    : one->selector.steps[0].text > two->selector.steps[0].text;
}

enum tz_status
tz_html_style_new(const GumboNode *root, struct tz_html_style **ret_style,
    struct tz_err *err)
{
	tz_auto(tz_html_style) style = calloc(1, sizeof *style);

	if (!style)
		return tz_fail_nomem(err);
	if (outside)
		add_sheet(&style->sheets, outside);
	gather_sheets(root, &style->sheets);
	parse_rules(style, tz_buf_str(&style->sheets), style->sheets.len, 0);
	if (style->failed || style->sheets.failed)
		return tz_fail_nomem(err);
	if (style->n > 1)
		qsort(style->rules, style->n, sizeof *style->rules,
		    compare_weight);
	*ret_style = tz_steal(&style);
	return TZ_OK;
}

void
tz_html_style_free(struct tz_html_style *style)
{
	if (!style)
		return;
	tz_buf_clear(&style->sheets);
	free(style->rules);
	free(style);
}

/* Attributes that declare as a style sheet does: those of old HTML, and those
 * of SVG 1.1 (6.2). */
static const struct attribute {
	const char *name;
	const char *property;
	bool drawn; /* of SVG */
} styling[] = {{"color", "color", false}, {"text", "color", false},
    {"bgcolor", "background-color", false}, {"display", "display", true},
    {"visibility", "visibility", true}, {"opacity", "opacity", true},
    {"font-size", "font-size", true}, {"fill", "fill", true},
    {"fill-opacity", "fill-opacity", true}, {"stroke", "stroke", true}};

static void
add_styling_attributes(const GumboElement *element,
    struct tz_html_declared *ret)
{
	bool drawn = element->tag_namespace == GUMBO_NAMESPACE_SVG;
	tz_auto_buf text = TZ_BUF_INIT;
	size_t i;

	/* What stands below a drawn text is not known here. */
	if (element->tag == GUMBO_TAG_SVG)
		tz_buf_puts(&text, "background:url();");
	if (!drawn && element->tag != GUMBO_TAG_FONT &&
	    element->tag != GUMBO_TAG_BODY && element->tag != GUMBO_TAG_TABLE &&
	    element->tag != GUMBO_TAG_TR && element->tag != GUMBO_TAG_TD &&
	    element->tag != GUMBO_TAG_TH)
		return;
	for (i = 0; i < sizeof styling / sizeof styling[0]; i++) {
		const GumboAttribute *attribute =
		    gumbo_get_attribute(&element->attributes, styling[i].name);

		if (attribute && styling[i].drawn == drawn)
			tz_buf_printf(&text, "%s:%s;", styling[i].property,
			    attribute->value);
	}
	tz_html_declare(tz_buf_str(&text), text.len, ret);
}

void
tz_html_style_of(const struct tz_html_style *style, const GumboNode *node,
    struct tz_html_declared *ret)
{
	const GumboElement *element = &node->v.element;
	const GumboAttribute *own =
	    gumbo_get_attribute(&element->attributes, "style");
	struct tz_html_declared declared;
	size_t i;

	memset(ret, 0, sizeof *ret);
	add_styling_attributes(element, ret);
	for (i = 0; i < style->n; i++)
		if (tz_html_selector_matches(&style->rules[i].selector, node))
			tz_html_declare_over(ret, &style->rules[i].declared);
	if (!own)
		return;
	memset(&declared, 0, sizeof declared);
	tz_html_declare(own->value, strlen(own->value), &declared);
	tz_html_declare_over(ret, &declared);
}
