/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/weigh.c - what a candidate is worth: validators, context, place,
 * exceptions
 */
#include <string.h>

#include "policies/confirm.h"
#include "policies/format.h"
#include "policies/scene.h"

/* How far a word or a regex of `allow` may reach beyond the hit, in bytes. */
#define ALLOW_REACH 256u

/* The hit as it is tested: in the joined text, if there is one. */
struct tested {
	const char *text;
	size_t text_len;
	size_t from;
	size_t until;
};

static struct tested
tested_of(const struct tz_candidate *candidate)
{
	const struct tz_view *view = candidate->view;
	const struct tz_stretch *stretch = &candidate->stretch;

	if (view->joined.len)
		return (struct tested){view->joined.data, view->joined.len,
		    stretch->joined_from, stretch->joined_until};
	return (struct tested){
	    view->plain, view->plain_len, stretch->from, stretch->until};
}

/* Whether a place where ${word} stands holds the whole hit. */
static bool
stands_in_word(const struct tested *hit, const char *word)
{
	size_t len = strlen(word);
	size_t at;

	if (len < hit->until - hit->from)
		return false;
	at = hit->until > len ? hit->until - len : 0;
	for (; at <= hit->from && at + len <= hit->text_len; at++)
		if (memcmp(hit->text + at, word, len) == 0)
			return true;
	return false;
}

static bool
stands_in_regex(const struct tested *hit, struct tz_confirm *regex)
{
	size_t from = tz_characters_back(hit->text, hit->from, ALLOW_REACH);
	size_t until =
	    tz_characters_on(hit->text, hit->text_len, hit->until, ALLOW_REACH);
	struct tz_confirm_match match;

	while (from <= hit->from &&
	    tz_confirm_find(regex, hit->text, from, until, &match) == TZ_OK) {
		if (match.start > hit->from)
			return false;
		if (match.end >= hit->until)
			return true;
		from =
		    tz_characters_on(hit->text, hit->text_len, match.start, 1);
	}
	return false;
}

static bool
is_allowed(const struct tz_allow *allow, const struct tested *hit)
{
	const char *text = hit->text + hit->from;
	size_t len = hit->until - hit->from;
	struct tz_id digest;

	if (allow->lapsed)
		return false;
	if (allow->text)
		return strlen(allow->text) == len &&
		    memcmp(allow->text, text, len) == 0;
	if (allow->word)
		return stands_in_word(hit, allow->word);
	if (allow->regex)
		return stands_in_regex(hit, allow->regex);
	tz_sha256(text, len, &digest);
	return tz_id_equal(&allow->sha256, &digest);
}

/* FNV-1a of the text without spaces and hyphens, so that one number written
 * in two ways counts once. */
static uint64_t
hash(const char *text, size_t len)
{
	uint64_t value = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < len; i++) {
		char c = text[i];

		if (c == ' ' || c == '-' || c == '\n' || c == '\f' || c == '\t')
			continue;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		value ^= (unsigned char)c;
		value *= UINT64_C(0x100000001b3);
	}
	return value;
}

static void
lower_to(enum tz_severity *severity, enum tz_severity to)
{
	if (to == TZ_SEVERITY_NONE || *severity == TZ_SEVERITY_NONE)
		*severity = TZ_SEVERITY_NONE;
	else if (to < *severity)
		*severity = to;
}

enum tz_severity
tz_weigh_checks(struct tz_scene *scene, const struct tz_candidate *candidate,
    enum tz_severity severity, bool *ret_boosted)
{
	const struct tz_rule *rule = candidate->rule;
	const struct tested hit = tested_of(candidate);
	size_t i;

	for (i = 0; i < rule->n_checks; i++) {
		const struct tz_rule_check *check = &rule->checks[i];
		bool holds = check->validator->holds(hit.text + hit.from,
		    hit.until - hit.from, &check->args);

		switch (check->mode) {
		case TZ_CHECK_REQUIRE:
			if (!holds)
				lower_to(&severity, rule->near_miss);
			break;
		case TZ_CHECK_BOOST:
			*ret_boosted |= holds;
			break;
		case TZ_CHECK_REJECT:
			if (holds)
				severity = TZ_SEVERITY_NONE;
			break;
		case TZ_CHECK_COUNT:
			break;
		}
		tz_scene_tell(scene, candidate, "validate",
		    check->validator->name, holds, severity);
		if (severity == TZ_SEVERITY_NONE)
			break;
	}
	return severity;
}

