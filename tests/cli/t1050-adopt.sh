#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# New rules: items are read again before their next act
. "$(dirname "$0")/lib.sh"

make_vault
mkdir policies
cp -R "$source_root"/policies/packs "$source_root"/policies/lists \
	"$source_root"/policies/routes "$source_root"/policies/grounds \
	"$source_root"/policies/calendars policies/
printf '绿灯计划公告\n\n无。\n' >a.txt
printf '普通公告\n\n无。\n' >b.txt
submit a.txt
first=$item
submit a.txt
second=$item
submit b.txt
third=$item
check "step two" 0 as reviewer approve "$first"
check "step three" 0 as officer approve "$first"
check "step two of another" 0 as reviewer approve "$third"

cat >policies/packs/cn/extra.yaml <<'PACK'
# SPDX-License-Identifier: GPL-3.0-or-later
schema: taizhang-pack/1
id: cn/extra
version: 2026.1
title: {zh: 额外, en: Extra}
rules:
- id: cn.extra.plan
  title: {zh: 计划, en: Plan}
  severity: block
  ground: cn.foi.14.1
  match: {keywords: [绿灯计划]}
  examples:
    hit: [绿灯计划]
    miss: [红灯]
PACK
check "a reason that bears a mark" 1 as admin policy adopt policies \
	--reason '机密★10年'
check "new rules" 0 as admin policy adopt policies \
	--reason "$(printf '新增\n一条')"
check "show" 0 tz show "$first" --json
says "shows the new finding" '
	map(select(.type == "finding")) | .[0].rule == "cn.extra.plan" and
	.[0].status == "open"'
says "signatures stand" 'map(select(.type == "signature")) | all(.[]; .valid)'
check "the gate is shut" 1 as approver approve "$first"
check "until it is judged" 0 as approver judge "$first" F1 dismiss \
	--reason 已公开
check "then it opens" 0 as approver approve "$first" --json
says "under the new rules" '.[0] | (.state == "cleared")'
check "an item without new findings goes on" 0 as officer approve "$third"
check "the tables are as the ledger says" 0 tz audit

sed -i 's/severity: block/severity: refuse/' policies/packs/cn/extra.yaml
check "a mark known too late" 0 as admin policy adopt policies --reason 再改
check "is not shown" 1 tz show "$second"
check "not signed" 1 as reviewer approve "$second"
check "not published" 1 as archivist publish "$first" --channel web \
	--date 2026-11-25
check "a drafter puts it in quarantine" 1 as drafter revise "$second" b.txt
check "show of what is in quarantine" 0 tz show "$second" --json
says "says that alone" 'length == 1 and
	.[0].state == "quarantined" and .[0].title == null'
check "no way out" 1 as drafter revise "$second" b.txt
check "the tables are as the ledger says, again" 0 tz audit
finish
