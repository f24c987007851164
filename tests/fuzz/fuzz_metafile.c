/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_metafile.c - Windows metafiles, plain and enhanced
 */
#include "fuzz.h"
#include "intake/formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	fuzz_read(tz_read_metafile, NULL, NULL, "drawing.emf", data, len);
	return 0;
}
