#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Damaged files: each gets its one record, nothing crashes or hangs, and what
# was cut in half is not called read
. "$(dirname "$0")/lib.sh"

# Small ones of every kind; hostile ones cost too much time here.
find "$corpora" -type f ! -name '*.md' ! -path '*/hostile/*' -size -40k |
	LC_ALL=C sort >list
check "files to damage" 0 sh -c 'test "$(wc -l <list)" -gt 100'

# shellcheck disable=SC2046
check "damage" 0 python3 "$here/damage.py" damaged 200 1 $(cat list)
# What it answers depends on the rules: anything but "could not be done".
check "all are scanned" 0 sh -c \
	'"$0" scan --json damaged; case $? in 0|1|3) ;; *) exit 1;; esac' \
	"$taizhang"
lacks_errors "without a complaint"
cp "$out" damaged.json
check "each has one record" 0 sh -c \
	'jq -r "select(.type == \"file\" and (.file == null or
		(.file | contains(\"!/\") | not))) | 1" damaged.json | wc -l |
		grep -qx " *200"'
says "none crashed its reader" 'all(.[]; .reason != "crash")'
says "none took too long" 'all(.[]; .reason != "limit-time")'

# Formats with a directory or a trailer, of which half is missing.
mkdir halves
find "$corpora" -type f ! -path '*/hostile/*' -size -40k \( -name '*.docx' -o \
	-name '*.xlsx' -o -name '*.pptx' -o -name '*.odt' -o -name '*.ods' -o \
	-name '*.ofd' -o -name '*.epub' -o -name '*.pdf' -o -name '*.png' -o \
	-name '*.jpg' -o -name '*.doc' -o -name '*.xls' -o -name '*.ppt' -o \
	-name '*.zip' -o -name '*.gz' -o -name '*.msg' \) |
	LC_ALL=C sort | awk 'NR % 3 == 0' >whole
while read -r path; do
	head -c $(($(wc -c <"$path") / 2)) "$path" \
		>"halves/$(basename "$path")"
done <whole
check "halves" 0 sh -c \
	'"$0" inspect --json halves; test $? -eq 3' "$taizhang"
says "none is called read" '[.[] | select(.type == "file" and
	(.file | contains("!/") | not) and .status == "read")] == []'
finish
