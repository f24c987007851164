#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A secret mark in every disguise: refused, and no trace of the file is left
#
# A trace is: a word of its text in UTF-8, UTF-16 or GB18030, its name, or an
# unkeyed hash of it (hexadecimal, raw, base64), in any file under the vault or
# the temporary folder, or in what the program says.
# shellcheck disable=SC2317
. "$(dirname "$0")/lib.sh"
. "$here/documents.sh"

word=青松岭九号
mark='机密★10年'
export TMPDIR="$work/tmp"
mkdir -p "$TMPDIR" in
make_vault
printf 'Opening hours\n\nWe open at nine.\n' >good.txt
submit good.txt
kept=$item
as drafter show "$kept" --json >kept.before
entries() {
	sqlite3 "$work/vault/vault.db" 'SELECT count(*) FROM entry'
}

# hex_pattern - standard input in hexadecimal as a pattern of raw bytes.
hex_pattern() {
	sed 's/../\\x&/g'
}

# patterns FILE - what must not be found of it, one Perl pattern a line.
patterns() {
	for encoding in UTF-8 UTF-16LE UTF-16BE GB18030; do
		printf %s "$word" | iconv -f UTF-8 -t $encoding |
			od -An -tx1 -v | tr -d ' \n' | hex_pattern
		echo
	done
	printf '\\Q%s\\E\n' "$(basename "$1")"
	for tool in md5sum sha1sum sha256sum sha512sum; do
		sum=$($tool "$1" | sed 's/^\\//' | cut -d ' ' -f 1)
		printf '(?i:%s)\n' "$sum"
		printf %s "$sum" | hex_pattern
		echo
	done
	sum=$(openssl dgst -sha256 -binary "$1" | base64 | tr -d =)
	printf '\\Q%s\\E\n' "$sum"
	printf '\\Q%s\\E\n' "$(echo "$sum" | tr +/ -_)"
}

# traces FILE WHERE... - print the files that hold a trace of it.
traces() {
	patterns "$1" >"$work/patterns"
	shift
	while read -r pattern; do
		LC_ALL=C grep -raPl -e "$pattern" "$@"
	done <"$work/patterns"
}

# no_trace WHAT FILE - neither stored nor said.
no_trace() {
	traces "$2" "$work/vault" "$TMPDIR" "$out" "$errors" >found
	if [ -s found ]; then
		tell no "$1: no trace"
		sed 's/^/# in: /' found
		explain
	else
		tell yes "$1: no trace"
	fi
}

# secret WHAT FILE - scan finds it and shows nothing; submit refuses it.
secret() {
	check "$1: scan" 1 "$taizhang" scan --json "$2"
	says "$1: scan finds a mark" 'any(.[]; .severity == "refuse")'
	says "$1: scan shows nothing" 'all(.[];
		(.type != "finding" or (.match == null and .excerpt == null and
		.where == null and (.part | startswith("depth")))) and
		(.type != "file" or .sha256 == null))'
	lacks "$1: scan says no word of it" "$word"
	before=$(entries)
	check "$1: submit" 1 as drafter submit "$2"
	complains "$1: by its position" "file 1 of 1"
	complains "$1: what to do" "isolate"
	complains "$1: by when" "24 hours"
	no_trace "$1" "$2"
	if [ "$(entries)" -eq $((before + 1)) ]; then
		tell yes "$1: that it happened is recorded"
	else
		tell no "$1: that it happened is recorded"
	fi
}

# The search itself works.
mkdir seeded
printf '%s\n' "$word" >seeded/qsl-seed.txt
printf '%s' "$word" | iconv -t UTF-16LE >seeded/wide
sha256sum seeded/qsl-seed.txt | cut -c 1-64 >seeded/sum
openssl dgst -sha256 -binary seeded/qsl-seed.txt >seeded/raw
traces seeded/qsl-seed.txt seeded | sort -u >found
check "the search finds what it looks for" 0 \
	[ "$(wc -l <found)" -eq 4 ]

