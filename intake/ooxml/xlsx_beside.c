/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_beside.c - comments old and new, links to other workbooks
 */
#include "intake/ooxml/xlsx_beside.h"

#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/xlsx_pivot.h"
#include "intake/xml.h"

#define AUTHORS_MAX 4096

struct comments {
	struct tz_xlsx_book *book;
	struct tz_xml *xml;
	struct tz_story told; /* the authors' names */
	char *authors[AUTHORS_MAX];
	size_t n_authors;
	struct tz_buf text;
	struct tz_story story;
	bool open; /* a comment is */
	bool in_text;
	bool in_author;
	uint32_t n;
};

static void
add_author(struct comments *comments)
{
	const char *name = tz_buf_str(&comments->text);

	tz_story_break(&comments->told, '\n');
	tz_story_add(&comments->told, name, strlen(name));
	if (comments->n_authors < AUTHORS_MAX)
		comments->authors[comments->n_authors] = strdup(name);
	if (comments->n_authors < AUTHORS_MAX &&
	    comments->authors[comments->n_authors])
		comments->n_authors++;
}

static void
begin_comment(struct comments *comments, const char *path)
{
	const char *author = tz_xml_attribute(comments->xml, "authorId");
	const char *person = tz_xml_attribute(comments->xml, "personId");

	tz_story_clear(&comments->story);
	tz_story_start(&comments->story, TZ_CHANNEL_COMMENT, path);
	comments->open = true;
	if (person) {
		author = tz_xlsx_book_person(comments->book, person);
	} else if (author) {
		size_t index = strtoul(author, NULL, 10);

		author = index < comments->n_authors ? comments->authors[index]
						     : NULL;
	}
	if (author && author[0] == '\0')
		author = NULL;
	tz_story_place(&comments->story, TZ_PLACE_COMMENT, ++comments->n, 0,
	    author);
}

static enum tz_status
comment_event(struct comments *comments, enum tz_xml_event event,
    const char *path, struct tz_err *err)
{
	const char *name = tz_xml_name(comments->xml);
	const struct tz_opc *opc = comments->book->opc;
	bool comment = strcmp(name, "comment") == 0 ||
	    strcmp(name, "threadedComment") == 0;

	if (event == TZ_XML_START) {
		comments->in_text =
		    strcmp(name, "t") == 0 || strcmp(name, "text") == 0;
		comments->in_author = strcmp(name, "author") == 0;
		tz_buf_reset(&comments->text);
		if (comment)
			begin_comment(comments, path);
	} else if (event == TZ_XML_END) {
		if (comments->in_author)
			add_author(comments);
		comments->in_author = false;
		comments->in_text = false;
		if (comment && comments->open) {
			comments->open = false;
			return tz_emit_story(opc->emit, opc->source,
			    &comments->story, err);
		}
	} else {
		const char *text = tz_xml_text(comments->xml);

		if (comments->in_author)
			tz_buf_puts(&comments->text, text);
		else if (comments->open && comments->in_text)
			tz_story_add(&comments->story, text, strlen(text));
		else if (text[strspn(text, " \t\r\n")])
			tz_story_add(&comments->told, text, strlen(text));
	}
	return TZ_OK;
}

static void
comments_free(struct comments **comments)
{
	size_t i;

	if (!*comments)
		return;
	for (i = 0; i < (*comments)->n_authors; i++)
		free((*comments)->authors[i]);
	tz_story_clear(&(*comments)->story);
	tz_story_clear(&(*comments)->told);
	tz_buf_clear(&(*comments)->text);
	tz_xml_free((*comments)->xml);
	free(*comments);
}

static enum tz_status
read_comments(struct tz_xlsx_book *book, struct tz_opc_part *part,
    struct tz_err *err)
{
	TZ_AUTO(comments_free)
	struct comments *comments = calloc(1, sizeof *comments);
	struct tz_opc *opc = book->opc;
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s;

