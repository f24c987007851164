#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bad input: one clear line, exit 2, or a block finding; nothing half done
#
# What is wrong with a path is exit 2 and one line.  What is wrong inside a
# draft is exit 3: it comes in with an open block finding, intake.unread or
# intake.partly.  No reader crashes, nothing hangs.  (Vaults and disks that
# are at fault: t2010.)
# shellcheck disable=SC2317
. "$(dirname "$0")/lib.sh"

hostile=$corpora/hostile
office=$corpora/office
records=$work/records
mkdir "$work/in"

entries() {
	sqlite3 "$work/vault/vault.db" 'SELECT count(*) FROM entry'
}

# sane WHAT - nothing that a sanitizer or a crash leaves was printed.
sane() {
	if grep -qE 'Sanitizer|runtime error:|core dumped|Assertion' \
		"$out" "$errors"; then
		tell no "$1: no crash"
		explain
	else
		tell yes "$1: no crash"
	fi
}

# finds WHAT CONDITION - the saved records hold one for which it is true.
finds() {
	if jq -e -s "any(.[]; $2)" "$records" >/dev/null 2>&1; then
		tell yes "$1"
	else
		tell no "$1"
		head -n 8 "$records" | sed 's/^/# record: /'
	fi
}

submit_it() {
	timeout 60 "$taizhang" -C "$work/vault" --as drafter \
		--sign-key "$work/keys/drafter" submit "$@"
}

# refused WHAT COMMAND... - exit 2, one line, no entry.
refused() {
	title=$1
	shift
	before=$(entries)
	check "$title" 2 timeout 60 "$@"
	one_line "$title: one line"
	complains "$title: by the program" "taizhang: "
	sane "$title"
	if [ "$(entries)" -eq "$before" ]; then
		tell yes "$title: nothing recorded"
	else
		tell no "$title: nothing recorded"
	fi
}

# refuses WHAT FILE - the same for scan and for submit.
refuses() {
	refused "scan $1" "$taizhang" scan "$2"
	refused "submit $1" "$taizhang" -C "$work/vault" --as drafter \
		--sign-key "$work/keys/drafter" submit "$2"
}

blocked='.type == "finding" and .severity == "block" and
	(.rule == "intake.unread" or .rule == "intake.partly")'

# flawed WHAT FILE [STATUS] - exit 3 and a block finding, from scan and from
# submit; scan has another STATUS when other rules find something, too.
flawed() {
	check "scan $1" "${3:-3}" timeout 60 "$taizhang" scan --json "$2"
	cp "$out" "$records"
	finds "scan $1: what is missing is a finding" "$blocked"
	finds "scan $1: no reader crashed" '.type == "summary"'
	check "scan $1: a reason, and not a crash" 1 \
		grep -q '"reason":"crash"' "$records"
	sane "scan $1"
	before=$(entries)
	check "submit $1" 3 submit_it "$2"
	one_line "submit $1: one line"
	sane "submit $1"
	item=$(head -n 1 "$out")
	check "submit $1: one entry" 0 test "$(entries)" -eq $((before + 1))
	check "show $1" 0 tz show --json "$item"
	cp "$out" "$records"
	finds "submit $1: it is blocked" "$blocked and .status == \"open\""
}

make_vault

# --- paths at fault ------------------------------------------------------
: >"$work/in/empty.txt"
refused "submit an empty file" "$taizhang" -C "$work/vault" --as drafter \
	--sign-key "$work/keys/drafter" submit "$work/in/empty.txt"
complains "an empty file: which one" "1 of 1"
check "scan an empty file: there is nothing to read" 3 \
	"$taizhang" scan "$work/in/empty.txt"

refuses "a file that is not there" "$work/in/none.txt"
complains "a missing file: which one" "none.txt"
mkdir "$work/in/folder"
refused "submit a folder" "$taizhang" -C "$work/vault" --as drafter \
	--sign-key "$work/keys/drafter" submit "$work/in/folder"
check "scan an empty folder" 0 "$taizhang" scan "$work/in/folder"
mkfifo "$work/in/fifo"
refuses "a FIFO" "$work/in/fifo"
refuses "a device" /dev/null
refuses "an endless device" /dev/zero
(
	cd "$work/in" && ssh-agent -a socket >"$work/agent" 2>/dev/null
)
if [ -S "$work/in/socket" ]; then
	refuses "a socket" "$work/in/socket"
	kill "$(sed -n 's/^SSH_AGENT_PID=\([0-9]*\);.*/\1/p' "$work/agent")"
else
	tell yes "a socket # SKIP none could be made"
fi
ln -s loop "$work/in/loop"
refuses "a symbolic link to itself" "$work/in/loop"
refuses "a path below a file" "$work/in/empty.txt/x"
refuses "an empty path" ""
printf 'good\n' >"$work/in/good.txt"
refused "a good file beside a bad one" "$taizhang" -C "$work/vault" \
	--as drafter --sign-key "$work/keys/drafter" submit \
	"$work/in/good.txt" "$work/in/none.txt"
check "scan goes on after a bad one" 2 "$taizhang" scan --json \
	"$work/in/none.txt" "$work/in/good.txt"
holds "scan goes on" "good.txt"

# A control character in a path must not reach the terminal.
bell=$(printf 'bell\a\033[31m.txt')
refuses "a missing file with controls in its name" "$work/in/$bell"
check "no control is printed" 1 grep -q "$(printf '\033')" "$errors"

