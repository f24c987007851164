/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_explain.c - why a rule hit in a file, or why it did not
 */
#include <string.h>

#include "cli/drafts.h"
#include "cli/finding_view.h"
#include "cli/passwords.h"
#include "cli/policies.h"
#include "cli/where.h"
#include "cli/words.h"
#include "policies/explain.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"rule", 0, TZ_OPTION_TEXT, "<rule>", N_("explain this rule alone")},
	{"policies", 0, TZ_OPTION_FOLDER, "<folder>",
	    N_("use these policies instead of the installed ones")},
	TZ_CLI_PASSWORD_OPTION,
	TZ_DRAFTS_JOBS_OPTION,
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

/* Characters of normal form shown round a candidate. */
#define AROUND 20

struct explain {
	struct tz_cli *cli;
	struct tz_rule_set *rules;
	const char *rule; /* or NULL: all */
	json_t *steps;	  /* of the document at hand */
};

/* Steps are kept until the whole document is matched: others may come
 * between those of one candidate. */
static void
on_step(void *arg, const struct tz_trace_step *step)
{
	struct explain *explain = arg;

	if (explain->rule && strcmp(explain->rule, step->rule) != 0)
		return;
	json_array_append_new(explain->steps,
	    json_pack("{s:s,s:I,s:I,s:I,s:{s:s,s:s?,s:b,s:s}}", "rule",
		step->rule, "part", (json_int_t)step->part, "start",
		(json_int_t)step->start, "end", (json_int_t)step->end, "step",
		"stage", step->stage, "name", step->name, "holds", step->holds,
		"severity",
		step->severity == TZ_SEVERITY_COUNT
		    ? "none"
		    : tz_severity_word(step->severity)));
}

static bool
is_same(const json_t *a, const json_t *b)
{
	return json_equal(json_object_get(a, "rule"),
		   json_object_get(b, "rule")) &&
	    json_equal(json_object_get(a, "part"),
		json_object_get(b, "part")) &&
	    json_equal(json_object_get(a, "start"),
		json_object_get(b, "start")) &&
	    json_equal(json_object_get(a, "end"), json_object_get(b, "end"));
}

/* The steps of one rule at one place together, in the order they came. */
static json_t *
gather(const json_t *steps)
{
	json_t *candidates = json_array();
	size_t i, k;

	for (i = 0; i < json_array_size(steps); i++) {
		const json_t *step = json_array_get(steps, i);
		json_t *found = NULL;
		/* What belongs together stands near in the list. */
		size_t n = json_array_size(candidates);

		for (k = n; !found && k > 0 && k + 500 > n; k--)
			if (is_same(json_array_get(candidates, k - 1), step))
				found = json_array_get(candidates, k - 1);
		if (!found) {
			found = json_pack("{s:O,s:O,s:O,s:O,s:[]}", "rule",
			    json_object_get(step, "rule"), "part",
			    json_object_get(step, "part"), "start",
			    json_object_get(step, "start"), "end",
			    json_object_get(step, "end"), "steps");
			json_array_append_new(candidates, found);
		}
		json_array_append(json_object_get(found, "steps"),
		    json_object_get(step, "step"));
	}
	return candidates;
}

static bool
is_refused(const struct tz_findings *findings)
{
	return tz_findings_count(findings, TZ_SEVERITY_REFUSE) > 0;
}

static enum tz_status
show_candidate(struct explain *explain, const char *label,
    const struct tz_part *part, const json_t *candidate, bool refused,
    struct tz_err *err)
{
	struct tz_cli *cli = explain->cli;
	size_t start = (size_t)tz_json_integer(candidate, "start", 0);
	size_t end = (size_t)tz_json_integer(candidate, "end", 0);
	const json_t *steps = json_object_get(candidate, "steps");
	const json_t *last = json_array_get(steps, json_array_size(steps) - 1);
	const char *verdict = tz_json_string(last, "severity");
	tz_auto_buf match = TZ_BUF_INIT, where = TZ_BUF_INIT;
	tz_auto_buf around = TZ_BUF_INIT, plain = TZ_BUF_INIT;
	tz_auto_buf joined = TZ_BUF_INIT;
	size_t i;
	enum tz_status s;