/* near and position. */
static enum tz_severity
weigh_place(struct tz_scene *scene, const struct tz_candidate *candidate,
    enum tz_severity severity, bool boosted)
{
	const struct tz_rule *rule = candidate->rule;
	bool holds;

	if ((rule->near.any.n || rule->near.regex) && !boosted) {
		holds = tz_scene_near(scene, candidate, &rule->near);
		if (!holds)
			lower_to(&severity, rule->near.otherwise);
		tz_scene_tell(scene, candidate, "near", NULL, holds, severity);
	}
	if (severity != TZ_SEVERITY_NONE && rule->position.wanted) {
		holds = tz_scene_position(scene, candidate, &rule->position);
		if (!holds)
			lower_to(&severity, rule->position.otherwise);
		tz_scene_tell(scene, candidate, "position", NULL, holds,
		    severity);
	}
	if (severity != TZ_SEVERITY_NONE &&
	    (rule->not_near.any.n || rule->not_near.regex)) {
		holds = tz_scene_near(scene, candidate, &rule->not_near);
		if (holds)
			severity = TZ_SEVERITY_NONE;
		tz_scene_tell(scene, candidate, "not_near", NULL, holds,
		    severity);
	}
	return severity;
}

/* Take the exception if it makes the hit lighter. */
static void
except(struct tz_scene *scene, const struct tz_candidate *candidate,
    struct tz_verdict *verdict, const char *stage, const char *why,
    enum tz_severity to)
{
	enum tz_severity before = verdict->severity;

	lower_to(&verdict->severity, to);
	tz_scene_tell(scene, candidate, stage, why, true, verdict->severity);
	if (verdict->severity == before)
		return;
	verdict->exception = why;
	verdict->exception_kind = stage;
}

static bool
is_public(struct tz_scene *scene, const struct tz_candidate *candidate,
    const struct tz_public *public)
{
	const struct tz_near *near = &public->near;

	if (public->lapsed ||
	    !(public->channels & UINT32_C(1) << scene->part->channel) ||
	    !tz_format_matches(public->formats, scene->media_type))
		return false;
	return (!near->any.n && !near->regex) ||
	    tz_scene_near(scene, candidate, near);
}

static void
weigh_exceptions(struct tz_scene *scene, const struct tz_candidate *candidate,
    struct tz_verdict *verdict)
{
	const struct tz_rule *rule = candidate->rule;
	const struct tested hit = tested_of(candidate);
	size_t i;

	for (i = 0; i < rule->n_allow; i++)
		if (verdict->severity != TZ_SEVERITY_NONE &&
		    is_allowed(&rule->allow[i], &hit))
			except(scene, candidate, verdict, "allow",
			    rule->allow[i].reason, rule->allow[i].severity);
	for (i = 0; i < rule->n_publics; i++)
		if (verdict->severity != TZ_SEVERITY_NONE &&
		    verdict->severity > rule->publics[i].severity &&
		    is_public(scene, candidate, &rule->publics[i]))
			except(scene, candidate, verdict, "public_by_law",
			    rule->publics[i].source, rule->publics[i].severity);
}

void
tz_weigh(struct tz_scene *scene, const struct tz_candidate *candidate,
    struct tz_verdict *ret)
{
	const struct tested hit = tested_of(candidate);
	bool boosted = false;

	memset(ret, 0, sizeof *ret);
	tz_scene_tell(scene, candidate, "candidate", NULL, true,
	    candidate->rule->severity);
	ret->severity = tz_weigh_checks(scene, candidate,
	    candidate->rule->severity, &boosted);
	if (ret->severity != TZ_SEVERITY_NONE)
		ret->severity =
		    weigh_place(scene, candidate, ret->severity, boosted);
	if (ret->severity != TZ_SEVERITY_NONE)
		weigh_exceptions(scene, candidate, ret);
	if (ret->severity != TZ_SEVERITY_NONE)
		ret->value = hash(hit.text + hit.from, hit.until - hit.from);
	tz_scene_tell(scene, candidate, "verdict", NULL,
	    ret->severity != TZ_SEVERITY_NONE, ret->severity);
}
