#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Precedents: how the same text was judged before
. "$(dirname "$0")/lib.sh"

make_vault
printf '登记公告\n身份证号 310113190001010017\n' >a.txt
printf '办事指南\n身份证号 ３１０１１３ 19000101 0017\n' >b.txt
printf '公示名单\n身份证号 110105194912310021\n' >c.txt

# found WHAT FILTER - the filter is true of the finding of the identity rule
found() {
	says "$1" 'map(select(.type == "finding" and
		.rule == "cn.person.resident-id")) | .[0] | '"$2"
}
# tables SQL - run SQL on the database.
# shellcheck disable=SC2317
tables() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executescript(sys.argv[2])
db.commit()' "$work/vault/vault.db" "$1"
}
# number ITEM - what its finding of that rule is called
number() {
	tz show "$1" --json | jq -r -s 'map(select(.type == "finding" and
		.rule == "cn.person.resident-id")) | .[0].id'
}

submit a.txt
first=$item
check "show" 0 tz show "$first" --json
found "nothing was judged yet" \
	'.precedents == {"upheld": 0, "dismissed": 0, "last": []}'
check "as text" 0 tz show "$first"
lacks "nothing is said of it" 'the same text before'
check "dismiss it" 0 as reviewer judge "$first" "$(number "$first")" \
	dismiss --reason 公开样例
check "show once more" 0 tz show "$first" --json
found "its own judgement is no precedent" '.precedents.dismissed == 0'

submit b.txt
second=$item
check "the same number in full width and with spaces" 0 \
	tz show "$second" --json
found "has a precedent" '.precedents as $p | ($p.dismissed == 1 and
	$p.upheld == 0 and ($p.last | length) == 1 and
	($p.last[0] | (.item == "'"$first"'" and .status == "dismissed" and
	.reason == "公开样例" and (.by | startswith("reviewer@")) and
	(.at | test("^20[0-9-]+T[0-9:]+Z$")) and (.id | test("^F[0-9]+$")))))'
check "as text, too" 0 tz show "$second"
holds "how often" 'the same text before: upheld 0, dismissed 1'
holds "by whom and why" "$first $(number "$first"): dismissed by reviewer@"
check "in Chinese" 0 env LANGUAGE=zh_CN LC_ALL=C.UTF-8 "$taizhang" \
	-C "$work/vault" show "$second"
holds "in Chinese" '同一文字此前：成立 0 次，不成立 1 次'
check "uphold it there" 0 as reviewer judge "$second" \
	"$(number "$second")" uphold --reason 真实号码
check "the first one" 0 tz show "$first" --json
found "now has one as well" \
	'.precedents | (.upheld == 1 and .dismissed == 0)'

submit c.txt
check "another number" 0 tz show "$item" --json
found "has none" '.precedents.last == []'

# A revision voids judgements of its item, which then are precedents.
check "return it" 0 as reviewer return "$second" --reason 改
check "revise it" 0 as drafter revise "$second" b.txt
check "show the new revision" 0 tz show "$second" --json
found "both judgements show, the newest first" '.status == "open" and
	(.precedents | (.upheld == 1 and .dismissed == 1 and
	(.last | map(.status)) == ["upheld", "dismissed"] and
	.last[0].item == "'"$second"'"))'

# Judged again: it counts as it was judged last.
check "judge the first otherwise" 0 as reviewer judge "$first" \
	"$(number "$first")" uphold --reason 改判
check "show it" 0 tz show "$second" --json
found "it counts once" '.precedents |
	(.upheld == 2 and .dismissed == 0 and (.last | length) == 2)'

# Newest five, all counted.
for n in 1 2 3 4 5; do
	printf '公告第%s号\n身份证号 310113190001010017\n' "$n" >"n$n.txt"
	submit "n$n.txt"
	as reviewer judge "$item" "$(number "$item")" dismiss \
		--reason "样例$n" >"$out" 2>"$errors"
done
check "show" 0 tz show "$second" --json
found "all count and five are told" '.precedents |
	(.upheld == 2 and .dismissed == 5 and (.last | length) == 5 and
	.last[0].reason == "样例5")'

tz show "$second" --json >before
check "rebuild" 0 tz rebuild
tz show "$second" --json >after
same "gives the same precedents" before after
check "audit" 0 tz audit
check "a precedent that was changed" 0 tables \
	'update precedent set upheld = 1 - upheld'
check "is found out" 1 tz audit
check "a vault from before there were any" 0 tables \
	'drop table precedent; drop table checked;
	drop index item_rule_set; pragma user_version = 4'
tz show "$second" --json >after
same "gets them when it is opened" before after
check "as the ledger says" 0 tz audit

# What is put in quarantine is no precedent any more.
mkdir policies
cp -R "$source_root"/policies/packs "$source_root"/policies/lists \
	"$source_root"/policies/routes "$source_root"/policies/grounds \
	"$source_root"/policies/calendars policies/
cat >policies/packs/cn/extra.yaml <<'PACK'
# SPDX-License-Identifier: GPL-3.0-or-later
schema: taizhang-pack/1
id: cn/extra
version: 2026.1
title: {zh: 额外, en: Extra}
rules:
- id: cn.extra.notice
  title: {zh: 公告, en: Notice}
  severity: refuse
  ground: cn.foi.14.1
  match: {keywords: [登记公告]}
  examples:
    hit: [登记公告]
    miss: [登记]
PACK
check "new rules" 0 as admin policy adopt policies --reason 新增
check "show" 0 tz show "$second" --json
found "what is refused is not told" '.precedents |
	(.upheld == 1 and all(.last[]; .item != "'"$first"'"))'
check "put the first in quarantine" 1 as drafter revise "$first" b.txt
check "show" 0 tz show "$second" --json
found "it is not told any more" '.precedents |
	(.upheld == 1 and .dismissed == 5 and
	all(.last[]; .item != "'"$first"'"))'
check "audit once more" 0 tz audit
finish
