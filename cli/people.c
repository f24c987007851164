/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/people.c - who acts, and with which key
 *
 * An unknown or retired person is an error, never a guess.  The key is looked
 * for in the order of the handbook: --sign-key, $TAIZHANG_KEY, signing_key of
 * ~/.config/taizhang/config.yaml, the agent's key that the roster names.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/yaml.h"
#include "cli/state.h"

enum tz_status
tz_cli_resolve_person(struct tz_cli *cli, struct tz_err *err)
{
	tz_auto_person person = {0};
	const char *name = tz_cli_acting(cli);
	enum tz_status s;

	if (!name)
		return tz_fail(err, TZ_USAGE,
		    _("nobody acts; give --as <person>"));
	s = tz_roster_find(cli->vault, name, &person, err);
	if (s == TZ_NOTFOUND) {
		*err = (struct tz_err){0};
		return tz_fail(err, s,
		    _("no person '%s' on the roster; give --as <person>, see "
		      "taizhang person list"),
		    name);
	}
	if (s)
		return s;
	if (person.retired_seq >= 0)
		return tz_fail(err, TZ_NO,
		    _("'%s' is retired and can do nothing more"), person.id);
	cli->person = strdup(person.id);
	return cli->person ? TZ_OK : tz_fail_nomem(err);
}

const char *
tz_cli_person(const struct tz_cli *cli)
{
	return cli->person;
}

const char *
tz_cli_key(const struct tz_cli *cli)
{
	return cli->key;
}

/* signing_key of the user's configuration; NULL when there is none. */
static enum tz_status
configured_key(char **ret_path, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto(tz_yaml) yaml = NULL;
	tz_auto_str path = NULL;
	static const char *const keys[] = {"signing_key", NULL};
	const char *home = getenv("HOME"), *base = getenv("XDG_CONFIG_HOME");
	const char *value;
	enum tz_status s;

	if (base && base[0] == '/')
		path = tz_path_join(base, "taizhang/config.yaml");
	else if (home)
		path = tz_path_join(home, ".config/taizhang/config.yaml");
	if (!path || access(path, F_OK) != 0)
		return TZ_OK;
	s = tz_file_read(path, 65536, &text, err);
	if (s)
		return s;
	s = tz_yaml_parse(tz_buf_str(&text), text.len, path, &yaml, err);
	if (s)
		return s;
	s = tz_json_keys(tz_yaml_root(yaml), keys, path, err);
	if (s)
		return s;
	value = tz_json_string(tz_yaml_root(yaml), "signing_key");
	if (!value)
		return TZ_OK;
	if (strncmp(value, "~/", 2) == 0 && home)
		*ret_path = tz_path_join(home, value + 2);
	else
		*ret_path = strdup(value);
	return *ret_path ? TZ_OK : tz_fail_nomem(err);
}

/* ssh-keygen signs with the agent when it is given a public key, so the
 * roster's one is written where only this user can read it. */
static enum tz_status
agent_key(struct tz_cli *cli, char **ret_path, struct tz_err *err)
{
	tz_auto_person person = {0};
	char path[] = "/tmp/taizhang-key-XXXXXX";
	const char *agent = getenv("SSH_AUTH_SOCK");
	tz_auto_buf line = TZ_BUF_INIT;
	tz_auto_fd fd = -1;
	enum tz_status s;

	if (!cli->person || !agent || agent[0] == '\0')
		return TZ_OK;
	s = tz_roster_find(cli->vault, cli->person, &person, err);
	if (s)
		return s;
	fd = mkstemp(path);
	if (fd < 0)
		return tz_fail_errno(err, _("cannot make"), path);
	cli->key_temporary = strdup(path);
	*ret_path = strdup(path);
	tz_buf_printf(&line, "%s %s\n", person.key.type, person.key.base64);
	if (!cli->key_temporary || !*ret_path || line.failed)
		return tz_fail_nomem(err);
	return tz_fd_write(fd, line.data, line.len, err);
}

/* "x.pub" means the private half beside it when there is one; the agent
 * otherwise. */
static enum tz_status
existing(const char *path, char **ret_path, struct tz_err *err)
{
	size_t len = strlen(path);

	if (access(path, F_OK) != 0)
		return tz_fail(err, TZ_NOTFOUND, _("no key file '%s'"), path);
	*ret_path = strdup(path);
	if (!*ret_path)
		return tz_fail_nomem(err);
	if (len > 4 && strcmp(path + len - 4, ".pub") == 0) {
		(*ret_path)[len - 4] = '\0';
		if (access(*ret_path, R_OK) != 0)
			(*ret_path)[len - 4] = '.';
	}
	return TZ_OK;
}

enum tz_status
tz_cli_find_key(struct tz_cli *cli, const char *public_key_path,
    char **ret_path, struct tz_err *err)
{
	tz_auto_str configured = NULL;
	const char *named = getenv("TAIZHANG_KEY");
	enum tz_status s;

	if (cli->sign_key)
		return existing(cli->sign_key, ret_path, err);
	if (public_key_path)
		return existing(public_key_path, ret_path, err);
	if (named && named[0] != '\0')
		return existing(named, ret_path, err);
	s = configured_key(&configured, err);
	if (s)
		return s;
	if (configured)
		return existing(configured, ret_path, err);
	s = agent_key(cli, ret_path, err);
	if (s)
		return s;
	if (!*ret_path)
		return tz_fail(err, TZ_NOTFOUND,
		    _("no signing key; give --sign-key <file>, set "
		      "TAIZHANG_KEY or start an agent"));
	return TZ_OK;
}

enum tz_status
tz_cli_resolve_key(struct tz_cli *cli, struct tz_err *err)
{
	return tz_cli_find_key(cli, NULL, &cli->key, err);
}
