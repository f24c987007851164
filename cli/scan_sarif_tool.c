/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/scan_sarif_tool.c - the tool and its rules as SARIF tells of them
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/scan_sarif.h"
#include "cli/words.h"
#include "policies/rule_set.h"

/* Rules that are in no pack. */
static const struct {
	const char *id;
	enum tz_severity severity;
} own_rules[] = {
    {TZ_RULE_UNREAD, TZ_SEVERITY_BLOCK},
    {TZ_RULE_PARTLY, TZ_SEVERITY_BLOCK},
    {TZ_RULE_PASSAGE, TZ_SEVERITY_BLOCK},
};

#define OWN_RULES (sizeof own_rules / sizeof *own_rules)

const char *
tz_sarif_level(enum tz_severity severity)
{
	switch (severity) {
	case TZ_SEVERITY_NOTE:
		return "note";
	case TZ_SEVERITY_WARN:
		return "warning";
	case TZ_SEVERITY_BLOCK:
	case TZ_SEVERITY_REFUSE:
		return "error";
	case TZ_SEVERITY_COUNT:
		break;
	}
	return "none";
}

/* What code hosts sort findings by: 0.0 to 10.0. */
static const char *
score(enum tz_severity severity)
{
	switch (severity) {
	case TZ_SEVERITY_NOTE:
		return "2.0";
	case TZ_SEVERITY_WARN:
		return "5.0";
	case TZ_SEVERITY_BLOCK:
		return "8.0";
	case TZ_SEVERITY_REFUSE:
		return "9.5";
	case TZ_SEVERITY_COUNT:
		break;
	}
	return "0.0";
}

/* "cn.person.resident-id" as "CnPersonResidentId". */
static void
put_name(const char *id, struct tz_buf *ret)
{
	bool first = true;

	for (; *id; id++) {
		if (!isalnum((unsigned char)*id)) {
			first = true;
			continue;
		}
		tz_buf_putc(ret,
		    (char)(first ? toupper((unsigned char)*id) : *id));
		first = false;
	}
}

static json_t *
text(const char *words)
{
	return json_pack("{s:s}", "text", words);
}

static json_t *
rule(const struct tz_scan *scan, const struct tz_rule_info *info)
{
	const char *title = tz_cli_rule_title(scan->cli, scan->rules, info->id);
	tz_auto_buf name = TZ_BUF_INIT, full = TZ_BUF_INIT;
	bool zh = tz_cli_chinese(scan->cli);
	const char *advice = zh ? info->advice_zh : info->advice_en;
	const char *word = tz_severity_word(info->severity);

	if (!title)
		title = info->id;
	put_name(info->id, &name);
	tz_buf_printf(&full, _("%s. Severity: %s. Rule pack: %s."), title,
	    tz_cli_word(word), info->pack);
	if (info->ground)
		tz_buf_printf(&full, _(" Ground: %s."), info->ground);
	return json_pack("{s:s,s:s,s:o,s:o,s:o,s:{s:s,s:b},s:{s:s,s:s,s:s*,s:s*"
			 ","
			 "s:s,"
			 "s:[s,s]}}",
	    "id", info->id, "name", tz_buf_str(&name), "shortDescription",
	    text(title), "fullDescription", text(tz_buf_str(&full)), "help",
	    text(advice ? advice : tz_buf_str(&full)), "defaultConfiguration",
	    "level", tz_sarif_level(info->severity), "enabled", !info->disabled,
	    "properties", "pack", info->pack, "severity", word, "ground",
	    info->ground, "source", info->source, "security-severity",
	    score(info->severity), "tags", "security", info->pack);
}

static json_t *
rules(const struct tz_scan *scan)
{
	size_t n = tz_rule_set_count(scan->rules), i;
	json_t *list = json_array();

	for (i = 0; i < n + OWN_RULES; i++) {
		struct tz_rule_info info = {0};

		if (i < n)
			tz_rule_set_info(scan->rules, i, &info);
		else
			info = (struct tz_rule_info){.id = own_rules[i - n].id,
			    .pack = "intake",
			    .severity = own_rules[i - n].severity};
		if (json_array_append_new(list, rule(scan, &info)) != 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

json_t *
tz_sarif_driver(const struct tz_scan *scan)
{
	char hex[TZ_ID_HEX];

	tz_id_hex(tz_rule_set_digest(scan->rules), hex);
	return json_pack("{s:s,s:s,s:s,s:o,s:[o,o,o,o],s:{s:s+}}", "name",
	    "taizhang", "version", TZ_VERSION, "language",
	    tz_cli_chinese(scan->cli) ? "zh-CN" : "en", "rules", rules(scan),
	    "notifications",
	    json_pack("{s:s,s:o}", "id", "not-read", "shortDescription",
		text(_("a file that was not read, or not wholly"))),
	    json_pack("{s:s,s:o}", "id", "failed", "shortDescription",
		text(_("a file that could not be opened"))),
	    json_pack("{s:s,s:o}", "id", "left-out", "shortDescription",
		text(_("a path that was left out"))),
	    json_pack("{s:s,s:o}", "id", "stale", "shortDescription",
		text(_("an entry of the baseline that holds no more"))),
	    "properties", "ruleSet", "sha256:", hex);
}

const char **
tz_sarif_rule_ids(const struct tz_scan *scan, size_t *ret_n)
{
	size_t n = tz_rule_set_count(scan->rules), i;
	const char **ids = calloc(n + OWN_RULES, sizeof *ids);
	struct tz_rule_info info;

	for (i = 0; ids && i < n; i++) {
		tz_rule_set_info(scan->rules, i, &info);
		ids[i] = info.id;
	}
	for (i = 0; ids && i < OWN_RULES; i++)
		ids[n + i] = own_rules[i].id;
	*ret_n = n + OWN_RULES;
	return ids;
}

bool
tz_sarif_uri(const char *path, struct tz_buf *ret)
{
	bool relative = path[0] != '/';

	if (!relative)
		tz_buf_puts(ret, "file://");
	while (relative && path[0] == '.' && path[1] == '/') {
		path += 2;
		path += strspn(path, "/");
	}
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (c < 128 && (isalnum(c) || strchr("-._~/", c)))
			tz_buf_putc(ret, *path);
		else
			tz_buf_printf(ret, "%%%02X", c);
	}
	return relative;
}

json_t *
tz_sarif_place(const char *path, long index)
{
	tz_auto_buf uri = TZ_BUF_INIT;
	bool relative = tz_sarif_uri(path, &uri);
	json_t *place = json_pack("{s:s,s:s*}", "uri", tz_buf_str(&uri),
	    "uriBaseId", relative ? "SRCROOT" : NULL);

	if (place && index >= 0)
		json_object_set_new(place, "index", json_integer(index));
	return place;
}
