/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_rtf.c - RTF, and what it holds
 */
#include "fuzz.h"
#include "intake/formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	fuzz_read(tz_read_rtf, NULL, NULL, "a.rtf", data, len);
	return 0;
}
