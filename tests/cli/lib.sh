# SPDX-License-Identifier: GPL-3.0-or-later
# tests/cli/lib.sh - black-box tests in POSIX sh, reported as TAP
#
# A test sources this file, calls `check WHAT STATUS COMMAND...` and ends with
# `finish`.  Each test has a folder of its own ($work), a home of its own and a
# fixed locale; the program is $taizhang.
# shellcheck shell=sh disable=SC2034

set -u
export LC_ALL=C.UTF-8 TZ=UTC
unset TAIZHANG_VAULT TAIZHANG_AS TAIZHANG_KEY SSH_AUTH_SOCK NO_COLOR LANGUAGE

here=$(cd "$(dirname "$0")" && pwd)
source_root=$(cd "$here/../.." && pwd)
taizhang=${TAIZHANG:-$source_root/build/cli/taizhang}
samples=$source_root/samples/drafts
corpora=$source_root/tests/corpora

work=$(mktemp -d "${TMPDIR:-/tmp}/taizhang-test.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
export HOME="$work/home"
export XDG_CACHE_HOME="${TAIZHANG_TEST_CACHE:-$work/cache}"
mkdir -p "$HOME"
cd "$work" || exit 99

out=$work/.out
errors=$work/.errors
number=0
failures=0

# tell OK WHAT - one TAP line.
tell() {
	number=$((number + 1))
	if [ "$1" = yes ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		failures=$((failures + 1))
	fi
}

# explain - the outputs of the last command as TAP comments.
explain() {
	sed 's/^/# stdout: /' "$out" | head -n 25
	sed 's/^/# stderr: /' "$errors" | head -n 25
}

# check WHAT STATUS COMMAND... - run it and compare the exit status.
check() {
	what=$1
	want=$2
	shift 2
	# A command may read the last output, so it is replaced afterwards.
	"$@" >"$out.new" 2>"$errors.new" </dev/null
	got=$?
	mv "$out.new" "$out"
	mv "$errors.new" "$errors"
	if [ "$got" -eq "$want" ]; then
		tell yes "$what"
	else
		tell no "$what (exit status $got, not $want)"
		explain
	fi
}

# holds WHAT TEXT - the last standard output contains TEXT.
holds() {
	if grep -qF -e "$2" "$out"; then
		tell yes "$1"
	else
		tell no "$1"
		explain
	fi
}

# says WHAT FILTER - the jq filter, given an array of the records of the last
# standard output, answers true.
says() {
	if jq -e -s "$2" "$out" >/dev/null 2>&1; then
		tell yes "$1"
	else
		tell no "$1"
		explain
	fi
}

# lacks WHAT TEXT - neither output contains TEXT.
lacks() {
	if grep -qF -e "$2" "$out" "$errors"; then
		tell no "$1"
		explain
	else
		tell yes "$1"
	fi
}

# complains WHAT TEXT - standard error contains TEXT.
complains() {
	if grep -qF -e "$2" "$errors"; then
		tell yes "$1"
	else
		tell no "$1"
		explain
	fi
}

# lacks_errors WHAT - standard error is empty.
lacks_errors() {
	if [ -s "$errors" ]; then
		tell no "$1"
		explain
	else
		tell yes "$1"
	fi
}

# one_line WHAT - standard error is exactly one line.
one_line() {
	if [ "$(wc -l <"$errors")" -eq 1 ]; then
		tell yes "$1"
	else
		tell no "$1"
		explain
	fi
}

# same WHAT FILE FILE - two files hold the same bytes.
same() {
	if cmp -s "$2" "$3"; then
		tell yes "$1"
	else
		tell no "$1"
		diff "$2" "$3" | head -n 20 | sed 's/^/# /'
	fi
}

# tz COMMAND... - the program on $work/vault.
tz() {
	"$taizhang" -C "$work/vault" "$@"
}

# as PERSON COMMAND... - the same, signed by that person of make_vault.
as() {
	person=$1
	shift
	"$taizhang" -C "$work/vault" --as "$person" \
		--sign-key "$work/keys/$person" "$@"
}

make_key() {
	mkdir -p "$work/keys"
	[ -f "$work/keys/$1" ] ||
		ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$work/keys/$1"
}

# make_vault - a vault with six people: admin, drafter, reviewer, officer,
# approver, archivist.
make_vault() {
	make_key admin
	"$taizhang" init "$work/vault" --agency '示范区市场监督管理局' \
		--log ledger.example.org --admin admin --name 陈静 \
		--key "$work/keys/admin.pub" \
		>"$work/vkey" 2>"$errors" || {
		echo "Bail out! no vault: $(cat "$errors")"
		exit 99
	}
	add_person drafter 李明 注册科 drafter
	add_person reviewer 王芳 注册科 reviewer
	add_person officer 赵磊 党政办 confidentiality-officer
	add_person approver 孙丽 局领导 approver
	add_person archivist 周涛 档案室 archivist
}

# add_person ID NAME DEPARTMENT ROLES
add_person() {
	make_key "$1"
	as admin person add "$1" --name "$2" --department "$3" --role "$4" \
		--key "$work/keys/$1.pub" >"$out" 2>"$errors" || {
		echo "Bail out! no $1: $(cat "$errors")"
		exit 99
	}
}

# submit FILE... - put an item in the queue as the drafter; its id in $item.
submit() {
	as drafter submit "$@" >"$out" 2>"$errors"
	status=$?
	item=$(head -n 1 "$out")
	return $status
}

# clear_item ITEM - the three sign-offs after the submission.
clear_item() {
	as reviewer approve "$1" >"$out" 2>"$errors" &&
		as officer approve "$1" >"$out" 2>"$errors" &&
		as approver approve "$1" >"$out" 2>"$errors"
}

finish() {
	echo "1..$number"
	[ "$failures" -eq 0 ]
	exit
}
