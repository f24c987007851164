/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/publish.c - what happened outside: an item was published
 */
#include "review/publish.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "review/gate.h"
#include "review/hands.h"
#include "review/record.h"
#include "review/typed.h"

static enum tz_status
check(const struct tz_publish *wish, const struct tz_dossier *dossier,
    struct tz_err *err)
{
	const struct tz_item *item = &dossier->item;
	const char *disposition = item->disposition ? item->disposition : "";
	enum tz_status s;

	if (!wish->channel || !wish->date)
		return tz_fail(err, TZ_USAGE,
		    _("say where and when with --channel and --date"));
	s = tz_hands_role(&dossier->now.person, TZ_ROLE_ARCHIVIST, err);
	if (s)
		return s;
	if (item->state != TZ_STATE_CLEARED)
		return tz_fail(err, TZ_NO,
		    _("item %s is '%s'; only what is cleared is published"),
		    item->id, tz_state_word(item->state));
	if (strcmp(disposition, "disclose") != 0 &&
	    strcmp(disposition, "in-part") != 0)
		return tz_fail(err, TZ_NO,
		    _("item %s is cleared for '%s', not for publication"),
		    item->id, disposition);
	return tz_gate_check(item, err);
}

/* Whether a standing finding says that the file was not wholly read. */
static bool
is_unread(const struct tz_dossier *dossier, const struct tz_item_file *file,
    size_t position)
{
	const struct tz_found_list *list = &dossier->found;
	size_t i;

	if (file->reading != TZ_READING_READ)
		return true;
	for (i = 0; i < list->n; i++)
		if (tz_found_stands(&list->found[i], dossier->item.revision) &&
		    tz_found_unread(&list->found[i]) &&
		    list->found[i].position == (int64_t)position)
			return true;
	return false;
}

/* Keep only files that were wholly read: fail closed. */
static void
leave_out_unread(const struct tz_dossier *dossier,
    struct tz_item_file_list *files, size_t *ret_left_out)
{
	struct tz_item_file_list out = {
	    calloc(files->n + 1, sizeof *files->file), 0};
	size_t n = 0;
	size_t i;

	for (i = 0; i < files->n; i++) {
		if (!is_unread(dossier, &files->file[i], i))
			files->file[n++] = files->file[i];
		else if (out.file)
			out.file[out.n++] = files->file[i];
	}
	*ret_left_out = files->n - n;
	files->n = n;
	tz_item_files_clear(&out);
}

static json_t *
file_json(const struct tz_item_file *file)
{
	char hex[TZ_ID_HEX];

	tz_id_hex(&file->commitment, hex);
	return json_pack("{s:s, s:s, s:s, s:I}", "media_type", file->media_type,
	    "name", file->name, "object", hex, "size", (json_int_t)file->size);
}

/* What else is known of it and may be public: not who found what where. */
static json_t *
other_meta(const struct tz_item *item)
{
	static const char *const keys[] = {
	    "category", "theme", "genre", "date"};
	json_t *meta = json_object();
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++) {
		json_t *value = json_object_get(item->meta, keys[i]);

		if (value)
			json_object_set(meta, keys[i], value);
	}
	return meta;
}

static enum tz_status
make_detail(const struct tz_publish *wish, const struct tz_item *item,
    const struct tz_item_file_list *files, json_t *detail, struct tz_err *err)
{
	json_t *list = json_array();
	json_t *meta = other_meta(item);
	enum tz_status s;
	size_t i;

	if (json_object_set_new(detail, "files", list) != 0)
		return tz_fail_nomem(err);
	for (i = 0; i < files->n; i++)
		if (json_array_append_new(list, file_json(&files->file[i])) !=
		    0)
			return tz_fail_nomem(err);
	if (json_object_size(meta) == 0)
		json_decref(meta);
	else if (json_object_set_new(detail, "meta", meta) != 0)
		return tz_fail_nomem(err);
	s = tz_typed_set(detail, "channel", wish->channel, "--channel", err);
	if (!s)
		s = tz_typed_set(detail, "url", wish->url, "--url", err);
	if (s)
		return s;
	if (!tz_json_string(detail, "channel"))
		return tz_fail(err, TZ_USAGE, _("--channel is empty"));
	if (!tz_json_set_string(detail, "date", wish->date) ||
	    !tz_json_set_string(detail, "department", item->department) ||
	    !tz_json_set_string(detail, "disposition", item->disposition) ||
	    !tz_json_set_string(detail, "number", item->number) ||
	    !tz_json_set_string(detail, "title", item->title))
		return tz_fail_nomem(err);
	return TZ_OK;
}

static enum tz_status
enter(const struct tz_desk *desk, const struct tz_publish *wish,
    const struct tz_dossier *dossier, size_t *ret_left_out, struct tz_err *err)
{
	const struct tz_item *item = &dossier->item;
	tz_auto_json detail = json_object();
	tz_auto_item_files files = {0};
	struct tz_act act = {
	    .kind = TZ_ACT_PUBLISH,
	    .doc = item->doc,
	    .detail = detail,
	};
	struct tz_record record = {
	    .desk = desk,
	    .now = &dossier->now,
	    .item = item,
	    .scan = dossier->scan,
	    .act = &act,
	};
	struct tz_object *objects = NULL;
	int64_t seq;
	enum tz_status s =
	    tz_item_files(desk->vault, item->id, item->revision, &files, err);

	if (s)
		return s;
	leave_out_unread(dossier, &files, ret_left_out);
	if (files.n == 0)
		return tz_fail(err, TZ_NO,
		    _("no file of item %s was wholly read; none can be "
		      "published"),
		    item->id);
	s = make_detail(wish, item, &files, detail, err);
	if (!s)
		s = tz_record_objects(&files, &objects, err);
	act.objects = objects;
	act.n_objects = files.n;
	if (!s)
		s = tz_record_act(&record, &seq, err);
	free(objects);
	return s;
}

enum tz_status
tz_publish(const struct tz_desk *desk, const struct tz_publish *wish,
    struct tz_item *ret_item, size_t *ret_left_out,
    struct tz_refusal *ret_refusal, struct tz_err *err)
{
	const char *const texts[] = {wish->channel, wish->url};
	tz_auto_dossier dossier = {0};
	enum tz_status s = tz_desk_open(desk, wish->item, &dossier, err);

	if (!s && dossier.refused)
		s = tz_refuse_late(desk, &dossier, err);
	if (!s)
		s = check(wish, &dossier, err);
	if (!s)
		s = tz_refuse_typed(desk, &dossier.now, texts, 2, ret_refusal,
		    err);
	if (!s)
		s = enter(desk, wish, &dossier, ret_left_out, err);
	return s ? s : tz_item_get(desk->vault, wish->item, ret_item, err);
}
