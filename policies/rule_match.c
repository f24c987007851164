/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_match.c - the `match` map of a rule
 *
 * Keywords are folded here as every text is.  A regex cannot be (folding would
 * change its meaning); policies/matcher.c refuses one that holds what folding
 * never leaves.
 */
#include "policies/rule_match.h"

#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "policies/read.h"

static const char *const match_keys[] = {"keywords", "keyword_file", "regex",
    "grammar", "class", "structure", "boundary", "case", "group", "joined",
    "trigger", NULL};
static const char *const boundary_words[] = {
    "none", "ascii-alnum", "word", NULL};
static const char *const case_words[] = {"insensitive", "sensitive", NULL};

/* Longer ones are better written as a grammar or a list. */
#define REGEX_MAX 2000

/* Whether any of the text is written without spaces between words. */
static bool
has_han(const char *text)
{
	size_t len = strlen(text);
	size_t at = 0;
	uint32_t point;
	size_t n;

	while ((n = tz_utf8_next(text, len, at, &point))) {
		if (tz_utf8_is_han(point))
			return true;
		at += n;
	}
	return false;
}

/* One word a line; '#' begins a comment line. */
static enum tz_status
load_file(const struct tz_yaml *yaml, const json_t *match, const char *name,
    const struct tz_named_list *files, struct tz_words *ret, struct tz_err *err)
{
	tz_auto_buf path = TZ_BUF_INIT;
	const struct tz_named *file;
	const char *at;
	enum tz_status s;

	tz_buf_printf(&path, "lists/%s.txt", name);
	s = tz_buf_check(&path, err);
	if (s != TZ_OK)
		return s;
	file = tz_named_find(files, tz_buf_str(&path));
	if (!file)
		return tz_yaml_fail(yaml,
		    json_object_get(match, "keyword_file"), err,
		    _("there is no list '%s'"), tz_buf_str(&path));
	for (at = file->data; s == TZ_OK && *at;) {
		size_t len = strcspn(at, "\r\n");

		if (len && *at != '#')
			s = tz_words_add(ret, at, len, err);
		at += len;
		at += strspn(at, "\r\n");
	}
	if (s == TZ_OK && !ret->n)
		return tz_yaml_fail(yaml, match, err,
		    _("the list '%s' is empty"), tz_buf_str(&path));
	return s;
}

static enum tz_status
load_keywords(const struct tz_yaml *yaml, const json_t *match,
    const struct tz_named_list *files, struct tz_rule *rule, struct tz_err *err)
{
	const char *name;
	size_t i;
	enum tz_status s =
	    tz_read_words(yaml, match, "keywords", &rule->words, err);

	rule->kind = TZ_MATCH_KEYWORDS;
	if (s == TZ_OK)
		s = tz_read_string(yaml, match, "keyword_file", false, &name,
		    err);
	if (s == TZ_OK && name)
		s = load_file(yaml, match, name, files, &rule->words, err);
	for (i = 0; i < rule->words.n; i++) {
		rule->joined |= has_han(rule->words.word[i]);
		if (s == TZ_OK && !*rule->words.word[i])
			s = tz_yaml_fail(yaml, match, err,
			    _("a keyword folds to nothing"));
	}
	return s;
}

static enum tz_status
load_regex(const struct tz_yaml *yaml, const json_t *match,
    struct tz_rule *rule, struct tz_err *err)
{
	size_t group = 0;
	enum tz_status s;

	rule->kind = TZ_MATCH_REGEX;
	s = tz_read_string(yaml, match, "regex", true, &rule->regex, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, match, "trigger", false,
		    &rule->trigger, err);
	if (s == TZ_OK)
		s = tz_read_size(yaml, match, "group", &group, err);
	if (s != TZ_OK)
		return s;
	if (strlen(rule->regex) > REGEX_MAX || group > 9)
		return tz_yaml_fail(yaml, json_object_get(match, "regex"), err,
		    _("the regex is longer than %d bytes or the group over 9"),
		    REGEX_MAX);
	rule->group = (int)group;
	rule->joined = has_han(rule->regex);
	return TZ_OK;
}

