#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/sizes.sh - a file has at most 500 lines, a function 80, a line 80
# columns (of C; a text in a message may be longer).  VERIFY.sh is one file
# because a bundle carries one.
. "$(dirname -- "$0")/lib.sh"

# shellcheck disable=SC2086
sources $rooms tests bench -- '*.c' '*.h' '*.cc' '*.sh' '*.sql' |
	grep -v '^archive/VERIFY[.]sh$' | xargs awk '
function close_file() {
	if (file != "" && lines > 500)
		print file ":" lines ": a file of " lines " lines"
}
FNR == 1 { close_file(); file = FILENAME; open = 0 }
{ lines = FNR }
FILENAME ~ /[.](c|h|cc)$/ && /^{/ { open = FNR }
FILENAME ~ /[.](c|h|cc)$/ && /^}/ && open {
	if (FNR - open - 1 > 80)
		print FILENAME ":" open ": a function of " FNR - open - 1 " lines"
	open = 0
}
END { close_file() }' >"$bad"
finish
