/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/encoding.c - which encoding bytes are in, and what they say
 *
 * Form is asked before statistics: a byte order mark, NULs at every second
 * byte and well-formed UTF-8 are no accidents.  Among the rest the Chinese
 * reading is preferred where it is a good one, because that is what lies in
 * these archives and because ICU needs more text than a form has.
 */
#include "base/encoding.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

#include "base/buf.h"
#include "base/intl.h"
#include "base/utf8.h"

#define SAMPLE 65536 /* what ICU's statistics get to see */

/* our name, ICU's name of the widest table of that family */
static const struct {
	const char *name;
	const char *converter;
} known[] = {
    {"UTF-8", "UTF-8"},
    {"GB18030", "gb18030"},
    {"Big5", "Big5-HKSCS"},
    {"Shift_JIS", "ibm-943_P15A-2003"},
    {"EUC-JP", "EUC-JP"},
    {"EUC-KR", "windows-949-2000"},
    {"ISO-2022-JP", "ISO-2022-JP"},
    {"ISO-2022-KR", "ISO-2022-KR"},
    {"ISO-2022-CN", "ISO-2022-CN"},
    {"UTF-16LE", "UTF-16LE"},
    {"UTF-16BE", "UTF-16BE"},
    {"UTF-32LE", "UTF-32LE"},
    {"UTF-32BE", "UTF-32BE"},
    {"windows-1250", "ibm-5346_P100-1998"},
    {"windows-1251", "ibm-5347_P100-1998"},
    {"windows-1252", "ibm-5348_P100-1997"},
    {"windows-1253", "ibm-5349_P100-1998"},
    {"windows-1254", "ibm-5350_P100-1998"},
    {"windows-1255", "ibm-9447_P100-2002"},
    {"windows-1256", "ibm-9448_X100-2005"},
    {"ISO-8859-1", "ibm-5348_P100-1997"},
    {"ISO-8859-2", "ISO-8859-2"},
    {"ISO-8859-5", "ISO-8859-5"},
    {"ISO-8859-6", "ISO-8859-6"},
    {"ISO-8859-7", "ISO-8859-7"},
    {"ISO-8859-8", "ISO-8859-8"},
    {"ISO-8859-8-I", "ISO-8859-8"},
    {"ISO-8859-9", "ISO-8859-9"},
    {"KOI8-R", "KOI8-R"},
    /* Found by their name alone, in mails and in RTF. */
    {"windows-874", "windows-874-2000"},
    {"windows-1257", "ibm-5353_P100-1998"},
    {"windows-1258", "ibm-5354_P100-1998"},
    {"IBM437", "ibm-437_P100-1995"},
    {"IBM850", "ibm-850_P100-1995"},
    {"IBM866", "ibm-866_P100-1995"},
    {"EUC-TW", "ibm-964_P110-1999"},
    {"macintosh", "macos-0_2-10.2"},
    {"ISO-8859-3", "ISO-8859-3"},
    {"ISO-8859-4", "ISO-8859-4"},
    {"ISO-8859-13", "ISO-8859-13"},
    {"ISO-8859-15", "ISO-8859-15"},
    {"KOI8-U", "KOI8-U"},
    {"HZ-GB-2312", "HZ-GB-2312"},
    {"UTF-7", "UTF-7"},
};

#define N_KNOWN (sizeof known / sizeof known[0])

static const char *
converter_of(const char *name)
{
	size_t i;

	for (i = 0; i < N_KNOWN; i++) {
		if (ucnv_compareNames(known[i].name, name) == 0)
			return known[i].converter;
	}
	return NULL;
}

static const char *
constant_of(const char *name)
{
	size_t i;

	for (i = 0; name && i < N_KNOWN; i++) {
		if (ucnv_compareNames(known[i].name, name) == 0)
			return known[i].name;
	}
	return NULL;
}

static void
close_detector(UCharsetDetector **detector)
{
	ucsdet_close(*detector);
}

static void
close_converter(UConverter **converter)
{
	ucnv_close(*converter);
}

enum tz_status
tz_encoding_warm_up(struct tz_err *err)
{
	static const char sample[] = "\xc4\xe3\xba\xc3\xa3\xac\xca\xc0\xbd\xe7";
	const char *name;
	int confidence;
	size_t i;

	for (i = 0; i < N_KNOWN; i++) {
		tz_auto_buf text = TZ_BUF_INIT;
		enum tz_status s = tz_encoding_convert(sample,
		    sizeof sample - 1, known[i].name, &text, NULL, err);

		if (s)
			return s;
	}
	tz_encoding_detect("\xe9t\xe9 na\xefve", 9, &name, &confidence);
	return TZ_OK;
}

