#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What hides in OFD files is told, each in its channel, and nothing else is.
. "$(dirname "$0")/lib.sh"

ofd=$corpora/ofd

# in_channel WHAT CHANNEL TEXT - the last inspection has the text there.
in_channel() {
	says "$1" "any(.[] | select(.channel? == \"$2\"); .text // \"\" |
		contains(\"$3\"))"
}

# told WHAT FACT - it tells one.
told() {
	says "$1" "any(.[]; .fact? == \"$2\")"
}

# untold WHAT FACT - it tells none.
untold() {
	says "$1" "all(.[]; .fact? != \"$2\")"
}

inspect() {
	check "$1" "$2" "$taizhang" inspect --json --text "$ofd/$3"
}

inspect 'a plain file is read' 0 plain.ofd
in_channel 'its text is its body' body '咨询请到一楼大厅二号窗口'
in_channel 'and its author a property' property '吴桐'
says 'no fact is told of it' \
	'all(.[]; .type != "fact")'

inspect 'hidden text' 0 hidden.ofd
for word in 不显示的甲句 全透明的乙句 小得看不见的丙句 页面以外的丁句 \
	白纸白字的戊句 裁掉了的己句; do
	in_channel "$word is hidden text" hidden-text "$word"
done
in_channel 'a layer that is off' optional-content '关掉的图层里的庚句'
in_channel 'white on blue is seen' body '蓝底白字看得见'
in_channel 'grey is seen' body '灰字看得见'

inspect 'covered text' 0 covered.ofd
for word in 涂黑的当事人姓名甲 黑底黑字的丑句 白块盖住的寅句 后四个字 \
	图片盖住的卯句 粗线划掉的辰句; do
	in_channel "$word is covered" covered-text "$word"
done
for word in 先有底色后写的字看得见 半透明的荧光笔看得见 \
	透明印章下看得见 空框下面看得见; do
	in_channel "$word is body" body "$word"
done

inspect 'what stands beside the pages' 0 beside.ofd
in_channel 'a template is a header' header-footer '版心上方的红头'
in_channel 'an annotation' annotation '批注外观里的字'
in_channel 'its remark' annotation '这里的名字要去掉'
in_channel 'one that is not shown' annotation '藏起来的水印'
in_channel 'the name of an attachment' property '名单底稿.txt'
in_channel 'an attachment' body '附件里还有一份旧名单'
in_channel 'a custom tag' property '标引里的发文单位'
in_channel 'an extension' property 'lvqing'
in_channel 'an outline' property '提纲里的标题'
in_channel 'the name of a seal' property '示例街道办事处公章'
in_channel 'who had it made' property '经办人吕青'
in_channel 'an earlier version' earlier-revision '旧版本里的一句话'
in_channel 'a page that nothing names' hidden-text '没有目录的一页'
for fact in annotation attachment digital-signature earlier-revision \
	private-data unreferenced-object; do
	told "$fact is told" $fact
done

inspect 'another dialect' 0 dialect.ofd
for word in 办事指南一 第二行在下 竖着写的七个字 十六进制蓝底白字 圆章 \
	渐变底上的黑字 没有颜色的框盖不住 没有颜色的框也盖不住 \
	裁剪成两块仍看得见 底纹里的丙句 复用单元里的庚句; do
	in_channel "$word is body" body "$word"
done
in_channel 'white by parameters of parameters' hidden-text '继承参数的白字甲'
in_channel 'outside what is shown' hidden-text '显示区域以外的乙'
in_channel 'under a picture of the page' covered-text '图片盖住的丁句'
in_channel 'a unit that nothing draws' hidden-text '没人引用的辛句'
in_channel 'a name of an object' property '图元名称里的戊'
in_channel 'a remark in a page' property '页面注释里的己句'
in_channel 'a bookmark' property '书签里的壬'
in_channel 'a parameter of an annotation' annotation '参数里的癸句'
in_channel 'an annotation not shown' annotation '不显示的批注文字'
in_channel 'its link' external-link 'http://inner.example/annot'
in_channel 'attached data' body '票据数据里的购买方'
told 'it is told' attachment
in_channel 'a seal named in GBK' property '示例镇财政所专用章'

inspect 'a scan' 0 scan.ofd
in_channel 'its recognised text' invisible-text '扫描件上识别的文字'
told 'is told as such' ocr-layer
untold 'and not as hidden' invisible-text

inspect 'a version that is in force' 0 same-version.ofd
untold 'is none before' earlier-revision

inspect 'text under two boxes' 0 together.ofd
told 'is covered' covered-text
inspect 'glyphs without letters' 3 glyphs.ofd
says 'are not read' 'any(.[]; .status? == "partly")'
inspect 'an encrypted page' 3 locked.ofd
says 'is not read' 'any(.[]; .reason? == "encrypted")'

finish