# --- names ---------------------------------------------------------------
newline=$(printf 'two\nlines.txt')
printf 'The text of a file with an odd name.\n' >"$work/in/$newline"
check "scan a name with a newline" 0 "$taizhang" scan "$work/in/$newline"
check "scan --json a name with a newline" 0 "$taizhang" scan --json \
	"$work/in/$newline"
check "records stay lines" 0 jq -e -s 'map(.type) | unique == ["file", "summary"] or
	index("finding")' "$out"
check "submit a name with a newline" 0 submit_it "$work/in/$newline"
lacks_errors "a name with a newline: no complaint"
item=$(head -n 1 "$out")
check "its id is alone on the first line" 0 sh -c \
	"echo '$item' | grep -Eq '^[0-9]{4}-[0-9]{6}\$'"
check "show it" 0 tz show "$item"
check "its queue" 0 tz queue --json
check "records of the queue stay lines" 0 sh -c \
	"jq -c . '$out' | cmp -s - '$out'"

bad=$(printf 'bad-\377\376-name.txt')
if printf 'The text of another odd file.\n' >"$work/in/$bad" 2>/dev/null; then
	check "scan a name that is no UTF-8" 0 "$taizhang" scan --json \
		"$work/in/$bad"
	check "the record is UTF-8" 0 iconv -f UTF-8 -t UTF-8 "$out"
	check "submit a name that is no UTF-8" 0 submit_it "$work/in/$bad"
	item=$(head -n 1 "$out")
	check "show that" 0 tz show --json "$item"
	check "what is shown is UTF-8" 0 iconv -f UTF-8 -t UTF-8 "$out"
else
	tell yes "a name that is no UTF-8 # SKIP the file system forbids it"
fi
long=$(printf '%0240d' 0)
printf 'A long name.\n' >"$work/in/$long.txt"
check "submit the longest name" 0 submit_it "$work/in/$long.txt"

# --- drafts at fault -----------------------------------------------------
head -c 5000 /dev/zero >"$work/in/nuls.bin"
flawed "a file of NULs" "$work/in/nuls.bin"
head -c 5000 /dev/zero >"$work/in/nuls.txt"
check "submit a text of NULs" 3 submit_it "$work/in/nuls.txt"
one_line "submit a text of NULs: one line"
flawed "a truncated DOCX" "$office/cut.docx"
flawed "a truncated PDF" "$office/cut.pdf"
flawed "a PDF with a broken cross-reference" "$office/broken-xref.pdf" 1
flawed "an encrypted PDF (RC4)" "$office/locked.pdf"
flawed "an encrypted PDF (AES-256)" "$hostile/sealed.pdf"
flawed "an entity bomb in a DOCX" "$office/bomb.docx"
flawed "a PDF whose page tree is a loop" "$office/loop.pdf"
flawed "a ZIP of one entry that unpacks a thousandfold" "$hostile/ratio.zip"
flawed "a ZIP bomb in two layers" "$hostile/nested-bomb.zip"
# A member that the directory does not list is a finding of its own.
flawed "a ZIP bomb of overlapping entries" "$hostile/overlap.zip" 1
flawed "archives in archives beyond the limit" "$hostile/deep.zip"
flawed "archives that double at each level" "$hostile/tree.zip"
printf 'inside\n' >"$work/in/inside.txt"
(cd "$work/in" && zip -q -P secret locked.zip inside.txt)
flawed "an encrypted ZIP" "$work/in/locked.zip"
head -c 60 "$work/in/locked.zip" >"$work/in/cut.zip"
flawed "a truncated ZIP" "$work/in/cut.zip"
(cd "$work/in" && cp "$office/locked.pdf" . && zip -q outer.zip locked.pdf)
flawed "an encrypted PDF inside a ZIP" "$work/in/outer.zip"

# A bomb beside a mark: what cannot be read hides nothing of what can.
printf '机密★10年\n' >"$work/in/mark.txt"
(cd "$work/in" && cp "$hostile/nested-bomb.zip" z.zip &&
	zip -q both.zip z.zip mark.txt)
before=$(entries)
check "a mark behind a bomb is still refused" 1 submit_it "$work/in/both.zip"
sane "a mark behind a bomb"

# --- who may not read ----------------------------------------------------
unreadable() {
	chmod 755 "$work" "$work/in"
	printf 'closed\n' >"$work/in/closed.txt"
	chmod 000 "$work/in/closed.txt"
	if [ "$(id -u)" -ne 0 ]; then
		refuses "an unreadable file" "$work/in/closed.txt"
		return
	fi
	nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
	# shellcheck disable=SC2086
	if ! $nobody "$taizhang" --version >/dev/null 2>&1; then
		tell yes "an unreadable file # SKIP nobody cannot run $taizhang"
		return
	fi
	cp -a "$work/vault" "$work/nobody-vault"
	cp "$work/keys/drafter" "$work/nobody-key"
	chown -R 65534:65534 "$work/nobody-vault" "$work/nobody-key"
	# shellcheck disable=SC2086
	refused "scan an unreadable file" $nobody "$taizhang" scan \
		"$work/in/closed.txt"
	complains "an unreadable file: which one" "closed.txt"
	# shellcheck disable=SC2086
	refused "submit an unreadable file" $nobody "$taizhang" \
		-C "$work/nobody-vault" --as drafter \
		--sign-key "$work/nobody-key" submit "$work/in/closed.txt"
	complains "an unreadable file: which one" "closed.txt"
	# shellcheck disable=SC2086
	refused "a vault of somebody else" $nobody "$taizhang" \
		-C "$work/vault" --as drafter \
		--sign-key "$work/nobody-key" submit "$work/in/good.txt"
}
unreadable

check "after all that the vault is whole" 0 tz audit
sane "the audit"
finish
