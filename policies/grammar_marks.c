/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/grammar_marks.c - marks of the UK, the EU, NATO, and TLP
 *
 * All are in capitals.  Words that prose uses too (OFFICIAL, RESTRICTED) are a
 * mark only alone on their line.  A full EU or NATO mark inside a long line is
 * a `mention`: laws quote them.
 */
#include <ctype.h>
#include <string.h>

#include "policies/grammar.h"
#include "policies/grammar_token.h"

/* A line with more than a mark and a page number on it is prose. */
#define SHORT_LINE 60

static bool
is_capitals(const struct tz_token *token)
{
	size_t i;

	for (i = 0; i < token->len; i++)
		if (islower((unsigned char)token->text[i]))
			return false;
	return token->len > 0;
}

/* Pass one of ": ", " - ", "-", " ". */
static bool
pass_separator(struct tz_token *rest)
{
	bool any = false;

	while (rest->len &&
	    (*rest->text == ' ' || *rest->text == '-' || *rest->text == ':' ||
		*rest->text == '/')) {
		rest->text++;
		rest->len--;
		any = true;
	}
	return any;
}

/* Nothing, or after a separator words in capitals: a descriptor or caveat. */
static bool
is_descriptor(struct tz_token rest)
{
	size_t i;

	if (!rest.len)
		return true;
	if (!pass_separator(&rest))
		return false;
	for (i = 0; i < rest.len; i++)
		if (!isupper((unsigned char)rest.text[i]) &&
		    !strchr(" -:/,", rest.text[i]))
			return false;
	return rest.len > 0 && rest.len <= 40;
}

enum {
	UK_OFFICIAL,
	UK_SENSITIVE,
	UK_SECRET,
	UK_OLD,
	UK_UNMARKED,
	UK_ALONE,
};

/* One whole line in capitals; the class, -1 for none. */
static int
uk_line(struct tz_token line)
{
	struct tz_token rest = line;
	bool uk = tz_token_pass(&rest, "UK ");
	struct tz_token tier = rest;

	if (tz_token_pass(&rest, "TOP SECRET") ||
	    tz_token_pass(&rest, "SECRET")) {
		struct tz_token eyes = rest;

		pass_separator(&eyes);
		if (rest.len == 0)
			return uk ? UK_SECRET : UK_ALONE;
		if (uk && is_descriptor(rest))
			return UK_SECRET;
		return tz_token_pass(&eyes, "UK EYES ONLY") ? UK_SECRET : -1;
	}
	if (tz_token_pass(&rest, "OFFICIAL")) {
		struct tz_token sensitive = rest;

		pass_separator(&sensitive);
		if (tz_token_pass(&sensitive, "SENSITIVE"))
			return is_descriptor(sensitive) ? UK_SENSITIVE : -1;
		return rest.len == 0 ? UK_OFFICIAL : -1;
	}
	if (tz_token_is(&tier, "UNCLASSIFIED") ||
	    tz_token_is(&tier, "NOT PROTECTIVELY MARKED"))
		return UK_UNMARKED;
	if (tz_token_pass(&rest, "RESTRICTED") ||
	    tz_token_pass(&rest, "CONFIDENTIAL") ||
	    tz_token_pass(&rest, "PROTECT"))
		return is_descriptor(rest) ? UK_OLD : -1;
	return -1;
}

/* OFFICIAL-SENSITIVE within a line, ending at ${at}. */
static bool
uk_inline(const char *text, const struct tz_line *line, size_t at,
    struct tz_grammar_hit *ret)
{
	static const char tier[] = "OFFICIAL";
	size_t from = at;
	struct tz_token rest;

	if (at < line->from + 8 || memcmp(text + at - 8, tier, 8) != 0)
		return false;
	from = at - 8;
	if (from > 0 && isalnum((unsigned char)text[from - 1]))
		return false;
	rest = (struct tz_token){text + at, line->until - at};
	if (!pass_separator(&rest) || !tz_token_pass(&rest, "SENSITIVE") ||
	    (rest.len && isalnum((unsigned char)*rest.text)))
		return false;
	ret->start = from;
	ret->end = (size_t)(rest.text - text);
	ret->class = UK_SENSITIVE;
	return true;
}

