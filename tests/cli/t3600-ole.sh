#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Word, PowerPoint and WPS files of old, behind the walls
. "$(dirname "$0")/lib.sh"

ole=$corpora/ole

# shown FILE CHANNEL TEXT - inspect gives the text in that channel.
shown() {
	check "$1 is inspected" 0 "$taizhang" inspect --text --json "$ole/$1"
	says "$1: $3 is in $2" "any(.[]; .type == \"part\" and
		.channel == \"$2\" and (.text | contains(\"$3\")))"
}

shown hidden.doc hidden-text 隐藏的联系人孙某
shown hidden.doc covered-text 涂黑的身份证号
shown hidden.doc tracked-deletion 删去的造价九百万
shown fast-saved.doc earlier-revision 槐树街七号
shown hidden.ppt hidden-slide 隐藏页的标题
shown hidden.ppt speaker-notes 备注里的内部口径
shown edited.ppt earlier-revision 正文内容甲
shown macro.doc script 宏里的接口口令
shown embedded.doc external-link 清单.txt
shown writer.wps body 金山文字的正文
shown graph.xls body Zebraquarter
shown graph.xls body 机密预算
shown graph.xls body Lionaxis
shown graph.xls body Tigerpreview
shown standard.docx body 加密包里的一句话

check "a clean document is read" 0 "$taizhang" scan --json \
	--policies "$source_root/policies" "$ole/plain.doc"
says "nothing is left unread" \
	'map(select(.type == "summary")) | .[0] | .unread == 0 and .partly == 0'
check "a locked document is not" 3 "$taizhang" scan --json \
	--policies "$source_root/policies" "$ole/encrypted.doc"
says "and the reason is told" \
	'map(select(.type == "file")) | .[0].reason == "encrypted"'
printf '%s\n' 口令甲乙 Made-up >passwords
check "with its password it is" 0 "$taizhang" inspect --text --json \
	--password-file passwords "$ole/agile-sha1.docx"
says "what it holds is told" 'any(.[]; .type == "part" and
	.channel == "body" and (.text | contains("加密包里的一句话")))'

# opened FILE CHANNEL TEXT - with its password it is read.
opened() {
	check "$1 is opened" 0 "$taizhang" inspect --text --json \
		--password-file passwords "$ole/$1"
	says "$1: $3 is in $2" "any(.[]; .type == \"part\" and
		.channel == \"$2\" and (.text | contains(\"$3\")))"
}

opened locked-capi.xls body 加锁表格里的字第59行
opened locked-capi.xls property 加密的题名
opened locked-xor.xls body 加锁表格里的字第59行
opened locked-rc4.doc body 公开的第二句
opened locked-xor.doc body 公开的第二句
opened locked.ppt body 加锁幻灯片的字
opened locked.ppt property 加密的题名
finish
