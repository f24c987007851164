/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/grammar_cn.c - marks of state secrets of the People's Republic
 *
 * The mark is 密级★保密期限 (保守国家秘密法实施条例; GB/T 9704-2012): a level,
 * a star, and years, months, 长期, a date, a condition or nothing.  Seen in
 * practice and taken as marks: spaces anywhere, other stars, the star before
 * the level, periods longer than the law allows.  No marks: the words in
 * prose, 商业秘密, ratings of several stars, lists of the levels, emphasis by
 * asterisks.  Text is folded: full width, traditional forms are gone.
 */
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "policies/grammar.h"

#define STARS                                                                  \
	"[*\\x{2605}\\x{2606}\\x{2b50}\\x{2729}-\\x{273d}\\x{22c6}\\x{2217}"   \
	"\\x{66d}\\x{2042}\\x{204e}\\x{2051}\\x{1f31f}]"
#define GAP "[ \\n\\f\\t]{0,8}"
#define LEVEL "[\\x{7edd}\\x{673a}\\x{79d8}\\x{7955}]" GAP "\\x{5bc6}"

enum { CLASS_MARK, CLASS_ILLEGAL_PERIOD };
enum { CLASS_ALONE, CLASS_LABELLED };

/* A place in the text. */
struct spot {
	const char *text;
	size_t len;
	size_t at;
};

static bool
is_gap(uint32_t c)
{
	return c == ' ' || c == '\n' || c == '\f' || c == '\t';
}

static bool
is_star(uint32_t c)
{
	return c == '*' || c == 0x2605 || c == 0x2606 || c == 0x2b50 ||
	    (c >= 0x2729 && c <= 0x273d) || c == 0x22c6 || c == 0x2217 ||
	    c == 0x66d || c == 0x2042 || c == 0x204e || c == 0x2051 ||
	    c == 0x1f31f;
}

/* The next character, 0 at the end; nothing is passed. */
static uint32_t
peek(const struct spot *spot)
{
	uint32_t c = 0;

	return tz_utf8_next(spot->text, spot->len, spot->at, &c) ? c : 0;
}

static void
pass(struct spot *spot)
{
	uint32_t c;

	spot->at += tz_utf8_next(spot->text, spot->len, spot->at, &c);
}

/* The character before, 0 at the beginning; steps back over it. */
static uint32_t
back(struct spot *spot)
{
	uint32_t c = 0;

	if (spot->at == 0)
		return 0;
	do
		spot->at--;
	while (spot->at > 0 &&
	    ((unsigned char)spot->text[spot->at] & 0xc0) == 0x80);
	tz_utf8_next(spot->text, spot->len, spot->at, &c);
	return c;
}

static uint32_t
peek_back(const struct spot *spot)
{
	struct spot copy = *spot;

	return back(&copy);
}

static void
pass_gap(struct spot *spot)
{
	int n = 0;

	while (n++ < 8 && is_gap(peek(spot)))
		pass(spot);
}

static void
back_gap(struct spot *spot)
{
	int n = 0;

	while (n++ < 8 && is_gap(peek_back(spot)))
		back(spot);
}

/* Pass ${word}, gaps between its characters allowed. */
static bool
pass_word(struct spot *spot, const char *word)
{
	struct spot copy = *spot;
	struct spot want = {word, strlen(word), 0};

	while (want.at < want.len) {
		if (peek(&copy) != peek(&want))
			return false;
		pass(&copy);
		pass(&want);
		if (want.at < want.len)
			pass_gap(&copy);
	}
	*spot = copy;
	return true;
}

static bool
pass_any(struct spot *spot, const char *const *words)
{
	size_t i;

	for (i = 0; words[i]; i++)
		if (pass_word(spot, words[i]))
			return true;
	return false;
}