static const char *
by_mark(const unsigned char *data, size_t len)
{
	if (len >= 4 && memcmp(data, "\xff\xfe\0\0", 4) == 0)
		return "UTF-32LE";
	if (len >= 4 && memcmp(data, "\0\0\xfe\xff", 4) == 0)
		return "UTF-32BE";
	if (len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0)
		return "UTF-8";
	if (len >= 2 && memcmp(data, "\xff\xfe", 2) == 0)
		return "UTF-16LE";
	if (len >= 2 && memcmp(data, "\xfe\xff", 2) == 0)
		return "UTF-16BE";
	if (len >= 4 && memcmp(data, "\x84\x31\x95\x33", 4) == 0)
		return "GB18030";
	return NULL;
}

/* What one takes for UTF-16 when it is read two bytes a time.  Kanji of
 * Shift JIS lie in 8140 to 9FFC and would be Han too, GB 2312 would be hangul,
 * so some of what is read must be neither: ${low}. */
static bool
likely(unsigned unit, size_t *low)
{
	bool small = (unit >= 0x20 && unit < 0x7f) || unit == '\n' ||
	    unit == '\r' || unit == '\t' || (unit >= 0xa0 && unit < 0x250) ||
	    (unit >= 0x370 && unit < 0x500) ||
	    (unit >= 0x2010 && unit <= 0x2026) || unit == 0x2605 ||
	    unit == 0x2606 || (unit >= 0x2460 && unit <= 0x2473) ||
	    (unit >= 0x3000 && unit <= 0x30ff) ||
	    (unit >= 0x4e00 && unit < 0x8000);

	*low += small;
	return small || (unit >= 0x8000 && unit <= 0x9fff) ||
	    (unit >= 0xac00 && unit <= 0xd7a3) ||
	    (unit >= 0xff01 && unit <= 0xff5e);
}

/* UTF-16 or UTF-32 without a mark. */
static const char *
by_units(const unsigned char *data, size_t len)
{
	size_t n = len / 2 < SAMPLE ? len / 2 : SAMPLE;
	size_t big = 0;
	size_t little = 0;
	size_t big_low = 0;
	size_t little_low = 0;
	size_t zero[4] = {0, 0, 0, 0};
	size_t i;

	if (len < 4 || len % 2 != 0)
		return NULL;
	for (i = 0; i < n; i++) {
		unsigned a = data[2 * i];
		unsigned b = data[2 * i + 1];

		big += likely(a << 8 | b, &big_low);
		little += likely(b << 8 | a, &little_low);
		zero[2 * i % 4] += a == 0;
		zero[(2 * i + 1) % 4] += b == 0;
	}
	if (len % 4 == 0 && zero[3] == n / 2 && zero[2] > n / 2 * 9 / 10 &&
	    zero[0] < n / 20 + 1)
		return "UTF-32LE";
	if (len % 4 == 0 && zero[0] == n / 2 && zero[1] > n / 2 * 9 / 10 &&
	    zero[3] < n / 20 + 1)
		return "UTF-32BE";
	if (little > big && little >= n - n / 10 && little_low * 6 >= n)
		return "UTF-16LE";
	if (big > little && big >= n - n / 10 && big_low * 6 >= n)
		return "UTF-16BE";
	return NULL;
}

/* How a text reads as UTF-8: whole, nearly (a few bytes damaged or a cut
 * end), or not. */
static int
utf8_confidence(const char *data, size_t len)
{
	size_t at = 0;
	size_t good = 0;
	size_t bad = 0;

	while (at < len) {
		uint32_t point;
		size_t n = tz_utf8_next(data, len, at, &point);

		if (n == 1 && point == 0xfffd)
			bad++;
		else if (n > 1)
			good++;
		at += n;
	}
	if (bad == 0)
		return 100;
	return good / 10 >= bad ? 80 : 0;
}

struct reading {
	bool valid;
	size_t pairs;
	size_t common; /* GB 2312 level 1 and its punctuation */
	size_t kana;   /* rows 4 and 5 of GB 2312 and of JIS X 0208 */
	size_t euc;    /* both bytes in the upper half */
};

