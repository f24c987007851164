/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_set.c - the rules in force: loaded, compiled, looked up
 */
#include "policies/rule_set.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "policies/condition.h"
#include "policies/layer.h"
#include "policies/set.h"

void
tz_rule_set_free(struct tz_rule_set *set)
{
	size_t i;

	if (!set)
		return;
	tz_matcher_free(set->matcher);
	tz_layer_clear(set);
	tz_conditions_free(set->conditions);
	free(set->rules);
	for (i = 0; i < set->n_packs; i++)
		tz_pack_clear(&set->packs[i]);
	free(set->packs);
	free(set->infos);
	for (i = 0; i < set->n_routes; i++)
		tz_route_clear(&set->routes[i]);
	free(set->routes);
	for (i = 0; i < set->n_grounds; i++)
		tz_ground_clear(&set->grounds[i]);
	free(set->grounds);
	for (i = 0; i < set->n_calendars; i++) {
		free(set->calendars[i].regime);
		tz_calendar_free(set->calendars[i].calendar);
	}
	free(set->calendars);
	free(set);
}

static bool
is_in(const char *name, const char *folder)
{
	return strncmp(name, folder, strlen(folder)) == 0;
}

/* calendars/REGIME.yaml */
static enum tz_status
load_calendar(const struct tz_named *file, struct tz_calendar_file *ret,
    struct tz_err *err)
{
	const char *name = file->name + strlen("calendars/");

	ret->regime = strndup(name, strcspn(name, "."));
	if (!ret->regime)
		return tz_fail_nomem(err);
	return tz_calendar_load(file->data, file->len, file->name,
	    &ret->calendar, err);
}

/* One file, by its folder.  Counts rise first, so that clean-up sees it. */
static enum tz_status
load_file(struct tz_rule_set *set, const struct tz_named *file,
    const struct tz_named_list *files, const char *today, struct tz_err *err)
{
	if (is_in(file->name, "packs/") || is_in(file->name, "agency/")) {
		struct tz_pack *pack = &set->packs[set->n_packs++];

		pack->agency = is_in(file->name, "agency/");
		return tz_pack_load(file, files, &set->conditions, today, pack,
		    err);
	}
	if (is_in(file->name, "routes/"))
		return tz_route_load(file, &set->routes[set->n_routes++], err);
	if (is_in(file->name, "grounds/"))
		return tz_ground_load(file, &set->grounds[set->n_grounds++],
		    err);
	if (is_in(file->name, "calendars/"))
		return load_calendar(file, &set->calendars[set->n_calendars++],
		    err);
	/* Words are read with the rule that names their list; overrides when
	 * all rules are known. */
	if (is_in(file->name, "lists/") || is_in(file->name, "local/"))
		return TZ_OK;
	return tz_fail(err, TZ_FORMAT,
	    _("%s:1:1: a policy file lies in packs, agency, local, lists, "
	      "routes, grounds or calendars"),
	    file->name);
}

static enum tz_status
load_files(struct tz_rule_set *set, const struct tz_named_list *files,
    struct tz_err *err)
{
	struct tz_date date = tz_date_at(tz_now(), 0);
	char today[TZ_DATE_TEXT];
	enum tz_status s = TZ_OK;
	size_t i;

	tz_date_format(&date, today);
	set->packs = calloc(files->n + 1, sizeof *set->packs);
	set->routes = calloc(files->n + 1, sizeof *set->routes);
	set->grounds = calloc(files->n + 1, sizeof *set->grounds);
	set->calendars = calloc(files->n + 1, sizeof *set->calendars);
	if (!set->packs || !set->routes || !set->grounds || !set->calendars)
		return tz_fail_nomem(err);
	for (i = 0; s == TZ_OK && i < files->n; i++)
		s = load_file(set, &files->item[i], files, today, err);
	if (s == TZ_OK)
		s = tz_rule_set_list(set, err);
	for (i = 0; s == TZ_OK && i < files->n; i++)
		if (is_in(files->item[i].name, "local/"))
			s = tz_layer_override(set, &files->item[i], today, err);
	return s;
}

/* "PACK: rule RULE: hit example 2 fails" */
static void
note_failure(const struct tz_example_failure *failure, void *arg)
{
	struct tz_err *err = arg;

	tz_fail(err, TZ_FORMAT,
	    failure->should_hit
		? _("%s: rule %s: the hit example %zu is not hit")
		: _("%s: rule %s: the miss example %zu is hit"),
	    failure->pack, failure->rule, failure->number);
}

/* Compile anew, run all examples, keep the result. */
static enum tz_status
compile(struct tz_rule_set *set, const char *path, struct tz_err *err)
{
	size_t n_run;
	size_t n_failed = 0;
	struct tz_err failure = {0};
	enum tz_status s = tz_matcher_compile(set->matcher, err);

	if (s == TZ_OK)
		s = tz_rule_set_test(set, NULL, note_failure, &failure, &n_run,
		    &n_failed, err);
	if (s == TZ_OK && n_failed)
		return tz_fail(err, TZ_FORMAT, "%s", failure.text);
	if (s == TZ_OK && path &&
	    tz_matcher_save(set->matcher, path, &set->digest, NULL) != TZ_OK)
		return TZ_OK; /* slower next time, no more */
	return s;
}

static enum tz_status
compile_or_load(struct tz_rule_set *set, const char *cache_folder,
    struct tz_err *err)
{
	char hex[TZ_ID_HEX];
	tz_auto_buf path = TZ_BUF_INIT;
	enum tz_status s;

	if (!cache_folder)
		return compile(set, NULL, err);
	tz_id_hex(&set->digest, hex);
	tz_buf_printf(&path, "%s/%s.rules", cache_folder, hex);
	s = tz_buf_check(&path, err);
	if (s != TZ_OK)
		return s;
	if (tz_matcher_load(set->matcher, tz_buf_str(&path), &set->digest))
		return TZ_OK;
	if (tz_folder_make(cache_folder, 0700, NULL) != TZ_OK)
		return compile(set, NULL, err);
	return compile(set, tz_buf_str(&path), err);
}

/* All but compiling. */
static enum tz_status
load(const struct tz_named_list *files, struct tz_rule_set *set,
    struct tz_err *err)
{
	enum tz_status s = tz_policy_manifest_digest(files, &set->digest, err);

	if (s == TZ_OK)
		s = load_files(set, files, err);
	if (s == TZ_OK)
		s = tz_matcher_new(set->rules, set->n_all, &set->matcher, err);
	return s;
}

enum tz_status
tz_rule_set_new(const struct tz_named_list *files, const char *cache_folder,
    struct tz_rule_set **ret_set, struct tz_err *err)
{
	tz_auto(tz_rule_set) set = calloc(1, sizeof *set);
	enum tz_status s;

	if (!set)
		return tz_fail_nomem(err);
	s = load(files, set, err);
	if (s == TZ_OK)
		s = compile_or_load(set, cache_folder, err);
	if (s == TZ_OK)
		*ret_set = tz_steal(&set);
	return s;
}

enum tz_status
tz_rule_set_new_untested(const struct tz_named_list *files,
    struct tz_rule_set **ret_set, struct tz_err *err)
{
	tz_auto(tz_rule_set) set = calloc(1, sizeof *set);
	enum tz_status s;

	if (!set)
		return tz_fail_nomem(err);
	s = load(files, set, err);
	if (s == TZ_OK)
		s = tz_matcher_compile(set->matcher, err);
	if (s == TZ_OK)
		*ret_set = tz_steal(&set);
	return s;
}
