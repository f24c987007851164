/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/catch_up.h - the full text index learns what the ledger has recorded
 *
 * A search first catches up.  A record leaves the open shelf, for good, before
 * it enters the restricted one, and the restricted one before the open one: a
 * kill in between hides a disclosed record and never shows a withheld one.
 */
#ifndef TZ_CLI_CATCH_UP_H
#define TZ_CLI_CATCH_UP_H

#include <stdint.h>

#include "cli/cli.h"
#include "index/index.h"

/* Items whose newest state the index does not hold, by the shelf they belong
 * to. */
struct tz_missed {
	uint64_t on[TZ_SHELF_COUNT];
};

/**
 * tz_catch_up_shelves(cli, ret_missed, err):
 * Bring the index up to the ledger as it is now; it is made if it is missing.
 * While another process writes it nothing is done and ${ret_missed} counts
 * what is not there.  After a failure or a kill the next call goes on where
 * this one was.  Fails: TZ_CORRUPT and TZ_TOONEW (to be rebuilt), TZ_IO.
 */
TZ_CHECK enum tz_status tz_catch_up_shelves(struct tz_cli *cli,
    struct tz_missed *ret_missed, struct tz_err *err);

/** tz_catch_up(cli, ret_not_searched, err): The same, with the sum of both
 * shelves; NULL when it does not matter. */
TZ_CHECK enum tz_status
tz_catch_up(struct tz_cli *cli, uint64_t *ret_not_searched, struct tz_err *err);

#endif /* !TZ_CLI_CATCH_UP_H */
