#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/selftest.sh - every lint sees the fault it is there for, and is
# silent about a clean tree
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
tree=$(mktemp -d) || exit 2
trap 'rm -rf "$tree"' EXIT

mkdir -p "$tree/tests/lint" "$tree/docs" "$tree/base" "$tree/store" \
    "$tree/cli" "$tree/po" || exit 2
cp "$here"/*.sh "$tree/tests/lint/" || exit 2
cp "$here/../../.clang-format" "$tree/" || exit 2
cp "$here/../../docs/layers.txt" "$tree/docs/" || exit 2
cp "$here/../../po/meson.build" "$tree/po/" || exit 2
echo zh_CN >"$tree/po/LINGUAS"
: >"$tree/po/POTFILES"
sed '/^$/q' "$here/../../po/zh_CN.po" >"$tree/po/zh_CN.po" || exit 2
spdx='/* SPDX-License-Identifier: GPL-3.0-or-later */'

# run LINT [ARGUMENT]: its output in $out, its status in $status
run() {
	out=$("$tree/tests/lint/$1.sh" ${2:+"$2"} 2>&1)
	status=$?
}

# clean: no lint has anything to say now
clean() {
	for lint in layers headers sizes spdx banned format translation; do
		run "$lint"
		[ "$status" -eq 0 ] || [ "$status" -eq 77 ] && continue
		echo "$lint: not silent: $out" >>"$tree/failed"
	done
}

# sees LINT FILE WORDS: LINT finds WORDS in FILE, made from standard input
sees() {
	mkdir -p "$tree/$(dirname "$2")"
	cat >"$tree/$2"
	run "$1"
	rm "$tree/$2"
	[ "$status" -eq 77 ] && return
	case $status-$out in
	1-*"$3"*) ;;
	*)
		echo "$1: did not see '$3': $out" >>"$tree/failed"
		;;
	esac
}

cat >"$tree/base/good.h" <<EOF
$spdx
#ifndef TZ_BASE_GOOD_H
#define TZ_BASE_GOOD_H

struct tz_good;

/** tz_good_make(a, b): One. */
int tz_good_make(int a, int b);

static inline int
tz_good_twice(int a)
{
	return 2 * a;
}

#endif /* !TZ_BASE_GOOD_H */
EOF
cat >"$tree/base/good.c" <<EOF
$spdx
#include "base/good.h"

#include <stdio.h>

/* exit(1) and printf("x") in a comment are no calls. */
int
tz_good_make(int a, int b)
{
	char text[4];

	snprintf(text, sizeof text, "exit(1)");
	return a + b + text[0];
}
EOF
clean

sees layers base/bad.c 'base may not use store' <<EOF
$spdx
#include "store/db.h"
EOF
sees layers store/bad.c 'include by the path from the root' <<EOF
$spdx
#include "db.h"
EOF
sees layers cli/bad.c '<sqlite3.h> is reached through' <<EOF
$spdx
#include <sqlite3.h>
EOF
sees layers store/bad.c '<unicode/uchar.h> is reached through' <<EOF
$spdx
#include <unicode/uchar.h>
EOF
sees headers base/bad.h 'tz_bad_one() has no comment above' <<EOF
$spdx
/** tz_bad_one(): Not directly above. */

int tz_bad_one(void);
EOF
sees headers base/bad.h 'does not begin with its name' <<EOF
$spdx
/** tz_bad_two(): Another's. */
int tz_bad_one(void);
EOF
sees headers base/bad.h 'tz_bad_three() has no comment above' <<EOF
$spdx
struct tz_bad {
	int (*call)(int a);
};
int tz_bad_three(int a,
    int b);
EOF
{
	echo "$spdx"
	yes '' | head -n 500
} | sees sizes base/bad.c 'a file of 501 lines'
{
	printf '%s\nint\ntz_long(void)\n{\n' "$spdx"
	yes '	;' | head -n 81
	echo '}'
} | sees sizes base/bad.c 'a function of 81 lines'
echo 'int a;' | sees spdx base/bad.c 'no SPDX line'
for call in 'exit(1)' 'abort()' 'printf("x")' 'getenv("X")' 'puts("x")'; do
	printf '%s\nvoid f(void)\n{\n\t%s;\n}\n' "$spdx" "$call" |
		sees banned base/bad.c '() is not called here'
