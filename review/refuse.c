/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/refuse.c - a secret mark stops at the door
 */
#include "review/refuse.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "review/record.h"
#include "store/item_rows.h"

/* A leak or possible leak is reported within 24 hours: Regulation on the
 * Implementation of the Law on Guarding State Secrets (2024), article 61. */
#define REPORT_SECONDS (24 * 60 * 60)

void
tz_refuse_clear(struct tz_refusal *refusal)
{
	json_decref(refusal->rules);
	json_decref(refusal->records);
	memset(refusal, 0, sizeof *refusal);
}

/* Add ${rule} to the sorted set ${rules}. */
static enum tz_status
add_rule(json_t *rules, const char *rule, struct tz_err *err)
{
	size_t i;

	for (i = 0; i < json_array_size(rules); i++) {
		int order =
		    strcmp(json_string_value(json_array_get(rules, i)), rule);

		if (order == 0)
			return TZ_OK;
		if (order > 0)
			break;
	}
	if (json_array_insert_new(rules, i, json_string(rule)) != 0)
		return tz_fail_nomem(err);
	return TZ_OK;
}

enum tz_status
tz_refuse_text(struct tz_rule_set *rules, const char *text, json_t **ret_rules,
    struct tz_err *err)
{
	tz_auto(tz_findings) findings = NULL;
	const struct tz_finding *all;
	enum tz_status s;
	size_t n;
	size_t i;

	if (!text || text[0] == '\0')
		return TZ_OK;
	s = tz_rule_set_match_text(rules, text, &findings, err);
	if (s)
		return s;
	all = tz_findings_all(findings, &n);
	for (i = 0; i < n && !s; i++) {
		if (all[i].severity != TZ_SEVERITY_REFUSE)
			continue;
		if (!*ret_rules)
			*ret_rules = json_array();
		s = add_rule(*ret_rules, all[i].rule, err);
	}
	return s;
}

static void
set_report_by(struct tz_refusal *refusal, const struct tz_settings *settings)
{
	char text[TZ_TIME_TEXT];
	int64_t at = tz_now() + REPORT_SECONDS + settings->zone_offset;

	tz_time_format(at, text);
	snprintf(refusal->report_by, sizeof refusal->report_by,
	    "%.10s %.5s (%s)", text, text + 11, settings->time_zone);
}

/* Sign and append the `refuse` entry. */
static enum tz_status
record(const struct tz_desk *desk, const struct tz_bearings *now,
    const char *doc, const char *file, struct tz_refusal *refusal,
    struct tz_err *err)
{
	tz_auto_json detail = json_object();
	struct tz_act act = {
	    .kind = TZ_ACT_REFUSE,
	    .doc = doc,
	    .detail = detail,
	};
	struct tz_record entry = {
	    .desk = desk,
	    .now = now,
	    .act = &act,
	};
	int64_t seq;

	if (json_object_set(detail, "rules", refusal->rules) != 0 ||
	    (file && !tz_json_set_string(detail, "file", file)) ||
	    (refusal->again > 0 &&
		json_object_set_new(detail, "again",
		    json_integer(refusal->again)) != 0))
		return tz_fail_nomem(err);
	return tz_record_act(&entry, &seq, err);
}

/* Record the refusal of ${len} bytes, if the person can. */
static enum tz_status
refuse(const struct tz_desk *desk, const struct tz_bearings *now,
    const void *data, size_t len, struct tz_refusal *refusal,
    struct tz_err *err)
{
	struct tz_id mac;
	char hex[TZ_ID_HEX];
	enum tz_status s;

	tz_hmac_sha256(tz_vault_refusal_key(desk->vault), 32, data, len, &mac);
	tz_id_hex(&mac, hex);
	refusal->refused = true;
	set_report_by(refusal, &now->settings);
	s = tz_item_rows_refused(tz_vault_db(desk->vault), hex, &refusal->again,
	    err);
	if (s)
		return s;
	if (!(tz_roles_families(now->person.roles) & (1u << TZ_FAMILY_DRAFT)))
		return TZ_OK;
	s = record(desk, now, NULL, hex, refusal, err);
	refusal->recorded = !s;
	return s;
}

enum tz_status
tz_refuse_typed(const struct tz_desk *desk, const struct tz_bearings *now,
    const char *const *texts, size_t n_texts, struct tz_refusal *ret_refusal,
    struct tz_err *err)
{
	tz_auto_refusal refusal = {.typed = true};
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < n_texts && !s && !refusal.rules; i++)
		s = tz_refuse_text(now->rules, texts[i], &refusal.rules, err);
	if (s || !refusal.rules)
		return s;
	s = refuse(desk, now, texts[i - 1], strlen(texts[i - 1]), &refusal,
	    err);
	if (s)
		return s;
	*ret_refusal = refusal;
	memset(&refusal, 0, sizeof refusal);
	return tz_fail(err, TZ_NO,
	    _("what was typed bears a secret mark; nothing was written"));
}

