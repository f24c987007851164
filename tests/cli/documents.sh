# SPDX-License-Identifier: GPL-3.0-or-later
# tests/cli/documents.sh - small documents written part by part
#
# Sourced after lib.sh by tests that need a word at one exact place of a
# document.  Text is given as XML (or, for PDF, as UTF-16BE in hexadecimal).
# shellcheck shell=sh disable=SC2154

xml='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
office_types=http://schemas.openxmlformats.org/package/2006/content-types
office_rels=http://schemas.openxmlformats.org/package/2006/relationships
office_doc=http://schemas.openxmlformats.org/officeDocument/2006/relationships
office_core=http://schemas.openxmlformats.org/package/2006/metadata/core-properties
office_word=http://schemas.openxmlformats.org/wordprocessingml/2006/main
office_sheet=http://schemas.openxmlformats.org/spreadsheetml/2006/main
office_mime=application/vnd.openxmlformats-officedocument

# pack FOLDER FILE - the folder's content as a ZIP, types first.
pack() {
	rm -f "$2"
	(cd "$1" && zip -q -X -r "$2" '[Content_Types].xml' . )
	rm -rf "$1"
}

# core_properties FOLDER TITLE
core_properties() {
	mkdir -p "$1/docProps"
	printf '%s<cp:coreProperties xmlns:cp="%s" xmlns:dc="%s"><dc:title>%s</dc:title></cp:coreProperties>' \
		"$xml" "$office_core" http://purl.org/dc/elements/1.1/ "$2" \
		>"$1/docProps/core.xml"
}

# make_docx FILE PARAGRAPHS [COMMENT] [TITLE] - PARAGRAPHS is what stands in
# w:body.
make_docx() {
	folder=$work/docx.parts
	rm -rf "$folder"
	mkdir -p "$folder/_rels" "$folder/word/_rels"
	printf '%s<Types xmlns="%s"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="%s.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="%s.wordprocessingml.comments+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>' \
		"$xml" "$office_types" "$office_mime" "$office_mime" \
		>"$folder/[Content_Types].xml"
	printf '%s<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>' \
		"$xml" "$office_rels" "$office_doc" >"$folder/_rels/.rels"
	printf '%s<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/comments" Target="comments.xml"/></Relationships>' \
		"$xml" "$office_rels" "$office_doc" \
		>"$folder/word/_rels/document.xml.rels"
	printf '%s<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>' \
		"$xml" "$office_word" "$2" >"$folder/word/document.xml"
	printf '%s<w:comments xmlns:w="%s"><w:comment w:id="0" w:author="A"><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:comment></w:comments>' \
		"$xml" "$office_word" "${3:-ok}" >"$folder/word/comments.xml"
	core_properties "$folder" "${4:-plain}"
	pack "$folder" "$1"
}

# paragraph TEXT... - one paragraph, a run for each TEXT.
paragraph() {
	printf '<w:p>'
	for run in "$@"; do
		printf '<w:r><w:t>%s</w:t></w:r>' "$run"
	done
	printf '</w:p>'
}

# make_xlsx FILE SHOWN HIDDEN - two sheets of one cell, the second one hidden.
make_xlsx() {
	folder=$work/xlsx.parts
	rm -rf "$folder"
	mkdir -p "$folder/_rels" "$folder/xl/_rels" "$folder/xl/worksheets"
	printf '%s<Types xmlns="%s"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="%s.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="%s.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="%s.spreadsheetml.worksheet+xml"/></Types>' \
		"$xml" "$office_types" "$office_mime" "$office_mime" \
		"$office_mime" >"$folder/[Content_Types].xml"
	printf '%s<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' \
		"$xml" "$office_rels" "$office_doc" >"$folder/_rels/.rels"
	printf '%s<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="%s/worksheet" Target="worksheets/sheet2.xml"/></Relationships>' \
		"$xml" "$office_rels" "$office_doc" "$office_doc" \
		>"$folder/xl/_rels/workbook.xml.rels"
	printf '%s<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="A" sheetId="1" r:id="r1"/><sheet name="B" sheetId="2" state="hidden" r:id="r2"/></sheets></workbook>' \
		"$xml" "$office_sheet" "$office_doc" >"$folder/xl/workbook.xml"
	n=1
	for cell in "$2" "$3"; do
		printf '%s<worksheet xmlns="%s"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row></sheetData></worksheet>' \
			"$xml" "$office_sheet" "$cell" \
			>"$folder/xl/worksheets/sheet$n.xml"
		n=$((n + 1))
	done
	pack "$folder" "$1"
}

# utf16 TEXT - its UTF-16BE in hexadecimal.
utf16() {
	printf %s "$1" | iconv -t UTF-16BE | od -An -tx1 -v | tr -d ' \n'
}

# make_pdf FILE BODY [TITLE] - one page with the text, in one of the fonts
# that every reader knows; both in UTF-16BE in hexadecimal.
make_pdf() {
	content="BT /F1 14 Tf 72 700 Td <$2> Tj ET"
	printf '%%PDF-1.7\n' >"$1"
	offsets=
	object_number=0
	for object in \
		"<</Type/Catalog/Pages 2 0 R>>" \
		"<</Type/Pages/Kids[3 0 R]/Count 1>>" \
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>" \
		"<</Length ${#content}>>
stream
$content
endstream" \
		"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[6 0 R]>>" \
		"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 7 0 R>>" \
		"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>" \
		"<</Title<feff${3:-0041}>>>"; do
		object_number=$((object_number + 1))
		offsets="$offsets $(wc -c <"$1")"
		printf '%d 0 obj\n%s\nendobj\n' "$object_number" "$object" \
			>>"$1"
	done
	start=$(wc -c <"$1")
	{
		printf 'xref\n0 9\n0000000000 65535 f \n'
		for offset in $offsets; do
			printf '%010d 00000 n \n' "$offset"
		done
		printf 'trailer\n<</Size 9/Root 1 0 R/Info 8 0 R>>\n'
		printf 'startxref\n%d\n%%%%EOF\n' "$start"
	} >>"$1"
}
