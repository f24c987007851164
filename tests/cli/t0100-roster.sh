#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A vault, its people and their keys
. "$(dirname "$0")/lib.sh"

make_key admin
check "init without a name" 2 "$taizhang" init "$work/v" --agency A \
	--log h.example.org --admin admin --key "$work/keys/admin.pub"
check "a failed init leaves nothing" 1 test -e "$work/v"
check "init with a bad host" 2 "$taizhang" init "$work/v" --agency A \
	--log 'bad host' --admin admin --name N --key "$work/keys/admin.pub"
check "nothing is left again" 0 sh -c "! ls -d '$work'/v* 2>/dev/null"
mkdir "$work/full" && touch "$work/full/x"
check "init into a folder that is not empty" 2 "$taizhang" init "$work/full" \
	--agency A --log h.example.org --admin admin --name N \
	--key "$work/keys/admin.pub"

make_vault
check "the verifier key is alone on the first line" 0 \
	sh -c "head -n 1 '$work/vkey' | grep -Eq \
	'^ledger\.example\.org/1\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$'"
check "init twice" 2 "$taizhang" init "$work/vault" --agency A \
	--log h.example.org --admin admin --name N --key "$work/keys/admin.pub"
check "others cannot look into the vault" 0 \
	sh -c "[ \"\$(stat -c %a '$work/vault')\" = 700 ]"
check "nor into the log's key" 0 \
	sh -c "[ \"\$(stat -c %a '$work/vault/log.key')\" = 600 ]"

check "the roster" 0 tz person list
holds "has the reviewer" "reviewer@ledger.example.org"
holds "has the name" "王芳"
check "the roster as records" 0 tz person list --json
check "six people" 0 sh -c "[ \"\$(wc -l <'$out')\" -eq 6 ]"
check "records are JSON with the agreed keys" 0 jq -e -s \
	'all(.[]; .type == "person" and .person and .name and .roles and
	(.key | startswith("SHA256:")) and .status == "active")' "$out"

make_key other
check "a person whose role is unknown" 2 as admin person add x1 --name X \
	--department D --role reader --key "$work/keys/other.pub"
check "enrolling as a reviewer" 1 as reviewer person add x1 --name X \
	--department D --role drafter --key "$work/keys/other.pub"
check "enrolling with another's key" 1 "$taizhang" -C "$work/vault" \
	--as admin --sign-key "$work/keys/reviewer" person add x1 --name X \
	--department D --role drafter --key "$work/keys/other.pub"
check "an id that is taken" 2 as admin person add drafter --name X \
	--department D --role drafter --key "$work/keys/other.pub"
check "a key that is another's" 2 as admin person add x1 --name X \
	--department D --role drafter --key "$work/keys/drafter.pub"
check "a key that is no key" 2 as admin person add x1 --name X \
	--department D --role drafter --key "$work/vkey"
check "an unknown person acts" 2 tz --as nobody-here \
	--sign-key "$work/keys/admin" person retire drafter
check "the refusals changed nothing" 0 sh -c \
	"'$taizhang' -C '$work/vault' person list --json |
	jq -e -s 'length == 6' >/dev/null"

# What is typed into the roster is looked at like everything else.
check "a name that bears a mark" 1 as admin person add x1 \
	--name '机密★10年' --department D --role drafter \
	--key "$work/keys/other.pub"
complains "says what to do" "isolate the file"
lacks "and does not repeat it" "机密"
check "a department that bears one" 1 as admin person add x1 --name X \
	--department '绝密★30年' --role drafter --key "$work/keys/other.pub"
check "a reason that bears one" 1 as admin person retire drafter \
	--reason '机密★10年'
check "an agency that bears one" 1 "$taizhang" init "$work/marked" \
	--agency '机密★10年' --log x.example.org --admin a --name A \
	--key "$work/keys/admin.pub"
check "is no vault" 1 test -e "$work/marked"
check "nor does it leave one half made" 0 sh -c \
	"! ls -d '$work'/marked* 2>/dev/null"

check "retire" 0 as admin person retire drafter \
	--reason "$(printf 'moved\r\nto\tanother office')"
check "retired is shown" 0 tz person list --json
check "as retired" 0 jq -e -s \
	'map(select(.person | startswith("drafter@"))) |
	.[0].status == "retired"' "$out"
check "the last administrator stays" 1 as admin person retire admin
printf 'text\n' >"$work/a.txt"
check "who is retired submits nothing" 1 as drafter submit "$work/a.txt"
check "the ledger is whole" 0 tz audit
finish
