/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/layer.c - the agency's own rules and the local overrides
 */
#include "policies/layer.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "policies/item_check.h"
#include "policies/read.h"
#include "policies/rule_read.h"

static const char *const file_keys[] = {
    "schema", "title", "description", "overrides", NULL};
static const char *const override_keys[] = {"id", "reason", "severity",
    "disabled", "allow", "public_by_law", "channels", "formats", "until", NULL};

void
tz_layer_clear(struct tz_rule_set *set)
{
	size_t i;

	for (i = 0; i < set->n_changes; i++)
		free((char *)set->changes[i].detail);
	free(set->changes);
	for (i = 0; i < set->n_overrides; i++)
		tz_yaml_free(set->overrides[i]);
	free(set->overrides);
}

enum tz_status
tz_layer_note(struct tz_rule_set *set, const struct tz_rule *rule,
    const char *layer, const struct tz_yaml *yaml, const json_t *node,
    const char *what, const char *detail, const char *reason,
    struct tz_err *err)
{
	struct tz_rule_change *grown =
	    realloc(set->changes, (set->n_changes + 1) * sizeof *grown);
	struct tz_rule_change *change;
	unsigned column;

	if (!grown)
		return tz_fail_nomem(err);
	set->changes = grown;
	change = &grown[set->n_changes];
	*change = (struct tz_rule_change){.rule = rule->id,
	    .layer = layer,
	    .file = tz_yaml_name(yaml),
	    .what = what,
	    .reason = reason,
	    .loud = rule->shipped_severity == TZ_SEVERITY_REFUSE};
	tz_yaml_where(yaml, node, &change->line, &column);
	change->detail = strdup(detail ? detail : "");
	if (!change->detail)
		return tz_fail_nomem(err);
	set->n_changes++;
	return TZ_OK;
}

/* The rule or check of that id, to be changed. */
static struct tz_rule *
find(struct tz_rule_set *set, const char *id)
{
	size_t i;
	size_t k;

	for (i = 0; i < set->n_packs; i++) {
		struct tz_pack *pack = &set->packs[i];

		for (k = 0; k < pack->n_rules; k++)
			if (!pack->rules[k].replaced &&
			    strcmp(pack->rules[k].id, id) == 0)
				return &pack->rules[k];
		for (k = 0; k < pack->n_checks; k++)
			if (!pack->checks[k].rule.replaced &&
			    strcmp(pack->checks[k].rule.id, id) == 0)
				return &pack->checks[k].rule;
	}
	return NULL;
}

/* One override being applied. */
struct change {
	struct tz_rule_set *set;
	const struct tz_yaml *yaml;
	const json_t *node;
	const char *today;
	const char *reason;
	struct tz_rule *rule;
	struct tz_err *err;
};

static enum tz_status
note(const struct change *change, const char *what, const char *detail)
{
	return tz_layer_note(change->set, change->rule, "local", change->yaml,
	    change->node, what, detail, change->reason, change->err);
}

static enum tz_status
change_severity(const struct change *change)
{
	struct tz_rule *rule = change->rule;
	enum tz_severity to = TZ_SEVERITY_COUNT;
	tz_auto_buf detail = TZ_BUF_INIT;
	enum tz_status s = tz_read_severity(change->yaml, change->node,
	    "severity", false, &to, change->err);

	if (s != TZ_OK || to == TZ_SEVERITY_COUNT || to == rule->severity)
		return s;
	tz_buf_printf(&detail, "%s -> %s", tz_severity_word(rule->severity),
	    tz_severity_word(to));
	rule->severity = to;
	rule->narrowed = true;
	return note(change, "severity", tz_buf_str(&detail));
}

static enum tz_status
change_disabled(const struct change *change)
{
	bool disabled = false;
	enum tz_status s = tz_read_bool(change->yaml, change->node, "disabled",
	    &disabled, change->err);

	if (s != TZ_OK || !disabled)
		return s;
	change->rule->disabled = true;
	return note(change, "disabled", NULL);
}

