/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_selector.c - selectors of CSS, and which elements they match
 */
#include "intake/html/html_selector.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Selectors in selectors: ":not(:is(a))". */
#define MAX_DEPTH 4
/* Siblings that are counted; no page hides one of more. */
#define MAX_SIBLINGS 2000

static bool
fits(const char *text, size_t len, const GumboNode *node, unsigned depth);

/* The end of a piece: at one of ${marks} outside brackets. */
static size_t
piece_end(const char *text, size_t len, const char *marks)
{
	int depth = 0;
	char quote = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		char c = text[i];

		if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '(' || c == '[') {
			depth++;
		} else if (c == ')' || c == ']') {
			depth -= depth > 0;
		} else if (depth == 0 && c && strchr(marks, c)) {
			return i;
		}
	}
	return len;
}

size_t
tz_html_selector_end(const char *list, size_t len)
{
	return piece_end(list, len, ",");
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

bool
tz_html_selector_parse(const char *text, size_t len,
    struct tz_html_selector *ret)
{
	char combinator = ' ';
	size_t i = 0, n;

	ret->n = 0;
	ret->weight = 0;
	while (i < len) {
		if (isspace((unsigned char)text[i])) {
			i++;
			continue;
		}
		if (strchr(">+~", text[i])) {
			combinator = text[i++];
			continue;
		}
		n = piece_end(text + i, len - i, " \t\r\n\f>+~");
		if (ret->n == TZ_HTML_STEPS || n == 0)
			return false;
		ret->steps[ret->n].text = text + i;
		ret->steps[ret->n].len = n;
		ret->steps[ret->n++].combinator = combinator;
		ret->weight += weigh(text + i, n);
		combinator = ' ';
		i += n;
	}
	return ret->n > 0;
}

bool
tz_html_selector_is(const GumboElement *element, const char *name)
{
	const char *known = gumbo_normalized_tagname(element->tag);
	GumboStringPiece tag = element->original_tag;

	if (known[0])
		return strcasecmp(known, name) == 0;
	gumbo_tag_from_original_text(&tag);
	return tag.length == strlen(name) &&
	    strncasecmp(tag.data, name, tag.length) == 0;
}

static bool
fits_name(const GumboElement *element, const char *text, size_t len)
{
	char name[64];

	if (len == 1 && text[0] == '*')
		return true;
	if (len >= sizeof name)
		return false;
	snprintf(name, sizeof name, "%.*s", (int)len, text);
	return tz_html_selector_is(element, name);
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

/* Whether the value of an attribute is as "~=", "^=" and the like ask. */
static bool
fits_value(const char *has, char kind, const char *asked)
{
	size_t len = strlen(asked), has_len = strlen(has);

	switch (kind) {
	case '^':
		return len > 0 && strncmp(has, asked, len) == 0;
	case '$':
		return len > 0 && has_len >= len &&
		    strcmp(has + has_len - len, asked) == 0;
	case '*':
		return len > 0 && strstr(has, asked) != NULL;
	case '~':
		return len > 0 && has_word(has, asked, len);
	case '|':
		return strncmp(has, asked, len) == 0 &&
		    (has[len] == '\0' || has[len] == '-');
	default:
		return strcmp(has, asked) == 0;
	}
}

/* Whether "[name=value]" or "[name]", here without its brackets, fits. */
static bool
fits_attribute(const GumboElement *element, const char *text, size_t len)
{
	char name[128], *equals, *value = NULL, kind = '=';
	const GumboAttribute *attribute;

	if (len >= sizeof name)
		return false;
	memcpy(name, text, len);
	name[len] = '\0';
	equals = strchr(name, '=');
	if (equals) {
		*equals = '\0';
		value = equals + 1 + strspn(equals + 1, "\"' ");
		value[strcspn(value, "\"'")] = '\0';
		if (equals > name && strchr("^$*~|", equals[-1])) {
			kind = equals[-1];
			*--equals = '\0';
		}
		while (equals > name && equals[-1] == ' ')
			*--equals = '\0';
	}
	attribute = gumbo_get_attribute(&element->attributes, name);
	return attribute &&
	    (!value || fits_value(attribute->value, kind, value));
}

static const GumboVector *
siblings_of(const GumboNode *node)
{
	const GumboNode *parent = node->parent;

	if (!parent)
		return NULL;
	return parent->type == GUMBO_NODE_DOCUMENT
	    ? &parent->v.document.children
	    : &parent->v.element.children;
}

static bool
is_element(const GumboNode *node)
{
	return node->type == GUMBO_NODE_ELEMENT ||
	    node->type == GUMBO_NODE_TEMPLATE;
}

static bool
of_one_type(const GumboElement *a, const GumboElement *b)
{
	if (a->tag != GUMBO_TAG_UNKNOWN || b->tag != GUMBO_TAG_UNKNOWN)
		return a->tag == b->tag;
	return false;
}

/* The place among its siblings, from 1 on; 0 when it is not counted. */
static long
place_of(const GumboNode *node, bool from_end, bool of_type)
{
	const GumboVector *siblings = siblings_of(node);
	long n = 1;
	size_t i, start;

	if (!siblings || siblings->length > MAX_SIBLINGS)
		return 0;
	start = from_end ? node->index_within_parent + 1 : 0;
	for (i = start; i < siblings->length; i++) {
		const GumboNode *other = siblings->data[i];

		if (!from_end && i >= node->index_within_parent)
			break;
		n += is_element(other) &&
		    (!of_type ||
			of_one_type(&other->v.element, &node->v.element));
	}
	return n;
}

/* Whether the place is one of "2n+1", "odd", "3". */
static bool
fits_formula(long place, const char *text)
{
	char plain[32];
	long a = 0, b = 0;
	size_t n = 0;
	char *end;

	for (; *text && n < sizeof plain - 1; text++) {
		if (!isspace((unsigned char)*text))
			plain[n++] = (char)tolower((unsigned char)*text);
	}
	plain[n] = '\0';
	if (strcmp(plain, "odd") == 0) {
		a = 2;
		b = 1;
	} else if (strcmp(plain, "even") == 0) {
		a = 2;
	} else if (strchr(plain, 'n')) {
		end = plain;
		a = plain[0] == 'n' || plain[0] == '+' ? 1 : -1;
		if (isdigit((unsigned char)plain[0]) ||
		    isdigit((unsigned char)plain[1]))
			a = strtol(plain, &end, 10);
		end = strchr(plain, 'n');
		b = strtol(end + 1, NULL, 10);
	} else {
		b = strtol(plain, &end, 10);
		if (end == plain)
			return false;
	}
	if (a == 0)
		return place == b;
	return (place - b) % a == 0 && (place - b) / a >= 0;
}

/* Whether one of a list of compound selectors fits. */
static bool
fits_any(const char *list, size_t len, const GumboNode *node, unsigned depth)
{
	while (len > 0) {
		size_t n = tz_html_selector_end(list, len);
		size_t from = 0, until = n;

		while (from < until && isspace((unsigned char)list[from]))
			from++;
		while (until > from && isspace((unsigned char)list[until - 1]))
			until--;
		if (until > from &&
		    fits(list + from, until - from, node, depth + 1))
			return true;
		n += n < len;
		list += n;
		len -= n;
	}
	return false;
}

/* Whether ":name" or ":name(argument)", here without its colon, fits. */
static bool
fits_pseudo(const char *text, size_t len, const GumboNode *node, unsigned depth)
{
	static const struct {
		const char *name;
		bool from_end, of_type, first;
	} places[] = {{"first-child", false, false, true},
	    {"last-child", true, false, true},
	    {"first-of-type", false, true, true},
	    {"last-of-type", true, true, true},
	    {"nth-child", false, false, false},
	    {"nth-last-child", true, false, false},
	    {"nth-of-type", false, true, false},
	    {"nth-last-of-type", true, true, false}};
	char name[32], argument[64] = "";
	const char *open = memchr(text, '(', len);
	size_t i, name_len = open ? (size_t)(open - text) : len;
	size_t rest = open ? len - name_len - 1 : 0;

	if (depth > MAX_DEPTH || name_len >= sizeof name)
		return false;
	snprintf(name, sizeof name, "%.*s", (int)name_len, text);
	rest -= rest > 0 && open[rest] == ')';
	if (strcasecmp(name, "not") == 0 && open)
		return !fits_any(open + 1, rest, node, depth);
	if ((strcasecmp(name, "is") == 0 || strcasecmp(name, "where") == 0) &&
	    open)
		return fits_any(open + 1, rest, node, depth);
	if (strcasecmp(name, "root") == 0)
		return node->v.element.tag == GUMBO_TAG_HTML;
	if (strcasecmp(name, "only-child") == 0)
		return place_of(node, false, false) == 1 &&
		    place_of(node, true, false) == 1;
	if (rest < sizeof argument && open)
		snprintf(argument, sizeof argument, "%.*s", (int)rest,
		    open + 1);
	for (i = 0; i < sizeof places / sizeof places[0]; i++) {
		long place;

		if (strcasecmp(name, places[i].name) != 0)
			continue;
		place = place_of(node, places[i].from_end, places[i].of_type);
		return place > 0 &&
		    (places[i].first ? place == 1
				     : fits_formula(place, argument));
	}
	return false;
}

/* Whether one simple selector fits; ${kind} is its mark, 0 for a type. */
static bool
fits_simple(char kind, const char *text, size_t len, const GumboNode *node,
    unsigned depth)
{
	const GumboElement *element = &node->v.element;
	const GumboAttribute *attribute;

	switch (kind) {
	case '#':
		attribute = gumbo_get_attribute(&element->attributes, "id");
		return attribute && strlen(attribute->value) == len &&
		    strncmp(attribute->value, text, len) == 0;
	case '.':
		attribute = gumbo_get_attribute(&element->attributes, "class");
		return attribute && has_word(attribute->value, text, len);
	case '[':
		return fits_attribute(element, text, len);
	case ':':
		return fits_pseudo(text, len, node, depth);
	default:
		return fits_name(element, text, len);
	}
}

/* Whether the compound selector fits the element. */
static bool
fits(const char *text, size_t len, const GumboNode *node, unsigned depth)
{
	size_t at = 0;

	while (at < len) {
		char kind = strchr("#.[:", text[at]) ? text[at] : 0;
		size_t n;

		at += kind != 0;
		if (kind == '[') {
			const char *end = memchr(text + at, ']', len - at);

			n = end ? (size_t)(end - text) - at : len - at;
		} else {
			n = piece_end(text + at, len - at, "#.:");
			/* piece_end() takes brackets for one piece. */
			if (kind != ':' && memchr(text + at, '[', n))
				n = (size_t)((const char *)memchr(text + at,
						 '[', n) -
				    (text + at));
		}
		if (!fits_simple(kind, text + at, n, node, depth))
			return false;
		at += n + (kind == '[');
	}
	return true;
}

/* The element before the node among its siblings, or NULL. */
static const GumboNode *
before(const GumboNode *node)
{
	const GumboVector *siblings = siblings_of(node);
	size_t i = node->index_within_parent, n = 0;

	while (siblings && i-- > 0 && n++ < MAX_SIBLINGS) {
		if (is_element(siblings->data[i]))
			return siblings->data[i];
	}
	return NULL;
}

bool
tz_html_selector_matches(const struct tz_html_selector *selector,
    const GumboNode *node)
{
	size_t left = selector->n, n = 0;
	char combinator = '>'; /* the element itself, and no one round it */

	while (left > 0) {
		const struct tz_html_step *step = &selector->steps[left - 1];
		bool found;

		if (!node || !is_element(node) || n++ > MAX_SIBLINGS)
			return false;
		found = fits(step->text, step->len, node, 0);
		if (found) {
			combinator = step->combinator;
			left--;
		} else if (combinator == '>' || combinator == '+') {
			return false;
		}
		node = combinator == '+' || combinator == '~' ? before(node)
							      : node->parent;
	}
	return true;
}
