#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# policy replay: what other rules would make of what is stored
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/policy_lib.sh
. "$here/policy_lib.sh"

make_vault
copy_policies
printf '绿灯计划公告\n\n办公时间九点到五点。\n' >a.txt
printf '普通公告\n身份证号 310113190001010017\n' >b.txt
submit a.txt
first=$item
clear_item "$first"
submit a.txt
second=$item
submit b.txt
third=$item
id=$(tz show "$third" --json | jq -r -s 'map(select(.type == "finding" and
	.rule == "cn.person.resident-id")) | .[0].id')
as reviewer judge "$third" "$id" uphold --reason 真实 >"$out" 2>"$errors"

# state FILE - all bytes of the vault but SQLite's own.
state() {
	(cd vault && find . -type f ! -name 'vault.db-*' -exec sha256sum {} + |
		sort -k 2) >"$1"
	tz log "$first" --json >>"$1"
}

check "rules are needed" 2 tz policy replay
check "and must be there" 2 tz policy replay --rules nowhere
check "the same rules" 0 tz policy replay --rules policies --json
says "change nothing" 'length == 1 and (.[0] | (.type == "summary" and
	.items == 3 and .disclosed == 1 and .not_read == 0))'

extra_rule block 绿灯计划
state before
check "a new rule" 1 tz policy replay --rules policies --json
state after
same "writes nothing" before after
says "what is disclosed comes first" '.[0] | (.type == "change" and
	.change == "new" and .item == "'"$first"'" and .disclosed and
	.state == "cleared" and .severity == "block" and
	.rule == "cn.extra.word" and .match == "绿灯计划")'
says "then the rest" '.[1] | (.item == "'"$second"'" and
	(.disclosed | not))'
says "counted" '.[-1] | (.found_disclosed.block == 1 and
	.found_other.block == 1 and .gone.upheld == 0)'
check "as text" 1 tz policy replay --rules policies
holds "under its heading" 'Found in what is cleared or disclosed'
holds "with the place" '绿灯计划公告'
check "one reader and many answer alike" 0 sh -c '
	"$0" -C vault policy replay --rules policies --json -j 1 >one
	"$0" -C vault policy replay --rules policies --json -j 4 >four
	cmp one four' "$taizhang"
check "since a day to come" 0 tz policy replay --rules policies \
	--since 2999-01-01 --json
says "nothing is read" '.[-1].items == 0'

extra_rule warn 绿灯计划
check "a warning is no exposure" 0 tz policy replay --rules policies --json
says "but told" '.[0].severity == "warn"'

extra_rule refuse 绿灯计划
check "a mark" 1 tz policy replay --rules policies --json
says "is told without the text" 'map(select(.type == "change")) |
	length > 0 and all(.[]; .severity == "refuse" and .match == null and
	.excerpt == null and .where == null and .part == "depth 0")'
lacks "nowhere" '绿灯计划'
check "as text" 1 tz policy replay --rules policies
lacks "not there either" '绿灯计划'

rm -r policies/packs/cn
mkdir policies/packs/cn
extra_rule warn 没有这个
check "without the shipped rules" 0 tz policy replay --rules policies --json
says "what was upheld is lost" '.[0] | (.change == "gone" and
	.item == "'"$third"'" and .status == "upheld" and
	.id == "'"$id"'")'
says "counted too" '.[-1].gone.upheld == 1'

sed -i 's/hit: .*/hit: [别的]/' policies/packs/cn/extra.yaml
check "rules whose examples fail" 2 tz policy replay --rules policies

printf 'PK\003\004 no archive' >broken.docx
copy=$work/copy
mkdir "$copy"
cp -R "$source_root/policies/." "$copy"
as drafter submit broken.docx >"$out" 2>"$errors"
check "what cannot be read is told" 3 tz policy replay --rules "$copy" --json
says "and counted" '.[-1].not_read == 1'
check "the ledger is whole" 0 tz audit
finish
