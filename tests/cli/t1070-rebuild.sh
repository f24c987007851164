#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Derived tables: dropped, made again, and found out when they are changed
. "$(dirname "$0")/lib.sh"

make_vault
printf '登记公告\n身份证号 310113190001010017\n' >a.txt
printf '办事指南说明\n\n无。\n' >b.txt
printf '检查计划\n机密★10年\n' >c.txt
submit a.txt b.txt
as drafter submit c.txt >"$out" 2>"$errors"
as reviewer approve "$item" >"$out" 2>"$errors"
as officer judge "$item" F1 dismiss --reason 样例 >"$out" 2>"$errors"
as officer return "$item" --reason 改正 >"$out" 2>"$errors"
as drafter revise "$item" b.txt >"$out" 2>"$errors"
clear_item "$item"
as archivist publish "$item" --channel web --date 2026-11-25 \
	>"$out" 2>"$errors"
submit b.txt

# answers FILE - everything that can be asked.
answers() {
	{
		tz queue --all --json
		tz show "$item" --json
		for each in $(tz queue --all --json | jq -r .item); do
			tz show "$each" --json
			tz log "$each" --json
		done
	} >"$1" 2>&1
}

# tables SQL - run SQL on the database.
# shellcheck disable=SC2317
tables() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.executescript(sys.argv[2])
db.commit()' "$work/vault/vault.db" "$1"
}

answers before
check "a changed title" 0 tables "update item set title = 'x'"
check "is found out" 1 tz audit
check "a finding that was dropped" 0 tables "delete from finding"
check "is found out too" 1 tz audit
check "rebuild" 0 tz rebuild
check "mends it" 0 tz audit
answers after
same "the answers are the same" before after

check "every derived table dropped" 0 tables "drop table item;
	drop table revision; drop table revision_file; drop table finding;
	drop table signature; drop table item_entry; drop table refusal"
check "the queue cannot answer" 2 tz queue
one_line "and says so"
check "rebuild once more" 0 tz rebuild
answers again
same "the answers are the same again" before again
check "a second try of a refused file is still known" 1 as drafter submit c.txt
complains "after a rebuild" "before"
check "the ledger is whole" 0 tz audit
finish
