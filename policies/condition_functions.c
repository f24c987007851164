/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/condition_functions.c - pure functions for conditions
 */
#include "policies/condition_functions.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "policies/confirm.h"
#include "policies/read.h"

const char *const tz_condition_functions[] = {
    "regexp", "fold", "has", "year", "days", NULL};

static const char *
text_of(sqlite3_value *value)
{
	return (const char *)sqlite3_value_text(value);
}

static void
free_confirm(void *confirm)
{
	tz_confirm_free(confirm);
}

/* regexp(pattern, text): the pattern is compiled once a statement. */
static void
regexp(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct tz_confirm *confirm = sqlite3_get_auxdata(context, 0);
	struct tz_confirm_match match;
	const char *pattern = text_of(argv[0]);
	const char *text = text_of(argv[1]);
	struct tz_err why = {0};
	enum tz_status s;

	(void)argc;
	if (!pattern || !text)
		return;
	if (!confirm) {
		if (tz_confirm_new_plain(pattern, &confirm, &why) != TZ_OK) {
			sqlite3_result_error(context, why.text, -1);
			return;
		}
		sqlite3_set_auxdata(context, 0, confirm, free_confirm);
		confirm = sqlite3_get_auxdata(context, 0);
		if (!confirm) {
			sqlite3_result_error_nomem(context);
			return;
		}
	}
	s = tz_confirm_find(confirm, text, 0, strlen(text), &match);
	if (s == TZ_LIMIT)
		sqlite3_result_error(context, "the regex is too much work", -1);
	else
		sqlite3_result_int(context, s == TZ_OK);
}

static void
fold(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *text = text_of(argv[0]);
	char *folded = NULL;

	(void)argc;
	if (!text)
		return;
	if (tz_read_fold(text, strlen(text), &folded, NULL) != TZ_OK)
		sqlite3_result_error_nomem(context);
	else
		sqlite3_result_text(context, folded, -1, free);
}

static void
has(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *at = text_of(argv[0]);
	const char *word = text_of(argv[1]);
	size_t len = word ? strlen(word) : 0;
	bool found = false;

	(void)argc;
	while (at && word && *at && !found) {
		size_t line = strcspn(at, "\n");
		size_t piece = strcspn(at, " \n");

		found = (line == len || piece == len) &&
		    strncmp(at, word, len) == 0;
		at += piece;
		at += *at != '\0';
	}
	sqlite3_result_int(context, found);
}

/* The first four digits that are a year, 1900 to 2099. */
static void
year(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *text = text_of(argv[0]);

	(void)argc;
	while (text && *text) {
		size_t n = strspn(text, "0123456789");

		if (n == 4 &&
		    (strncmp(text, "19", 2) == 0 ||
			strncmp(text, "20", 2) == 0)) {
			sqlite3_result_int(context, atoi(text));
			return;
		}
		text += n ? n : 1;
	}
}

static void
days(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *from = text_of(argv[0]);
	const char *to = text_of(argv[1]);
	struct tz_date first;
	struct tz_date last;

	(void)argc;
	if (from && to && tz_date_parse(from, &first) &&
	    tz_date_parse(to, &last))
		sqlite3_result_int64(context,
		    tz_date_days(&last) - tz_date_days(&first));
}

bool
tz_condition_functions_add(sqlite3 *db)
{
	static const struct {
		int n_args;
		void (*call)(sqlite3_context *, int, sqlite3_value **);
	} calls[] = {{2, regexp}, {1, fold}, {2, has}, {1, year}, {2, days}};
	size_t i;

	for (i = 0; tz_condition_functions[i]; i++)
		if (sqlite3_create_function_v2(db, tz_condition_functions[i],
			calls[i].n_args,
			SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
			NULL, calls[i].call, NULL, NULL, NULL) != SQLITE_OK)
			return false;
	return true;
}
