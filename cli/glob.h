/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/glob.h - patterns of names, as in gitignore(5)
 */
#ifndef TZ_CLI_GLOB_H
#define TZ_CLI_GLOB_H

#include <stdbool.h>

/**
 * tz_glob_match(pattern, text):
 * Whether the whole of ${text} is what ${pattern} says: * and ? stand for
 * characters other than a slash, [a-z] and [!a-z] for one of some, a backslash
 * takes the meaning from the next one; a component that is ** stands for any
 * number of folders, and behind the last slash for all that is in them.
 */
bool tz_glob_match(const char *pattern, const char *text);

#endif /* !TZ_CLI_GLOB_H */
