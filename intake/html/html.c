/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html.c - HTML: what is seen, and everything that is not
 *
 * One part a channel: the body as a reader sees it (a line a block, cells
 * parted by tabs, inline elements joined), and beside it hidden elements,
 * comments, scripts and styles, attributes that say something, links; files
 * in its addresses are files in the page.  The walk follows the parents'
 * pointers, so no nesting is too deep.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "base/utf8.h"
#include "intake/formats.h"
#include "intake/html/html_data.h"
#include "intake/html/html_element.h"
#include "intake/html/html_look.h"
#include "intake/html/html_tree.h"
#include "intake/intake.h"
#include "intake/text/charset.h"

/* A part a channel; a missing one is not used. */
static const enum tz_channel channels[] = {TZ_CHANNEL_BODY,
    TZ_CHANNEL_HIDDEN_TEXT, TZ_CHANNEL_COMMENT, TZ_CHANNEL_SCRIPT,
    TZ_CHANNEL_PROPERTY, TZ_CHANNEL_FORM_FIELD, TZ_CHANNEL_EXTERNAL_LINK,
    TZ_CHANNEL_COVERED_TEXT};

#define N_CHANNELS (sizeof channels / sizeof channels[0])

struct walk {
	struct tz_story stories[N_CHANNELS];
	struct tz_html_style *style;
	struct tz_html_look *looks; /* of the elements around here */
	size_t n_looks;
	size_t cap_looks;
	bool hides[TZ_HTML_COVERED + 1]; /* in what ways text does */
	size_t preformed; /* elements around here that keep blanks */
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status; /* of the files that were met on the way */
	unsigned n_data;       /* those files */
};

static struct tz_story *
story_of(struct walk *walk, enum tz_channel channel)
{
	size_t i = 0;

	while (i < N_CHANNELS - 1 && channels[i] != channel)
		i++;
	return &walk->stories[i];
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
	case TZ_HTML_HIDDEN:
	case TZ_HTML_WHITE:
	case TZ_HTML_TINY:
		break;
	}
	return story_of(walk, TZ_CHANNEL_HIDDEN_TEXT);
}

/* Note in what way the text here hides, if it does. */
static void
note_hiding(struct walk *walk, const char *text)
{
	if (text[strspn(text, " \t\n\r\f")] != '\0')
		walk->hides[tz_html_look_hides(&walk->looks[walk->n_looks -
		    1])] = true;
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
		  node);
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

static void
add_text(struct walk *walk, const GumboNode *node)
{
	const GumboText *text = &node->v.text;
	GumboTag parent = node->parent->type == GUMBO_NODE_ELEMENT
	    ? node->parent->v.element.tag
	    : GUMBO_TAG_UNKNOWN;

	if (parent == GUMBO_TAG_SCRIPT || parent == GUMBO_TAG_STYLE)
		add_piece(walk, TZ_CHANNEL_SCRIPT, text->text,
		    text->start_pos.line);
	else if (parent == GUMBO_TAG_TITLE)
		add_piece(walk, TZ_CHANNEL_PROPERTY, text->text,
		    text->start_pos.line);
	else
		add_shown(walk, text);
}

static void
add_attributes(struct walk *walk, const GumboElement *element)
{
	unsigned i;

	for (i = 0; i < element->attributes.length; i++) {
		const GumboAttribute *attribute =
		    (const GumboAttribute *)element->attributes.data[i];
		enum tz_channel channel =
		    tz_html_element_attribute_channel(element, attribute);

		if (channel != TZ_CHANNEL_COUNT)
			add_piece(walk, channel, attribute->value,
			    attribute->name_start.line);
		if (walk->status == TZ_OK && tz_html_data_is(attribute->value))
			walk->status =
			    tz_html_data_read(walk->emit, walk->source,
				attribute->value, ++walk->n_data, walk->err);
	}
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

static enum tz_status
emit_stories(struct tz_emit *emit, const struct tz_source *source,
    const struct walk *walk, struct tz_err *err)
{
	static const struct {
		enum tz_html_hiding hiding;
		const char *name;
		enum tz_channel channel;
	} facts[] = {{TZ_HTML_WHITE, "white-text", TZ_CHANNEL_HIDDEN_TEXT},
	    {TZ_HTML_TINY, "tiny-text", TZ_CHANNEL_HIDDEN_TEXT},
	    {TZ_HTML_COVERED, "covered-text", TZ_CHANNEL_COVERED_TEXT}};
	size_t i;
	enum tz_status s = TZ_OK;

	for (i = 0; s == TZ_OK && i < N_CHANNELS; i++)
		s = tz_emit_story(emit, source, &walk->stories[i], err);
	/* A hidden field says as much as a hidden element. */
	if (s == TZ_OK && walk->stories[1].text.len > 0 &&
	    !walk->hides[TZ_HTML_WHITE] && !walk->hides[TZ_HTML_TINY])
		s = tz_emit_fact(emit, source, "hidden-text", "",
		    TZ_CHANNEL_HIDDEN_TEXT, NULL, err);
	for (i = 0; s == TZ_OK && i < sizeof facts / sizeof facts[0]; i++)
		if (walk->hides[facts[i].hiding])
			s = tz_emit_fact(emit, source, facts[i].name, "",
			    facts[i].channel, NULL, err);
	return s;
}

/* Read UTF-8 text. */
static enum tz_status
read_utf8(struct tz_emit *emit, const struct tz_source *source,
    const struct tz_buf *text, struct tz_err *err)
{
	tz_auto(tz_html_tree) tree = NULL;
	tz_auto(tz_html_style) style = NULL;
	const GumboNode *node;
	struct walk walk;
	size_t i;
	enum tz_status s;

	s = tz_html_tree_new(tz_buf_str(text), text->len, &tree, err);
	if (s)
		return s;
	memset(&walk, 0, sizeof walk);
	s = tz_html_style_new(tz_html_tree_root(tree), &style, err);
	if (s)
		return s;
	walk.style = style;
	push_look(&walk, NULL);
	if (walk.status)
		return tz_fail_nomem(err);
	walk.emit = emit;
	walk.source = source;
	walk.err = err;
	for (i = 0; i < N_CHANNELS; i++)
		tz_story_start(&walk.stories[i], channels[i], "");
	for (node = tz_html_tree_root(tree); node && walk.status == TZ_OK;
	     node = next(&walk, node))
		enter(&walk, node);
	s = walk.status;
	if (s == TZ_OK)
		s = emit_stories(emit, source, &walk, err);
	for (i = 0; i < N_CHANNELS; i++)
		tz_story_clear(&walk.stories[i]);
	free(walk.looks);
	return s;
}

enum tz_status
tz_read_html(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t n_replaced = 0;
	enum tz_status s;

	s = tz_encoding_convert((const char *)source->data, source->len,
	    tz_charset_of_html((const char *)source->data, source->len), &text,
	    &n_replaced, err);
	if (s == TZ_OK && n_replaced > 0)
		s = tz_emit_reading(emit, source, TZ_READING_PARTLY,
		    TZ_REASON_DAMAGED, err);
	if (s)
		return s;
	return read_utf8(emit, source, &text, err);
}
