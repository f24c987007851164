#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sarif.py FILE [SCHEMA]: is it SARIF 2.1.0?

Every object has only the keys that the standard gives it, and those it asks
for; words and indices fit.  With the standard's JSON schema and the module
jsonschema it is checked by that as well.
"""
import json
import re
import sys

# object: key -> (required, kind)
KINDS = {
    "log": {"$schema": "s", "version!": "s", "runs!": ["run"]},
    "run": {"tool!": "tool", "automationDetails": "details", "columnKind": "s",
            "originalUriBaseIds": "*", "invocations": ["invocation"],
            "artifacts": ["artifact"], "results": ["result"]},
    "tool": {"driver!": "driver"},
    "details": {"id": "s"},
    "driver": {"name!": "s", "version": "s", "language": "s",
               "rules": ["rule"], "notifications": ["rule"],
               "properties": "*"},
    "rule": {"id!": "s", "name": "s", "shortDescription": "text",
             "fullDescription": "text", "help": "text",
             "defaultConfiguration": "configuration", "properties": "*"},
    "text": {"text!": "s"},
    "configuration": {"level": "level", "enabled": "b"},
    "invocation": {"executionSuccessful!": "b",
                   "toolExecutionNotifications": ["notification"]},
    "notification": {"descriptor": "descriptor", "level": "level",
                     "message!": "text", "locations": ["location"]},
    "descriptor": {"id": "s"},
    "artifact": {"location": "place", "parentIndex": "i", "mimeType": "s",
                 "length": "i", "hashes": "*", "roles": "*"},
    "place": {"uri": "uri", "uriBaseId": "s", "index": "i"},
    "result": {"ruleId": "s", "ruleIndex": "i", "level": "level",
               "message!": "text", "locations": ["location"],
               "partialFingerprints": "*", "baselineState": "state",
               "suppressions": ["suppression"], "properties": "*"},
    "location": {"physicalLocation": "physical",
                 "logicalLocations": ["logical"]},
    "physical": {"artifactLocation": "place", "region": "region",
                 "contextRegion": "region"},
    "logical": {"name": "s", "fullyQualifiedName": "s", "kind": "s"},
    "region": {"startLine": "i", "startColumn": "i", "endLine": "i",
               "endColumn": "i", "charOffset": "i", "charLength": "i",
               "byteOffset": "i", "byteLength": "i", "snippet": "text"},
    "suppression": {"kind!": "s", "status": "s", "justification": "s"},
}
WORDS = {"level": ["none", "note", "warning", "error"],
         "state": ["new", "unchanged", "updated", "absent"]}


def check(value, kind, where):
    if kind == "*":
        return
    if isinstance(kind, list):
        assert isinstance(value, list), where
        for i, item in enumerate(value):
            check(item, kind[0], "%s[%d]" % (where, i))
    elif kind in KINDS:
        assert isinstance(value, dict), where
        keys = {k.rstrip("!"): v for k, v in KINDS[kind].items()}
        for key in value:
            assert key in keys, "%s has a key %s" % (where, key)
            check(value[key], keys[key], "%s.%s" % (where, key))
        for key in KINDS[kind]:
            assert not key.endswith("!") or key[:-1] in value, (where, key)
    elif kind in WORDS:
        assert value in WORDS[kind], (where, value)
    elif kind == "i":
        assert type(value) is int and value >= 0, where
    elif kind == "b":
        assert type(value) is bool, where
    else:
        assert isinstance(value, str), where
        assert kind != "uri" or re.fullmatch(
            r"(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})*", value), value


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        log = json.load(f)
    check(log, "log", "log")
    assert log["version"] == "2.1.0"
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        ids = [rule["id"] for rule in rules]
        assert len(ids) == len(set(ids)), "a rule is told twice"
        artifacts = run["artifacts"]
        for n, artifact in enumerate(artifacts):
            assert artifact.get("parentIndex", -1) < n
        for result in run["results"]:
            assert ids[result["ruleIndex"]] == result["ruleId"]
            physical = result["locations"][0]["physicalLocation"]
            place = physical["artifactLocation"]
            assert (artifacts[place["index"]]["location"]["uri"] ==
                    place["uri"])
            region = physical.get("region", {})
            if "endColumn" in region:
                assert ((region["startLine"], region["startColumn"]) <
                        (region["endLine"], region["endColumn"]))
    if len(sys.argv) > 2:
        import jsonschema
        with open(sys.argv[2], encoding="utf-8") as f:
            jsonschema.validate(log, json.load(f))


main()
