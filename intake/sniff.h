/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/sniff.h - our own look at bytes, where libmagic's is not enough
 *
 * Each look returns the media type that it is sure of, a constant, or NULL.
 */
#ifndef TZ_INTAKE_SNIFF_H
#define TZ_INTAKE_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

/* How much like a text bytes look. */
enum tz_sniff_text {
	TZ_SNIFF_TEXT_NO,
	TZ_SNIFF_TEXT_MAYBE, /* with some characters that no text has */
	TZ_SNIFF_TEXT_YES,
};

/** tz_sniff_zip(data, len): The kind of ZIP file, by the names in it. */
const char *tz_sniff_zip(const unsigned char *data, size_t len);

/** tz_sniff_zip_names(data, len): Likewise, whatever the bytes begin with. */
const char *tz_sniff_zip_names(const unsigned char *data, size_t len);

/** tz_sniff_ole(data, len): The kind of OLE2 compound file. */
const char *tz_sniff_ole(const unsigned char *data, size_t len);

/** tz_sniff_pdf(data, len): PDF, whose mark may stand a little way in. */
const char *tz_sniff_pdf(const unsigned char *data, size_t len);

/** tz_sniff_is_picture(data, len): Whether the bytes begin as a picture. */
bool tz_sniff_is_picture(const unsigned char *data, size_t len);

/** tz_sniff_holds_page(data, len): Whether there is a tag near the beginning
 * that makes a browser show the bytes as HTML. */
bool tz_sniff_holds_page(const unsigned char *data, size_t len);

/** tz_sniff_start(data, len): Formats that their first bytes tell: RTF,
 * TNEF and Windows metafiles. */
const char *tz_sniff_start(const unsigned char *data, size_t len);

/** tz_sniff_text(data, len): Whether it is text in some encoding. */
enum tz_sniff_text tz_sniff_text(const unsigned char *data, size_t len);

/** tz_sniff_markup(data, len): Of a text: HTML, RTF, PostScript, mail or a
 * document in one XML file, by how it begins; NULL for any other text. */
const char *tz_sniff_markup(const unsigned char *data, size_t len);

#endif /* !TZ_INTAKE_SNIFF_H */