static bool
uk_parse(const char *text, size_t len, size_t at, struct tz_grammar_hit *ret)
{
	struct tz_line line;
	struct tz_token token;
	int class;

	tz_grammar_line(text, len, at, &line);
	if (line.cut)
		return uk_inline(text, &line, at, ret);
	while (line.from < line.until && strchr("[(*", text[line.from]))
		line.from++;
	while (line.until > line.from && strchr("])*", text[line.until - 1]))
		line.until--;
	token = (struct tz_token){text + line.from, line.until - line.from};
	class = is_capitals(&token) ? uk_line(token) : -1;
	if (class < 0)
		return uk_inline(text, &line, at, ret);
	ret->start = line.from;
	ret->end = line.until;
	ret->class = (unsigned)class;
	return true;
}

static const char *const uk_classes[] = {"official", "official-sensitive",
    "secret", "old", "unmarked", "alone", NULL};
static const char *const uk_triggers[] = {"OFFICIAL", "SECRET", "RESTRICTED",
    "PROTECT", "CONFIDENTIAL", "UNCLASSIFIED", "PROTECTIVELY MARKED", NULL};

const struct tz_grammar tz_grammar_uk_gsc = {
    "uk-gsc", uk_classes, uk_triggers, false, uk_parse};

/* One of ${words} that ends at ${at}, or begins up to 40 bytes before it and
 * covers it; the longest first in the list. */
static bool
find_word(const char *text, const struct tz_line *line, size_t at,
    const char *const *words, struct tz_grammar_hit *ret)
{
	size_t first = at > line->from + 40 ? at - 40 : line->from;
	size_t from;
	int i;

	for (from = first; from < at; from++) {
		if (from > line->from && isalnum((unsigned char)text[from - 1]))
			continue;
		for (i = 0; words[i]; i++) {
			size_t n = strlen(words[i]);

			if (from + n > line->until || from + n < at ||
			    memcmp(text + from, words[i], n) != 0 ||
			    (from + n < line->until &&
				isalnum((unsigned char)text[from + n])))
				continue;
			ret->start = from;
			ret->end = from + n;
			return true;
		}
	}
	return false;
}

static bool
is_short(const struct tz_line *line)
{
	return !line->cut && line->until - line->from <= SHORT_LINE;
}

enum { EU_CLASSIFIED, EU_LIMITE, EU_MENTION };

/* Council Decision 2013/488/EU; before 2011 without the English half. */
static bool
eu_parse(const char *text, size_t len, size_t at, struct tz_grammar_hit *ret)
{
	static const char *const marks[] = {"TRÈS SECRET UE/EU TOP SECRET",
	    "TRES SECRET UE/EU TOP SECRET", "SECRET UE/EU SECRET",
	    "CONFIDENTIEL UE/EU CONFIDENTIAL", "RESTREINT UE/EU RESTRICTED",
	    "TRÈS SECRET UE", "TRES SECRET UE", "CONFIDENTIEL UE",
	    "RESTREINT UE", "SECRET UE", "TS-UE/EU-TS", "S-UE/EU-S",
	    "C-UE/EU-C", "R-UE/EU-R", NULL};
	static const char *const limite[] = {
	    "LIMITE", "LIMITE EN", "LIMITE FR", "LIMITE DE", NULL};
	struct tz_line line;

	tz_grammar_line(text, len, at, &line);
	if (find_word(text, &line, at, marks, ret)) {
		ret->class = is_short(&line) ? EU_CLASSIFIED : EU_MENTION;
		return true;
	}
	if (line.cut ||
	    !tz_grammar_same(text + line.from, line.until - line.from, limite))
		return false;
	ret->start = line.from;
	ret->end = line.until;
	ret->class = EU_LIMITE;
	return true;
}

static const char *const eu_classes[] = {
    "classified", "limite", "mention", NULL};
