#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A vault that is too new, damaged, incomplete or full: one line, exit 2
# shellcheck disable=SC2317
. "$(dirname "$0")/lib.sh"

mkdir "$work/in"

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

# fails WHAT STATUS VAULT COMMAND... - one line, no crash.
fails() {
	title=$1
	status=$2
	folder=$3
	shift 3
	check "$title" "$status" timeout 60 "$taizhang" -C "$folder" \
		--as drafter --sign-key "$work/keys/drafter" "$@"
	one_line "$title: one line"
	complains "$title: by the program" "taizhang: "
	sane "$title"
}

# copy NAME - a copy of the vault.
copy() {
	rm -rf "${work:?}/$1"
	cp -a "$work/vault" "$work/$1"
}

make_vault
printf '关于示范的通知\n\n第一段。\n' >"$work/in/a.txt"
printf '关于另一示范的通知\n\n第二段。\n' >"$work/in/b.txt"
submit "$work/in/a.txt"
first=$item

# --- over max_file -------------------------------------------------------
copy small
echo 'max_file: 1000' >>"$work/small/vault.yaml"
head -c 4000 /dev/zero | tr '\0' a >"$work/in/large.txt"
fails "a file over max_file" 2 "$work/small" submit "$work/in/large.txt"
complains "a file over max_file: which one" "large.txt"
head -c 900 /dev/zero | tr '\0' a >"$work/in/fits.txt"
check "a file below it" 0 "$taizhang" -C "$work/small" --as drafter \
	--sign-key "$work/keys/drafter" submit "$work/in/fits.txt"
check "and the vault is whole" 0 "$taizhang" -C "$work/small" audit

# --- newer than this program ---------------------------------------------
copy newer
sqlite3 "$work/newer/vault.db" 'PRAGMA user_version = 999'
for command in queue audit rebuild "submit $work/in/b.txt" "show $first"; do
	# shellcheck disable=SC2086
	fails "a newer database: ${command%% *}" 2 "$work/newer" $command
	complains "a newer database is called that" "newer version"
done
copy newer
sed -i 's|taizhang-vault/1|taizhang-vault/2|' "$work/newer/vault.yaml"
fails "a newer vault.yaml" 2 "$work/newer" submit "$work/in/b.txt"
complains "a newer vault.yaml is called that" "newer version"

# --- vault.yaml at fault -------------------------------------------------
copy yaml
echo 'max_file: many' >>"$work/yaml/vault.yaml"
fails "a limit that is no number" 2 "$work/yaml" queue
complains "it names the file" "vault.yaml"
copy yaml
echo 'no_such_key: 1' >>"$work/yaml/vault.yaml"
fails "an unknown key" 2 "$work/yaml" queue
copy yaml
printf 'schema: [\n' >"$work/yaml/vault.yaml"
fails "a vault.yaml that is no YAML" 2 "$work/yaml" queue
copy yaml
: >"$work/yaml/vault.yaml"
fails "an empty vault.yaml" 2 "$work/yaml" queue
rm "$work/yaml/vault.yaml"
fails "no vault.yaml" 2 "$work/yaml" queue
fails "no vault at all" 2 "$work/none" queue

# --- vault.db at fault ---------------------------------------------------
copy damaged
head -c 100 /dev/zero |
	dd of="$work/damaged/vault.db" conv=notrunc 2>/dev/null
rm -f "$work/damaged/vault.db-wal" "$work/damaged/vault.db-shm"
for command in queue audit rebuild "submit $work/in/b.txt"; do
	# shellcheck disable=SC2086
	fails "no header in vault.db: ${command%% *}" 2 "$work/damaged" $command
done
copy damaged
size=$(stat -c %s "$work/damaged/vault.db")
# Every page but the first ones.
head -c $((size - 20480)) /dev/zero | tr '\0' '\245' |
	dd of="$work/damaged/vault.db" bs=4096 seek=5 conv=notrunc 2>/dev/null
rm -f "$work/damaged/vault.db-wal" "$work/damaged/vault.db-shm"
for command in audit "submit $work/in/b.txt" rebuild; do
	# shellcheck disable=SC2086
	fails "pages of noise in vault.db: ${command%% *}" 2 \
		"$work/damaged" $command
done
copy damaged
truncate -s 8192 "$work/damaged/vault.db"
rm -f "$work/damaged/vault.db-wal" "$work/damaged/vault.db-shm"
fails "a truncated vault.db" 2 "$work/damaged" audit
fails "a truncated vault.db: submit" 2 "$work/damaged" submit "$work/in/b.txt"
: >"$work/damaged/vault.db"
fails "an empty vault.db" 2 "$work/damaged" queue
rm "$work/damaged/vault.db"
fails "no vault.db" 2 "$work/damaged" queue
mkdir "$work/damaged/vault.db"
fails "a folder as vault.db" 2 "$work/damaged" queue

# --- other parts that are gone -------------------------------------------
copy parts
rm "$work/parts/refusal.key"
fails "no refusal.key" 2 "$work/parts" submit "$work/in/b.txt"
complains "it is named" "refusal.key"
copy parts
printf 'short' >"$work/parts/refusal.key"
fails "a short refusal.key" 2 "$work/parts" submit "$work/in/b.txt"
copy parts
rm "$work/parts/log.key"
fails "no log.key: checkpoint" 2 "$work/parts" --as archivist \
	--sign-key "$work/keys/archivist" checkpoint

copy blobless
digest=$(sha256sum "$work/in/a.txt" | cut -c 1-64)
blob=$work/blobless/blobs/$(echo "$digest" | cut -c 1-2)/$(
	echo "$digest" | cut -c 3-64)
