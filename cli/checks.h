/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/checks.h - the results of verify and audit, told as they come
 */
#ifndef TZ_CLI_CHECKS_H
#define TZ_CLI_CHECKS_H

#include <stdint.h>

#include "base/check.h"
#include "cli/cli.h"

/* What has been told so far; zeroed, then cli set, by whoever declares it. */
struct tz_checks {
	struct tz_cli *cli;
	uint64_t ok;
	uint64_t failed;
	uint64_t not_checked;
	enum tz_status status; /* first failure to print */
	struct tz_err err;
};

/** tz_checks_report(result, arg): A tz_check_report; ${arg} is a struct
 * tz_checks. */
void tz_checks_report(const struct tz_check_result *result, void *arg);

/** tz_checks_finish(checks, err): Print the summary.  TZ_NO when anything
 * failed, TZ_IO when it could not be printed. */
TZ_CHECK enum tz_status
tz_checks_finish(struct tz_checks *checks, struct tz_err *err);

#endif /* !TZ_CLI_CHECKS_H */
