/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/unit.h - cmocka with what it needs before it, and ways to
 * compare that say what was there
 */
#ifndef TZ_TESTS_UNIT_BASE_UNIT_H
#define TZ_TESTS_UNIT_BASE_UNIT_H

/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define N_OF(table) (sizeof(table) / sizeof((table)[0]))

#define assert_buf(buf, text)                                                  \
	do {                                                                   \
		assert_string_equal(tz_buf_str(buf), text);                    \
		assert_int_equal((buf)->len, strlen(text));                    \
	} while (0)

#endif /* !TZ_TESTS_UNIT_BASE_UNIT_H */
