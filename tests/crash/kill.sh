#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# kill.sh COMMAND - killed at many moments of one command
#
# The command runs on a copy of a vault and is killed before its N-th change to
# the disk (killer.c; every second time in the middle of a write).  Whatever N
# was: the audit passes, what had been reported before is there, there is at
# most one entry more, a bundle that is there is whole, and the command can be
# repeated.  CRASH_POINTS moments are tried, evenly spread (0: all of them).
# shellcheck disable=SC2317
. "$(dirname "$0")/../cli/lib.sh"

command=$1
points=${CRASH_POINTS:-12}
enough=10
ASAN_OPTIONS="${ASAN_OPTIONS:-}:verify_asan_link_order=0"
export ASAN_OPTIONS
year=$(date -u +%Y)

count_entries() {
	sqlite3 "$1/vault.db" 'SELECT count(*) FROM entry'
}

# ledger VAULT COUNT - its first entries.
ledger() {
	sqlite3 "$1/vault.db" \
		"SELECT line FROM entry WHERE seq < $2 ORDER BY seq"
}

# act VAULT - the command, by the person whose it is.
act() {
	folder=$1
	case $command in
	submit)
		set -- drafter submit "$work/new.txt" "$work/beside.txt"
		;;
	approve) set -- reviewer approve "$waiting" ;;
	return) set -- reviewer return "$waiting" --reason later ;;
	revise) set -- drafter revise "$waiting" "$work/new.txt" ;;
	publish)
		set -- archivist publish "$cleared" --channel web \
			--date "$year-01-02"
		;;
	export)
		set -- archivist export "$year" -o "$folder.tar"
		;;
	adopt)
		set -- admin policy adopt "$work/policies" --reason newer
		;;
	checkpoint) set -- archivist checkpoint ;;
	rebuild) set -- drafter rebuild ;;
	search) set -- drafter search 通知 ;;
	esac
	person=$1
	shift
	exec timeout -s KILL 120 env ${KILLER_AT:+LD_PRELOAD="$killer"} \
		KILLER_PROGRAM=taizhang "$taizhang" -C "$folder" \
		--as "$person" --sign-key "$work/keys/$person" "$@"
}

killer=${KILLER:?the path of the killer}
export KILLER_HALF KILLER_AT KILLER_COUNT

make_vault
printf '关于开放时间的通知\n\n每日九时开放。\n' >first.txt
printf '关于假期安排的通知\n\n假期照常。\n' >second.txt
printf '关于新事项的通知\n\n第三件。\n' >new.txt
printf 'beside\n' >beside.txt
submit first.txt
cleared=$item
clear_item "$cleared"
submit second.txt
waiting=$item
# A newer version of the policies.
cp -r "$source_root/policies" "$work/policies"
find "$work/policies" ! -name '*.yaml' ! -name '*.txt' -type f \
	-exec rm -f {} +
sed -i 's/^version: .*/version: 2999.1/' \
	"$work/policies/packs/common/credentials.yaml"
entries=$(count_entries "$work/vault")
ledger "$work/vault" "$entries" >ledger.before

# --- untouched: it works, and how many moments there are -----------------
cp -a vault whole
KILLER_AT=0 KILLER_HALF='' KILLER_COUNT=$work/calls
(act "$work/whole") >"$out" 2>"$errors"
status=$?
if [ "$status" -ne 0 ]; then
	tell no "$command works (exit status $status)"
	explain
	finish
fi
tell yes "$command works"
KILLER_COUNT=''
calls=$(cat "$work/calls")
more=$(($(count_entries "$work/whole") - entries))
echo "# $command makes $calls changes and $more entries"

# moments - the numbers of the changes to be killed at.
moments() {
	if [ "$points" -eq 0 ] || [ "$calls" -le "$points" ]; then
		seq 1 "$calls"
	else
		seq 0 $((points - 1)) | while read -r i; do
			echo $((1 + i * (calls - 1) / (points - 1)))
		done
	fi
}

# well WHAT COMMAND... - quietly, unless it fails.
well() {
	title=$1
	shift
	if "$@" >"$out" 2>"$errors" </dev/null; then
		return 0
	fi
	tell no "killed at $KILLER_AT of $calls: $title"
	explain
	return 1
}

# look - what must hold of the copy, whenever it was killed.
look() {
	well "the audit passes" "$taizhang" -C "$work/copy" audit || return 1
	now=$(count_entries "$work/copy")
	well "no entry is lost" test "$now" -ge "$entries" || return 1
	well "none is there by half" test "$now" -le $((entries + more)) ||
		return 1
	ledger "$work/copy" "$entries" >ledger.after
	well "earlier ones are the same" cmp ledger.before ledger.after ||
		return 1
	if [ -s said ] && [ "$command" != search ] &&
		[ "$command" != export ]; then
		well "what it said is done" test "$now" -eq \
			$((entries + more)) || return 1
	fi
	if [ -e copy.tar ]; then
		well "the bundle is whole" "$taizhang" verify copy.tar ||
			return 1
	fi
	well "the queue answers" "$taizhang" -C "$work/copy" queue || return 1
	KILLER_AT='' again >"$out" 2>"$errors"
	return $?
}

# again - the command once more; what is done already may be refused.
again() {
	rm -f copy.tar
	(act "$work/copy") >again.out 2>again.errors
	status=$?
	case $command in
	submit | revise | export | rebuild | search | checkpoint)
		allowed=0
		;;
	*) allowed=$([ "$now" -gt "$entries" ] && echo "0 1" || echo 0) ;;
	esac
	case " $allowed " in
	*" $status "*) return 0 ;;
	esac
	cp again.out "$out"
	cp again.errors "$errors"
	tell no "killed at $KILLER_AT of $calls: again (status $status)"
	sed 's/^/# /' again.out again.errors
	return 1
}

stops=0
good=0
for KILLER_AT in $(moments); do
	at=$KILLER_AT
	rm -rf copy copy.tar
	cp -a vault copy
	KILLER_HALF=$([ $((stops % 2)) -eq 1 ] && echo yes)
	(act "$work/copy") >said 2>said.errors
	status=$?
	KILLER_HALF=''
	if [ "$status" -ne 137 ]; then
		echo "# not killed at $at: exit status $status"
		continue
	fi
	stops=$((stops + 1))
	look && good=$((good + 1))
	KILLER_AT=$at
done
wanted=$enough
[ "$calls" -lt "$wanted" ] && wanted=$calls
check "enough stops were seen ($stops)" 0 [ "$stops" -ge "$wanted" ]
check "after all of them the vault was whole" 0 [ "$good" -eq "$stops" ]
if [ -d copy ]; then
	check "the last copy still is, after the repetition" 0 \
		"$taizhang" -C "$work/copy" audit
fi
finish
