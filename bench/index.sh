#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bench/index.sh BUILD [FOLDER [ROUNDS]] - records indexed a second against a
# bare Xapian indexer on the same texts, in turn; and how long queries take
#
# BUILD is an optimised build folder.  Without FOLDER two thousand made-up
# notices are indexed.  CPU seconds are compared: they are steadier than those
# on the clock.
set -eu

build=${1:?usage: bench/index.sh BUILD [FOLDER [ROUNDS]]}
folder=${2:-}
rounds=${3:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/taizhang-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

if [ -z "$folder" ]; then
	folder=$work/texts
	"$build/bench/index" make "$folder" 2000
fi
round=0
while [ "$round" -lt "$rounds" ]; do
	"$build/bench/index" "$folder" "$work/ours" >>"$work/ours.txt"
	du -sk "$work/ours" | cut -f1 >>"$work/size"
	rm -rf "$work/ours"
	"$build/bench/index_rival" "$folder" "$work/rival" >>"$work/rival.txt"
	du -sk "$work/rival" | cut -f1 >>"$work/rival_size"
	rm -rf "$work/rival"
	round=$((round + 1))
done

# median FILE COLUMN
median() {
	awk -v c="$2" '{ print $c }' "$1" | sort -n |
		awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

documents=$(median "$work/ours.txt" 1)
ours=$(median "$work/ours.txt" 3)
rival=$(median "$work/rival.txt" 3)
awk -v n="$documents" -v a="$ours" -v b="$rival" \
	-v ma="$(median "$work/ours.txt" 4)" \
	-v mb="$(median "$work/rival.txt" 4)" \
	-v sa="$(median "$work/size" 1)" -v sb="$(median "$work/rival_size" 1)" \
	-v p50="$(median "$work/ours.txt" 5)" \
	-v p99="$(median "$work/ours.txt" 6)" \
	-v missed="$(median "$work/ours.txt" 7)" 'BEGIN {
	printf "index: taizhang %.0f records/CPU-s, bare Xapian %.0f: %.2f x\n",
	    n / a, n / b, b / a
	printf "index: memory %d MB against %d, on disk %.1f MB against %.1f " \
	    "(ours keeps the texts for excerpts)\n",
	    ma, mb, sa / 1024, sb / 1024
	printf "search: 500 Chinese phrases, p50 %.2f ms, p99 %.2f ms, " \
	    "%d without a hit\n", p50, p99, missed
}'
