/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/card_line.h - the lines of vCard and iCalendar
 *
 * NAME;PARAMETER=VALUE:VALUE, folded over lines (RFC 6350, 3.2; RFC 5545,
 * 3.1), in vCard 2.1 also in quoted-printable.
 */
#ifndef TZ_INTAKE_MAIL_CARD_LINE_H
#define TZ_INTAKE_MAIL_CARD_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct tz_card_line {
	uint32_t number;	  /* of its first line */
	struct tz_buf name;	  /* without its group, as written */
	struct tz_buf parameters; /* ";CN=..." */
	struct tz_buf value;	  /* text in UTF-8, or the bytes of base64 */
	bool binary;
};

/* Where in the file the reading is. */
struct tz_card_cursor {
	const char *data;
	size_t len;
	size_t at;
	uint32_t number;
	bool damaged;
};

/** tz_card_line_next(cursor, ret): The next line, decoded; false at the end.
 * ${ret} starts zeroed and is ended by tz_card_line_clear(). */
bool tz_card_line_next(struct tz_card_cursor *cursor, struct tz_card_line *ret);

/** tz_card_line_clear(line): Free what it holds. */
void tz_card_line_clear(struct tz_card_line *line);

/** tz_card_line_parameter(line, name, ret): Append the value of a parameter;
 * false if there is none. */
bool tz_card_line_parameter(const struct tz_card_line *line, const char *name,
    struct tz_buf *ret);

#endif /* !TZ_INTAKE_MAIL_CARD_LINE_H */
