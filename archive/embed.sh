#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Print C that holds two text files: sh embed.sh VERIFY.sh VERIFY.txt
set -eu

embed() {
	printf 'const char %s[] =\n' "$1"
	sed 's/\\/\\\\/g; s/"/\\"/g; s/?/\\?/g; s/^/"/; s/$/\\n"/' "$2"
	printf ';\n'
}

printf '#include "archive/verify_text.h"\n'
embed tz_verify_text_script "$1"
embed tz_verify_text_words "$2"
