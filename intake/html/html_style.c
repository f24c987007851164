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

/* Rules beyond these are not looked at; no page for people has as many. */
#define MAX_RULES 20000
/* Simple selectors of one rule. */
#define MAX_STEPS 8

/* One compound selector: "div.note#x", and how it stands to the one on its
 * right. */
struct step {
	const char *text;
	size_t len;
	bool child; /* of the next one to the left, not any descendant */
};

struct rule {
	struct step steps[MAX_STEPS]; /* the last one is of the element */
	size_t n;
	unsigned weight; /* specificity (Selectors 3, 9) */
	struct tz_html_declared declared;
};

struct tz_html_style {
	struct tz_buf sheets; /* all of them, without comments */
	struct rule *rules;
	size_t n;
	bool failed;
};

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

/* What one compound selector adds to the weight. */
static unsigned
weigh(const char *text, size_t len)
{
	unsigned weight = isalpha((unsigned char)text[0]) ? 1 : 0;
	size_t i;

	for (i = 0; i < len; i++)
		weight += text[i] == '#'				 ? 10000
		    : text[i] == '.' || text[i] == '[' || text[i] == ':' ? 100
									 : 0;
	return weight;
}

/* Read one selector; false when it is one that is not understood. */
static bool
parse_selector(const char *text, size_t len, struct rule *rule)
{
	bool child = false;
	size_t i = 0;

	while (i < len) {
		size_t start;

		while (i < len && isspace((unsigned char)text[i]))
			i++;
		if (i < len && text[i] == '>') {
			child = true;
			i++;
			continue;
		}
		start = i;
		while (i < len && !isspace((unsigned char)text[i]) &&
		    text[i] != '>')
			i++;
		if (i == start)
			break;
		if (rule->n == MAX_STEPS ||
		    memchr("+~", text[start], 2) != NULL)
			return false;
		rule->steps[rule->n].text = text + start;
		rule->steps[rule->n].len = i - start;
		rule->steps[rule->n++].child = child;
		rule->weight += weigh(text + start, i - start);
		child = false;
	}
	return rule->n > 0;
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
		const char *comma = memchr(list, ',', list_len);
		size_t len = comma ? (size_t)(comma - list) : list_len;
		struct rule *rule = add_rule(style);

		if (!rule)
			return;
		rule->declared = declared;
		if (!parse_selector(list, len, rule))
			style->n--;
		len += comma != NULL;
		list += len;
		list_len -= len;
	}
}

/* Whether the sheet of that condition is one for a screen. */
static bool
is_for_screens(const char *condition, size_t len)
{
	size_t i;

	for (i = 0; i + 5 <= len; i++)
		if (strncasecmp(condition + i, "print", 5) == 0)
			return false;
	return true;
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
		else if (depth < 4 &&
		    is_for_screens(text + start, open - start))
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
				is_for_screens(media->value,
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

	if (one->weight != two->weight)
		return one->weight < two->weight ? -1 : 1;
	/* Selectors of one text: the later one stands further on. */
	return one->steps[0].text < two->steps[0].text
	    ? -1
	    : one->steps[0].text > two->steps[0].text;
}

enum tz_status
tz_html_style_new(const GumboNode *root, struct tz_html_style **ret_style,
    struct tz_err *err)
{
	tz_auto(tz_html_style) style = calloc(1, sizeof *style);

	if (!style)
		return tz_fail_nomem(err);
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

/* Whether the blank-separated list holds the word. */
static bool
has_word(const char *list, const char *word, size_t len)
{
	while (*list) {
		size_t n = strcspn(list, " \t\r\n\f");

		if (n == len && strncmp(list, word, len) == 0)
			return true;
		list += n;
		list += strspn(list, " \t\r\n\f");
	}
	return false;
}

/* Whether "[name=value]" or "[name]" fits. */
static bool
fits_attribute(const GumboElement *element, const char *text, size_t len)
{
	char name[64], *equals, *value = NULL;
	const GumboAttribute *attribute;

	if (len >= sizeof name)
		return false;
	memcpy(name, text, len);
	name[len] = '\0';
	equals = strchr(name, '=');
	if (equals) {
		*equals = '\0';
		value = equals + 1 + strspn(equals + 1, "\"'");
		value[strcspn(value, "\"'")] = '\0';
	}
	attribute = gumbo_get_attribute(&element->attributes, name);
	return attribute && (!value || strcmp(attribute->value, value) == 0);
}

static bool
fits_name(const GumboElement *element, const char *text, size_t len)
{
	GumboStringPiece tag = element->original_tag;
	const char *known = gumbo_normalized_tagname(element->tag);

	if (len == 1 && text[0] == '*')
		return true;
	if (known[0])
		return strlen(known) == len &&
		    strncasecmp(known, text, len) == 0;
	gumbo_tag_from_original_text(&tag);
	return tag.length == len && strncasecmp(tag.data, text, len) == 0;
}

/* Whether the compound selector fits the element. */
static bool
fits(const struct step *step, const GumboNode *node)
{
	const GumboElement *element = &node->v.element;
	const GumboAttribute *attribute;
	size_t at = 0;

	while (at < step->len) {
		char kind = step->text[at];
		const char *name;
		size_t len = 0;

		at += strchr("#.[:", kind) != NULL;
		name = step->text + at;
		while (at + len < step->len &&
		    (kind == '[' ? name[len] != ']'
				 : !strchr("#.[:", name[len])))
			len++;
		at += len + (kind == '[');
		if (kind == ':')
			return false; /* states and pieces of text */
		attribute = gumbo_get_attribute(&element->attributes,
		    kind == '#' ? "id" : "class");
		if (kind == '#' &&
		    !(attribute && strlen(attribute->value) == len &&
			strncmp(attribute->value, name, len) == 0))
			return false;
		if (kind == '.' &&
		    !(attribute && has_word(attribute->value, name, len)))
			return false;
		if (kind == '[' && !fits_attribute(element, name, len))
			return false;
		if (!strchr("#.[:", kind) && !fits_name(element, name, len))
			return false;
	}
	return true;
}

static bool
matches(const struct rule *rule, const GumboNode *node)
{
	size_t left = rule->n;
	bool child = true; /* the element itself, and no one round it */

	while (left > 0) {
		const struct step *step = &rule->steps[left - 1];

		if (!node || node->type == GUMBO_NODE_DOCUMENT)
			return false;
		if (fits(step, node)) {
			child = step->child;
			left--;
		} else if (child) {
			return false;
		}
		node = node->parent;
	}
	return true;
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
    {"font-size", "font-size", true}};

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
		if (matches(&style->rules[i], node))
			tz_html_declare_over(ret, &style->rules[i].declared);
	if (!own)
		return;
	memset(&declared, 0, sizeof declared);
	tz_html_declare(own->value, strlen(own->value), &declared);
	tz_html_declare_over(ret, &declared);
}
