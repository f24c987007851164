#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# embed.sh FILE... - print the steps of the schema as a C array
#
# A file is NNNN-name.sql; NNNN from 0001 without a gap, in the order given.
# The line after its licence begins with "-- true:" or "-- derived:".
set -eu
LC_ALL=C
export LC_ALL

echo '/* Made by store/schema/embed.sh. */'
echo '#include "store/schema.h"'
echo 'const struct tz_schema_step tz_schema_steps[] = {'
number=0
for file; do
	number=$((number + 1))
	name=${file##*/}
	case $name in
	"$(printf '%04d' $number)"-*.sql) ;;
	*) echo "embed.sh: $name is not step $number" >&2; exit 1 ;;
	esac
	case $(sed -n 2p "$file") in
	'-- true:'*) derived=0 ;;
	'-- derived:'*) derived=1 ;;
	*) echo "embed.sh: $name: true or derived?" >&2; exit 1 ;;
	esac
	printf '{"%s", %d,\n' "$name" "$derived"
	sed -e 's/[\\"]/\\&/g' -e 's/^/"/' -e 's/$/\\n"/' "$file"
	echo '},'
done
echo '};'
echo "const int tz_schema_n_steps = $number;"
