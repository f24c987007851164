#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures: metadata, thumbnails, what lies behind the end, text in pixels
. "$(dirname "$0")/lib.sh"

images=$source_root/tests/corpora/images

# read_image FILE - print all of it.
read_image() {
	"$taizhang" inspect --text "$images/$1" >"$1.txt" 2>&1
	return 0
}

# holds FILE TEXT - it does.
holds() {
	check "$1 holds $2" 0 grep -q -e "$2" "$1.txt"
}

# lacks FILE TEXT - it does not.
lacks() {
	check "$1 lacks $2" 1 grep -q -e "$2" "$1.txt"
}

for name in text.png text.jpg text.heic text.webp plain.jpg gps.jpg \
	stripped.jpg thumb-same.jpg thumb-other.jpg tail.jpg tail-zip.png \
	text-meta.png frames.gif pages.tiff meta.heic meta.webp turned.jpg \
	text.emf text.wmf lines.emf glyphs.emf; do
	read_image "$name"
	lacks "$name" '(crash)'
	lacks "$name" '(damaged)'
done

holds gps.jpg '! gps'
holds gps.jpg '! device'
holds gps.jpg '39.904200, 116.407400'
holds gps.jpg 'taken behind the depot'
holds gps.jpg '仓库内景'
holds gps.jpg 'draft of the depot plan'
holds gps.jpg 'caption for the archive'
holds gps.jpg 'remark of the sender'
lacks stripped.jpg '! '
holds thumb-same.jpg '! thumbnail'
lacks thumb-same.jpg 'thumbnail-differs'
holds thumb-other.jpg '! thumbnail-differs'
holds tail.jpg 'meet at the depot at nine'
holds tail-zip.png 'note in the archive'
lacks plain.jpg 'trailing-data'
holds text-meta.png 'png comment here'
holds frames.gif 'gif remark'
holds meta.heic 'Zhao Liu'
holds meta.heic '! gps'
holds meta.webp 'webp title'

holds text.emf '图中的字'
holds text.emf '加号里的文字'
holds text.wmf '内部图样'
holds text.wmf 'inner enhanced text'
holds lines.emf 'image/emf.*: read'
holds glyphs.emf 'unread (no-text)'

# The text in pixels, or that it was not looked for.
for name in text.png text.jpg text.heic text.webp turned.jpg text.emf \
	text.wmf; do
	check "$name: text in pixels" 0 \
		grep -q -e 'CONFIDENTIAL' -e 'ocr-missing' "$name.txt"
done
for name in frames.gif pages.tiff; do
	check "$name: its second picture" 0 \
		grep -q -e 'SECOND' -e 'ocr-missing' "$name.txt"
done
# Two pieces of extended XMP data, the second one first.
byte() {
	printf '%b' "\\0$(printf %o "$1")"
}
extended() {
	printf '\377\341\000'
	byte $((2 + 35 + 32 + 8 + ${#3}))
	printf 'http://ns.adobe.com/xmp/extension/\000'
	printf '0123456789ABCDEF0123456789ABCDEF'
	printf '\000\000\000'
	byte "$1"
	printf '\000\000\000'
	byte "$2"
	printf %s "$3"
}
first='<x:x xmlns:x="adobe:ns:meta/"><a>seven gr'
second='ey cats</a></x:x>'
whole=$((${#first} + ${#second}))
{
	printf '\377\330'
	extended "$whole" "${#first}" "$second"
	extended "$whole" 0 "$first"
	tail -c +3 "$corpora/images/plain.jpg"
} >pieces.jpg
"$taizhang" inspect --text pieces.jpg >pieces.jpg.txt 2>&1
holds pieces.jpg 'seven grey cats'

finish
