/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/field.h - the fields of a record: what they are called and filed under
 *
 * One list, used by what writes records and what reads queries.
 */
#ifndef TZ_INDEX_FIELD_H
#define TZ_INDEX_FIELD_H

#include <stddef.h>

#include "index/index.h"

/* member of struct tz_index_record and name in a query, prefix of its terms,
 * how it is searched */
#define TZ_FIELD_LIST(X)                                                       \
	X(title, "S", TEXT)                                                    \
	X(number, "XN", TEXT)                                                  \
	X(agency, "XA", TEXT)                                                  \
	X(department, "XD", TEXT)                                              \
	X(category, "XC", TEXT)                                                \
	X(theme, "XT", TEXT)                                                   \
	X(genre, "XG", TEXT)                                                   \
	X(disposition, "XP", CODE)                                             \
	X(ground, "XL", CODE)

enum tz_field_kind {
	TZ_FIELD_TEXT, /* as text, and in the text of the record too */
	TZ_FIELD_CODE, /* a code as a whole, or up to one of its dots */
};

struct tz_field {
	const char *name;
	const char *prefix;
	enum tz_field_kind kind;
	size_t offset; /* in struct tz_index_record */
};

#define TZ_FIELD_COUNT 9

extern const struct tz_field tz_fields[TZ_FIELD_COUNT];

/** tz_field_find(name, len): The field of that name, or NULL. */
const struct tz_field *tz_field_find(const char *name, size_t len);

/** tz_field_value(field, record): Its value in ${record}, or NULL. */
const char *tz_field_value(const struct tz_field *field,
    const struct tz_index_record *record);

#endif /* !TZ_INDEX_FIELD_H */
