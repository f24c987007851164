/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/identify.h - what a file is, by its content
 */
#ifndef TZ_INTAKE_IDENTIFY_H
#define TZ_INTAKE_IDENTIFY_H

#include "intake/emit_tree.h"

/* The magic database.  Made by tz_identify_new(), ended by
 * tz_identify_free(). */
struct tz_identify;

/** tz_identify_new(ret_identify, err): Load the database; nothing is opened
 * after that.  Fails: TZ_IO, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_identify_new(struct tz_identify **ret_identify, struct tz_err *err);

/** tz_identify_free(identify): End it.  NULL is allowed. */
void tz_identify_free(struct tz_identify *identify);

TZ_AUTO_DEFINE(tz_identify)

/** tz_identify_file(): The worker's identifier; its ${arg} is a
 * struct tz_identify. */
tz_identifier tz_identify_file;

#endif /* !TZ_INTAKE_IDENTIFY_H */
