#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The published schema of packs is valid, takes every pack that is shipped, and
# refuses what the program refuses
. "$(dirname "$0")/lib.sh"

if ! python3 -c 'import jsonschema, yaml' 2>/dev/null; then
	echo "1..0 # skip python3-jsonschema or python3-yaml is not installed"
	exit 0
fi
cat >judge.py <<'PY'
import glob, json, re, sys
import jsonschema, yaml

# As taizhang reads YAML: of plain words only true, false, null and whole
# numbers are no texts.
class Loader(yaml.SafeLoader):
    pass
Loader.yaml_implicit_resolvers = {}
Loader.add_implicit_resolver('tag:yaml.org,2002:bool',
    re.compile('^(true|false)$'), list('tf'))
Loader.add_implicit_resolver('tag:yaml.org,2002:int',
    re.compile('^-?[0-9]+$'), list('-0123456789'))

schema = json.load(open(sys.argv[1]))
try:
    kind = jsonschema.Draft202012Validator
except AttributeError:
    kind = jsonschema.Draft7Validator
kind.check_schema(schema)
bad = 0
for name in sys.argv[2:]:
    for fault in kind(schema).iter_errors(yaml.load(open(name), Loader)):
        print(name, fault.message)
        bad = 1
sys.exit(bad)
PY
schema=$source_root/docs/policy.schema.json
# shellcheck disable=SC2046
check "the schema takes every pack" 0 python3 judge.py "$schema" \
	$(find "$source_root/policies/packs" -name '*.yaml' | sort)

# refused WHAT LINES - by both, the schema and the program.
refused() {
	{
		printf 'schema: taizhang-pack/1\nid: t\nversion: "1"\n'
		printf 'title: {en: T}\nrules:\n- id: t.a\n  title: {en: A}\n'
		printf '  severity: warn\n'
		printf '%s\n' "$2"
	} >own/packs/t.yaml
	check "$1: the schema" 1 python3 judge.py "$schema" own/packs/t.yaml
	check "$1: the program" 2 "$taizhang" policy test --policies own
}
mkdir -p own/packs
refused "no match" '  description: x'
refused "an unknown key" '  match: {keywords: [a]}
  colour: red'
refused "an unknown key of a match" '  match: {keywords: [a], glob: b}'
refused "an unknown grammar" '  match: {grammar: klingon}'
refused "an unknown severity" '  match: {keywords: [a]}
  near_miss: grave'
refused "an unknown channel" '  match: {keywords: [a]}
  channels: [attic]'
refused "an unknown unit" '  match: {keywords: [a]}
  near: {any: [b], within: mile}'
refused "near without words" '  match: {keywords: [a]}
  near: {within: 5}'
refused "an aggregate without a severity" '  match: {keywords: [a]}
  aggregate: {distinct: 2}'
refused "an unknown key of allow" '  match: {keywords: [a]}
  allow: [{text: a, reason: b, by: c}]'
refused "an exception without its law" '  match: {keywords: [a]}
  public_by_law: [{near: [b]}]'
finish
