#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# PDF: each hidden thing in its channel, with a place; harmless ones in peace
. "$(dirname "$0")/lib.sh"

pdf=$corpora/pdf

# see NAME - inspect the file, whatever is told of it.
see() {
	"$taizhang" inspect --json --text "$pdf/$1.pdf" >"$out" 2>"$errors" \
		</dev/null
	[ $? -le 3 ] || tell no "$1: inspect"
}

# told NAME WORD CHANNEL FACT - the word is in a part of the channel; FACT may
# be -.
told() {
	see "$1"
	says "$1: $3" "any(.[]; .type == \"part\" and .channel == \"$3\" and
		(.text | contains(\"$2\")))"
	[ "$4" = - ] || says "$1: fact $4" \
		"any(.[]; .type == \"fact\" and .fact == \"$4\")"
}

# quiet NAME - no fact, and no text but what shows.
quiet() {
	see "$1"
	says "$1: nothing hides" 'all(.[]; .type != "fact" or
		(.fact | IN("ocr-layer", "annotation"))) and all(.[]; .type != "part" or
		(.channel | IN("covered-text", "earlier-revision",
			"optional-content") | not))'
}

for name in bad-box bad-white bad-poly bad-stroke bad-strips bad-form \
	bad-image bad-square bad-highlight bad-stamp bad-overlay \
	bad-blackonblack bad-seams bad-retyped scan-box scan-baked; do
	told "$name" 'Secret Wang' covered-text covered-text
	says "$name: not in what shows" 'all(.[]; .type != "part" or
		.channel != "body" or (.text | contains("Secret Wang") | not))'
done
told bad-box 'Secret Wang' covered-text covered-text
says 'page and box' 'any(.[]; .channel == "covered-text" and
	.type == "part" and .place.kind == "page" and .place.n == 1 and
	(.place.box | length) == 4)'
told bad-redact 'Secret Wang' covered-text unapplied-redaction
told scan-redact 'Secret Wang' covered-text unapplied-redaction
told scan-whited 'Secret Wang' covered-text covered-text
told scan-under-whited 'Secret Wang' covered-text covered-text

for name in good-removed good-under good-repaint good-multiply \
	good-transparent good-clipped good-headerband good-smask \
	good-over-nothing good-border good-strike good-shadow scan-ocr \
	scan-under sandwich linear; do
	quiet "$name"
done
check 'a linearized file is read' 0 "$taizhang" inspect "$pdf/linear.pdf"

told white 'Secret Wang' invisible-text white-text
told tiny 'Secret Wang' invisible-text tiny-text
told clip 'Secret Wang' invisible-text invisible-text
told crop 'Secret Wang' invisible-text off-page-text
told other 'Secret Wang' invisible-text other-text

told rev-info Zebrasecret earlier-revision earlier-revision
told rev-annot Zebrasecret earlier-revision earlier-revision
told rev-form Zebrasecret earlier-revision earlier-revision
told rev-attach Zebrasecret body attachment

told usage 'Secret Wang' optional-content optional-content
told ocmd-ve-not Zebrasecret optional-content optional-content
told ocmd-allon Zebrasecret optional-content optional-content
quiet ocmd-on
quiet ocmd-ve-on

told att-nested Zebrasecret body attachment
told js-page-aa Zebrasecret script script
told gotor Zebrasecret external-link external-link
told form-vname Zebrasecret form-field form-field
told xmp-notype Zebrasecret property -
told piece-deep Zebrasecret property private-data
told outline Zebrasecret property -
told objstm-lost-page Zebrasecret invisible-text unreferenced-object

check "a font that stands for one that is missing" 3 "$taizhang" inspect --json \
	"$pdf/no-font.pdf"
says "may show other letters" '.[0].status == "partly" and
	.[0].reason == "damaged"'
told named-font 没有字体 body -
finish