done
for call in 'strcpy(a, b)' 'system("x")' 'sprintf(a, "x")' 'goto out'; do
	printf '%s\nvoid f(void)\n{\n\t%s;\n}\n' "$spdx" "$call" |
		sees banned cli/bad.c 'cli/bad.c:4: '
done
printf '%s\n/* TO%s */\n' "$spdx" DO | sees banned cli/bad.c 'unfinished'
for fault in 'is not in po/POTFILES' 'this message is used but not defined'; do
	printf '%s\nconst char *f(void)\n{\n\treturn _("x");\n}\n' "$spdx" |
		sees translation cli/bad.c "$fault"
done
printf '%s\nint  a ;\n' "$spdx" | sees format base/bad.c 'run clang-format'
clean

# The help and the pages of a program that has one command.
mkdir -p "$tree/docs/man" || exit 2
cat >"$tree/program" <<'EOF'
#!/bin/sh
case $1 in
one)
	printf 'usage: taizhang one <item> [--fast]\n\nDo one thing.\n\n'
	printf 'Options\n      --fast                  quicker\n\n'
	;;
*)
	printf 'usage: taizhang COMMAND\n\n  one                Do one thing.\n\n'
	;;
esac
printf 'Options of every command\n  -q, --quiet                 less\n'
EOF
chmod +x "$tree/program"
pages() {
	cat >"$tree/docs/man/taizhang.1.scd" <<'EOF'
taizhang(1)

# OPTIONS

*-q*, *--quiet*
	Less.

# SEE ALSO

*taizhang-one*(1)
EOF
	cat >"$tree/docs/man/taizhang-one.1.scd" <<'EOF'
taizhang-one(1)

# SYNOPSIS

*taizhang one* \<item> \[--fast]

# OPTIONS

*--fast*
	Quicker.
EOF
	echo "'taizhang.1' 'taizhang-one.1'" >"$tree/docs/man/meson.build"
}
# sees_in_pages FILE EDIT WORDS: the lint help finds WORDS after the edit
sees_in_pages() {
	pages
	sed "$2" "$tree/docs/man/$1" >"$tree/edited"
	mv "$tree/edited" "$tree/docs/man/$1"
	run help "$tree/program"
	[ "$status" -eq 77 ] && return
	case $status-$out in
	1-*"$3"*) ;;
	*) echo "help: did not see '$3': $out" >>"$tree/failed" ;;
	esac
}
pages
run help "$tree/program"
[ "$status" -eq 0 ] || [ "$status" -eq 77 ] ||
	echo "help: not silent: $out" >>"$tree/failed"
sees_in_pages taizhang-one.1.scd 's/--fast\*/--slow*/' 'lacks the option: --fast'
sees_in_pages taizhang-one.1.scd 's/--fast\*/--slow*/' 'no such option: --slow'
sees_in_pages taizhang-one.1.scd 's/<item> /<thing> /' 'lacks the form: '
sees_in_pages taizhang.1.scd 's/-q\*/-p*/' 'lacks the option: -q, --quiet'
sees_in_pages taizhang.1.scd 's/-one//' "does not name 'one'"
sees_in_pages taizhang-one.1.scd 's/^# OPTIONS/### OPTIONS/' 'scdoc: '
sees_in_pages meson.build 's/-one/-two/' 'does not name taizhang-one.1'
pages
mv "$tree/docs/man/taizhang-one.1.scd" "$tree/docs/man/taizhang-two.1.scd"
run help "$tree/program"
case $status-$out in
1-*'there is no such page'*'there is no such command'* | 77-*) ;;
*) echo "help: a page without its command: $out" >>"$tree/failed" ;;
esac

[ -e "$tree/failed" ] || exit 0
cat "$tree/failed"
exit 1
