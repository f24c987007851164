#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Marks, words and numbers in disguise, and texts that only look like them
. "$(dirname "$0")/lib.sh"

# scan POLICIES FILE - its records, whatever the status.
scan() {
	"$taizhang" scan --json --policies "$1" "$2" >"$out" 2>"$errors"
}

cat >evasion.txt <<'TEXT'
机 密★10年
机　密★１０年
机·密★10年
机•密★10年
机_密★10年
机-密★10年
机—密★10年
机*密★10年
机.密★10年
机/密★10年
机|密★10年
机 / 密★10年
【机】【密】★10年
（机）（密）★10年
機密★⑩年
祕密★５年
絶密★30年
⽂件：秘·密★5年
TEXT
cat >invisible.py <<'PYTHON'
import sys
marks = {"zero width": "\u200b", "joiner": "\u200d", "bidi": "\u202e",
         "soft hyphen": "\u00ad", "grapheme joiner": "\u034f",
         "variation": "\ufe00", "variation 17": "\U000e0100",
         "tag": "\U000e0061", "dot below": "\u0323", "stroke": "\u0336",
         "solidus": "\u0338", "circle": "\u20dd", "word joiner": "\u2060",
         "mongolian": "\u180e", "hangul": "\u3164"}
for name, mark in marks.items():
    print("机" + mark + "密" + mark + "★10年")
PYTHON
python3 invisible.py >>evasion.txt
n=0
while IFS= read -r line; do
	n=$((n + 1))
	mkdir -p "marks/$n"
	printf '%s\n关于工作的通知\n' "$line" >"marks/$n/a.txt"
done <evasion.txt
scan "$source_root/policies" marks
says "every disguised mark is refused" \
	"[.[] | select(.type == \"finding\" and .severity == \"refuse\") |
		.file] | unique | length == $n"

# number FILE RULE TEXT - the text holds such a number.
number() {
	printf "%b\n" "$3" >"$1.txt"
	scan "$source_root/policies" "$1.txt"
	says "$1: $2" "any(.[]; .type == \"finding\" and .rule == \"$2\")"
}

number wide cn.person.mobile '电话１３８００１３８０００'
number circled cn.person.mobile '电话①③⑧⓪⓪①③⑧⓪⓪⓪'
number bracketed cn.person.mobile '电话⑴⑶⑻⓪⓪⑴⑶⑻⓪⓪⓪'
number numerals cn.person.mobile '电话一三八〇〇一三八〇〇〇'
number capital cn.person.mobile '电话壹叁捌零零壹叁捌零零零'
number bold cn.person.mobile '电话𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎'
number half cn.person.mobile '电话138零零138零零零'
number broken cn.person.mobile '联系电话：1380013\n8000，请保密。'
number paged cn.person.mobile '联系电话：1380013\f8000，请保密。'
number hidden cn.person.mobile '电话138\0342\0200\02130013\0302\02558000'
number id cn.person.resident-id '身份证 1101051949\n1231002X 号'
number id-numerals cn.person.resident-id '身份证号一一〇一〇五一九四九一二三一〇〇二X'

cat >alike.yaml <<'YAML'
schema: taizhang-pack/1
id: test/alike
version: '1'
title: {en: Words}
rules:
- id: test.word
  title: {en: A word}
  severity: block
  match: {keywords: [project bluebird, confidential, 代号蓝鸟]}
YAML
mkdir -p words/packs
mv alike.yaml words/packs/alike.yaml
# word FILE TEXT - the text holds one of the words.
word() {
	printf "%b\n" "$2" >"$1.txt"
	scan words "$1.txt"
	says "$1 is found once" "[.[] | select(.type == \"finding\" and
		.rule == \"test.word\")] | length == 1"
}
word cyrillic 'this is соnfidеntiаl text'
word greek 'this is cοnfidεntial text'
word hyphenated 'this text is confi-\ndential, they say'
word spaced 'this text is C O N F I D E N T I A L here'
word dotted 'this text is c.o.n.f.i.d.e.n.t.i.a.l here'
word script 'this is 𝓬𝓸𝓷𝓯𝓲𝓭𝓮𝓷𝓽𝓲𝓪𝓵 text'
word struck 'this is c̶o̶n̶f̶i̶d̶e̶n̶t̶i̶a̶l̶ text'
word cells '代\n号\t蓝 鸟'
word signs '代|号【蓝】【鸟】'
word traditional '代號藍鳥'

cat >quiet.txt <<'TEXT'
打印机、密封条和复印机，密码本各一件。
Совет безопасности рассмотрел секретный доклад.
一二三四五，上山打老虎；二〇一九年十二月三十一日。
138
00138000
13800
138000
The U.S.A. and the E.U. met; see A.B.C. and x-y-z.
TEXT
scan "$source_root/policies" quiet.txt
says "what is no disguise is quiet" 'all(.[]; .type != "finding" or
	.severity == "note")'

finish
