/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_walk.c - a page as its channels
 *
 * The body is as a reader sees it: a line a block, cells parted by tabs,
 * inline elements joined.  The walk follows the parents' pointers, so no
 * nesting is too deep.
 */
#include "intake/html/html_walk.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "intake/html/html_data.h"
#include "intake/html/html_element.h"
#include "intake/html/html_selector.h"
#include "intake/html/html_tree.h"

/* Files in the addresses of one page. */
#define MAX_DATA 10000

struct walk {
	struct tz_html_page *page;
	struct tz_html_style *style;
	struct tz_buf used;	    /* identifiers, a blank round each */
	struct tz_html_look *looks; /* of the elements around here */
	size_t n_looks;
	size_t cap_looks;
	size_t preformed;     /* elements around here that keep blanks */
	struct tz_emit *emit; /* NULL: files are passed over */
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status; /* of the files that were met on the way */
	unsigned n_data;       /* those files */
};

static struct tz_story *
story_of(struct walk *walk, enum tz_channel channel)
{
	return tz_html_page_story(walk->page, channel);
}

/* The story that text here belongs to. */
static struct tz_story *
current(struct walk *walk)
{
	switch (tz_html_look_hides(&walk->looks[walk->n_looks - 1])) {
	case TZ_HTML_SEEN:
		return story_of(walk, TZ_CHANNEL_BODY);
	case TZ_HTML_COVERED:
		return story_of(walk, TZ_CHANNEL_COVERED_TEXT);
	case TZ_HTML_ABOUT:
		return story_of(walk, TZ_CHANNEL_PROPERTY);
	case TZ_HTML_HIDDEN:
	case TZ_HTML_WHITE:
	case TZ_HTML_TINY:
	case TZ_HTML_OFF_PAGE:
	case TZ_HTML_INSTEAD:
	case TZ_HTML_HIDINGS:
		break;
	}
	return story_of(walk, TZ_CHANNEL_HIDDEN_TEXT);
}

/* Note in what way the text here hides, if it does. */
static void
note_hiding(struct walk *walk, const char *text)
{
	if (text[strspn(text, " \t\n\r\f")] != '\0')
		walk->page->hides
		    [tz_html_look_hides(&walk->looks[walk->n_looks - 1])] =
		    true;
}

/* Begin the look of an element, by that of the one round it. */
static void
push_look(struct walk *walk, const GumboNode *node)
{
	if (walk->n_looks == walk->cap_looks) {
		size_t cap = walk->cap_looks ? 2 * walk->cap_looks : 32;
		struct tz_html_look *grown =
		    realloc(walk->looks, cap * sizeof *grown);

		if (!grown) {
			walk->status = tz_fail_nomem(walk->err);
			return;
		}
		walk->looks = grown;
		walk->cap_looks = cap;
	}
	walk->looks[walk->n_looks] = walk->n_looks == 0
	    ? tz_html_look_root()
	    : tz_html_look_in(&walk->looks[walk->n_looks - 1], walk->style,
		  tz_buf_str(&walk->used), node);
	walk->n_looks++;
}

/* Add one whole piece on a line of its own. */
static void
add_piece(struct walk *walk, enum tz_channel channel, const char *text,
    unsigned line)
{
	struct tz_story *story = story_of(walk, channel);

	if (text[0] == '\0')
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_LINE, line, 0, NULL);
	tz_story_add(story, text, strlen(text));
}

/* Whether a blank would add nothing at the end of the story. */
static bool
ends_blank(const struct tz_story *story)
{
	char last;

	if (story->text.len == 0)
		return true;
	last = story->text.data[story->text.len - 1];
	return last == ' ' || last == '\n' || last == '\t';
}

/*
 * Add text as it is laid out: runs of blanks are one blank, and none at the
 * start of a line.  The line of the source is kept up with.
 */
static void
add_laid_out(struct tz_story *story, const char *text, unsigned line)
{
	while (*text) {
		size_t n = strcspn(text, " \t\n\r\f");

		if (n > 0) {
			tz_story_place(story, TZ_PLACE_LINE, line, 0, NULL);
			tz_story_add(story, text, n);
		}
		text += n;
		if (*text == '\0')
			return;
		if (!ends_blank(story))
			tz_story_add(story, " ", 1);
		for (; *text && strchr(" \t\n\r\f", *text); text++)
			line += *text == '\n';
	}
}

/* Add text with its blanks and line ends. */
static void
add_preformed(struct tz_story *story, const char *text, unsigned line)
{
	while (*text) {
		size_t n = strcspn(text, "\n");

		n += text[n] == '\n';
		tz_story_place(story, TZ_PLACE_LINE, line++, 0, NULL);
		tz_story_add(story, text, n);
		text += n;
	}
}

