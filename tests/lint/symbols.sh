#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/symbols.sh LIBRARY... - our libraries define tz_* and nothing else
here=$(pwd)
. "$(dirname -- "$0")/lib.sh"

command -v nm >/dev/null || skip nm
cd "$here" || exit 2
for library; do
	nm -g --defined-only "$library" 2>/dev/null |
		awk -v library="${library##*/}" '
	    NF == 3 && $2 ~ /[TDBRC]/ && $3 !~ /^(tz_|__odr_asan|__asan|__gcov|__sancov)/ {
		print library ": " $3 " is not tz_*"
	    }'
done >"$bad"
finish
