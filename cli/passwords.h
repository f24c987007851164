/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/passwords.h - the passwords that a person knows, from a file
 */
#ifndef TZ_CLI_PASSWORDS_H
#define TZ_CLI_PASSWORDS_H

#include "cli/cli.h"

/* The option of every command that reads drafts. */
#define TZ_CLI_PASSWORD_OPTION                                                 \
	{                                                                      \
		"password-file", 0, TZ_OPTION_FILE, "<file>",                  \
		    N_("passwords to try on encrypted files, one a line")      \
	}

/** tz_cli_passwords(intake, path, err): Have the passwords in the file tried:
 * UTF-8, one a line, empty lines passed over.  Fails: as tz_file_read(),
 * TZ_FORMAT, TZ_LIMIT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_cli_passwords(struct tz_intake *intake,
    const char *path, struct tz_err *err);

#endif /* !TZ_CLI_PASSWORDS_H */
