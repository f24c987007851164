/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_openings.c - what is opened, what is withheld, and why
 *
 * What a bundle should open follows from its own entries, so a quietly removed
 * opening shows as well as one too many.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/verify_run.h"
#include "base/intl.h"
#include "base/json.h"

static const char *const detail_members[] = {"detail", "dsalt", "seq", NULL};
static const char *const object_members[] = {"object", "osalt", "seq", NULL};

static enum tz_status
bad_line(struct tz_verify *verify, int64_t n, const char *text)
{
	char subject[48];

	snprintf(subject, sizeof subject, "data/openings line %" PRId64, n + 1);
	tz_verify_fail(verify, TZ_CHECK_OPENING, subject, text);
	return TZ_OK;
}

/* The item's index, or -1. */
static int64_t
index_of(const struct tz_verify *verify, const struct tz_id *commitment)
{
	const int64_t *at = tz_bundle_map_find(&verify->plan.map, commitment);

	return at ? *at : -1;
}

static const struct tz_bundle_act *
act_of(const struct tz_verify *verify, int64_t seq)
{
	size_t i;

	/* Malformed entries are not among the acts, so the index may be
	 * less. */
	if (seq < verify->from || verify->plan.n_acts == 0)
		return NULL;
	i = (size_t)(seq - verify->from);
	if (i >= verify->plan.n_acts)
		i = verify->plan.n_acts - 1;
	while (i > 0 && verify->plan.acts[i].seq > seq)
		i--;
	return verify->plan.acts[i].seq == seq ? &verify->plan.acts[i] : NULL;
}

/* The detail must be canonical and have only the keys of its act. */
static void
check_detail(struct tz_verify *verify, const char *text, int64_t seq)
{
	const struct tz_bundle_act *act = act_of(verify, seq);
	tz_auto_json detail = NULL;

	if (tz_json_parse_canonical(text, strlen(text), TZ_JSON_DETAIL, &detail,
		NULL))
		tz_verify_fail_seq(verify, TZ_CHECK_OPENING, seq,
		    _("its detail is not in canonical form"));
	else if (act &&
	    tz_json_keys(detail, tz_detail_keys(act->kind), "detail", NULL))
		tz_verify_fail_seq(verify, TZ_CHECK_OPENING, seq,
		    _("its detail has a key that the act does not have"));
}

/* The object's file, to be checked when it is read. */
static void
mark_object(struct tz_verify *verify, const struct tz_id *commitment,
    const struct tz_id *salt, int64_t seq)
{
	struct tz_verify_member *member;
	char hex[TZ_ID_HEX], name[128];

	tz_id_hex(commitment, hex);
	snprintf(name, sizeof name, "data/objects/%.2s/%s.bin", hex, hex);
	member = tz_verify_find(verify, name);
	if (!member) {
		tz_verify_fail_seq(verify, TZ_CHECK_OBJECT, seq,
		    _("an opened object is not there"));
		return;
	}
	member->is_opened = true;
	member->commitment = *commitment;
	member->salt = *salt;
}

/* Openings stand in the order of entries, the detail first. */
static bool
in_order(struct tz_verify *verify, int64_t at, int64_t seq)
{
	const struct tz_bundle_act *act = act_of(verify, seq);
	size_t k = act ? act->first : 0;
	size_t end = act ? act->first + act->n_uses : 0;

	while (k < end && verify->plan.uses[k] != (size_t)at)
		k++;
	if (k == end)
		return true; /* no place of its own: another check says so */
	if (k < verify->next_use)
		return false;
	verify->next_use = k + 1;
	return true;
}

static enum tz_status
take_opening(struct tz_verify *verify, const struct tz_id *commitment,
    bool is_detail, int64_t seq, int64_t n)
{
	int64_t at = index_of(verify, commitment);

	if (at < 0)
		return bad_line(verify, n,
		    is_detail ? _("its detail is not one that an entry of "
				  "the range commits to")
			      : _("its object is not one that an entry of "
				  "the range commits to"));
	if (verify->state[at].opened >= 0)
		return bad_line(verify, n, _("opens it a second time"));
	verify->state[at].opened = seq;
	if (verify->plan.items[at].is_opened &&
	    verify->plan.items[at].seq != seq)
		return bad_line(verify, n,
		    _("opens it at another entry than the first that may"));
	if (!in_order(verify, at, seq))
		return bad_line(verify, n, _("is not in its order"));
	return TZ_OK;
}

static enum tz_status
opening_line(struct tz_verify *verify, const char *line, size_t len, int64_t n,
    struct tz_err *err)
{
	tz_auto_json object = NULL;
	const char *text, *hex, *salt_hex;
	struct tz_id commitment, salt;
	int64_t seq;
	bool is_detail;
	enum tz_status s;

	(void)err;
	verify->n_checked[TZ_CHECK_OPENING]++;
	if (tz_json_parse_canonical(line, len, TZ_JSON_LINE, &object, NULL))
		return bad_line(verify, n, _("is not in canonical form"));
	text = tz_json_string(object, "detail");
	hex = tz_json_string(object, "object");
	is_detail = text != NULL;
	salt_hex = tz_json_string(object, is_detail ? "dsalt" : "osalt");
	seq = tz_json_integer(object, "seq", -1);
	if (tz_json_keys(object, is_detail ? detail_members : object_members,
		"opening", NULL) ||
	    !salt_hex || !tz_id_parse(salt_hex, &salt) || seq < 0 ||
	    (!is_detail && (!hex || !tz_id_parse(hex, &commitment))))
		return bad_line(verify, n, _("is not in its form"));
	if (is_detail)
		tz_commit_detail(&salt, text, strlen(text), &commitment);
	s = take_opening(verify, &commitment, is_detail, seq, n);
	if (s == TZ_OK && is_detail)
		check_detail(verify, text, seq);
	else if (s == TZ_OK)
		mark_object(verify, &commitment, &salt, seq);
	return s;
}

