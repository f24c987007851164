#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Everything derived is deleted, in every way; rebuild gives the same answers
# shellcheck disable=SC2317
. "$(dirname "$0")/lib.sh"

year=$(date -u +%Y)
db=$work/vault/vault.db
make_vault
add_person former 郑和 注册科 reviewer
printf '关于登记事项的通知\n\n身份证号 310113190001010017\n' >a.txt
printf '办事指南说明\n\n每日九时开放。\n' >b.txt
printf 'Notice on opening hours\n\nWe open at nine.\n' >c.txt
printf '检查计划\n机密★10年\n' >secret.txt
cp b.txt "$(printf 'odd\nname.txt')"
submit a.txt b.txt
first=$item
as former return "$first" --reason 改正 >"$out" 2>"$errors"
as drafter revise "$first" a.txt >"$out" 2>"$errors"
as reviewer judge "$first" F1 dismiss --reason 样例 >"$out" 2>"$errors"
as reviewer judge "$first" F2 dismiss --reason 样例 >"$out" 2>"$errors"
submit b.txt
second=$item
clear_item "$second"
as archivist publish "$second" --channel web --date "$year-01-02" \
	>"$out" 2>"$errors"
submit c.txt --number '宝市监办〔2019〕37号' --category 通知
third=$item
as reviewer withhold "$third" --ground cn.foi.14.1 --reason 定密 \
	>"$out" 2>"$errors"
submit "$(printf 'odd\nname.txt')" "$corpora/office/locked.pdf"
as drafter submit secret.txt >"$out" 2>"$errors"
as admin person retire former >"$out" 2>"$errors"

# answers FILE - everything that can be asked.
answers() {
	{
		tz person list --json
		tz policy list --json
		tz queue --all --json
		for each in $(tz queue --all --json | jq -r .item); do
			tz show "$each" --json
			tz log "$each" --json
		done
		for query in 通知 登记 九时 opening '"opening hours"' 指南 \
			"year:$year" number:宝市监办〔2019〕37号; do
			tz search --json "$query"
			as archivist search --json "$query"
		done
	} >"$1" 2>&1
}

# derived - the names of all derived tables.
derived() {
	sed -n 's/^CREATE TABLE \([a-z_]*\).*/\1/p' \
		"$source_root"/store/schema/0002-*.sql \
		"$source_root"/store/schema/0003-*.sql
}

# sql EVERY - run it on the database for every derived table.
sql() {
	derived | while read -r table; do
		echo "$1 $table;"
	done | sqlite3 "$db"
}

# remade WHAT - rebuild, and the same answers byte for byte.
remade() {
	check "$1: rebuild" 0 tz rebuild
	answers after
	same "$1: the same answers" before after
	check "$1: the vault is whole" 0 tz audit
}

answers before
check "there is something to compare" 0 \
	[ "$(grep -c '"type":"hit"' before)" -ge 6 ]
check "the tables that are derived" 0 \
	[ "$(derived | wc -l)" -ge 8 ]
remade "nothing is missing"
rm -rf "$work/vault/index"
remade "no index"
rm -rf "$work/vault/index"
answers after
same "a search makes the index by itself" before after
check "every row" 0 sql 'DELETE FROM'
rm -rf "$work/vault/index"
remade "no rows and no index"
check "every table" 0 sql 'DROP TABLE'
rm -rf "$work/vault/index" "$work/vault/cache"
for command in queue "show $first" audit "submit a.txt"; do
	# shellcheck disable=SC2086
	as drafter $command >"$out" 2>"$errors"
	check "no tables: $command cannot" 0 [ $? -ge 1 ]
done
remade "no tables, no index, no cache"
find "$work/vault/index" -type f -size +0 | while read -r file; do
	head -c 64 /dev/urandom >"$file"
done
remade "an index of noise"
check "a refused file is still known" 1 as drafter submit secret.txt
complains "as refused before" "refused 1 time before"
check "work goes on" 0 as reviewer approve "$first"
finish
