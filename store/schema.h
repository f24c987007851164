/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/schema.h - the numbered steps that make the tables
 *
 * Made at build time from store/schema/NNNN-*.sql by schema/embed.sh.  A
 * database's user_version is the number of steps it has had.  Once released, a
 * step never changes (tests/unit/store/test_schema.c holds their digests).
 */
#ifndef TZ_STORE_SCHEMA_H
#define TZ_STORE_SCHEMA_H

#include <stdbool.h>

struct tz_schema_step {
	const char *name; /* "0001-ledger.sql" */
	bool derived;	  /* its tables can be made again */
	const char *sql;
};

extern const struct tz_schema_step tz_schema_steps[];
extern const int tz_schema_n_steps;

#endif /* !TZ_STORE_SCHEMA_H */
