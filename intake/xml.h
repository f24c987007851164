/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/xml.h - XML read forward, event by event
 *
 * The one door to libxml2.  Nothing is fetched, no DTD is loaded and no entity
 * is expanded: a document type declaration, which no office format allows, is
 * the end of the text (TZ_XML_BAD), as is any fault, after all that can still
 * be read.  Depth and the size of one text are held
 * by libxml2's own bounds.  Names are local names, without their prefix.
 */
#ifndef TZ_INTAKE_XML_H
#define TZ_INTAKE_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* Deepest nesting that libxml2 lets through, and some room. */
#define TZ_XML_DEPTH 300

enum tz_xml_event {
	TZ_XML_START, /* also of an empty element; its END follows */
	TZ_XML_END,
	TZ_XML_TEXT,   /* white space too */
	TZ_XML_REMARK, /* a comment or a processing instruction */
	TZ_XML_DONE,
	TZ_XML_BAD /* malformed, or something that is not allowed */
};

/* A reading.  Made by tz_xml_open(), ended by tz_xml_free(). */
struct tz_xml;

/** tz_xml_open(data, len, ret_xml, err): Begin to read ${len} bytes, borrowed
 * until it is freed.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_xml_open(const void *data, size_t len,
    struct tz_xml **ret_xml, struct tz_err *err);

/** tz_xml_free(xml): End it.  NULL is allowed. */
void tz_xml_free(struct tz_xml *xml);

TZ_AUTO_DEFINE(tz_xml)

/** tz_xml_next(xml): Go on to the next event; DONE and BAD are for ever. */
enum tz_xml_event tz_xml_next(struct tz_xml *xml);

/** tz_xml_bound(next): Which bound the readings ran into since the last call:
 * depth or entities, as a word of intake/intake.h, or NULL; from now on it is
 * ${next}.  A text that such a one ended gave TZ_XML_BAD. */
const char *tz_xml_bound(const char *next);

/** tz_xml_name(xml): Local name at START and END; borrowed until the next
 * event. */
const char *tz_xml_name(const struct tz_xml *xml);

/** tz_xml_space(xml): Namespace at START and END, "" if none; borrowed until
 * the next event. */
const char *tz_xml_space(const struct tz_xml *xml);

/** tz_xml_text(xml): The text at TEXT and REMARK; borrowed likewise. */
const char *tz_xml_text(const struct tz_xml *xml);

/** tz_xml_depth(xml): Elements round the present one. */
unsigned tz_xml_depth(const struct tz_xml *xml);

/** tz_xml_attribute(xml, name): At START, the value of the first attribute of
 * that local name, or NULL; borrowed until the next event. */
const char *tz_xml_attribute(struct tz_xml *xml, const char *name);

/** tz_xml_attribute_in(xml, space, name): The same, of a namespace that ends
 * with ${space}. */
const char *
tz_xml_attribute_in(struct tz_xml *xml, const char *space, const char *name);

/** tz_xml_attribute_next(xml, ret_name): At START, the value of the first, then
 * of each further attribute (no namespace declarations), NULL after the last;
 * borrowed until the next event. */
const char *tz_xml_attribute_next(struct tz_xml *xml, const char **ret_name);

/** tz_xml_root(data, len, ret_name, name_size, ret_space, space_size): The
 * local name and namespace of the root element; false if there is none. */
bool tz_xml_root(const void *data, size_t len, char *ret_name, size_t name_size,
    char *ret_space, size_t space_size);

/** tz_xml_true(value): An on/off value: absent text is true, "0", "false",
 * "off", "f" and "n" are not. */
bool tz_xml_true(const char *value);

#endif /* !TZ_INTAKE_XML_H */
