/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_depth.c - a scan that knows which elements are open
 *
 * It follows the HTML standard (13.2.6) as far as depth needs it, and errs to
 * the side of more: an end tag that a parser may pass over ends nothing here.
 */
#include "intake/html/html_depth.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Elements in each other, as in browsers; and attributes of one. */
#define DEPTH_MAX 512
#define ATTRIBUTES_MAX 1000

/* Open elements that are remembered, and those that an end tag may end. */
#define OPEN_MAX ((size_t)1 << 20)
#define SEARCH_MAX ((size_t)2 * DEPTH_MAX)

enum kind {
	PLAIN,	/* ended only where nothing special lies between */
	FORMAT, /* ended by itself, what is in it stays open */
	BLOCK,	/* special; ends a paragraph */
	SCOPE,	/* special; what is round it is not ended from within */
	ITEM,	/* ended by the next of its kind */
	PARAGRAPH,
	CELL, /* and rows; likewise, in one table */
	VOID,
	RAW, /* its contents are text */
	FOREIGN
};

static const struct {
	const char *names;
	enum kind kind;
} kinds[] = {
    {" b i u s a em font small strong big code tt strike nobr ", FORMAT},
    {" div section article aside nav main header footer ul ol dl pre form "
     "blockquote center fieldset figure figcaption details summary dialog "
     "address hgroup listing menu dir h1 h2 h3 h4 h5 h6 ",
	BLOCK},
    {" table caption marquee object applet template button select ", SCOPE},
    {" li dt dd option ", ITEM},
    {" p ", PARAGRAPH},
    {" tr td th tbody thead tfoot colgroup ", CELL},
    {" area base basefont bgsound br col embed hr img input keygen link meta "
     "param source track wbr frame html head body ",
	VOID},
    {" script style textarea title xmp iframe noembed noframes ", RAW},
    {" svg math ", FOREIGN},
};

struct element {
	uint32_t name; /* a hash */
	uint32_t kind;
};

struct scan {
	char *text;
	char *end;
	struct element *open;
	size_t n;
	size_t cap;
	size_t foreign; /* how many of them are so */
	struct tz_html_excess *excess;
};

/* One tag, from '<' to behind '>'. */
struct tag {
	char *start;
	char *end;
	char name[16]; /* lower case, cut */
	uint32_t hash;
	enum kind kind;
	bool closes;
	bool empty; /* it ends with "/>" */
};

static enum kind
kind_of(const char *name)
{
	char word[20];
	size_t i;

	snprintf(word, sizeof word, " %s ", name);
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strstr(kinds[i].names, word))
			return kinds[i].kind;
	return PLAIN;
}

static void
blank(char *from, const char *until)
{
	for (; from < until; from++)
		if (*from != '\n')
			*from = ' ';
}

static char *
skip_space(char *at, const char *end)
{
	while (at < end && isspace((unsigned char)*at))
		at++;
	return at;
}

/* Behind an attribute's value, which may be quoted. */
static char *
skip_value(char *at, const char *end)
{
	char *close;

	at = skip_space(at, end);
	if (at < end && (*at == '"' || *at == '\'')) {
		close = memchr(at + 1, *at, (size_t)(end - at - 1));
		return close ? close + 1 : (char *)(uintptr_t)end;
	}
	while (at < end && !isspace((unsigned char)*at) && *at != '>')
		at++;
	return at;
}

/* Go over the attributes up to '>'; those that are too many are made blank. */
static void
pass_attributes(struct scan *scan, struct tag *tag, char *at)
{
	char *surplus = NULL;
	size_t n = 0;

	for (;;) {
		at = skip_space(at, scan->end);
		if (at == scan->end || *at == '>')
			break;
		tag->empty = *at == '/';
		if (*at == '/') {
			at++;
			continue;
		}
		if (++n == ATTRIBUTES_MAX)
			surplus = at;
		/* (A name may begin with '='.) */
		for (at++; at < scan->end && !isspace((unsigned char)*at) &&
		     *at != '/' && *at != '>' && *at != '=';)
			at++;
		if (skip_space(at, scan->end) < scan->end &&
		    *skip_space(at, scan->end) == '=')
			at = skip_value(skip_space(at, scan->end) + 1,
			    scan->end);
	}
	if (surplus) {
		scan->excess->attributes = true;
		blank(surplus, at);
	}
	tag->end = at < scan->end ? at + 1 : at;
}

/* Take the tag that begins at ${at}, where a name follows. */
static void
take_tag(struct scan *scan, char *at, struct tag *tag)
{
	size_t n = 0;

	memset(tag, 0, sizeof *tag);
	tag->start = at++;
	tag->closes = *at == '/';
	at += tag->closes;
	tag->hash = 2166136261U;
	while (at < scan->end && !isspace((unsigned char)*at) && *at != '/' &&
	    *at != '>') {
		char c = (char)tolower((unsigned char)*at++);

		tag->hash = (tag->hash ^ (unsigned char)c) * 16777619U;
		if (n < sizeof tag->name - 1)
			tag->name[n++] = c;
	}
	tag->kind = kind_of(tag->name);
	pass_attributes(scan, tag, at);
}

static void
truncate_to(struct scan *scan, size_t n)
{
	while (scan->n > n)
		scan->foreign -= scan->open[--scan->n].kind == FOREIGN;
}

static bool
is_special(uint32_t kind)
{
	return kind == BLOCK || kind == SCOPE || kind == ITEM ||
	    kind == PARAGRAPH || kind == CELL;
}

