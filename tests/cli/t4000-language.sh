#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The language of rules: composed matches, context, places, exceptions
. "$(dirname "$0")/lib.sh"

mkdir -p own/packs
cat >own/packs/t.yaml <<'PACK'
schema: taizhang-pack/1
id: t
version: "1"
title: {en: T}
rules:
- id: t.all
  title: {en: A}
  severity: block
  source: x
  advice: {zh: 删去, en: remove}
  match: {all: [{regex: '1[3-9]\d{9}'}, {keywords: [张三, 李四]}, 身份证], within: sentence}
  examples: {hit: ['张三的身份证和电话 13812345678。', '身 份 证 李 四 13812345678'], miss: ['张三的身份证。电话 13812345678', '13812345678']}
- id: t.all40
  title: {en: A}
  severity: block
  match: {all: [alpha, {regex: 'b\d+'}], within: 20}
  examples: {hit: ['alpha and b12', 'b12 alpha'], miss: ['alpha and something that is too far away b12', 'alphab12']}
- id: t.any
  title: {en: A}
  severity: warn
  match: {any: [甲方案, {regex: 'XX\d{3}', case: sensitive}, {structure: hidden-sheet}, {grammar: tlp}]}
  examples: {hit: ['甲 方 案', 'XX123'], miss: ['xx123']}
- id: t.count
  title: {en: A}
  severity: warn
  match: {count: {of: [{keywords: [姓名, 住址, 电话, 民族]}], at_least: 3, within: paragraph}}
  examples: {hit: ["姓名 住址 电话", "姓名：张三，住址：某地，民族：汉"], miss: ["姓名 姓名 姓名", "姓名 住址\n电话"]}
- id: t.count2
  title: {en: A}
  severity: warn
  match: {count: {of: [aa, bb, cc], at_least: 2, within: 10}}
  examples: {hit: ["aa bb", "cc aa"], miss: ["aa aa aa", "aa            bb"]}
- id: t.pos
  title: {en: A}
  severity: block
  match: {keywords: [内部]}
  position: {region: top, alone: true, else: note}
  examples: {hit: ["标题\n【内部】\n正文"], miss: ["标题\n内部资料\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n内部\n"]}
- id: t.near
  title: {en: A}
  severity: block
  match: {regex: '\d{8}'}
  near: {any: [台胞证], regex: '通行证.{0,5}号', within: sentence}
  not_near: {any: [样例], within: part}
  public_by_law: [{near: [许可证], within: sentence, source: 企业信息公示暂行条例第六条}]
  allow: [{word: 'X12345678Y', reason: 样}, {regex: '0{4}\d{4}', reason: 零, severity: note}]
  examples: {hit: ["台胞证：其他一些很长的很长的很长的很长的很长的文字之后 12345678", "通行证证件号 12345678"], miss: ["台胞证。12345678", "台胞证 12345678 许可证", "样例\n\n台胞证 12345678", "台胞证 00001234"]}
- id: t.head
  title: {en: A}
  severity: block
  match: {regex: 'H\d{4}'}
  near: {any: [编号], within: 5, header: true}
  examples: {hit: ["姓名\t编号\n张三\tH1234", "编号：H1234"], miss: ["编号\t姓名\n张三\tH1234", "H1234"]}
- id: t.many
  title: {en: A}
  severity: note
  match: {regex: 'Z\d{4}'}
  aggregate: {count: 3, per: part, severity: block}
PACK
check "every example comes out" 0 "$taizhang" policy test --policies own
printf 'Z1234 Z1234 Z1234\n台胞证 12345678 许可证 台胞证 00001234\n' >a.txt
printf '张三的身份证和电话 13812345678。\n' >b.txt
check "findings" 1 "$taizhang" scan --json --policies own a.txt b.txt
says "many make a block" 'map(select(.rule == "t.many")) |
	length == 3 and all(.[]; .severity == "block")'
says "the law that makes it public" 'map(select(.rule == "t.near")) |
	.[0].severity == "note" and .[0].exception == {"kind":
	"public_by_law", "reason": "企业信息公示暂行条例第六条"}'
says "the reason of an allowance" 'map(select(.rule == "t.near")) |
	.[1].severity == "note" and .[1].exception.reason == "零"'
says "what to do" 'map(select(.rule == "t.all")) |
	.[0].advice == {"zh": "删去", "en": "remove"} and
	.[0].match == "13812345678"'
"$taizhang" scan --json --policies own a.txt b.txt >twice 2>/dev/null
same "the same again" "$out" twice

# mistake WHAT PLACE LINES - a rule with these lines is refused there.
mistake() {
	{
		printf 'schema: taizhang-pack/1\nid: t\nversion: "1"\n'
		printf 'title: {en: T}\nrules:\n- id: t.a\n  title: {en: A}\n'
		printf '  severity: warn\n'
		printf '%s\n' "$3"
	} >own/packs/t.yaml
	check "$1" 2 "$taizhang" scan --policies own a.txt
	complains "$1, its place" "packs/t.yaml:$2: "
}
mistake "an unknown key" 9:30 '  match: {all: [a, b], glob: x}'
mistake "an unknown key of an element" 9:27 '  match: {all: [a, {glob: x}]}'
mistake "nothing to compose" 9:16 '  match: {all: []}'
mistake "count without a number" 9:18 '  match: {count: {of: [a, b]}}'
mistake "two ways" 9:10 '  match: {all: [a, b], any: [c, d]}'
mistake "an unknown unit" 10:28 '  match: {keywords: [a]}
  near: {any: [b], within: mile}'
mistake "a bad regex beside it" 10:18 "  match: {keywords: [a]}
  near: {regex: '(', within: 5}"
mistake "an unknown region" 10:22 '  match: {keywords: [a]}
  position: {region: attic}'
mistake "an unknown format" 10:13 '  match: {keywords: [a]}
  formats: [doxc]'
mistake "two ways to allow" 10:11 '  match: {keywords: [a]}
  allow: [{text: a, word: ab, reason: x}]'
mistake "an exception without its law" 10:19 '  match: {keywords: [a]}
  public_by_law: [{near: [b]}]'
finish
