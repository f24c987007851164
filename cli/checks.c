/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/checks.c - the results of verify and audit, told as they come
 */
#include "cli/checks.h"

#include "cli/words.h"

static void
count(struct tz_checks *checks, enum tz_check_status status)
{
	switch (status) {
	case TZ_CHECK_OK:
		checks->ok++;
		break;
	case TZ_CHECK_FAILED:
		checks->failed++;
		break;
	case TZ_CHECK_NOT_CHECKED:
		checks->not_checked++;
		break;
	}
}

static enum tz_style
style(enum tz_check_status status)
{
	switch (status) {
	case TZ_CHECK_OK:
		return TZ_STYLE_GREEN;
	case TZ_CHECK_FAILED:
		return TZ_STYLE_RED;
	case TZ_CHECK_NOT_CHECKED:
		break;
	}
	return TZ_STYLE_YELLOW;
}

void
tz_checks_report(const struct tz_check_result *result, void *arg)
{
	struct tz_checks *checks = arg;
	struct tz_cli *cli = checks->cli;

	count(checks, result->status);
	if (tz_cli_json(cli)) {
		enum tz_status s = tz_cli_record(cli,
		    json_pack("{s:s,s:s,s:s,s:s,s:s}", "type", "check", "check",
			tz_check_word(result->check), "status",
			tz_check_status_word(result->status), "subject",
			result->subject, "text", result->text),
		    &checks->err);

		if (s && !checks->status)
			checks->status = s;
		return;
	}
	tz_cli_print(cli, "%s", tz_cli_style(cli, style(result->status)));
	tz_cli_pad(cli, tz_cli_word(tz_check_status_word(result->status)), 12);
	tz_cli_print(cli, "%s", tz_cli_style(cli, TZ_STYLE_PLAIN));
	tz_cli_pad(cli, tz_cli_word(tz_check_word(result->check)), 13);
	tz_cli_print(cli, "%s", tz_cli_clean(cli, result->subject));
	if (result->text[0] != '\0')
		tz_cli_print(cli, "%s%s", result->subject[0] ? ": " : "",
		    tz_cli_clean(cli, result->text));
	tz_cli_print(cli, "\n");
}

enum tz_status
tz_checks_finish(struct tz_checks *checks, struct tz_err *err)
{
	enum tz_status s;

	if (checks->status) {
		*err = checks->err;
		return checks->status;
	}
	if (tz_cli_json(checks->cli)) {
		s = tz_cli_record(checks->cli,
		    json_pack("{s:s,s:I,s:I,s:I}", "type", "summary", "ok",
			(json_int_t)checks->ok, "failed",
			(json_int_t)checks->failed, "not_checked",
			(json_int_t)checks->not_checked),
		    err);
		if (s)
			return s;
	}
	tz_cli_print(checks->cli,
	    _("checks: %llu ok, %llu failed, %llu not checked\n"),
	    (unsigned long long)checks->ok, (unsigned long long)checks->failed,
	    (unsigned long long)checks->not_checked);
	return checks->failed > 0 ? TZ_NO : TZ_OK;
}