/* Add text of the page, seen or not. */
static void
add_shown(struct walk *walk, const GumboText *text)
{
	note_hiding(walk, text->text);
	if (walk->preformed)
		add_preformed(current(walk), text->text, text->start_pos.line);
	else
		add_laid_out(current(walk), text->text, text->start_pos.line);
}

/* Files in the addresses of a style: "url(data:...)". */
static void
add_style_data(struct walk *walk, const char *text)
{
	while (walk->status == TZ_OK && walk->emit &&
	    (text = strcasestr(text, "data:")) && walk->n_data < MAX_DATA) {
		tz_auto_buf address = TZ_BUF_INIT;
		size_t n = strcspn(text, ")\"'");

		tz_buf_append(&address, text, n);
		if (tz_html_data_is(tz_buf_str(&address)))
			walk->status = tz_html_data_read(walk->emit,
			    walk->source, tz_buf_str(&address), ++walk->n_data,
			    walk->err);
		text += n;
	}
}

/* Whether a <script> holds something that runs. */
static bool
runs(const GumboElement *element, const char *text)
{
	const GumboAttribute *type =
	    gumbo_get_attribute(&element->attributes, "type");

	return text[strspn(text, " \t\n\r\f")] != '\0' &&
	    (!type || !type->value[0] || strcasestr(type->value, "script") ||
		strcasecmp(type->value, "module") == 0);
}

static void
add_text(struct walk *walk, const GumboNode *node)
{
	const GumboText *text = &node->v.text;
	const GumboElement *parent = node->parent->type == GUMBO_NODE_ELEMENT
	    ? &node->parent->v.element
	    : NULL;
	GumboTag tag = parent ? parent->tag : GUMBO_TAG_UNKNOWN;

	if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE) {
		add_piece(walk, TZ_CHANNEL_SCRIPT, text->text,
		    text->start_pos.line);
		if (tag == GUMBO_TAG_STYLE)
			add_style_data(walk, text->text);
		else
			walk->page->scripted |= runs(parent, text->text);
	} else if (tag == GUMBO_TAG_TITLE) {
		add_piece(walk, TZ_CHANNEL_PROPERTY, text->text,
		    text->start_pos.line);
	} else {
		add_shown(walk, text);
	}
}

/* A page in an attribute: a file of its own. */
static void
add_page(struct walk *walk, const char *text)
{
	tz_auto_buf page = TZ_BUF_INIT;
	char name[40];

	if (walk->n_data == MAX_DATA || !walk->emit || walk->status)
		return;
	snprintf(name, sizeof name, "srcdoc-%u.html", ++walk->n_data);
	/* The mark says that it is UTF-8. */
	tz_buf_puts(&page, "\xef\xbb\xbf");
	tz_buf_puts(&page, text);
	walk->status = tz_buf_check(&page, walk->err);
	if (walk->status == TZ_OK && page.len > 3)
		walk->status = tz_emit_child(walk->emit, walk->source, name,
		    page.data, page.len, walk->err);
}

static void
add_attribute(struct walk *walk, const GumboElement *element,
    const GumboAttribute *attribute)
{
	const char *value = attribute->value;
	enum tz_channel channel =
	    tz_html_element_attribute_channel(element, attribute);

	if (strcasecmp(attribute->name, "srcdoc") == 0) {
		add_page(walk, value);
		return;
	}
	if (channel != TZ_CHANNEL_COUNT)
		add_piece(walk, channel, value, attribute->name_start.line);
	if (value[strspn(value, " \t\n\r\f")] != '\0') {
		walk->page->scripted |= channel == TZ_CHANNEL_SCRIPT;
		walk->page->hidden_field |= channel == TZ_CHANNEL_HIDDEN_TEXT;
	}
	if (strcasecmp(attribute->name, "style") == 0)
		add_style_data(walk, value);
	else if (walk->status == TZ_OK && walk->emit &&
	    walk->n_data < MAX_DATA && tz_html_data_is(value))
		walk->status = tz_html_data_read(walk->emit, walk->source,
		    value, ++walk->n_data, walk->err);
}

static void
add_attributes(struct walk *walk, const GumboElement *element)
{
	unsigned i;

	for (i = 0; i < element->attributes.length; i++)
		add_attribute(walk, element, element->attributes.data[i]);
}

static bool
keeps_blanks(GumboTag tag)
{
	return tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_TEXTAREA ||
	    tag == GUMBO_TAG_LISTING || tag == GUMBO_TAG_XMP ||
	    tag == GUMBO_TAG_PLAINTEXT;
}

static void
enter_element(struct walk *walk, const GumboNode *node)
{
	const GumboElement *element = &node->v.element;
	struct tz_story *story;

	add_attributes(walk, element);
	push_look(walk, node);
	if (walk->status)
		return;
	walk->preformed += keeps_blanks(element->tag);
	story = current(walk);
	if (tz_html_element_is_block(element->tag))
		tz_story_break(story, '\n');
	else if (tz_html_element_is_cell(element->tag) && story->text.len > 0 &&
	    story->text.data[story->text.len - 1] != '\n')
		tz_story_add(story, "\t", 1);
}

