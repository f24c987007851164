#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is known does not count; what is new does, wherever it stands.
. "$(dirname "$0")/lib.sh"

one=310113190001010017
two=110101199003078515
mkdir d
printf 'a\n编号：%s\n' $one >d/a.txt
cp "$corpora/office/comments.docx" d/c.docx

check "before" 1 "$taizhang" scan --json d
check "a baseline is written" 0 "$taizhang" scan --write-baseline base.json d
check "it holds no value" 1 grep -q $one base.json
check "it is JSON" 0 jq -e '.schema == "taizhang-baseline/1" and
	(.entries | length > 1) and .entries[0].file == "d/a.txt"' base.json
check "what is known does not count" 0 "$taizhang" scan --json \
	--baseline base.json d
says "but it is told" 'any(.[]; .type == "suppressed" and
	.rule == "cn.person.resident-id" and .baseline == "unchanged") and
	.[-1].suppressed > 0 and .[-1].findings.block == 0'
says "and nothing else is" 'all(.[]; .type != "finding")'
check "as text" 0 "$taizhang" scan --baseline base.json d
lacks "it is not shown" "resident-id"
holds "only counted" "known findings"
check "shown on demand" 0 "$taizhang" scan --show-suppressed \
	--baseline base.json d
holds "as known" "(known)"

printf 'a\n编号：%s\n' $two >d/a.txt
check "another value on the line" 1 "$taizhang" scan --json \
	--baseline base.json d
says "is new" 'any(.[]; .type == "finding" and .baseline == "new" and
	.match == "'$two'")'
says "and the old entry holds no more" 'any(.[]; .type == "stale" and
	.file == "d/a.txt" and .why == "absent") and .[-1].stale == 1'
printf 'x\ny\n\n号码 %s\n' $one >d/a.txt
check "a value that moved is known" 0 "$taizhang" scan \
	--baseline base.json d
printf '号码 %s\n' '３１０１１３１９０００１０１００１７' >d/a.txt
check "in another form, too" 0 "$taizhang" scan --baseline base.json d
cp d/a.txt d/b.txt
check "in another file it is new" 1 "$taizhang" scan --baseline base.json d
rm d/a.txt
check "a renamed file is known" 0 "$taizhang" scan --baseline base.json d
cp d/b.txt d/bb.txt
check "but it is one file" 1 "$taizhang" scan --baseline base.json d
mv d/b.txt d/a.txt && rm d/bb.txt
(cd d && "$taizhang" scan --baseline ../base.json .) >"$out" 2>"$errors"
check "from another folder it is the same" 0 test $? -eq 0
check "a fact is known for the same file" 0 "$taizhang" scan \
	--baseline base.json d/c.docx
cp "$corpora/office/tracked.docx" d/c.docx
check "and not for another" 1 "$taizhang" scan --baseline base.json d/c.docx
cp "$corpora/office/comments.docx" d/c.docx

# what is never known
printf '绝密★30年\n编号：%s\n' $one >d/s.txt
check "a mark of secrecy is not written" 1 "$taizhang" scan \
	--write-baseline all.json d
check "nor is its file" 1 grep -q s.txt all.json
check "it counts" 1 "$taizhang" scan --json --baseline all.json d
says "with all of it" 'all(.[]; .type != "suppressed" or .file != "d/s.txt")'
rm d/s.txt
head -c 2000 /dev/urandom >d/junk.bin
check "what was not read" 3 "$taizhang" scan --write-baseline all.json d
check "is not either" 3 "$taizhang" scan --json --baseline all.json d
says "and is a finding" 'any(.[]; .type == "finding" and
	.rule == "intake.unread")'
rm d/junk.bin

# a baseline kept up
jq '.entries |= map(if .file == "d/a.txt" then
	. + {reason: "样例号码", by: "li", until: "2999-01-01"} else . end)' \
	base.json >kept.json
check "reasons are allowed" 0 "$taizhang" scan --json --baseline kept.json d
says "and shown" 'any(.[]; .type == "suppressed" and .reason == "样例号码" and
	.by == "li")'
printf '%s\n' $two >d/n.txt
check "brought up to date" 0 "$taizhang" scan --write-baseline kept.json d
check "reasons stay, what is new comes in" 0 jq -e '(.entries[] |
	select(.file == "d/a.txt") | .reason == "样例号码") and
	any(.entries[]; .file == "d/n.txt")' kept.json
cp kept.json before.json
check "once more" 0 "$taizhang" scan --write-baseline kept.json d
same "the same bytes" before.json kept.json
rm d/n.txt
check "what holds no more goes" 0 "$taizhang" scan --write-baseline kept.json d
check "out of it" 1 grep -q n.txt kept.json
jq '.entries |= map(. + {until: "2001-01-01"})' kept.json >past.json
check "after its time an entry has no effect" 1 "$taizhang" scan --json \
	--baseline past.json d
says "and says so" 'any(.[]; .type == "stale" and .why == "expired")'
jq '.entries |= map(. + {severity: "note"})' kept.json >low.json
check "a severity that rose is new" 1 "$taizhang" scan --json \
	--baseline low.json d/a.txt
says "as updated" 'any(.[]; .type == "finding" and .baseline == "updated")'

# bad ones
check "none" 2 "$taizhang" scan --baseline none.json d
for bad in '' '[]' '{"schema":"x"}' \
	'{"schema":"taizhang-baseline/1","salt":"00","entries":[]}' \
	'{"schema":"taizhang-baseline/1","salt":"00000000000000000000000000000000","entries":[{"file":"a"}]}' \
	'{"schema":"taizhang-baseline/1","salt":"00000000000000000000000000000000","entries":[{"file":"a","rule":"b","value":"c","severity":"refuse"}]}' \
	'{"schema":"taizhang-baseline/1","salt":"00000000000000000000000000000000","entries":[{"file":"a","rule":"b","value":"c","severity":"warn","line":3}]}'; do
	printf '%s' "$bad" >bad.json
	check "bad: $bad" 2 "$taizhang" scan --baseline bad.json d
	one_line "one line"
done
finish
