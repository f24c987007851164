#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job on small drafts: submissions, sign-offs, export
#
# The limit of an act is its signature: one run of ssh-keygen.  Signatures
# alone are timed in turn with the acts.
set -u
. "$(dirname "$0")/lib.sh"
n=${1:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bench_vault "$work"

mkdir "$work/drafts"
i=0
while [ $i -lt "$n" ]; do
	i=$((i + 1))
	cat >"$work/drafts/$i.txt" <<-TEXT
		关于第 $i 号市场检查结果的公告

		示市监公告〔2026〕$i号

		本次检查涉及经营主体 $((i % 17 + 3)) 家，检查结果向社会公布。
		The results of inspection $i are published as the plan requires.

		示范区市场监督管理局
	TEXT
done

# sign_alone N - the limit: N signatures by ssh-keygen.
sign_alone() {
	from=$(now)
	j=0
	while [ $j -lt "$1" ]; do
		j=$((j + 1))
		echo "$j" | ssh-keygen -q -Y sign -f "$work/keys/drafter" \
			-n bench@example - >/dev/null 2>&1 || exit 2
	done
	seconds "$from" "$(now)"
}

# tenth WHAT COMMAND... - run COMMAND ITEM_NUMBER for all, a tenth at a time,
# in turn with a tenth of the signatures.
interleaved() {
	what=$1
	shift
	own=0
	limit=0
	k=0
	while [ $k -lt "$n" ]; do
		from=$(now)
		stop=$((k + n / 10))
		while [ $k -lt $stop ]; do
			k=$((k + 1))
			"$@" $k >/dev/null || exit 2
		done
		own=$(awk -v a="$own" -v b="$(seconds "$from" "$(now)")" \
			'BEGIN { print a + b }')
		limit=$(awk -v a="$limit" -v b="$(sign_alone $((n / 10)))" \
			'BEGIN { print a + b }')
	done
	printf '%-22s %8s /s   ssh-keygen alone %8s /s   ratio %s\n' "$what" \
		"$(rate "$n" "$own")" "$(rate "$n" "$limit")" \
		"$(ratio "$limit" "$own")"
}

year=$(date -u -d '+8 hours' +%Y)
id() {
	printf '%s-%06d' "$year" "$1"
}
submit() {
	as_in "$work" drafter submit "$work/drafts/$1.txt"
}
approve_1() {
	as_in "$work" reviewer approve "$(id "$1")"
}
approve_2() {
	as_in "$work" officer approve "$(id "$1")"
}
approve_3() {
	as_in "$work" approver approve "$(id "$1")"
}
publish() {
	as_in "$work" archivist publish "$(id "$1")" --channel website \
		--date "$year-01-02"
}

interleaved submit submit
interleaved 'sign-off (department)' approve_1
interleaved 'sign-off (confid.)' approve_2
interleaved 'sign-off (approval)' approve_3
interleaved publish publish

from=$(now)
as_in "$work" archivist export "$year" >/dev/null || exit 2
s=$(seconds "$from" "$(now)")
entries=$((5 * n + 7))
printf '%-22s %8s entries/s (%s entries, %s s)\n' export \
	"$(rate $entries "$s")" $entries "$s"
from=$(now)
"$taizhang" verify "$work"/vault/bundles/*.tar >/dev/null || exit 2
s=$(seconds "$from" "$(now)")
printf '%-22s %8s entries/s (%s s)\n' verify "$(rate $entries "$s")" "$s"
from=$(now)
"$taizhang" -C "$work/vault" audit >/dev/null || exit 2
s=$(seconds "$from" "$(now)")
printf '%-22s %8s entries/s (%s s)\n' audit "$(rate $entries "$s")" "$s"
from=$(now)
"$taizhang" -C "$work/vault" search 检查结果 --limit 10 >/dev/null || exit 2
s=$(seconds "$from" "$(now)")
printf '%-22s %8s records/s caught up (%s s)\n' 'first search' \
	"$(rate "$n" "$s")" "$s"
