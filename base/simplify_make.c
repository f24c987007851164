/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/simplify_make.c - a program of the build: writes the tables of
 * base/simplify.h on standard output
 *
 * ICU's transliterator is asked for one character at a time, and again until
 * nothing changes, so that folding twice is folding once.  What it leaves and
 * GB 2312 does not hold becomes the character of GB 2312 that looks the same
 * (Unicode's list of confusable characters), or that it is another way to write
 * (below).  Letters of other alphabets are paired with those of ASCII that they
 * cannot be told from.
 */
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

/* Japanese and other forms, each before its Chinese one. */
static const UChar variants[] =
    u"\u6238户値值祕秘絶绝囯国黒黑徳德歩步証证対对気气広广帰归権权単单検检験验"
    u"済济経经"
    u"関关薬药録录実实発发帯带従从専专営营労劳戦战図图団团囲围圧压変变応应拡扩"
    u"価价"
    u"県县総总蔵藏転转辺边鉄铁隠隐険险顕显毎每呉吴渉涉説说脱脱税税鋭锐晩晚戻戾"
    u"弾弹"
    u"処处拠据拝拜択择払拂挙举摂摄収收効效叡睿嬢娘審审将将奨奖姫姬両两並并亜亚"
    u"仏佛仮假"
    u"伝传倹俭剤剂剰剩労劳勧劝勲勋巻卷卆卒厳严参参双双壱壹売卖売卖奥奥学学宝宝"
    u"寛宽"
    u"対对専专属属巣巢庁厅廃废弐贰恵惠悪恶懐怀戯戏捜搜掲揭揺摇暁晓暦历条条枢枢"
    u"桜樱"
    u"楽乐様样歓欢歯齿歳岁残残殴殴渓溪湾湾満满滝泷潜潜焼烧牺牺犠牺独独狭狭瑶瑶"
    u"瓶瓶"
    u"産产畳叠痴痴発发砕碎礼礼禅禅穂穗稲稻穏稳窃窃竜龙粋粹継继続续縄绳繊纤聴听"
    u"胆胆"
    u"脳脑臓脏舎舍艶艳芸艺荘庄虚虚虫虫蛍萤衛卫装装覚觉観观覧览触触訳译読读誉誉"
    u"讃赞"
    u"貳贰賛赞践践軽轻辞辞逓递遅迟郷乡醤酱釈释鉱矿銭钱鋳铸錬炼闘斗陥陷随随隷隶"
    u"雑杂"
    u"霊灵静静頼赖顔颜駆驱騒骚髄髓鶏鸡麦麦黄黄黙默齢龄";

static uint32_t
step(UTransliterator *simplifier, uint32_t point)
{
	UErrorCode code = U_ZERO_ERROR;
	UChar text[8] = {0};
	int32_t len = 0;
	int32_t limit;
	int32_t at = 0;
	UChar32 made;

	U16_APPEND_UNSAFE(text, len, point);
	limit = len;
	utrans_transUChars(simplifier, text, &len, 8, 0, &limit, &code);
	if (U_FAILURE(code) || len < 1)
		return point;
	U16_NEXT(text, at, len, made);
	return at == len ? (uint32_t)made : point;
}

/* Whether GB 2312, what people in China write daily, holds it. */
static int
is_common(iconv_t to, uint32_t point)
{
	uint32_t wide = point;
	char bytes[8];
	char *in = (char *)&wide;
	char *out = bytes;
	size_t in_left = sizeof wide;
	size_t out_left = sizeof bytes;

	return iconv(to, &in, &in_left, &out, &out_left) == 0 && in_left == 0;
}

/* A character and what it looks like. */
struct look {
	uint32_t point;
	int common;
	UChar as[32];
	int32_t len;
};

#define LOOKS 100000

static struct look looks[LOOKS];
static size_t n_looks;

static void
add_look(USpoofChecker *checker, uint32_t point, int common)
{
	UErrorCode code = U_ZERO_ERROR;
	struct look *look = &looks[n_looks];
	UChar wide[2];
	int32_t len = 0;

	U16_APPEND_UNSAFE(wide, len, point);
	look->point = point;
	look->common = common;
	look->len =
	    uspoof_getSkeleton(checker, 0, wide, len, look->as, 32, &code);
	if (!U_FAILURE(code) && n_looks + 1 < LOOKS)
		n_looks++;
}

static int
by_look(const void *a, const void *b)
{
	const struct look *x = a;
	const struct look *y = b;
	int order = u_strCompare(x->as, x->len, y->as, y->len, 1);

	if (order)
		return order;
	if (x->common != y->common)
		return y->common - x->common;
	return x->point < y->point ? -1 : x->point > y->point;
}

/* Of those that look the same, the first that is common; else itself. */
static void
pair_looks(uint32_t *pairs)
{
	size_t i;
	size_t first = 0;

	qsort(looks, n_looks, sizeof *looks, by_look);
	for (i = 0; i < n_looks; i++) {
		if (u_strCompare(looks[i].as, looks[i].len, looks[first].as,
			looks[first].len, 1) != 0)
			first = i;
		if (looks[first].common && !looks[i].common)
			pairs[looks[i].point] = looks[first].point;
	}
}

static int
is_ideograph(uint32_t point)
{
	return u_hasBinaryProperty((UChar32)point, UCHAR_UNIFIED_IDEOGRAPH) ||
	    (point >= 0x2e80 && point < 0x2fe0);
}

/* Han characters into ${pairs}; each is its own at first. */
static void
pair_han(USpoofChecker *checker, UTransliterator *simplifier, iconv_t to,
    uint32_t *pairs)
{
	uint32_t point;
	size_t i;
	int turns;

	for (point = 0x2e80; point < 0x30000; point++) {
		uint32_t made = point;

		if (!is_ideograph(point))
			continue;
		for (turns = 0; turns < 4; turns++)
			made = step(simplifier, made);
		pairs[point] = made;
		if (made == point)
			add_look(checker, point, is_common(to, point));
	}
	pair_looks(pairs);
	for (i = 0; variants[i] && variants[i + 1]; i += 2)
		if (!is_common(to, variants[i]))
			pairs[variants[i]] = variants[i + 1];
	for (point = 0x2e80; point < 0x30000; point++)
		for (turns = 0; turns < 4 && pairs[point]; turns++)
			if (pairs[pairs[point]])
				pairs[point] = pairs[pairs[point]];
}

/* Letters of alphabets whose letters look like those of ASCII. */
static int
is_alike_script(uint32_t point)
{
	UErrorCode code = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)point, &code);

	return u_isalpha((UChar32)point) && point >= 0x80 &&
	    (script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK ||
		script == USCRIPT_ARMENIAN || script == USCRIPT_CHEROKEE ||
		script == USCRIPT_COPTIC || script == USCRIPT_LISU ||
		script == USCRIPT_LATIN);
}

