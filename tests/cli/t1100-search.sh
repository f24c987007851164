#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Full text search: what is found, by whom, and what the index may not show
. "$(dirname "$0")/lib.sh"

make_vault
mkdir drafts
printf '关于印发《政务公开工作方案》的通知\n\n宝市监办〔2019〕37号\n\n各科室：\n现将方案印发给你们，请严格落实保\n密审查制度，建立台账。\n' \
	>drafts/a.txt
printf '第二号公告\n\n依申请公开的答复期限为二十个工作日。保密。审查分开。\n' \
	>drafts/b.txt
printf 'Annual report\n\nDisclosures of public agencies were reviewed.\n' \
	>drafts/c.txt
submit drafts/a.txt --date 2019-06-20 --category 主动公开
a=$item
submit drafts/b.txt --date 2019-08-01
b=$item
submit drafts/c.txt --date 2020-01-15
c=$item

# found WHAT QUERY ITEM... - the drafter finds exactly these.
found() {
	what=$1
	query=$2
	shift 2
	as drafter search "$query" --json >"$out" 2>"$errors"
	got=$(jq -r 'select(.type == "hit") | .item' "$out" | sort | xargs)
	want=$(printf '%s\n' "$@" | sort | xargs)
	if [ "$got" = "$want" ]; then
		tell yes "$what"
	else
		tell no "$what: '$got', not '$want'"
		explain
	fi
}

found "a word that a line end splits" 保密审查 "$a"
found "one character" 账 "$a"
found "the same in traditional characters" 保密審查 "$a"
found "a long phrase" 依申请公开的答复期限为二十个工作日 "$b"
found "the document number" '宝市监办〔2019〕37号' "$a"
found "in other brackets" '宝市监办[2019]37号' "$a"
found "its field" 'number:宝市监办（2019）37号' "$a"
found "not another number" 'number:宝市监办〔2019〕3号'
found "a title" 'title:政务公开' "$a"
found "a category" 'category:主动公开' "$a"
found "an English word by its stem" disclosure "$c"
found "a phrase" '"public agencies"' "$c"
found "not the words the other way round" '"agencies public"'
found "a wildcard" 'disclos*' "$c"
found "words are joined by AND" '公开 期限' "$b"
found "OR" '台账 OR 期限' "$a" "$b"
found "NOT" 'date:2019 NOT 台账' "$b"
found "a minus sign" 'date:2019 -台账' "$b"
found "brackets" '(台账 OR 期限) date:2019-06' "$a"
found "near" '保密 NEAR/1 审查' "$a" "$b"
found "a range of dates" 'date:2019-07..2020' "$b" "$c"
found "an open range" 'date:2019-07..' "$b" "$c"
found "years" 'year:2019..2019' "$a" "$b"

check "several arguments are one query" 0 as drafter search 台账 方案 --json
holds "the hit" "\"item\":\"$a\""
check "records as agreed" 0 jq -e -s '
	(.[0] | .type == "hit" and .title and .number and .date ==
	"2019-06-20" and (.part | endswith("a.txt")) and .channel == "body" and
	(.excerpt | contains("方案"))) and
	(.[-1] | .type == "summary" and .hits == 1 and .searched == 3 and
	.not_searched == 0)' "$out"
check "for people" 0 as drafter search 台账
holds "the id" "$a"
holds "the count" "1 hit in 3 records searched"
check "a limit" 0 as drafter search year:2019 --limit 1 --json
check "counts stay exact" 0 jq -e -s \
	'length == 2 and .[1].hits == 2 and .[1].shown == 1' "$out"
check "nothing" 1 as drafter search 没有这个词

for query in '' '(' 'a)' '"a' 'a OR' 'colour:red' 'title:' 'date:2019-13' \
	'date:2020..2019' '★'; do
	check "a bad query: $query" 2 as drafter search -- "$query"
	one_line "one line of complaint"
done
lots=$(printf '%10000s' '' | tr ' ' '(')
check "ten thousand brackets" 2 as drafter search "$lots"
check "no UTF-8" 2 as drafter search "$(printf '\377')"

check "who is not on the roster finds nothing" 1 tz search 台账 --json
check "and is not told of it" 0 jq -e '.searched == 0 and .hits == 0 and
	.not_searched == 0' "$out"
check "an unknown name is an error" 2 tz --as nobody-here search 台账
clear_item "$a"
check "publish" 0 as archivist publish "$a" --channel 网站 --date 2019-06-21
check "now everybody finds it" 0 tz search 台账 --json
check "and only it" 0 jq -e -s '.[0].item == "'"$a"'" and
	.[1].searched == 1' "$out"
check "but not the others" 1 tz search 期限
found "who is on the roster finds all" 公开 "$a" "$b"

zip -q -P secret drafts/d.zip drafts/a.txt
submit drafts/d.zip --title 加密的附件
check "a record that was not read" 0 as drafter search 加密的附件 --json
check "is counted" 0 jq -e -s '.[-1].not_searched == 1 and
	.[-1].searched == 3 and .[-1].uncovered == 1' "$out"
check "its contents are not found" 0 as drafter search 台账 --json
check "there" 0 jq -e -s '.[-1].hits == 1' "$out"
check "people are told" 0 as drafter search 台账
holds "of it" "1 record could not be searched in full"

check "the index is as the items are" 0 tz audit --json
check "says the audit" 0 jq -e -s 'map(select(.check == "index")) |
	length == 1 and .[0].status == "ok"' "$out"
check "nobody else can read it" 0 sh -c \
	"! find '$work/vault/index' -perm /077 | grep -q ."
rm -r "$work/vault/index"
found "the index makes itself again" 公开 "$a" "$b"
printf 'x' >"$work/vault/index/open/postlist.glass"
check "a damaged index" 2 as drafter search 公开
complains "says what to do" "taizhang rebuild"
check "rebuild" 0 as admin rebuild
found "brings it back" 公开 "$a" "$b"
finish
