#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The worker seen from outside: none is left over, and none is run as a draft
# would like it
. "$(dirname "$0")/lib.sh"

# Workers that belong to this test: their home is its folder no more, so they
# are known by their parent.
left() {
	ps -eo pid,ppid,args | awk -v me="$1" '$2 == me'
}

printf 'text\n' >a.txt
check "a file is read" 0 "$taizhang" scan a.txt
mkdir many
i=0
while [ $i -lt 60 ]; do
	printf 'number %d\n' $i >many/$i.txt
	i=$((i + 1))
done
check "many files are read by one program" 0 "$taizhang" scan --json many
says "all of them" '.[-1].read == 60 and .[-1].landlock != null'

# One that is killed takes its workers with it.
head -c 30000000 /dev/zero | tr '\0' '.' >big.txt
"$taizhang" scan many big.txt >/dev/null 2>&1 &
pid=$!
sleep 0.4
worker=$(left $pid | awk '/taizhang-intake/ {print $1; exit}')
kill -KILL $pid
wait $pid 2>/dev/null
sleep 0.5
check "it had a worker" 0 test -n "$worker"
check "no worker outlives its parent" 1 \
	sh -c 'ps -o stat= -p "$0" | grep -v Z' "$worker"

check "no environment reaches it" 0 sh -c \
	'LD_PRELOAD= MALLOC_CHECK_=3 "$0" scan a.txt' "$taizhang"
finish
