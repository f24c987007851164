/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/places.c - where the worker, the policies and the translations lie
 *
 * Found from where the program itself lies, so that an installed tree can be
 * moved as a whole and the build tree works without installing.
 */
#include <errno.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/state.h"

static char *
below(const char *folder, const char *name)
{
	return tz_path_join(folder, name);
}

enum tz_status
tz_cli_places(struct tz_cli *cli, struct tz_err *err)
{
	char program[PATH_MAX], *slash;
	tz_auto_str built = NULL;
	ssize_t n;

	n = readlink("/proc/self/exe", program, sizeof program - 1);
	if (n < 0)
		return tz_fail_errno(err, _("cannot find the program itself"),
		    "/proc/self/exe");
	program[n] = '\0';
	slash = strrchr(program, '/');
	if (slash)
		*slash = '\0';

	built = below(program, "../policies/packs");
	if (built && access(built, R_OK) == 0) {
		cli->policies_folder = below(program, "../policies");
		cli->worker = below(program, "../intake/taizhang-intake");
		cli->locale_folder = below(program, "../po");
	} else {
		cli->policies_folder =
		    below(program, "../share/taizhang/policies");
		cli->worker =
		    below(program, "../libexec/taizhang/taizhang-intake");
		cli->locale_folder = below(program, "../share/locale");
	}
	if (!built || !cli->policies_folder || !cli->worker ||
	    !cli->locale_folder)
		return tz_fail_nomem(err);
	cli->color = isatty(STDOUT_FILENO) && !getenv("NO_COLOR") &&
	    getenv("TERM") && strcmp(getenv("TERM"), "dumb") != 0;
	return TZ_OK;
}

const char *
tz_cli_policies_folder(struct tz_cli *cli)
{
	return cli->policies_folder;
}

/* The nearest folder from here upwards that is a vault. */
static char *
nearest_vault(void)
{
	char folder[PATH_MAX], *slash;

	if (!getcwd(folder, sizeof folder))
		return NULL;
	for (;;) {
		if (tz_vault_is(folder))
			return strdup(folder);
		slash = strrchr(folder, '/');
		if (!slash || folder[1] == '\0')
			return NULL;
		slash[slash == folder ? 1 : 0] = '\0';
	}
}

enum tz_status
tz_cli_open_vault(struct tz_cli *cli, struct tz_err *err)
{
	tz_auto_str found = NULL;
	const char *folder = cli->vault_folder;

	if (cli->vault)
		return TZ_OK;
	if (!folder)
		folder = getenv("TAIZHANG_VAULT");
	if (!folder || folder[0] == '\0') {
		found = nearest_vault();
		folder = found;
	}
	if (!folder)
		return tz_fail(err, TZ_NOTFOUND,
		    _("no vault here; give -C <vault> or set TAIZHANG_VAULT"));
	return tz_vault_open(folder, &cli->vault, err);
}

struct tz_vault *
tz_cli_vault(const struct tz_cli *cli)
{
	return cli->vault;
}

const char *
tz_cli_acting(const struct tz_cli *cli)
{
	const char *name = cli->as ? cli->as : getenv("TAIZHANG_AS");
	struct passwd *user;

	if (name && name[0] != '\0')
		return name;
	user = getpwuid(geteuid());
	return user ? user->pw_name : NULL;
}

bool
tz_cli_acting_explicit(const struct tz_cli *cli)
{
	const char *name = cli->as ? cli->as : getenv("TAIZHANG_AS");

	return name && name[0] != '\0';
}
