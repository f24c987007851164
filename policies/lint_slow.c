/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/lint_slow.c - regexes that text can be made to cost too much
 *
 * The text is what such a regex cannot get through: the characters of the
 * examples and of the regex itself, and pieces of the examples, over and over,
 * with something at the end that does not fit.
 */
#include <string.h>

#include "base/buf.h"
#include "policies/confirm.h"
#include "policies/lint_inside.h"
#include "policies/unit.h"

/* A window is some hundred bytes; a match may look on to four times that. */
#define TEXT_MAX 1200
/* Characters that are tried. */
#define TRIED_MAX 24

struct trial {
	struct tz_confirm *confirm;
	const struct tz_rule *rule;
	const char *tail; /* an example, or NULL */
	bool slow;
	struct tz_err *err;
};

/* ${piece} over and over, and an end that does not fit. */
static enum tz_status
try_piece(struct trial *trial, const char *before, size_t before_len,
    const char *piece, size_t len)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_confirm_match match;
	size_t from = 0;

	if (len == 0 || trial->slow)
		return TZ_OK;
	tz_buf_append(&text, before, before_len);
	while (text.len + len < TEXT_MAX)
		tz_buf_append(&text, piece, len);
	/* What the regex wants at its end stands behind what does not fit: else
	 * it is seen at once that there is no match. */
	tz_buf_printf(&text, "\x01%s\x01%s", trial->rule->regex,
	    trial->tail ? trial->tail : "");
	if (text.failed)
		return tz_fail_nomem(trial->err);
	for (;;) {
		enum tz_status s = tz_confirm_find(trial->confirm,
		    tz_buf_str(&text), from, text.len, &match);

		if (s == TZ_LIMIT)
			trial->slow = true;
		if (s != TZ_OK)
			return TZ_OK;
		from = match.end;
	}
}

/* The characters of ${text}, each alone and each with the next. */
static enum tz_status
try_characters(struct trial *trial, const char *text, size_t len)
{
	enum tz_status s = TZ_OK;
	size_t at = 0;
	size_t n;

	for (n = 0; s == TZ_OK && at < len && n < TRIED_MAX; n++) {
		size_t next = tz_characters_on(text, len, at, 1);
		size_t after = tz_characters_on(text, len, next, 1);

		s = try_piece(trial, text, at, text + at, next - at);
		if (s == TZ_OK)
			s = try_piece(trial, "", 0, text + at, next - at);
		if (s == TZ_OK)
			s = try_piece(trial, text, at, text + at, after - at);
		at = next;
	}
	return s;
}

static enum tz_status
try_all(struct trial *trial)
{
	const json_t *hit =
	    trial->rule->parent ? trial->rule->parent->hit : trial->rule->hit;
	static const char usual[] = "a1 -.\t\n中A";
	enum tz_status s;
	size_t i;

	trial->tail = json_string_value(json_array_get(hit, 0));
	s = try_characters(trial, usual, sizeof usual - 1);
	if (s == TZ_OK)
		s = try_characters(trial, trial->rule->regex,
		    strlen(trial->rule->regex));
	for (i = 0; s == TZ_OK && i < json_array_size(hit); i++) {
		const json_t *example = json_array_get(hit, i);
		const char *text = json_string_value(example);
		size_t len = json_string_length(example);

		if (len > 200)
			continue;
		s = try_piece(trial, "", 0, text, len);
		if (s == TZ_OK)
			s = try_characters(trial, text, len);
	}
	return s;
}

enum tz_status
tz_lint_slow(const struct tz_linting *linting, const struct tz_rule *rule)
{
	struct trial trial = {NULL, rule, NULL, false, linting->err};
	enum tz_status s;

	if (rule->kind != TZ_MATCH_REGEX)
		return TZ_OK;
	s = tz_confirm_new(rule, &trial.confirm, linting->err);
	if (s == TZ_OK)
		s = try_all(&trial);
	tz_confirm_free(trial.confirm);
	if (s == TZ_OK && trial.slow)
		tz_lint_say(linting, rule->parent ? rule->parent : rule,
		    json_object_get(rule->match_node, "regex"), "slow", true,
		    NULL);
	return s;
}
