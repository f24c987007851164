/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/lint_variants.c - which disguises a rule sees through
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "policies/lint_inside.h"

/* Write a character of the example, and what the disguise puts before it. */
typedef void disguise(uint32_t before, uint32_t point, size_t index, size_t n,
    struct tz_buf *ret);

static bool
is_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

static void
full_width(uint32_t before, uint32_t point, size_t index, size_t n,
    struct tz_buf *ret)
{
	(void)before;
	(void)index;
	(void)n;
	tz_utf8_put(point > 0x20 && point < 0x7f ? point + 0xfee0 : point, ret);
}

static void
between(uint32_t before, uint32_t point, bool digits, const char *mark,
    struct tz_buf *ret)
{
	if ((tz_utf8_is_han(before) && tz_utf8_is_han(point)) ||
	    (digits && is_digit(before) && is_digit(point)))
		tz_buf_puts(ret, mark);
	tz_utf8_put(point, ret);
}

static void
spaces(uint32_t before, uint32_t point, size_t index, size_t n,
    struct tz_buf *ret)
{
	(void)index;
	(void)n;
	between(before, point, false, " ", ret);
}

static void
middle_dots(uint32_t before, uint32_t point, size_t index, size_t n,
    struct tz_buf *ret)
{
	(void)index;
	(void)n;
	between(before, point, false, "·", ret);
}

static void
zero_width(uint32_t before, uint32_t point, size_t index, size_t n,
    struct tz_buf *ret)
{
	(void)n;
	if (index && before > 0x20 && point > 0x20)
		tz_buf_puts(ret, "\u200b");
	tz_utf8_put(point, ret);
}

static void
split_line(uint32_t before, uint32_t point, size_t index, size_t n,
    struct tz_buf *ret)
{
	if (index == n / 2 &&
	    ((tz_utf8_is_han(before) && tz_utf8_is_han(point)) ||
		(is_digit(before) && is_digit(point))))
		tz_buf_putc(ret, '\n');
	tz_utf8_put(point, ret);
}

static void
spaced_digits(uint32_t before, uint32_t point, size_t index, size_t n,
    struct tz_buf *ret)
{
	(void)index;
	(void)n;
	if (is_digit(before) && is_digit(point))
		tz_buf_putc(ret, ' ');
	tz_utf8_put(point, ret);
}

static const struct {
	const char *name;
	disguise *put;
} disguises[] = {
    {"full-width", full_width},
    {"spaces", spaces},
    {"middle-dots", middle_dots},
    {"zero-width", zero_width},
    {"split-line", split_line},
    {"spaced-digits", spaced_digits},
};

static void
put_on(disguise *put, const char *text, size_t len, struct tz_buf *ret)
{
	size_t n = tz_utf8_count(text, len);
	uint32_t before = 0;
	uint32_t point;
	size_t index = 0;
	size_t at = 0;
	size_t step;

	while ((step = tz_utf8_next(text, len, at, &point))) {
		put(before, point, index++, n, ret);
		before = point;
		at += step;
	}
}

static enum tz_status
try_example(const struct tz_linting *linting, const struct tz_rule *rule,
    const json_t *example, disguise *put, struct tz_variant *variant)
{
	const char *text = json_string_value(example);
	size_t len = json_string_length(example);
	tz_auto_buf other = TZ_BUF_INIT;
	tz_auto(tz_findings) findings = NULL;
	const struct tz_finding *all;
	size_t n;
	size_t i;
	enum tz_status s;

	put_on(put, text, len, &other);
	s = tz_buf_check(&other, linting->err);
	if (s != TZ_OK ||
	    (other.len == len && memcmp(other.data, text, len) == 0))
		return s;
	s = tz_lint_match(linting, rule, tz_buf_str(&other), other.len,
	    &findings);
	if (s != TZ_OK)
		return s;
	variant->n++;
	all = tz_findings_all(findings, &n);
	for (i = 0; i < n; i++)
		if (strcmp(all[i].rule, rule->id) == 0 &&
		    all[i].severity >= rule->severity) {
			variant->found++;
			break;
		}
	return TZ_OK;
}

enum tz_status
tz_lint_variants(struct tz_rule_set *set, const char *pack,
    void (*report)(const struct tz_variant *variant, void *arg), void *arg,
    struct tz_err *err)
{
	struct tz_linting linting = {set, NULL, NULL, NULL, err};
	enum tz_status s = TZ_OK;
	size_t i;
	size_t k;
	size_t e;

	for (i = 0; i < set->n_rules; i++) {
		const struct tz_rule *rule = set->rules[i];

		if (rule->kind == TZ_MATCH_STRUCTURE || rule->disabled ||
		    (pack && strcmp(pack, rule->pack->id) != 0))
			continue;
		for (k = 0; k < sizeof disguises / sizeof *disguises; k++) {
			struct tz_variant variant = {
			    rule->id, disguises[k].name, 0, 0};

			for (e = 0;
			     s == TZ_OK && e < json_array_size(rule->hit); e++)
				s = try_example(&linting, rule,
				    json_array_get(rule->hit, e),
				    disguises[k].put, &variant);
			if (s != TZ_OK)
				return s;
			if (variant.n)
				report(&variant, arg);
		}
	}
	return TZ_OK;
}
