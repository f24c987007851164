/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/item.c - items and what is known of them
 */
#include "review/item.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "store/item_finding_rows.h"
#include "store/item_rows.h"

/* Texts of struct tz_item and their columns of the same name. */
#define TEXT_LIST(X)                                                           \
	X(id)                                                                  \
	X(route)                                                               \
	X(step)                                                                \
	X(due)                                                                 \
	X(title)                                                               \
	X(number)                                                              \
	X(department)                                                          \
	X(category)                                                            \
	X(theme)                                                               \
	X(genre)                                                               \
	X(disposition)                                                         \
	X(ground)                                                              \
	X(date)                                                                \
	X(channel)                                                             \
	X(published_on)                                                        \
	X(url)

const char *
tz_state_word(enum tz_state state)
{
	static const char *const words[] = {
#define WORD(name, word) [TZ_STATE_##name] = (word),
	    TZ_STATE_LIST(WORD)
#undef WORD
	};

	return words[state];
}

void
tz_item_clear(struct tz_item *item)
{
#define FREE(name) free(item->name);
	TEXT_LIST(FREE)
#undef FREE
	free(item->by);
	json_decref(item->meta);
	memset(item, 0, sizeof *item);
}

enum tz_status
tz_item_set(char **member, const char *text, struct tz_err *err)
{
	char *copy = text ? strdup(text) : NULL;

	if (text && !copy)
		return tz_fail_nomem(err);
	free(*member);
	*member = copy;
	return TZ_OK;
}

static enum tz_status
state_from(const char *word, enum tz_state *ret_state, struct tz_err *err)
{
	int i;

	for (i = 0; i < TZ_STATE_COUNT; i++)
		if (strcmp(word, tz_state_word(i)) == 0) {
			*ret_state = i;
			return TZ_OK;
		}
	return tz_fail(err, TZ_CORRUPT,
	    _("an item is in no known state; run 'taizhang rebuild'"));
}

static enum tz_status
take_row(const struct tz_item_row *row, void *arg, struct tz_err *err)
{
	struct tz_item *item = arg;
	enum tz_status s = state_from(row->state, &item->state, err);

#define TAKE(name)                                                             \
	if (!s)                                                                \
		s = tz_item_set(&item->name, row->name, err);
	TEXT_LIST(TAKE)
#undef TAKE
	if (!s)
		s = tz_item_set(&item->by, row->submitter, err);
	if (!s && strlen(row->doc) != sizeof item->doc - 1)
		s = tz_fail(err, TZ_CORRUPT,
		    _("an item has no id of the ledger; "
		      "run 'taizhang rebuild'"));
	if (!s)
		s = tz_json_parse(row->meta, strlen(row->meta), &item->meta,
		    err);
	if (s)
		return s;
	memcpy(item->doc, row->doc, sizeof item->doc);
	item->submit_seq = row->submit_seq;
	item->last_seq = row->last_seq;
	item->revision = (int)row->revision;
	item->next_finding = (int)row->next_finding;
	item->revision_digest = row->revision_digest;
	item->rule_set = row->rule_set;
	return TZ_OK;
}

static void
add_count(const char *severity, const char *status, const char *rule, int64_t n,
    void *arg)
{
	struct tz_item *item = arg;
	enum tz_severity at = tz_severity_from(severity);

	if (at == TZ_SEVERITY_COUNT)
		return;
	if (strcmp(status, "open") == 0)
		item->open[at] += (unsigned)n;
	else if (strcmp(status, "upheld") == 0)
		item->upheld[at] += (unsigned)n;
	if (strcmp(rule, TZ_RULE_UNREAD) == 0 ||
	    strcmp(rule, TZ_RULE_PARTLY) == 0)
		item->unread += (unsigned)n;
}

static enum tz_status
count_findings(struct tz_vault *vault, struct tz_item *item, struct tz_err *err)
{
	return tz_item_finding_rows_count(tz_vault_db(vault), item->id,
	    item->revision, add_count, item, err);
}

static enum tz_status
get(struct tz_vault *vault, const char *key, bool is_doc,
    struct tz_item *ret_item, struct tz_err *err)
{
	struct tz_db *db = tz_vault_db(vault);
	tz_auto_item item = {0};
	enum tz_status s;

	if (is_doc)
		s = tz_item_rows_of_doc(db, key, take_row, &item, err);
	else
		s = tz_item_rows_get(db, key, take_row, &item, err);
	if (!s)
		s = count_findings(vault, &item, err);
	if (s)
		return s;
	*ret_item = item;
	memset(&item, 0, sizeof item);
	return TZ_OK;
}

enum tz_status
tz_item_get(struct tz_vault *vault, const char *id, struct tz_item *ret_item,
    struct tz_err *err)
{
	return get(vault, id, false, ret_item, err);
}

enum tz_status
tz_item_of_doc(struct tz_vault *vault, const char *doc,
    struct tz_item *ret_item, struct tz_err *err)
{
	return get(vault, doc, true, ret_item, err);
}

enum tz_status
tz_item_save(struct tz_vault *vault, const struct tz_item *item,
    struct tz_err *err)
{
	tz_auto_buf meta = TZ_BUF_INIT;
	tz_auto_json none = NULL;
	struct tz_item_row row = {0};
	enum tz_status s;

	if (!item->meta)
		none = json_object();
	s = tz_json_canonical(item->meta ? item->meta : none, TZ_JSON_DETAIL,
	    &meta, err);
	if (s)
		return s;
#define GIVE(name) row.name = item->name;
	TEXT_LIST(GIVE)
#undef GIVE
	row.doc = item->doc;
	row.state = tz_state_word(item->state);
	row.submitter = item->by;
	row.meta = tz_buf_str(&meta);
	row.submit_seq = item->submit_seq;
	row.last_seq = item->last_seq;
	row.revision = item->revision;
	row.next_finding = item->next_finding;
	row.revision_digest = item->revision_digest;
	row.rule_set = item->rule_set;
	return tz_item_rows_save(tz_vault_db(vault), &row, err);
}

struct each {
	struct tz_vault *vault;
	enum tz_status (*visit)(const struct tz_item *item, void *arg,
	    struct tz_err *err);
	void *arg;
};

static enum tz_status
visit_item(const struct tz_item_row *row, void *arg, struct tz_err *err)
{
	struct each *each = arg;
	tz_auto_item item = {0};
	enum tz_status s = take_row(row, &item, err);

	if (!s)
		s = count_findings(each->vault, &item, err);
	return s ? s : each->visit(&item, each->arg, err);
}

enum tz_status
tz_item_each(struct tz_vault *vault, int64_t since,
    enum tz_status (*visit)(const struct tz_item *item, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	struct each each = {vault, visit, arg};

	return tz_item_rows_each(tz_vault_db(vault), since, visit_item, &each,
	    err);
}
