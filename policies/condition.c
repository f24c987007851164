/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/condition.c - expressions over an item's metadata
 */
#include "policies/condition.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/buf.h"
#include "base/intl.h"
#include "policies/condition_functions.h"

#define EXPRESSION_MAX 4000
/* Steps of SQLite's machine; an honest expression needs some hundred. */
#define STEPS_AT_ONCE 1000
#define STEPS_MAX 100

static const char *const fields[] = {"title", "number", "department",
    "category", "theme", "genre", "disposition", "ground", "date", "found",
    "main", "main_type", "attachments", "attachment_count", "text_title",
    "text_number", "text_date", "text_length", "rules", "finding_count",
    "has_finding", NULL};

/* Pure functions of SQLite's own; those of condition_functions.c come to
 * them. */
static const char *const functions[] = {"abs", "coalesce", "glob", "ifnull",
    "iif", "instr", "length", "like", "lower", "ltrim", "max", "min", "nullif",
    "replace", "round", "rtrim", "substr", "substring", "trim", "unicode",
    "upper", NULL};

struct tz_conditions {
	sqlite3 *db;
	unsigned selects; /* of the expression being compiled */
	unsigned steps;
};

void
tz_conditions_free(struct tz_conditions *conditions)
{
	if (!conditions)
		return;
	sqlite3_close(conditions->db);
	free(conditions);
}

static void
finalize(sqlite3_stmt **statement)
{
	sqlite3_finalize(*statement);
}

#define AUTO_STATEMENT __attribute__((cleanup(finalize))) sqlite3_stmt

static bool
is_listed(const char *const *list, const char *name)
{
	size_t i;

	for (i = 0; list[i]; i++)
		if (sqlite3_stricmp(list[i], name) == 0)
			return true;
	return false;
}

bool
tz_conditions_field(const char *name)
{
	size_t i;

	for (i = 0; fields[i]; i++)
		if (strcmp(fields[i], name) == 0)
			return true;
	return false;
}

/* One SELECT, the row's fields, pure functions: nothing else. */
static int
authorize(void *arg, int action, const char *first, const char *second,
    const char *database, const char *trigger)
{
	struct tz_conditions *conditions = arg;

	(void)database;
	(void)trigger;
	switch (action) {
	case SQLITE_SELECT:
		return conditions->selects++ == 0 ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_READ:
		return first && strcmp(first, "item") == 0 ? SQLITE_OK
							   : SQLITE_DENY;
	case SQLITE_FUNCTION:
		return second &&
			(is_listed(functions, second) ||
			    is_listed(tz_condition_functions, second))
		    ? SQLITE_OK
		    : SQLITE_DENY;
	}
	return SQLITE_DENY;
}

static int
count_steps(void *arg)
{
	struct tz_conditions *conditions = arg;

	return ++conditions->steps > STEPS_MAX;
}

static void
set_limits(sqlite3 *db)
{
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 8 << 20);
	sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, EXPRESSION_MAX + 100);
	sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, 100);
	sqlite3_limit(db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, 0);
}

static bool
make_table(sqlite3 *db)
{
	tz_auto_buf sql = TZ_BUF_INIT;
	size_t i;

	for (i = 0; fields[i]; i++)
		tz_buf_printf(&sql, "%s%s", i ? ", " : "CREATE TABLE item (",
		    fields[i]);
	tz_buf_puts(&sql, "); INSERT INTO item DEFAULT VALUES;");
	return !sql.failed &&
	    sqlite3_exec(db, tz_buf_str(&sql), NULL, NULL, NULL) == SQLITE_OK;
}

