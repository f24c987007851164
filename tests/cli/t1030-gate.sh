#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The gate: no open or upheld block finding goes out
. "$(dirname "$0")/lib.sh"

make_vault
printf '登记公告\n身份证号 310113190001010017\n' >a.txt
submit a.txt
check "show" 0 tz show "$item" --json
says "the finding has its place" '
	map(select(.type == "finding" and .id == "F1")) | .[0] |
	.rule == "cn.person.resident-id" and .severity == "block" and
	.status == "open" and .match == "310113190001010017" and
	.revision == 1 and .channel == "body" and (.where | startswith("line 2, column ")) and
	.start == 10 and .end == 28'

check "steps two and three pass" 0 as reviewer approve "$item"
check "step three" 0 as officer approve "$item"
check "the last does not" 1 as approver approve "$item"
complains "for the finding" "block"
check "a judgement needs a reason" 2 as approver judge "$item" F1 dismiss
check "a finding that is there" 2 as approver judge "$item" F7 dismiss \
	--reason x
check "a word" 2 as approver judge "$item" F1 maybe --reason x
check "and the step's role" 1 as reviewer judge "$item" F1 dismiss --reason x
check "upheld" 0 as approver judge "$item" F1 uphold --reason 真实号码
check "it still blocks" 1 as approver approve "$item"
check "dismissed" 0 as approver judge "$item" F1 dismiss --reason 样例
check "it is cleared" 0 as approver approve "$item"
check "log" 0 tz log "$item" --json
says "every judgement is in the ledger" '
	map(select(.act == "judge") | .decision) == ["uphold", "dismiss"]'

printf 'Annex\n\nNothing.\n' >b.txt
python3 -c "import sys; sys.stdout.buffer.write(bytes(range(1, 9)) * 600)" \
	>c.bin
check "an unread part: queued, incomplete" 3 as drafter submit b.txt c.bin
item=$(head -n 1 "$out")
check "it blocks" 0 tz show "$item" --json
says "matches no text" 'any(.[]; .rule == "intake.unread" and .match == null)'
unread=$(jq -r 'select(.rule == "intake.unread" or
	.rule == "intake.partly") | .id' "$out" | head -n 1)
all=$(jq -r 'select(.type == "finding") | .id' "$out" | tr '\n' ' ')
check "as a finding" 0 test -n "$unread"
check "the reviewer does not dismiss it" 1 as reviewer judge "$item" \
	"$unread" dismiss --reason 看过
check "step two of it" 0 as reviewer approve "$item"
# shellcheck disable=SC2086
check "the officer does" 0 as officer judge "$item" $all \
	dismiss --reason 用原系统打开看过
check "step three of it" 0 as officer approve "$item"
check "step four of it" 0 as approver approve "$item"
check "publication" 0 as archivist publish "$item" --channel web \
	--date 2026-11-25
complains "leaves the unread file out" "left out"
check "the ledger is whole" 0 tz audit
finish
