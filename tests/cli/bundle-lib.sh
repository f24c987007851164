# SPDX-License-Identifier: GPL-3.0-or-later
# tests/cli/bundle-lib.sh - a small bundle, and an attacker who redoes what
# needs no key: manifests, tag manifests, counts and the list of leaves
# shellcheck shell=sh disable=SC2154

# make_ledger - one item published, one withheld; its ids in $first, $second.
make_ledger() {
	make_vault
	printf '关于食品抽检的通知\n\n各单位：请按要求执行。\n' >"$work/notice.txt"
	printf 'Hours of the service desk\n\nMonday to Friday.\n' >"$work/desk.txt"
	submit "$work/notice.txt" --title '关于食品抽检的通知' \
		--number '宝市监办〔2019〕37号'
	first=$item
	submit "$work/desk.txt" --title 'Service desk'
	second=$item
	clear_item "$first"
	as archivist publish "$first" --channel website --date 2019-05-06 \
		--url https://www.example.org/37 >"$out" 2>"$errors"
	as reviewer withhold "$second" --ground cn.foi.14.1 \
		--reason '尚未定稿' >"$out" 2>"$errors" || {
		echo "Bail out! no ledger: $(cat "$errors")"
		exit 99
	}
}

leaf_of() { # the hash of the entry line on standard input
	{
		printf '\000'
		tr -d '\n'
	} | sha256sum | cut -c1-64
}

bytes_of() { # HEX: the bytes
	printf '%s' "$1" | tr a-f A-F | basenc --base16 -d
}

node_of() { # LEFT RIGHT
	{
		printf '\001'
		bytes_of "$1"
		bytes_of "$2"
	} | sha256sum | cut -c1-64
}

root_of() { # FILE of leaves: their RFC 6962 root
	stack=''
	size=0
	while read -r hash; do
		n=$size
		while [ $((n % 2)) -eq 1 ]; do
			hash=$(node_of "${stack##* }" "$hash")
			stack=${stack% *}
			n=$((n / 2))
		done
		stack="$stack $hash"
		size=$((size + 1))
	done <"$1"
	root=${stack##* }
	stack=${stack% *}
	while [ -n "$stack" ]; do
		root=$(node_of "${stack##* }" "$root")
		stack=${stack% *}
	done
	printf '%s\n' "$root"
}

# redo BAG - manifests, counts and leaves, as an attacker without keys can.
redo() {
	(
		cd "$1" || exit 1
		while IFS= read -r line; do
			printf '%s' "$line" | leaf_of
		done <data/ledger/entries/000000000000.jsonl \
			>data/ledger/leaves/000000000000.txt
		count=$(find data -type f | wc -l)
		bytes=$(find data -type f -exec cat {} + | wc -c)
		sed -i "s/^Payload-Oxum:.*/Payload-Oxum: $bytes.$count/" bag-info.txt
		find data -type f | LC_ALL=C sort | xargs sha256sum \
			>manifest-sha256.txt
		sha256sum bagit.txt bag-info.txt manifest-sha256.txt \
			>tagmanifest-sha256.txt
	)
}

# valid_bag BAG - what a BagIt validator checks, with sha256sum and find.
valid_bag() {
	(
		cd "$1" || exit 1
		grep -qx 'BagIt-Version: 1.0' bagit.txt || exit 1
		sha256sum --quiet --strict -c manifest-sha256.txt \
			tagmanifest-sha256.txt || exit 1
		find data ! -type d | LC_ALL=C sort >"$work/.there"
		cut -c67- manifest-sha256.txt | LC_ALL=C sort |
			cmp -s - "$work/.there" || exit 1
		oxum=$(sed -n 's/^Payload-Oxum: //p' bag-info.txt)
		count=$(wc -l <"$work/.there")
		bytes=$(find data -type f -exec cat {} + | wc -c)
		[ "$oxum" = "$bytes.$count" ]
	)
}