check "the draft is a blob" 0 test -f "$blob"
rm "$blob"
check "a missing blob: audit says no" 1 "$taizhang" -C "$work/blobless" audit
sane "a missing blob: audit"
holds "a missing blob is told" "failed"
fails "a missing blob: export" 2 "$work/blobless" --as archivist \
	--sign-key "$work/keys/archivist" export "$(date -u +%Y)" \
	-o "$work/none.tar"
check "a missing blob: no bundle is left" 1 test -e "$work/none.tar"
check "a missing blob: rebuild changes nothing by half" 0 sh -c \
	"'$taizhang' -C '$work/blobless' rebuild >/dev/null 2>&1
	'$taizhang' -C '$work/blobless' queue | grep -q '$first'"
cp "$work/in/b.txt" "$blob"
check "a changed blob: audit says no" 1 "$taizhang" -C "$work/blobless" audit
cp "$work/in/a.txt" "$blob"
check "the right bytes again: all is well" 0 "$taizhang" \
	-C "$work/blobless" audit

# --- read-only -----------------------------------------------------------
# What root writes is not stopped by modes.
if [ "$(id -u)" -ne 0 ]; then
	copy fixed
	chmod -R a-w "$work/fixed"
	fails "a read-only vault" 2 "$work/fixed" submit "$work/in/b.txt"
	chmod -R u+w "$work/fixed"
else
	tell yes "a read-only vault # SKIP root writes everywhere"
fi

# --- outputs that are full -----------------------------------------------
full() {
	"$@" >/dev/full
}
for command in "queue" "show $first" "log $first" "queue --json" \
	"person list" "policy list"; do
	# shellcheck disable=SC2086
	check "standard output is full: $command" 2 full tz $command
	one_line "standard output is full: $command: one line"
done
check "standard output is full: scan" 2 full "$taizhang" scan "$work/in/a.txt"
check "standard output is full: help" 2 full "$taizhang" --help
check "standard output is closed" 2 sh -c "'$taizhang' --help >&-"

# --- files that may not grow ---------------------------------------------
# A limit on the size of files stands in for a full disk; root needs no mount.
copy narrow
narrow() {
	(
		trap '' XFSZ
		ulimit -f "$1"
		shift
		exec timeout 60 "$taizhang" -C "$work/narrow" --as drafter \
			--sign-key "$work/keys/drafter" "$@"
	)
}
head -c 3000000 /dev/urandom | base64 >"$work/in/grows.txt"
check "a blob that may not grow" 2 narrow 1000 submit "$work/in/grows.txt"
one_line "a blob that may not grow: one line"
sane "a blob that may not grow"
check "the vault is whole" 0 "$taizhang" -C "$work/narrow" audit
check "a database that may not grow" 2 narrow 1 submit "$work/in/b.txt"
sane "a database that may not grow"
check "the vault is whole again" 0 "$taizhang" -C "$work/narrow" audit
check "and works" 0 "$taizhang" -C "$work/narrow" --as drafter \
	--sign-key "$work/keys/drafter" submit "$work/in/b.txt"

# --- a full disk ---------------------------------------------------------
fill_disk() {
	mkdir "$work/disk"
	if ! mount -t tmpfs -o size=24m none "$work/disk" 2>/dev/null; then
		tell yes "a full disk # SKIP no file system can be mounted here"
		return
	fi
	trap 'umount "$work/disk"; rm -rf "$work"' EXIT
	cp -a "$work/vault" "$work/disk/vault"
	free=$(df -k --output=avail "$work/disk" | tail -n 1)
	head -c $(((free - 1500) * 1024)) /dev/zero >"$work/disk/ballast"
	n=0
	done_items=0
	while [ "$n" -lt 60 ]; do
		n=$((n + 1))
		head -c 60000 /dev/urandom | base64 >"$work/in/filler.txt"
		timeout 60 "$taizhang" -C "$work/disk/vault" --as drafter \
			--sign-key "$work/keys/drafter" submit \
			"$work/in/filler.txt" >"$out" 2>"$errors"
		status=$?
		[ "$status" -eq 0 ] || break
		done_items=$((done_items + 1))
	done
	if [ "$status" -eq 2 ]; then
		tell yes "a full disk is exit 2"
	else
		tell no "a full disk is exit 2 (it is $status)"
	fi
	one_line "a full disk: one line"
	complains "a full disk: by the program" "taizhang: "
	sane "a full disk"
	check "some came in before" 0 test "$done_items" -gt 2
	check "an export to a full disk" 2 timeout 60 "$taizhang" \
		-C "$work/disk/vault" --as archivist \
		--sign-key "$work/keys/archivist" export "$(date -u +%Y)" \
		-o "$work/disk/x.tar"
	sane "an export to a full disk"
	check "no half bundle" 1 test -e "$work/disk/x.tar"
	rm "$work/disk/ballast"
	check "with room again it is whole" 0 "$taizhang" \
		-C "$work/disk/vault" audit
	"$taizhang" -C "$work/disk/vault" queue --json >"$out" 2>"$errors"
	check "nothing reported is missing, nothing came by half" 0 \
		test "$(wc -l <"$out")" -eq $((done_items + 1))
	check "and it goes on" 0 "$taizhang" -C "$work/disk/vault" \
		--as drafter --sign-key "$work/keys/drafter" submit \
		"$work/in/b.txt"
	umount "$work/disk"
	trap 'rm -rf "$work"' EXIT
}
fill_disk

finish
