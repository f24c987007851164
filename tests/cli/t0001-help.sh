#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Help: every command, outside a vault, on standard output, 80 columns at most
. "$(dirname "$0")/lib.sh"

check "the program's help" 0 "$taizhang" --help
holds "help names submit" "submit"
"$taizhang" --help >all
sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' all >commands
check "more than twenty commands are listed" 0 \
	test "$(wc -l <commands)" -ge 20

while read -r command; do
	# shellcheck disable=SC2086
	check "help of $command" 0 "$taizhang" $command --help
	lacks_errors "$command: nothing on standard error"
	cp "$out" "$work/help"
	holds "$command: usage comes first" "usage: taizhang $command"
	check "$command: 80 columns at most" 0 \
		awk 'length($0) > 80 { bad = 1 } END { exit bad }' "$work/help"
done <commands

check "-h is --help" 0 "$taizhang" scan -h
check "the version" 0 "$taizhang" --version
holds "the version has a number" "taizhang 0."

check "no command at all" 2 "$taizhang"
one_line "one line says so"
check "an unknown command" 2 "$taizhang" submitt x
complains "the nearest is named" "did you mean 'submit'"
check "an unknown option" 2 "$taizhang" scan --polices x y
complains "the nearest option is named" "did you mean '--policies'"
check "no shortened options" 2 "$taizhang" scan --polic x y
check "an option without its value" 2 "$taizhang" scan --policies
check "a flag with a value" 2 "$taizhang" scan --json=1 x
check "a bad date" 2 "$taizhang" publish x --channel c --date 2026-02-30
check "no vault" 2 "$taizhang" queue
one_line "one line for no vault"
complains "and what to do" "TAIZHANG_VAULT"
check "standard output on a full disk" 2 \
	sh -c '"$1" --help >/dev/full' sh "$taizhang"

LC_ALL=zh_CN.UTF-8 "$taizhang" --help >"$out" 2>"$errors"
holds "Chinese help" "用法"
check "Chinese help needs no installed locale" 0 \
	env LC_ALL=zh_CN.UTF-8 "$taizhang" scan --help
holds "in Chinese" "用法"
finish
