#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/spdx.sh - the licence is named in the first two lines
. "$(dirname -- "$0")/lib.sh"

{
	# shellcheck disable=SC2086
	sources $rooms tests bench -- '*.c' '*.h' '*.cc' '*.sh' '*.sql' \
	    '*.yaml' 'meson.build' | grep -v -e '^tests/corpora/' \
	    -e '^tests/cases/'
	ls meson.build quickstart .ci/run docs/layers.txt 2>/dev/null
} | while IFS= read -r file; do
	head -n 2 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
		echo "$file:1: no SPDX line"
done >"$bad"
finish
