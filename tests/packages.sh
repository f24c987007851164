# SPDX-License-Identifier: GPL-3.0-or-later
# tests/packages.sh - the Debian packages, named once; sourced by quickstart
# and tests/run
# shellcheck shell=sh disable=SC2034

# What the program is built from and runs with (docs/dependencies.md).
build_packages="gcc g++ meson ninja-build pkg-config gettext scdoc
 libarchive-dev libmagic-dev libxapian-dev libsqlite3-dev libvectorscan-dev
 libpcre2-dev libmupdf-dev libfreetype-dev libharfbuzz-dev libjpeg-dev
 libopenjp2-7-dev libjbig2dec0-dev libmujs-dev zlib1g-dev libxml2-dev
 libgumbo-dev libicu-dev libfyaml-dev libjansson-dev libssl-dev
 libseccomp-dev libgmime-3.0-dev libgsf-1-dev libexif-dev
 libiptcdata0-dev libheif-dev libwebp-dev libtesseract-dev
 tesseract-ocr-chi-sim tesseract-ocr-eng openssl openssh-client"

# What the tests need besides.
test_packages="libcmocka-dev faketime sqlite3 zip shellcheck clang-format
 jq python3 xz-utils"

# install_packages NAME... - install those that are missing, as root or with
# sudo; says what it does.
install_packages() {
	missing=
	for package in "$@"; do
		case $(dpkg-query -W -f '${db:Status-Status}' "$package" \
			2>/dev/null) in
		installed) ;;
		*) missing="$missing $package" ;;
		esac
	done
	[ -n "$missing" ] || return 0
	echo "Installing:$missing"
	if [ "$(id -u)" -eq 0 ]; then
		become_root=
	elif command -v sudo >/dev/null 2>&1; then
		become_root=sudo
	else
		echo "Not root and no sudo: install these packages first:" >&2
		echo "   $missing" >&2
		return 1
	fi
	# shellcheck disable=SC2086
	$become_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
		$become_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
			--no-install-recommends install $missing >/dev/null
}
