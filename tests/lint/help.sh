#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/lint/help.sh PROGRAM - the man pages say what --help says: the same
# commands, the same forms, the same options; and scdoc takes every page
#
# --help is run outside of any vault; it is at most 80 columns wide and stands
# on standard output.
program=$(readlink -f -- "${1:?the program}") || exit 2
. "$(dirname -- "$0")/lib.sh"

command -v scdoc >/dev/null || skip scdoc
work=$(mktemp -d) || exit 2
trap 'rm -rf "$bad" "$work"' EXIT

# help WORDS: the program's help in $work/help
help() {
	# shellcheck disable=SC2086
	(cd "$work" && "$program" $1 --help) >"$work/help" 2>"$work/said" ||
		echo "cli:1: '$1 --help' fails" >>"$bad"
	[ -s "$work/said" ] &&
		echo "cli:1: '$1 --help' complains" >>"$bad"
	[ "$(LC_ALL=C.UTF-8 wc -L <"$work/help")" -le 80 ] ||
		echo "cli:1: '$1 --help' is wider than 80 columns" >>"$bad"
}

# help_forms, help_options HEADING: what $work/help says
help_forms() {
	awk '
	/^$/ { exit }
	/^(usage:|      ) taizhang / {
		if (NR > 1) print form
		sub(/^(usage:|      ) /, "")
		form = $0
		next
	}
	{ sub(/^ */, ""); form = form " " $0 }
	END { print form }' "$work/help"
}
help_options() {
	awk -v heading="$1" '
	/^[^ ]/ { within = $0 == heading }
	within && /^ ? ? ? ? ? ?-/ {
		sub(/^ */, "")
		sub(/  .*/, "")
		print
	}' "$work/help"
}

# section PAGE HEADING: its lines without markup
section() {
	awk -v heading="# $2" '
	/^# / { within = $0 == heading; next }
	within && NF { gsub(/[*\\]/, ""); print }' "$1"
}

# compare PAGE WHAT: $work/of-help against $work/of-page
compare() {
	diff "$work/of-help" "$work/of-page" >"$work/diff" && return
	sed -n -e "s|^< |$1:1: lacks the $2: |p" \
		-e "s|^> |$1:1: --help has no such $2: |p" "$work/diff" >>"$bad"
}

help ''
awk '/^Options/ { exit } /^  [a-z]/ { print substr($0, 3, 19) }' \
	"$work/help" | sed 's/ *$//' >"$work/commands"
page=docs/man/taizhang.1.scd
help_options 'Options of every command' >"$work/of-help"
section "$page" OPTIONS | grep '^-' >"$work/of-page"
compare "$page" option

while read -r name; do
	page=docs/man/taizhang-$(echo "$name" | tr ' ' -).1.scd
	grep -qF "$(basename "$page" .1.scd)*(1)" docs/man/taizhang.1.scd ||
		echo "docs/man/taizhang.1.scd:1: does not name '$name'" >>"$bad"
	if [ ! -f "$page" ]; then
		echo "$page:1: there is no such page" >>"$bad"
		continue
	fi
	help "$name"
	help_forms >"$work/of-help"
	section "$page" SYNOPSIS >"$work/of-page"
	compare "$page" form
	help_options Options >"$work/of-help"
	section "$page" OPTIONS | grep '^-' >"$work/of-page"
	compare "$page" option
done <"$work/commands"

for page in docs/man/*.scd docs/man/*/*.scd; do
	[ -f "$page" ] || continue
	name=$(basename "$page" .scd)
	scdoc <"$page" >/dev/null 2>"$work/said" || echo fails >>"$work/said"
	sed "s|^|$page:1: scdoc: |" "$work/said" >>"$bad"
	case $page in docs/man/*/*) continue ;; esac
	grep -qF "'$name'" docs/man/meson.build ||
		echo "docs/man/meson.build:1: does not name $name" >>"$bad"
	case $name in
	taizhang-*.1)
		name=${name#taizhang-}
		tr ' ' - <"$work/commands" | grep -qx -e "${name%.1}" ||
			echo "$page:1: there is no such command" >>"$bad"
		;;
	esac
done
finish
