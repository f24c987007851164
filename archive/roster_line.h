/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/roster_line.h - a person as person.add says: its detail and object
 *
 * The object of person.add is the person's line of allowed_signers without
 * time options and without a line end:
 *
 *   ID@HOST namespaces="sign-off@taizhang.v1,..." TYPE BASE64
 *
 * with the families of the roles in the order of TZ_FAMILY_LIST; "none" when
 * the roles give no family, since ssh-keygen takes no empty list.
 */
#ifndef TZ_ARCHIVE_ROSTER_LINE_H
#define TZ_ARCHIVE_ROSTER_LINE_H

#include "archive/roster.h"
#include "base/json.h"

/** tz_roster_line_make(person, err): Set ${person}->allowed_line from its id,
 * roles and key. */
TZ_CHECK enum tz_status
tz_roster_line_make(struct tz_person *person, struct tz_err *err);

/** tz_roster_line_detail(person, ret_detail, err): The detail of person.add;
 * the caller owns it. */
TZ_CHECK enum tz_status tz_roster_line_detail(const struct tz_person *person,
    json_t **ret_detail, struct tz_err *err);

/** tz_roster_line_read(detail, line, len, ret_person, err): The person that a
 * person.add enrolled, from its detail and its object.  Fails: TZ_CORRUPT when
 * they do not fit each other. */
TZ_CHECK enum tz_status
tz_roster_line_read(const json_t *detail, const char *line, size_t len,
    struct tz_person *ret_person, struct tz_err *err);

/** tz_roster_line_words(roles, ret): Append "reviewer,approver". */
void tz_roster_line_words(unsigned roles, struct tz_buf *ret);

#endif /* !TZ_ARCHIVE_ROSTER_LINE_H */