static const char *const eu_triggers[] = {
    "(SECRET|CONFIDENTIEL|RESTREINT) UE", "(TS|S|C|R)-UE/EU", "LIMITE", NULL};

const struct tz_grammar tz_grammar_eu_euci = {
    "eu-euci", eu_classes, eu_triggers, false, eu_parse};

enum { NATO_CLASSIFIED, NATO_UNCLASSIFIED, NATO_MENTION };

static bool
nato_parse(const char *text, size_t len, size_t at, struct tz_grammar_hit *ret)
{
	static const char *const marks[] = {"COSMIC TOP SECRET ATOMAL",
	    "COSMIC TOP SECRET BOHEMIA", "COSMIC TOP SECRET BALK",
	    "COSMIC TOP SECRET", "NATO SECRET ATOMAL", "NATO SECRET",
	    "NATO CONFIDENTIAL ATOMAL", "NATO CONFIDENTIAL", "NATO RESTRICTED",
	    NULL};
	static const char *const open[] = {"NATO UNCLASSIFIED", NULL};
	struct tz_line line;

	tz_grammar_line(text, len, at, &line);
	if (find_word(text, &line, at, marks, ret)) {
		ret->class = is_short(&line) ? NATO_CLASSIFIED : NATO_MENTION;
		return true;
	}
	ret->class = NATO_UNCLASSIFIED;
	return find_word(text, &line, at, open, ret);
}

static const char *const nato_classes[] = {
    "classified", "unclassified", "mention", NULL};
static const char *const nato_triggers[] = {"COSMIC TOP SECRET",
    "NATO (SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED)", NULL};

const struct tz_grammar tz_grammar_nato = {
    "nato", nato_classes, nato_triggers, false, nato_parse};

enum { TLP_CLOSED, TLP_OPEN, TLP_OLD, TLP_MALFORMED };

/* FIRST, TLP 2.0: five labels, no spaces, capitals. */
static bool
tlp_parse(const char *text, size_t len, size_t at, struct tz_grammar_hit *ret)
{
	static const char *const closed[] = {
	    "RED", "AMBER", "AMBER+STRICT", NULL};
	static const char *const open[] = {"GREEN", "CLEAR", NULL};
	static const char *const old[] = {"WHITE", NULL};
	static const char *const any[] = {
	    "RED", "AMBER", "GREEN", "CLEAR", "WHITE", NULL};
	size_t from = at - 3;
	size_t word = at;
	size_t end;
	bool colon;
	struct tz_token after;

	if (at < 3 || memcmp(text + from, "TLP", 3) != 0 ||
	    (from > 0 && isalnum((unsigned char)text[from - 1])))
		return false;
	colon = at < len && text[at] == ':';
	while (word < len && word < at + 4 && strchr(": -", text[word]))
		word++;
	end = word;
	while (end < len &&
	    (isupper((unsigned char)text[end]) || text[end] == '+'))
		end++;
	if (word == at || end == word ||
	    (end < len && isalnum((unsigned char)text[end])))
		return false;
	ret->start = from;
	ret->end = end;
	ret->class = TLP_MALFORMED;
	after = (struct tz_token){text + end, len - end};
	if (!colon || word != at + 1)
		return tz_grammar_same(text + word, end - word, any) ||
		    (colon && end - word >= 3);
	if (tz_token_pass(&after, " STRICT") ||
	    tz_token_pass(&after, "-STRICT"))
		ret->end += strlen(" STRICT");
	else if (tz_grammar_same(text + word, end - word, closed))
		ret->class = TLP_CLOSED;
	else if (tz_grammar_same(text + word, end - word, open))
		ret->class = TLP_OPEN;
	else if (tz_grammar_same(text + word, end - word, old))
		ret->class = TLP_OLD;
	return true;
}

static const char *const tlp_classes[] = {
    "closed", "open", "old", "malformed", NULL};
static const char *const tlp_triggers[] = {"TLP", NULL};

const struct tz_grammar tz_grammar_tlp = {
    "tlp", tlp_classes, tlp_triggers, false, tlp_parse};
