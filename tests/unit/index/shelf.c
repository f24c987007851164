/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/index/shelf.c - an index in a folder of its own, for a test
 */
#include "shelf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"

int
shelf_setup(void **state)
{
	struct shelf *shelf = calloc(1, sizeof *shelf);
	struct tz_err err = {TZ_OK, ""};

	assert_non_null(shelf);
	strcpy(shelf->folder, "/tmp/tz-index-XXXXXX");
	assert_non_null(mkdtemp(shelf->folder));
	assert_int_equal(tz_index_open(shelf->folder, true, &shelf->index,
			     &err),
	    TZ_OK);
	*state = shelf;
	return 0;
}

int
shelf_teardown(void **state)
{
	struct shelf *shelf = *state;
	struct tz_err err = {TZ_OK, ""};

	tz_index_free(shelf->index);
	assert_int_equal(tz_folder_remove(shelf->folder, &err), TZ_OK);
	free(shelf);
	return 0;
}

void
shelf_put_record(struct shelf *shelf, enum tz_shelf where,
    const struct tz_index_record *record)
{
	struct tz_err err = {TZ_OK, ""};

	assert_int_equal(tz_index_put(shelf->index, where, record, &err),
	    TZ_OK);
}

void
shelf_put(struct shelf *shelf, enum tz_shelf where, const char *item,
    const char *title, const char *text)
{
	struct tz_index_text body = {
	    "a.txt", TZ_CHANNEL_BODY, text, strlen(text)};
	struct tz_index_record record = {
	    .item = item, .title = title, .texts = &body, .n_texts = 1};

	shelf_put_record(shelf, where, &record);
}

void
shelf_commit(struct shelf *shelf)
{
	struct tz_err err = {TZ_OK, ""};

	assert_int_equal(tz_index_commit(shelf->index, TZ_SHELF_OPEN, 1, &err),
	    TZ_OK);
	assert_int_equal(tz_index_commit(shelf->index, TZ_SHELF_RESTRICTED, 1,
			     &err),
	    TZ_OK);
}

struct found {
	char ids[200][24];
	size_t n;
};

static enum tz_status
note_hit(const struct tz_hit *hit, void *arg, struct tz_err *err)
{
	struct found *found = arg;

	(void)err;
	assert_true(found->n < 200);
	assert_true(strlen(hit->item) < 24);
	assert_true(hit->match_from <= hit->match_until);
	assert_true(hit->match_until <= strlen(hit->excerpt));
	strcpy(found->ids[found->n++], hit->item);
	return TZ_OK;
}

static int
compare_ids(const void *a, const void *b)
{
	return strcmp(a, b);
}

const char *
shelf_find(struct shelf *shelf, bool restricted, const char *query)
{
	static char line[200 * 25];
	struct found found = {.n = 0};
	struct tz_search_summary summary;
	struct tz_err err = {TZ_OK, ""};
	size_t i;

	if (tz_index_search(shelf->index, restricted, query, 0, note_hit,
		&found, &summary, &err) != TZ_OK)
		fail_msg("search: %s", err.text);
	assert_int_equal(summary.matched, found.n);
	assert_int_equal(summary.hits, found.n);
	qsort(found.ids, found.n, sizeof found.ids[0], compare_ids);
	line[0] = '\0';
	for (i = 0; i < found.n; i++) {
		strcat(line, found.ids[i]);
		strcat(line, " ");
	}
	return line;
}

bool
shelf_refused(struct shelf *shelf, const char *query)
{
	struct found found = {.n = 0};
	struct tz_search_summary summary;
	struct tz_err err = {TZ_OK, ""};
	enum tz_status s;

	s = tz_index_search(shelf->index, true, query, 0, note_hit, &found,
	    &summary, &err);
	return s == TZ_FORMAT && err.text[0] != '\0' &&
	    !strstr(err.text, "zebra");
}
