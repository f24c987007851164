/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/index.c - full text over records, in two databases
 */
#include "index/index.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "base/intl.h"
#include "index/excerpt.h"
#include "index/query.h"
#include "index/record.h"
#include "index/terms.h"
#include "index/xapian.h"

struct tz_index {
	struct tz_xapian *dbs[TZ_SHELF_COUNT]; /* NULL: empty, read only */
};

static const char *const shelf_names[TZ_SHELF_COUNT] = {
    [TZ_SHELF_OPEN] = "open",
    [TZ_SHELF_RESTRICTED] = "restricted",
};

/* What Xapian makes is for nobody else, whatever the umask. */
#define auto_mask TZ_AUTO(restore_mask) mode_t

static void
restore_mask(mode_t *mask)
{
	umask(*mask);
}

enum tz_status
tz_index_open(const char *folder, bool write, struct tz_index **ret_index,
    struct tz_err *err)
{
	tz_auto(tz_index) index = calloc(1, sizeof *index);
	auto_mask mask = umask(0077);
	enum tz_status s = TZ_OK;
	int i;

	if (!index)
		return tz_fail_nomem(err);
	if (write)
		s = tz_folder_make(folder, 0700, err);
	for (i = 0; !s && i < TZ_SHELF_COUNT; i++) {
		tz_auto_str path = tz_path_join(folder, shelf_names[i]);

		if (!path)
			return tz_fail_nomem(err);
		if (write)
			s = tz_folder_make(path, 0700, err);
		if (!s)
			s = tz_xapian_open(path, write, &index->dbs[i], err);
	}
	if (!s)
		*ret_index = tz_steal(&index);
	return s;
}

void
tz_index_free(struct tz_index *index)
{
	int i;

	if (!index)
		return;
	for (i = 0; i < TZ_SHELF_COUNT; i++)
		tz_xapian_free(index->dbs[i]);
	free(index);
}

int64_t
tz_index_seen(const struct tz_index *index, enum tz_shelf shelf)
{
	return index->dbs[shelf] ? tz_xapian_seen(index->dbs[shelf]) : 0;
}

static enum tz_status
fill_terms(const struct tz_index_record *record, struct tz_terms *terms,
    struct tz_xapian_record *ret, struct tz_err *err)
{
	enum tz_status s;

	s = tz_record_terms(record, terms, err);
	if (!s)
		s = tz_terms_all(terms, &ret->terms, &ret->n_terms, err);
	return s;
}

enum tz_status
tz_index_put(struct tz_index *index, enum tz_shelf shelf,
    const struct tz_index_record *record, struct tz_err *err)
{
	tz_auto(tz_terms) terms = NULL;
	tz_auto_buf data = TZ_BUF_INIT;
	tz_auto_buf key = TZ_BUF_INIT;
	struct tz_xapian_record kept = {.key = NULL};
	auto_mask mask = umask(0077);
	struct tz_date date;
	char day[TZ_DATE_TEXT];
	enum tz_status s;

	if (record->date && tz_date_parse(record->date, &date)) {
		tz_date_format(&date, day);
		memmove(day + 4, day + 5, 2);
		memmove(day + 6, day + 8, 3);
		kept.slots[TZ_SLOT_DATE] = day;
	}
	kept.slots[TZ_SLOT_STAMP] = record->stamp;
	kept.slots[TZ_SLOT_ITEM] = record->item;
	tz_record_encode(record, &data);
	tz_term_spell(TZ_TERM_ITEM, record->item, strlen(record->item), &key);
	s = tz_buf_check(&data, err);
	if (!s)
		s = tz_buf_check(&key, err);
	if (!s)
		s = tz_terms_new(&terms, err);
	if (!s)
		s = fill_terms(record, terms, &kept, err);
	if (s)
		return s;
	kept.key = tz_buf_str(&key);
	kept.data = data.data;
	kept.data_len = data.len;
	return tz_xapian_put(index->dbs[shelf], &kept, err);
}

