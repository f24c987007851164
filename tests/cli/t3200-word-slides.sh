#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What can not be seen in a document or on a slide is told, and no draft that
# only looks so
. "$(dirname "$0")/lib.sh"

office=$corpora/office

# finds FILE RULE - the scan of the file names the rule.
finds() {
	"$taizhang" scan --json --policies "$source_root/policies" \
		"$office/$1" >"$out" 2>"$errors"
	if grep -q "\"$2\"" "$out"; then
		tell yes "$1: $2"
	else
		tell no "$1: $2"
	fi
}

# lacks FILE RULE - it does not.
lacks() {
	"$taizhang" scan --json --policies "$source_root/policies" \
		"$office/$1" >"$out" 2>"$errors"
	if grep -q "\"$2\"" "$out"; then
		tell no "$1: no $2"
	else
		tell yes "$1: no $2"
	fi
}

for file in unseen.docx unseen.pptx flat.xml cells.pptx; do
	finds $file common.hidden.covered-text
done
for file in plain.docx plain.pptx letter.docx accepted.docx rows.docx; do
	lacks $file common.hidden.covered-text
done

finds rows.docx common.hidden.tracked-changes
lacks rows.docx common.hidden.text

finish
