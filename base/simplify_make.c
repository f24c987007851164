/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/simplify_make.c - a program of the build: writes the table of
 * base/simplify.h on standard output
 *
 * ICU's transliterator is asked for one character at a time, and again until
 * nothing changes, so that folding twice is folding once.
 */
#include <stdint.h>
#include <stdio.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utrans.h>

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

int
main(void)
{
	UErrorCode code = U_ZERO_ERROR;
	UTransliterator *simplifier = utrans_openU(u"Traditional-Simplified",
	    -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
	size_t n = 0;
	uint32_t point;
	uint32_t made;
	int turns;

	if (U_FAILURE(code))
		return 1;
	printf("#include \"base/simplify.h\"\n\n"
	       "const uint32_t tz_simplify_table[][2] = {\n");
	for (point = 0x3400; point < 0x30000; point++) {
		if (!u_hasBinaryProperty((UChar32)point,
			UCHAR_UNIFIED_IDEOGRAPH))
			continue;
		made = point;
		for (turns = 0; turns < 4; turns++)
			made = step(simplifier, made);
		if (made == point)
			continue;
		printf("\t{0x%x, 0x%x},\n", point, made);
		n++;
	}
	printf("};\n\nconst size_t tz_simplify_n = %zu;\n", n);
	utrans_close(simplifier);
	return ferror(stdout) || fclose(stdout) != 0;
}
