/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/found.c - findings of an item: numbered, judged, kept
 */
#include "review/found.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "store/item_finding_rows.h"

/* Texts of struct tz_found and their columns of the same name. */
#define TEXT_LIST(X)                                                           \
	X(rule)                                                                \
	X(place)                                                               \
	X(file)                                                                \
	X(part)                                                                \
	X(pack)                                                                \
	X(ground)                                                              \
	X(location)                                                            \
	X(matched)                                                             \
	X(excerpt)                                                             \
	X(by)                                                                  \
	X(reason)                                                              \
	X(about)

const char *
tz_judgement_word(enum tz_judgement status)
{
	static const char *const words[] = {"open", "upheld", "dismissed"};

	return words[status];
}

void
tz_found_clear(struct tz_found_list *list)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
#define FREE(name) free(list->found[i].name);
		TEXT_LIST(FREE)
#undef FREE
	}
	free(list->found);
	list->found = NULL;
	list->n = 0;
}

enum tz_status
tz_found_add(struct tz_found_list *list, struct tz_found **ret_found,
    struct tz_err *err)
{
	struct tz_found *more;

	/* Room is doubled whenever the count is a power of two. */
	if ((list->n & (list->n - 1)) == 0) {
		size_t room = list->n ? list->n * 2 : 1;

		more = realloc(list->found, room * sizeof *more);
		if (!more)
			return tz_fail_nomem(err);
		list->found = more;
	}
	*ret_found = &list->found[list->n++];
	memset(*ret_found, 0, sizeof **ret_found);
	return TZ_OK;
}

static enum tz_judgement
status_from(const char *word)
{
	int i;

	for (i = 0; i < TZ_JUDGEMENT_COUNT; i++)
		if (strcmp(word, tz_judgement_word(i)) == 0)
			return i;
	return TZ_JUDGEMENT_OPEN;
}

static enum tz_status
take_row(const struct tz_item_finding_row *row, void *arg, struct tz_err *err)
{
	struct tz_found_list *list = arg;
	struct tz_found *found = NULL;
	enum tz_status s = tz_found_add(list, &found, err);

#define TAKE(name)                                                             \
	if (!s)                                                                \
		s = tz_item_set(&found->name, row->name, err);
	TEXT_LIST(TAKE)
#undef TAKE
	if (s)
		return s;
	found->number = (int)row->number;
	found->revision = (int)row->revision;
	found->position = row->position;
	found->start = row->start;
	found->end = row->end;
	found->judged_seq = row->judged_seq;
	found->gone = row->gone != 0;
	found->channel = tz_channel_from(row->channel);
	found->severity = tz_severity_from(row->severity);
	found->status = status_from(row->status);
	if (found->channel == TZ_CHANNEL_COUNT ||
	    found->severity == TZ_SEVERITY_COUNT)
		return tz_fail(err, TZ_CORRUPT,
		    _("a finding cannot be read; run 'taizhang rebuild'"));
	return TZ_OK;
}

enum tz_status
tz_found_load(struct tz_vault *vault, const char *item,
    struct tz_found_list *ret_list, struct tz_err *err)
{
	struct tz_found_list list = {NULL, 0};
	enum tz_status s = tz_item_finding_rows_each(tz_vault_db(vault), item,
	    take_row, &list, err);

	if (s) {
		tz_found_clear(&list);
		return s;
	}
	*ret_list = list;
	return TZ_OK;
}

enum tz_status
tz_found_save(struct tz_vault *vault, const char *item,
    const struct tz_found *found, struct tz_err *err)
{
	struct tz_item_finding_row row = {
	    .item = item,
	    .number = found->number,
	    .revision = found->revision,
	    .position = found->position,
	    .start = found->start,
	    .end = found->end,
	    .judged_seq = found->judged_seq,
	    .gone = found->gone,
	    .channel = tz_channel_word(found->channel),
	    .severity = tz_severity_word(found->severity),
	    .status = tz_judgement_word(found->status),
	};

#define GIVE(name) row.name = found->name;
	TEXT_LIST(GIVE)
#undef GIVE
	return tz_item_finding_rows_save(tz_vault_db(vault), &row, err);
}

