/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/rescan.h - what is stored, read again with the rules in force
 *
 * After an adoption items are not searched or exported until this was done.
 * What bears a secret mark now is put in quarantine if the person can sign
 * that, and is in any case not shown any more.
 */
#ifndef TZ_CLI_RESCAN_H
#define TZ_CLI_RESCAN_H

#include "cli/cli.h"

/**
 * tz_rescan(cli, all, err):
 * Read what the rules in force have not seen, or everything if ${all}; tell
 * what it bears that was not known, and how much was done.  Fails: TZ_NO when
 * something is refused or something disclosed has a new `block` finding,
 * TZ_INCOMPLETE when not all of it could be read.
 */
TZ_CHECK enum tz_status
tz_rescan(struct tz_cli *cli, bool all, struct tz_err *err);

/** tz_rescan_pending(cli, published, ret_due, ret_refused, err): How many items
 * (only published ones if ${published}) the rules in force have not seen, and
 * how many they refuse that are not in quarantine. */
TZ_CHECK enum tz_status tz_rescan_pending(struct tz_cli *cli, bool published,
    int64_t *ret_due, int64_t *ret_refused, struct tz_err *err);

#endif /* !TZ_CLI_RESCAN_H */
