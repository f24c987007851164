/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/matcher.c - the rules of a set as patterns for the one pass
 */
#include "policies/matcher.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/intl.h"
#include "policies/read.h"
#include "policies/view.h"

void
tz_matcher_free(struct tz_matcher *matcher)
{
	size_t form;
	size_t i;

	if (!matcher)
		return;
	for (form = 0; form < TZ_FORM_COUNT; form++) {
		struct tz_form_patterns *patterns = &matcher->form[form];

		for (i = 0; i < patterns->n; i++)
			free(patterns->source[i].regex);
		free(patterns->pattern);
		free(patterns->source);
		free(patterns->way);
		tz_match_db_free(patterns->db);
	}
	for (i = 0; matcher->confirms && i < matcher->n_rules; i++)
		tz_confirm_free(matcher->confirms[i]);
	free(matcher->confirms);
	free(matcher);
}

/* Room for one more pattern. */
static bool
grow(struct tz_form_patterns *patterns)
{
	size_t cap = patterns->cap ? patterns->cap * 2 : 64;
	void *grown;

	if (patterns->n < patterns->cap)
		return true;
	grown = realloc(patterns->pattern, cap * sizeof *patterns->pattern);
	if (!grown)
		return false;
	patterns->pattern = grown;
	grown = realloc(patterns->source, cap * sizeof *patterns->source);
	if (!grown)
		return false;
	patterns->source = grown;
	grown = realloc(patterns->way, cap);
	if (!grown)
		return false;
	patterns->way = grown;
	patterns->cap = cap;
	return true;
}

static enum tz_status
add(struct tz_form_patterns *patterns, const struct tz_pattern *pattern,
    const char *regex, bool caseless, struct tz_err *err)
{
	struct tz_match_pattern source = {strdup(regex), caseless};

	if (!source.regex || !grow(patterns)) {
		free(source.regex);
		return tz_fail_nomem(err);
	}
	patterns->pattern[patterns->n] = *pattern;
	patterns->source[patterns->n] = source;
	patterns->way[patterns->n++] = TZ_MATCH_WHOLE;
	return TZ_OK;
}

static enum tz_status
add_word(struct tz_matcher *matcher, size_t rule, enum tz_form form,
    const char *word, struct tz_err *err)
{
	struct tz_pattern pattern = {TZ_PATTERN_WORD, rule, 0, 0};
	tz_auto_buf plain = TZ_BUF_INIT;
	tz_auto_buf regex = TZ_BUF_INIT;
	const char *at;
	enum tz_status s;

	if (form == TZ_FORM_JOINED)
		tz_view_join_word(word, &plain);
	else
		tz_buf_puts(&plain, word);
	for (at = tz_buf_str(&plain); *at; at++) {
		if (strchr("\\^$.[]|()?*+{}/#- \t\n\f", *at))
			tz_buf_printf(&regex, "\\x%02x", (unsigned char)*at);
		else
			tz_buf_putc(&regex, *at);
	}
	s = tz_buf_check(&regex, err);
	if (s != TZ_OK)
		return s;
	pattern.len = plain.len;
	return add(&matcher->form[form], &pattern, tz_buf_str(&regex),
	    !matcher->rules[rule]->case_sensitive, err);
}

static enum tz_status
add_rule(struct tz_matcher *matcher, size_t index, enum tz_form form,
    struct tz_err *err)
{
	const struct tz_rule *rule = matcher->rules[index];
	struct tz_pattern regex = {TZ_PATTERN_REGEX, index, 0, 0};
	enum tz_status s = TZ_OK;
	size_t i;

	if (form == TZ_FORM_JOINED && !rule->joined)
		return TZ_OK;
	switch (rule->kind) {
	case TZ_MATCH_KEYWORDS:
		for (i = 0; s == TZ_OK && i < rule->words.n; i++)
			s = add_word(matcher, index, form, rule->words.word[i],
			    err);
		return s;
	case TZ_MATCH_REGEX:
		return add(&matcher->form[form], &regex,
		    rule->trigger ? rule->trigger : rule->regex,
		    !rule->case_sensitive, err);
	case TZ_MATCH_GRAMMAR:	 /* once for all rules: add_grammars() */
	case TZ_MATCH_STRUCTURE: /* not in the text */
	case TZ_MATCH_COMPOSED:	 /* its elements are */
	case TZ_MATCH_COUNT:
		break;
	}
	return TZ_OK;
}