/* Read bytes as GB18030. */
static struct reading
read_chinese(const unsigned char *data, size_t len)
{
	struct reading reading = {true, 0, 0, 0, 0};
	size_t bad = 0;
	size_t i = 0;

	while (i < len) {
		unsigned a = data[i];
		unsigned b = i + 1 < len ? data[i + 1] : 0;

		if (a < 0x80) {
			i++;
		} else if (a >= 0x81 && a <= 0xfe && b >= 0x40 && b != 0x7f &&
		    b != 0xff) {
			reading.pairs++;
			reading.euc += b >= 0xa1;
			reading.common += b >= 0xa1 &&
			    ((a >= 0xb0 && a <= 0xd7) ||
				(a >= 0xa1 && a <= 0xa3));
			reading.kana += b >= 0xa1 && (a == 0xa4 || a == 0xa5);
			i += 2;
		} else if (i + 3 < len && a >= 0x81 && a <= 0xfe && b >= 0x30 &&
		    b <= 0x39 && data[i + 2] >= 0x81 && data[i + 2] <= 0xfe &&
		    data[i + 3] >= 0x30 && data[i + 3] <= 0x39) {
			reading.pairs++;
			i += 4;
		} else {
			bad++;
			i++;
		}
	}
	/* One damaged byte in many characters does not make it another. */
	reading.valid = bad * 100 <= reading.pairs;
	return reading;
}

/* Whether bytes read as Big5 with the 5401 common characters (A440 to C67E)
 * and punctuation for the most part.  A word of French with a capital accent
 * would too, so a good part of the text must be such. */
static bool
reads_as_big5(const unsigned char *data, size_t len)
{
	size_t pairs = 0;
	size_t common = 0;
	size_t i = 0;

	while (i < len) {
		unsigned a = data[i];
		unsigned b = i + 1 < len ? data[i + 1] : 0;

		if (a < 0x80) {
			i++;
			continue;
		}
		if (a < 0xa1 || a > 0xf9 || b < 0x40 || b > 0xfe ||
		    (b > 0x7e && b < 0xa1))
			return false;
		pairs++;
		common += a <= 0xc6;
		i += 2;
	}
	return pairs > 1 && pairs * 6 >= len && common * 10 >= pairs * 8;
}

/* ICU's best guess for the stretch from the first byte that is not ASCII. */
static const char *
by_statistics(const char *data, size_t len, int *ret_confidence,
    int *ret_chinese)
{
	UErrorCode code = U_ZERO_ERROR;
	TZ_AUTO(close_detector) UCharsetDetector *detector = ucsdet_open(&code);
	const UCharsetMatch **matches;
	const char *best = NULL;
	int32_t n = 0;
	int32_t i;

	*ret_confidence = 0;
	*ret_chinese = 0;
	ucsdet_setText(detector, data, len < SAMPLE ? (int32_t)len : SAMPLE,
	    &code);
	matches = ucsdet_detectAll(detector, &n, &code);
	for (i = 0; U_SUCCESS(code) && i < n; i++) {
		const char *name =
		    constant_of(ucsdet_getName(matches[i], &code));
		int confidence = ucsdet_getConfidence(matches[i], &code);

		if (!name || name[0] == 'U')
			continue;
		if (strcmp(name, "GB18030") == 0)
			*ret_chinese = confidence;
		if (!best) {
			best = name;
			*ret_confidence = confidence;
		}
	}
	return best;
}

static bool
starts(const char *text, const char *head)
{
	return text && strncmp(text, head, strlen(head)) == 0;
}

/* The ISO 2022 encodings of East Asia, which are ASCII but for escapes. */
static const char *
by_escapes(const char *data, size_t len)
{
	int confidence;
	int chinese;
	const char *name = by_statistics(data, len, &confidence, &chinese);

	return starts(name, "ISO-2022") && confidence >= 50 ? name : NULL;
}

