#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Mails, messages, cards and RTF through the sandbox
. "$(dirname "$0")/lib.sh"

check "a mail is read" 0 "$taizhang" inspect --text "$corpora/mail/same.eml"
check "an RTF is read" 0 "$taizhang" inspect --text "$corpora/rtf/accepted.rtf"
finish
