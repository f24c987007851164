/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/field.c - the fields of a record: what they are called and filed under
 */
#include "index/field.h"

#include <string.h>

const struct tz_field tz_fields[TZ_FIELD_COUNT] = {
#define FIELD(name, prefix, kind)                                              \
	{#name, prefix, TZ_FIELD_##kind,                                       \
	    offsetof(struct tz_index_record, name)},
    TZ_FIELD_LIST(FIELD)
#undef FIELD
};

const struct tz_field *
tz_field_find(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < TZ_FIELD_COUNT; i++) {
		if (strlen(tz_fields[i].name) == len &&
		    memcmp(tz_fields[i].name, name, len) == 0)
			return &tz_fields[i];
	}
	return NULL;
}

const char *
tz_field_value(const struct tz_field *field,
    const struct tz_index_record *record)
{
	const char *value;

	memcpy(&value, (const char *)record + field->offset, sizeof value);
	return value;
}