/* What may be said of the refused files: depth, channel and rule. */
static enum tz_status
say(const struct tz_scan *scan, size_t n_files, struct tz_refusal *refusal,
    struct tz_err *err)
{
	size_t n;
	const struct tz_scan_hit *hits = tz_scan_hits(scan, &n);
	size_t i;

	refusal->records = json_array();
	for (i = 0; i < n; i++) {
		const struct tz_finding *finding = hits[i].finding;
		json_t *one;

		if (finding->severity != TZ_SEVERITY_REFUSE)
			continue;
		one = json_pack("{s:s, s:o, s:o, s:s, s:n, s:s, s:s, s:s, "
				"s:s?, s:n, s:n,"
				" s:n, s:n}",
		    "type", "finding", "file",
		    json_sprintf("file %zu of %zu", hits[i].position + 1,
			n_files),
		    "part", json_sprintf("depth %u", hits[i].depth), "channel",
		    tz_channel_word(finding->channel), "where", "rule",
		    finding->rule, "pack", finding->pack, "severity",
		    tz_severity_word(finding->severity), "ground",
		    finding->ground, "match", "excerpt", "start", "end");
		if (json_array_append_new(refusal->records, one) != 0)
			return tz_fail_nomem(err);
	}
	return TZ_OK;
}

enum tz_status
tz_refuse_files(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_scan *scan, const int *fds, size_t n_files,
    struct tz_refusal *ret_refusal, struct tz_err *err)
{
	tz_auto_refusal refusal = {.n_files = n_files};
	tz_auto_buf bytes = TZ_BUF_INIT;
	enum tz_status s = TZ_OK;
	size_t n;
	const struct tz_scan_hit *hits = tz_scan_hits(scan, &n);
	size_t i;

	for (i = 0; i < n && !s; i++) {
		if (hits[i].finding->severity != TZ_SEVERITY_REFUSE)
			continue;
		if (!refusal.rules) {
			refusal.rules = json_array();
			refusal.position = hits[i].position + 1;
		}
		s = add_rule(refusal.rules, hits[i].finding->rule, err);
	}
	if (s || !refusal.rules)
		return s;
	if (refusal.position > n_files)
		return tz_fail(err, TZ_BUG, _("typed text came this far"));
	s = say(scan, n_files, &refusal, err);
	if (!s)
		s = tz_fd_read(fds[refusal.position - 1], UINT64_MAX, &bytes,
		    err);
	if (!s)
		s = refuse(desk, now, tz_buf_str(&bytes), bytes.len, &refusal,
		    err);
	if (s)
		return s;
	*ret_refusal = refusal;
	memset(&refusal, 0, sizeof refusal);
	return tz_fail(err, TZ_NO,
	    _("file %zu of %zu bears a secret mark and was refused; nothing "
	      "was stored"),
	    ret_refusal->position, n_files);
}

static bool
can_refuse(const struct tz_desk *desk, const struct tz_person *person)
{
	return desk->person &&
	    (tz_roles_families(person->roles) & (1u << TZ_FAMILY_DRAFT));
}

enum tz_status
tz_refuse_stored(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_item *item, const struct tz_scan *scan, bool *ret_recorded,
    struct tz_err *err)
{
	tz_auto_refusal refusal = {.rules = json_array()};
	size_t n;
	const struct tz_scan_hit *hits = tz_scan_hits(scan, &n);
	enum tz_status s = TZ_OK;
	size_t i;

	*ret_recorded = false;
	for (i = 0; i < n && !s; i++)
		if (hits[i].finding->severity == TZ_SEVERITY_REFUSE)
			s = add_rule(refusal.rules, hits[i].finding->rule, err);
	if (s || !can_refuse(desk, &now->person))
		return s;
	s = record(desk, now, item->doc, NULL, &refusal, err);
	*ret_recorded = !s;
	return s;
}

enum tz_status
tz_refuse_late(const struct tz_desk *desk, const struct tz_dossier *dossier,
    struct tz_err *err)
{
	bool recorded;
	enum tz_status s = tz_refuse_stored(desk, &dossier->now, &dossier->item,
	    dossier->scan, &recorded, err);

	if (s)
		return s;
	if (!recorded)
		return tz_fail(err, TZ_NO,
		    _("item %s bears a secret mark by the rules in force and "
		      "stands still; tell the confidentiality officer; a "
		      "drafter puts "
		      "it in quarantine with 'taizhang revise'"),
		    dossier->item.id);
	return tz_fail(err, TZ_NO,
	    _("item %s bears a secret mark by the rules in force and is now in "
	      "quarantine; tell the confidentiality officer at once"),
	    dossier->item.id);
}
