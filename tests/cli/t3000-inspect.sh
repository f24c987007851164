#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# inspect: the tree of files and parts, for people and programs
. "$(dirname "$0")/lib.sh"

# Called through check.
# shellcheck disable=SC2317
inspect() {
	"$taizhang" inspect "$@"
}

# file RECORDS, part of it: jq over all records of the last output.
office=$corpora/office
cp "$office/comments.docx" c.docx
printf '一行\n第二行 \033[31mred\tend\n' >plain.txt
python3 - <<'EOF'
import zipfile
with zipfile.ZipFile("outer.zip", "w") as z:
    z.write("c.docx", "附件/c.docx")
    z.writestr("empty.bin", bytes(range(128, 256)) * 8)
EOF

check "a document" 0 inspect c.docx
holds "its type" "wordprocessingml.document"
holds "its channels" "[comment] word/comments.xml"
holds "the place" "comment 1 by 张三"
holds "the fact" "! comments"
holds "the sum" "files: 1 (read 1, partly 0, unread 0)"
check "without --text no text" 1 grep -q 310113190001010017 "$out"

check "records" 0 inspect --json c.docx
says "the file comes first" '.[0].type == "file" and .[0].status == "read" and
	.[0].bytes > 0'
says "a part with its place" 'any(.[]; .type == "part" and
	.channel == "comment" and .part == "word/comments.xml" and
	.characters > 0 and .place.kind == "comment" and .place.n == 1 and
	.place.name == "张三" and (has("text") | not))'
says "a fact" 'any(.[]; .type == "fact" and .fact == "comments")'
says "a summary" '.[-1].type == "summary" and .[-1].files == 1 and
	.[-1].characters > 50'

check "all text" 0 inspect --text c.docx
holds "of a comment" "310113190001010017"
check "all text as records" 0 inspect --text --json c.docx
says "the text is in its part" 'any(.[]; .channel == "comment" and
	(.text | contains("310113190001010017")))'

check "text for a terminal" 0 inspect --text plain.txt
holds "controls are shown" '第二行 \u{1B}[31mred'
check "no escape gets through" 1 grep -q "$(printf '\033')" "$out"

check "what was not read" 3 inspect outer.zip
holds "the inner file" "附件/c.docx"
holds "is named, and why" "unread (unknown-type)"
check "and as records" 3 inspect --json outer.zip
says "with its way" 'any(.[]; .type == "part" and
	.file == "outer.zip!/附件/c.docx" and .channel == "comment")'

check "a missing file" 2 inspect missing c.docx
holds "the others are shown" "c.docx"
one_line "it is told once"
check "a folder" 3 sh -c 'mkdir d && mv outer.zip d && "$0" inspect d' \
	"$taizhang"

# places of findings
printf 'a\nb\n编号：310113190001010017\n' >id.txt
check "scan says the line and column" 1 "$taizhang" scan --json id.txt
says "of the match" 'any(.[]; .rule == "cn.person.resident-id" and
	.where == "line 3, column 4" and
	.place == {kind: "line", n: 3, column: 4})'
says "and what it read" '.[-1].characters > 20 and .[-1].parts == 2'
check "scan names what it read" 1 "$taizhang" scan id.txt
holds "of each file" "id.txt  read, "

# standard input
check "inspect reads standard input" 0 sh -c \
	'"$0" inspect --json - <id.txt' "$taizhang"
says "as a file" '.[0].file == "-" and .[0].status == "read"'
check "scan reads it from a pipe" 1 sh -c \
	'cat id.txt | "$0" scan --json - plain.txt' "$taizhang"
says "among other files" 'any(.[]; .rule == "cn.person.resident-id" and
	.file == "-") and .[-1].files == 2'

# passwords
if command -v zip >/dev/null; then
	printf '身份证号 310113190001010017\n' >in.txt
	zip -q -P 'geheim 1' locked.zip in.txt
	printf '\nwrong\r\ngeheim 1\n' >words
	check "locked" 3 inspect --json locked.zip
	says "is unread" 'any(.[]; .type == "file" and
		.reason == "encrypted") and any(.[]; .fact == "encrypted")'
	check "opened" 0 inspect --text --json --password-file words locked.zip
	says "is read" 'any(.[]; .channel == "body" and
		(.text | contains("310113190001010017"))) and
		any(.[]; .fact == "encrypted")'
	check "scan opens it, too" 1 "$taizhang" scan --password-file words \
		locked.zip
	printf 'wrong\n' >words
	check "a wrong one" 3 inspect --password-file words locked.zip
	printf '\377\n' >words
	check "a file that is no text" 2 inspect --password-file words in.txt
	complains "says so" "one password a line"
fi
mkdir many
for i in 1 2 3 4 5 6 7 8 9; do
	cp plain.txt "many/$i.txt"
	cp c.docx "many/$i.docx"
done
check "one at a time" 0 inspect --json -j 1 many
cp "$out" one
check "several at a time" 0 inspect --json --jobs 4 many
check "come out in the same order" 0 cmp one "$out"
check "a missing file among them" 2 inspect --json -j 2 many/1.txt none many/2.txt
says "does not stop the others" \
	'map(select(.type == "file") | .file) == ["many/1.txt", "many/2.txt"]'

LC_ALL=zh_CN.UTF-8
export LC_ALL
check "in Chinese" 0 inspect c.docx plain.txt "$corpora/pdf/bad-box.pdf"
holds "a paragraph" "第 1 段"
holds "a comment" "第 1 条批注（张三）"
holds "lines" "第 1 行第 1 列 至 第 2 行"
holds "a box on a page" "第 1 页，位置 "
check "two properties" 0 grep "属性 .* 至 属性 " "$out"
check "nothing is left in English" 1 grep -E "paragraph|page 1|property| by " \
	"$out"
check "records stay as they are" 0 inspect --json c.docx
says "in English" 'any(.[]; .where == "comment 1 by 张三")'
finish
