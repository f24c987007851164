# SPDX-License-Identifier: GPL-3.0-or-later
# tests/cli/policy_lib.sh - a folder of policies and one more rule in it
# shellcheck shell=sh disable=SC2154

# copy_policies - the shipped ones, in policies/.
copy_policies() {
	mkdir policies
	for each in packs lists routes grounds calendars; do
		cp -R "$source_root/policies/$each" policies/
	done
}

# extra_rule SEVERITY WORD - replace the pack cn/extra by one rule.
extra_rule() {
	cat >policies/packs/cn/extra.yaml <<PACK
# SPDX-License-Identifier: GPL-3.0-or-later
schema: taizhang-pack/1
id: cn/extra
version: 2026.1
title: {zh: 额外, en: Extra}
rules:
- id: cn.extra.word
  title: {zh: 词, en: Word}
  severity: $1
  ground: cn.foi.14.1
  match: {keywords: [$2]}
  examples:
    hit: [$2]
    miss: [红灯]
PACK
}