	part->taken = true;
	if (!comments)
		return tz_fail_nomem(err);
	comments->book = book;
	tz_story_start(&comments->told, TZ_CHANNEL_PROPERTY, part->name);
	s = tz_xml_open(part->data, part->len, &comments->xml, err);
	while (s == TZ_OK && (event = tz_xml_next(comments->xml)) < TZ_XML_DONE)
		s = comment_event(comments, event, part->name, err);
	if (s == TZ_OK && comments->open)
		s = tz_emit_story(opc->emit, opc->source, &comments->story,
		    err);
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK && comments->n > 0)
		s = tz_opc_fact(opc, "comments", part->name, TZ_CHANNEL_COMMENT,
		    err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &comments->told, err);
	return s;
}

/* The copy of another workbook's values, or of what came over DDE; a row is a
 * line. */
static void
cache_event(struct tz_xml *xml, enum tz_xml_event event, struct tz_story *story)
{
	static const char *const names[] = {"name", "val", "refersTo"};
	const char *name;
	const char *value;
	size_t i;

	if (event == TZ_XML_TEXT || event == TZ_XML_REMARK) {
		value = tz_xml_text(xml);
		if (value[strspn(value, " \t\r\n")] == '\0')
			return;
		tz_story_break(story, '\t');
		tz_story_add(story, value, strlen(value));
	}
	if (event == TZ_XML_END) {
		name = tz_xml_name(xml);
		if (strcmp(name, "row") == 0 || strcmp(name, "sheetName") == 0)
			tz_story_break(story, '\n');
	}
	if (event != TZ_XML_START)
		return;
	while ((value = tz_xml_attribute_next(xml, &name)))
		for (i = 0; i < sizeof names / sizeof names[0]; i++)
			if (strcmp(names[i], name) == 0) {
				if (story->text.len > 0 &&
				    story->text.data[story->text.len - 1] !=
					'\n')
					tz_story_break(story, '\t');
				tz_story_add(story, value, strlen(value));
			}
}

/* A source of another program: its service, topic and items. */
static bool
link_event(struct tz_xml *xml, struct tz_story *story)
{
	static const char *const names[] = {
	    "ddeService", "ddeTopic", "progId", "name"};
	const char *name = tz_xml_name(xml);
	bool found = false;
	size_t i;

	if (strncmp(name, "dde", 3) != 0 && strncmp(name, "ole", 3) != 0)
		return false;
	for (i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *value = tz_xml_attribute(xml, names[i]);

		if (!value)
			continue;
		tz_story_break(story, '\n');
		tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, names[i]);
		tz_story_add(story, value, strlen(value));
		found = true;
	}
	return found;
}

static enum tz_status
send_link(struct tz_opc *opc, const char *path, const struct tz_story *cached,
    const struct tz_story *linked, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (cached->text.len > 0)
		s = tz_opc_fact(opc, "cached-data", path,
		    TZ_CHANNEL_CACHED_DATA, err);
	if (s == TZ_OK && linked->text.len > 0)
		s = tz_opc_fact(opc, "external-link", path,
		    TZ_CHANNEL_EXTERNAL_LINK, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, cached, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, linked, err);
	return s;
}

static enum tz_status
read_link(struct tz_xlsx_book *book, struct tz_opc_part *part,
    struct tz_err *err)
{
	struct tz_opc *opc = book->opc;
	tz_auto(tz_xml) xml = NULL;
	struct tz_story cached, linked;
	enum tz_xml_event event;
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	tz_story_start(&cached, TZ_CHANNEL_CACHED_DATA, part->name);
	tz_story_start(&linked, TZ_CHANNEL_EXTERNAL_LINK, part->name);
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE)
		if (event != TZ_XML_START || !link_event(xml, &linked))
			cache_event(xml, event, &cached);
	if (event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK)
		s = send_link(opc, part->name, &cached, &linked, err);
	tz_story_clear(&cached);
	tz_story_clear(&linked);
	return s;
}

enum tz_status
tz_xlsx_beside(struct tz_xlsx_book *book, struct tz_err *err)
{
	static const struct {
		const char *root;
		bool comments;
	} kinds[] = {{"comments", true}, {"ThreadedComments", true},
	    {"externalLink", false}};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct tz_opc_part *part = NULL;

		while ((part = tz_opc_next(book->opc, kinds[i].root, part))) {
			enum tz_status s = kinds[i].comments
			    ? read_comments(book, part, err)
			    : read_link(book, part, err);

			if (s)
				return s;
		}
	}
	return tz_xlsx_pivot(book->opc, err);
}
