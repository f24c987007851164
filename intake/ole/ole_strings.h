/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_strings.h - text in bytes whose form is not known
 */
#ifndef TZ_INTAKE_OLE_OLE_STRINGS_H
#define TZ_INTAKE_OLE_OLE_STRINGS_H

#include "intake/emit.h"
#include "intake/ole/bytes.h"

/** tz_ole_strings(bytes, story): Append each run of characters that looks like
 * text, in UTF-16LE (at odd places too), ASCII, UTF-8 or GBK, one a line. */
void tz_ole_strings(struct tz_bytes bytes, struct tz_story *story);

/** tz_ole_utf16(bytes, ret): Append UTF-16LE as UTF-8; a lone half of a pair
 * becomes U+FFFD. */
void tz_ole_utf16(struct tz_bytes bytes, struct tz_buf *ret);

/** tz_ole_to_utf16(text, ret): Append UTF-8 as UTF-16LE. */
void tz_ole_to_utf16(const char *text, struct tz_buf *ret);

/** tz_ole_latin(bytes, ret): Append UTF-16 without its zero bytes as UTF-8. */
void tz_ole_latin(struct tz_bytes bytes, struct tz_buf *ret);

/** tz_ole_decode(bytes, code_page, ret): Append text of a Windows code page as
 * UTF-8, up to the first NUL; by what it looks like for a page not known. */
void
tz_ole_decode(struct tz_bytes bytes, unsigned code_page, struct tz_buf *ret);

#endif /* !TZ_INTAKE_OLE_OLE_STRINGS_H */
