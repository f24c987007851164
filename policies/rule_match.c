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
#include "policies/rule_read.h"

static const char *const match_keys[] = {"keywords", "keyword_file", "regex",
    "grammar", "class", "structure", "boundary", "case", "group", "joined",
    "trigger", "all", "any", "count", "within", NULL};
static const char *const element_keys[] = {"keywords", "keyword_file", "regex",
    "grammar", "class", "structure", "boundary", "case", "group", "joined",
    "trigger", "validate", NULL};
static const char *const count_keys[] = {
    "of", "at_least", "within", "by", NULL};
static const char *const count_words[] = {"element", "text", "hit", NULL};
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
		      "grammar, structure, all, any, count"));
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

/* All keys of a match that is not composed. */
static enum tz_status
load_simple(const struct tz_yaml *yaml, const json_t *match,
    const struct tz_named_list *files, struct tz_rule *rule, struct tz_err *err)
{
	int boundary = TZ_BOUNDARY_ASCII_ALNUM;
	int letter_case = 0;
	enum tz_status s = load_kind(yaml, match, files, rule, err);

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

/* A word, or a map with one way to match. */
static enum tz_status
load_element(const struct tz_yaml *yaml, const json_t *node,
    const struct tz_named_list *files, struct tz_rule *rule, struct tz_err *err)
{
	enum tz_status s;

	rule->match_node = node;
	rule->channels = UINT32_MAX;
	rule->near_miss = TZ_SEVERITY_NONE;
	if (json_is_string(node) && json_string_length(node) > 0) {
		rule->kind = TZ_MATCH_KEYWORDS;
		rule->boundary = TZ_BOUNDARY_ASCII_ALNUM;
		s = tz_words_add(&rule->words, json_string_value(node),
		    json_string_length(node), err);
		if (s == TZ_OK && !*rule->words.word[0])
			s = tz_yaml_fail(yaml, node, err,
			    _("a keyword folds to nothing"));
		if (s == TZ_OK)
			rule->joined = has_han(rule->words.word[0]);
		return s;
	}
	s = tz_read_keys(yaml, node, element_keys, err);
	if (s == TZ_OK)
		s = load_simple(yaml, node, files, rule, err);
	if (s == TZ_OK)
		s = tz_rule_read_checks(yaml, node, rule, err);
	return s;
}

static enum tz_status
load_elements(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const struct tz_named_list *files, struct tz_rule *rule, struct tz_err *err)
{
	const json_t *list;
	bool in_text = false;
	enum tz_status s = tz_read_list(yaml, node, key, &list, err);

	if (s != TZ_OK)
		return s;
	if (!list)
		return tz_yaml_fail(yaml, node, err,
		    _("the key '%s' is missing"), key);
	rule->elements = calloc(json_array_size(list), sizeof *rule->elements);
	if (!rule->elements)
		return tz_fail_nomem(err);
	while (s == TZ_OK && rule->n_elements < json_array_size(list)) {
		size_t i = rule->n_elements++;

		rule->elements[i].element = i;
		rule->elements[i].pack = rule->pack;
		s = load_element(yaml, json_array_get(list, i), files,
		    &rule->elements[i], err);
		in_text |= rule->elements[i].kind != TZ_MATCH_STRUCTURE;
	}
	if (s == TZ_OK && rule->compose == TZ_COMPOSE_COUNT && !in_text)
		s = tz_yaml_fail(yaml, list, err,
		    _("'count' needs an element that is looked for in the "
		      "text"));
	return s;
}

static enum tz_status
load_count(const struct tz_yaml *yaml, const json_t *match,
    const struct tz_named_list *files, struct tz_rule *rule, struct tz_err *err)
{
	const json_t *count = json_object_get(match, "count");
	int by = -1;
	enum tz_status s = tz_read_keys(yaml, count, count_keys, err);

	if (s == TZ_OK)
		s = load_elements(yaml, count, "of", files, rule, err);
	if (s == TZ_OK)
		s = tz_read_size(yaml, count, "at_least", &rule->at_least, err);
	if (s == TZ_OK)
		s = tz_rule_read_within(yaml, count, &rule->within, err);
	if (s == TZ_OK)
		s = tz_read_word(yaml, count, "by", count_words, &by, err);
	if (s != TZ_OK)
		return s;
	if (rule->at_least < 2)
		return tz_yaml_fail(yaml, count, err,
		    _("'count' needs 'at_least', 2 or more"));
	if (by < 0)
		by = rule->n_elements >= rule->at_least ? TZ_COUNT_ELEMENTS
							: TZ_COUNT_TEXTS;
	rule->count_by = (enum tz_count_by)by;
	if (by == TZ_COUNT_ELEMENTS && rule->n_elements < rule->at_least)
		return tz_yaml_fail(yaml, count, err,
		    _("'at_least' is more than there are elements"));
	return TZ_OK;
}

/* all, any or count, and within. */
static enum tz_status
load_composed(const struct tz_yaml *yaml, const json_t *match,
    const struct tz_named_list *files, struct tz_rule *rule, struct tz_err *err)
{
	const json_t *all = json_object_get(match, "all");
	const json_t *count = json_object_get(match, "count");
	enum tz_status s;

	rule->kind = TZ_MATCH_COMPOSED;
	rule->compose = all ? TZ_COMPOSE_ALL
	    : count	    ? TZ_COMPOSE_COUNT
			    : TZ_COMPOSE_ANY;
	rule->within = (struct tz_within){TZ_UNIT_PART, 0};
	if (json_object_size(match) !=
	    (json_object_get(match, "within") && all ? 2 : 1))
		return tz_yaml_fail(yaml, match, err,
		    _("beside 'all', 'any' or 'count' stands nothing but "
		      "'within' of 'all'"));
	if (count)
		return load_count(yaml, match, files, rule, err);
	s = load_elements(yaml, match, all ? "all" : "any", files, rule, err);
	if (s == TZ_OK && all)
		s = tz_rule_read_within(yaml, match, &rule->within, err);
	return s;
}

enum tz_status
tz_rule_match_load(const struct tz_yaml *yaml, const json_t *node,
    const struct tz_named_list *files, struct tz_rule *rule, struct tz_err *err)
{
	const json_t *match = json_object_get(node, "match");
	enum tz_status s;

	if (!match)
		return tz_yaml_fail(yaml, node, err,
		    _("the key '%s' is missing"), "match");
	rule->match_node = match;
	s = tz_read_keys(yaml, match, match_keys, err);
	if (s != TZ_OK)
		return s;
	if (json_object_get(match, "all") || json_object_get(match, "any") ||
	    json_object_get(match, "count"))
		return load_composed(yaml, match, files, rule, err);
	if (json_object_get(match, "within"))
		return tz_yaml_fail(yaml, json_object_get(match, "within"), err,
		    _("unknown key '%s'"), "within");
	return load_simple(yaml, match, files, rule, err);
}
