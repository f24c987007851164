#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# policy stats: how often rules hit and what people made of it
. "$(dirname "$0")/lib.sh"

make_vault
check "nothing hit yet" 0 tz policy stats --json
says "an empty summary" 'length == 1 and (.[0] |
	(.type == "summary" and .hits == 0 and .precision == null))'

# judge ITEM RULE uphold|dismiss REASON
judge() {
	id=$(tz show "$1" --json | jq -r -s --arg rule "$2" \
		'map(select(.type == "finding" and .rule == $rule)) | .[0].id')
	as reviewer judge "$1" "$id" "$3" --reason "$4" >"$out" 2>"$errors"
}

printf '公示\n身份证号 310113190001010017\n手机 13800138000\n' >a.txt
for n in 1 2 3; do
	submit a.txt
	judge "$item" cn.person.resident-id uphold 真实
	case $n in
	1) judge "$item" cn.person.mobile dismiss 办公电话 ;;
	2) judge "$item" cn.person.mobile dismiss 办公电话 ;;
	3) judge "$item" cn.person.mobile dismiss 已公开 ;;
	esac
done
submit a.txt
printf '检查计划\n机密★10年\n' >secret.txt
check "a refusal" 1 as drafter submit secret.txt

check "statistics" 0 tz policy stats --json
says "who cries wolf comes first" '.[0].rule == "cn.person.mobile"'
says "its counts" '.[0] | (.type == "rule" and .hits == 4 and
	.dismissed == 3 and .upheld == 0 and .open == 1 and .unjudged == 0 and
	.precision == 0)'
says "the reasons, the most frequent first" '.[0].reasons ==
	[{"reason": "办公电话", "count": 2}, {"reason": "已公开", "count": 1}]'
says "one that was right" 'map(select(.rule == "cn.person.resident-id")) |
	.[0] | (.precision == 1 and .upheld == 3 and .open == 1)'
says "refusals at the door count" 'map(select(.refused > 0)) | .[0] |
	(.refused == 1 and .hits == 0 and .precision == null and
	.severity == "refuse")'
says "the trend" '.[0] | (.period.hits == 4 and .before.hits == 0 and
	.before.precision == null and .period.precision == 0)'
says "the sum" '.[-1] | (.type == "summary" and .dismissed == 3 and
	.refused == 1)'
check "as text" 0 tz policy stats
holds "a rule without a judgement has no precision" '–'
holds "a reason" '2 × 办公电话'
check "since a day to come" 2 tz policy stats --since 2999-01-01
check "since long ago" 0 tz policy stats --since 2020-01-01 --json
says "all of it" '.[0].hits == 4'
check "all rules" 0 tz policy stats --all --json
says "those that never hit come last" '(.[0].rule == "cn.person.mobile") and
	(.[-2] | (.hits == 0 and .refused == 0 and .precision == null)) and
	(map(select(.type == "rule")) | length > 100)'

check "a revision" 0 as reviewer return "$item" --reason 改
printf '公示\n无\n' >b.txt
check "without the findings" 0 as drafter revise "$item" b.txt
check "statistics" 0 tz policy stats --json
says "what was never judged is told apart" \
	'.[0] | (.hits == 4 and .open == 0 and .unjudged == 1)'
finish