/* What goes with a search of text alone. */
static enum tz_status
change_where(const struct change *change)
{
	static const char *const keys[] = {
	    "allow", "public_by_law", "channels", "formats"};
	struct tz_rule *rule = change->rule;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < sizeof keys / sizeof *keys; i++) {
		const json_t *list = json_object_get(change->node, keys[i]);
		tz_auto_buf detail = TZ_BUF_INIT;

		if (!list)
			continue;
		if (rule->kind == TZ_MATCH_COUNT)
			return tz_yaml_fail(change->yaml, list, change->err,
			    _("a check of metadata has no '%s'"), keys[i]);
		rule->narrowed = true;
		tz_buf_printf(&detail, "%zu", json_array_size(list));
		s = note(change, keys[i], tz_buf_str(&detail));
	}
	if (s == TZ_OK)
		s = tz_rule_read_allow(change->yaml, change->node,
		    change->today, rule, change->err);
	if (s == TZ_OK)
		s = tz_rule_read_public(change->yaml, change->node,
		    change->today, rule, change->err);
	if (s == TZ_OK && json_object_get(change->node, "channels")) {
		rule->channels = 0;
		s = tz_rule_read_channels(change->yaml, change->node,
		    &rule->channels, change->err);
	}
	if (s == TZ_OK && json_object_get(change->node, "formats"))
		s = tz_rule_read_formats(change->yaml, change->node,
		    &rule->formats, change->err);
	return s;
}

static enum tz_status
apply(struct tz_rule_set *set, const struct tz_yaml *yaml, const json_t *node,
    const char *today, struct tz_err *err)
{
	struct change change = {set, yaml, node, today, NULL, NULL, err};
	const char *id;
	const char *until = NULL;
	enum tz_status s = tz_read_keys(yaml, node, override_keys, err);

	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "id", true, &id, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "reason", true, &change.reason,
		    err);
	if (s == TZ_OK)
		s = tz_read_date(yaml, node, "until", &until, err);
	if (s != TZ_OK)
		return s;
	change.rule = find(set, id);
	if (!change.rule)
		return tz_yaml_fail(yaml, json_object_get(node, "id"), err,
		    _("there is no rule '%s'"), id);
	if (until && strcmp(until, today) < 0)
		return note(&change, "lapsed", until);
	s = change_severity(&change);
	if (s == TZ_OK)
		s = change_disabled(&change);
	return s == TZ_OK ? change_where(&change) : s;
}

enum tz_status
tz_layer_override(struct tz_rule_set *set, const struct tz_named *file,
    const char *today, struct tz_err *err)
{
	struct tz_yaml **grown = realloc(set->overrides,
	    (set->n_overrides + 1) * sizeof *set->overrides);
	struct tz_yaml *yaml = NULL;
	const json_t *list = NULL;
	enum tz_status s;
	size_t i;

	if (!grown)
		return tz_fail_nomem(err);
	set->overrides = grown;
	s = tz_yaml_parse(file->data, file->len, file->name, &yaml, err);
	if (s != TZ_OK)
		return s;
	set->overrides[set->n_overrides++] = yaml;
	s = tz_read_schema(yaml, "taizhang-overrides/1", err);
	if (s == TZ_OK)
		s = tz_read_keys(yaml, tz_yaml_root(yaml), file_keys, err);
	if (s == TZ_OK)
		s = tz_read_list(yaml, tz_yaml_root(yaml), "overrides", &list,
		    err);
	if (s == TZ_OK && !list)
		s = tz_yaml_fail(yaml, tz_yaml_root(yaml), err,
		    _("the key '%s' is missing"), "overrides");
	for (i = 0; s == TZ_OK && i < json_array_size(list); i++)
		s = apply(set, yaml, json_array_get(list, i), today, err);
	return s;
}
