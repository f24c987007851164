/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/publish.h - what happened outside: an item was published
 */
#ifndef TZ_REVIEW_PUBLISH_H
#define TZ_REVIEW_PUBLISH_H

#include <stddef.h>

#include "review/desk.h"
#include "review/refuse.h"

/* Everything is borrowed; url may be NULL. */
struct tz_publish {
	const char *item;
	const char *channel;
	const char *date; /* ISO */
	const char *url;
};

/**
 * tz_publish(desk, wish, ret_item, ret_left_out, ret_refusal, err):
 * Record the publication of a cleared item that is to be disclosed.  Files
 * that were not wholly read are left out of what the public bundle opens;
 * ${ret_left_out} counts them.  Fails: TZ_NO for the role, the state, the
 * disposition, the gate, or when no file is left; TZ_USAGE.
 */
TZ_CHECK enum tz_status tz_publish(const struct tz_desk *desk,
    const struct tz_publish *wish, struct tz_item *ret_item,
    size_t *ret_left_out, struct tz_refusal *ret_refusal, struct tz_err *err);

#endif /* !TZ_REVIEW_PUBLISH_H */