static enum tz_status
load_grammar(const struct tz_yaml *yaml, const json_t *match,
    struct tz_rule *rule, struct tz_err *err)
{
	struct tz_words names = {NULL, 0};
	const char *name;
	size_t i;
	unsigned class;
	enum tz_status s =
	    tz_read_string(yaml, match, "grammar", true, &name, err);

	rule->kind = TZ_MATCH_GRAMMAR;
	rule->classes = 1;
	if (s != TZ_OK)
		return s;
	rule->grammar = tz_grammar_find(name);
	if (!rule->grammar)
		return tz_yaml_fail(yaml, json_object_get(match, "grammar"),
		    err, _("unknown grammar '%s'"), name);
	rule->joined = rule->grammar->joined;
	s = tz_read_words(yaml, match, "class", &names, err);
	if (s == TZ_OK && names.n)
		rule->classes = 0;
	for (i = 0; s == TZ_OK && i < names.n; i++) {
		const char *const *classes = rule->grammar->classes;

		for (class = 0; classes[class]; class ++)
			if (strcmp(classes[class], names.word[i]) == 0)
				break;
		if (classes[class])
			rule->classes |= 1U << class;
		else
			s = tz_yaml_fail(yaml, json_object_get(match, "class"),
			    err, _("the grammar '%s' has no class '%s'"), name,
			    names.word[i]);
	}
	tz_words_clear(&names);
	return s;
}

/* Exactly one way to match. */
static enum tz_status
load_kind(const struct tz_yaml *yaml, const json_t *match,
    const struct tz_named_list *files, struct tz_rule *rule, struct tz_err *err)
{
	bool words = json_object_get(match, "keywords") ||
	    json_object_get(match, "keyword_file");
	bool regex = json_object_get(match, "regex") != NULL;
	bool grammar = json_object_get(match, "grammar") != NULL;
	bool structure = json_object_get(match, "structure") != NULL;

	if (words + regex + grammar + structure != 1)
		return tz_yaml_fail(yaml, match, err,
		    _("'match' needs one of keywords or keyword_file, regex, "
		      "grammar, structure"));
	if (((json_object_get(match, "group") ||
		 json_object_get(match, "trigger")) &&
		!regex) ||
	    (json_object_get(match, "class") && !grammar))
		return tz_yaml_fail(yaml, match, err,
		    _("'group' and 'trigger' go with a regex, 'class' with a "
		      "grammar"));
	if (words)
		return load_keywords(yaml, match, files, rule, err);
	if (regex)
		return load_regex(yaml, match, rule, err);
	if (grammar)
		return load_grammar(yaml, match, rule, err);
	rule->kind = TZ_MATCH_STRUCTURE;
	return tz_read_words(yaml, match, "structure", &rule->words, err);
}

enum tz_status
tz_rule_match_load(const struct tz_yaml *yaml, const json_t *node,
    const struct tz_named_list *files, struct tz_rule *rule, struct tz_err *err)
{
	const json_t *match = json_object_get(node, "match");
	int boundary = TZ_BOUNDARY_ASCII_ALNUM;
	int letter_case = 0;
	enum tz_status s;

	if (!match)
		return tz_yaml_fail(yaml, node, err,
		    _("the key '%s' is missing"), "match");
	rule->match_node = match;
	s = tz_read_keys(yaml, match, match_keys, err);
	if (s == TZ_OK)
		s = load_kind(yaml, match, files, rule, err);
	if (s == TZ_OK)
		s = tz_read_word(yaml, match, "boundary", boundary_words,
		    &boundary, err);
	if (s == TZ_OK)
		s = tz_read_word(yaml, match, "case", case_words, &letter_case,
		    err);
	if (s == TZ_OK)
		s = tz_read_bool(yaml, match, "joined", &rule->joined, err);
	rule->boundary = (enum tz_boundary)boundary;
	rule->case_sensitive = letter_case == 1;
	return s;
}
