#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bench/intake.sh [FOLDER [ROUNDS]] - drafts read, against the best tool for
# each format on the same files, in turn
#
# Without FOLDER made-up documents are read.  FOLDER holds one folder for each
# format, named by its ending (pdf, docx, odt ...); a folder "large" is read
# file by file for the memory.  Tools that are not installed are left out.
# The rivals run once a file, as they must; taizhang reads each file in a
# process of its own behind its walls, and prints all text.
set -u
. "$(dirname "$0")/lib.sh"
folder=${1:-}
rounds=${2:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/taizhang-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
measure=$build/bench/measure

if [ -z "$folder" ]; then
	folder=$work/documents
	"$build/bench/index" make "$work/texts" 200 || exit 2
	python3 "$(dirname "$0")/intake_make.py" "$work/texts" "$folder" ||
		exit 2
fi

# rivals FORMAT - the name of a tool and how it is called, one a line; $1 is
# the file.
rivals() {
	case $1 in
	pdf)
		echo 'mutool mutool draw -q -F txt -o /dev/null "$1"'
		echo 'pdftotext pdftotext -q "$1" /dev/null'
		;;
	docx)
		echo 'xmllint unzip -p "$1" word/document.xml |
			xmllint --noout -'
		echo 'docx2txt docx2txt "$1" -'
		echo 'pandoc pandoc -t plain "$1"'
		;;
	xlsx) echo 'xmllint unzip -p "$1" "xl/*.xml" | xmllint --noout -' ;;
	odt)
		echo 'xmllint unzip -p "$1" content.xml | xmllint --noout -'
		echo 'pandoc pandoc -t plain "$1"'
		;;
	html) echo 'pandoc pandoc -f html -t plain "$1"' ;;
	doc) echo 'catdoc catdoc "$1"' ;;
	xls) echo 'xls2csv xls2csv "$1"' ;;
	ppt) echo 'catppt catppt "$1"' ;;
	rtf) echo 'unrtf unrtf --text "$1"' ;;
	esac | tr -d '\t' | sed -e ':a' -e '/|$/{N;s/\n/ /;ba}'
}

# column FILE N - the median of a column.
column() {
	# shellcheck disable=SC2046
	median $(awk -v n="$2" '{ print $n }' "$1")
}

# once NAME COMMAND... - one more line in NAME's file.
once() {
	name=$1
	shift
	"$measure" "$@" >>"$work/$name.txt"
}

# ours NAME FORMAT N BYTES - a line of what taizhang did.
ours() {
	awk -v name="$1" -v n="$3" -v bytes="$4" \
		-v wall="$(column "$work/$2.txt" 1)" \
		-v cpu="$(column "$work/$2.txt" 2)" \
		-v memory="$(column "$work/$2.txt" 3)" 'BEGIN {
		printf "  %-22s %8.1f documents/s %7.2f MB/s  %7.2f ms CPU " \
		    "a document, %d MB\n", name, n / wall,
		    bytes / wall / 1e6, cpu / n * 1000, memory / 1024
	}'
}

one_format() {
	format=$1
	set -- "$folder/$format"/*
	[ -f "$1" ] || return 0
	bytes=$(cat "$@" | wc -c)
	rivals "$format" >"$work/rivals"
	rm -f "$work"/*.txt
	round=0
	while [ "$round" -lt "$rounds" ]; do
		round=$((round + 1))
		for jobs in 1 2; do
			once "$jobs" "$taizhang" inspect --text -j "$jobs" \
				"$folder/$format"
		done
		while read -r name call; do
			command -v "$name" >/dev/null || continue
			# The loop stands for the tool's user.
			# shellcheck disable=SC2016
			once "$name" sh -c \
				'call=$1; shift; for file; do
				set -- "$file"; eval "$call"; done' \
				sh "$call" "$@"
		done <"$work/rivals"
	done
	printf '%s: %d files, %d bytes\n' "$format" "$#" "$bytes"
	ours 'taizhang -j 1' 1 "$#" "$bytes"
	ours 'taizhang -j 2' 2 "$#" "$bytes"
	while read -r name call; do
		[ -f "$work/$name.txt" ] || continue
		ours "$name" "$name" "$#" "$bytes"
		printf '  -> CPU %s x, -j 1 on the clock %s x %s\n' \
			"$(ratio "$(column "$work/$name.txt" 2)" \
				"$(column "$work/1.txt" 2)")" \
			"$(ratio "$(column "$work/$name.txt" 1)" \
				"$(column "$work/1.txt" 1)")" "$name"
	done <"$work/rivals"
}

for path in "$folder"/*/; do
	format=$(basename "$path")
	[ "$format" = large ] || one_format "$format"
done
for path in "$folder"/large/*; do
	[ -f "$path" ] || continue
	"$measure" "$taizhang" inspect "$path" | awk -v name="${path##*/}" '{
		printf "%s: %.1f s, most memory of a process %d MB " \
		    "(limit 300), exit %d\n", name, $1, $3 / 1024, $4
	}'
done
