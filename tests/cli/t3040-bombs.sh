#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files that grow when they are read end soon, and the bound that hit is named;
# of what was cut off, and of a volume of an archive, nobody says that it is
# read
. "$(dirname "$0")/lib.sh"

check "bombs" 0 python3 "$here/bombs.py" bombs
check "are scanned" 0 sh -c \
	'"$0" inspect --json bombs; test $? -eq 3' "$taizhang"
lacks_errors "without a complaint"
says "each bound is named" '[.[] | select(.type == "file" and
	(.file | contains("!/") | not)) | {name: (.file | split("/") | last |
	split(".") | first), said: (.reason // .status)} |
	select(.name != .said)] == []'
says "there were many" '[.[] | select(.type == "file" and
	(.file | contains("!/") | not))] | length > 15'

# The first half of every fixture, and nine tenths of it: but for formats in
# which an end is not marked, none is called read.
mkdir cut
find "$corpora" -type f ! -path '*/hostile/*' -size -100k ! -name '*.md' \
	! -name '*.html' ! -name '*.txt' ! -name '*.csv' ! -name '*.json' \
	! -name '*.mbox' ! -name '*.eml' ! -name '*.mht' ! -name '*.emlx' |
	LC_ALL=C sort >list
while read -r path; do
	size=$(wc -c <"$path")
	name=$(basename "$path")
	head -c $((size / 2)) "$path" >"cut/half-$name"
	head -c $((size * 9 / 10)) "$path" >"cut/most-$name"
done <list
check "cut files" 0 sh -c \
	'"$0" inspect --json cut; test $? -eq 3' "$taizhang"
says "none is called read" '[.[] | select(.type == "file" and
	(.file | contains("!/") | not) and .status == "read") | .file] == []'
says "none crashed" 'all(.[]; .reason != "crash")'

# Mails in parts have an end that is marked.
mkdir mails
grep -l '^--.*--' "$corpora"/mail/*.eml >list
while read -r path; do
	head -c $(($(wc -c <"$path") / 2)) "$path" >"mails/$(basename "$path")"
done <list
check "cut mails" 0 sh -c '"$0" inspect --json mails; test $? -eq 3' \
	"$taizhang"
says "none of them is called read" '[.[] | select(.type == "file" and
	(.file | contains("!/") | not) and .status == "read") | .file] == []'

# Volumes.
mkdir volumes
printf 'words of the middle\n' >volumes/a.7z.002
printf 'PK\007\010PK\003\004' >volumes/a.z01
# RAR 5, a volume that ends between two members.
printf 'Rar!\032\007\001\000\101\102\103\104\003\001\000\001' >volumes/b.rar
# RAR 4 likewise.
printf 'Rar!\032\007\000\000\000\163\001\000\015\000\000\000\000\000\000\000' \
	>volumes/c.rar
check "volumes" 0 sh -c '"$0" inspect --json volumes; test $? -eq 3' \
	"$taizhang"
says "each is one" '[.[] | select(.type == "file" and .depth != 1 and
	(.file | contains("!/") | not)) | .reason] |
	(length == 4 and all(.[]; . == "missing-volume"))'
finish
