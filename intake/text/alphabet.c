/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/alphabet.c - in which encoding of one byte a character a text is
 */
#include "intake/text/alphabet.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/encoding.h"
#include "base/utf8.h"

#define SAMPLE ((size_t)4 << 10)

/* Of two that read as well the first counts. */
static const char *const encodings[] = {"windows-1252", "windows-1251",
    "KOI8-R", "windows-1250", "ISO-8859-2", "windows-1253", "windows-1254",
    "windows-1257", "windows-1255", "windows-1256", "windows-874", "IBM866",
    "ISO-8859-5", "ISO-8859-15", "KOI8-U", "macintosh", "IBM850"};

/* Letters beyond ASCII, small; of other scripts, the usual ones. */
static const struct {
	const char *letters;
	uint32_t from, until; /* the script; 0: only these letters */
} languages[] = {
    {"éèàçêîôûùëïüœâæÿ", 0, 0},
    {"äöüßéà", 0, 0},
    {"áéíóúñüºª", 0, 0},
    {"ãõçáéíóúâêôàüºª", 0, 0},
    {"àèéìòùîºª", 0, 0},
    {"åæøäöéü", 0, 0},
    {"áéíóúýþæöð", 0, 0},
    {"ěščřžýáíéůúťďňóľĺŕäôöü", 0, 0},
    {"ąćęłńóśźż", 0, 0},
    {"áéíóöőúüű", 0, 0},
    {"ăâîșțşţ", 0, 0},
    {"čćžšđ", 0, 0},
    {"çğıöşüâîi̇", 0, 0},
    {"ąčęėįšųūž", 0, 0},
    {"āčēģīķļņšūž", 0, 0},
    {"äöõüšž", 0, 0},
    {"оеаинтсрвлкмдпуяыьгзбчй", 0x400, 0x500},
    {"αοιετσνηυρπκμλςάίόέή", 0x370, 0x400},
    {"אבגדהוזחטיךכלםמןנסעףפץצקרשת", 0x590, 0x600},
    {"اليمنوتربعدسةىأإحجخذزشصضطظغفقكهثآؤئء", 0x600, 0x700},
    {"านรกอเยมลวดทสตงคหจบปพขชผไใแโะัิีึืุู่้็์ำถธณศษญ", 0xe00, 0xe60},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static uint32_t
small(uint32_t point)
{
	if ((point >= 0xc0 && point <= 0xde && point != 0xd7) ||
	    (point >= 0x391 && point <= 0x3a9) ||
	    (point >= 0x410 && point <= 0x42f))
		return point + 0x20;
	if (point >= 0x400 && point <= 0x40f)
		return point + 0x50;
	if (point == 0x178)
		return 0xff;
	if ((point >= 0x139 && point <= 0x148) ||
	    (point >= 0x179 && point <= 0x17e))
		return point + (point & 1);
	if (point >= 0x100 && point <= 0x177)
		return point | 1;
	return point < 0x80 && point >= 'A' && point <= 'Z' ? point + 0x20
							    : point;
}

static bool
is_letter(uint32_t point)
{
	return (point >= 'a' && point <= 'z') ||
	    (point >= 'A' && point <= 'Z') ||
	    (point >= 0xc0 && point < 0x2000 && point != 0xd7 && point != 0xf7);
}

/* Marks that stand in texts of any language. */
static bool
is_mark(uint32_t point)
{
	switch (point) {
	case 0xa0:
	case 0xa1:
	case 0xa3:
	case 0xa7:
	case 0xa9:
	case 0xab:
	case 0xae:
	case 0xb0:
	case 0xb7:
	case 0xbb:
	case 0xbf:
	case 0x20ac:
	case 0x2116:
	case 0x2122:
		return true;
	default:
		return point >= 0x2010 && point <= 0x2030;
	}
}

static bool
is_of(const char *letters, uint32_t point)
{
	size_t len = strlen(letters), at = 0, n;
	uint32_t letter;

	while ((n = tz_utf8_next(letters, len, at, &letter)) > 0) {
		if (letter == point)
			return true;
		at += n;
	}
	return false;
}

/* Whether ${point} can not stand in one word with the letters before it:
 * ${last}, and ${before} that. */
static bool
breaks_word(uint32_t before, uint32_t last, uint32_t point, bool wide)
{
	if (!is_letter(last) || !is_letter(point))
		return false;
	/* Another script. */
	if (wide && (last < 0x80) != (point < 0x80))
		return true;
	/* A capital after a small letter, a small one after two capitals. */
	if (small(point) != point)
		return small(last) == last;
	return is_letter(before) && small(last) != last;
}

/* How well the text reads in one language. */
static double
score(const struct tz_buf *text, size_t language)
{
	size_t at = 0, n, total = 0, good = 0, marks = 0, usual = 0, broken = 0;
	size_t capitals = 0;
	uint32_t point, last = 0, before = 0;
	bool wide = languages[language].from > 0;
	double share;

	while ((n = tz_utf8_next(text->data, text->len, at, &point)) > 0) {
		uint32_t letter = small(point);

		at += n;
		broken += (point >= 0x80 || last >= 0x80) &&
		    breaks_word(before, last, point, wide);
		before = last;
		last = point;
		if (point < 0x80)
			continue;
		total++;
		capitals += letter != point;
		if (is_of(languages[language].letters, letter))
			usual++;
		else if (wide && letter >= languages[language].from &&
		    letter < languages[language].until)
			good++;
		else
			marks += is_mark(point);
	}
	if (total == 0)
		return 0;
	good += usual;
	/* Most letters of a text are the usual ones of its language. */
	share = wide && good > 0 ? 0.6 + 0.4 * (double)usual / (double)good : 1;
	return ((double)(good > broken ? good - broken : 0) * share +
		   0.7 * (double)marks) /
	    (double)total;
}

const char *
tz_alphabet_guess(const char *data, size_t len, double *ret_score,
    size_t *ret_n)
{
	const char *best = encodings[0];
	size_t i, j, start = 0;

	/* From the first byte beyond ASCII on. */
	while (start < len && (unsigned char)data[start] < 0x80)
		start++;
	start = start > 64 ? start - 64 : 0;
	data += start;
	len -= start;
	if (len > SAMPLE)
		len = SAMPLE;
	for (i = 0, *ret_n = 0; i < len; i++)
		*ret_n += (unsigned char)data[i] >= 0x80;
	*ret_score = 0;
	for (i = 0; i < COUNT(encodings); i++) {
		tz_auto_buf text = TZ_BUF_INIT;
		size_t n_replaced = 0;
		/* Old ones have letters where others have marks. */
		double trust = encodings[i][0] == 'm' ||
			strcmp(encodings[i], "IBM850") == 0
		    ? 0.69
		    : 1;

		if (tz_encoding_convert(data, len, encodings[i], &text,
			&n_replaced, NULL) ||
		    text.len == 0 || n_replaced * 50 > *ret_n)
			continue;
		for (j = 0; j < COUNT(languages); j++) {
			double found = score(&text, j) * trust;

			if (found > *ret_score + 0.01) {
				*ret_score = found;
				best = encodings[i];
			}
		}
	}
	return best;
}
