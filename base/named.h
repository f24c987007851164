/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/named.h - a list of named byte strings, sorted by the bytes of names
 *
 * The files of a rule set, the registers of a bundle.
 */
#ifndef TZ_BASE_NAMED_H
#define TZ_BASE_NAMED_H

#include <stddef.h>

#include "base/digest.h"
#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_named {
	char *name;
	char *data;
	size_t len;
	struct tz_id sha256;
};

struct tz_named_list {
	struct tz_named *item;
	size_t n;
};

#define tz_auto_named TZ_AUTO(tz_named_clear) struct tz_named_list

/** tz_named_clear(list): Free all and make ${list} empty. */
void tz_named_clear(struct tz_named_list *list);

/**
 * tz_named_put(list, name, data, len, err):
 * Copy one in at its place.  Fails: TZ_FORMAT when the name is there already,
 * TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_named_put(struct tz_named_list *list,
    const char *name, const void *data, size_t len, struct tz_err *err);

/** tz_named_find(list, name): The one of that name, or NULL; borrowed until
 * the list changes. */
const struct tz_named *
tz_named_find(const struct tz_named_list *list, const char *name);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_NAMED_H */
