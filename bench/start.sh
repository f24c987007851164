#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Start-up against its limits: help in 10 ms, a small scan in 100 ms
set -u
. "$(dirname "$0")/lib.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="$work/cache"
printf 'A short notice about opening hours.\n' >"$work/a.txt"
"$taizhang" scan "$work/a.txt" >/dev/null || exit 2

# milliseconds COMMAND... - the median of 31 runs.
milliseconds() {
	times=''
	k=0
	while [ $k -lt 31 ]; do
		k=$((k + 1))
		from=$(now)
		"$@" >/dev/null || exit 2
		times="$times $(($(now) - from))"
	done
	# shellcheck disable=SC2086
	awk -v ns="$(median $times)" 'BEGIN { printf "%.1f", ns / 1e6 }'
}

base=$(milliseconds /bin/true)
help=$(milliseconds "$taizhang" --help)
scan=$(milliseconds "$taizhang" scan "$work/a.txt")
printf 'start of a process:   %s ms (measuring included)\n' "$base"
printf 'taizhang --help:      %s ms   limit 10 ms    ratio %s\n' "$help" \
	"$(ratio "$help" 10)"
printf 'scan of a small file: %s ms   limit 100 ms   ratio %s\n' "$scan" \
	"$(ratio "$scan" 100)"
