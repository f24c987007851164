#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Mails, messages, cards, RTF, pages, books and texts through the sandbox
. "$(dirname "$0")/lib.sh"

# shown FILE CHANNEL TEXT - inspect gives the text in that channel.
shown() {
	"$taizhang" inspect --text --json "$1" >"$out" 2>"$errors" </dev/null
	says "${1##*/}: $3 is in $2" "any(.[]; .type == \"part\" and
		.channel == \"$2\" and (.text | contains(\"$3\")))"
}

# facts FILE FACTS - the facts of the file and those in it, sorted.
facts() {
	"$taizhang" inspect --json "$1" >"$out" 2>"$errors" </dev/null
	says "${1##*/}: the facts are [$2]" "map(select(.type == \"fact\") |
		.fact) | unique | join(\" \") == \"$2\""
}

mail=$corpora/mail
check "a mail is read" 0 "$taizhang" inspect --text "$mail/same.eml"
check "an RTF is read" 0 "$taizhang" inspect --text "$corpora/rtf/accepted.rtf"
check "a mail without its end is not wholly read" 3 \
	"$taizhang" inspect "$mail/broken.eml"
check "an encrypted mail is not read" 3 "$taizhang" inspect "$mail/enveloped.eml"

facts "$mail/plain.eml" ''
facts "$mail/same.eml" ''
facts "$mail/page.mht" 'hidden-text'
facts "$corpora/rtf/plain.rtf" ''
facts "$corpora/rtf/accepted.rtf" ''
facts "$corpora/epub/plain.epub" ''

shown "$mail/page.mht" hidden-text 此句不显示。
shown "$mail/page.mht" body 此句显示。
shown "$mail/page.mht" property intranet.example.cn
shown "$corpora/epub/sheet.epub" hidden-text 样式藏起的一句。
shown "$corpora/epub/sheet.epub" body 照常显示的一句。
shown "$corpora/rtf/hidden.rtf" covered-text 黑底黑字
shown "$corpora/rtf/hidden.rtf" hidden-text 隐藏的框

# Made here, since a line is clearer than a file.
printf 'From: a@example.cn\nTo: b@example.cn\nBcc: c@example.cn\n' >m.eml
printf 'Subject: d\n\nplain words\n' >>m.eml
shown "$work/m.eml" property 'Bcc: c@example.cn'
facts "$work/m.eml" 'blind-copy'
printf '<p>seen</p><p style="transform:scale(0)">gone</p>' >p.html
shown "$work/p.html" hidden-text gone
facts "$work/p.html" 'hidden-text'
printf '<p>seen</p><p style="transform:scale(2)">there</p>' >q.html
shown "$work/q.html" body there
facts "$work/q.html" ''
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' >d.svg
printf '<text x="1" y="8">in</text><text x="99" y="8">beside</text>' >>d.svg
printf '</svg>' >>d.svg
shown "$work/d.svg" hidden-text beside
shown "$work/d.svg" body in
facts "$work/d.svg" 'off-page-text'

# A text pasted together from two encodings.
printf '普通的一行文字。\n\273\372\303\334\n' >t.txt
check "a text in two encodings is partly read" 3 "$taizhang" inspect t.txt
shown "$work/t.txt" body 机密
finish
