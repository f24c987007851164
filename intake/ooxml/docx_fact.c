/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_fact.c - elements whose mere presence says something
 */
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/docx_reading.h"

enum kind { TRACKED, CONNECTED, CROPPED, ORIGINAL, VARIABLE, SESSIONS, CHUNK };

static const struct {
	const char *name;
	enum tz_channel channel;
} facts[] = {
    [TRACKED] = {"tracked-changes", TZ_CHANNEL_BODY},
    [CONNECTED] = {"data-connection", TZ_CHANNEL_EXTERNAL_LINK},
    [CROPPED] = {"cropped-picture", TZ_CHANNEL_BODY},
    [ORIGINAL] = {"picture-original", TZ_CHANNEL_BODY},
    [VARIABLE] = {"document-variable", TZ_CHANNEL_PROPERTY},
    [SESSIONS] = {"revision-ids", TZ_CHANNEL_PROPERTY},
    [CHUNK] = {"embedded-object", TZ_CHANNEL_ATTACHMENT},
};

/* Less than this share of a picture, in thousandths of a per cent, is cut off
 * by rounding. */
#define CROP_MIN 100

/* Whether one side of the picture is cut off. */
static bool
crops(struct tz_xml *xml)
{
	const char *name;
	const char *value;
	bool found = false;

	while ((value = tz_xml_attribute_next(xml, &name))) {
		char *end;
		double part;

		if (!name[0] || name[1] || !strchr("ltrb", name[0]))
			continue;
		part = strtod(value, &end);
		if (*end == '%')
			part *= 1000;
		found |= part > CROP_MIN;
	}
	return found;
}

/* The same for a picture of VML: "6554f" (of 65536) or "0.1". */
static bool
crops_old(struct tz_xml *xml)
{
	static const char *const sides[] = {
	    "cropleft", "croptop", "cropright", "cropbottom"};
	size_t i;

	for (i = 0; i < sizeof sides / sizeof sides[0]; i++) {
		const char *value = tz_xml_attribute(xml, sides[i]);
		char *end;
		double part;

		if (!value)
			continue;
		part = strtod(value, &end);
		if (*end == 'f')
			part /= 65536;
		if (part > CROP_MIN / 100000.0)
			return true;
	}
	return false;
}

/* Whether the sound or film is cut at its beginning or its end. */
static bool
trims(struct tz_xml *xml)
{
	const char *start = tz_xml_attribute(xml, "st");
	const char *end = tz_xml_attribute(xml, "end");

	return (start && strtod(start, NULL) > 0) ||
	    (end && strtod(end, NULL) > 0);
}

static void
note(struct tz_docx_reading *reading, enum kind kind)
{
	if (reading->facts & 1U << kind)
		return;
	reading->facts |= 1U << kind;
	reading->spots[kind].kind = reading->text.place;
	reading->spots[kind].n = reading->text.n;
}

void
tz_docx_fact(struct tz_docx_reading *reading)
{
	struct tz_xml *xml = reading->xml;
	const char *name = tz_xml_name(xml);

	if (strcmp(name, "srcRect") == 0) {
		if (crops(xml))
			note(reading, CROPPED);
	} else if (strcmp(name, "imagedata") == 0) {
		if (crops_old(xml))
			note(reading, CROPPED);
	} else if (strcmp(name, "trim") == 0) {
		if (trims(xml))
			note(reading, CROPPED);
	} else if (strcmp(name, "imgLayer") == 0) {
		note(reading, ORIGINAL);
	} else if (strcmp(name, "docVar") == 0) {
		note(reading, VARIABLE);
	} else if (strcmp(name, "rsid") == 0) {
		note(reading, SESSIONS);
	} else if (strcmp(name, "altChunk") == 0) {
		note(reading, CHUNK);
	} else if (strcmp(name, "mailMerge") == 0) {
		note(reading, CONNECTED);
	}
}

void
tz_docx_fact_tracked(struct tz_docx_reading *reading)
{
	note(reading, TRACKED);
}

void
tz_docx_fact_connected(struct tz_docx_reading *reading)
{
	note(reading, CONNECTED);
}

enum tz_status
tz_docx_fact_send(struct tz_docx_reading *reading, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	unsigned i;

	for (i = 0; s == TZ_OK && i < sizeof facts / sizeof facts[0]; i++)
		if (reading->facts & 1U << i)
			s = tz_docx_text_fact(reading->opc, facts[i].name,
			    reading->path, facts[i].channel, &reading->spots[i],
			    err);
	return s;
}
