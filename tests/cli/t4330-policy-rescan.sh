#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# After an adoption nothing leaves that the new rules have not seen
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/cli/policy_lib.sh
. "$here/policy_lib.sh"

make_vault
copy_policies
printf '绿灯计划公告\n\n蓝莓栽培要点。\n' >a.txt
printf '普通公告\n\n蓝莓栽培要点。\n' >b.txt
submit a.txt --title 绿灯计划公告
first=$item
clear_item "$first"
as archivist publish "$first" --channel web --date 2026-11-25 \
	>"$out" 2>"$errors"
submit b.txt
second=$item
clear_item "$second"
as archivist publish "$second" --channel web --date 2026-11-25 \
	>"$out" 2>"$errors"
submit a.txt --title 绿灯计划公告
check "search" 0 as archivist search 蓝莓 --json
says "finds all" '.[-1].hits == 3 and .[-1].not_searched == 0'

extra_rule refuse 绿灯计划
check "adopt and look later" 0 as admin policy adopt policies --reason 新增 \
	--later
complains "what that means" 'taizhang policy rescan'
check "search" 1 as archivist search 蓝莓 --json
says "finds nothing that was not seen" '.[-1] |
	(.hits == 0 and .shown == 0 and .not_searched == 3)'
check "as text" 1 as archivist search 蓝莓
holds "it says so" 'have not seen them; run taizhang policy rescan'
check "a stranger's search, too" 1 tz search 蓝莓 --json
check "no bundle" 2 as archivist export 2026
complains "why" 'taizhang policy rescan'
check "nor a public one" 2 as archivist export 2026 --public
check "what is published and refused is not shown" 1 tz show "$first"
lacks "nothing of it" 绿灯计划
check "the rest is" 0 tz show "$second"
check "the queue" 0 tz queue --all --json
lacks "hides a title that is refused" 绿灯计划

check "one who is no drafter reads again" 1 as admin policy rescan --json
says "and is told" 'map(select(.type == "rescan")) | length == 2 and
	all(.[]; .status == "refused" and .rules == ["cn.extra.word"])'
says "the sum" '.[-1] | (.type == "summary" and .items == 3 and
	.refused == 2 and .quarantined == 0 and .not_read == 0)'
lacks "without the text" 绿灯计划
check "search" 0 as archivist search 蓝莓 --json
says "finds what is clear" '.[-1] | (.hits == 1 and .not_searched == 0) '
says "alone" '.[0].item == "'"$second"'"'
check "still no bundle" 1 as archivist export 2026
check "not shown" 1 tz show "$first"
check "the queue" 0 tz queue --all --json
lacks "hides the titles" 绿灯计划
check "audit" 0 tz audit

check "a drafter puts it in quarantine" 1 as drafter policy rescan --json
says "both" '.[-1] | (.quarantined == 2 and .refused == 0 and .items == 2)'
check "show" 0 tz show "$first" --json
says "in quarantine" '.[0].state == "quarantined" and length == 1'
check "once more" 0 as drafter policy rescan --json
says "nothing is left" '.[-1].items == 0'
check "audit" 0 tz audit
check "rebuild" 0 tz rebuild
check "search" 0 as archivist search 蓝莓 --json
says "as before" '.[-1] | (.hits == 1 and .not_searched == 0)'
check "audit again" 0 tz audit

# A rule that blocks: told at the adoption, what is stored can be searched.
extra_rule block 普通公告
check "adoption reads what is stored" 0 as admin policy adopt policies \
	--reason 再改 --json
says "and tells" '.[0].type == "adoption" and
	(map(select(.type == "rescan")) | .[0] | (.item == "'"$second"'" and
	.status == "block" and .rules == ["cn.extra.word"])) and
	(.[-1] | (.blocked == 1 and .disclosed == 1))'
check "search" 0 as archivist search 蓝莓 --json
says "finds it" '.[-1] | (.hits == 1 and .not_searched == 0)'
check "everything once more" 1 as admin policy rescan --all --json
says "one item" '.[-1].items == 1'
finish
