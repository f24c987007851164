#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Registered documents: a draft that holds a passage of one is found
. "$(dirname "$0")/lib.sh"

make_vault
passage='经现场勘验，甲仓库第三排货架上的样品编号与台账不符，承办人当日口头报告了分管负责人'
cat >report.txt <<EOF
关于丙号仓库抽查情况的报告

本报告供内部研究。$passage。

其余各排货架未见异常，后续处理意见另行报送，相关照片存于现场记录卡。
EOF
printf 'short\n' >short.txt
printf '机密★10年\n\n%s\n' "$passage" >marked.txt
printf '工作动态\n\n本周天气晴好，窗口照常办理登记业务，请群众错峰前来。\n' >clean.txt
printf '工作动态\n\n据了解，%s。窗口照常办理。\n' "$passage" >leak.txt
# The same in traditional characters, with spaces, marks and line ends inside.
printf 'News\n\n經現場勘驗 甲倉庫第三排貨架上的,樣品編號\n與臺賬不符，承辦人當日\n口頭報告了分管負責人\n' >disguised.txt

check "only an officer registers" 1 as reviewer policy fingerprint add report.txt
check "not a file that is not there" 2 as officer policy fingerprint add no.txt
check "nor one without a passage" 2 as officer policy fingerprint add short.txt
one_line "one clear line"
check "nor one with a secret mark" 1 as officer policy fingerprint add marked.txt
check "nor two under one label" 2 as officer policy fingerprint add report.txt \
	clean.txt --label x
check "nothing has been registered" 0 tz policy fingerprint list --json
says "" 'length == 0'

submit leak.txt
early=$item
check "the officer registers a report" 0 as officer policy fingerprint add \
	report.txt --label 丙号报告 --reason 尚未定稿 --json
says "by one entry" '.[0] | (.type == "registration" and .documents == 1)'
check "it is listed" 0 tz policy fingerprint list --json
says "with its hashes" '.[0] | (.label == "丙号报告" and .hashes > 5 and
	.status == "active" and .item == null)'
registered=$(jq -r .number "$out")
check "its text is nowhere in the vault" 1 grep -rq -e 勘验 -e 丙号仓库 \
	--include='*' "$work/vault/vault.db"

check "a draft that holds a passage" 0 as drafter submit leak.txt --json
item=$(jq -r .item "$out")
check "shows it" 0 tz show "$item" --json
says "with the share, and the text" 'map(select(.rule ==
	"fingerprint.passage")) | length == 1 and (.[0] |
	(.severity == "block" and .status == "open" and
	(.about | test("^[1-9][0-9]*% 丙号报告$")) and
	(.match | contains("样品编号与台账不符"))))'
check "for people too" 0 tz show "$item"
holds "the title" 'passage of a registered document'
holds "the document" '丙号报告'
check "it blocks the gate" 0 as reviewer approve "$item"
check "" 0 as officer approve "$item"
check "" 1 as approver approve "$item"
check "a disguised one" 0 as drafter submit disguised.txt --json
item=$(jq -r .item "$out")
check "is found" 0 tz show "$item" --json
says "" 'any(.rule == "fingerprint.passage")'
check "a clean one" 0 as drafter submit clean.txt --json
item=$(jq -r .item "$out")
check "has nothing of it" 0 tz show "$item" --json
says "" 'all(.rule != "fingerprint.passage")'

check "what came before is looked at again" 0 as reviewer approve "$early"
check "at its next act" 0 tz show "$early" --json
says "and found" 'any(.rule == "fingerprint.passage" and .status == "open")'

printf '会议安排\n\n下周三上午九点在二楼会议室召开专题协调会，请各科室负责人携带本季度材料准时参加，不得缺席。\n' >meeting.txt
printf '通知\n\n下周三上午九点在二楼会议室召开专题协调会，请各科室负责人携带本季度材料准时参加。\n' >copy.txt
submit meeting.txt
withheld=$item
check "an item is withheld" 0 as reviewer withhold "$withheld" \
	--ground cn.foi.16.1 --reason 内部事务
check "and registers itself" 0 tz policy fingerprint list --json
says "" 'any(.item == "'"$withheld"'" and .status == "active")'
check "a copy of it" 0 as drafter submit copy.txt --json
item=$(jq -r .item "$out")
check "is found" 0 tz show "$item" --json
says "under the item's name" 'any(.rule == "fingerprint.passage" and
	(.about | endswith("'"$withheld"'")))'
check "its own revision is not" 0 as drafter revise "$withheld" meeting.txt
check "" 0 tz show "$withheld" --json
says "" 'all(.rule != "fingerprint.passage")'
check "and it is registered no more" 0 tz policy fingerprint list --json
says "" 'any(.item == "'"$withheld"'" and .status == "ended")'

check "no such number" 2 as officer policy fingerprint remove 7
check "the report is taken away" 0 as officer policy fingerprint remove \
	"$registered" --reason 已公开
check "twice" 2 as officer policy fingerprint remove "$registered"
check "a draft that holds a passage" 0 as drafter submit leak.txt --json
item=$(jq -r .item "$out")
check "is as any other now" 0 tz show "$item" --json
says "" 'all(.rule != "fingerprint.passage")'

check "the ledger is whole" 0 tz audit
check "the tables are made again" 0 tz rebuild
check "and are the same" 0 tz audit
check "a bundle" 0 as archivist export "$(date +%Y)" -o "$work/bundle.tar"
check "verifies" 0 tz verify "$work/bundle.tar"
finish
