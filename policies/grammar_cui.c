/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/grammar_cui.c - Controlled Unclassified Information (32 CFR 2002)
 *
 * ("CUI" | "CONTROLLED") ["//" category {"/" category}] ["//" control {"/"
 * control}]; Specified categories (SP-) come first, each group by the
 * alphabet.  Bare, the word is a mark only alone on its line or, as "(CUI)",
 * at the beginning of one.
 */
#include <ctype.h>
#include <string.h>

#include "policies/grammar.h"
#include "policies/grammar_token.h"

enum { CLASS_CUI, CLASS_MALFORMED };

static bool
is_control(const struct tz_token *token)
{
	static const char *const controls[] = {"NOFORN", "FED ONLY", "FEDCON",
	    "NOCON", "DL ONLY", "RELIDO", "AC", "AWP", "DELIB", NULL};
	struct tz_token rest = *token;

	return tz_grammar_same(token->text, token->len, controls) ||
	    tz_token_pass(&rest, "REL TO ") ||
	    tz_token_pass(&rest, "DISPLAY ONLY ");
}

static bool
is_category(const struct tz_token *token)
{
	struct tz_token rest = *token;

	tz_token_pass(&rest, "SP-");
	return rest.len >= 2 && rest.len <= 12 && tz_token_is_plain(&rest);
}

/* Elements in order: SP- first, each group sorted; or all controls. */
static bool
parse_segment(struct tz_token segment, bool controls)
{
	struct tz_token last = {NULL, 0};
	bool last_specified = true;
	struct tz_token element;

	while (tz_token_cut(&segment, "/", &element)) {
		struct tz_token rest = element;
		bool specified = tz_token_pass(&rest, "SP-");

		if (controls ? !is_control(&element) : !is_category(&element))
			return false;
		if (last.text && specified && !last_specified)
			return false;
		if (last.text && specified == last_specified &&
		    tz_token_compare(&last, &element) >= 0)
			return false;
		last = element;
		last_specified = specified;
	}
	return true;
}

/* What follows the first "//". */
static bool
parse_segments(struct tz_token rest)
{
	struct tz_token first;
	struct tz_token second;
	struct tz_token more;

	if (!tz_token_cut(&rest, "//", &first))
		return false;
	if (!tz_token_cut(&rest, "//", &second))
		return parse_segment(first, false) ||
		    parse_segment(first, true);
	return parse_segment(first, false) && parse_segment(second, true) &&
	    !tz_token_cut(&rest, "//", &more);
}

static bool
is_mark_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
	    c == '-' || c == ' ' || c == ',';
}

/* The bare word, in [start, end). */
static bool
is_bare(const char *text, const struct tz_line *line, size_t start, size_t end)
{
	if (start == line->from && end == line->until)
		return true;
	return end < line->until && text[end] == ')' && start > line->from &&
	    text[start - 1] == '(' && start - 1 == line->from;
}

static bool
parse(const char *text, size_t len, size_t at, struct tz_grammar_hit *ret)
{
	struct tz_line line;
	struct tz_token rest;
	size_t start = at;
	size_t end = at;

	while (start > 0 && at - start < 12 && text[start - 1] >= 'A' &&
	    text[start - 1] <= 'Z')
		start--;
	rest = (struct tz_token){text + start, at - start};
	if ((!tz_token_is(&rest, "CUI") && !tz_token_is(&rest, "CONTROLLED")) ||
	    (at < len && isalnum((unsigned char)text[at])) ||
	    (start > 0 && isalnum((unsigned char)text[start - 1])))
		return false;
	tz_grammar_line(text, len, at, &line);
	ret->start = start;
	ret->end = at;
	ret->class = CLASS_CUI;
	if (at >= line.until || text[at] != '/')
		return is_bare(text, &line, start, at);

	while (end < line.until && is_mark_char(text[end]))
		end++;
	while (end > at && (text[end - 1] == ' ' || text[end - 1] == ','))
		end--;
	rest = (struct tz_token){text + at, end - at};
	ret->end = end;
	if (!tz_token_pass(&rest, "//") || !parse_segments(rest))
		ret->class = CLASS_MALFORMED;
	return true;
}

static const char *const classes[] = {"cui", "malformed", NULL};
static const char *const triggers[] = {"CUI", "CONTROLLED", NULL};

const struct tz_grammar tz_grammar_cui = {
    "cui", classes, triggers, false, parse};
