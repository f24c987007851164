/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/ignore.c - .taizhangignore: paths that a person does not want read
 */
#include "cli/ignore.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/glob.h"

#define FILE_MAX ((uint64_t)1 << 20)

struct pattern {
	const char *glob; /* in the text */
	size_t line;
	bool negated;
	bool folders; /* it ended in a slash */
	bool whole;   /* about the path, not the last name alone */
};

struct tz_ignore {
	char *path;
	char *text;
	struct pattern *pattern;
	size_t n;
};

/* Cut spaces at the end, unless a backslash stands before them. */
static void
cut_end(char *line)
{
	size_t len = strlen(line), kept = 0, i;

	if (len > 0 && line[len - 1] == '\r')
		line[--len] = '\0';
	for (i = 0; i < len; i++) {
		if (line[i] == '\\' && i + 1 < len)
			kept = ++i + 1;
		else if (line[i] != ' ')
			kept = i + 1;
	}
	line[kept] = '\0';
}

/* Read one line; false when there is no pattern in it. */
static bool
read_line(char *line, size_t number, struct pattern *ret)
{
	size_t len;

	cut_end(line);
	*ret = (struct pattern){.line = number};
	if (line[0] == '#')
		return false;
	if (line[0] == '!') {
		ret->negated = true;
		line++;
	}
	len = strlen(line);
	if (len > 0 && line[len - 1] == '/') {
		ret->folders = true;
		line[len - 1] = '\0';
	}
	ret->whole = strchr(line, '/') != NULL;
	if (line[0] == '/')
		line++;
	ret->glob = line;
	return line[0] != '\0';
}

enum tz_status
tz_ignore_read(const char *path, struct tz_ignore **ret_ignore,
    struct tz_err *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	tz_auto(tz_ignore) ignore = calloc(1, sizeof *ignore);
	tz_auto_buf text = TZ_BUF_INIT;
	size_t number = 0, lines = 1, i;
	char *rest, *line;
	enum tz_status s;

	if (!ignore)
		return tz_fail_nomem(err);
	s = tz_file_read(path, FILE_MAX, &text, err);
	if (s)
		return s;
	tz_buf_puts(&text, "");
	for (i = 0; i < text.len; i++)
		lines += text.data[i] == '\n';
	ignore->path = strdup(path);
	ignore->text = strdup(tz_buf_str(&text));
	ignore->pattern = calloc(lines, sizeof *ignore->pattern);
	if (!ignore->path || !ignore->text || !ignore->pattern)
		return tz_fail_nomem(err);
	rest = ignore->text;
	if (strncmp(rest, mark, 3) == 0)
		rest += 3;
	while ((line = strsep(&rest, "\n"))) {
		if (read_line(line, ++number, &ignore->pattern[ignore->n]))
			ignore->n++;
	}
	*ret_ignore = tz_steal(&ignore);
	return TZ_OK;
}

void
tz_ignore_free(struct tz_ignore *ignore)
{
	if (!ignore)
		return;
	free(ignore->path);
	free(ignore->text);
	free(ignore->pattern);
	free(ignore);
}

const char *
tz_ignore_path(const struct tz_ignore *ignore)
{
	return ignore->path;
}

enum tz_ignore_answer
tz_ignore_ask(const struct tz_ignore *ignore, const char *path, bool is_folder,
    size_t *ret_line)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	size_t i;

	for (i = ignore->n; i-- > 0;) {
		const struct pattern *pattern = &ignore->pattern[i];

		if (pattern->folders && !is_folder)
			continue;
		if (!tz_glob_match(pattern->glob, pattern->whole ? path : name))
			continue;
		*ret_line = pattern->line;
		return pattern->negated ? TZ_IGNORE_NO : TZ_IGNORE_YES;
	}
	return TZ_IGNORE_SILENT;
}
