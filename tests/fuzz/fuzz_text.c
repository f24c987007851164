/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_text.c - any bytes as plain text
 */
#include "fuzz.h"
#include "intake/formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	fuzz_read(tz_read_text, NULL, NULL, "a.txt", data, len);
	return 0;
}
