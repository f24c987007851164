#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/translation.sh - po/POTFILES names every source that speaks, and
# every language of po/LINGUAS has every message, with formats that fit
. "$(dirname -- "$0")/lib.sh"

for tool in xgettext msgcmp msgfmt msgattrib; do
	command -v "$tool" >/dev/null || skip "$tool"
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$bad" "$work"' EXIT

# shellcheck disable=SC2086
sources $rooms -- '*.c' '*.h' '*.cc' | grep -v -x base/intl.h |
	xargs grep -lE '(^|[^A-Za-z0-9_])(_|N_|TZ_PLURAL)\(' |
	sort >"$work/speak"
grep -v -e '^#' -e '^$' po/POTFILES | sort >"$work/listed"
comm -23 "$work/speak" "$work/listed" |
	sed 's|$|:1: has messages and is not in po/POTFILES|' >"$bad"
comm -13 "$work/speak" "$work/listed" |
	sed 's|^|po/POTFILES:1: has no messages: |' >>"$bad"

# The arguments of xgettext are those of the build.
grep -oE "'--[^']*'" po/meson.build | tr -d "'" |
	xargs xgettext -o "$work/messages.pot" -f "$work/speak" \
		2>"$work/complaints" || cat "$work/complaints" >>"$bad"

while read -r language; do
	po=po/$language.po
	msgfmt -c -o /dev/null "$po" 2>&1 |
		grep -v -e '^msgfmt: found' >>"$bad"
	[ -f "$work/messages.pot" ] || continue
	msgcmp "$po" "$work/messages.pot" 2>&1 |
		grep -v -e '^msgcmp: found' >>"$bad"
	msgattrib --only-fuzzy "$po" | grep -q . &&
		echo "$po:1: a message is fuzzy" >>"$bad"
done <po/LINGUAS
finish
