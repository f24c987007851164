/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/check.c - the words of the checks of verify and audit
 */
#include "base/check.h"

static const char *const words[TZ_CHECK_COUNT] = {
#define WORD(name, word) [TZ_CHECK_##name] = word,
    TZ_CHECK_LIST(WORD)
#undef WORD
};

const char *
tz_check_word(enum tz_check_name check)
{
	return (unsigned)check < TZ_CHECK_COUNT ? words[check] : "";
}

const char *
tz_check_status_word(enum tz_check_status status)
{
	switch (status) {
	case TZ_CHECK_OK:
		return "ok";
	case TZ_CHECK_FAILED:
		return "failed";
	case TZ_CHECK_NOT_CHECKED:
		break;
	}
	return "not-checked";
}
