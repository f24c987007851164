#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Layers of rules: as shipped, the agency's own, local overrides by id
. "$(dirname "$0")/lib.sh"

mkdir -p own/packs own/agency own/local
pack() {
	printf 'schema: taizhang-pack/1\nid: %s\nversion: "1"\n' "$1"
	printf 'title: {en: %s}\nrules:\n' "$1"
}
# rule ID SEVERITY WORD
rule() {
	printf -- '- id: %s\n  title: {en: %s}\n  severity: %s\n' "$1" "$1" "$2"
	printf '  match: {keywords: [%s]}\n' "$3"
	printf '  examples: {hit: [%s], miss: [nothing]}\n' "$3"
}
{
	pack shipped
	rule t.secret refuse topsecret
	rule t.phone block phone
	rule t.mail warn mail
	rule t.fax note fax
} >own/packs/s.yaml
printf 'phone mail fax telefax\n' >a.txt
check "as shipped" 1 "$taizhang" scan --json --policies own a.txt
says "three findings" 'map(select(.type == "finding")) | length == 3'

{
	pack own
	rule t.fax block telefax
	rule t.more warn nothing2
} >own/agency/a.yaml
cat >own/local/l.yaml <<'YAML'
schema: taizhang-overrides/1
overrides:
- {id: t.mail, severity: block, reason: we hide them}
- {id: t.phone, reason: the hotline, allow: [{text: phone, reason: hotline, severity: note}]}
- {id: t.more, disabled: true, reason: not yet}
- {id: t.fax, severity: note, reason: over, until: 2020-01-01}
YAML
check "all layers" 1 "$taizhang" scan --json --policies own a.txt
says "the agency's rule in place of the shipped one" 'map(select(.rule ==
	"t.fax")) | length == 1 and .[0].match == "telefax" and
	.[0].severity == "block" and .[0].pack == "own"'
says "another severity" 'map(select(.rule == "t.mail")) |
	.[0].severity == "block"'
says "an allowance more, with its reason" 'map(select(.rule == "t.phone")) |
	.[0].severity == "note" and .[0].exception.reason == "hotline"'
check "list" 0 "$taizhang" policy list --json --policies own
says "shows each change with its place" 'map(select(.type == "change") |
	[.rule, .layer, .what, .line]) | sort == [
	["t.fax", "agency", "replaced", 6], ["t.fax", "local", "lapsed", 6],
	["t.mail", "local", "severity", 3], ["t.more", "local", "disabled", 5],
	["t.phone", "local", "allow", 4]]'
lacks "nothing of a rule that refuses" WARNING
check "list why" 0 "$taizhang" policy list --json --why --policies own
says "where each rule stands" 'map(select(.type == "rule")) |
	(map(select(.rule == "t.fax")) | .[0].file == "agency/a.yaml") and
	(map(select(.rule == "t.mail")) | .[0] | .severity == "block" and
	.shipped_severity == "warn" and .file == "packs/s.yaml")'
check "list why, for people" 0 "$taizhang" policy list --why --policies own
holds "says why" 'we hide them'

cat >own/local/m.yaml <<'YAML'
schema: taizhang-overrides/1
overrides:
- {id: t.secret, disabled: true, reason: too loud}
YAML
check "switching off what refuses" 0 "$taizhang" policy list --policies own
complains "is said loudly" "WARNING: the rule 't.secret'"
complains "with its place" 'local/m.yaml:3'
printf 'schema: taizhang-overrides/1\noverrides:\n- {id: t.x, reason: y}\n' \
	>own/local/m.yaml
check "an unknown rule" 2 "$taizhang" scan --policies own a.txt
complains "its place" "local/m.yaml:3:8: there is no rule 't.x'"
printf 'schema: taizhang-overrides/1\noverrides:\n- {id: t.mail}\n' \
	>own/local/m.yaml
check "no reason" 2 "$taizhang" scan --policies own a.txt
rm own/local/m.yaml
{
	pack own2
	rule t.more warn nothing2
} >own/agency/b.yaml
check "twice in one layer" 2 "$taizhang" scan --policies own a.txt
complains "its id" "there is a rule 't.more' already"
rm own/agency/b.yaml

sed -i 's/^version: "1"/&\nuntil: 2020-01-01/' own/agency/a.yaml
printf 'nothing\n' >b.txt
check "past its time: incomplete, not clean" 3 "$taizhang" scan \
	--policies own b.txt

make_vault
cp -R "$source_root"/policies/packs "$source_root"/policies/lists \
	"$source_root"/policies/routes "$source_root"/policies/grounds \
	"$source_root"/policies/calendars own/
rm own/packs/s.yaml
printf 'schema: taizhang-overrides/1\noverrides:\n- {id: cn.secret.mark,' \
	>own/local/l.yaml
printf ' severity: note, reason: a try}\n' >>own/local/l.yaml
check "adopting a set past its time" 3 as admin policy adopt own \
	--reason 试行
complains "and a weakened mark" "WARNING: the rule 'cn.secret.mark'"
check "submitting under it" 3 as drafter submit b.txt
check "the layers are in force" 0 tz policy list --json
says "and shown" 'map(select(.type == "change")) | length == 1 and
	.[0].rule == "cn.secret.mark" and .[0].refuses'
finish