static void
leave_element(struct walk *walk, const GumboElement *element)
{
	struct tz_story *own = current(walk);

	walk->n_looks--;
	walk->preformed -= keeps_blanks(element->tag);
	/* What hides ends its line, too: the next may be far from it. */
	if (tz_html_element_is_block(element->tag) || own != current(walk))
		tz_story_break(own, '\n');
}

static const GumboVector *
children_of(const GumboNode *node)
{
	switch (node->type) {
	case GUMBO_NODE_DOCUMENT:
		return &node->v.document.children;
	case GUMBO_NODE_ELEMENT:
	case GUMBO_NODE_TEMPLATE:
		return &node->v.element.children;
	case GUMBO_NODE_TEXT:
	case GUMBO_NODE_CDATA:
	case GUMBO_NODE_COMMENT:
	case GUMBO_NODE_WHITESPACE:
		break;
	}
	return NULL;
}

static void
enter(struct walk *walk, const GumboNode *node)
{
	switch (node->type) {
	case GUMBO_NODE_ELEMENT:
	case GUMBO_NODE_TEMPLATE:
		enter_element(walk, node);
		return;
	case GUMBO_NODE_TEXT:
	case GUMBO_NODE_CDATA:
	case GUMBO_NODE_WHITESPACE:
		add_text(walk, node);
		return;
	case GUMBO_NODE_COMMENT:
		add_piece(walk, TZ_CHANNEL_COMMENT, node->v.text.text,
		    node->v.text.start_pos.line);
		return;
	case GUMBO_NODE_DOCUMENT:
		return;
	}
}

/* The next node in document order; those that are left on the way are told. */
static const GumboNode *
next(struct walk *walk, const GumboNode *node)
{
	const GumboVector *children = children_of(node);

	if (children && children->length > 0)
		return (const GumboNode *)children->data[0];
	for (; node->parent; node = node->parent) {
		const GumboVector *siblings = children_of(node->parent);
		size_t i = node->index_within_parent + 1;

		if (node->type == GUMBO_NODE_ELEMENT ||
		    node->type == GUMBO_NODE_TEMPLATE)
			leave_element(walk, &node->v.element);
		if (i < siblings->length)
			return (const GumboNode *)siblings->data[i];
	}
	return NULL;
}

/* Note what drawings use again. */
static void
gather_used(struct walk *walk, const GumboNode *node)
{
	const char *marks[] = {"href", "xlink:href"};
	const GumboElement *element = &node->v.element;
	size_t i;

	if (node->type != GUMBO_NODE_ELEMENT ||
	    element->tag_namespace != GUMBO_NAMESPACE_SVG ||
	    !tz_html_selector_is(element, "use"))
		return;
	for (i = 0; i < 2; i++) {
		const GumboAttribute *link =
		    gumbo_get_attribute(&element->attributes, marks[i]);

		if (link && link->value[0] == '#')
			tz_buf_printf(&walk->used, " %s ", link->value + 1);
	}
}

/* The next node of the tree, nothing told on the way. */
static const GumboNode *
step(const GumboNode *node)
{
	const GumboVector *children = children_of(node);

	if (children && children->length > 0)
		return children->data[0];
	for (; node->parent; node = node->parent) {
		const GumboVector *siblings = children_of(node->parent);
		size_t i = node->index_within_parent + 1;

		if (i < siblings->length)
			return siblings->data[i];
	}
	return NULL;
}

static enum tz_status
walk_tree(struct walk *walk, const GumboNode *root)
{
	tz_auto(tz_html_style) style = NULL;
	const GumboNode *node;
	enum tz_status s;

	s = tz_html_style_new(root, &style, walk->err);
	if (s)
		return s;
	walk->style = style;
	for (node = root; node; node = step(node))
		gather_used(walk, node);
	push_look(walk, NULL);
	for (node = root; node && walk->status == TZ_OK;
	     node = next(walk, node))
		enter(walk, node);
	return walk->status;
}

enum tz_status
tz_html_walk(const char *text, size_t len, struct tz_emit *emit,
    const struct tz_source *source, struct tz_html_page *page,
    struct tz_err *err)
{
	tz_auto(tz_html_tree) tree = NULL;
	struct walk walk;
	enum tz_status s;

	s = tz_html_tree_new(text, len, &tree, err);
	if (s)
		return s;
	memset(&walk, 0, sizeof walk);
	walk.page = page;
	walk.emit = emit;
	walk.source = source;
	walk.err = err;
	s = walk_tree(&walk, tz_html_tree_root(tree));
	free(walk.looks);
	tz_buf_clear(&walk.used);
	return s;
}
