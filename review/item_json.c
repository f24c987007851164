/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/item_json.c - the record of an item in --json
 */
#include "base/buf.h"
#include "review/item.h"

/* ${text} or null; an empty text is one that is not known. */
static json_t *
text_or_null(const char *text)
{
	return text && text[0] != '\0' ? json_string(text) : json_null();
}

static json_t *
digest(const struct tz_id *id)
{
	char hex[TZ_ID_HEX];

	tz_id_hex(id, hex);
	return json_sprintf("sha256:%s", hex);
}

static json_t *
counts(const unsigned count[TZ_SEVERITY_COUNT])
{
	json_t *object = json_object();
	int i;

	for (i = TZ_SEVERITY_COUNT - 1; i >= 0; i--)
		json_object_set_new(object, tz_severity_word(i),
		    json_integer(count[i]));
	return object;
}

json_t *
tz_item_json(const struct tz_item *item)
{
	/* What is in quarantine or erased is not shown. */
	bool hidden = item->state == TZ_STATE_QUARANTINED ||
	    item->state == TZ_STATE_ERASED;
	json_t *record = json_object();
	struct {
		const char *key;
		json_t *value;
	} members[] = {
	    {"type", json_string("item")},
	    {"item", json_string(item->id)},
	    {"state", json_string(tz_state_word(item->state))},
	    {"step", text_or_null(item->step)},
	    {"title", text_or_null(hidden ? NULL : item->title)},
	    {"number", text_or_null(hidden ? NULL : item->number)},
	    {"department", text_or_null(hidden ? NULL : item->department)},
	    {"disposition", text_or_null(item->disposition)},
	    {"ground", text_or_null(item->ground)},
	    {"revision", json_integer(item->revision)},
	    {"revision_digest", digest(&item->revision_digest)},
	    {"rule_set", digest(&item->rule_set)},
	    {"by", json_string(item->by)},
	    {"due", text_or_null(item->due)},
	    {"open", counts(item->open)},
	    {"upheld", counts(item->upheld)},
	    {"unread", json_integer(item->unread)},
	    {"route", text_or_null(item->route)},
	    {"category", text_or_null(hidden ? NULL : item->category)},
	    {"theme", text_or_null(hidden ? NULL : item->theme)},
	    {"genre", text_or_null(hidden ? NULL : item->genre)},
	    {"date", text_or_null(item->date)},
	    {"channel", text_or_null(item->channel)},
	    {"published_on", text_or_null(item->published_on)},
	    {"url", text_or_null(hidden ? NULL : item->url)},
	};
	bool failed = !record;
	size_t i;

	for (i = 0; i < sizeof members / sizeof *members; i++)
		if (json_object_set_new(record, members[i].key,
			members[i].value) != 0)
			failed = true;
	if (failed) {
		json_decref(record);
		return NULL;
	}
	return record;
}
