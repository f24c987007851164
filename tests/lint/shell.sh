#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/shell.sh - shellcheck has nothing to say
. "$(dirname -- "$0")/lib.sh"

command -v shellcheck >/dev/null || skip shellcheck
{
	# shellcheck disable=SC2086
	sources $rooms tests bench -- '*.sh'
	ls quickstart .ci/run 2>/dev/null
} | xargs shellcheck -x -P SCRIPTDIR -f gcc >"$bad"
finish