/* Whether the search for an element to end goes no further than ${there}. */
static bool
stops(const struct tag *tag, uint32_t there)
{
	switch (tag->kind) {
	case PLAIN:
	case VOID:
	case RAW:
		return is_special(there);
	case ITEM:
		return there == SCOPE || (!tag->closes && there == BLOCK);
	case FORMAT:
	case BLOCK:
	case PARAGRAPH:
	case CELL:
		return there == SCOPE || there == FOREIGN;
	case SCOPE:
	case FOREIGN:
		break;
	}
	return false;
}

/* End the open element that the tag ends, if there is one. */
static void
end_element(struct scan *scan, const struct tag *tag)
{
	size_t i = scan->n;
	size_t last = i > SEARCH_MAX ? i - SEARCH_MAX : 0;

	while (i-- > last) {
		struct element *element = &scan->open[i];
		bool same = element->name == tag->hash;

		if (same && tag->kind == FORMAT && !scan->foreign) {
			memmove(element, element + 1,
			    (--scan->n - i) * sizeof *element);
			return;
		}
		if (same) {
			truncate_to(scan, i);
			return;
		}
		if (!scan->foreign && stops(tag, element->kind))
			return;
	}
}

/* A paragraph that is open is ended by what can not lie in it. */
static void
end_paragraph(struct scan *scan)
{
	size_t i = scan->n;
	size_t last = i > SEARCH_MAX ? i - SEARCH_MAX : 0;

	while (i-- > last) {
		if (scan->open[i].kind == PARAGRAPH) {
			truncate_to(scan, i);
			return;
		}
		if (scan->open[i].kind == SCOPE ||
		    scan->open[i].kind == FOREIGN)
			return;
	}
}

/* Remember the element; false when it lies too deep. */
static bool
begin_element(struct scan *scan, const struct tag *tag)
{
	if (scan->n == scan->cap && scan->cap < OPEN_MAX) {
		size_t cap = scan->cap ? 2 * scan->cap : 256;
		struct element *grown =
		    realloc(scan->open, cap * sizeof *grown);

		if (grown) {
			scan->open = grown;
			scan->cap = cap;
		}
	}
	if (scan->n == scan->cap)
		return false;
	scan->open[scan->n].name = tag->hash;
	scan->open[scan->n++].kind = tag->kind;
	scan->foreign += tag->kind == FOREIGN;
	return scan->n <= DEPTH_MAX;
}

/* Behind the text that an element holds; its end tag is still to come. */
static char *
skip_raw(const struct scan *scan, const struct tag *tag)
{
	char *at = tag->end;
	size_t len = strlen(tag->name);

	while ((at = memchr(at, '<', (size_t)(scan->end - at)))) {
		if ((size_t)(scan->end - at) > len + 2 && at[1] == '/' &&
		    strncasecmp(at + 2, tag->name, len) == 0)
			return at;
		at++;
	}
	return scan->end;
}

static char *
on_start(struct scan *scan, const struct tag *tag)
{
	if (scan->foreign) {
		if (!tag->empty && !begin_element(scan, tag)) {
			scan->excess->deep = true;
			blank(tag->start, tag->end);
		}
		return tag->end;
	}
	if (tag->kind == RAW)
		return skip_raw(scan, tag);
	if (tag->kind == VOID || (tag->kind == FOREIGN && tag->empty))
		return tag->end;
	if (tag->kind == BLOCK || tag->kind == PARAGRAPH || tag->kind == ITEM)
		end_paragraph(scan);
	if (tag->kind == ITEM || tag->kind == CELL)
		end_element(scan, tag);
	if (!begin_element(scan, tag)) {
		scan->excess->deep = true;
		blank(tag->start, tag->end);
	}
	return tag->end;
}

static char *
on_end(struct scan *scan, const struct tag *tag)
{
	/* (That of an element whose tag was made blank ends nothing.) */
	bool deep = scan->n > DEPTH_MAX;

	end_element(scan, tag);
	if (deep)
		blank(tag->start, tag->end);
	return tag->end;
}

/* Behind a comment, a declaration or a section of plain text. */
static char *
skip_declaration(const struct scan *scan, char *at)
{
	size_t len = (size_t)(scan->end - at);
	const char *mark = ">";
	size_t skipped = 1;
	char *close;

	if (len >= 6 && memcmp(at, "<!--", 4) == 0 && at[4] != '>' &&
	    memcmp(at + 4, "->", 2) != 0) {
		mark = "-->";
		skipped = 4;
	} else if (len >= 9 && scan->foreign &&
	    memcmp(at, "<![CDATA[", 9) == 0) {
		mark = "]]>";
		skipped = 9;
	}
	close = memmem(at + skipped, len - skipped, mark, strlen(mark));
	return close ? close + strlen(mark) : scan->end;
}

void
tz_html_depth_bound(char *text, size_t len, struct tz_html_excess *ret)
{
	struct scan scan = {text, text + len, NULL, 0, 0, 0, ret};
	char *at = text;

	memset(ret, 0, sizeof *ret);
	while ((at = memchr(at, '<', (size_t)(scan.end - at)))) {
		struct tag tag;
		size_t left = (size_t)(scan.end - at);

		if (left > 2 &&
		    isalpha((unsigned char)at[at[1] == '/' ? 2 : 1])) {
			take_tag(&scan, at, &tag);
			at = tag.closes ? on_end(&scan, &tag)
					: on_start(&scan, &tag);
		} else if (left > 2 && strchr("!?/", at[1]) && at[1]) {
			at = skip_declaration(&scan, at);
		} else {
			at++;
		}
	}
	free(scan.open);
}
