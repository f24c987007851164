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

# run LINT: its output in $out, its status in $status
run() {
	out=$("$tree/tests/lint/$1.sh" 2>&1)
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
[ -e "$tree/failed" ] || exit 0
cat "$tree/failed"
exit 1