/* Digits, Arabic with gaps or Chinese; the value, 0 if there are none. */
static int
pass_number(struct spot *spot)
{
	static const char *const numerals[] = {
	    "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
	struct spot copy = *spot;
	int value = 0;
	int n;

	for (n = 0; n < 8 && peek(&copy) >= '0' && peek(&copy) <= '9'; n++) {
		value = value * 10 + (int)(peek(&copy) - '0');
		pass(&copy);
		*spot = copy;
		pass_gap(&copy);
	}
	if (n)
		return value;
	for (n = 0; n < 4; n++) {
		int digit = 0;

		while (digit <= 10 && !pass_word(spot, numerals[digit]))
			digit++;
		if (digit > 10)
			break;
		value = digit == 10 ? (value ? value * 10 : 10)
		    : value >= 10   ? value + digit
				    : digit;
	}
	return value;
}

/* "启用前", "会议开始前": at most 12 Chinese characters that end a time. */
static bool
pass_condition(struct spot *spot)
{
	struct spot copy = *spot;
	uint32_t c;
	uint32_t last = 0;
	int n;

	for (n = 0; n < 12; n++) {
		c = peek(&copy);
		if (!tz_utf8_is_han(c))
			break;
		last = c;
		pass(&copy);
	}
	/* 前 后 时 止 日 */
	if (n < 2 || tz_utf8_is_han(peek(&copy)) ||
	    (last != 0x524d && last != 0x540e && last != 0x65f6 &&
		last != 0x6b62 && last != 0x65e5))
		return false;
	*spot = copy;
	return true;
}

/* What follows the star or level.  ${ret_years} is 0 unless it is years. */
static bool
pass_tail(struct spot *spot, int *ret_years)
{
	static const char *const units[] = {
	    "个月", "月", "日", "天", "周", "小时", NULL};
	static const char *const words[] = {
	    "长期", "永久", "半年", "保密期限", NULL};
	struct spot copy = *spot;
	int number;

	*ret_years = 0;
	pass_gap(&copy);
	number = pass_number(&copy);
	if (number) {
		pass_gap(&copy);
		if (pass_word(&copy, "年")) {
			*spot = copy;
			if (number < 1000)
				*ret_years = number;
			pass_gap(&copy);
			/* the rest of a date */
			while (pass_number(&copy)) {
				pass_gap(&copy);
				if (!pass_any(&copy, units))
					break;
				*spot = copy;
				pass_gap(&copy);
			}
			return true;
		}
		if (pass_any(&copy, units) || number >= 1900) {
			*spot = copy;
			return true;
		}
		return false;
	}
	if (pass_any(&copy, words) || pass_condition(&copy)) {
		*spot = copy;
		return true;
	}
	return false;
}

/* 保守国家秘密法 art. 20: 30, 20 and 10 years. */
static unsigned
class_of(uint32_t level, int years)
{
	int most = level == 0x7edd ? 30 : level == 0x673a ? 20 : 10;

	return years > most ? CLASS_ILLEGAL_PERIOD : CLASS_MARK;
}

/* Step back over 绝密, 机密 or 秘密 that ends here; the level's character. */
static uint32_t
back_level(struct spot *spot)
{
	struct spot copy = *spot;
	uint32_t c;

	if (back(&copy) != 0x5bc6)
		return 0;
	back_gap(&copy);
	c = back(&copy);
	if (c == 0x7955)
		c = 0x79d8;
	if (c != 0x7edd && c != 0x673a && c != 0x79d8)
		return 0;
	*spot = copy;
	return c;
}

/* Another kind of secret stands before 秘密 on the same line: 商业, 国家, 工作.
 * A mark often follows a line that ends in one of these words. */
static bool
is_other_secret(const struct spot *level, bool *ret_state)
{
	static const char *const kinds[] = {"商业", "工作", "个人", "技术",
	    "经营", "军事", "企业", "国家", "保守", NULL};
	struct spot copy = *level;
	struct spot word;
	int i;

	for (i = 0; i < 2; i++) {
		while (peek_back(&copy) == ' ')
			back(&copy);
		if (!tz_utf8_is_han(peek_back(&copy)))
			return false;
		back(&copy);
	}
	for (i = 0; kinds[i]; i++) {
		word = copy;
		if (pass_word(&word, kinds[i])) {
			*ret_state = strcmp(kinds[i], "国家") == 0;
			return true;
		}
	}
	return false;
}

/* Whether nothing but white space is left of the line. */
static bool
ends_line(const struct spot *spot)
{
	struct spot copy = *spot;
	uint32_t c;

	while ((c = peek(&copy)) == ' ')
		pass(&copy);
	return c == 0 || c == '\n' || c == '\f' || c == '\t';
}

/* level ★ [tail]; ${star} is where the star begins. */
static bool
parse_right(const struct spot *star, struct tz_grammar_hit *ret)
{
	struct spot from = *star;
	struct spot tail = *star;
	bool asterisk = peek(star) == '*';
	bool state = false;
	bool has_tail;
	uint32_t level;
	int years;

	back_gap(&from);
	level = back_level(&from);
	if (!level)
		return false;
	pass(&tail);
	ret->start = from.at;
	ret->end = tail.at;
	if (asterisk && peek(&tail) == '*')
		return false;
	if (is_star(peek(&tail))) {
		/* A rating, unless a period follows the stars. */
		while (is_star(peek(&tail)) && tail.at - star->at < 40)
			pass(&tail);
		has_tail = pass_tail(&tail, &years) && years;
		if (!has_tail)
			return false;
	} else {
		has_tail = pass_tail(&tail, &years);
	}
	if (!has_tail && asterisk &&
	    (peek_back(&from) == '*' || !ends_line(&tail)))
		return false;
	if (level == 0x79d8 && is_other_secret(&from, &state) &&
	    !(state && has_tail))
		return false;
	if (has_tail)
		ret->end = tail.at;
	ret->class = class_of(level, has_tail ? years : 0);
	return true;
}

/* ★ level [tail]; ${end} is where the level ends. */
static bool
parse_wrong(const struct spot *end, struct tz_grammar_hit *ret)
{
	struct spot from = *end;
	struct spot tail = *end;
	struct spot after = *end;
	uint32_t level = back_level(&from);
	uint32_t star;
	bool has_tail;
	bool touches = is_star(peek_back(&from));
	int years;
	uint32_t next = peek(end);

	if (!level)
		return false;
	back_gap(&from);
	star = back(&from);
	if (!is_star(star))
		return false;
	pass_gap(&after);
	if (is_star(peek(&after)))
		return false; /* parse_right() looks at that one */
	has_tail = pass_tail(&tail, &years);
	if (star == '*' && (!touches || !years))
		return false;
	if (is_star(peek_back(&from)) && !years)
		return false;
	/* 级 and 、: the word in a sentence or a list */
	if (!has_tail &&
	    (tz_utf8_is_han(next) || next == 0x3001 || next == '/'))
		return false;
	ret->start = from.at;
	ret->end = has_tail ? tail.at : end->at;
	ret->class = class_of(level, has_tail ? years : 0);
	return true;
}

static bool
parse_mark(const char *text, size_t len, size_t at, struct tz_grammar_hit *ret)
{
	struct spot spot = {text, len, at};

	if (is_star(peek_back(&spot))) {
		back(&spot);
		return parse_right(&spot, ret);
	}
	return parse_wrong(&spot, ret);
}

/* Pass brackets and quotes that people put round a mark. */
static void
pass_wrapping(struct spot *spot)
{
	static const char *const marks[] = {"(", ")", "[", "]", "【", "】",
	    "「", "」", "『", "』", "《", "》", "〔", "〕", "\"", "“", "”", " ",
	    NULL};

	while (pass_any(spot, marks))
		;
}

/* [密级:] level [sign] [tail], alone on its line. */
static bool
parse_alone(const char *text, size_t len, size_t at, struct tz_grammar_hit *ret)
{
	static const char *const labels[] = {
	    "保密等级", "保密级别", "秘密等级", "密级", NULL};
	static const char *const levels[] = {"绝密", "机密", "秘密", NULL};
	struct tz_line line;
	struct spot spot;
	int years;
	int n;

	tz_grammar_line(text, len, at, &line);
	if (line.cut || line.until - line.from > 120)
		return false;
	spot = (struct spot){text, line.until, line.from};
	pass_wrapping(&spot);
	ret->start = spot.at;
	ret->class = CLASS_ALONE;
	if (pass_any(&spot, labels)) {
		ret->class = CLASS_LABELLED;
		for (n = 0; n < 4 &&
		     (peek(&spot) == ':' || peek(&spot) == ' ' ||
			 peek(&spot) == '=');
		     n++)
			pass(&spot);
	}
	if (!pass_any(&spot, levels))
		return false;
	ret->end = spot.at;
	/* A star that was lost on the way often leaves one other sign. */
	pass_gap(&spot);
	if (is_star(peek(&spot)))
		return false;
	if (peek(&spot) && !tz_utf8_is_han(peek(&spot)) &&
	    !(peek(&spot) >= '0' && peek(&spot) <= '9')) {
		struct spot sign = spot;

		pass(&sign);
		if (pass_tail(&sign, &years))
			spot = sign;
	} else if (pass_tail(&spot, &years)) {
		ret->end = spot.at;
	}
	pass_wrapping(&spot);
	return spot.at == line.until;
}

static const char *const mark_classes[] = {"mark", "illegal-period", NULL};
static const char *const mark_triggers[] = {
    LEVEL GAP STARS, STARS GAP LEVEL, NULL};

const struct tz_grammar tz_grammar_cn_secret_mark = {
    "cn-secret-mark", mark_classes, mark_triggers, true, parse_mark};

static const char *const alone_classes[] = {"alone", "labelled", NULL};
static const char *const alone_triggers[] = {LEVEL, NULL};

const struct tz_grammar tz_grammar_cn_level_alone = {
    "cn-level-alone", alone_classes, alone_triggers, false, parse_alone};
