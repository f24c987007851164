/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/catch_up.c - the full text index learns what the ledger has recorded
 *
 * Items are taken in the order of their newest entries, some hundred at a
 * time, and what was seen is committed with them, so that work that was ended
 * is not done again.
 */
#include "cli/catch_up.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/index_item.h"

#define BATCH 250 /* items; what Xapian takes up fastest at once */
#define SHOW_PROGRESS 5

/* One item to look at. */
struct news {
	char *id;
	int64_t last_seq;
	enum tz_shelf shelf;
};

struct news_list {
	struct news *news;
	size_t n;
	size_t cap;
};

#define auto_news_list TZ_AUTO(clear_news) struct news_list

/* What one run works on. */
struct run {
	struct tz_cli *cli;
	struct tz_index *index;
	const char *agency;
	struct news_list list;
	int64_t size; /* of the ledger when it began */
};

#define auto_run TZ_AUTO(clear_run) struct run

static void
clear_news(struct news_list *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		free(list->news[i].id);
	free(list->news);
}

static void
clear_run(struct run *run)
{
	tz_index_free(run->index);
	clear_news(&run->list);
}

static enum tz_status
note_item(const struct tz_item *item, void *arg, struct tz_err *err)
{
	struct news_list *list = arg;
	char *id;

	if (list->n == list->cap) {
		size_t cap = list->cap ? list->cap * 2 : 64;
		struct news *grown = realloc(list->news, cap * sizeof *grown);

		if (!grown)
			return tz_fail_nomem(err);
		list->news = grown;
		list->cap = cap;
	}
	id = strdup(item->id);
	if (!id)
		return tz_fail_nomem(err);
	list->news[list->n++] =
	    (struct news){id, item->last_seq, tz_index_item_shelf(item)};
	return TZ_OK;
}

static int
compare_news(const void *a, const void *b)
{
	const struct news *x = a;
	const struct news *y = b;

	if (x->last_seq != y->last_seq)
		return x->last_seq < y->last_seq ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* Drop an item from a shelf if it stands there. */
static enum tz_status
take_off(struct run *run, enum tz_shelf shelf, const char *id, bool *changed,
    struct tz_err *err)
{
	tz_auto_buf stamp = TZ_BUF_INIT;
	enum tz_status s;

	s = tz_index_stamp(run->index, shelf, id, &stamp, NULL);
	if (s == TZ_NOTFOUND)
		return TZ_OK;
	if (s)
		return tz_fail(err, s, _("the index could not be read"));
	changed[shelf] = true;
	return tz_index_remove(run->index, shelf, id, err);
}

/* Take what does not belong on a shelf off it, and make that last, before
 * anything is put on another one. */
static enum tz_status
clear_shelves(struct run *run, const struct news *news, size_t n,
    struct tz_err *err)
{
	bool changed[TZ_SHELF_COUNT] = {false, false};
	enum tz_status s = TZ_OK;
	int shelf;
	size_t i;

	for (shelf = 0; shelf < TZ_SHELF_COUNT; shelf++) {
		for (i = 0; !s && i < n; i++) {
			if (news[i].shelf != (enum tz_shelf)shelf)
				s = take_off(run, (enum tz_shelf)shelf,
				    news[i].id, changed, err);
		}
		if (!s && changed[shelf])
			s = tz_index_commit(run->index, (enum tz_shelf)shelf,
			    tz_index_seen(run->index, (enum tz_shelf)shelf),
			    err);
	}
	return s;
}

/* Put an item on its shelf, unless it stands there as it is. */
static enum tz_status
put_item(struct run *run, const struct news *news, struct tz_err *err)
{
	tz_auto_item item = {.id = NULL};
	tz_auto_buf stamp = TZ_BUF_INIT;
	tz_auto_buf there = TZ_BUF_INIT;
	enum tz_status s;

	if (news->shelf == TZ_SHELF_COUNT)
		return TZ_OK;
	s = tz_item_get(tz_cli_vault(run->cli), news->id, &item, err);
	if (s)
		return s;
	/* It has moved since; its new entry is for the next run. */
	if (tz_index_item_shelf(&item) != news->shelf)
		return TZ_OK;
	s = tz_index_item_stamp(run->cli, &item, run->agency, &stamp, err);
	if (s)
		return s;
	s = tz_index_stamp(run->index, news->shelf, news->id, &there, NULL);
	if (s && s != TZ_NOTFOUND)
		return tz_fail(err, s, _("the index could not be read"));
	if (!s && strcmp(tz_buf_str(&stamp), tz_buf_str(&there)) == 0)
		return TZ_OK;
	return tz_index_item_put(run->cli, run->index, news->shelf, &item,
	    run->agency, tz_buf_str(&stamp), err);
}

/* All of items [${from}, ${until}) of the list; then the shelves have seen the
 * ledger up to ${seen}. */
static enum tz_status
take_batch(struct run *run, size_t from, size_t until, int64_t seen,
    struct tz_err *err)
{
	const struct news *news = run->list.news;
	enum tz_status s;
	size_t i;
	int shelf;

	s = clear_shelves(run, news + from, until - from, err);
	for (i = from; !s && i < until; i++) {
		if (run->list.n >= SHOW_PROGRESS)
			tz_cli_progress(run->cli, _("indexing"), i,
			    run->list.n);
		s = put_item(run, &news[i], err);
	}
	for (shelf = 0; !s && shelf < TZ_SHELF_COUNT; shelf++)
		s = tz_index_commit(run->index, (enum tz_shelf)shelf, seen,
		    err);
	return s;
}

static enum tz_status
take_all(struct run *run, struct tz_err *err)
{
	size_t n = run->list.n;
	size_t from = 0;
	enum tz_status s = TZ_OK;

	if (n > 0)
		qsort(run->list.news, n, sizeof *run->list.news, compare_news);
	do {
		size_t until = n - from > BATCH ? from + BATCH : n;

		/* No item that is still to come has its newest entry before
		 * the last one of these. */
		s = take_batch(run, from, until,
		    until < n ? run->list.news[until - 1].last_seq : run->size,
		    err);
		from = until;
	} while (!s && from < n);
	if (n >= SHOW_PROGRESS)
		tz_cli_progress(run->cli, _("indexing"), n, n);
	return s;
}

static int64_t
seen_by_both(const struct tz_index *index)
{
	int64_t open = tz_index_seen(index, TZ_SHELF_OPEN);
	int64_t restricted = tz_index_seen(index, TZ_SHELF_RESTRICTED);

	return open < restricted ? open : restricted;
}

static bool
is_current(const struct tz_index *index, int64_t size)
{
	return tz_index_seen(index, TZ_SHELF_OPEN) == size &&
	    tz_index_seen(index, TZ_SHELF_RESTRICTED) == size;
}

/* Whether the index has seen entries that the ledger does not have: it is of
 * another ledger. */
static bool
is_foreign(const struct tz_index *index, int64_t size)
{
	return tz_index_seen(index, TZ_SHELF_OPEN) > size ||
	    tz_index_seen(index, TZ_SHELF_RESTRICTED) > size;
}

/* Open for writing; an index of another ledger is made anew. */
static enum tz_status
open_for_writing(struct run *run, const char *folder, struct tz_err *err)
{
	enum tz_status s = tz_index_open(folder, true, &run->index, err);

	if (s || !is_foreign(run->index, run->size))
		return s;
	tz_index_free(run->index);
	run->index = NULL;
	s = tz_folder_remove(folder, err);
	if (!s)
		s = tz_index_open(folder, true, &run->index, err);
	return s;
}

static void
count_missed(const struct news_list *list, struct tz_missed *ret_missed)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		if (list->news[i].shelf < TZ_SHELF_COUNT)
			ret_missed->on[list->news[i].shelf]++;
	}
}

