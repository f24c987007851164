/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/passwords.c - the passwords that a person knows, from a file
 *
 * They stay in this file and in the program's memory: nothing here puts one
 * into a message, and what was read is wiped.
 */
#include "cli/passwords.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

/* More than tz_intake_set_passwords() takes. */
#define FILE_MAX ((uint64_t)128 << 10)

/* Cut the text into its lines that are not empty, in place. */
static size_t
cut_lines(char *text, const char **list)
{
	size_t n = 0;
	char *rest = text;
	char *line;

	while ((line = strsep(&rest, "\n"))) {
		size_t len = strlen(line);

		if (len > 0 && line[len - 1] == '\r')
			line[len - 1] = '\0';
		if (line[0] != '\0')
			list[n++] = line;
	}
	return n;
}

static enum tz_status
take(struct tz_intake *intake, const char *path, struct tz_buf *text,
    struct tz_err *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t skip =
	    text->len >= 3 && memcmp(text->data, mark, 3) == 0 ? 3 : 0;
	const char **list;
	enum tz_status s;
	size_t n;

	if (!tz_utf8_valid(text->data, text->len) ||
	    memchr(text->data, 0, text->len))
		return tz_fail(err, TZ_FORMAT,
		    _("'%s' is not UTF-8 text: write one password a line"),
		    path);
	list = calloc(text->len / 2 + 1, sizeof *list);
	if (!list)
		return tz_fail_nomem(err);
	n = cut_lines(text->data + skip, list);
	s = tz_intake_set_passwords(intake, list, n, err);
	free(list);
	return s;
}

enum tz_status
tz_cli_passwords(struct tz_intake *intake, const char *path, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s;

	/* Made large enough at once, so that growing leaves no copies. */
	tz_buf_printf(&text, "%*s", (int)FILE_MAX + 2, "");
	tz_buf_reset(&text);
	s = tz_file_read(path, FILE_MAX, &text, err);
	if (s == TZ_OK && text.len > 0) {
		tz_buf_puts(&text, "");
		s = take(intake, path, &text, err);
	}
	if (text.data)
		explicit_bzero(text.data, text.cap);
	return s;
}
