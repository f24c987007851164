/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/pack.c - one pack file: its head and its list of rules
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "policies/read.h"
#include "policies/rule.h"

static const char *const pack_keys[] = {"schema", "id", "version", "title",
    "description", "source", "since", "review_by", "until", "rules", NULL};

void
tz_pack_clear(struct tz_pack *pack)
{
	size_t i;

	for (i = 0; i < pack->n_rules; i++)
		tz_rule_clear(&pack->rules[i]);
	free(pack->rules);
	tz_yaml_free(pack->yaml);
	memset(pack, 0, sizeof *pack);
}

/* The keys of the pack but its rules. */
static enum tz_status
load_head(struct tz_pack *pack, const char *today, struct tz_err *err)
{
	const json_t *root = tz_yaml_root(pack->yaml);
	enum tz_status s = tz_read_schema(pack->yaml, "taizhang-pack/1", err);
	const char *unused;

	if (s == TZ_OK)
		s = tz_read_keys(pack->yaml, root, pack_keys, err);
	if (s == TZ_OK)
		s = tz_read_string(pack->yaml, root, "id", true, &pack->id,
		    err);
	if (s == TZ_OK)
		s = tz_read_string(pack->yaml, root, "version", true,
		    &pack->version, err);
	if (s == TZ_OK)
		s = tz_read_title(pack->yaml, root, "title", &pack->title_zh,
		    &pack->title_en, err);
	if (s == TZ_OK)
		s = tz_read_string(pack->yaml, root, "description", false,
		    &unused, err);
	if (s == TZ_OK)
		s = tz_read_date(pack->yaml, root, "until", &pack->until, err);
	if (s == TZ_OK && pack->until)
		pack->expired = strcmp(pack->until, today) < 0;
	return s;
}

enum tz_status
tz_pack_load(const struct tz_named *file, const struct tz_named_list *files,
    const char *today, struct tz_pack *ret_pack, struct tz_err *err)
{
	const json_t *rules = NULL;
	size_t n;
	enum tz_status s = tz_yaml_parse(file->data, file->len, file->name,
	    &ret_pack->yaml, err);

	if (s == TZ_OK)
		s = load_head(ret_pack, today, err);
	if (s == TZ_OK)
		s = tz_read_list(ret_pack->yaml, tz_yaml_root(ret_pack->yaml),
		    "rules", &rules, err);
	if (s != TZ_OK)
		return s;
	if (!rules)
		return tz_yaml_fail(ret_pack->yaml,
		    tz_yaml_root(ret_pack->yaml), err,
		    _("the key '%s' is missing"), "rules");

	n = json_array_size(rules);
	ret_pack->rules = calloc(n, sizeof *ret_pack->rules);
	if (!ret_pack->rules)
		return tz_fail_nomem(err);
	while (s == TZ_OK && ret_pack->n_rules < n) {
		size_t i = ret_pack->n_rules++;

		s = tz_rule_load(ret_pack, json_array_get(rules, i), files,
		    today, &ret_pack->rules[i], err);
		ret_pack->expired |= ret_pack->rules[i].expired;
	}
	return s;
}