static void
print_alike(USpoofChecker *checker)
{
	static UChar ascii[128][32];
	int32_t lens[128] = {0};
	UErrorCode code = U_ZERO_ERROR;
	uint32_t point;
	size_t n = 0;
	int c;

	for (c = 'A'; c <= 'z'; c++) {
		UChar wide = (UChar)c;

		if (u_isalpha(c))
			lens[c] = uspoof_getSkeleton(checker, 0, &wide, 1,
			    ascii[c], 32, &code);
	}
	printf("const uint32_t tz_alike_table[][2] = {\n");
	for (point = 0x80; point < 0x20000; point++) {
		int from = u_isupper((UChar32)point) ||
			u_charType(point) == U_OTHER_LETTER
		    ? 'A'
		    : 'a';

		if (!is_alike_script(point))
			continue;
		n_looks = 0;
		add_look(checker, point, 0);
		for (c = from; c < from + 26; c++)
			if (looks[0].len == lens[c] &&
			    u_memcmp(looks[0].as, ascii[c], lens[c]) == 0)
				break;
		if (c == from + 26)
			continue;
		printf("\t{0x%x, 0x%x},\n", point, (unsigned)c);
		n++;
	}
	printf("};\n\nconst size_t tz_alike_n = %zu;\n", n);
}

int
main(void)
{
	static uint32_t pairs[0x110000];
	UErrorCode code = U_ZERO_ERROR;
	UTransliterator *simplifier = utrans_openU(u"Traditional-Simplified",
	    -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
	USpoofChecker *checker = uspoof_open(&code);
	iconv_t to = iconv_open("GB2312", "UCS-4LE");
	size_t n = 0;
	uint32_t point;

	if (U_FAILURE(code) || to == (iconv_t)-1)
		return 1;
	pair_han(checker, simplifier, to, pairs);
	printf("#include \"base/simplify.h\"\n\n"
	       "const uint32_t tz_simplify_table[][2] = {\n");
	for (point = 0x2e80; point < 0x30000; point++) {
		if (!pairs[point] || pairs[point] == point)
			continue;
		printf("\t{0x%x, 0x%x},\n", point, pairs[point]);
		n++;
	}
	printf("};\n\nconst size_t tz_simplify_n = %zu;\n\n", n);
	print_alike(checker);
	iconv_close(to);
	uspoof_close(checker);
	utrans_close(simplifier);
	return ferror(stdout) || fclose(stdout) != 0;
}
