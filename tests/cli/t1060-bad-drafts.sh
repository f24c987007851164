#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bad input: one clear line, exit status 2, nothing half-done
. "$(dirname "$0")/lib.sh"

make_vault
printf 'Opening hours\n\nWe open at nine.\n' >ok.txt

# bad WHAT FILE - cannot be submitted.
bad() {
	check "$1" 2 as drafter submit "$2"
	one_line "$1: one line"
}

mkdir folder
: >empty.txt
mkfifo pipe
python3 -c "import socket; socket.socket(socket.AF_UNIX).bind('socket')"
bad "a folder" folder
bad "an empty file" empty.txt
complains "an empty file: says so" "is empty"
bad "a FIFO" pipe
bad "a socket" socket
bad "a device" /dev/null
bad "no such file" missing.txt
check "two at once, one of them bad" 2 as drafter submit ok.txt empty.txt
check "no file at all" 2 as drafter submit
check "nothing is queued" 0 tz queue --all --json
says "nothing" 'length == 0'

head -c 5000 /dev/zero >nul.txt
check "NULs are unread, and wait" 3 as drafter submit nul.txt

for name in one two three; do
	printf '%s\n\ntext\n' "$name" >"$name.txt"
	as drafter submit "$name.txt" >"$name.out" 2>&1 &
done
wait
check "three at once" 0 sh -c "cat one.out two.out three.out |
	grep -Ex '20[0-9]{2}-[0-9]{6}' | sort -u | wc -l | grep -qx 3"

item=$(head -n 1 one.out)
as reviewer approve "$item" >p1 2>&1 &
first=$!
as reviewer return "$item" --reason later >p2 2>&1 &
second=$!
wait $first
a=$?
wait $second
b=$?
check "of two signers at once one is told" 0 [ $((a + b)) -eq 1 ]

for delay in 0.05 0.1 0.2 0.3 0.4 0.6; do
	timeout -s KILL "$delay" "$taizhang" -C "$work/vault" --as drafter \
		--sign-key "$work/keys/drafter" submit ok.txt >killed 2>&1
done
check "killed at any moment, the vault is whole" 0 tz audit
finish
