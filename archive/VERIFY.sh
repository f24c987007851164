#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Check a ledger bundle with stock tools: POSIX sh and utilities, coreutils,
# openssl, ssh-keygen.  VERIFY.txt says what is checked.
#
# usage: sh VERIFY.sh [-k VKEY_FILE] [-s ALLOWED_SIGNERS] [-p PREVIOUS_NOTE]
#                     [FOLDER]
# exit status: 0 all checks hold, 1 one failed, 2 could not run

set -u
LC_ALL=C
TZ=UTC
export LC_ALL TZ
umask 077

die() {
	echo "VERIFY.sh: $*" >&2
	exit 2
}

fail() { # CHECK SUBJECT
	printf 'FAIL[%s] %s\n' "$1" "$2"
	: >"$T/failed"
}

note() {
	printf 'NOTE: %s\n' "$*"
}

usage() {
	die 'usage: VERIFY.sh [-k VKEY] [-s SIGNERS] [-p NOTE] [FOLDER]'
}

VKEY='' SIGNERS='' PREVIOUS=''
while getopts k:s:p: option; do
	case $option in
	k) VKEY=$OPTARG ;;
	s) SIGNERS=$OPTARG ;;
	p) PREVIOUS=$OPTARG ;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
[ $# -le 1 ] || usage
for file in "$VKEY" "$SIGNERS" "$PREVIOUS"; do
	[ -z "$file" ] || [ -r "$file" ] || die "cannot read '$file'"
done
for tool in awk basenc cmp cut find openssl sed sort split ssh-keygen \
	sha256sum tr xargs; do
	command -v "$tool" >/dev/null 2>&1 || die "no '$tool' on this machine"
done
T=$(mktemp -d) || die 'cannot make a temporary folder'
trap 'rm -rf "$T"' EXIT
trap 'exit 2' HUP INT TERM
[ -z "$VKEY" ] || cat "$VKEY" >"$T/vkey.given" || die "cannot read '$VKEY'"
[ -z "$SIGNERS" ] || cat "$SIGNERS" >"$T/signers.given" ||
	die "cannot read '$SIGNERS'"
[ -z "$PREVIOUS" ] || cat "$PREVIOUS" >"$T/previous" ||
	die "cannot read '$PREVIOUS'"
FOLDER=${1:-$(dirname "$0")/..}
cd "$FOLDER" 2>/dev/null || die "no folder '$FOLDER'"
for file in bagit.txt bag-info.txt data/ledger/range; do
	[ -f "$file" ] || die "'$FOLDER' is no bundle: it has no $file"
done

EMPTY=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
ZEROS=0000000000000000000000000000000000000000000000000000000000000000

# ---- hashing many things with few processes --------------------------------

# Read names of files, one a line, on standard input; print one digest a line.
hash_files() {
	xargs -r openssl dgst -sha256 -r | cut -c1-64
}

# Read "LEFT RIGHT" lines (hex); print the RFC 6962 node of each.
hash_nodes() {
	rm -rf "$T/node"
	mkdir "$T/node"
	awk '{ printf "01%s%s", $1, $2 }' | tr a-f A-F | basenc --base16 -d |
		split -b 65 -a 5 - "$T/node/"
	printf '%s\n' "$T"/node/* | hash_files
}

# One node, of two hashes.
hash_node() {
	echo "$1 $2" | hash_nodes
}

base64_hex() {
	base64 -d 2>/dev/null | basenc --base16 -w0 | tr A-F a-f
}

# Run a list of "CHECK SUBJECT" lines through fail.
fail_lines() {
	while IFS=' ' read -r check subject; do
		fail "$check" "$subject"
	done
}

# ---- the bag ---------------------------------------------------------------

find . ! -type d ! -type f | sed 's,^\./,,' | while IFS= read -r name; do
	fail special-file "$name"
done
find . -type f | sed 's,^\./,,' | sort >"$T/files"

known_names() { # print the names of $T/files that the format has
	awk '
	function hex(s, n) { return length(s) == n && s ~ /^[0-9a-f]+$/ }
	function digits(s, n) { return length(s) == n && s ~ /^[0-9]+$/ }
	function known(f,  n, p, q) {
		if (f !~ /^[A-Za-z0-9._\/-]+$/ || length(f) > 200 ||
		    f ~ /(^|\/)\.?\.?(\/|$)/)
			return 0
		if (f in fixed || f ~ /^data\/tlog\//)
			return 1
		n = split(f, p, "/")
		if (p[1] != "data")
			return 0
		q = p[n]
		sub(/\.[a-z0-9]+$/, "", q)
		if (f ~ /^data\/ledger\/checkpoints\/[0-9]+\.(note|tsr|sm2)$/)
			return digits(q, 12)
		if (f ~ /^data\/ledger\/entries\/[0-9]+\.jsonl$/ ||
		    f ~ /^data\/ledger\/leaves\/[0-9]+\.txt$/ ||
		    f ~ /^data\/openings\/[0-9]+\.jsonl$/)
			return digits(q, 12)
		if (f ~ /^data\/registers\/[a-z0-9-]+\.csv$/)
			return 1
		if (f ~ /^data\/policies\/[0-9a-f]+\.txt$/)
			return hex(q, 64)
		if (f ~ /^data\/policies\/[0-9a-f]+\//)
			return hex(p[3], 16)
		if (f ~ /^data\/objects\/[0-9a-f]+\/[0-9a-f]+\.bin$/)
			return hex(q, 64) && p[3] == substr(q, 1, 2)
		return 0
	}
	BEGIN {
		n = split("bagit.txt bag-info.txt manifest-sha256.txt " \
		    "tagmanifest-sha256.txt manifest-sm3.txt " \
		    "tagmanifest-sm3.txt data/ledger/allowed_signers " \
		    "data/ledger/consistency.txt data/ledger/frontier.txt " \
		    "data/ledger/range data/ledger/roster.jsonl " \
		    "data/ledger/tsa-ca.pem data/ledger/vkey " \
		    "data/withheld.tsv data/VERIFY.sh data/VERIFY.txt " \
		    "data/index.html", a, " ")
		for (i = 1; i <= n; i++)
			fixed[a[i]]
	}
	known($0)' "$T/files"
}
known_names >"$T/known"
comm -23 "$T/files" "$T/known" | sed 's/^/unknown-name /' | fail_lines
tr '[:upper:]' '[:lower:]' <"$T/files" | sort | uniq -d | sed 's/^/archive-form /' | fail_lines

# Digests of all files of known names, in the manifests' form.
hash_files <"$T/known" >"$T/digests"
paste -d' ' "$T/digests" "$T/known" | sed 's/ /  /' >"$T/sums"

[ "$(cat bagit.txt)" = "BagIt-Version: 1.0
Tag-File-Character-Encoding: UTF-8" ] || fail bag bagit.txt
cat manifest-sha256.txt tagmanifest-sha256.txt >"$T/listed" 2>/dev/null ||
	fail bag 'a manifest is missing'
awk '
	file == 1 { sum[substr($0, 67)] = substr($0, 1, 64); next }
	file == 2 { there[$0]; next }
	substr($0, 1, 64) !~ /^[0-9a-f]+$/ || substr($0, 65, 2) != "  " ||
	    length($0) < 67 { print "bag manifest line " FNR; next }
	{
		name = substr($0, 67)
		if (name in listed)
			print "bag " name
		listed[name]
		if (!(name in there) ||
		    ((name in sum) && sum[name] != substr($0, 1, 64)))
			print "fixity " name
	}
	END {
		for (name in there)
			if (!(name in listed) && name !~ /^tagmanifest-/)
				print "extra " name
	}' file=1 "$T/sums" file=2 "$T/files" file=3 "$T/listed" | sort | fail_lines

label() { # LABEL: its value in bag-info.txt
	sed -n "s/^$1: //p" bag-info.txt
}
cut -d: -f1 bag-info.txt | tr '\n' ' ' >"$T/labels"
[ "$(cat "$T/labels")" = "Bag-Group-Identifier External-Identifier\
 Ledger-Edition Ledger-Profile Ledger-Range Payload-Oxum\
 Source-Organization " ] || fail bag bag-info.txt
ORIGIN=$(label Bag-Group-Identifier)
NAME=$(label External-Identifier)
EDITION=$(label Ledger-Edition)
PROFILE=$(label Ledger-Profile)
RANGE=$(cat data/ledger/range)
[ "$(label Ledger-Range)" = "$RANGE" ] || fail bag Ledger-Range
case $PROFILE in
full | public) ;;
*) fail bag Ledger-Profile ;;
esac
case $EDITION in
'' | 0* | *[!0-9]*)
	fail bag Ledger-Edition
	EDITION=1
	;;
esac
case $RANGE in
*[!0-9\ ]* | '' | ' '* | *' ' | *' '*' '*) die 'data/ledger/range is no range' ;;
*' '*) ;;
*) die 'data/ledger/range is no range' ;;
esac
A=${RANGE% *} B=${RANGE#* }
[ "$A" -lt "$B" ] || die 'data/ledger/range is no range'
A12=$(printf '%012d' "$A") B12=$(printf '%012d' "$B")
OXUM=$(find data -type f -exec wc -c {} + |
	awk '$2 != "total" { bytes += $1; n++ } END { printf "%.0f.%d", bytes, n }')
[ "$(label Payload-Oxum)" = "$OXUM" ] || fail bag Payload-Oxum

# ---- the heads -------------------------------------------------------------

# The key's id is the beginning of SHA-256(name LF 0x01 key).
KEY=$(head -n 1 data/ledger/vkey 2>/dev/null)
KEY_NAME=${KEY%%+*} KEY_REST=${KEY#*+}
KEY_ID=${KEY_REST%%+*} KEY_BASE64=${KEY_REST#*+}
printf '%s' "$KEY_BASE64" | base64 -d >"$T/key" 2>/dev/null
WANT_ID=$({ printf '%s\n' "$KEY_NAME" && cat "$T/key"; } | sha256sum |
	cut -c1-8)
if [ "$KEY_NAME" != "$ORIGIN" ] || [ "$KEY_ID" != "$WANT_ID" ] ||
	[ "$(wc -c <"$T/key")" -ne 33 ] ||
	[ "$(head -c 1 "$T/key" | basenc --base16)" != 01 ]; then
	fail checkpoint data/ledger/vkey
fi
if [ -n "$VKEY" ]; then
	[ "$(tr -d ' \t\r\n' <"$T/vkey.given")" = "$KEY" ] ||
		fail checkpoint 'the log key is not the one given'
else
	note "keys are the bundle's own; compare with paper"
fi
{
	printf 302A300506032B6570032100 | basenc --base16 -d
	tail -c +2 "$T/key"
} >"$T/key.der"

# read_note FILE: whether it is signed by the key; sets SIZE and ROOT.
read_note() {
	SIZE='' ROOT=''
	head -n 3 "$1" >"$T/text" 2>/dev/null || return 1
	SIZE=$(sed -n 2p "$T/text")
	ROOT=$(sed -n 3p "$T/text" | base64_hex)
	[ "$(sed -n 1p "$T/text")" = "$ORIGIN" ] || return 1
	[ "$(sed -n 4p "$1")" = '' ] || return 1
	tail -n +5 "$1" | while IFS=' ' read -r dash name base64; do
		[ "$dash" = "$(printf '\342\200\224')" ] || continue
		[ "$name" = "$ORIGIN" ] || continue
		printf '%s' "$base64" | base64 -d >"$T/raw" 2>/dev/null
		[ "$(head -c 4 "$T/raw" | basenc --base16 |
			tr A-F a-f)" = "$KEY_ID" ] || continue
		tail -c +5 "$T/raw" >"$T/sig"
		openssl pkeyutl -verify -pubin -keyform DER -inkey "$T/key.der" \
			-rawin -in "$T/text" -sigfile "$T/sig" >/dev/null 2>&1 &&
			echo good
	done | grep -q good
}

NOTES=data/ledger/checkpoints
read_note "$NOTES/$A12.note" || fail checkpoint "$NOTES/$A12.note"
[ "$SIZE" = "$A" ] || fail checkpoint "$NOTES/$A12.note is of another size"
ROOT_A=$ROOT
read_note "$NOTES/$B12.note" || fail checkpoint "$NOTES/$B12.note"
[ "$SIZE" = "$B" ] || fail checkpoint "$NOTES/$B12.note is of another size"
ROOT_B=$ROOT
LATER=''
for file in "$NOTES"/*.note; do
	case $file in
	"$NOTES/$A12.note" | "$NOTES/$B12.note") continue ;;
	esac
	[ -f "$file" ] || continue
	read_note "$file" || fail checkpoint "$file"
	case $SIZE in
	'' | *[!0-9]*) continue ;;
	esac
	if [ "$SIZE" -gt "$B" ]; then
		LATER=$SIZE LATER_ROOT=$ROOT
	fi
done
[ "$EDITION" -eq 1 ] || [ -n "$LATER" ] ||
	fail checkpoint 'the head of this edition is missing'

# ---- entries: form, order, chain, times ------------------------------------

cat data/ledger/entries/*.jsonl >"$T/entries" 2>/dev/null
[ "$(wc -l <"$T/entries")" -eq $((B - A)) ] || fail seq data/ledger/entries
sed -e 's/^.*,"stmt":"\(.*\)","t":".*$/\1/' -e 's/\\\(["\\]\)/\1/g' \
	"$T/entries" >"$T/statements"
mkdir "$T/leaf"
: >"$T/good"
n=0
while IFS= read -r line; do
	printf '\000%s' "$line" >"$T/leaf/$n"
	n=$((n + 1))
done <"$T/entries"
i=0
while [ $i -lt $n ]; do
	echo "$T/leaf/$i"
	i=$((i + 1))
done | hash_files >"$T/leaves"
rm -rf "$T/leaf"
cat data/ledger/leaves/*.txt 2>/dev/null | cmp -s - "$T/leaves" ||
	fail merkle data/ledger/leaves
[ $((A % 2)) -eq 1 ] && FIRST=$(tail -n 1 data/ledger/frontier.txt) ||
	FIRST=unknown
[ "$A" -eq 0 ] && FIRST=$ZEROS

# One line an entry: SEQ BY NS T AT ACT DECISION DOC SEEN_SIZE SEEN_ROOT SIG
# DETAIL OBJECTS, "-" for what is absent; faults go to $T/faults.
paste -d'\t' "$T/entries" "$T/statements" "$T/leaves" | awk -F'\t' \
	-v A="$A" -v first="$FIRST" -v origin="$ORIGIN" -v faults="$T/faults" \
	-v good="$T/good" '
	function hex(s, n) { return length(s) == n && s ~ /^[0-9a-f]+$/ }
	function bad(check, seq, text) {
		print check " seq " seq " " text >faults
	}
	# Take "KEY":"VALUE", or "KEY":VALUE off the beginning of rest.
	function text(key,  n, value) {
		n = length(key) + 4
		if (substr(rest, 1, n) != "\"" key "\":\"")
			return "-"
		rest = substr(rest, n + 1)
		n = index(rest, "\"")
		value = substr(rest, 1, n - 1)
		rest = substr(rest, n + 1)
		if (substr(rest, 1, 1) == ",")
			rest = substr(rest, 2)
		return value
	}
	function seconds(t,  y, m, d, a) {
		if (t !~ /^[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z$/)
			return -1
		y = substr(t, 1, 4) + 0
		m = substr(t, 6, 2) + 0
		d = substr(t, 9, 2) + 0
		if (m <= 2) { y--; m += 12 }
		a = 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + \
		    int((153 * (m - 3) + 2) / 5) + d - 719469
		return a * 86400 + substr(t, 12, 2) * 3600 + \
		    substr(t, 15, 2) * 60 + substr(t, 18, 2)
	}
	BEGIN {
		split("person.add person.retire policy.adopt", a, " ")
		for (i in a) family[a[i]] = "roster"
		split("submit revise refuse", b, " ")
		for (i in b) family[b[i]] = "draft"
		split("judge sign-off fingerprint.add fingerprint.end", c, " ")
		for (i in c) family[c[i]] = "sign-off"
		split("publish withdraw erase deposit reassess anchor export",
		    d, " ")
		for (i in d) family[d[i]] = "archive"
		prev = first
	}
	{
		want = A + NR - 1
		rest = substr($1, 2)
		log_name = text("log"); ns = text("ns"); before = text("prev")
		seq = "-"
		if (substr(rest, 1, 6) == "\"seq\":") {
			seq = substr(rest, 7)
			sub(/,.*/, "", seq)
			rest = substr(rest, 8 + length(seq))
		}
		sig = text("sig")
		t = ""
		if ($1 ~ /,"t":"[^"]*","v":"taizhang-entry\/1"[}]$/) {
			t = $1
			sub(/^.*,"t":"/, "", t)
			sub(/".*$/, "", t)
		}
		rest = substr($2, 2)
		act = text("act"); at = text("at"); by = text("by")
		decision = text("decision"); detail = text("detail")
		doc = text("doc"); slog = text("log"); nonce = text("nonce")
		objects = "-"
		if (substr(rest, 1, 11) == "\"objects\":[") {
			objects = substr(rest, 12)
			sub(/\].*$/, "", objects)
			rest = substr(rest, 14 + length(objects))
			gsub(/[",]+/, " ", objects)
			sub(/^ /, "", objects)
			sub(/ $/, "", objects)
		}
		root = "-"; size = "-"
		if (rest ~ /^"seen":[{]"root":"[0-9a-f]+","size":[0-9]+[}],"v":"taizhang-statement\/1"[}]$/) {
			root = substr(rest, 17, 64)
			size = substr(rest, 90)
			sub(/[}].*$/, "", size)
		}
		if (seq !~ /^[0-9]+$/ || !hex(before, 64) || !hex(detail, 64) ||
		    !hex(nonce, 32) || !hex(root, 64) || t == "" ||
		    objects == "-" || (doc != "-" && !hex(doc, 32)) ||
		    !(act in family) || by !~ /^[a-z0-9._-]+@[a-z0-9._-]+$/ ||
		    sig !~ /^[A-Za-z0-9+\/]+=*$/) {
			bad("archive-form", want, "is not in its form")
			bad("signature", want, "cannot be checked")
			prev = $3
			next
		}
		if (seq != want || log_name != origin || slog != origin)
			bad("seq", want, "another entry stands in its place")
		if (prev != "unknown" && before != prev)
			bad("chain", want, "does not follow the one before it")
		if (ns != family[act] "@taizhang.v1")
			bad("role", want, "the act is not of that namespace")
		if (size + 0 > seq + 0)
			bad("seen", want, "a head of more entries than there were")
		now = seconds(t)
		signed = seconds(at)
		if (now < last || now - signed > 300 || signed - now > 300 ||
		    now < 0 || signed < 0)
			bad("time", want, "its times do not fit")
		last = now
		prev = $3
		print $2 >good
		print seq, by, ns, t, at, act, decision, doc, size, root, sig, \
		    detail, objects
	}' >"$T/acts"
