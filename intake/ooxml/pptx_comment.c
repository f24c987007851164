/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/pptx_comment.c - p:cm with its text, p188:cm with its replies
 *
 * The authors' names stand in parts of their own (cmAuthorLst, authorLst),
 * which are told as properties too.
 */
#include "intake/ooxml/pptx_comment.h"

#include <stdlib.h>
#include <string.h>

#include "intake/xml.h"

struct comments {
	struct tz_opc *opc;
	struct tz_xml *xml;
	const char *path;
	struct tz_story story;
	uint32_t n;   /* in this part */
	char *author; /* of the comment that replies stand in, or NULL */
	bool open;
	bool in_text;
};

/* The name of the author ${id} in one list; malloc()ed, or NULL. */
static char *
name_in(const struct tz_opc_part *part, const char *id)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;

	if (tz_xml_open(part->data, part->len, &xml, NULL))
		return NULL;
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *here;
		const char *name;

		if (event != TZ_XML_START)
			continue;
		here = tz_xml_attribute(xml, "id");
		name = tz_xml_attribute(xml, "name");
		if (here && name && strcmp(here, id) == 0)
			return strdup(name);
	}
	return NULL;
}

static char *
author_of(struct comments *comments)
{
	const char *id = tz_xml_attribute(comments->xml, "authorId");
	size_t i;

	for (i = 0; id && i < comments->opc->n; i++) {
		const struct tz_opc_part *part = &comments->opc->parts[i];
		char *name = NULL;

		if (strcmp(part->root, "cmAuthorLst") == 0 ||
		    strcmp(part->root, "authorLst") == 0)
			name = name_in(part, id);
		if (name)
			return name;
	}
	return NULL;
}

static enum tz_status
finish(struct comments *comments, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (comments->open)
		s = tz_emit_story(comments->opc->emit, comments->opc->source,
		    &comments->story, err);
	tz_story_clear(&comments->story);
	comments->open = false;
	return s;
}

static enum tz_status
start(struct comments *comments, const char *author, struct tz_err *err)
{
	enum tz_status s = finish(comments, err);

	tz_story_start(&comments->story, TZ_CHANNEL_COMMENT, comments->path);
	tz_story_place(&comments->story, TZ_PLACE_COMMENT, ++comments->n, 0,
	    author);
	comments->open = true;
	return s;
}

static enum tz_status
begin(struct comments *comments, struct tz_err *err)
{
	const char *name = tz_xml_name(comments->xml);
	enum tz_status s = TZ_OK;

	if (strcmp(name, "cm") == 0) {
		free(comments->author);
		comments->author = author_of(comments);
		s = start(comments, comments->author, err);
	} else if (strcmp(name, "reply") == 0) {
		tz_auto_str author = author_of(comments);

		s = start(comments, author, err);
	} else if (strcmp(name, "p") == 0 && comments->open) {
		tz_story_break(&comments->story, '\n');
	}
	comments->in_text = strcmp(name, "t") == 0 || strcmp(name, "text") == 0;
	return s;
}

/* Replies stand before the text of the comment, which goes on after them. */
static enum tz_status
end(struct comments *comments, struct tz_err *err)
{
	comments->in_text = false;
	if (strcmp(tz_xml_name(comments->xml), "reply") == 0)
		return start(comments, comments->author, err);
	return TZ_OK;
}

static enum tz_status
read_part(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	struct comments comments;
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s;

	memset(&comments, 0, sizeof comments);
	comments.opc = opc;
	comments.path = part->name;
	part->taken = true;
	s = tz_xml_open(part->data, part->len, &comments.xml, err);
	while (s == TZ_OK &&
	    (event = tz_xml_next(comments.xml)) < TZ_XML_DONE) {
		const char *text;

		if (event == TZ_XML_START)
			s = begin(&comments, err);
		else if (event == TZ_XML_END)
			s = end(&comments, err);
		if (event != TZ_XML_TEXT || !comments.open)
			continue;
		text = tz_xml_text(comments.xml);
		if (comments.in_text)
			tz_story_add(&comments.story, text, strlen(text));
	}
	if (s == TZ_OK)
		s = finish(&comments, err);
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK && comments.n > 0)
		s = tz_opc_fact(opc, "comments", part->name, TZ_CHANNEL_COMMENT,
		    err);
	tz_story_clear(&comments.story);
	tz_xml_free(comments.xml);
	free(comments.author);
	return s;
}

enum tz_status
tz_pptx_comments(struct tz_opc *opc, struct tz_err *err)
{
	struct tz_opc_part *part = NULL;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK && (part = tz_opc_next(opc, "cmLst", part)))
		s = read_part(opc, part, err);
	return s;
}
