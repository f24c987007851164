/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/route.c - who signs off, in what order: read from YAML
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "policies/read.h"
#include "policies/set.h"

static const char *const route_keys[] = {"schema", "id", "regime", "default",
    "title", "source", "resume", "withhold", "steps", NULL};
static const char *const step_keys[] = {
    "id", "title", "role", "workdays", NULL};
static const char *const withhold_words[] = {"end", "continue", NULL};
static const char *const roles[] = {"drafter", "reviewer",
    "confidentiality-officer", "approver", "archivist", "foi-officer",
    "auditor", NULL};

void
tz_route_clear(struct tz_route_file *route)
{
	free((void *)route->route.steps);
	tz_yaml_free(route->yaml);
	memset(route, 0, sizeof *route);
}

static enum tz_status
load_step(const struct tz_yaml *yaml, const json_t *node,
    struct tz_route_step *ret, struct tz_err *err)
{
	const json_t *workdays = json_object_get(node, "workdays");
	int role = -1;
	enum tz_status s = tz_read_keys(yaml, node, step_keys, err);

	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "id", true, &ret->id, err);
	if (s == TZ_OK)
		s = tz_read_title(yaml, node, "title", &ret->title_zh,
		    &ret->title_en, err);
	if (s == TZ_OK)
		s = tz_read_word(yaml, node, "role", roles, &role, err);
	if (s != TZ_OK)
		return s;
	if (role < 0)
		return tz_yaml_fail(yaml, node, err,
		    _("the key '%s' is missing"), "role");
	ret->role = roles[role];
	if (workdays &&
	    (!json_is_integer(workdays) || json_integer_value(workdays) < 0 ||
		json_integer_value(workdays) > 1000))
		return tz_yaml_fail(yaml, workdays, err,
		    _("'%s' must be a number from 0 to 1000"), "workdays");
	ret->workdays = (int)json_integer_value(workdays);
	return TZ_OK;
}

static enum tz_status
load_steps(struct tz_route_file *route, struct tz_err *err)
{
	const struct tz_yaml *yaml = route->yaml;
	const json_t *root = tz_yaml_root(yaml);
	struct tz_route_step *steps;
	const json_t *list;
	const char *resume;
	size_t i;
	enum tz_status s = tz_read_list(yaml, root, "steps", &list, err);

	if (s == TZ_OK)
		s = tz_read_string(yaml, root, "resume", false, &resume, err);
	if (s != TZ_OK)
		return s;
	if (json_array_size(list) < 2)
		return tz_yaml_fail(yaml, root, err,
		    _("a route has 'steps', at least two"));
	steps = calloc(json_array_size(list), sizeof *steps);
	if (!steps)
		return tz_fail_nomem(err);
	route->route.steps = steps;
	route->route.n_steps = json_array_size(list);
	route->route.resume = resume ? 0 : 1;
	for (i = 0; s == TZ_OK && i < route->route.n_steps; i++) {
		s = load_step(yaml, json_array_get(list, i), &steps[i], err);
		if (s == TZ_OK && resume && strcmp(resume, steps[i].id) == 0)
			route->route.resume = i;
	}
	if (s == TZ_OK && route->route.resume == 0)
		return tz_yaml_fail(yaml, json_object_get(root, "resume"), err,
		    _("'resume' must name a step after the first"));
	return s;
}

enum tz_status
tz_route_load(const struct tz_named *file, struct tz_route_file *ret_route,
    struct tz_err *err)
{
	struct tz_route *route = &ret_route->route;
	const json_t *root;
	const char *source;
	int withhold = 0;
	enum tz_status s = tz_yaml_parse(file->data, file->len, file->name,
	    &ret_route->yaml, err);
	const struct tz_yaml *yaml = ret_route->yaml;

	if (s == TZ_OK)
		s = tz_read_schema(yaml, "taizhang-route/1", err);
	if (s != TZ_OK)
		return s;
	root = tz_yaml_root(yaml);
	s = tz_read_keys(yaml, root, route_keys, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, root, "id", true, &route->id, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, root, "regime", true, &route->regime,
		    err);
	if (s == TZ_OK)
		s = tz_read_bool(yaml, root, "default", &route->is_default,
		    err);
	if (s == TZ_OK)
		s = tz_read_title(yaml, root, "title", &route->title_zh,
		    &route->title_en, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, root, "source", false, &source, err);
	if (s == TZ_OK)
		s = tz_read_word(yaml, root, "withhold", withhold_words,
		    &withhold, err);
	route->withhold_continues = withhold == 1;
	if (s == TZ_OK)
		s = load_steps(ret_route, err);
	return s;
}
