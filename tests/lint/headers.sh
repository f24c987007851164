#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/headers.sh - every prototype in a header has its comment directly
# above it, which begins with "/**" and the function's name
. "$(dirname -- "$0")/lib.sh"

# shellcheck disable=SC2086
sources $rooms -- '*.h' | xargs awk '
function check(text,    name) {
	name = text
	sub(/\(.*/, "", name)
	sub(/.*[ *]/, "", name)
	if (text ~ /^(typedef|extern "C"|TZ_AUTO_DEFINE|struct [a-z_]+;|enum [a-z_]+;)/)
		return
	if (text ~ /__attribute__/ && name == "")
		return
	if (!above)
		print FILENAME ":" start ": " name "() has no comment above"
	else if (index(comment, name "(") == 0)
		print FILENAME ":" start ": the comment above " name \
		    "() does not begin with its name"
}
FNR == 1 { depth = 0; text = ""; in_comment = 0; above = 0; macro = 0 }
macro { macro = /\\$/; next }
/^#/ { macro = /\\$/; above = 0; next }
in_comment {
	comment = comment $0
	if (/\*\//) { in_comment = 0; above = doc }
	next
}
text == "" && /^[ \t]*\/\*/ {
	doc = /^\/\*\*/
	comment = $0
	if (/\*\//) above = doc
	else in_comment = 1
	next
}
{
	line = $0
	sub(/\/\*.*\*\//, "", line)
	opens = gsub(/{/, "{", line)
	closes = gsub(/}/, "}", line)
	if (depth > 0) {
		depth += opens - closes
		if (line ~ /^}/ && depth < 0) depth = 0
		above = 0
		text = ""
		next
	}
	if (line ~ /^extern "C" {/) { above = 0; next }
	if (line ~ /^}/) { above = 0; text = ""; next }
	if (line ~ /^[ \t]*$/) { if (text == "") above = 0; next }
	if (text == "") { start = FNR; text = line }
	else text = text " " line
	if (opens > closes || line ~ /^{/) {
		depth += opens - closes
		text = ""
		above = 0
		next
	}
	if (line ~ /;[ \t]*$/) {
		if (text ~ /\(/ && text !~ /\(\*[a-z_]+\)\(/ || text ~ /^TZ_CHECK/)
			check(text)
		text = ""
		above = 0
	} else if (text ~ /^TZ_AUTO_DEFINE\(/) {
		text = ""
		above = 0
	}
}' >"$bad"
finish
