/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_allow.c - texts that are no hit, and what the law makes public
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "policies/confirm.h"
#include "policies/read.h"
#include "policies/rule_read.h"

static const char *const allow_keys[] = {
    "text", "word", "regex", "sha256", "reason", "until", "severity", NULL};
static const char *const public_keys[] = {"near", "regex", "within", "header",
    "source", "ground", "reason", "channels", "formats", "severity", "until",
    NULL};

/* Where nothing else is said. */
#define PUBLIC_WITHIN 40

/* One of the four ways. */
static enum tz_status
read_what(const struct tz_yaml *yaml, const json_t *node, struct tz_allow *ret,
    struct tz_err *err)
{
	const char *text = NULL;
	const char *word = NULL;
	const char *regex = NULL;
	const char *sha256 = NULL;
	struct tz_err why = {0};
	enum tz_status s =
	    tz_read_string(yaml, node, "text", false, &text, err);

	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "word", false, &word, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "regex", false, &regex, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "sha256", false, &sha256, err);
	if (s != TZ_OK)
		return s;
	if ((text != NULL) + (word != NULL) + (regex != NULL) +
		(sha256 != NULL) !=
	    1)
		return tz_yaml_fail(yaml, node, err,
		    _("an allowed text has one of text, word, regex, sha256"));
	if (sha256 && !tz_id_parse(sha256, &ret->sha256))
		return tz_yaml_fail(yaml, json_object_get(node, "sha256"), err,
		    _("'%s' must be 64 lower-case hexadecimal digits"),
		    "sha256");
	if (text)
		return tz_read_fold(text, strlen(text), &ret->text, err);
	if (word)
		return tz_read_fold(word, strlen(word), &ret->word, err);
	if (!regex)
		return TZ_OK;
	s = tz_confirm_new_plain(regex, &ret->regex, &why);
	if (s == TZ_FORMAT)
		return tz_yaml_fail(yaml, json_object_get(node, "regex"), err,
		    "%s", why.text);
	return s == TZ_OK ? TZ_OK : tz_fail(err, s, "%s", why.text);
}

static enum tz_status
read_allow(const struct tz_yaml *yaml, const json_t *node, const char *today,
    struct tz_allow *ret, struct tz_err *err)
{
	const char *until = NULL;
	enum tz_status s = tz_read_keys(yaml, node, allow_keys, err);

	ret->severity = TZ_SEVERITY_NONE;
	if (s == TZ_OK)
		s = read_what(yaml, node, ret, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "reason", true, &ret->reason,
		    err);
	if (s == TZ_OK)
		s = tz_read_severity(yaml, node, "severity", true,
		    &ret->severity, err);
	if (s == TZ_OK)
		s = tz_read_date(yaml, node, "until", &until, err);
	ret->lapsed = until && strcmp(until, today) < 0;
	return s;
}

enum tz_status
tz_rule_read_allow(const struct tz_yaml *yaml, const json_t *node,
    const char *today, struct tz_rule *rule, struct tz_err *err)
{
	const json_t *list;
	struct tz_allow *grown;
	enum tz_status s = tz_read_list(yaml, node, "allow", &list, err);
	size_t i;

	if (s != TZ_OK || !list)
		return s;
	grown = realloc(rule->allow,
	    (rule->n_allow + json_array_size(list)) * sizeof *grown);
	if (!grown)
		return tz_fail_nomem(err);
	rule->allow = grown;
	for (i = 0; s == TZ_OK && i < json_array_size(list); i++) {
		struct tz_allow *allow = &rule->allow[rule->n_allow++];

		memset(allow, 0, sizeof *allow);
		s = read_allow(yaml, json_array_get(list, i), today, allow,
		    err);
	}
	return s;
}

static enum tz_status
read_public(const struct tz_yaml *yaml, const json_t *node, const char *today,
    struct tz_public *ret, struct tz_err *err)
{
	const char *unused;
	const char *until = NULL;
	enum tz_status s = tz_read_keys(yaml, node, public_keys, err);

	ret->severity = TZ_SEVERITY_NOTE;
	ret->near.within =
	    (struct tz_within){TZ_UNIT_CHARACTERS, PUBLIC_WITHIN};
	if (s == TZ_OK)
		s = tz_rule_read_near(yaml, node, "near", &ret->near, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "source", true, &ret->source,
		    err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "reason", false, &ret->reason,
		    err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "ground", false, &unused, err);
	if (s == TZ_OK)
		s = tz_rule_read_channels(yaml, node, &ret->channels, err);
	if (s == TZ_OK)
		s = tz_rule_read_formats(yaml, node, &ret->formats, err);
	if (s == TZ_OK)
		s = tz_read_severity(yaml, node, "severity", false,
		    &ret->severity, err);
	if (s == TZ_OK)
		s = tz_read_date(yaml, node, "until", &until, err);
	if (s != TZ_OK)
		return s;
	ret->lapsed = until && strcmp(until, today) < 0;
	if (!ret->near.any.n && !ret->near.regex &&
	    ret->channels == UINT32_MAX && !ret->formats)
		return tz_yaml_fail(yaml, node, err, _("'%s' needs one of %s"),
		    "public_by_law", "near, regex, channels, formats");
	return TZ_OK;
}

enum tz_status
tz_rule_read_public(const struct tz_yaml *yaml, const json_t *node,
    const char *today, struct tz_rule *rule, struct tz_err *err)
{
	const json_t *list;
	struct tz_public *grown;
	enum tz_status s =
	    tz_read_list(yaml, node, "public_by_law", &list, err);
	size_t i;

	if (s != TZ_OK || !list)
		return s;
	grown = realloc(rule->publics,
	    (rule->n_publics + json_array_size(list)) * sizeof *grown);
	if (!grown)
		return tz_fail_nomem(err);
	rule->publics = grown;
	for (i = 0; s == TZ_OK && i < json_array_size(list); i++) {
		struct tz_public *public = &rule->publics[rule->n_publics++];

		memset(public, 0, sizeof *public);
		s = read_public(yaml, json_array_get(list, i), today, public,
		    err);
	}
	return s;
}
