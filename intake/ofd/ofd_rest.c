/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_rest.c - what stands beside the pages of OFD: annotations'
 * words, attachments, custom tags, extensions, versions, signatures and seals,
 * pictures, and files that nothing names (GB/T 33190, 13 to 20)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/intake.h"
#include "intake/ofd/ofd.h"
#include "intake/ofd/ofd_seal.h"
#include "intake/xml.h"

/* Files by their root element: how their words are told, and the fact. */
static const struct kind {
	const char *root;
	enum tz_channel channel;
	const char *fact;
	bool attributes; /* tell their values too */
} kinds[] = {
    {"PageAnnot", TZ_CHANNEL_ANNOTATION, NULL, true},
    {"Annotations", TZ_CHANNEL_ANNOTATION, NULL, false},
    {"Attachments", TZ_CHANNEL_PROPERTY, NULL, true},
    {"CustomTags", TZ_CHANNEL_PROPERTY, NULL, true},
    {"Extensions", TZ_CHANNEL_PROPERTY, "private-data", true},
    {"DocVersion", TZ_CHANNEL_EARLIER_REVISION, NULL, true},
    {"Signatures", TZ_CHANNEL_PROPERTY, NULL, false},
    {"Signature", TZ_CHANNEL_PROPERTY, "digital-signature", true},
    {"Page", TZ_CHANNEL_HIDDEN_TEXT, "unreferenced-object", false},
};

static const struct kind *
kind_of(const struct tz_opc_part *part)
{
	/* A file of tags has the root that its scheme gives it. */
	static const struct kind other = {"", TZ_CHANNEL_PROPERTY, NULL, true};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].root, part->root) == 0)
			return &kinds[i];
	return &other;
}

static bool
is_known(const struct tz_opc_part *part)
{
	return kind_of(part)->root[0] != '\0';
}

