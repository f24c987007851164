/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/scan_find.c - which files a scan is about
 *
 * Those that are named are read whatever patterns say: who names a file wants
 * it read.
 */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/checkout.h"
#include "cli/draft_walk.h"
#include "cli/ignore.h"
#include "cli/scan.h"

#define NAMES_MAX ((uint64_t)256 << 20)

static enum tz_status
add_named(struct tz_scan *scan, struct tz_walk *walk, const char *path,
    struct tz_err *err)
{
	struct stat about;

	if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
		return tz_walk_folder(walk, path, err);
	return tz_draft_list_add(&scan->list, TZ_DRAFT_NAMED, path, NULL, err);
}

static enum tz_status
read_names(const char *from, struct tz_buf *ret, struct tz_err *err)
{
	tz_auto_fd fd = -1;
	uint64_t size;
	enum tz_status s;

	if (strcmp(from, "-") != 0)
		return tz_file_read(from, NAMES_MAX, ret, err);
	s = tz_fd_seal(STDIN_FILENO, NAMES_MAX, &fd, &size, err);
	return s ? s : tz_fd_read(fd, NAMES_MAX, ret, err);
}

/* Names one a line, or each with a NUL behind it. */
static enum tz_status
add_list(struct tz_scan *scan, struct tz_walk *walk, const char *from,
    struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s = read_names(from, &text, err);
	bool nuls;
	char *at, *end;

	if (s || text.len == 0)
		return s;
	nuls = memchr(text.data, '\0', text.len) != NULL;
	end = text.data + text.len;
	for (at = text.data; s == TZ_OK && at < end;) {
		char *stop = memchr(at, nuls ? '\0' : '\n', (size_t)(end - at));
		char *next = stop ? stop + 1 : end;

		stop = stop ? stop : end;
		if (!nuls && stop > at && stop[-1] == '\r')
			stop--;
		*stop = '\0';
		if (at[0] != '\0')
			s = add_named(scan, walk, at, err);
		at = next;
	}
	return s;
}

static enum tz_status
check_standard_input(const struct tz_cli *cli, int argc, char **argv,
    const char *names, struct tz_err *err)
{
	int i, n = names && strcmp(names, "-") == 0;

	for (i = 0; i < argc; i++)
		n += strcmp(argv[i], "-") == 0;
	if (n > 1)
		return tz_fail(err, TZ_USAGE,
		    _("standard input can be read only once"));
	if (tz_cli_text(cli, "stdin-name") && n == 0)
		return tz_fail(err, TZ_USAGE,
		    _("--stdin-name goes with the file '-'"));
	return TZ_OK;
}

static enum tz_status
add_all(struct tz_scan *scan, struct tz_walk *walk, int argc, char **argv,
    const char *names, struct tz_err *err)
{
	const char *called = tz_cli_text(scan->cli, "stdin-name");
	enum tz_status s = TZ_OK;
	int i;

	for (i = 0; s == TZ_OK && i < argc; i++) {
		if (strcmp(argv[i], "-") == 0)
			s = tz_draft_list_add(&scan->list, TZ_DRAFT_STDIN,
			    called ? called : "-", NULL, err);
		else
			s = add_named(scan, walk, argv[i], err);
	}
	if (s == TZ_OK && names)
		s = add_list(scan, walk, names, err);
	return s;
}

enum tz_status
tz_scan_find(struct tz_scan *scan, int argc, char **argv, struct tz_err *err)
{
	struct tz_cli *cli = scan->cli;
	const char *names = tz_cli_text(cli, "files-from");
	struct tz_checkout_question question = {
	    .since = tz_cli_text(cli, "since"),
	    .staged = tz_cli_flag(cli, "staged"),
	    .paths = argv,
	    .n_paths = argc,
	};
	struct tz_walk walk = {
	    .cli = cli,
	    .list = &scan->list,
	    .hidden = tz_cli_flag(cli, "hidden"),
	    .all = tz_cli_flag(cli, "no-ignore"),
	    .ignore_file = tz_cli_text(cli, "ignore-file"),
	};
	tz_auto(tz_ignore) given = NULL;
	enum tz_status s;

	s = check_standard_input(cli, argc, argv, names, err);
	/* One that was named and is not there is a mistake. */
	if (s == TZ_OK && walk.ignore_file)
		s = tz_ignore_read(walk.ignore_file, &given, err);
	if (s)
		return s;
	if (question.since || question.staged) {
		if (names)
			return tz_fail(err, TZ_USAGE,
			    _("--files-from goes without --since and "
			      "--staged"));
		return tz_checkout_list(&walk, &question, err);
	}
	if (argc == 0 && !names)
		return tz_fail(err, TZ_USAGE,
		    _("name files or folders to scan; see taizhang scan "
		      "--help"));
	return add_all(scan, &walk, argc, argv, names, err);
}

void
tz_scan_skips(const struct tz_scan *scan, size_t ret[TZ_SKIP_COUNT])
{
	size_t i;

	memset(ret, 0, TZ_SKIP_COUNT * sizeof *ret);
	for (i = 0; i < scan->list.n_skipped; i++)
		ret[scan->list.skipped[i].reason]++;
}
