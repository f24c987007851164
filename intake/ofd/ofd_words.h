/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_words.h - words of a file of OFD that are not painted: names,
 * remarks, and what is in no element or attribute of the format
 */
#ifndef TZ_INTAKE_OFD_OFD_WORDS_H
#define TZ_INTAKE_OFD_OFD_WORDS_H

#include "intake/emit.h"
#include "intake/xml.h"

/** tz_ofd_words_text(story, name, text): Add the text of an element of that
 * name, unless the format says what it is. */
void
tz_ofd_words_text(struct tz_story *story, const char *name, const char *text);

/** tz_ofd_words_attributes(story, xml): Add the attributes of the present
 * element that the format does not use to say how something looks. */
void tz_ofd_words_attributes(struct tz_story *story, struct tz_xml *xml);

#endif /* !TZ_INTAKE_OFD_OFD_WORDS_H */