/* Numbers, boxes, references, dates of the format: no words. */
static bool
is_measure(const char *name, const char *text)
{
	static const char *const shapes[] = {"Boundary", "CTM", "DeltaX",
	    "DeltaY", "AbbreviatedData", "CheckValue"};
	static const char *const names[] = {"ID", "FileRef", "PageRef",
	    "TextRef", "RefId", "ObjectRef", "Value"};
	size_t i;

	for (i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
		if (strcmp(shapes[i], name) == 0)
			return true;
	/* A short number; a long one may be a person's. */
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return text[strspn(text, "0123456789. ")] == '\0' &&
			    (strlen(text) < 10 || strchr(text, ' '));
	return text[strspn(text, "0123456789.,+- \t\r\n")] == '\0' &&
	    strlen(text) < 6;
}

static void
add_words(struct tz_story *story, const char *name, const char *text)
{
	if (text[strspn(text, " \t\r\n")] == '\0' || is_measure(name, text))
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

static void
add_attributes(struct tz_xml *xml, struct tz_story *story)
{
	const char *name, *value;

	while ((value = tz_xml_attribute_next(xml, &name)))
		add_words(story, name, value);
}

/* Whether the attachments' list hides one, or the annotations. */
static bool
hides(struct tz_xml *xml)
{
	const char *value = tz_xml_attribute(xml, "Visible");

	return value && !tz_xml_true(value);
}

static enum tz_status
tell(struct tz_opc *opc, const struct tz_opc_part *part,
    const struct kind *kind, const char *fact, struct tz_err *err)
{
	return fact ? tz_opc_fact(opc, fact, part->name, kind->channel, err)
		    : TZ_OK;
}

/* The words of the file, each under its element's or attribute's name. */
static enum tz_status
read_words(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	const struct kind *kind = kind_of(part);
	bool annotations = kind->channel == TZ_CHANNEL_ANNOTATION;
	tz_auto(tz_xml) xml = NULL;
	struct tz_story story;
	enum tz_xml_event event;
	bool hidden = false, some = false;
	char name[64] = "";
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	tz_story_start(&story, kind->channel, part->name);
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START) {
			snprintf(name, sizeof name, "%s", tz_xml_name(xml));
			hidden |= hides(xml);
			some |= strcmp(name, "Annot") == 0;
			if (kind->attributes)
				add_attributes(xml, &story);
		} else if (event == TZ_XML_TEXT || event == TZ_XML_REMARK) {
			/* The letters of annotations were read with the page,
			 * unless no page has them. */
			if (!annotations || strcmp(name, "TextCode") != 0)
				add_words(&story, name, tz_xml_text(xml));
		} else if (event == TZ_XML_END) {
			name[0] = '\0';
		}
	}
	s = event == TZ_XML_BAD ? tz_opc_damaged(opc, err) : TZ_OK;
	if (s == TZ_OK)
		s = tell(opc, part, kind, kind->fact, err);
	if (s == TZ_OK && annotations && some)
		s = tell(opc, part, kind, "annotation", err);
	if (s == TZ_OK && annotations && hidden)
		s = tell(opc, part, kind, "hidden-shape", err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s;
}

static bool
in_folder(const char *name, const char *folder)
{
	return strcasestr(name, folder) != NULL;
}

static bool
ends_with(const char *name, const char *ending)
{
	size_t len = strlen(name), end = strlen(ending);

	return len >= end && strcasecmp(name + len - end, ending) == 0;
}

static enum tz_status
read_binary(struct tz_opc *opc, struct tz_opc_part *part, bool attached,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	/* A font holds no sentence. */
	if (ends_with(part->name, ".ttf") || ends_with(part->name, ".otf") ||
	    ends_with(part->name, ".ttc")) {
		part->taken = true;
		return TZ_OK;
	}
	if (attached)
		s = tz_opc_fact(opc, "attachment", part->name,
		    TZ_CHANNEL_ATTACHMENT, err);
	else if (part->data[0] == 0x30)
		return tz_ofd_seal(opc, part, err);
	return s ? s : tz_opc_child(opc, part, err);
}

/* An XML file that is attached, or is no file of the format: by its own
 * reader. */
static bool
is_foreign(const struct tz_opc_part *part, bool attached)
{
	if (strstr(part->space, "ofdspec.org") ||
	    (part->space[0] == '\0' && is_known(part)))
		return false;
	return attached || strcmp(part->root, "html") == 0 ||
	    strcmp(part->root, "svg") == 0;
}

/* Mark the files that a list of attachments names, wherever they lie. */
static enum tz_status
find_attached(struct tz_opc *opc, const struct tz_opc_part *list,
    bool *attached, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_status s = tz_xml_open(list->data, list->len, &xml, err);
	enum tz_xml_event event;
	bool location = false;

	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_TEXT && location) {
			tz_auto_str path =
			    tz_ofd_path(list->name, tz_xml_text(xml));
			const struct tz_opc_part *part =
			    path ? tz_opc_find(opc, path) : NULL;

			if (part)
				attached[part - opc->parts] = true;
		}
		location = event == TZ_XML_START &&
		    strcmp(tz_xml_name(xml), "FileLoc") == 0;
	}
	return s;
}

static enum tz_status
find_attachments(struct tz_opc *opc, bool *attached, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < opc->n; i++) {
		const struct tz_opc_part *part = &opc->parts[i];

		if (strcmp(part->root, "Attachments") == 0)
			s = find_attached(opc, part, attached, err);
		else if (in_folder(part->name, "attach"))
			attached[i] = true;
	}
	return s;
}

enum tz_status
tz_ofd_rest(struct tz_opc *opc, struct tz_err *err)
{
	bool *attached = calloc(opc->n + 1, sizeof *attached);
	enum tz_status s;
	size_t i;

	if (!attached)
		return tz_fail_nomem(err);
	s = find_attachments(opc, attached, err);
	for (i = 0; s == TZ_OK && i < opc->n; i++) {
		struct tz_opc_part *part = &opc->parts[i];

		if (part->taken || part->len == 0)
			continue;
		if (part->root[0] && !is_foreign(part, attached[i]))
			s = read_words(opc, part, err);
		else
			s = read_binary(opc, part, attached[i], err);
	}
	free(attached);
	return s;
}
