/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/rebuild.c - the derived tables made again, and compared
 */
#include "review/rebuild.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "store/item_rows.h"

enum tz_status
tz_review_rebuild(struct tz_vault *vault, struct tz_intake *intake,
    tz_rules_of *rules_of, void *rules_arg,
    void (*progress)(uint64_t done, uint64_t all, void *arg), void *arg,
    struct tz_err *err)
{
	struct tz_apply apply = {
	    .vault = vault,
	    .intake = intake,
	    .rules_of = rules_of,
	    .rules_arg = rules_arg,
	};
	int64_t size;
	int64_t seq;
	enum tz_status s = tz_ledger_size(vault, &size, err);

	for (seq = 0; seq < size && !s; seq++) {
		tz_auto_event event = {0};

		s = tz_ledger_event(vault, seq, &event, err);
		if (!s)
			s = tz_apply_event(&apply, &event, err);
		if (s)
			return tz_fail_while(err, s, _("applying seq %lld"),
			    (long long)seq);
		if (progress)
			progress((uint64_t)seq + 1, (uint64_t)size, arg);
	}
	return s;
}

/* The next line of ${*text}, LF left off; false at the end. */
static bool
next_line(const char **text, const char **ret_line, size_t *ret_len)
{
	const char *end = strchr(*text, '\n');

	if (!end)
		return false;
	*ret_line = *text;
	*ret_len = (size_t)(end - *text);
	*text = end + 1;
	return true;
}

/* The table and the key of a dumped row: its first two values. */
static void
subject_of(const char *line, size_t len, char *ret, size_t room)
{
	tz_auto_json row = NULL;
	struct tz_err ignored = {0};
	const json_t *key;

	snprintf(ret, room, "row");
	if (tz_json_parse(line, len, &row, &ignored) != TZ_OK)
		return;
	key = json_array_get(row, 1);
	if (json_is_string(key))
		snprintf(ret, room, "%s %s",
		    json_string_value(json_array_get(row, 0)),
		    json_string_value(key));
	else
		snprintf(ret, room, "%s %lld",
		    json_string_value(json_array_get(row, 0)),
		    (long long)json_integer_value(key));
}

static void
say(tz_check_report *report, void *arg, enum tz_check_status status,
    const char *subject, const char *text)
{
	struct tz_check_result result = {
	    TZ_CHECK_DERIVED, status, subject, text};

	report(&result, arg);
}

/* Report the first row that differs, and how many lines there are. */
static enum tz_status
compare(const char *kept, const char *made, tz_check_report *report, void *arg,
    struct tz_err *err)
{
	char subject[160];
	unsigned long n = 0;

	for (;;) {
		const char *a = "";
		const char *b = "";
		size_t a_len = 0;
		size_t b_len = 0;
		bool has_a = next_line(&kept, &a, &a_len);
		bool has_b = next_line(&made, &b, &b_len);

		if (!has_a && !has_b)
			break;
		n++;
		if (has_a == has_b && a_len == b_len &&
		    memcmp(a, b, a_len) == 0)
			continue;
		subject_of(has_b ? b : a, has_b ? b_len : a_len, subject,
		    sizeof subject);
		say(report, arg, TZ_CHECK_FAILED, subject,
		    _("a derived row is not what the ledger says; run "
		      "'taizhang rebuild'"));
		return tz_fail(err, TZ_NO,
		    _("derived tables differ from the ledger"));
	}
	snprintf(subject, sizeof subject, "%lu rows", n);
	say(report, arg, TZ_CHECK_OK, subject, "");
	return TZ_OK;
}

/* Make everything again, in memory, and leave its dump in ${ret_made}. */
static enum tz_status
make_again(struct tz_vault *vault, struct tz_intake *intake,
    tz_rules_of *rules_of, void *rules_arg, struct tz_buf *ret_made,
    struct tz_err *err)
{
	struct tz_db *db = tz_vault_db(vault);
	enum tz_status s = tz_db_shadow_derived(db, err);

	if (!s)
		s = tz_ledger_rebuild(vault, err);
	if (!s)
		s = tz_review_rebuild(vault, intake, rules_of, rules_arg, NULL,
		    NULL, err);
	return s ? s : tz_item_dump(db, ret_made, err);
}

enum tz_status
tz_review_check(struct tz_vault *vault, struct tz_intake *intake,
    tz_rules_of *rules_of, void *rules_arg, tz_check_report *report, void *arg,
    struct tz_err *err)
{
	tz_auto_buf kept = TZ_BUF_INIT;
	tz_auto_buf made = TZ_BUF_INIT;
	struct tz_err unreadable = {0};
	struct tz_db *db = tz_vault_db(vault);
	enum tz_status s;

	{
		tz_auto(tz_tx) tx = NULL;

		s = tz_tx_begin_read(db, &tx, err);
		if (s)
			return s;
		s = tz_item_dump(db, &kept, &unreadable);
		if (s) {
			say(report, arg, TZ_CHECK_FAILED, "", unreadable.text);
			return tz_fail(err, TZ_NO,
			    _("derived tables cannot be read"));
		}
		s = make_again(vault, intake, rules_of, rules_arg, &made, err);
	}
	return s
	    ? s
	    : compare(tz_buf_str(&kept), tz_buf_str(&made), report, arg, err);
}
