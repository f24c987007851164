/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd.c - OFD packages (GB/T 33190-2016, 7.4): the documents that
 * OFD.xml names, their earlier versions, and everything else in the package
 */
#include "intake/ofd/ofd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/xml.h"

/* More documents in one package than anybody puts there. */
#define MAX_DOCUMENTS 64

/* What OFD.xml says. */
struct root {
	struct tz_ofd *ofd;
	struct tz_xml *xml;
	char name[64];
	char *documents[MAX_DOCUMENTS];
	size_t n;
	bool full;
	bool versions;
	struct tz_story words;
};

/* A property of the document, under its element's name or its own. */
static void
add_word(struct root *root, const char *name, const char *text)
{
	if (text[strspn(text, " \t\r\n")] == '\0')
		return;
	tz_story_break(&root->words, '\n');
	tz_story_place(&root->words, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(&root->words, text, strlen(text));
}

static void
begin(struct root *root)
{
	const char *name = tz_xml_name(root->xml);
	const char *value;

	snprintf(root->name, sizeof root->name, "%s", name);
	if (strcmp(name, "CustomData") == 0) {
		value = tz_xml_attribute(root->xml, "Name");
		if (value) {
			add_word(root, "Name", value);
			snprintf(root->name, sizeof root->name, "%s", value);
		}
	}
	/* The one in force is a version too. */
	value = strcmp(name, "Version") == 0
	    ? tz_xml_attribute(root->xml, "Current")
	    : NULL;
	if (strcmp(name, "Version") == 0 && !(value && tz_xml_true(value)))
		root->versions = true;
}

static void
take_text(struct root *root)
{
	const char *text = tz_xml_text(root->xml);

	if (strcmp(root->name, "DocRoot") != 0) {
		add_word(root, root->name, text);
	} else if (root->n == MAX_DOCUMENTS) {
		root->full = true;
	} else {
		root->documents[root->n] = tz_ofd_path("OFD.xml", text);
		root->n += root->documents[root->n] != NULL;
	}
}

/* Read OFD.xml; what it says of versions is a fact. */
static enum tz_status
read_root(struct root *root, struct tz_opc_part *part, struct tz_err *err)
{
	struct tz_opc *opc = root->ofd->opc;
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	root->xml = xml;
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START)
			begin(root);
		else if (event == TZ_XML_TEXT)
			take_text(root);
		else if (event == TZ_XML_END)
			root->name[0] = '\0';
	}
	s = tz_emit_story(opc->emit, opc->source, &root->words, err);
	if (s == TZ_OK && root->versions)
		s = tz_opc_fact(opc, "earlier-revision", part->name,
		    TZ_CHANNEL_EARLIER_REVISION, err);
	if (s == TZ_OK && root->full)
		s = tz_emit_reading(opc->emit, opc->source, TZ_READING_PARTLY,
		    TZ_REASON_LIMIT_ENTRIES, err);
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	return s;
}

/* Read one document: its pages by what its root names. */
static enum tz_status
read_document(struct tz_opc *opc, struct tz_opc_part *part, bool earlier,
    struct tz_err *err)
{
	struct tz_ofd ofd;
	enum tz_status s;

	memset(&ofd, 0, sizeof ofd);
	ofd.opc = opc;
	ofd.earlier = earlier;
	s = tz_ofd_document(&ofd, part, err);
	if (s == TZ_OK)
		s = tz_ofd_pages(&ofd, err);
	tz_ofd_clear(&ofd);
	return s;
}

static bool
is_encrypted(struct tz_opc *opc)
{
	size_t i;

	for (i = 0; i < opc->n; i++)
		if (strcmp(opc->parts[i].root, "Encryptions") == 0 ||
		    strcasestr(opc->parts[i].name, "encryptions.xml"))
			return true;
	return false;
}

static enum tz_status
read_documents(struct tz_opc *opc, const struct root *root, struct tz_err *err)
{
	struct tz_opc_part *part = NULL;
	enum tz_status s = TZ_OK;
	size_t i;

	/* Before what is locked is taken for damaged. */
	if (is_encrypted(opc))
		s = tz_emit_reading(opc->emit, opc->source, TZ_READING_PARTLY,
		    TZ_REASON_ENCRYPTED, err);
	for (i = 0; s == TZ_OK && i < root->n; i++) {
		part = tz_opc_find(opc, root->documents[i]);
		if (!part)
			s = tz_opc_damaged(opc, err);
		else if (!part->taken)
			s = read_document(opc, part, false, err);
	}
	/* Versions name their own roots, and a root may be named nowhere. */
	part = NULL;
	while (s == TZ_OK && (part = tz_opc_next(opc, "Document", part))) {
		s = tz_opc_fact(opc, "earlier-revision", part->name,
		    TZ_CHANNEL_EARLIER_REVISION, err);
		if (s == TZ_OK)
			s = read_document(opc, part, true, err);
	}
	return s;
}

enum tz_status
tz_read_ofd(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_opc) opc = NULL;
	struct tz_opc_part *part;
	struct tz_ofd ofd;
	struct root root;
	enum tz_status s;
	size_t i;

	s = tz_opc_open(emit, source, &opc, err);
	if (s)
		return s;
	memset(&ofd, 0, sizeof ofd);
	memset(&root, 0, sizeof root);
	ofd.opc = opc;
	root.ofd = &ofd;
	tz_story_start(&root.words, TZ_CHANNEL_PROPERTY, "OFD.xml");
	part = tz_opc_find(opc, "OFD.xml");
	s = part ? read_root(&root, part, err) : tz_opc_damaged(opc, err);
	if (s == TZ_OK)
		s = read_documents(opc, &root, err);
	tz_story_clear(&root.words);
	for (i = 0; i < root.n; i++)
		free(root.documents[i]);
	return s ? s : tz_ofd_rest(opc, err);
}
