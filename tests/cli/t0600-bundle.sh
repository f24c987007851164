#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Bundles: their form, their sameness, their verifiers
. "$(dirname "$0")/lib.sh"
. "$here/bundle-lib.sh"

make_ledger
year=$(date +%Y)
name=ledger.example.org-ledger-$year

check "export by who is no archivist" 1 as drafter export "$year"
check "export of a bad period" 2 as archivist export 2019-13
check "export of a year without entries" 1 as archivist export 1999
check "nothing was written" 0 sh -c "! ls '$work/vault/bundles' | grep -q ."
check "a full bundle" 0 as archivist export "$year"
full=$work/vault/bundles/$name.tar
holds "its digest is printed" "$(sha256sum "$full" | cut -c1-64)"
check "it lies in the vault" 0 test -f "$full"
check "no partial file is left" 0 sh -c "! ls '$work/vault/bundles' |
	grep -q partial"
check "a public bundle where asked, as a record" 0 as archivist --json export \
	"$year" --public -o "$work/$name-public.tar"
cp "$out" "$work/record"
check "the record has the agreed keys" 0 jq -e '.type == "bundle" and
	.profile == "public" and .from == 0 and .edition == 1 and
	(.sha256 | length) == 64 and .to > 12' "$work/record"

# Sameness: exports themselves do not change what is exported.
check "export in another locale, zone, umask and folder" 0 sh -c "
	mkdir '$work/other' && cd '$work/other' && umask 077 &&
	LC_ALL=C TZ=Asia/Shanghai '$taizhang' -C '$work/vault' --as archivist \
	--sign-key '$work/keys/archivist' export '$year' -o again.tar"
same "gives the same bytes" "$full" "$work/other/again.tar"
check "the digest beside it is right" 0 sh -c "cd '$work/vault/bundles' &&
	sha256sum -c '$name.tar.sha256'"
check "over an identical file" 0 as archivist export "$year"

# The form of the tar, by stock tools.
check "only regular files" 0 sh -c "
	[ \"\$(tar tvf '$full' | cut -c1-22 | sort -u)\" = '-rw-r--r-- 0/0        ' ] ||
	! tar tvf '$full' | grep -v '^-rw-r--r-- 0/0 '"
check "no name twice, all in ASCII, one folder" 0 sh -c "
	tar tf '$full' >'$work/names' && [ -z \"\$(sort '$work/names' | uniq -d)\" ] &&
	! grep -v '^$name/[A-Za-z0-9._/-]*$' '$work/names'"
check "tag files come first" 0 sh -c "
	[ \"\$(head -n 5 '$work/names' | tr '\n' ' ')\" = '$name/bagit.txt\
 $name/bag-info.txt $name/manifest-sha256.txt $name/tagmanifest-sha256.txt\
 $name/data/ledger/allowed_signers ' ]"
check "it ends with two zero blocks and nothing more" 0 sh -c "
	tail -c 1024 '$full' | tr -d '\000' | cmp -s - /dev/null &&
	! tail -c 1536 '$full' | tr -d '\000' | cmp -s - /dev/null"

mkdir "$work/x"
check "it unpacks" 0 tar xf "$full" -C "$work/x"
check "the public one unpacks" 0 tar xf "$work/$name-public.tar" -C "$work/x"
bag=$work/x/$name
check "a valid bag" 0 valid_bag "$bag"
check "the public one is a valid bag" 0 valid_bag "$bag-public"
check "both share the ledger byte for byte" 0 diff -r "$bag/data/ledger" \
	"$bag-public/data/ledger"
check "what is withheld is not in the public one" 1 grep -rqF \
	-e '尚未定稿' -e 'Service desk' -e 'Monday' "$bag-public"
check "what is published is" 0 grep -rqF '关于食品抽检的通知' \
	"$bag-public/data/openings" "$bag-public/data/registers"
check "the archivist's signature, by ssh-keygen" 0 sh -c "
	ssh-keygen -q -Y verify -f '$bag/data/ledger/allowed_signers' \
	-I archivist@ledger.example.org -n bundle@taizhang.v1 \
	-s '$full.sha256.sig' <'$full.sha256'"

# Both verifiers, on everything.
check "verify the tar" 0 "$taizhang" verify "$full"
check "verify the folder" 0 "$taizhang" verify "$bag"
check "verify the public tar, as records" 0 "$taizhang" --json verify \
	"$work/$name-public.tar"
cp "$out" "$work/record"
check "the records have the agreed keys" 0 jq -e -s '
	(.[:-1] | all(.type == "check" and has("check") and has("status") and
	has("subject") and has("text"))) and (.[-1].type == "summary") and
	.[-1].failed == 0' "$work/record"
check "VERIFY.sh in the bundle" 0 sh "$bag/data/VERIFY.sh"
holds "its last line" "OK $name [0,"
check "VERIFY.sh of the public one" 0 sh "$bag-public/data/VERIFY.sh"
head -n 1 "$work/vkey" >"$work/paper"
cp "$bag/data/ledger/allowed_signers" "$work/trusted"
check "with keys of one's own" 0 "$taizhang" verify "$full" \
	--vkey "$work/paper" --allowed-signers "$work/trusted"
lacks "nothing is left unchecked" "not-checked"
check "VERIFY.sh with keys of one's own" 0 sh "$bag/data/VERIFY.sh" \
	-k "$work/paper" -s "$work/trusted" "$bag"
lacks "it has no note then" "NOTE"
sed 's/+[0-9a-f]*+/+00000000+/' "$work/paper" >"$work/wrong"
check "with another log key" 1 "$taizhang" verify "$full" --vkey "$work/wrong"
check "VERIFY.sh with another log key" 1 sh "$bag/data/VERIFY.sh" \
	-k "$work/wrong"
grep -v '^reviewer' "$work/trusted" >"$work/wrong"
check "with a signer missing" 1 "$taizhang" verify "$full" \
	--allowed-signers "$work/wrong"
check "VERIFY.sh with a signer missing" 1 sh "$bag/data/VERIFY.sh" \
	-s "$work/wrong"
check "with the end note of before" 0 "$taizhang" verify "$full" --previous \
	"$bag/data/ledger/checkpoints/000000000000.note"

check "what is no bundle" 2 "$taizhang" verify "$work/paper"
one_line "says so in one line"
check "an empty folder" 2 "$taizhang" verify "$work/other"
check "what is not there" 2 "$taizhang" verify "$work/absent.tar"
check "VERIFY.sh on what is no bundle" 2 sh "$bag/data/VERIFY.sh" "$work/other"
printf x >>"$work/other/again.tar"
check "bytes after the end" 1 "$taizhang" verify "$work/other/again.tar"
holds "are told" "archive-form"

# Not a byte of a tar that is not whole.
check "a file name that cannot be written" 2 as archivist export "$year" \
	-o "$work/no/such/folder.tar"
check "the vault is whole" 0 tz audit
finish
