/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/relative.c - a path as seen from a folder
 */
#include "cli/relative.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

/* Append the components of ${path}, each with a slash before it; one that is
 * .. takes the last one away. */
static void
put_components(const char *path, struct tz_buf *ret)
{
	while (*path != '\0') {
		size_t len = strcspn(path, "/");

		if (len == 2 && path[0] == '.' && path[1] == '.') {
			while (ret->len > 0 && ret->data[--ret->len] != '/')
				continue;
		} else if (len > 0 && !(len == 1 && path[0] == '.')) {
			tz_buf_putc(ret, '/');
			tz_buf_append(ret, path, len);
		}
		path += len;
		path += *path == '/';
	}
	/* Close the text where it was shortened. */
	if (ret->data)
		ret->data[ret->len] = '\0';
}

void
tz_relative(const char *folder, const char *path, struct tz_buf *ret)
{
	tz_auto_buf from = TZ_BUF_INIT, to = TZ_BUF_INIT;
	const char *first, *second;
	char here[PATH_MAX];
	size_t shared = 0, i;

	if (path[0] != '/' && getcwd(here, sizeof here))
		put_components(here, &to);
	put_components(path, &to);
	put_components(folder, &from);
	first = tz_buf_str(&from);
	second = tz_buf_str(&to);
	for (i = 0; i <= from.len && i <= to.len; i++) {
		bool ends = (first[i] == '/' || first[i] == '\0') &&
		    (second[i] == '/' || second[i] == '\0');

		if (ends)
			shared = i;
		if (first[i] != second[i] || first[i] == '\0')
			break;
	}
	for (i = shared; i < from.len; i++) {
		if (first[i] == '/')
			tz_buf_puts(ret, "../");
	}
	tz_buf_puts(ret, second[shared] == '/' ? second + shared + 1 : ".");
}
