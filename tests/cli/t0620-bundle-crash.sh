#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# kill -9 during an export leaves a whole tar or none, and a whole vault
. "$(dirname "$0")/lib.sh"
. "$here/bundle-lib.sh"

make_vault
head -c 30000000 /dev/urandom >"$work/scan.bin"
submit "$work/scan.bin" --title 'A large file'
year=$(date +%Y)
tar=$work/out/x.tar
mkdir "$work/out"

killed=0
for delay in 0.02 0.05 0.08 0.12 0.2 0.3 0.45 0.7 1.2; do
	rm -f "$work"/out/*.tar "$work"/out/*.tar.s*
	timeout -s KILL "$delay" "$taizhang" -C "$work/vault" --as archivist \
		--sign-key "$work/keys/archivist" export "$year" -o "$tar" \
		>"$out" 2>"$errors" && break
	killed=$((killed + 1))
	if [ -f "$tar" ]; then
		check "killed after $delay s: the tar is whole" 0 "$taizhang" \
			verify "$tar"
	fi
done
check "it was killed at least once" 0 test "$killed" -ge 1
check "the vault is whole" 0 tz audit
check "the next export" 0 as archivist export "$year" -o "$tar"
check "verifies" 0 "$taizhang" verify "$tar"
check "nothing is left over" 0 sh -c "! ls '$work/out' | grep -q partial"
finish
