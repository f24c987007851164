#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/format.sh - C is formatted as .clang-format says
. "$(dirname -- "$0")/lib.sh"

command -v clang-format >/dev/null || skip clang-format
# shellcheck disable=SC2086
sources $rooms tests bench -- '*.c' '*.h' |
	while IFS= read -r file; do
		clang-format "$file" | cmp -s - "$file" ||
			echo "$file:1: run clang-format -i"
	done >"$bad"
finish