enum tz_status
tz_found_take(struct tz_found *found, const struct tz_scan_hit *hit,
    struct tz_err *err)
{
	const struct tz_finding *finding = hit->finding;
	enum tz_status s = tz_item_set(&found->rule, finding->rule, err);

	if (!s)
		s = tz_item_set(&found->place, hit->place, err);
	if (!s)
		s = tz_item_set(&found->file, hit->file, err);
	if (!s)
		s = tz_item_set(&found->part, hit->part, err);
	if (!s)
		s = tz_item_set(&found->pack, finding->pack, err);
	if (!s)
		s = tz_item_set(&found->ground, finding->ground, err);
	if (!s)
		s = tz_item_set(&found->location, finding->where, err);
	if (!s)
		s = tz_item_set(&found->matched, finding->match, err);
	if (!s)
		s = tz_item_set(&found->excerpt, finding->excerpt, err);
	if (!s)
		s = tz_item_set(&found->about, finding->about, err);
	found->position = (int64_t)hit->position;
	found->start = (int64_t)finding->start;
	found->end = (int64_t)finding->end;
	found->channel = finding->channel;
	found->severity = finding->severity;
	return s;
}

bool
tz_found_stands(const struct tz_found *found, int revision)
{
	return found->revision == revision && !found->gone;
}

bool
tz_found_number(const char *name, int *ret_number)
{
	size_t digits = strspn(name + (name[0] != '\0'), "0123456789");

	if (name[0] != 'F' || digits == 0 || digits > 8 ||
	    name[1 + digits] != '\0' || name[1] == '0')
		return false;
	*ret_number = atoi(name + 1);
	return true;
}

struct tz_found *
tz_found_find(const struct tz_found_list *list, int number)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (list->found[i].number == number)
			return &list->found[i];
	return NULL;
}

enum tz_status
tz_found_digest(const struct tz_found_list *list, int revision,
    struct tz_id *ret_digest, struct tz_err *err)
{
	tz_auto_json all = json_array();
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s;
	size_t i;

	for (i = 0; i < list->n; i++) {
		const struct tz_found *found = &list->found[i];
		json_t *one;

		if (!tz_found_stands(found, revision))
			continue;
		one = json_object();
		json_object_set_new(one, "id",
		    json_sprintf("F%d", found->number));
		json_object_set_new(one, "rule", json_string(found->rule));
		json_object_set_new(one, "severity",
		    json_string(tz_severity_word(found->severity)));
		json_object_set_new(one, "status",
		    json_string(tz_judgement_word(found->status)));
		if (json_object_size(one) != 4 ||
		    json_array_append_new(all, one) != 0)
			return tz_fail_nomem(err);
	}
	s = tz_json_canonical(all, TZ_JSON_DETAIL, &text, err);
	if (!s)
		tz_sha256(tz_buf_str(&text), text.len, ret_digest);
	return s;
}

const struct tz_found *
tz_found_precedent(const struct tz_found_list *list,
    const struct tz_found *found)
{
	const struct tz_found *newest = NULL;
	size_t i;

	for (i = 0; i < list->n; i++) {
		const struct tz_found *old = &list->found[i];

		if (old->revision < found->revision &&
		    old->status != TZ_JUDGEMENT_OPEN && old->matched &&
		    found->matched &&
		    strcmp(old->matched, found->matched) == 0 &&
		    strcmp(old->rule, found->rule) == 0)
			newest = old;
	}
	return newest;
}

bool
tz_found_unread(const struct tz_found *found)
{
	return strcmp(found->rule, TZ_RULE_UNREAD) == 0 ||
	    strcmp(found->rule, TZ_RULE_PARTLY) == 0;
}