enum tz_status
tz_index_remove(struct tz_index *index, enum tz_shelf shelf, const char *item,
    struct tz_err *err)
{
	tz_auto_buf key = TZ_BUF_INIT;
	enum tz_status s;

	tz_term_spell(TZ_TERM_ITEM, item, strlen(item), &key);
	s = tz_buf_check(&key, err);
	if (!s)
		s = tz_xapian_remove(index->dbs[shelf], tz_buf_str(&key), err);
	return s;
}

enum tz_status
tz_index_stamp(struct tz_index *index, enum tz_shelf shelf, const char *item,
    struct tz_buf *ret_stamp, struct tz_err *err)
{
	tz_auto_buf key = TZ_BUF_INIT;
	enum tz_status s;

	if (!index->dbs[shelf])
		return tz_fail(err, TZ_NOTFOUND,
		    _("the index has no such record"));
	tz_term_spell(TZ_TERM_ITEM, item, strlen(item), &key);
	s = tz_buf_check(&key, err);
	if (!s)
		s = tz_xapian_value(index->dbs[shelf], tz_buf_str(&key),
		    TZ_SLOT_STAMP, ret_stamp, err);
	return s;
}

enum tz_status
tz_index_commit(struct tz_index *index, enum tz_shelf shelf, int64_t seen,
    struct tz_err *err)
{
	auto_mask mask = umask(0077);

	(void)mask;
	return tz_xapian_commit(index->dbs[shelf], seen, err);
}

/* A search that is running. */
struct search {
	const struct tz_query *query;
	enum tz_status (*visit)(const struct tz_hit *hit, void *arg,
	    struct tz_err *err);
	void *arg;
	uint64_t hits;
};

static enum tz_status
show_hit(size_t db, double weight, const char *data, size_t len, void *arg,
    struct tz_err *err)
{
	struct search *search = arg;
	tz_auto_record_view view = {.texts = NULL};
	tz_auto_excerpt excerpt = {.part = "", .text = TZ_BUF_INIT};
	struct tz_hit hit;
	enum tz_status s;

	s = tz_record_decode(data, len, &view, err);
	if (!s)
		s = tz_excerpt_make(search->query, &view.record, &excerpt, err);
	if (s)
		return s;
	hit = (struct tz_hit){
	    .item = view.record.item,
	    .title = view.record.title,
	    .number = view.record.number,
	    .date = view.record.date,
	    .part = excerpt.part,
	    .channel = excerpt.channel,
	    .excerpt = tz_buf_str(&excerpt.text),
	    .match_from = excerpt.from,
	    .match_until = excerpt.until,
	    .shelf = (enum tz_shelf)db,
	    .weight = weight,
	};
	search->hits++;
	return search->visit(&hit, search->arg, err);
}

enum tz_status
tz_index_search(struct tz_index *index, bool restricted, const char *query,
    size_t limit,
    enum tz_status (*visit)(const struct tz_hit *hit, void *arg,
	struct tz_err *err),
    void *arg, struct tz_search_summary *ret_summary, struct tz_err *err)
{
	tz_auto(tz_query) tree = NULL;
	struct search search = {.visit = visit, .arg = arg};
	struct tz_xapian_counts counts = {0, 0, 0};
	enum tz_status s;

	s = tz_query_parse(query, strlen(query), &tree, err);
	if (s)
		return s;
	search.query = tree;
	/* TZ_SHELF_OPEN comes first. */
	s = tz_xapian_search(index->dbs, restricted ? TZ_SHELF_COUNT : 1, tree,
	    limit, show_hit, &search, &counts, err);
	if (s)
		return s;
	*ret_summary = (struct tz_search_summary){
	    search.hits, counts.matched, counts.searched, counts.uncovered};
	return TZ_OK;
}

enum tz_status
tz_index_each_key(struct tz_index *index, enum tz_shelf shelf,
    enum tz_status (*visit)(const char *item, void *arg, struct tz_err *err),
    void *arg, struct tz_err *err)
{
	if (!index->dbs[shelf])
		return TZ_OK;
	return tz_xapian_each_term(index->dbs[shelf], TZ_TERM_ITEM, visit, arg,
	    err);
}
