#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A secret mark stops at the door: nothing of the file is anywhere
. "$(dirname "$0")/lib.sh"

make_vault
export TMPDIR="$work/tmp"
mkdir -p "$TMPDIR" clean
cat >clean/ok.txt <<'TEXT'
Opening hours

We open at nine.
TEXT

# refused WHAT FILE - submitting FILE is refused and leaves no trace.
refused() {
	sum=$(sha256sum "$2" | cut -c 1-64)
	check "$1" 1 as drafter submit "$2"
	lacks "$1: no name" "$(basename "$2")"
	lacks "$1: no text" "青松岭"
	lacks "$1: no digest" "$sum"
	complains "$1: what to do" "isolate"
	complains "$1: whom to tell" "confidentiality officer"
	complains "$1: by when" "24 hours"
	check "$1: no trace in vault or temporary folder" 1 grep -rqaF \
		-e 青松岭 -e "$(basename "$2")" -e "$sum" \
		"$work/vault" "$TMPDIR"
}

printf '检查计划\n机密★10年\n青松岭\n' >jihua-body.txt
refused "a mark in the body" jihua-body.txt
printf '检查计划\n机　密　★　１０　年\n青松岭\n' >jihua-wide.txt
refused "a mark in full width and spaced" jihua-wide.txt
cp clean/ok.txt '秘密★5年-青松岭.txt'
refused "a mark in the name" '秘密★5年-青松岭.txt'
python3 - <<'PY'
import io, zipfile
def packed(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr(name, data)
    return out.getvalue()
inner = packed('qingsong-inner.txt', '绝密★长期\n青松岭\n'.encode())
open('jihua-outer.zip', 'wb').write(packed('qingsong.zip', inner))
PY
refused "a mark in a ZIP in a ZIP" jihua-outer.zip

check "one refused file refuses all" 1 as drafter submit clean/ok.txt \
	jihua-body.txt clean/ok.txt
complains "by its position" "file 2 of 3"
complains "a second try is recognised" "refused 1 time before"
check "with --json" 1 as drafter submit jihua-body.txt --json
says "findings do not leak" '
	map(select(.type == "finding")) | length > 0 and
	all(.[]; .match == null and .excerpt == null and .where == null and
	(.part | startswith("depth")))'
says "again is counted" 'map(select(.type == "refusal")) | .[0].again == 2'
check "a mark in typed text" 1 as drafter submit clean/ok.txt \
	--title '机密★5年 青松岭'
lacks "is not repeated" "青松岭"
check "nothing is queued" 0 tz queue --all --json
says "at all" 'length == 0'

check "a clean file is" 0 as drafter submit clean/ok.txt
item=$(head -n 1 "$out")
check "a mark in a reason" 1 as reviewer return "$item" \
	--reason '机密★5年 青松岭'
check "a mark in a revision" 1 as drafter revise "$item" jihua-body.txt
complains "says which" "file 1 of 1"
check "leaves the item as it was" 0 tz show "$item" --json
says "at revision 1" '.[0].revision == 1 and .[0].state == "in-review"'
check "no trace at all" 1 grep -rqaF -e 青松岭 "$work/vault" "$TMPDIR"
check "the ledger is whole" 0 tz audit
finish