/* The index is behind: catch up, or count what is missing. */
static enum tz_status
go_on(struct run *run, const char *folder, struct tz_missed *ret_missed,
    struct tz_err *err)
{
	struct tz_vault *vault = tz_cli_vault(run->cli);
	tz_auto_settings settings = {.log = NULL};
	struct tz_index *reader = run->index;
	struct tz_err locked = {TZ_OK, ""};
	enum tz_status s;

	run->index = NULL;
	s = open_for_writing(run, folder, &locked);
	if (s == TZ_LOCKED) {
		run->index = reader;
		s = tz_item_each(vault, seen_by_both(reader), note_item,
		    &run->list, err);
		if (!s)
			count_missed(&run->list, ret_missed);
		return s;
	}
	tz_index_free(reader);
	if (s)
		return tz_fail(err, s, "%s", locked.text);
	s = tz_ledger_settings(vault, &settings, err);
	if (!s)
		s = tz_item_each(vault, seen_by_both(run->index), note_item,
		    &run->list, err);
	run->agency = settings.agency;
	if (!s)
		s = take_all(run, err);
	return s;
}

enum tz_status
tz_catch_up_shelves(struct tz_cli *cli, struct tz_missed *ret_missed,
    struct tz_err *err)
{
	struct tz_vault *vault = tz_cli_vault(cli);
	tz_auto_str folder = tz_vault_path(vault, "index");
	auto_run run = {.cli = cli};
	enum tz_status s;

	*ret_missed = (struct tz_missed){{0, 0}};
	if (!folder)
		return tz_fail_nomem(err);
	/* The size first: what is recorded after it is for the next run. */
	s = tz_ledger_size(vault, &run.size, err);
	if (!s)
		s = tz_index_open(folder, false, &run.index, err);
	if (!s && !is_current(run.index, run.size))
		s = go_on(&run, folder, ret_missed, err);
	return s ? tz_fail_while(err, s, _("bringing the index up to date"))
		 : TZ_OK;
}

enum tz_status
tz_catch_up(struct tz_cli *cli, uint64_t *ret_not_searched, struct tz_err *err)
{
	struct tz_missed missed;
	enum tz_status s = tz_catch_up_shelves(cli, &missed, err);

	if (!s && ret_not_searched)
		*ret_not_searched =
		    missed.on[TZ_SHELF_OPEN] + missed.on[TZ_SHELF_RESTRICTED];
	return s;
}
