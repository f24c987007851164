# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# tests/lint/lib.sh - what every lint needs: the root, and lists of our files
#
# A lint prints one line a fault, "FILE:LINE: what is wrong", and exits 1 if
# there was any, 77 if a tool it needs is not there.
set -u
LC_ALL=C
export LC_ALL

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd) || exit 2
cd "$root" || exit 2

# shellcheck disable=SC2034
rooms='base store intake policies archive index review report cli'
bad=$(mktemp) || exit 2
trap 'rm -f "$bad"' EXIT

# sources FOLDERS -- PATTERNS: names of files, one a line, sorted
sources() {
	folders=
	while [ "$1" != -- ]; do
		[ -d "$1" ] && folders="$folders $1"
		shift
	done
	shift
	for pattern; do
		# shellcheck disable=SC2086
		find $folders -name "$pattern" -type f
	done | sort
}

# finish: report the faults that stand in $bad
finish() {
	[ -s "$bad" ] || exit 0
	sort -u "$bad"
	exit 1
}

# skip TOOL: the lint cannot be done here
skip() {
	echo "skipped: $1 is not installed"
	exit 77
}
