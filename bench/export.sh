#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Export against `tar c | openssl dgst -sha256` on the same bytes, in turn
set -u
. "$(dirname "$0")/lib.sh"
files=${1:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bench_vault "$work"

mkdir "$work/drafts"
i=0
while [ $i -lt "$files" ]; do
	i=$((i + 1))
	# A megabyte of text in which no rule finds anything.
	head -c 750000 /dev/urandom | base64 -w 76 | tr '0-9+/=' 'a-m' |
		tr '[:upper:]' '[:lower:]' >"$work/drafts/$i.txt"
done
for round in 1 2 3; do
	as_in "$work" drafter submit "$work"/drafts/*.txt --title \
		"Round $round" >/dev/null || exit 2
done
year=$(date -u -d '+8 hours' +%Y)
tar=$work/out.tar
as_in "$work" archivist export "$year" -o "$tar" >/dev/null || exit 2
mkdir "$work/unpacked"
tar -xf "$tar" -C "$work/unpacked"
bytes=$(stat -c %s "$tar")

ours=''
theirs=''
for round in 1 2 3 4 5; do
	from=$(now)
	as_in "$work" archivist export "$year" -o "$tar" >/dev/null || exit 2
	ours="$ours $(seconds "$from" "$(now)")"
	from=$(now)
	tar -cf - -C "$work/unpacked" . | openssl dgst -sha256 >/dev/null
	theirs="$theirs $(seconds "$from" "$(now)")"
done
# shellcheck disable=SC2086
a=$(median $ours) b=$(median $theirs)
printf 'export of %s MB: %s MB/s; tar c | openssl dgst: %s MB/s; ratio %s\n' \
	"$((bytes / 1000000))" "$(rate "$((bytes / 1000000))" "$a")" \
	"$(rate "$((bytes / 1000000))" "$b")" "$(ratio "$b" "$a")"

ours=''
for round in 1 2 3; do
	from=$(now)
	"$taizhang" verify "$tar" >/dev/null || exit 2
	ours="$ours $(seconds "$from" "$(now)")"
done
# shellcheck disable=SC2086
a=$(median $ours)
printf 'verify of the same: %s MB/s\n' "$(rate "$((bytes / 1000000))" "$a")"