static const char *
by_reading(const char *data, size_t len, int *ret_confidence)
{
	struct reading reading = read_chinese((const unsigned char *)data, len);
	size_t first = 0;
	int chinese;
	const char *best;

	while (first < len && (unsigned char)data[first] < 0x80)
		first++;
	first = first > 64 ? first - 64 : 0;
	best =
	    by_statistics(data + first, len - first, ret_confidence, &chinese);
	if (*ret_confidence < 50 && reading.common * 10 < reading.pairs * 6 &&
	    reads_as_big5((const unsigned char *)data, len)) {
		*ret_confidence = 50;
		return "Big5";
	}
	if (!reading.valid || reading.pairs == 0)
		return best;

	/* Kana by the dozen is Japanese, in the same rows of both tables. */
	if (reading.kana * 4 > reading.pairs && reading.euc == reading.pairs)
		return starts(best, "EUC") || starts(best, "Shift") ? best
								    : "EUC-JP";
	if (starts(best, "EUC") && reading.pairs >= 16 &&
	    *ret_confidence > chinese + 20)
		return best;
	if (reading.common * 10 >= reading.pairs * 6) {
		*ret_confidence = reading.pairs > 8 ? 90 : 60;
		return "GB18030";
	}
	return best;
}

void
tz_encoding_detect(const char *data, size_t len, const char **ret_name,
    int *ret_confidence)
{
	const unsigned char *bytes = (const unsigned char *)data;
	const char *name = by_mark(bytes, len);
	int confidence = 100;

	if (!name && len > 0 && memchr(data, 0x1b, len))
		name = by_escapes(data, len);
	if (!name && (len == 0 || !memchr(data, 0, len)) &&
	    tz_utf8_valid(data, len))
		name = "UTF-8";
	if (!name)
		name = by_units(bytes, len);
	if (!name) {
		confidence = utf8_confidence(data, len);
		name = confidence ? "UTF-8" : NULL;
	}
	if (!name)
		name = by_reading(data, len, &confidence);
	if (!name) {
		name = "windows-1252";
		confidence = 0;
	}
	*ret_name = name;
	*ret_confidence = confidence;
}

/* Count what is replaced and write U+FFFD for it. */
static void
replace(const void *context, UConverterToUnicodeArgs *arguments,
    const char *units, int32_t length, UConverterCallbackReason reason,
    UErrorCode *code)
{
	static const UChar replacement = 0xfffd;
	size_t *count;

	(void)units;
	(void)length;
	/* The interface has no room for a context that may be written to. */
	memcpy(&count, &context, sizeof count);
	if (reason > UCNV_IRREGULAR)
		return;
	*code = U_ZERO_ERROR;
	++*count;
	ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, code);
}

static enum tz_status
stream(UConverter *from, UConverter *to, const char *data, size_t len,
    struct tz_buf *ret, struct tz_err *err)
{
	const char *end = data + len;
	UChar pivot[4096];
	UChar *pivot_source = pivot;
	UChar *pivot_target = pivot;
	char out[16384];
	bool first = true;
	bool more = true;

	while (more) {
		UErrorCode code = U_ZERO_ERROR;
		char *target = out;
		const char *start = out;

		ucnv_convertEx(to, from, &target, out + sizeof out, &data, end,
		    pivot, &pivot_source, &pivot_target, pivot + 4096, first,
		    true, &code);
		more = code == U_BUFFER_OVERFLOW_ERROR;
		if (U_FAILURE(code) && !more)
			return tz_fail(err, TZ_BUG, "%s",
			    _("text cannot be converted"));
		if (first && target - out >= 3 &&
		    memcmp(out, "\xef\xbb\xbf", 3) == 0)
			start += 3;
		tz_buf_append(ret, start, (size_t)(target - start));
		first = false;
	}
	return tz_buf_check(ret, err);
}

enum tz_status
tz_encoding_convert(const char *data, size_t len, const char *name,
    struct tz_buf *ret, size_t *ret_n_replaced, struct tz_err *err)
{
	const char *converter = converter_of(name);
	/* ICU does nothing once there is an error. */
	UErrorCode code = converter ? U_ZERO_ERROR : U_ILLEGAL_ARGUMENT_ERROR;
	TZ_AUTO(close_converter) UConverter *from = NULL;
	TZ_AUTO(close_converter) UConverter *to = NULL;
	size_t n_replaced = 0;
	enum tz_status s;

	from = ucnv_open(converter, &code);
	to = ucnv_open("UTF-8", &code);
	ucnv_setToUCallBack(from, replace, &n_replaced, NULL, NULL, &code);
	if (code == U_MEMORY_ALLOCATION_ERROR)
		return tz_fail_nomem(err);
	if (U_FAILURE(code))
		return tz_fail(err, TZ_NOTFOUND, "%s",
		    _("no such encoding is known"));
	s = len > 0 ? stream(from, to, data, len, ret, err) : TZ_OK;
	if (ret_n_replaced)
		*ret_n_replaced = n_replaced;
	return s;
}
