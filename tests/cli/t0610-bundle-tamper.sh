#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Both verifiers on a bundle that was tampered with
#
# The attacker redoes manifests and leaves but has no keys; in the last case
# he has the log's key.
. "$(dirname "$0")/lib.sh"
. "$here/bundle-lib.sh"

make_ledger
year=$(date +%Y)
name=ledger.example.org-ledger-$year
as archivist export "$year" -o "$work/$name.tar" >"$out" 2>"$errors"
tar xf "$work/$name.tar" -C "$work" || exit 99
good=$work/$name
entries=data/ledger/entries/000000000000.jsonl
openings=data/openings/000000000000.jsonl
bag=$work/t/$name

begin() { # a fresh copy
	rm -rf "$work/t"
	mkdir "$work/t"
	cp -a "$good" "$bag"
}

# caught WHAT CHECK... - both verifiers fail with these checks.
caught() {
	tamper=$1
	shift
	check "$tamper: verify" 1 "$taizhang" --json verify "$bag"
	jq -r 'select(.status == "failed").check' "$out" | sort -u >"$work/ours"
	cp "$out" "$work/ours.full"
	check "$tamper: VERIFY.sh" 1 sh "$good/data/VERIFY.sh" "$bag"
	sed -n 's/^FAIL\[\(.*\)\].*/\1/p' "$out" | sort -u >"$work/theirs"
	for wanted in "$@"; do
		check "$tamper: verify says $wanted" 0 grep -qx -e "$wanted" \
			"$work/ours"
		check "$tamper: VERIFY.sh says $wanted" 0 grep -qx -e "$wanted" \
			"$work/theirs"
	done
	same "$tamper: both say the same" "$work/ours" "$work/theirs"
}