[ ! -f "$T/faults" ] || fail_lines <"$T/faults"

# ---- the tree --------------------------------------------------------------

# Level k of the tree: "INDEX HASH" of every perfect subtree of 2^k leaves that
# the range or the frontier gives.
FRONTIER_OK=$(awk -v A="$A" '
	BEGIN { for (n = A; n > 0; n = int(n / 2)) ones += n % 2 }
	length($0) != 64 || $0 !~ /^[0-9a-f]+$/ { wrong = 1 }
	END { print (NR == ones + 0 && !wrong) ? "yes" : "no" }
	' data/ledger/frontier.txt 2>/dev/null)
[ "$FRONTIER_OK" = yes ] || fail merkle data/ledger/frontier.txt
N=$(wc -l <"$T/leaves")
END=$((A + N))
awk -v A="$A" '{ print A + NR - 1, $0 }' "$T/leaves" >"$T/level"
: >"$T/nodes"
k=0 span=1
while [ $span -le $END ]; do
	# The frontier has a node of this level if bit k of A is set; it stands
	# before the larger ones when read from its end.
	if [ $((A / span % 2)) -eq 1 ]; then
		place=$(awk -v n=$((A / span)) 'BEGIN {
			for (; n > 0; n = int(n / 2)) ones += n % 2
			print ones }')
		hash=$(sed -n "${place}p" data/ledger/frontier.txt 2>/dev/null)
		{
			echo "$((A / span - 1)) ${hash:-$ZEROS}"
			cat "$T/level"
		} >"$T/with"
		mv "$T/with" "$T/level"
	fi
	sed "s/^/$k /" "$T/level" >>"$T/nodes"
	awk '$1 % 2 == 0 { left = $2; at = $1; next }
		at != "" && at == $1 - 1 { print at / 2, left, $2 }' \
		"$T/level" >"$T/pairs"
	cut -d' ' -f1 "$T/pairs" >"$T/index"
	if [ -s "$T/pairs" ]; then
		cut -d' ' -f2,3 "$T/pairs" | hash_nodes >"$T/parents"
		paste -d' ' "$T/index" "$T/parents" >"$T/level"
	else
		: >"$T/level"
	fi
	k=$((k + 1)) span=$((span * 2))
done

# Roots of the sizes that are needed: A, B, what signers had seen, what is
# given.  All are folded at once, one level of hashing at a time.
if [ -n "$PREVIOUS" ]; then
	read_note "$T/previous" || fail checkpoint 'previous note'
	PREVIOUS_SIZE=$SIZE PREVIOUS_ROOT=$ROOT
fi
{
	cut -d' ' -f9 "$T/acts"
	echo "$A"
	echo "$END"
	[ -z "$PREVIOUS" ] || echo "$PREVIOUS_SIZE"
} | awk -v A="$A" -v E="$END" '/^[0-9]+$/ && $1 >= A && $1 <= E && $1 > 0' |
	sort -un >"$T/sizes"
# "SIZE REST-OF-SIZE K HASH": folded below bit K.
awk '{ print $1, $1, 0, "-" }' "$T/sizes" >"$T/fold"
: >"$T/roots"
while [ -s "$T/fold" ]; do
	awk -v pairs="$T/pairs" -v state="$T/state" -v roots="$T/roots" '
		FILENAME == ARGV[1] { node[$1 " " $2] = $3; next }
		{
			size = $1; rest = $2; k = $3; hash = $4
			for (;;) {
				while (rest > 0 && rest % 2 == 0) {
					rest /= 2; k++
				}
				if (rest == 0) {
					print size, hash >>roots
					break
				}
				left = node[k " " (rest - 1)]
				if (left == "") left = "missing"
				rest = (rest - 1) / 2; k++
				if (hash == "-") { hash = left; continue }
				print size, rest, k >state
				print left, hash >pairs
				break
			}
		}
		BEGIN { printf "" >pairs; printf "" >state }
		' "$T/nodes" "$T/fold"
	if [ -s "$T/state" ]; then
		hash_nodes <"$T/pairs" >"$T/parents"
		paste -d' ' "$T/state" "$T/parents" >"$T/fold"
	else
		: >"$T/fold"
	fi
done
echo "0 $EMPTY" >>"$T/roots"
root_of() {
	awk -v size="$1" '$1 == size { print $2; exit }' "$T/roots"
}
[ "$(root_of "$A")" = "$ROOT_A" ] || fail merkle 'the head at A'
if [ "$END" -ne "$B" ] || [ "$(root_of "$B")" != "$ROOT_B" ]; then
	fail merkle 'the head at B'
fi
if [ -n "$PREVIOUS" ]; then
	want=$(root_of "${PREVIOUS_SIZE:-none}")
	if [ -z "$want" ]; then
		note 'the previous note is outside the range; not compared'
	else
		[ "$want" = "$PREVIOUS_ROOT" ] || fail merkle 'previous note'
	fi
fi
awk 'FILENAME == ARGV[1] { root[$1] = $2; next }
	($9 in root) && root[$9] != $10 {
		print "seen seq " $1 " its signer had seen another ledger"
	}' "$T/roots" "$T/acts" | fail_lines

# RFC 9162 2.1.4.2: that the later head of this edition continues B.
consistent() {
	fn=$((B - 1)) sn=$((LATER - 1))
	: >"$T/path"
	while IFS= read -r line; do
		printf '%s' "$line" | base64_hex >>"$T/path"
		echo >>"$T/path"
	done <data/ledger/consistency.txt
	while [ $((fn % 2)) -eq 1 ]; do
		fn=$((fn / 2)) sn=$((sn / 2))
	done
	if [ "$fn" -eq 0 ]; then
		fr=$ROOT_B
	else
		fr=$(head -n 1 "$T/path")
		tail -n +2 "$T/path" >"$T/rest" && mv "$T/rest" "$T/path"
	fi
	sr=$fr
	while read -r c; do
		[ $sn -ne 0 ] || return 1
		if [ $((fn % 2)) -eq 1 ] || [ "$fn" -eq $sn ]; then
			fr=$(hash_node "$c" "$fr")
			sr=$(hash_node "$c" "$sr")
			while [ $((fn % 2)) -eq 0 ] && [ "$fn" -ne 0 ]; do
				fn=$((fn / 2)) sn=$((sn / 2))
			done
		else
			sr=$(hash_node "$sr" "$c")
		fi
		fn=$((fn / 2)) sn=$((sn / 2))
	done <"$T/path"
	[ $sn -eq 0 ] && [ "$fr" = "$ROOT_B" ] && [ "$sr" = "$LATER_ROOT" ]
}
if [ -n "$LATER" ]; then
	if [ ! -f data/ledger/consistency.txt ] || ! consistent; then
		fail merkle data/ledger/consistency.txt
	fi
fi

# ---- openings and objects --------------------------------------------------

cat data/openings/*.jsonl >"$T/openings" 2>/dev/null
# Octal escapes of a salt, for printf.
awk -v faults="$T/faults.openings" '
	function hex(s, n) { return length(s) == n && s ~ /^[0-9a-f]+$/ }
	function octal(s,  i, r, v) {
		r = ""
		for (i = 1; i < 64; i += 2) {
			v = (index("0123456789abcdef", substr(s, i, 1)) - 1) * 16 + \
			    index("0123456789abcdef", substr(s, i + 1, 1)) - 1
			r = r sprintf("\\%03o", v)
		}
		return r
	}
	BEGIN { printf "" >faults }
	/^[{]"object":"[0-9a-f]+","osalt":"[0-9a-f]+","seq":[0-9]+[}]$/ {
		object = substr($0, 12, 64); salt = substr($0, 87, 64)
		seq = substr($0, 159); sub(/[}]/, "", seq)
		if (hex(object, 64) && hex(salt, 64)) {
			print "object", seq, object, octal(salt), salt
			next
		}
	}
	/^[{]"detail":".*","dsalt":"[0-9a-f]+","seq":[0-9]+[}]$/ {
		tail = $0
		sub(/^.*","dsalt":"/, "", tail)
		salt = substr(tail, 1, 64)
		seq = substr(tail, 73); sub(/[}]/, "", seq)
		if (hex(salt, 64) && seq ~ /^[0-9]+$/) {
			print "detail", seq, NR, octal(salt)
			next
		}
	}
	{ print "opening data/openings line " NR >faults
	  print "bad", 0, NR, "-" }' "$T/openings" >"$T/opened"
fail_lines <"$T/faults.openings"
mkdir "$T/detail"
sed -e 's/^{"detail":"\(.*\)","dsalt":"[0-9a-f]*","seq":[0-9]*}$/\1/' \
	-e 's/\\\(["\\]\)/\1/g' "$T/openings" >"$T/texts"
n=0
while IFS=' ' read -r kind _ _ salt _ && IFS= read -r text <&3; do
	[ "$kind" = detail ] || continue
	# shellcheck disable=SC2059 # the salt is made of octal escapes
	{ printf "taizhang-detail-v1\\n$salt" && printf '%s' "$text"; } \
		>"$T/detail/$n"
	n=$((n + 1))
done <"$T/opened" 3<"$T/texts"
i=0
while [ $i -lt $n ]; do
	echo "$T/detail/$i"
	i=$((i + 1))
done | hash_files >"$T/details"
rm -rf "$T/detail"
# "KIND SEQ COMMITMENT", in the order of the file.
awk 'FILENAME == ARGV[1] { hash[NR] = $1; next }
	$1 == "detail" { print $1, $2, hash[++n] }
	$1 == "object" { print $1, $2, $3 }' "$T/details" "$T/opened" >"$T/open"
grep '^object ' "$T/opened" >"$T/objects"
while IFS=' ' read -r _ _ object octal _; do
	file=data/objects/${object%"${object#??}"}/$object.bin
	if [ ! -f "$file" ] || [ -h "$file" ]; then
		fail object "$file is not there"
		continue
	fi
	# shellcheck disable=SC2059 # the salt is made of octal escapes
	{ printf "taizhang-object-v1\\n$octal" && cat "$file"; } |
		openssl dgst -sha256 -r | grep -q "^$object " ||
		fail object "$file"
done <"$T/objects"
sed -n 's,^data/objects/../\([0-9a-f]*\)\.bin$,\1,p' "$T/known" | sort \
	>"$T/object.files"
cut -d' ' -f3 "$T/objects" | sort | comm -23 "$T/object.files" - |
	sed 's,^\(..\)\(.*\),extra data/objects/\1/\1\2.bin,' | fail_lines

# What the entries demand of openings and withheld.tsv.
[ -f data/withheld.tsv ] || fail completeness data/withheld.tsv
cat data/withheld.tsv >"$T/withheld" 2>/dev/null
awk -v A="$A" -v profile="$PROFILE" -v edition="$EDITION" '
	file == 1 { # acts: removals first
		if ($6 == "withdraw" || $6 == "erase") {
			if ($8 != "-") gone[$8] = $1
			for (i = 13; i <= NF; i++)
				if ($6 == "erase") erased[$i] = $1
				else withdrawn[$i] = $1
		}
		if ($6 == "refuse" && $8 != "-") quarantined[$8]
		next
	}
	file == 2 { # acts again: what each entry lets open
		for (i = 12; i <= NF; i++) {
			c = $i
			if (!(c in first)) {
				first[c] = $1; order[++n] = c; rank[c] = n
			}
			uses++
			if ($1 == A + FNR - 1 && !(($1, c) in place))
				place[$1, c] = uses
			if ((c in opens) || ($8 in quarantined)) continue
			if (c in erased) { why[c] = "erased"; continue }
			may = (profile == "full"); off = 0
			if (profile == "public") {
				if ($6 == "publish" || $6 == "deposit") {
					off = gone[$8] + 0 > $1 + 0 ||
					    withdrawn[c] + 0 > $1 + 0
					may = !off
				} else if ($6 ~ /^(person\.|policy\.adopt)/)
					may = (i > 12)
				else if ($6 == "withdraw")
					off = (i > 12)
			}
			if (may) opens[c] = $1
			else if (off || (c in withdrawn)) why[c] = "withdrawn"
		}
		next
	}
	file == 3 { # openings
		if (!($3 in first))
			print "opening seq " $2 " opens what no entry commits to"
		else if ($3 in opened)
			print "opening seq " $2 " is opened twice"
		else if (($3 in opens) && opens[$3] != $2)
			print "opening seq " $2 " is opened at another entry"
		else if (($2, $3) in place) {
			if (place[$2, $3] + 0 <= last_use + 0)
				print "opening seq " $2 " is not in its order"
			else
				last_use = place[$2, $3]
		}
		opened[$3]
		next
	}
	{ # withheld.tsv
		split($0, w, "\t")
		if (!(w[2] in first) || (w[2] in opened) || (w[2] in held) ||
		    w[3] !~ /^(undisclosed|withdrawn|erased)$/)
			print "completeness data/withheld.tsv line " FNR
		else if (!(w[2] in opens) && first[w[2]] != w[1])
			print "completeness data/withheld.tsv line " FNR
		else if (rank[w[2]] <= last_rank + 0)
			print "completeness data/withheld.tsv line " FNR
		else
			last_rank = rank[w[2]]
		held[w[2]] = w[3]
	}
	END {
		for (i = 1; i <= n; i++) {
			c = order[i]
			if (c in opened) {
				if (!(c in opens))
					print "completeness seq " first[c] \
					    " opens what it should not"
			} else if (!(c in held))
				print "completeness seq " first[c] \
				    " is neither opened nor withheld"
			else if (edition > 1 && held[c] != "undisclosed")
				continue
			else if ((c in opens) || held[c] != \
			    ((c in why) ? why[c] : "undisclosed"))
				print "completeness seq " first[c] \
				    " is withheld without a reason"
		}
	}' file=1 "$T/acts" file=2 "$T/acts" file=3 "$T/open" file=4 "$T/withheld" \
	>"$T/faults.complete"
fail_lines <"$T/faults.complete"

# ---- people and signatures -------------------------------------------------

# plain_lines: allowed_signers without the times.
sed -e 's/,valid-after="[^"]*"//' -e 's/,valid-before="[^"]*"//' \
	data/ledger/allowed_signers >"$T/plain" 2>/dev/null
# One line a person entry: SEQ ACT T LINE.
: >"$T/people"
if [ "$A" -gt 0 ] && [ -f data/ledger/roster.jsonl ]; then
	note 'person entries left out before A show only in earlier bundles'
	while IFS= read -r line; do
		entry=$(printf '%s\n' "$line" |
			sed -e 's/^{"entry":"\(.*\)","object":".*$/\1/' \
				-e 's/\\\(["\\]\)/\1/g')
		object=$(printf '%s\n' "$line" |
			sed 's/^.*","object":"\([0-9a-f]*\)".*$/\1/')
		salt=$(printf '%s\n' "$line" |
			sed 's/^.*","osalt":"\([0-9a-f]*\)".*$/\1/')
		seq=$(printf '%s\n' "$entry" |
			sed 's/^.*","seq":\([0-9]*\),"sig":.*$/\1/')
		time=$(printf '%s\n' "$entry" |
			sed 's/^.*","t":"\([^"]*\)","v":"taizhang-entry.1"}$/\1/')
		act=$(printf '%s\n' "$entry" | sed \
			's/^.*"stmt":"{\\"act\\":\\"\([a-z.-]*\)\\".*$/\1/')
		hash=$({ printf '\000' && printf '%s' "$entry"; } | sha256sum |
			cut -c1-64)
		printf '%s\n' "$line" | sed -e 's/^.*,"path":\[//' -e 's/\]}$//' |
			tr -d '"' | tr ',' '\n' >"$T/path"
		case $seq in
		'' | *[!0-9]*)
			fail role 'data/ledger/roster.jsonl'
			continue
			;;
		esac
		# RFC 9162 2.1.3.2
		fn=$seq sn=$((B - 1)) good=yes
		while read -r c; do
			[ -n "$c" ] || continue
			[ $sn -ne 0 ] || good=no
			if [ $((fn % 2)) -eq 1 ] || [ "$fn" -eq $sn ]; then
				hash=$(hash_node "$c" "$hash")
				while [ $((fn % 2)) -eq 0 ] && [ "$fn" -ne 0 ]; do
					fn=$((fn / 2)) sn=$((sn / 2))
				done
			else
				hash=$(hash_node "$hash" "$c")
			fi
			fn=$((fn / 2)) sn=$((sn / 2))
		done <"$T/path"
		if [ $sn -ne 0 ] || [ $good = no ] || [ "$hash" != "$ROOT_B" ]; then
			fail merkle "data/ledger/roster.jsonl seq $seq"
		fi
		case $entry in
		*"\\\"objects\\\":[\\\"$object\\\"]"*) ;;
		*) fail role "data/ledger/roster.jsonl seq $seq" ;;
		esac
		found=''
		while IFS= read -r plain; do
			hash=$({
				printf 'taizhang-object-v1\n'
				printf '%s' "$salt" | tr a-f A-F | basenc --base16 -d
				printf '%s' "$plain"
			} | sha256sum | cut -c1-64)
			[ "$hash" != "$object" ] || found=$plain
		done <"$T/plain"
		if [ -n "$found" ]; then
			printf '%s %s %s %s\n' "$seq" "$act" "$time" "$found" \
				>>"$T/people"
		else
			fail role "data/ledger/roster.jsonl seq $seq"
		fi
	done <data/ledger/roster.jsonl
fi
awk '$6 == "person.add" || $6 == "person.retire" { print $1, $6, $4, $13 }' \
	"$T/acts" | while IFS=' ' read -r seq act time object; do
	file=data/objects/${object%"${object#??}"}/$object.bin
	if [ -f "$file" ] && grep -q " $object " "$T/objects"; then
		printf '%s %s %s %s\n' "$seq" "$act" "$time" "$(cat "$file")"
	else
		fail role "seq $seq whom it adds or retires cannot be read" >&2
	fi
done >>"$T/people" 2>"$T/faults.people"
cat "$T/faults.people"
awk -v list="$T/who" '
	function stamp(t) { gsub(/[-:T]/, "", t); return t }
	{
		seq = $1; act = $2; t = $3; id = $4
		line = $0
		sub(/^[^ ]* [^ ]* [^ ]* /, "", line)
		if (act == "person.add") {
			n++
			name[n] = id; text[n] = line; since[n] = t; from[n] = seq
			until[n] = "-"; to[n] = ""
		} else
			for (i = n; i > 0; i--)
				if (name[i] == id && to[i] == "") {
					until[i] = seq; to[i] = t
					break
				}
	}
	END {
		for (i = 1; i <= n; i++) {
			at = index(text[i], "namespaces=\"") + 12
			end = index(substr(text[i], at), "\"") + at
			option = ",valid-after=\"" stamp(since[i]) "\""
			if (to[i] != "")
				option = option ",valid-before=\"" stamp(to[i]) "\""
			print substr(text[i], 1, end - 1) option substr(text[i], end)
			print name[i], from[i], until[i], \
			    substr(text[i], at, end - 1 - at) >list
		}
	}' "$T/people" >"$T/signers"
cmp -s "$T/signers" data/ledger/allowed_signers ||
	fail role data/ledger/allowed_signers
if [ -n "$SIGNERS" ]; then
	cp "$T/signers.given" "$T/signers"
else
	note "people's keys are the bundle's own; compare with your own list"
fi

# Who may do what, by the order of entries.
: >>"$T/who"
awk 'FILENAME == ARGV[1] {
		n++
		name[n] = $1; from[n] = $2; until[n] = $3; spaces[n] = $4
		next
	}
	{
		found = 0
		for (i = n; i > 0 && !found; i--)
			if (name[i] == $2 && from[i] <= $1 + 0)
				found = i
		if (!found)
			print "role seq " $1 " its signer is not in the roster"
		else if (from[found] == $1 && $1 != 0)
			print "role seq " $1 " its signer enrols themselves"
		else if (until[found] != "-" && until[found] + 0 < $1 + 0)
			print "role seq " $1 " its signer was retired before"
		else if (index("," spaces[found] ",", "," $3 ",") == 0)
			print "role seq " $1 " its signer has no role for this"
	}' "$T/who" "$T/acts" >"$T/faults.role"
fail_lines <"$T/faults.role"

awk '{ t = $4; gsub(/[-:T]/, "", t); print $1, $2, $3, t, $11 }' "$T/acts" \
	>"$T/signed"
while IFS=' ' read -r seq by ns time sig && IFS= read -r statement <&3; do
	printf '%s\n' '-----BEGIN SSH SIGNATURE-----' "$sig" \
		'-----END SSH SIGNATURE-----' >"$T/sig"
	printf '%s' "$statement" | ssh-keygen -q -Y verify \
		-O verify-time="$time" -f "$T/signers" -I "$by" -n "$ns" \
		-s "$T/sig" >/dev/null 2>&1 || fail signature "seq $seq"
done <"$T/signed" 3<"$T/good"

[ ! -f "$T/failed" ] || exit 1
printf 'OK %s [%s,%s)\n' "$NAME" "$A" "$B"
