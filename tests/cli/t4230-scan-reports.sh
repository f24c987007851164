#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a scan tells: equal findings together, SARIF, one page of HTML.
. "$(dirname "$0")/lib.sh"

one=310113190001010017
mkdir -p 'd/空 格'
printf 'a\n编号：%s\nb %s c\n' $one $one >'d/空 格/a#1.txt'
printf '编号：%s\r\n' $one >d/crlf.txt
printf '正文 <b>&"\047 编号：%s <script>alert(1)</script>\n' $one >d/x.html.txt
cp "$corpora/office/comments.docx" "$corpora/office/embedded.docx" d/

# groups
check "equal findings" 1 "$taizhang" scan 'd/空 格/a#1.txt'
holds "are one" "in 2 places: line 2, column 4; line 3, column 3"
check "it is said once" 0 sh -c 'test "$(grep -c resident-id "$0")" -eq 1' \
	"$out"
check "as records" 1 "$taizhang" scan --json 'd/空 格/a#1.txt'
says "there is one a place, of one group" '[.[] | select(.type == "finding") |
	.group] | length == 2 and .[0] == .[1] and (.[0] | length == 16)'
check "no colour in a file" 1 grep -q "$(printf '\033')" "$out"

# SARIF
check "SARIF" 1 "$taizhang" scan --sarif d
cp "$out" d.sarif
says "lines and columns" '.[0].runs[0].results | any(.[];
	.locations[0].physicalLocation |
	.artifactLocation.uri == "d/%E7%A9%BA%20%E6%A0%BC/a%231.txt" and
	.region == {startLine: 2, startColumn: 4, endLine: 2, endColumn: 22,
	charOffset: 5, charLength: 18, snippet: {text: "'$one'"}} and
	.contextRegion.snippet.text == "编号：'$one'")'
says "no offset where the file is not the text" '.[0].runs[0].results | any(.[];
	.locations[0].physicalLocation | .artifactLocation.uri == "d/crlf.txt" and
	.region.startColumn == 4 and (.region | has("charOffset") | not))'
says "places of a document" '.[0].runs[0].results | any(.[];
	.locations[0].logicalLocations[0].fullyQualifiedName |
	startswith("d/comments.docx!/"))'
says "files with digests" '.[0].runs[0].artifacts | any(.[];
	.location.uri == "d/crlf.txt" and (.hashes["sha-256"] | length == 64))'
says "contained files" '.[0].runs[0].artifacts | any(.[]; has("parentIndex"))'
if command -v python3 >/dev/null; then
	check "is valid" 0 python3 "$here/sarif.py" d.sarif
fi
check "once more" 1 "$taizhang" scan --sarif -j 1 d
same "the same bytes" d.sarif "$out"
check "into a file" 1 "$taizhang" scan --sarif -o o.sarif d
same "the same there" d.sarif o.sarif
holds "and the text as usual" "cn.person.resident-id"
check "for its owner" 0 sh -c 'test "$(stat -c %a o.sarif)" = 600'
head -c 2000 /dev/urandom >junk.bin
check "what was not read" 3 "$taizhang" scan --sarif junk.bin
says "is no success" '.[0].runs[0].invocations[0] |
	.executionSuccessful == false and
	.toolExecutionNotifications[0].level == "error"'
check "what is not there" 2 "$taizhang" scan --sarif junk.bin none.txt
says "is told" '.[0].runs[0].invocations[0].toolExecutionNotifications |
	any(.[]; .descriptor.id == "failed")'
printf 'clean\n' >clean.txt
check "what is clean" 0 "$taizhang" scan --sarif clean.txt
says "is a success" '.[0].runs[0] | .results == [] and
	.invocations[0].executionSuccessful'
check "known ones" 0 "$taizhang" scan --quiet --write-baseline base.json \
	'd/空 格/a#1.txt'
check "with a baseline" 1 "$taizhang" scan --sarif --baseline base.json \
	'd/空 格/a#1.txt' d/crlf.txt
says "have a state" '.[0].runs[0].results | any(.[];
	.baselineState == "unchanged" and
	.suppressions[0].kind == "external") and
	any(.[]; .baselineState == "new" and (has("suppressions") | not))'

# HTML
check "HTML" 1 "$taizhang" scan --html d
cp "$out" d.html
holds "is a page" "<!DOCTYPE html>"
holds "what was hit is marked" "<mark>$one</mark>"
holds "nothing of a draft is markup" "&lt;script&gt;alert"
lacks "no script" "<script"
lacks "nothing is fetched" "src="
lacks "from nowhere" "http:/"
holds "and it says so" "default-src 'none'"
check "once more" 1 "$taizhang" scan --html -j 3 d
same "the same page" d.html "$out"
if locale -a | grep -q -i 'zh_CN.utf-\?8'; then
	check "in Chinese" 1 env LC_ALL=zh_CN.UTF-8 "$taizhang" scan --html d
	holds "says so" 'lang="zh-CN"'
fi
if command -v python3 >/dev/null; then
	check "its elements are closed" 0 python3 -c '
import html.parser, sys
class P(html.parser.HTMLParser):
    open = []
    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "input"):
            self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, self.getpos()
p = P()
p.feed(open(sys.argv[1]).read())
assert p.open == []' d.html
fi

# a mark of secrecy
mkdir s
printf '绝密★30年\n关于白鹭洲的机要事项\n' >s/inner.txt
(cd s && tar cf ../s.tar inner.txt)
for form in --json --sarif --html ''; do
	# shellcheck disable=SC2086
	check "refused: ${form:-text}" 1 "$taizhang" scan $form s.tar
	lacks "nothing is quoted" "白鹭洲"
	lacks "nothing at all" "绝密★"
	lacks "no inner name" "inner.txt"
	lacks "no digest" "$(sha256sum <s.tar | cut -c 1-64)"
	lacks "no inner digest" "$(sha256sum <s/inner.txt | cut -c 1-64)"
done
check "SARIF of it" 1 "$taizhang" scan --sarif s.tar
says "has no fingerprint" '.[0].runs[0].results | length > 0 and all(.[];
	has("partialFingerprints") | not)'
if command -v python3 >/dev/null; then
	check "and is valid" 0 python3 "$here/sarif.py" "$out"
fi

check "one form" 2 "$taizhang" scan --sarif --html d
check "one form with --json" 2 "$taizhang" scan --sarif --json d
check "a file for text" 2 "$taizhang" scan -o x d
finish
