#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What people do with rules: show, check, test, explain
. "$(dirname "$0")/lib.sh"

mkdir -p own/packs own/lists
cat >own/packs/c.yaml <<'PACK'
schema: taizhang-pack/1
id: c
version: "1"
title: {zh: 试, en: C}
rules:
- id: c.none
  title: {zh: 甲, en: A}
  severity: warn
  source: 某法
  match: {keywords: [甲方案]}
- id: c.dup
  title: {zh: 甲, en: A}
  severity: warn
  source: 某法
  match: {keywords: [乙方案, ＸＹＺ, xyz, 丙丙]}
  allow: [{text: 丙丙, reason: x}]
  examples: {hit: [乙方案, xyz, '看xyz'], miss: [a, b, c]}
- id: c.slow
  title: {zh: 甲, en: A}
  severity: warn
  match: {regex: '(?:a+)+b'}
  examples: {hit: [aab, ab, aaab], miss: [a, b, c]}
- id: c.never
  title: {zh: 甲, en: A}
  severity: warn
  source: x
  match: {regex: 'q\d+'}
  near: {any: [长], within: 10}
  not_near: {any: [长, 短], within: 20}
  examples: {miss: [a, b, c]}
- id: c.wide
  title: {zh: 甲, en: A}
  severity: block
  source: x
  match: {regex: '[0-9]{6,}'}
  examples: {hit: ['123456', '1234567', '12345678'], miss: [a, b, c]}
- id: c.narrow
  title: {zh: 甲, en: A}
  severity: warn
  source: x
  match: {regex: '[0-9]{8}'}
  examples: {hit: ['12345678', '87654321', '00000000'], miss: [a, b, c]}
- id: c-narrow
  title: {en: A}
  severity: warn
  source: x
  match: {keywords: [某词]}
  until: 2020-01-01
  review_by: 2019-01-01
  examples: {hit: ['某词', '某 词', '某词x'], miss: [a, 某词, c]}
PACK
echo x >own/lists/unused.txt
check "check finds faults" 1 "$taizhang" policy check own --json
says "each with its kind, rule and line" 'map(select(.type == "lint") |
	[.kind, .rule, .line]) | sort == ([
	["no-examples", "c.none", 6],
	["duplicate-keyword", "c.dup", 15], ["dead-keyword", "c.dup", 15],
	["no-source", "c.slow", 18], ["slow", "c.slow", 21],
	["no-examples", "c.never", 23], ["never-fires", "c.never", 23],
	["shadowed", "c.narrow", 37],
	["expired", "c-narrow", 43], ["review-due", "c-narrow", 43],
	["untranslated", "c-narrow", 44], ["similar-id", "c-narrow", 43],
	["example", "c-narrow", 50], ["unused-list", null, 1]] | sort)'
says "by whom it is shadowed" 'map(select(.kind == "shadowed")) |
	.[0].detail == "c.wide"'
check "for people" 1 "$taizhang" policy check own
holds "with the place" 'packs/c.yaml:21:19: c.slow: '
check "test a folder" 1 "$taizhang" policy test own --json
says "names the example" 'map(select(.type == "example")) |
	length == 1 and .[0].rule == "c-narrow" and .[0].list == "miss"'
check "in disguise" 1 "$taizhang" policy test own --variants --json
says "what is seen through" 'map(select(.type == "variant")) |
	(map(select(.rule == "c.narrow" and .disguise == "full-width")) |
	.[0].found == 3 and .[0].examples == 3) and
	(map(select(.rule == "c-narrow" and .disguise == "spaces")) |
	.[0].found == .[0].examples)'
sed -i "s/miss: \[a, 某词, c\]/miss: [a, b, c]/" own/packs/c.yaml
check "show" 0 "$taizhang" policy show c.dup --policies own --json
says "all of it" '.[0] | .rule == "c.dup" and .severity == "warn" and
	.title.zh == "甲" and .source == "某法" and .line == 11 and
	.definition.allow[0].reason == "x"'
check "show for people" 0 "$taizhang" policy show c.dup --policies own
holds "the place" 'packs/c.yaml:11'
check "no such rule" 2 "$taizhang" policy show c.x --policies own

printf '身份证号１１０１０５１９４９１２３１００２１，乙·方 案\n' >a.txt
check "explain" 0 "$taizhang" policy explain a.txt --json \
	--rule cn.person.resident-id --policies "$source_root/policies"
says "which validator said no" 'map(select(.type == "candidate")) |
	.[0] | .verdict == "note" and .match == "１１０１０５１９４９１２３１００２１"
	and (.normal | contains("110105194912310021")) and
	([.steps[] | select(.stage == "validate" and .holds == false)] |
	.[0].name == "cn-resident-id")'
check "explain a word" 0 "$taizhang" policy explain a.txt --json \
	--rule c.dup --policies own
says "found in the joined text" 'map(select(.type == "candidate")) |
	.[0] | .match == "乙·方 案" and .verdict == "warn" and
	(.joined | contains("乙方案"))'
check "explain what is not there" 0 "$taizhang" policy explain a.txt --json \
	--rule c.none --policies own
says "shows where it was looked for" 'any(.[]; .type == "text" and
	.channel == "body" and (.normal | startswith("身份证号1101")))'
check "no such rule to explain" 2 "$taizhang" policy explain a.txt --rule x \
	--policies own
printf '机密★10年\n' >b.txt
check "explain what refuses" 0 "$taizhang" policy explain b.txt --json \
	--policies "$source_root/policies"
lacks "shows no text of it" 机密
finish