text() {
	printf '检查计划\n\n%b\n%s\n' "$2" "$word" >"in/$1"
}
text qsl-plain.txt "$mark"
secret "plain text" in/qsl-plain.txt
text qsl-wide.txt '机密★１０年'
secret "full width" in/qsl-wide.txt
text qsl-spaced.txt '机 密 ★ 1 0 年'
secret "spaced" in/qsl-spaced.txt
text qsl-ideographic.txt '机　密　★　１０　年'
secret "ideographic spaces" in/qsl-ideographic.txt
# U+200B and U+2060 in UTF-8.
text qsl-zero.txt '机\0342\0200\0213密★\0342\0201\0240 10\0342\0200\0213年'
secret "zero-width marks" in/qsl-zero.txt
text qsl-old.txt '機密★10年'
secret "traditional form" in/qsl-old.txt
text qsl-lines.txt '机密\n★10年'
secret "split over lines" in/qsl-lines.txt
text qsl-english.txt 'TOP SECRET//SI//NOFORN'
secret "a foreign mark" in/qsl-english.txt
iconv -t GB18030 in/qsl-plain.txt >in/qsl-gb.txt
secret "GB18030" in/qsl-gb.txt
iconv -t UTF-16 in/qsl-plain.txt >in/qsl-utf16.txt
secret "UTF-16" in/qsl-utf16.txt
printf '<html><body><p>检查<b>机</b>密<i>★10</i>年</p><p>%s</p></body></html>' \
	"$word" >in/qsl-page.html
secret "HTML, split over elements" in/qsl-page.html
printf '<html><head><meta charset="utf-8"></head><body><!-- %s --><p>%s</p></body></html>' \
	"$mark" "$word" >in/qsl-comment.html
secret "a comment in HTML" in/qsl-comment.html

make_docx "$work/in/qsl-body.docx" \
	"$(paragraph "$mark")$(paragraph "$word")"
secret "DOCX" in/qsl-body.docx
make_docx "$work/in/qsl-runs.docx" \
	"$(paragraph 机 密 ★ 1 0 年)$(paragraph "$word")"
secret "DOCX, split over runs" in/qsl-runs.docx
make_docx "$work/in/qsl-note.docx" "$(paragraph "$word")" "$mark"
secret "a comment in DOCX" in/qsl-note.docx
make_docx "$work/in/qsl-title.docx" "$(paragraph "$word")" ok "$mark"
secret "a property of DOCX" in/qsl-title.docx
make_xlsx "$work/in/qsl-table.xlsx" "$word" "$mark"
secret "a hidden sheet" in/qsl-table.xlsx
make_pdf "$work/in/qsl-page.pdf" "$(utf16 "$word$mark")"
secret "PDF" in/qsl-page.pdf
make_pdf "$work/in/qsl-title.pdf" "$(utf16 "$word")" "$(utf16 "$mark")"
secret "a property of PDF" in/qsl-title.pdf

(cd in && zip -q qsl-inner.zip qsl-plain.txt &&
	zip -q qsl-outer.zip qsl-inner.zip && rm qsl-inner.zip)
secret "a ZIP in a ZIP" in/qsl-outer.zip
printf '%s\n' "$word" >"in/qsl-$mark.txt"
secret "the name of the file" "in/qsl-$mark.txt"
(cd in && zip -q qsl-name.zip "qsl-$mark.txt")
secret "a name inside a ZIP" in/qsl-name.zip

# --- more than one file --------------------------------------------------
check "one of three" 1 as drafter submit good.txt in/qsl-plain.txt good.txt
complains "which one" "file 2 of 3"
complains "a second try is recognised" "refused 1 time before"
no_trace "one of three" in/qsl-plain.txt
lacks "not even the names of the others" good.txt
check "with --json" 1 as drafter submit --json in/qsl-note.docx
says "records" 'length > 0'
no_trace "with --json" in/qsl-note.docx

# --- what is typed -------------------------------------------------------
printf '%s' "$word$mark" >qsl-typed
for option in title number department category theme genre; do
	check "typed: --$option" 1 as drafter submit good.txt \
		--$option "$word$mark"
	complains "typed: --$option: nothing was written" "nothing was"
	no_trace "typed: --$option" qsl-typed
done
check "typed: a reason" 1 as reviewer return "$kept" --reason "$word$mark"
no_trace "typed: a reason" qsl-typed
check "typed: --json" 1 as drafter submit good.txt --title "$word$mark" --json
no_trace "typed: --json" qsl-typed

# --- a revision ----------------------------------------------------------
check "a revision" 1 as drafter revise "$kept" in/qsl-body.docx
no_trace "a revision" in/qsl-body.docx
as drafter show "$kept" --json >kept.after
same "the item is as it was" kept.before kept.after
check "nothing else is queued" 0 tz queue --json
says "one item" 'map(select(.type == "item")) | length == 1'
check "searched for" 1 tz search "$word"

# --- an audit, a rebuild and a bundle bring nothing back -----------------
check "the vault is whole" 0 tz audit
check "rebuild" 0 tz rebuild
no_trace "after a rebuild" in/qsl-plain.txt
check "a checkpoint" 0 as archivist checkpoint
finish
