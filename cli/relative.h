/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/relative.h - a path as seen from a folder
 */
#ifndef TZ_CLI_RELATIVE_H
#define TZ_CLI_RELATIVE_H

#include "base/buf.h"

/**
 * tz_relative(folder, path, ret):
 * Append ${path}, which counts from the working directory unless it begins
 * with a slash, as it is written from ${folder} (from the root of all, without
 * links): "a/b", "../c".  The paths are compared by their words alone.
 */
void tz_relative(const char *folder, const char *path, struct tz_buf *ret);

#endif /* !TZ_CLI_RELATIVE_H */