/* The triggers of each grammar that a rule uses. */
static enum tz_status
add_grammars(struct tz_matcher *matcher, enum tz_form form, struct tz_err *err)
{
	size_t n;
	const struct tz_grammar *const *grammars = tz_grammar_all(&n);
	enum tz_status s = TZ_OK;
	size_t g;
	size_t i;

	for (g = 0; g < n; g++) {
		struct tz_pattern pattern = {TZ_PATTERN_GRAMMAR, 0, 0, g};
		bool used = false;

		for (i = 0; i < matcher->n_rules; i++)
			used |= matcher->rules[i]->grammar == grammars[g] &&
			    (form == TZ_FORM_PLAIN ||
				matcher->rules[i]->joined);
		for (i = 0; used && s == TZ_OK && grammars[g]->triggers[i]; i++)
			s = add(&matcher->form[form], &pattern,
			    grammars[g]->triggers[i], true, err);
	}
	return s;
}

enum tz_status
tz_matcher_new(const struct tz_rule *const *rules, size_t n_rules,
    struct tz_matcher **ret_matcher, struct tz_err *err)
{
	tz_auto(tz_matcher) matcher = calloc(1, sizeof *matcher);
	enum tz_status s = TZ_OK;
	int form;
	size_t i;

	if (!matcher)
		return tz_fail_nomem(err);
	matcher->rules = rules;
	matcher->n_rules = n_rules;
	matcher->confirms = calloc(n_rules + 1, sizeof *matcher->confirms);
	if (!matcher->confirms)
		return tz_fail_nomem(err);
	for (form = 0; s == TZ_OK && form < TZ_FORM_COUNT; form++) {
		for (i = 0; s == TZ_OK && i < n_rules; i++)
			s = add_rule(matcher, i, (enum tz_form)form, err);
		if (s == TZ_OK)
			s = add_grammars(matcher, (enum tz_form)form, err);
	}
	if (s == TZ_OK)
		*ret_matcher = tz_steal(&matcher);
	return s;
}

enum tz_status
tz_matcher_confirm(struct tz_matcher *matcher, size_t rule,
    struct tz_confirm **ret, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (!matcher->confirms[rule])
		s = tz_confirm_new(matcher->rules[rule],
		    &matcher->confirms[rule], err);
	*ret = matcher->confirms[rule];
	return s;
}

/* It compiles, and holds nothing that folding never leaves, such as a
 * full-width bracket: it could match nothing. */
static enum tz_status
check_regex(struct tz_matcher *matcher, size_t index, struct tz_err *err)
{
	const struct tz_rule *rule = matcher->rules[index];
	const json_t *node = json_object_get(rule->match_node, "regex");
	size_t len = strlen(rule->regex);
	tz_auto(tz_folded) folded = NULL;
	size_t folded_len = len;
	struct tz_err why = {0};
	struct tz_confirm *unused;
	enum tz_status s = tz_matcher_confirm(matcher, index, &unused, &why);

	if (s == TZ_FORMAT)
		return tz_yaml_fail(rule->pack->yaml, node, err, "%s",
		    why.text);
	if (s == TZ_OK)
		s = tz_fold(rule->regex, len, TZ_FOLD_SIMPLIFIED, &folded,
		    &why);
	if (s != TZ_OK)
		return tz_fail(err, s, "%s", why.text);
	if (strcmp(tz_folded_text(folded, &folded_len), rule->regex) != 0)
		return tz_yaml_fail(rule->pack->yaml, node, err,
		    _("the regex holds a character that folding never leaves "
		      "(full width, traditional, a dash, a non-ASCII space)"));
	return TZ_OK;
}

/* A trigger is there to make the pass fast; one that cannot is a mistake. */
static enum tz_status
check_trigger(const struct tz_matcher *matcher,
    const struct tz_form_patterns *patterns, size_t i, struct tz_err *err)
{
	const struct tz_rule *rule = matcher->rules[patterns->pattern[i].rule];

	if (patterns->pattern[i].kind != TZ_PATTERN_REGEX || !rule->trigger ||
	    patterns->way[i] == TZ_MATCH_WHOLE)
		return TZ_OK;
	return tz_yaml_fail(rule->pack->yaml,
	    json_object_get(rule->match_node, "trigger"), err,
	    _("a trigger must be a simple regex without looking round"));
}

enum tz_status
tz_matcher_compile(struct tz_matcher *matcher, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;
	size_t form;

	for (i = 0; s == TZ_OK && i < matcher->n_rules; i++)
		if (matcher->rules[i]->kind == TZ_MATCH_REGEX)
			s = check_regex(matcher, i, err);
	for (form = 0; s == TZ_OK && form < TZ_FORM_COUNT; form++) {
		struct tz_form_patterns *patterns = &matcher->form[form];

		s = tz_match_db_compile(patterns->source, patterns->n,
		    patterns->way, &patterns->db, err);
		for (i = 0; s == TZ_OK && i < patterns->n; i++)
			s = check_trigger(matcher, patterns, i, err);
	}
	return s;
}
