#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/banned.sh - calls that nobody makes, and those that only cli/ may
# make: to end the program, to print, to read the environment
. "$(dirname -- "$0")/lib.sh"

# shellcheck disable=SC2086
sources $rooms -- '*.c' '*.h' '*.cc' | xargs awk '
function bare(line) {
	gsub(/\\["\\]/, "", line)
	gsub(/"[^"]*"/, "\"\"", line)
	if (in_comment) {
		if (line !~ /\*\//)
			return ""
		sub(/^.*\*\//, "", line)
		in_comment = 0
	}
	gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line)
	sub(/\/\/.*/, "", line)
	if (line ~ /\/\*/) {
		sub(/\/\*.*/, "", line)
		in_comment = 1
	}
	return line
}
function look(list,    word, n, i) {
	n = split(list, word, " ")
	for (i = 1; i <= n; i++)
		if (line ~ "(^|[^A-Za-z0-9_.>])" word[i] "[ ]*[(]")
			print FILENAME ":" FNR ": " word[i] "() is not called here"
}
BEGIN {
	while ((getline line < "docs/layers.txt") > 0) {
		split(line, word, " ")
		if (word[1] == "program")
			program[word[2]] = 1
	}
}
FNR == 1 { in_comment = 0 }
/TODO|FIXME|(^|[^X])XXX([^X]|$)/ { print FILENAME ":" FNR ": unfinished" }
{
	line = bare($0)
	look("strtok gets strcpy strcat sprintf vsprintf system popen alloca tmpnam mktemp")
	if (line ~ /(^|[^A-Za-z0-9_])goto /)
		print FILENAME ":" FNR ": goto"
	if (line ~ /^#/ || FILENAME ~ /^cli\//)
		next
	if (FILENAME ~ /_make[.]c$/)
		next # a program of the build, which writes source text
	if (!(FILENAME in program))
		look("exit _exit abort")
	look("printf vprintf puts putchar perror getenv secure_getenv")
	if (line ~ /fprintf[(]stdout|[^a-z_](stdout)[^a-z_]/)
		print FILENAME ":" FNR ": standard output belongs to cli/"
}' >"$bad"
finish
