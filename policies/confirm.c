/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/confirm.c - where a regex really begins and ends
 */
#include "policies/confirm.h"

#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/buf.h"
#include "base/intl.h"
#include "policies/rule.h"

/* A window is some hundred bytes: an honest pattern needs a few thousand
 * steps of the interpreter. */
#define MATCH_LIMIT 200000
#define DEPTH_LIMIT 2000
#define HEAP_LIMIT_KIB 4096

/* After so many searches machine code is worth its making. */
#define JIT_AFTER 64

struct tz_confirm {
	pcre2_code *code;
	unsigned n_searches;
	pcre2_match_context *context;
	pcre2_match_data *data;
	uint32_t group;
};

void
tz_confirm_free(struct tz_confirm *confirm)
{
	if (!confirm)
		return;
	pcre2_match_data_free(confirm->data);
	pcre2_match_context_free(confirm->context);
	pcre2_code_free(confirm->code);
	free(confirm);
}

/* The regex between its boundaries: on a side where the match's own edge is
 * of the class, its neighbour must not be. */
static void
put_bounded(const struct tz_rule *rule, struct tz_buf *ret)
{
	const char *class = rule->boundary == TZ_BOUNDARY_WORD
	    ? "[0-9A-Za-z_\\x{aa}-\\x{2af}\\x{370}-\\x{1fff}]"
	    : "[0-9A-Za-z]";

	if (rule->boundary == TZ_BOUNDARY_NONE) {
		tz_buf_puts(ret, rule->regex);
		return;
	}
	tz_buf_printf(ret, "(?:(?<!%s)|(?!%s))(?:%s)(?:(?!%s)|(?<!%s))", class,
	    class, rule->regex, class, class);
}

enum tz_status
tz_confirm_new_plain(const char *regex, struct tz_confirm **ret_confirm,
    struct tz_err *err)
{
	const struct tz_rule rule = {
	    .regex = regex, .boundary = TZ_BOUNDARY_NONE};

	return tz_confirm_new(&rule, ret_confirm, err);
}

enum tz_status
tz_confirm_new(const struct tz_rule *rule, struct tz_confirm **ret_confirm,
    struct tz_err *err)
{
	tz_auto(tz_confirm) confirm = calloc(1, sizeof *confirm);
	tz_auto_buf regex = TZ_BUF_INIT;
	uint32_t options = PCRE2_UTF | PCRE2_MULTILINE | PCRE2_NO_UTF_CHECK |
	    PCRE2_NEVER_BACKSLASH_C;
	int code;
	PCRE2_SIZE offset;
	uint32_t groups = 0;

	put_bounded(rule, &regex);
	if (!confirm || regex.failed)
		return tz_fail_nomem(err);
	if (!rule->case_sensitive)
		options |= PCRE2_CASELESS;
	confirm->group = (uint32_t)rule->group;
	confirm->code = pcre2_compile((PCRE2_SPTR)tz_buf_str(&regex), regex.len,
	    options & ~PCRE2_NO_UTF_CHECK, &code, &offset, NULL);
	if (!confirm->code) {
		PCRE2_UCHAR words[128] = "";

		pcre2_get_error_message(code, words, sizeof words);
		return tz_fail(err, TZ_FORMAT, _("bad regex: %s"),
		    (char *)words);
	}
	pcre2_pattern_info(confirm->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	if (groups < confirm->group)
		return tz_fail(err, TZ_FORMAT, _("the regex has no group %d"),
		    rule->group);
	confirm->context = pcre2_match_context_create(NULL);
	confirm->data =
	    pcre2_match_data_create_from_pattern(confirm->code, NULL);
	if (!confirm->context || !confirm->data)
		return tz_fail_nomem(err);
	pcre2_set_match_limit(confirm->context, MATCH_LIMIT);
	pcre2_set_depth_limit(confirm->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(confirm->context, HEAP_LIMIT_KIB);
	*ret_confirm = tz_steal(&confirm);
	return TZ_OK;
}

enum tz_status
tz_confirm_find(struct tz_confirm *confirm, const char *text, size_t from,
    size_t until, struct tz_confirm_match *ret)
{
	const PCRE2_SIZE *spans = pcre2_get_ovector_pointer(confirm->data);
	int n;

	/* Without it, as where memory may not be made executable, the
	 * interpreter goes on. */
	if (confirm->n_searches <= JIT_AFTER &&
	    confirm->n_searches++ == JIT_AFTER)
		pcre2_jit_compile(confirm->code, PCRE2_JIT_COMPLETE);
	n = pcre2_match(confirm->code, (PCRE2_SPTR)text, until, from,
	    PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, confirm->data,
	    confirm->context);

	if (n == PCRE2_ERROR_NOMATCH)
		return TZ_NO;
	if (n < 0)
		return TZ_LIMIT;
	ret->start = spans[0];
	ret->end = spans[1];
	ret->group_start = ret->start;
	ret->group_end = ret->end;
	if (confirm->group && confirm->group < (uint32_t)n &&
	    spans[2 * confirm->group] != PCRE2_UNSET) {
		ret->group_start = spans[2 * confirm->group];
		ret->group_end = spans[2 * confirm->group + 1];
	}
	return TZ_OK;
}
