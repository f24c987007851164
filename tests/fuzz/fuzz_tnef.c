/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_tnef.c - winmail.dat, and the compressed RTF in it
 */
#include "fuzz.h"
#include "intake/formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	fuzz_read(tz_read_tnef, NULL, NULL, "winmail.dat", data, len);
	return 0;
}
