/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/grammar.c - the table of grammars and how they see a line
 */
#include "policies/grammar.h"

#include <string.h>

static const struct tz_grammar *const grammars[] = {
    &tz_grammar_cn_secret_mark,
    &tz_grammar_cn_level_alone,
    &tz_grammar_us_banner,
    &tz_grammar_cui,
    &tz_grammar_uk_gsc,
    &tz_grammar_eu_euci,
    &tz_grammar_nato,
    &tz_grammar_tlp,
};

const struct tz_grammar *const *
tz_grammar_all(size_t *ret_n)
{
	*ret_n = sizeof grammars / sizeof *grammars;
	return grammars;
}

const struct tz_grammar *
tz_grammar_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof grammars / sizeof *grammars; i++)
		if (strcmp(grammars[i]->name, name) == 0)
			return grammars[i];
	return NULL;
}

static bool
ends_line(char c)
{
	return c == '\n' || c == '\f' || c == '\t';
}

void
tz_grammar_line(const char *text, size_t len, size_t at, struct tz_line *ret)
{
	size_t from = at ? at - 1 : 0;
	size_t until = from;
	size_t first = from > TZ_GRAMMAR_REACH ? from - TZ_GRAMMAR_REACH : 0;
	size_t last =
	    len - from > TZ_GRAMMAR_REACH ? from + TZ_GRAMMAR_REACH : len;

	while (from > first && !ends_line(text[from - 1]))
		from--;
	while (until < last && !ends_line(text[until]))
		until++;
	ret->cut = (from == first && first > 0 && !ends_line(text[from - 1])) ||
	    (until == last && last < len && !ends_line(text[until]));
	while (from < until && text[from] == ' ')
		from++;
	while (until > from && text[until - 1] == ' ')
		until--;
	ret->from = from;
	ret->until = until;
}

bool
tz_grammar_same(const char *text, size_t len, const char *const *words)
{
	size_t i;

	for (i = 0; words[i]; i++)
		if (strlen(words[i]) == len && memcmp(words[i], text, len) == 0)
			return true;
	return false;
}
