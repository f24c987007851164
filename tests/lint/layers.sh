#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/layers.sh - rooms include only what docs/layers.txt allows them,
# and a foreign library is reached through its one door
. "$(dirname -- "$0")/lib.sh"

# shellcheck disable=SC2086
sources $rooms -- '*.c' '*.h' '*.cc' | xargs awk '
function pattern(text) {
	gsub(/[.]/, "[.]", text)
	gsub(/[*]/, "[^/]*", text)
	return "^" text "$"
}
BEGIN {
	while ((getline line < "docs/layers.txt") > 0) {
		n = split(line, word, /[: ]+/)
		if (word[1] == "room") {
			known[word[2]] = 1
			may[word[2], word[2]] = 1
			for (i = 3; i <= n; i++)
				may[word[2], word[i]] = 1
		} else if (word[1] == "door") {
			doors++
			door[doors] = word[2]
			keys[doors] = ""
			for (i = 3; i <= n; i++)
				if (word[i] != "")
					keys[doors] = keys[doors] " " word[i]
		}
	}
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, part, "\"")
	split(part[2], path, "/")
	split(FILENAME, here, "/")
	if (index(part[2], "/") == 0)
		print FILENAME ":" FNR ": include by the path from the root"
	else if (!(path[1] in known))
		print FILENAME ":" FNR ": " path[1] " is no room"
	else if (!((here[1], path[1]) in may))
		print FILENAME ":" FNR ": " here[1] " may not use " path[1]
}
/^[ \t]*#[ \t]*include[ \t]*</ {
	header = $0
	sub(/^[^<]*</, "", header)
	sub(/>.*/, "", header)
	for (d = 1; d <= doors; d++) {
		folder = door[d] ~ /\/$/
		if (folder ? index(header, door[d]) != 1 : header != door[d])
			continue
		n = split(keys[d], key, " ")
		ok = 0
		for (i = 1; i <= n; i++)
			ok = ok || FILENAME ~ pattern(key[i])
		if (!ok)
			print FILENAME ":" FNR ": <" header \
			    "> is reached through" keys[d] " only"
	}
}' >"$bad"
finish
