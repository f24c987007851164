/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_comment.c - which comments are resolved, and which answer
 * another
 *
 * word/commentsExtended.xml says it of the last paragraph of each comment
 * (MS-DOCX 2.5.3.1); it is told of the comment, by its number.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/docx_story.h"
#include "intake/xml.h"

#define COMMENTS_MAX 16384

struct comments {
	uint32_t *paragraphs; /* the last one of each */
	size_t n;
};

static uint32_t
id_of(struct tz_xml *xml, const char *name)
{
	const char *value = tz_xml_attribute(xml, name);

	return value ? (uint32_t)strtoul(value, NULL, 16) : 0;
}

/* The number of the comment that ends with that paragraph, 0 for none. */
static uint32_t
number_of(const struct comments *comments, uint32_t paragraph)
{
	size_t i;

	for (i = 0; paragraph && i < comments->n; i++)
		if (comments->paragraphs[i] == paragraph)
			return (uint32_t)i + 1;
	return 0;
}

static enum tz_status
list_comments(const struct tz_opc_part *part, struct comments *ret,
    struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s = tz_xml_open(part->data, part->len, &xml, err);

	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		uint32_t *more;

		if (event != TZ_XML_START)
			continue;
		if (strcmp(tz_xml_name(xml), "p") == 0 && ret->n > 0)
			ret->paragraphs[ret->n - 1] = id_of(xml, "paraId");
		if (strcmp(tz_xml_name(xml), "comment") != 0)
			continue;
		if (ret->n == COMMENTS_MAX)
			break;
		more = realloc(ret->paragraphs, (ret->n + 1) * sizeof *more);
		if (!more)
			return tz_fail_nomem(err);
		ret->paragraphs = more;
		more[ret->n++] = 0;
	}
	return s;
}

static void
tell(struct tz_story *story, uint32_t n, const char *text)
{
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_COMMENT, n, 0, NULL);
	tz_story_add(story, text, strlen(text));
}

static void
tell_state(struct tz_xml *xml, const struct comments *comments,
    struct tz_story *story)
{
	uint32_t n = number_of(comments, id_of(xml, "paraId"));
	uint32_t parent = number_of(comments, id_of(xml, "paraIdParent"));
	const char *done = tz_xml_attribute(xml, "done");
	char line[64];

	if (n == 0)
		return;
	if (done && tz_xml_true(done)) {
		snprintf(line, sizeof line, "comment %u: resolved",
		    (unsigned)n);
		tell(story, n, line);
	}
	if (parent > 0) {
		snprintf(line, sizeof line, "comment %u: answers comment %u",
		    (unsigned)n, (unsigned)parent);
		tell(story, n, line);
	}
}

static enum tz_status
read_states(struct tz_opc *opc, const struct tz_opc_part *part,
    const struct comments *comments, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct tz_story story;
	enum tz_xml_event event = TZ_XML_DONE;
	size_t n = 0;
	enum tz_status s = tz_xml_open(part->data, part->len, &xml, err);

	tz_story_start(&story, TZ_CHANNEL_PROPERTY, part->name);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE)
		if (event == TZ_XML_START && n < COMMENTS_MAX &&
		    strcmp(tz_xml_name(xml), "commentEx") == 0) {
			tell_state(xml, comments, &story);
			n++;
		}
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s;
}

enum tz_status
tz_docx_comments(struct tz_opc *opc, struct tz_err *err)
{
	struct tz_opc_part *states = tz_opc_next(opc, "commentsEx", NULL);
	const struct tz_opc_part *part = tz_opc_next(opc, "comments", NULL);
	struct comments comments = {NULL, 0};
	enum tz_status s;

	if (!states)
		return TZ_OK;
	states->taken = true;
	if (!part)
		return TZ_OK;
	s = list_comments(part, &comments, err);
	if (s == TZ_OK)
		s = read_states(opc, states, &comments, err);
	free(comments.paragraphs);
	return s;
}
