/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/name_set.h - the names that were seen in one container
 */
#ifndef TZ_INTAKE_NAME_SET_H
#define TZ_INTAKE_NAME_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* Zeroed is empty. */
struct tz_name_set {
	char **slots; /* open addressing; NULL is free */
	size_t n_slots;
	size_t n;
};

/** tz_name_set_add(set, name, ret_again, err): Copy the name in; whether it
 * was there before.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_name_set_add(struct tz_name_set *set,
    const char *name, bool *ret_again, struct tz_err *err);

/** tz_name_set_clear(set): Free all and make it empty. */
void tz_name_set_clear(struct tz_name_set *set);

#endif /* !TZ_INTAKE_NAME_SET_H */
