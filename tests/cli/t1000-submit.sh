#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A draft comes in: id, metadata, queue, names, JSON
. "$(dirname "$0")/lib.sh"

make_vault
cat >notice.txt <<'TEXT'
示范区市场监督管理局文件

示市监办[2019]7号

示范区市场监督管理局
关于印发《2019年工作要点》的通知

各科室：
现印发给你们，请认真贯彻执行。

2019年6月19日
TEXT

check "a clean draft is queued" 0 as drafter submit notice.txt
item=$(head -n 1 "$out")
check "its id stands alone on the first line" 0 \
	sh -c "echo '$item' | grep -Eqx '20[0-9]{2}-000001'"
check "the queue" 0 tz queue
holds "shows it" "$item"
check "the queue as records" 0 tz queue --json
says "title, number and date come from the document" '.[0] | (
	.type == "item" and .state == "in-review" and
	.step == "department" and
	.title == "示范区市场监督管理局关于印发《2019年工作要点》的通知" and
	.number == "示市监办〔2019〕7号" and .date == "2019-06-19" and
	.disposition == "disclose" and .department == "注册科" and
	.revision == 1 and .unread == 0 and .ground == null and
	(.revision_digest | startswith("sha256:")) and
	(.rule_set | startswith("sha256:")) and
	.open == {refuse: 0, block: 0, warn: 0, note: 0})'

printf 'Opening hours\n\nWe open at nine.\n' >hours.txt
printf 'Fees\n\nNone.\n' >fees.txt
check "two files and typed metadata" 0 as drafter submit hours.txt fees.txt \
	--title 'Hours and fees' --number R-1 --department Front \
	--category Service --theme Office --genre Notice --date 2019-01-02 \
	--disposition on-request --json
says "are taken as typed" '.[0] | (.title == "Hours and fees" and
	.number == "R-1" and .department == "Front" and
	.category == "Service" and .theme == "Office" and
	.genre == "Notice" and .date == "2019-01-02" and
	.disposition == "on-request")'
second=$(jq -r .item "$out")
check "show" 0 tz show "$second" --json
says "shows both files, main file first" 'map(select(.type == "file") | .file) == ["hours.txt", "fees.txt"]'
check "log" 0 tz log "$second" --json
says "has the submission" 'length == 1 and
	.[0].type == "event" and .[0].act == "submit" and
	.[0].decision == null and .[0].revision == 1'

bad=$(printf 'odd\377name\n.txt')
cp hours.txt "$bad"
check "a name with a line end and a bad byte" 0 as drafter submit "$bad"
odd=$(head -n 1 "$out")
check "is shown" 0 tz show "$odd"
holds "clean" "odd�name�.txt"

check "a typed title with personal data is a finding" 0 as drafter submit \
	fees.txt --title '证件 310113190001010017' --json
says "that blocks" '.[0] | (.open.block == 1)'
check "no such disposition" 2 as drafter submit fees.txt --disposition maybe
check "no such day" 2 as drafter submit fees.txt --date 2019-02-30
check "who is no drafter" 1 as reviewer submit fees.txt
check "the ledger is whole" 0 tz audit
finish
