/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/main.c - parse, open what the command needs, run it, report once
 *
 * Standard output is closed and checked at the end: a full disk is an error,
 * not a short answer.
 */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/state.h"

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	const struct tz_command *command = cli->command;
	enum tz_status s;

	if (argc < command->min_args)
		return tz_fail(err, TZ_USAGE,
		    _("'%s' needs more arguments; see taizhang %s --help"),
		    command->name, command->name);
	if (command->max_args >= 0 && argc > command->max_args)
		return tz_fail(err, TZ_USAGE,
		    _("'%s' takes fewer arguments; see taizhang %s --help"),
		    command->name, command->name);

	if (command->need & (TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY)) {
		s = tz_cli_open_vault(cli, err);
		if (s)
			return s;
	}
	if (command->need & (TZ_NEED_PERSON | TZ_NEED_KEY)) {
		s = tz_cli_resolve_person(cli, err);
		if (s)
			return s;
	}
	if (command->need & TZ_NEED_KEY) {
		s = tz_cli_resolve_key(cli, err);
		if (s)
			return s;
	}
	return command->run(cli, argc, argv, err);
}

/* The one line on standard error; the words of a status that came without a
 * sentence stand for it. */
static void
complain(struct tz_cli *cli, enum tz_status status, const struct tz_err *err)
{
	tz_cli_progress(cli, "", 1, 1);
	if (err->text[0] != '\0')
		tz_cli_warn(cli, "%s", err->text);
	else if (tz_status_exit(status) == 2)
		tz_cli_warn(cli, "%s", _(tz_status_text(status)));
}

static enum tz_status
program(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	TZ_AUTO(tz_str_autofree) char *storage = NULL;
	char **rest;
	int n_rest = 0;
	enum tz_status s;

	s = tz_cli_places(cli, err);
	if (s)
		return s;
	bindtextdomain(TZ_TEXT_DOMAIN, cli->locale_folder);
	bind_textdomain_codeset(TZ_TEXT_DOMAIN, "UTF-8");

	rest = calloc((size_t)argc + 1, sizeof *rest);
	storage = (char *)rest;
	if (!rest)
		return tz_fail_nomem(err);
	s = tz_cli_parse(cli, argc, argv, &n_rest, rest, err);
	if (s)
		return s;

	if (cli->version) {
		printf("taizhang %s\n", TZ_VERSION);
		return TZ_OK;
	}
	if (cli->help) {
		tz_cli_help(cli->command);
		return TZ_OK;
	}
	if (!cli->command)
		return tz_fail(err, TZ_USAGE,
		    _("no command given; see taizhang --help"));
	return run(cli, n_rest, rest, err);
}

/* A bare machine may lack the locale that is asked for; messages then still
 * come in its language, in UTF-8. */
static void
choose_language(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *wanted = NULL;
	char language[32];
	size_t i;

	if (setlocale(LC_ALL, ""))
		return;
	for (i = 0; i < 3 && (!wanted || wanted[0] == '\0'); i++)
		wanted = getenv(names[i]);
	setlocale(LC_ALL, "C.UTF-8");
	if (!wanted || getenv("LANGUAGE"))
		return;
	snprintf(language, sizeof language, "%.*s", (int)strcspn(wanted, ".@"),
	    wanted);
	setenv("LANGUAGE", language, 1);
}

int
main(int argc, char **argv)
{
	struct tz_cli cli = {0};
	struct tz_err err = {0};
	enum tz_status s;
	int status;

	choose_language();
	s = program(&cli, argc, argv, &err);
	if (s)
		complain(&cli, s, &err);
	status = tz_status_exit(s);

	if (fflush(stdout) != 0 || ferror(stdout) || fclose(stdout) != 0) {
		if (errno != EPIPE)
			tz_cli_warn(&cli,
			    _("standard output could not be written: %s"),
			    strerror(errno));
		if (status != 1)
			status = 2;
	}
	tz_cli_finish(&cli);
	return status;
}