	tz_part_slice(part, start, end, &match);
	tz_part_where(part, start, end, &where);
	tz_part_slice(part, start > AROUND ? start - AROUND : 0, end + AROUND,
	    &around);
	s = tz_explain_normal(tz_buf_str(&around), around.len, &plain, &joined,
	    err);
	if (s)
		return s;
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s?,s:s?,s:s?,s:I,s:I,"
			      "s:O,s:s}",
			"type", "candidate", "file", label, "part",
			refused ? "" : part->path, "channel",
			tz_channel_word(part->channel), "where",
			refused ? "" : tz_buf_str(&where), "rule",
			tz_json_string(candidate, "rule"), "match",
			refused ? NULL : tz_buf_str(&match), "normal",
			refused ? NULL : tz_buf_str(&plain), "joined",
			refused || !joined.len ? NULL : tz_buf_str(&joined),
			"start", (json_int_t)start, "end", (json_int_t)end,
			"steps", steps, "verdict", verdict),
		    err);
	tz_cli_print(cli, "%s%s%s  %s  %s\n", tz_cli_style(cli, TZ_STYLE_BOLD),
	    tz_json_string(candidate, "rule"),
	    tz_cli_style(cli, TZ_STYLE_PLAIN), tz_cli_word(verdict),
	    refused ? "" : tz_cli_where(cli, tz_buf_str(&where)));
	if (!refused) {
		tz_cli_print(cli, _("  match        %s\n"),
		    tz_cli_clean(cli, tz_buf_str(&match)));
		tz_cli_print(cli, _("  normal form  %s\n"),
		    tz_cli_clean(cli, tz_buf_str(&plain)));
		if (joined.len)
			tz_cli_print(cli, _("  joined       %s\n"),
			    tz_cli_clean(cli, tz_buf_str(&joined)));
	}
	for (i = 0; i < json_array_size(steps); i++) {
		const json_t *step = json_array_get(steps, i);
		const char *name = tz_json_string(step, "name");

		tz_cli_print(cli, "  %-14s %s %-8s %s\n",
		    tz_json_string(step, "stage"),
		    json_is_true(json_object_get(step, "holds")) ? "+" : "-",
		    tz_json_string(step, "severity"),
		    name ? tz_cli_clean(cli, name) : "");
	}
	return TZ_OK;
}

/* A rule that was named and has no candidate: the text as it was looked
 * through. */
static enum tz_status
show_nothing(struct explain *explain, const char *label,
    const struct tz_document *document, bool refused, struct tz_err *err)
{
	struct tz_cli *cli = explain->cli;
	size_t n, i;
	const struct tz_part *parts = tz_document_parts(document, &n);
	enum tz_status s = TZ_OK;

	tz_cli_print(cli, _("%s: no candidate for the rule %s\n"), label,
	    explain->rule);
	for (i = 0; s == TZ_OK && i < n && !refused; i++) {
		tz_auto_buf plain = TZ_BUF_INIT, joined = TZ_BUF_INIT;

		s = tz_explain_normal(parts[i].text, parts[i].text_len, &plain,
		    &joined, err);
		if (s == TZ_OK && tz_cli_json(cli))
			s = tz_cli_record(cli,
			    json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s?}", "type",
				"text", "file", label, "part", parts[i].path,
				"channel", tz_channel_word(parts[i].channel),
				"rule", explain->rule, "normal",
				tz_buf_str(&plain), "joined",
				joined.len ? tz_buf_str(&joined) : NULL),
			    err);
		tz_cli_print(cli, "  %s  %s\n",
		    tz_cli_word(tz_channel_word(parts[i].channel)),
		    tz_cli_clean(cli, tz_buf_str(&plain)));
	}
	return s;
}

static enum tz_status
explain_file(void *arg, const struct tz_draft *draft, const char *label,
    const struct tz_document *document, struct tz_err *err)
{
	struct explain *explain = arg;
	const struct tz_tracer tracer = {on_step, explain};
	tz_auto(tz_findings) findings = NULL;
	tz_auto_json candidates = NULL;
	size_t n, i;
	const struct tz_part *parts = tz_document_parts(document, &n);
	enum tz_status s;

	(void)draft;
	explain->steps = json_array();
	tz_rule_set_trace(explain->rules, &tracer);
	s = tz_rule_set_match(explain->rules, document, &findings, err);
	tz_rule_set_trace(explain->rules, NULL);
	candidates = gather(explain->steps);
	json_decref(explain->steps);
	for (i = 0; s == TZ_OK && i < json_array_size(candidates); i++) {
		const json_t *candidate = json_array_get(candidates, i);

		s = show_candidate(explain, label,
		    &parts[tz_json_integer(candidate, "part", 0)], candidate,
		    is_refused(findings), err);
	}
	if (s == TZ_OK && explain->rule && json_array_size(candidates) == 0)
		s = show_nothing(explain, label, document, is_refused(findings),
		    err);
	return s;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	struct explain explain = {.cli = cli, .rule = tz_cli_text(cli, "rule")};
	struct tz_intake *intake;
	struct tz_err last;
	enum tz_status s = tz_cli_policies_vault(cli, err);

	if (!s)
		s = tz_cli_intake(cli, &intake, err);
	if (!s)
		s = tz_cli_rules(cli, &explain.rules, err);
	if (s)
		return s;
	if (explain.rule &&
	    !tz_rule_set_rule_title(explain.rules, explain.rule, "zh"))
		return tz_fail(err, TZ_NOTFOUND, _("there is no rule '%s'"),
		    explain.rule);
	s = tz_drafts_each(cli, argv, argc, explain_file, &explain, &last, err);
	if (s)
		return s;
	return last.status ? tz_fail(err, last.status, "%s", last.text) : TZ_OK;
}

const struct tz_command tz_cmd_policy_explain = {
    .name = "policy explain",
    .group = TZ_GROUP_RULES,
    .summary = N_("Say why rules hit in a file, or why they did not."),
    .synopsis = "<file|folder>... [--rule <rule>] [--policies <folder>]\n"
		"<file|folder>... [--password-file <file>] [-j <n>]",
    .details = N_("For every candidate: the text in normal form, and what "
		  "validators, context, place and exceptions said of it. For "
		  "a rule without a candidate: the text in normal form."),
    .need = TZ_NEED_NOTHING,
    .min_args = 1,
    .max_args = -1,
    .options = options,
    .run = run,
};
