#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What hides in OpenDocument and EPUB files is told, and nothing else is.
. "$(dirname "$0")/lib.sh"

check 'ordinary files are read' 0 \
	"$taizhang" inspect "$corpora/odf/plain.odt" "$corpora/odf/plain.ods" \
	"$corpora/odf/plain.odp" "$corpora/odf/accepted.odt" \
	"$corpora/epub/plain.epub"
if grep -q '^  !' "$out"; then
	tell no 'no fact is told of them'
	explain
else
	tell yes 'no fact is told of them'
fi

check 'hidden text' 0 "$taizhang" inspect --text "$corpora/odf/hidden.odt"
holds 'is given' '继承而隐藏'
holds 'and told' '! hidden-text'
check 'a hidden sheet' 0 "$taizhang" inspect "$corpora/odf/hidden.ods"
holds 'is told' '! hidden-sheet'
check 'a covered text' 0 "$taizhang" inspect "$corpora/odf/hidden.odp"
holds 'is told' '! covered-text'
check 'an encrypted text' 3 "$taizhang" inspect "$corpora/odf/locked.odt"
holds 'is not read' 'unread (encrypted)'
printf 'wrong\nseven-cats\n' >passwords
for kind in aes blowfish; do
	check "a text locked by $kind, without its password" 3 \
		"$taizhang" inspect "$corpora/odf/locked-$kind.odt"
	check 'with it' 0 "$taizhang" inspect --text \
		--password-file passwords "$corpora/odf/locked-$kind.odt"
	holds 'is read' '[body]'
	holds 'and told' '! encrypted'
done
check 'an empty footer that is off' 0 \
	"$taizhang" inspect "$corpora/odf/default-footer.ods"
lacks 'hides nothing' '! hidden-text'
check 'one with words' 0 \
	"$taizhang" inspect "$corpora/odf/said-footer.ods"
holds 'does' '! hidden-text'
check 'an encrypted page' 3 "$taizhang" inspect "$corpora/epub/locked.epub"
check 'obfuscated fonts are no secret' 0 \
	"$taizhang" inspect "$corpora/epub/fonts.epub"

finish