static bool
parse_withheld(const char *line, int64_t *ret_seq, struct tz_id *ret_id,
    enum tz_bundle_reason *ret_reason)
{
	size_t digits = strspn(line, "0123456789");
	char hex[TZ_ID_HEX];

	if (digits == 0 || digits > 15 || line[digits] != '\t' ||
	    strlen(line) < digits + 67 || line[digits + 65] != '\t')
		return false;
	*ret_seq = strtoll(line, NULL, 10);
	memcpy(hex, line + digits + 1, 64);
	hex[64] = '\0';
	line += digits + 66;
	if (strcmp(line, "undisclosed") == 0)
		*ret_reason = TZ_BUNDLE_UNDISCLOSED;
	else if (strcmp(line, "withdrawn") == 0)
		*ret_reason = TZ_BUNDLE_WITHDRAWN;
	else if (strcmp(line, "erased") == 0)
		*ret_reason = TZ_BUNDLE_ERASED;
	else
		return false;
	return tz_id_parse(hex, ret_id);
}

static enum tz_status
withheld_line(struct tz_verify *verify, const char *line, size_t len, int64_t n,
    struct tz_err *err)
{
	enum tz_bundle_reason reason = TZ_BUNDLE_UNDISCLOSED;
	struct tz_id commitment;
	int64_t seq = 0, at = -1;
	char subject[48];

	(void)err;
	snprintf(subject, sizeof subject, "data/withheld.tsv line %" PRId64,
	    n + 1);
	if (strlen(line) == len &&
	    parse_withheld(line, &seq, &commitment, &reason))
		at = index_of(verify, &commitment);
	if (at < 0) {
		tz_verify_fail(verify, TZ_CHECK_COMPLETENESS, subject,
		    _("names nothing that an entry of the range commits to"));
		return TZ_OK;
	}
	if (verify->state[at].is_withheld || verify->state[at].opened >= 0)
		tz_verify_fail(verify, TZ_CHECK_COMPLETENESS, subject,
		    _("is opened, or withheld twice"));
	verify->state[at].is_withheld = true;
	verify->state[at].reason = reason;
	if (!verify->plan.items[at].is_opened &&
	    verify->plan.items[at].seq != seq)
		tz_verify_fail(verify, TZ_CHECK_COMPLETENESS, subject,
		    _("is not at the first entry that commits to it"));
	else if ((size_t)at < verify->next_item)
		tz_verify_fail(verify, TZ_CHECK_COMPLETENESS, subject,
		    _("is not in its order"));
	else
		verify->next_item = (size_t)at + 1;
	return TZ_OK;
}

/* How one commitment departs from what the entries demand; NULL if not. */
static const char *
departure(const struct tz_verify *verify, const struct tz_bundle_item *item,
    const struct tz_verify_state *state)
{
	if (state->opened < 0 && !state->is_withheld)
		return _("what it commits to is neither opened nor withheld");
	if (state->opened >= 0)
		return item->is_opened
		    ? NULL
		    : _("what it commits to is opened, and should not be");
	/* A later edition withholds by entries after the range. */
	if (verify->edition > 1 && state->reason != TZ_BUNDLE_UNDISCLOSED)
		return NULL;
	if (item->is_opened)
		return _("what it commits to is withheld without an entry "
			 "that says so");
	return state->reason == item->reason
	    ? NULL
	    : _("what it commits to is withheld for another reason than the "
		"entries give");
}

static void
check_complete(struct tz_verify *verify)
{
	int64_t n_later = 0;
	size_t i;

	for (i = 0; i < verify->plan.n_items; i++) {
		const struct tz_bundle_item *item = &verify->plan.items[i];
		const struct tz_verify_state *state = &verify->state[i];
		const char *text = departure(verify, item, state);

		verify->n_checked[TZ_CHECK_COMPLETENESS]++;
		if (text)
			tz_verify_fail_seq(verify, TZ_CHECK_COMPLETENESS,
			    item->seq, text);
		else if (item->is_opened && state->opened < 0)
			n_later++;
	}
	if (n_later > 0)
		tz_verify_skip(verify, TZ_CHECK_COMPLETENESS,
		    "data/withheld.tsv",
		    _("the entries by which this later edition withholds "
		      "are after the range"));
}

enum tz_status
tz_verify_openings(struct tz_verify *verify, struct tz_err *err)
{
	enum tz_status s;
	size_t i;

	s = tz_bundle_choose(&verify->plan, err);
	if (s)
		return s;
	verify->state = calloc(verify->plan.n_items + 1, sizeof *verify->state);
	if (!verify->state)
		return tz_fail_nomem(err);
	for (i = 0; i < verify->plan.n_items; i++)
		verify->state[i].opened = -1;
	s = tz_verify_lines(verify, "data/openings/", TZ_CHECK_OPENING,
	    opening_line, err);
	if (s == TZ_OK)
		s = tz_verify_lines(verify, "data/withheld.tsv",
		    TZ_CHECK_COMPLETENESS, withheld_line, err);
	if (s == TZ_OK && !tz_verify_find(verify, "data/withheld.tsv"))
		tz_verify_fail(verify, TZ_CHECK_COMPLETENESS,
		    "data/withheld.tsv", _("is missing"));
	if (s == TZ_OK)
		check_complete(verify);
	return s;
}