# The object of the published file.
object=$(grep -rlF '各单位' "$good/data/objects" | head -n 1)
object=${object#"$good"/}
commitment=${object##*/}
commitment=${commitment%.bin}

begin
printf 'X' | dd of="$bag/$object" bs=1 seek=3 conv=notrunc 2>/dev/null
caught "bit rot in an object" fixity object

begin
echo 'another text' >"$bag/$object"
redo "$bag"
caught "an object swapped" object

begin
sed -i 's/\\"decision\\":\\"approve\\"/\\"decision\\":\\"return\\"/' \
	"$bag/$entries"
redo "$bag"
caught "a decision flipped" signature chain merkle

begin
size=$(wc -l <"$bag/$entries")
shorter=$((size - 2))
sed -i "$((shorter + 1)),\$d" "$bag/$entries"
echo "0 $shorter" >"$bag/data/ledger/range"
sed -i "s/^Ledger-Range:.*/Ledger-Range: 0 $shorter/" "$bag/bag-info.txt"
note=$(printf '%s/data/ledger/checkpoints/%012d.note' "$bag" "$size")
sed "2s/.*/$shorter/" "$note" \
	>"$(printf '%s/data/ledger/checkpoints/%012d.note' "$bag" "$shorter")"
rm "$note"
sed -i "/\"seq\":$shorter}\$/d; /\"seq\":$((shorter + 1))}\$/d" \
	"$bag/$openings"
redo "$bag"
caught "the tail cut off" merkle checkpoint

begin
sed -i '9d' "$bag/$entries"
redo "$bag"
caught "an entry removed" seq chain merkle

begin
awk 'NR == 9 { kept = $0; next } { print } NR == 10 { print kept }' \
	"$bag/$entries" >"$work/swapped" && cp "$work/swapped" "$bag/$entries"
redo "$bag"
caught "two entries swapped" seq chain merkle

begin
sig=$(sed -n '9s/^.*"sig":"\([^"]*\)".*$/\1/p' "$bag/$entries")
sed -i "10s|\"sig\":\"[^\"]*\"|\"sig\":\"$sig\"|" "$bag/$entries"
redo "$bag"
caught "a signature moved" signature chain merkle

begin
echo extra >"$bag/data/registers/extra.csv"
caught "an extra file, unlisted" extra

begin
echo extra >"$bag/data/extra.txt"
redo "$bag"
caught "an extra file, listed" unknown-name

begin
rm "$bag/$object"
sed -i "/\"object\":\"$commitment\"/d" "$bag/$openings"
redo "$bag"
caught "object and opening removed" completeness

begin
rm "$bag/$object"
seq=$(sed -n "s/^.*\"object\":\"$commitment\".*\"seq\":\([0-9]*\)}\$/\1/p" \
	"$bag/$openings")
sed -i "/\"object\":\"$commitment\"/d" "$bag/$openings"
printf '%s\t%s\terased\n' "$seq" "$commitment" >>"$bag/data/withheld.tsv"
redo "$bag"
caught "the same, and called erased" completeness

begin
cp "$bag/$object" "$work/outside"
rm "$bag/$object"
ln -s "$work/outside" "$bag/$object"
caught "an object as a link to the outside" special-file

begin
sed -i 's/"detail":"{\\"/"detail":"{ \\"/' "$bag/$openings"
redo "$bag"
caught "details rewritten" opening

begin
sed -i 's/^reviewer@\([^ ]*\) namespaces="/&roster@taizhang.v1,/' \
	"$bag/data/ledger/allowed_signers"
redo "$bag"
caught "a signer given a role" role

# With the log's key: drop an event, chain the rest anew, sign the head.
begin
previous=$(printf %064d 0)
sed '9d' "$bag/$entries" >"$work/fewer"
seq=0
: >"$work/chained"
while IFS= read -r line; do
	line=$(printf '%s\n' "$line" | sed \
		-e "s/^\(.*\"prev\":\"\)[0-9a-f]*\(\",\"seq\":\)[0-9]*,\"sig\"/\1$previous\2$seq,\"sig\"/")
	printf '%s\n' "$line" >>"$work/chained"
	previous=$(printf '%s' "$line" | leaf_of)
	seq=$((seq + 1))
done <"$work/fewer"
cp "$work/chained" "$bag/$entries"
echo "0 $seq" >"$bag/data/ledger/range"
sed -i "s/^Ledger-Range:.*/Ledger-Range: 0 $seq/" "$bag/bag-info.txt"
redo "$bag"
rm "$bag"/data/ledger/checkpoints/*"$size.note"
root=$(root_of "$bag/data/ledger/leaves/000000000000.txt")
printf 'ledger.example.org/1\n%d\n%s\n' "$seq" \
	"$(bytes_of "$root" | base64 -w0)" >"$work/text"
openssl pkeyutl -sign -inkey "$work/vault/log.key" -rawin -in "$work/text" \
	-out "$work/raw"
id=$(sed 's/^[^+]*+\([0-9a-f]*\)+.*/\1/' "$bag/data/ledger/vkey")
{
	cat "$work/text"
	printf '\n\342\200\224 ledger.example.org/1 %s\n' \
		"$({
			bytes_of "$id"
			cat "$work/raw"
		} | base64 -w0)"
} >"$(printf '%s/data/ledger/checkpoints/%012d.note' "$bag" "$seq")"
redo "$bag"
caught "the log's key holder drops an event" seen
check "the forged head is well signed" 1 grep -qx checkpoint "$work/ours"

# Lines out of order, and lines that the form does not have.
begin
openings=$bag/data/openings/000000000000.jsonl
sed '1!G;h;$!d' "$openings" >"$work/text" && cp "$work/text" "$openings"
redo "$bag"
caught "openings in another order" opening
begin
redo "$bag"
echo 'Bagging-Date: 2026-01-01' >>"$bag/bag-info.txt"
(cd "$bag" && sha256sum bagit.txt bag-info.txt manifest-sha256.txt \
	>tagmanifest-sha256.txt)
caught "a line too many in bag-info.txt" bag
begin
sed -i '/^Payload-Oxum/d' "$bag/bag-info.txt"
(cd "$bag" && sha256sum bagit.txt bag-info.txt manifest-sha256.txt \
	>tagmanifest-sha256.txt)
caught "a line too few in bag-info.txt" bag

# In a tar made anew, the same is caught.
begin
echo 'another text' >"$bag/$object"
redo "$bag"
tar cf "$work/forged.tar" -C "$work/t" --format=ustar "$name"
check "a forged tar" 1 "$taizhang" verify "$work/forged.tar"
holds "its form" "archive-form"
holds "its object" "object"
begin
ln -sf /etc/passwd "$bag/$object"
tar cf "$work/forged.tar" -C "$work/t" --format=ustar "$name"
check "a tar with a link" 1 "$taizhang" verify "$work/forged.tar"
holds "is told" "special-file"
finish