enum tz_status
tz_conditions_new(struct tz_conditions **ret_conditions, struct tz_err *err)
{
	tz_auto(tz_conditions) conditions = calloc(1, sizeof *conditions);

	if (!conditions ||
	    sqlite3_open_v2(":memory:", &conditions->db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		NULL) != SQLITE_OK ||
	    !make_table(conditions->db) ||
	    !tz_condition_functions_add(conditions->db))
		return tz_fail_nomem(err);
	sqlite3_db_config(conditions->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(conditions->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(conditions->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0,
	    NULL);
	set_limits(conditions->db);
	sqlite3_progress_handler(conditions->db, STEPS_AT_ONCE, count_steps,
	    conditions);
	*ret_conditions = tz_steal(&conditions);
	return TZ_OK;
}

/* Bind one value; lists become lines. */
static bool
bind(sqlite3_stmt *statement, int at, const json_t *value)
{
	tz_auto_buf lines = TZ_BUF_INIT;
	const char *text = json_string_value(value);
	size_t i;

	if (json_is_integer(value))
		return sqlite3_bind_int64(statement, at,
			   json_integer_value(value)) == SQLITE_OK;
	if (json_is_boolean(value))
		return sqlite3_bind_int(statement, at, json_is_true(value)) ==
		    SQLITE_OK;
	for (i = 0; i < json_array_size(value); i++) {
		const char *line = json_string_value(json_array_get(value, i));

		if (line)
			tz_buf_printf(&lines, "%s%s", i ? "\n" : "", line);
	}
	if (lines.failed)
		return false;
	if (json_is_array(value) && lines.len)
		text = tz_buf_str(&lines);
	if (!text || !*text)
		return sqlite3_bind_null(statement, at) == SQLITE_OK;
	return sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT) ==
	    SQLITE_OK;
}

enum tz_status
tz_conditions_row(struct tz_conditions *conditions, const json_t *row,
    struct tz_err *err)
{
	AUTO_STATEMENT *statement = NULL;
	tz_auto_buf sql = TZ_BUF_INIT;
	const char *key;
	json_t *value;
	size_t i;

	json_object_foreach((json_t *)row, key,
	    value) if (!tz_conditions_field(key)) return tz_fail(err, TZ_FORMAT,
	    _("unknown field '%s'"), key);
	for (i = 0; fields[i]; i++)
		tz_buf_printf(&sql, "%s%s = ?", i ? ", " : "UPDATE item SET ",
		    fields[i]);
	if (sql.failed)
		return tz_fail_nomem(err);
	sqlite3_set_authorizer(conditions->db, NULL, NULL);
	sqlite3_limit(conditions->db, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
	conditions->steps = 0;
	if (sqlite3_prepare_v2(conditions->db, tz_buf_str(&sql), -1, &statement,
		NULL) != SQLITE_OK)
		return tz_fail_nomem(err);
	for (i = 0; fields[i]; i++)
		if (!bind(statement, (int)i + 1,
			json_object_get(row, fields[i])))
			return tz_fail_nomem(err);
	sqlite3_limit(conditions->db, SQLITE_LIMIT_VARIABLE_NUMBER, 0);
	return sqlite3_step(statement) == SQLITE_DONE ? TZ_OK
						      : tz_fail_nomem(err);
}

/* The text ends where an expression may end: brackets and quotes are closed,
 * none that was not opened. */
static bool
is_closed(const char *text)
{
	int depth = 0;
	char quote = '\0';

	for (; *text; text++) {
		if (quote) {
			if (*text == quote)
				quote = '\0';
		} else if (strchr("'\"`", *text)) {
			quote = *text;
		} else if (*text == '(') {
			depth++;
		} else if (*text == ')' && --depth < 0) {
			return false;
		} else if (*text == ';' || (*text == '-' && text[1] == '-') ||
		    (*text == '/' && text[1] == '*')) {
			return false;
		}
	}
	return depth == 0 && !quote;
}

static enum tz_status
compile(struct tz_conditions *conditions, const char *expression,
    sqlite3_stmt **ret_statement, struct tz_err *err)
{
	tz_auto_buf sql = TZ_BUF_INIT;
	const char *rest = NULL;
	int result;

	if (strlen(expression) > EXPRESSION_MAX)
		return tz_fail(err, TZ_FORMAT,
		    _("the condition is longer than %d bytes"), EXPRESSION_MAX);
	if (!is_closed(expression))
		return tz_fail(err, TZ_FORMAT,
		    _("the condition is no single expression"));
	tz_buf_printf(&sql, "SELECT (\n%s\n) FROM item", expression);
	if (sql.failed)
		return tz_fail_nomem(err);
	conditions->selects = 0;
	conditions->steps = 0;
	sqlite3_set_authorizer(conditions->db, authorize, conditions);
	result = sqlite3_prepare_v2(conditions->db, tz_buf_str(&sql), -1,
	    ret_statement, &rest);
	if (result == SQLITE_AUTH)
		return tz_fail(err, TZ_FORMAT,
		    _("the condition does what it may not: it reads fields and "
		      "calls pure functions, no more"));
	/* SQLite's words quote the condition alone, which is a rule's. */
	if (result != SQLITE_OK)
		return tz_fail(err, TZ_FORMAT, _("bad condition: %s"),
		    sqlite3_errmsg(conditions->db));
	if ((rest && *rest) || sqlite3_column_count(*ret_statement) != 1)
		return tz_fail(err, TZ_FORMAT,
		    _("the condition is no single expression"));
	return TZ_OK;
}

enum tz_status
tz_conditions_check(struct tz_conditions *conditions, const char *expression,
    struct tz_err *err)
{
	AUTO_STATEMENT *statement = NULL;

	return compile(conditions, expression, &statement, err);
}

enum tz_status
tz_conditions_hold(struct tz_conditions *conditions, const char *expression,
    bool *ret_holds, struct tz_err *err)
{
	AUTO_STATEMENT *statement = NULL;
	enum tz_status s = compile(conditions, expression, &statement, err);
	int result;

	if (s != TZ_OK)
		return s;
	result = sqlite3_step(statement);
	if (result == SQLITE_INTERRUPT)
		return tz_fail(err, TZ_LIMIT,
		    _("the condition takes too many steps"));
	if (result == SQLITE_NOMEM)
		return tz_fail_nomem(err);
	if (result != SQLITE_ROW)
		return tz_fail(err, TZ_FORMAT, _("bad condition: %s"),
		    sqlite3_errmsg(conditions->db));
	*ret_holds = sqlite3_column_double(statement, 0) != 0;
	return TZ_OK;
}
