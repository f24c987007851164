#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Which files a scan reads: folders, patterns, links, lists, standard input.
. "$(dirname "$0")/lib.sh"

id=310113190001010017

# put FILE... - each holds a number that is found
put() {
	for name; do
		mkdir -p "$(dirname "$name")"
		printf '编号：%s\n' "$id" >"$name"
	done
}

# found WHAT FILE... - exactly these have findings, in this order.
found() {
	what=$1
	shift
	for name; do echo "$name"; done >want
	jq -r 'select(.type == "finding") | .file' "$out" >have
	same "$what" want have
}

# ignores FILE REASON - the last --json output lists it.
ignores() {
	says "left out: $1" 'any(.[]; .type == "ignored" and .file == "'"$1"'"
		and .reason == "'"$2"'")'
}

mkdir tree && put tree/b.txt tree/a/z.txt tree/a/y.txt tree/.dot/h.txt \
	tree/.git/x.txt tree/.env tree/Z.txt elsewhere/away.txt
ln -s ../elsewhere/away.txt tree/link.txt
ln -s ../elsewhere tree/folder
ln -s nowhere tree/dangling
mkfifo tree/pipe
check "a folder" 1 "$taizhang" scan --json tree
found "in the order of bytes" tree/.env tree/Z.txt tree/a/y.txt tree/a/z.txt \
	tree/b.txt
ignores tree/.dot/ hidden
ignores tree/.git/ hidden
ignores tree/link.txt link
ignores tree/folder link
ignores tree/dangling link
ignores tree/pipe special
says "and counts it" '.[-1].ignored == {hidden: 2, "ignore-file": 0, link: 3,
	special: 1, checkout: 0}'
cp "$out" first
check "with one reader" 1 "$taizhang" scan --json -j 1 tree
same "it is the same" first "$out"
check "and with five" 1 "$taizhang" scan --json -j 5 tree
same "it is the same, too" first "$out"
check "as text" 1 "$taizhang" scan tree
holds "what is left out is said" "left out: hidden folders 2, links 3, special files 1"
check "named one by one on demand" 1 "$taizhang" scan --show-ignored tree
holds "with its name" "tree/pipe"
check "hidden folders" 1 "$taizhang" scan --json --hidden tree
found "but not git's own" tree/.dot/h.txt tree/.env tree/Z.txt tree/a/y.txt \
	tree/a/z.txt tree/b.txt
check "that is named" 1 "$taizhang" scan --json tree/.git tree/link.txt
found "is read, a link too" tree/.git/x.txt tree/link.txt
if [ "$(id -u)" -ne 0 ]; then
	mkdir tree/shut && chmod 0 tree/shut
	check "a folder that is shut" 2 "$taizhang" scan --json tree
	holds "the others are read" tree/b.txt
	chmod 700 tree/shut
fi

# patterns
mkdir p && cd p || exit 99
put a.log keep.log sub/b.log sub/keep.log build/x.txt sub/build/y.txt \
	sub/build.txt docs/one.txt docs/deep/er/two.txt docs/deep/er/two.md \
	'#odd.txt' '!odd.txt' 'sp ace ' q1.dat q22.dat c1.bin cx.bin 中文.txt \
	top/only.txt other/top/only.txt lit'*'.txt litany.txt zz/all/a.txt
cat >.taizhangignore <<'P'
# a comment
*.log
!keep.log
build/
docs/**/*.txt
\#odd.txt
\!odd.txt
sp\ ace\ 
q?.dat
c[0-9].bin
中*.txt
/top/
lit\*.txt
zz/**

P
printf '*\n' >sub/.taizhangignore
check "patterns" 1 "$taizhang" scan --json .
found "as in gitignore" ./cx.bin ./docs/deep/er/two.md ./keep.log \
	./litany.txt ./other/top/only.txt ./q22.dat ./sub/build.txt \
	./sub/keep.log
says "with the line" 'any(.[]; .file == "./a.log" and
	.by == "./.taizhangignore:2")'
says "a folder is one" 'any(.[]; .file == "./build/")'
if command -v git >/dev/null; then
	git init -q "$work/same"
	cp .taizhangignore "$work/same/.gitignore"
	cp -r ./* "$work/same/"
	(cd "$work/same" && git ls-files --others --exclude-standard -z |
		tr '\0' '\n' | sed 's|^|./|' | LC_ALL=C sort) >want
	sed -i -e '/gitignore$/d' -e '/taizhangignore$/d' want
	jq -r 'select(.type == "file") | .file' "$out" |
		sed '/taizhangignore$/d' | LC_ALL=C sort >have
	grep -v -e '/want$' -e '/have$' want >want.2
	grep -v -e '/want$' -e '/have$' have >have.2
	same "git takes them for the same" want.2 have.2
	rm -f want have want.2 have.2
fi
check "as text" 1 "$taizhang" scan .
holds "deeper ones have no effect, and that is said" \
	".taizhangignore in folders below is not obeyed: 1"
check "without patterns" 1 "$taizhang" scan --json --no-ignore .
says "nothing is left out" '.[-1].ignored["ignore-file"] == 0 and
	any(.[]; .type == "finding" and .file == "./build/x.txt")'
check "a named file is read" 1 "$taizhang" scan a.log
check "the working directory's count for a folder in it" 1 \
	"$taizhang" scan --json docs
found "from there" docs/deep/er/two.md
check "that of a named folder" 0 "$taizhang" scan --json sub
says "counts, too" '.[-1].files == 0 and .[-1].ignored["ignore-file"] > 3'
cd "$work" || exit 99
check "from outside the folder's own count" 1 "$taizhang" scan --json p/
says "likewise" 'any(.[]; .file == "p/build/" and .reason == "ignore-file")'
check "not those of a folder in it" 1 "$taizhang" scan --json p/docs
found "from outside" p/docs/deep/er/two.md p/docs/deep/er/two.txt \
	p/docs/one.txt
printf 'a/\n' >mine
check "patterns by name" 1 "$taizhang" scan --json --ignore-file mine tree
found "count" tree/.env tree/Z.txt tree/b.txt
check "patterns that are not there" 2 "$taizhang" scan --ignore-file none tree
one_line "one line"

# lists and standard input
printf 'tree/b.txt\r\n\ntree/a\n' >list
check "a list" 1 "$taizhang" scan --json --files-from list
found "lines, folders too" tree/b.txt tree/a/y.txt tree/a/z.txt
put "new
line.txt"
printf 'tree/b.txt\0new\nline.txt\0' >list
check "a list with NULs" 1 sh -c '"$0" scan --json --files-from - <list' \
	"$taizhang"
says "names of any kind" '[.[] | select(.type == "finding") | .file] ==
	["tree/b.txt", "new\nline.txt"]'
printf 'tree/b.txt\ngone.txt\n' >list
check "a name that is not there" 2 "$taizhang" scan --json --files-from list
holds "the others are read" tree/b.txt
: >list
check "an empty list" 0 "$taizhang" scan --files-from list
check "standard input by name" 1 sh -c \
	'"$0" scan --json --stdin-name letters/a.txt - <tree/b.txt' "$taizhang"
found "is called so" letters/a.txt
check "a name without it" 2 "$taizhang" scan --stdin-name a.txt tree/b.txt
check "twice" 2 "$taizhang" scan - -
check "nothing" 2 "$taizhang" scan
one_line "is told how"
check "quiet" 1 "$taizhang" scan --quiet tree
check "says nothing" 1 test -s "$out"
lacks_errors "nor complains"
finish
