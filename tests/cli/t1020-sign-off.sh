#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The four steps: order, roles, different hands, what a refusal changes
. "$(dirname "$0")/lib.sh"

make_vault
add_person both 吴刚 注册科 drafter,reviewer,approver
printf 'Opening hours\n\nWe open at nine.\n' >a.txt
submit a.txt

# entries - the number of entries that the item has.
entries() {
	tz log "$item" --json | wc -l
}

check "the second step is not the officer's" 1 as officer approve "$item"
check "nor the approver's" 1 as approver approve "$item"
check "nor the submitter's" 1 as drafter approve "$item"
check "an administrator signs nothing" 1 as admin approve "$item"
check "another's key" 1 "$taizhang" -C "$work/vault" --as reviewer \
	--sign-key "$work/keys/officer" approve "$item"
one_line "one clear line"
check "a return without a reason" 2 as reviewer return "$item"
check "a withholding without a ground" 2 as reviewer withhold "$item" \
	--reason x
check "with an unknown ground" 2 as reviewer withhold "$item" \
	--ground cn.foi.99 --reason x
check "publication before the end" 1 as archivist publish "$item" \
	--channel web --date 2026-11-25
check "no such item" 2 as reviewer approve 2019-999999
check "another revision than the one looked at" 1 as reviewer approve \
	"$item" --revision 2
check "all that changed nothing" 0 [ "$(entries)" -eq 1 ]

check "step two" 0 as reviewer approve "$item" --json
says "goes on to step three" '.[0] | (.state == "in-review" and .step == "confidentiality")'
check "the reviewer does not sign it too" 1 as reviewer approve "$item"
check "step three" 0 as officer approve "$item"
check "step four" 0 as approver approve "$item" --json
says "clears it" '.[0] | (.state == "cleared" and .step == null)'
check "nobody signs further" 1 as approver approve "$item"
check "publication needs the archivist" 1 as approver publish "$item" \
	--channel web --date 2026-11-25
check "and a date" 2 as archivist publish "$item" --channel web
check "publication" 0 as archivist publish "$item" --channel 门户网站 \
	--date 2026-11-25 --url https://example.org/1 --json
says "is noted" '.[0] | (.state == "published" and
	.channel == "门户网站" and .published_on == "2026-11-25" and
	.url == "https://example.org/1")'
check "once" 1 as archivist publish "$item" --channel web --date 2026-11-25
check "and not revised" 1 as drafter revise "$item" a.txt
check "show" 0 tz show "$item" --json
says "three good signatures" 'map(select(.type == "signature")) |
	map(.step) == ["department", "confidentiality", "approval"] and
	all(.[]; .decision == "approve" and .valid)'

check "one who has every role submits" 0 as both submit a.txt
item=$(head -n 1 "$out")
check "and signs no step of that" 1 as both approve "$item"
submit a.txt
check "signs one of another's" 0 as both approve "$item"
check "step three again" 0 as officer approve "$item"
check "but no second one" 1 as both approve "$item"

submit a.txt
check "withhold" 0 as reviewer withhold "$item" --ground cn.foi.14.1 \
	--reason 定密待定 --json
says "ends it at once" '.[0] | (.state == "withheld" and
	.ground == "cn.foi.14.1" and .disposition == "withhold")'
submit a.txt
check "in part" 0 as reviewer approve "$item" --part --ground cn.foi.15.2 \
	--reason 个人信息 --json
says "goes on as such" '.[0] | (.disposition == "in-part" and
	.step == "confidentiality")'

check "retire the reviewer" 0 as admin person retire reviewer
submit a.txt
check "who then signs nothing" 1 as reviewer approve "$item"
check "the ledger is whole" 0 tz audit
finish
