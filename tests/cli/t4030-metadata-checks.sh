#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Checks over an item's metadata
. "$(dirname "$0")/lib.sh"

make_vault
printf '关于促进某产业发展的若干措施\n\n现印发。\n\n2019年5月6日\n' >main.txt
printf '解读方案。\n' >某措施解读方案.txt
printf '解读材料。\n' >某措施解读材料.txt
check "a policy document alone" 0 as drafter submit main.txt \
	--genre 政策文件 --number '某市监[2018]037号' --date 2019-05-07 --json
item=$(jq -r 'select(.type == "item") | .item' "$out")
check "show" 0 tz show "$item" --json
says "what is missing and what differs" 'map(select(.type == "finding") |
	.rule) | sort == ["cn.check.date-agrees", "cn.check.interpretation-material",
	"cn.check.interpretation-plan", "cn.check.number-form",
	"cn.check.number-year"]'
says "where" 'map(select(.type == "finding")) | all(.[]; .channel ==
	"property" and .part == "metadata" and .match == null and
	.severity == "warn")'
check "put right" 0 as drafter revise "$item" main.txt 某措施解读方案.txt \
	某措施解读材料.txt --number '某市监〔2019〕37号' --date 2019-05-06 --json
check "show again" 0 tz show "$item" --json
says "nothing is left" 'map(select(.type == "finding" and .revision == 2)) |
	length == 0'
check "the tables are as the ledger says" 0 tz audit
check "to be withheld" 0 as drafter submit main.txt --disposition withhold \
	--json
item=$(jq -r 'select(.type == "item") | .item' "$out")
check "show it" 0 tz show "$item" --json
says "wants a ground" 'map(select(.type == "finding")) | length == 1 and
	.[0].rule == "cn.check.withheld-ground"'
check "with it" 0 as drafter revise "$item" main.txt --ground cn.foi.15.2
check "show what is put right" 0 tz show "$item" --json
says "is enough" 'map(select(.type == "finding" and .revision == 2)) |
	length == 0'
check "no such ground" 2 as drafter revise "$item" main.txt --ground cn.x

mkdir -p own/packs
# condition WHAT STATUS EXPRESSION - a pack with it compiles, or not.
condition() {
	cat >own/packs/t.yaml <<PACK
schema: taizhang-pack/1
id: t
version: "1"
title: {en: T}
checks:
- id: t.check
  title: {en: C}
  severity: block
  require: >-
    $3
PACK
	check "$1" "$2" "$taizhang" policy list --policies own
}
condition "fields and pure functions" 0 \
	"length(title) > 3 AND number REGEXP '^a' AND has(rules, 'x')"
condition "an unknown field" 2 "colour = 'red'"
complains "with its place" 'packs/t.yaml:10:1: bad condition'
condition "another table" 2 "(SELECT count(*) FROM sqlite_master) > 0"
condition "a second statement" 2 "1); DROP TABLE item; SELECT (1"
condition "a way out of the brackets" 2 "1) FROM item WHERE (1"
condition "loading code" 2 "load_extension('x')"
condition "chance" 2 "random() > 0"
condition "the clock" 2 "date('now') > date"
condition "a file" 2 "readfile('/etc/passwd') IS NULL"
condition "much memory" 2 "length(zeroblob(1000000000)) > 0"
condition "a parameter" 2 "title = ?1"
condition "a union" 2 "title IN (SELECT 1 UNION SELECT 2)"
cat >own/packs/t.yaml <<'PACK'
schema: taizhang-pack/1
id: t
version: "1"
title: {en: T}
checks:
- id: t.slow
  title: {en: C}
  severity: block
  require: "title NOT LIKE '%a%a%a%a%a%a%a%a%a%a%a%b'"
  examples:
    hit: [{title: aaaab, genre: x, aaa: y}]
PACK
check "an unknown field of an example" 2 "$taizhang" policy list --policies own
complains "its place" "packs/t.yaml:11:36: unknown field 'aaa'"
finish
