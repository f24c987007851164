# SPDX-License-Identifier: GPL-3.0-or-later
# bench/lib.sh - what the benchmarks share: a clock, medians, a vault
# shellcheck shell=sh disable=SC2034

export LC_ALL=C.UTF-8
unset TAIZHANG_VAULT TAIZHANG_AS TAIZHANG_KEY SSH_AUTH_SOCK
build=${TAIZHANG_BENCH_BUILD:?set by bench/run}
taizhang=$build/cli/taizhang

# now - nanoseconds.
now() {
	date +%s%N
}

# seconds FROM UNTIL - of two readings of now.
seconds() {
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", (b - a) / 1e9 }'
}

# rate N SECONDS - per second.
rate() {
	awk -v n="$1" -v s="$2" 'BEGIN { printf "%.1f", n / s }'
}

# ratio A B
ratio() {
	awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}

# median VALUE...
median() {
	printf '%s\n' "$@" | sort -n |
		awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# bench_vault FOLDER - FOLDER/vault with six people, keys in FOLDER/keys.
bench_vault() {
	mkdir -p "$1/keys"
	for person in admin drafter reviewer officer approver archivist; do
		ssh-keygen -q -t ed25519 -N '' -C "$person" \
			-f "$1/keys/$person"
	done
	"$taizhang" init "$1/vault" --agency Bench --log bench.example \
		--admin admin --name Admin --key "$1/keys/admin.pub" \
		>/dev/null || exit 2
	while read -r id role; do
		as_in "$1" admin person add "$id" --name "$id" \
			--department Bench --role "$role" \
			--key "$1/keys/$id.pub" >/dev/null || exit 2
	done <<-'PEOPLE'
		drafter drafter
		reviewer reviewer
		officer confidentiality-officer
		approver approver
		archivist archivist
	PEOPLE
}

# as_in FOLDER PERSON COMMAND...
as_in() {
	folder=$1
	person=$2
	shift 2
	"$taizhang" -C "$folder/vault" --as "$person" \
		--sign-key "$folder/keys/$person" "$@"
}
