/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/ground.c - the legal bases of a regime: read from YAML
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "policies/read.h"
#include "policies/set.h"

static const char *const file_keys[] = {
    "schema", "regime", "title", "source", "grounds", NULL};
static const char *const ground_keys[] = {"code", "title", "law", "kind", NULL};
static const char *const kinds[] = {"must", "may", NULL};

void
tz_ground_clear(struct tz_ground_file *grounds)
{
	free(grounds->ground);
	tz_yaml_free(grounds->yaml);
	memset(grounds, 0, sizeof *grounds);
}

static enum tz_status
load_ground(const struct tz_yaml *yaml, const json_t *node,
    struct tz_ground *ret, struct tz_err *err)
{
	int kind = -1;
	enum tz_status s = tz_read_keys(yaml, node, ground_keys, err);

	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "code", true, &ret->code, err);
	if (s == TZ_OK)
		s = tz_read_title(yaml, node, "title", &ret->title_zh,
		    &ret->title_en, err);
	if (s == TZ_OK)
		s = tz_read_title(yaml, node, "law", &ret->law_zh, &ret->law_en,
		    err);
	if (s == TZ_OK)
		s = tz_read_word(yaml, node, "kind", kinds, &kind, err);
	if (s == TZ_OK && kind < 0)
		s = tz_yaml_fail(yaml, node, err, _("the key '%s' is missing"),
		    "kind");
	ret->must = kind == 0;
	return s;
}

enum tz_status
tz_ground_load(const struct tz_named *file, struct tz_ground_file *ret_grounds,
    struct tz_err *err)
{
	const json_t *root;
	const json_t *list = NULL;
	const char *regime = NULL;
	const char *source;
	const char *zh;
	const char *en;
	enum tz_status s = tz_yaml_parse(file->data, file->len, file->name,
	    &ret_grounds->yaml, err);
	const struct tz_yaml *yaml = ret_grounds->yaml;

	if (s == TZ_OK)
		s = tz_read_schema(yaml, "taizhang-grounds/1", err);
	if (s != TZ_OK)
		return s;
	root = tz_yaml_root(yaml);
	s = tz_read_keys(yaml, root, file_keys, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, root, "regime", true, &regime, err);
	if (s == TZ_OK)
		s = tz_read_title(yaml, root, "title", &zh, &en, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, root, "source", false, &source, err);
	if (s == TZ_OK)
		s = tz_read_list(yaml, root, "grounds", &list, err);
	if (s == TZ_OK && !list)
		s = tz_yaml_fail(yaml, root, err, _("the key '%s' is missing"),
		    "grounds");
	if (s != TZ_OK)
		return s;

	ret_grounds->ground =
	    calloc(json_array_size(list), sizeof *ret_grounds->ground);
	if (!ret_grounds->ground)
		return tz_fail_nomem(err);
	while (s == TZ_OK && ret_grounds->n < json_array_size(list)) {
		size_t i = ret_grounds->n++;

		ret_grounds->ground[i].regime = regime;
		s = load_ground(yaml, json_array_get(list, i),
		    &ret_grounds->ground[i], err);
	}
	return s;
}
