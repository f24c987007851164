/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/found_json.c - the record of a finding in --json
 */
#include "review/found.h"

static json_t *
text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

/* A structural fact matches no text: null, as in the records of scan. */
static json_t *
match_or_null(const char *match)
{
	return text_or_null(match && match[0] != '\0' ? match : NULL);
}

static json_t *
precedent_json(const struct tz_found *precedent)
{
	if (!precedent)
		return json_null();
	return json_pack("{s:o, s:s, s:o, s:o}", "id",
	    json_sprintf("F%d", precedent->number), "status",
	    tz_judgement_word(precedent->status), "by",
	    text_or_null(precedent->by), "reason",
	    text_or_null(precedent->reason));
}

json_t *
tz_found_json(const struct tz_found *found, const char *item,
    const struct tz_found *precedent)
{
	json_t *record = json_object();
	struct {
		const char *key;
		json_t *value;
	} members[] = {
	    {"type", json_string("finding")},
	    {"file", text_or_null(found->file)},
	    {"part", text_or_null(found->part)},
	    {"channel", json_string(tz_channel_word(found->channel))},
	    {"where", text_or_null(found->location)},
	    {"rule", json_string(found->rule)},
	    {"pack", text_or_null(found->pack)},
	    {"severity", json_string(tz_severity_word(found->severity))},
	    {"ground", text_or_null(found->ground)},
	    {"match", match_or_null(found->matched)},
	    {"excerpt", text_or_null(found->excerpt)},
	    {"about", text_or_null(found->about)},
	    {"start", json_integer(found->start)},
	    {"end", json_integer(found->end)},
	    {"item", json_string(item)},
	    {"revision", json_integer(found->revision)},
	    {"id", json_sprintf("F%d", found->number)},
	    {"status", json_string(tz_judgement_word(found->status))},
	    {"by", text_or_null(found->by)},
	    {"reason", text_or_null(found->reason)},
	    {"precedent", precedent_json(precedent)},
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
