/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_container.c - any bytes as a draft: identified, opened if
 * they are an archive, and all that is in it by its own reader
 */
#include <stdlib.h>

#include "fuzz.h"
#include "intake/identify.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static struct tz_identify *identify;

	if (!identify && tz_identify_new(&identify, NULL))
		abort();
	fuzz_read(NULL, tz_identify_file, identify, "a.zip", data, len);
	return 0;
}
