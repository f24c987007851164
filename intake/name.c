/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/name.c - the name of a file, out of bytes in any encoding
 */
#include "intake/name.h"

#include <string.h>

#include "base/buf.h"
#include "base/encoding.h"
#include "base/utf8.h"
#include "intake/text/charset.h"

void
tz_name_decode(const char *name, size_t len, struct tz_buf *ret)
{
	const char *guesses[TZ_CHARSET_GUESSES];
	size_t n;

	if (tz_utf8_valid(name, len)) {
		tz_buf_append(ret, name, len);
		return;
	}
	/* Chinese where it may be, and GB18030 before Big5. */
	n = tz_charset_guesses(name, len, guesses);
	if (tz_encoding_convert(name, len, guesses[n > 1], ret, NULL, NULL))
		tz_utf8_clean(name, len, ret);
}

const char *
tz_name_ending(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *dot;

	if (slash)
		name = slash + 1;
	dot = strrchr(name, '.');
	return dot ? dot + 1 : "";
}
