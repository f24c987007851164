#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Several people at once: ids without gaps, one winner a step, whole bundles
# shellcheck disable=SC2317
. "$(dirname "$0")/lib.sh"

year=$(date -u +%Y)
make_vault

# statuses NAME - the exit statuses of the processes that wrote NAME.*.
statuses() {
	cat "$1".*.status | sort | tr '\n' ' '
}

# start NAME N COMMAND... - in the background, with its outputs kept.
start() {
	base=$1.$2
	shift 2
	(
		"$@" >"$base.out" 2>"$base.err" </dev/null
		echo $? >"$base.status"
	) &
}

# --- eight submissions ---------------------------------------------------
for i in 1 2 3 4 5 6 7 8; do
	printf '关于第%s件事项的通知\n\n正文%s。\n' "$i" "$i" >"draft$i.txt"
done
for i in 1 2 3 4 5 6 7 8; do
	start eight "$i" as drafter submit "draft$i.txt"
done
wait
check "eight at once all come in" 0 [ "$(statuses eight)" = \
	"0 0 0 0 0 0 0 0 " ]
head -qn 1 eight.*.out | sort >ids
i=0
while [ "$i" -lt 8 ]; do
	i=$((i + 1))
	printf '%s-%06d\n' "$year" "$i"
done >ids.wanted
same "their ids are distinct and without gaps" ids ids.wanted
check "each said nothing else" 0 [ -z "$(cat eight.*.err)" ]
check "the vault is whole" 0 tz audit
check "the queue" 0 tz queue --json
says "has eight" 'length == 8'

# --- the same file twice -------------------------------------------------
start twins 1 as drafter submit draft1.txt
start twins 2 as drafter submit draft1.txt
wait
check "the same file twice is two items" 0 [ "$(statuses twins)" = "0 0 " ]

# --- one step, two hands -------------------------------------------------
add_person second 钱进 注册科 reviewer
one=$year-000001
before=$(tz log "$one" --json | wc -l)
start step 1 as reviewer approve "$one"
start step 2 as second approve "$one"
wait
check "two sign one step: one wins" 0 [ "$(statuses step)" = "0 1 " ]
loser=$(grep -l 1 step.*.status)
loser=${loser%.status}
check "the other is told in one line" 0 [ "$(wc -l <"$loser.err")" -eq 1 ]
check "one entry more" 0 [ "$(tz log "$one" --json | wc -l)" -eq \
	$((before + 1)) ]
check "the item" 0 tz show "$one" --json
says "has one signature" 'map(select(.type == "signature")) | length == 1'

two=$year-000002
start both 1 as reviewer approve "$two"
start both 2 as reviewer approve "$two"
wait
check "one person signs one step twice: one wins" 0 \
	[ "$(statuses both)" = "0 1 " ]
three=$year-000003
start differ 1 as reviewer approve "$three"
start differ 2 as second return "$three" --reason 改
wait
check "approve against return: one wins" 0 [ "$(statuses differ)" = "0 1 " ]
four=$year-000004
start moved 1 as reviewer approve "$four"
start moved 2 as drafter revise "$four" draft5.txt
wait
# Either order is lawful; a signature after the revision is for that one.
check "approve against revise: nobody fails" 1 \
	grep -qE '^(2|3)$' moved.1.status moved.2.status
check "the vault is still whole" 0 tz audit

# --- reading while writing -----------------------------------------------
# Of two searches one makes the index; the other sees what is there already.
check "a search before" 0 as reviewer search 通知
for i in 1 2 3 4; do
	start busy "$i" as drafter submit "draft$i.txt"
done
start bundle 1 as archivist export "$year" -o bundle1.tar
start bundle 2 as archivist export "$year" -o bundle2.tar
start find 1 as reviewer search 通知
start find 2 as reviewer search 通知
start look 1 tz audit
wait
check "submissions meanwhile" 0 [ "$(statuses busy)" = "0 0 0 0 " ]
check "searches meanwhile" 0 [ "$(statuses find)" = "0 0 " ]
check "an audit meanwhile" 0 [ "$(statuses look)" = "0 " ]
for i in 1 2; do
	if [ "$(cat "bundle.$i.status")" -eq 0 ]; then
		check "bundle $i is whole" 0 "$taizhang" verify "bundle$i.tar"
	else
		check "bundle $i: said why" 0 \
			[ "$(wc -l <"bundle.$i.err")" -eq 1 ]
		check "bundle $i: nothing is left" 1 test -e "bundle$i.tar"
	fi
done
check "one bundle at least" 0 grep -q '^0$' bundle.1.status bundle.2.status

# --- rebuild while writing -----------------------------------------------
start remake 1 tz rebuild
start remake 2 as drafter submit draft6.txt
start remake 3 as drafter submit draft7.txt
wait
check "a rebuild meanwhile" 0 [ "$(statuses remake)" = "0 0 0 " ]
check "the vault is whole at the end" 0 tz audit
check "the whole queue" 0 tz queue --all --json
says "is complete" 'length == 16'
finish
