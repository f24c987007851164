/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/index/shelf.h - an index in a folder of its own, for a test
 */
#ifndef TZ_TESTS_UNIT_INDEX_SHELF_H
#define TZ_TESTS_UNIT_INDEX_SHELF_H

#include "base/buf.h"
#include "index/index.h"

/* Never cleared: a test ends with its process. */
struct shelf {
	char folder[64];
	struct tz_index *index;
};

/** shelf_setup(state): cmocka's setup: ${*state} is a new struct shelf with an
 * index open for writing. */
int shelf_setup(void **state);

/** shelf_teardown(state): cmocka's teardown. */
int shelf_teardown(void **state);

/** shelf_put(shelf, where, item, title, text): Index a record with a body. */
void shelf_put(struct shelf *shelf, enum tz_shelf where, const char *item,
    const char *title, const char *text);

/** shelf_put_record(shelf, where, record): Index a record. */
void shelf_put_record(struct shelf *shelf, enum tz_shelf where,
    const struct tz_index_record *record);

/** shelf_commit(shelf): Commit both databases. */
void shelf_commit(struct shelf *shelf);

/** shelf_find(shelf, restricted, query): The ids of the hits, sorted, each
 * with a space after it; borrowed until the next call.  The test fails unless
 * the count of matches is the number of hits. */
const char *shelf_find(struct shelf *shelf, bool restricted, const char *query);

/** shelf_refused(shelf, query): Whether the query is TZ_FORMAT, with a message
 * that has nothing of the query's words. */
bool shelf_refused(struct shelf *shelf, const char *query);

#endif /* !TZ_TESTS_UNIT_INDEX_SHELF_H */
