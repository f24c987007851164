#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A scan of what changed in a git checkout.
. "$(dirname "$0")/lib.sh"

command -v git >/dev/null || {
	echo "1..0 # SKIP no git"
	exit 0
}
id=310113190001010017
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org

# found WHAT FILE... - exactly these have findings, in this order.
found() {
	what=$1
	shift
	for name; do echo "$name"; done >"$work/want"
	jq -r 'select(.type == "finding") | .file' "$out" >"$work/have"
	same "$what" "$work/want" "$work/have"
}
# read_files WHAT FILE... - exactly these were read.
read_files() {
	what=$1
	shift
	for name; do echo "$name"; done >"$work/want"
	jq -r 'select(.type == "file") | .file' "$out" >"$work/have"
	same "$what" "$work/want" "$work/have"
}

check "outside of a checkout" 2 "$taizhang" scan --since HEAD
one_line "one sentence"
check "outside, staged" 2 "$taizhang" scan --staged
git init -q repo && cd repo || exit 99
echo "$id" >first.txt
git add first.txt
check "before the first commit" 1 "$taizhang" scan --json --staged
found "the index is all" first.txt
git commit -q -m 1
for name in old.txt gone.txt moved.txt; do echo clean >$name; done
mkdir -p sub/.hid
echo clean >sub/s.txt
git add . && git commit -q -m 2
check "nothing changed" 0 "$taizhang" scan --json --since HEAD
read_files "nothing is read"
echo "$id" >sub/new.txt
echo "$id" >sub/.hid/h.txt
echo "$id" >staged.txt && git add staged.txt
echo "$id" >>sub/s.txt
rm gone.txt
git mv moved.txt 'sub/名 称.txt'
ln -s /etc/passwd link && git add link
echo ign.txt >.gitignore
echo "$id" >ign.txt
check "what changed" 1 "$taizhang" scan --json --since HEAD
read_files "staged, unknown, moved, hidden ones too" .gitignore staged.txt \
	sub/.hid/h.txt sub/new.txt sub/s.txt 'sub/名 称.txt'
says "no link is followed" 'any(.[]; .type == "ignored" and .file == "link" and
	.reason == "link")'
check "since earlier" 1 "$taizhang" scan --json --since HEAD~1
says "more" 'any(.[]; .type == "file" and .file == "old.txt") and
	all(.[]; .file != "first.txt")'
check "below a path" 1 "$taizhang" scan --json --since HEAD sub
read_files "only those" sub/.hid/h.txt sub/new.txt sub/s.txt 'sub/名 称.txt'
cd sub || exit 99
check "from a folder" 1 "$taizhang" scan --json --since HEAD
read_files "the whole checkout" ../.gitignore ../staged.txt .hid/h.txt \
	new.txt s.txt '名 称.txt'
check "and below it" 1 "$taizhang" scan --json --since HEAD .
read_files "as one writes them" .hid/h.txt new.txt s.txt '名 称.txt'
cd .. || exit 99
check "no such revision" 2 "$taizhang" scan --since nowhere
one_line "one sentence"
complains "with its name" "nowhere"
check "an option for a revision" 2 "$taizhang" scan --since --output=x
check "a path outside" 2 "$taizhang" scan --since HEAD /etc
one_line "one sentence, too"

# staged
echo clean >staged.txt
check "what is staged" 1 "$taizhang" scan --json --staged
found "as it is in the index" staged.txt
printf 'staged.txt\n' >.taizhangignore
check "patterns" 0 "$taizhang" scan --json --staged
says "count, and are told" 'any(.[]; .file == "staged.txt" and
	.by == ".taizhangignore:1")'
check "without" 1 "$taizhang" scan --json --staged --no-ignore
rm .taizhangignore
printf '/sub/.hid/\nnew.txt\n' >.taizhangignore
check "folders in patterns" 1 "$taizhang" scan --json --since HEAD sub
read_files "count" sub/s.txt 'sub/名 称.txt'
rm .taizhangignore

# as a hook, with the temporary index of a commit of some files
mkdir -p .git/hooks
cat >.git/hooks/pre-commit <<H
#!/bin/sh
exec "$taizhang" scan --staged
H
chmod +x .git/hooks/pre-commit
check "a commit is stopped" 1 git commit -q -m 3 -- sub/s.txt
complains "by what it holds" sub/s.txt
lacks "and only by that" staged.txt
echo clean >sub/s.txt
echo more >>old.txt
check "another is not" 0 git commit -q -m 3 -- old.txt

# what the checkout says must not be run
git config diff.external "touch $work/ran; true"
git config core.fsmonitor "touch $work/ran; true"
git config core.pager "touch $work/ran"
check "nothing of it is run" 1 "$taizhang" scan --json --since HEAD
check "not one thing" 1 test -e "$work/ran"
finish
