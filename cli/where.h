/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/where.h - the words of a place as people read them
 *
 * Documents, findings and the ledger say where in English (base/document.h);
 * what is printed for people goes through here.
 */
#ifndef TZ_CLI_WHERE_H
#define TZ_CLI_WHERE_H

#include "cli/cli.h"

/** tz_cli_where(cli, where): The words of a place, or of two with "to" between
 * them, in the language of the messages and clean for a terminal; what is none
 * is only made clean.  Borrowed, as of tz_cli_clean(). */
const char *tz_cli_where(struct tz_cli *cli, const char *where);

#endif /* !TZ_CLI_WHERE_H */
