/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/parse.c - the command line: a command of one or two words, options
 *
 * Options may stand anywhere; names are never shortened, since a shortened one
 * breaks when an option is added.  "--" ends them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cli/state.h"

/* clang-format off */
const struct tz_option tz_global_options[] = {
	{"vault", 'C', TZ_OPTION_FOLDER, "<vault>",
	    N_("the vault (else $TAIZHANG_VAULT, else the nearest parent)")},
	{"as", 0, TZ_OPTION_TEXT, "<person>",
	    N_("who acts (else $TAIZHANG_AS, else the user's name)")},
	{"sign-key", 0, TZ_OPTION_FILE, "<file>",
	    N_("the key to sign with (else $TAIZHANG_KEY, else the agent)")},
	{"json", 0, TZ_OPTION_FLAG, NULL, N_("print JSON Lines")},
	{"quiet", 'q', TZ_OPTION_FLAG, NULL, N_("print no more than asked for")},
	{"help", 'h', TZ_OPTION_FLAG, NULL, N_("show this help")},
	{"version", 0, TZ_OPTION_FLAG, NULL, N_("show the version")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

/* Letters to change, add, drop or swap to get from a to b (at most 63 bytes of
 * each count). */
static size_t
distance(const char *a, const char *b)
{
	size_t row[64], n = strnlen(b, 63), i, j, before, here;

	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 0; a[i] != '\0' && i < 63; i++) {
		before = row[0];
		row[0] = i + 1;
		for (j = 0; j < n; j++) {
			here = row[j + 1];
			row[j + 1] = before + (a[i] == b[j] ? 0 : 1);
			if (here + 1 < row[j + 1])
				row[j + 1] = here + 1;
			if (row[j] + 1 < row[j + 1])
				row[j + 1] = row[j] + 1;
			before = here;
		}
	}
	return row[n];
}

static enum tz_status
unknown_command(const char *word, struct tz_err *err)
{
	const char *nearest = NULL;
	size_t best = 4, d;

	for (const struct tz_command *const *c = tz_commands; *c; c++) {
		d = distance(word, (*c)->name);
		if (d < best) {
			best = d;
			nearest = (*c)->name;
		}
	}
	if (nearest)
		return tz_fail(err, TZ_USAGE,
		    _("no command '%s'; did you mean '%s'?"), word, nearest);
	return tz_fail(err, TZ_USAGE, _("no command '%s'; see taizhang --help"),
	    word);
}

static const struct tz_option *
find_in(const struct tz_option *table, const char *name, size_t len)
{
	for (; table && table->name; table++) {
		if (len == 1 && table->letter == name[0])
			return table;
		if (len > 1 && strlen(table->name) == len &&
		    memcmp(table->name, name, len) == 0)
			return table;
	}
	return NULL;
}

static enum tz_status
unknown_option(const struct tz_command *command, const char *name, size_t len,
    struct tz_err *err)
{
	const struct tz_option *tables[2] = {
	    tz_global_options, command ? command->options : NULL};
	char word[64];
	const char *nearest = NULL;
	size_t best = 4, d, i;

	snprintf(word, sizeof word, "%.*s", (int)len, name);
	for (i = 0; i < 2; i++) {
		for (const struct tz_option *o = tables[i]; o && o->name; o++) {
			d = distance(word, o->name);
			if (d < best) {
				best = d;
				nearest = o->name;
			}
		}
	}
	if (nearest)
		return tz_fail(err, TZ_USAGE,
		    _("no option '--%s'; did you mean '--%s'?"), word, nearest);
	return tz_fail(err, TZ_USAGE, _("no option '--%s'; see --help"), word);
}

static enum tz_status
check_value(const struct tz_option *option, const char *value,
    struct tz_err *err)
{
	struct tz_date date;
	size_t digits;

	switch (option->kind) {
	case TZ_OPTION_DATE:
		if (!tz_date_parse(value, &date))
			return tz_fail(err, TZ_USAGE,
			    _("--%s wants a date such as 2026-11-25"),
			    option->name);
		return TZ_OK;
	case TZ_OPTION_NUMBER:
		digits = strspn(value, "0123456789");
		if (digits == 0 || digits > 9 || value[digits] != '\0')
			return tz_fail(err, TZ_USAGE,
			    _("--%s wants a whole number"), option->name);
		return TZ_OK;
	case TZ_OPTION_FLAG:
	case TZ_OPTION_TEXT:
	case TZ_OPTION_FILE:
	case TZ_OPTION_FOLDER:
		return TZ_OK;
	}
	return TZ_OK;
}

static enum tz_status
note(struct tz_cli *cli, const struct tz_option *option, const char *value,
    struct tz_err *err)
{
	const char *name = option->name;
	size_t i;

	if (find_in(tz_global_options, name, strlen(name)) == option) {
		if (strcmp(name, "vault") == 0)
			cli->vault_folder = value;
		else if (strcmp(name, "as") == 0)
			cli->as = value;
		else if (strcmp(name, "sign-key") == 0)
			cli->sign_key = value;
		else if (strcmp(name, "json") == 0)
			cli->json = true;
		else if (strcmp(name, "quiet") == 0)
			cli->quiet = true;
		else if (strcmp(name, "help") == 0)
			cli->help = true;
		else if (strcmp(name, "version") == 0)
			cli->version = true;
		return TZ_OK;
	}
	for (i = 0; i < cli->n_given; i++) {
		if (cli->given[i].option == option)
			return tz_fail(err, TZ_USAGE, _("--%s is given twice"),
			    name);
	}
	if (cli->n_given == TZ_CLI_GIVEN_MAX)
		return tz_fail(err, TZ_USAGE, _("too many options"));
	cli->given[cli->n_given].option = option;
	cli->given[cli->n_given].value = value;
	cli->n_given++;
	return TZ_OK;
}

/* One option at argv[*i], which begins with a dash; its value may be the next
 * word. */
static enum tz_status
take_option(struct tz_cli *cli, int argc, char **argv, int *i,
    struct tz_err *err)
{
	const struct tz_command *command = cli->command;
	const struct tz_option *option;
	bool is_long = argv[*i][1] == '-';
	const char *name = argv[*i] + (is_long ? 2 : 1);
	const char *equals = is_long ? strchr(name, '=') : NULL;
	size_t len = equals ? (size_t)(equals - name) : strlen(name);
	const char *value = equals ? equals + 1 : NULL;
	enum tz_status s;

	if (!is_long && len > 1) {
		value = name + 1; /* -Cvault */
		len = 1;
	}
	if (is_long && len == 1)
		return unknown_option(command, name, len, err);
	option = find_in(tz_global_options, name, len);
	if (!option && command)
		option = find_in(command->options, name, len);
	if (!option)
		return unknown_option(command, name, len, err);

	if (option->kind == TZ_OPTION_FLAG) {
		if (value)
			return tz_fail(err, TZ_USAGE, _("--%s takes no value"),
			    option->name);
		return note(cli, option, "", err);
	}
	if (!value) {
		if (*i + 1 >= argc)
			return tz_fail(err, TZ_USAGE, _("--%s wants a value"),
			    option->name);
		value = argv[++*i];
	}
	s = check_value(option, value, err);
	if (s)
		return s;
	return note(cli, option, value, err);
}

/* Whether ${word} begins a command of two words. */
static bool
begins_command(const char *word)
{
	size_t len = strlen(word);

	for (const struct tz_command *const *c = tz_commands; *c; c++) {
		if (strncmp((*c)->name, word, len) == 0 &&
		    (*c)->name[len] == ' ')
			return true;
	}
	return false;
}

static const struct tz_command *
find_command(const char *first, const char *second)
{
	char both[128];

	snprintf(both, sizeof both, "%s%s%s", first, second ? " " : "",
	    second ? second : "");
	for (const struct tz_command *const *c = tz_commands; *c; c++) {
		if (strcmp((*c)->name, both) == 0)
			return *c;
	}
	return NULL;
}

/* Find the command among the words, skipping global options and their
 * values; the indices of its words are noted so that they are not arguments. */
static enum tz_status
find_words(struct tz_cli *cli, int argc, char **argv, int words[2],
    struct tz_err *err)
{
	const char *found[2] = {NULL, NULL};
	const struct tz_option *option;
	const char *name;
	int i, n = 0;

	for (i = 1; i < argc && n < 2; i++) {
		name = argv[i];
		if (strcmp(name, "--") == 0)
			break;
		if (name[0] == '-' && name[1] != '\0') {
			name += name[1] == '-' ? 2 : 1;
			option = strchr(name, '=')
			    ? NULL
			    : find_in(tz_global_options, name, strlen(name));
			if (option && option->kind != TZ_OPTION_FLAG)
				i++;
			continue;
		}
		found[n] = name;
		words[n++] = i;
		if (n == 1 && !begins_command(name))
			break;
	}
	if (n == 0)
		return TZ_OK;
	cli->command = find_command(found[0], found[1]);
	if (cli->command)
		return TZ_OK;
	if (n == 1 && begins_command(found[0])) {
		for (i = 1; i < argc; i++) {
			/* `taizhang person --help` shows the whole help. */
			if (strcmp(argv[i], "--help") == 0 ||
			    strcmp(argv[i], "-h") == 0)
				return TZ_OK;
		}
		return tz_fail(err, TZ_USAGE,
		    _("'%s' needs a second word; see taizhang --help"),
		    found[0]);
	}
	if (n == 2) {
		char both[128];

		snprintf(both, sizeof both, "%s %s", found[0], found[1]);
		return unknown_command(both, err);
	}
	return unknown_command(found[0], err);
}

enum tz_status
tz_cli_parse(struct tz_cli *cli, int argc, char **argv, int *ret_argc,
    char **ret_argv, struct tz_err *err)
{
	int words[2] = {0, 0}, i, n = 0;
	bool options = true;
	enum tz_status s;

	s = find_words(cli, argc, argv, words, err);
	if (s)
		return s;
	for (i = 1; i < argc; i++) {
		if (i == words[0] || i == words[1])
			continue;
		if (options && strcmp(argv[i], "--") == 0) {
			options = false;
			continue;
		}
		if (options && argv[i][0] == '-' && argv[i][1] != '\0') {
			s = take_option(cli, argc, argv, &i, err);
			if (s)
				return s;
			continue;
		}
		ret_argv[n++] = argv[i];
	}
	ret_argv[n] = NULL;
	*ret_argc = n;
	return TZ_OK;
}

const char *
tz_cli_text(const struct tz_cli *cli, const char *name)
{
	size_t i;

	for (i = 0; i < cli->n_given; i++) {
		if (strcmp(cli->given[i].option->name, name) == 0)
			return cli->given[i].value;
	}
	return NULL;
}

bool
tz_cli_flag(const struct tz_cli *cli, const char *name)
{
	return tz_cli_text(cli, name) != NULL;
}

int64_t
tz_cli_number(const struct tz_cli *cli, const char *name, int64_t otherwise)
{
	const char *value = tz_cli_text(cli, name);

	return value ? (int64_t)strtoll(value, NULL, 10) : otherwise;
}
