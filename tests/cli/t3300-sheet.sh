#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Workbooks of three forms: what hides in them is told, and in which channel
. "$(dirname "$0")/lib.sh"

office=$corpora/office

# told FILE CHANNEL - a part of that channel is told.
told() {
	says "$1: $2" "any(.[]; .type == \"part\" and .channel == \"$2\")"
}

for file in hidden.xlsx hidden.xlsb hidden.xls; do
	check "$file" 0 "$taizhang" inspect --json "$office/$file"
	told "$file" hidden-sheet
	told "$file" hidden-row-column
	told "$file" hidden-text
	says "$file: facts" '[.[] | select(.type == "fact").fact] |
		contains(["hidden-sheet", "hidden-row-column"])'
done
for file in plain.xlsx plain.xlsb plain.xls no-looks.xlsx; do
	check "$file" 0 "$taizhang" inspect --json "$office/$file"
	says "$file: nothing hides" 'all(.[]; .type != "part" or
		(.channel | startswith("hidden") | not))'
done
finish
