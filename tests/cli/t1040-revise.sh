#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Returned and revised: what was signed is void, numbers go on, precedents
. "$(dirname "$0")/lib.sh"

make_vault
printf '登记公告\n身份证号 310113190001010017\n' >a.txt
printf '附件说明\n\n无。\n' >b.txt
submit a.txt b.txt
check "step two" 0 as reviewer approve "$item"
check "the officer judges" 0 as officer judge "$item" F1 dismiss \
	--reason 样例号码
check "and returns" 0 as officer return "$item" --reason 改正标题 --json
says "the item waits for its drafter" '.[0] | (.state == "returned" and
	.step == null and .due == null)'
check "nobody signs it" 1 as reviewer approve "$item"

printf '登记公告（修订）\n身份证号 310113190001010017\n' >a.txt
check "a revision" 0 as drafter revise "$item" a.txt b.txt --json
says "starts over" '.[0] | (.state == "in-review" and .revision == 2 and
	.step == "department" and .title == "登记公告（修订）")'
check "show" 0 tz show "$item" --json
says "earlier signatures are void" '
	map(select(.type == "signature")) |
	length == 2 and all(.[]; .valid == false)'
says "numbers go on and the precedent shows" '
	map(select(.type == "finding")) | length == 1 and
	(.[0] | .id == "F2" and .status == "open" and .revision == 2 and
	.precedent.id == "F1" and .precedent.reason == "样例号码")'
check "what is of an earlier revision is not judged" 1 as reviewer judge \
	"$item" F1 dismiss --reason x
check "the same step again" 0 as reviewer approve "$item"
check "and no other" 1 as reviewer approve "$item"
check "the officer again" 0 as officer judge "$item" F2 dismiss --reason 同前
check "approves" 0 as officer approve "$item"
check "the approver" 0 as approver approve "$item"

check "a cleared item can be revised" 0 as drafter revise "$item" b.txt
check "and is not cleared any more" 1 as archivist publish "$item" \
	--channel web --date 2026-11-25
check "no such item" 2 as drafter revise 2019-999999 a.txt
check "the files of a submission lie in the vault once" 0 sh -c "
	[ \"\$(find '$work/vault/blobs' -type f -size -200c -exec cat {} + |
	grep -c 附件说明)\" -eq 1 ]"
check "log" 0 tz log "$item" --json
says "tells all of it" 'map(.act) == ["submit", "sign-off",
	"judge", "sign-off", "revise", "sign-off", "judge", "sign-off",
	"sign-off", "revise"] and .[3].reason == "改正标题"'
check "the ledger is whole" 0 tz audit
finish
