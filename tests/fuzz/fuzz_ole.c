/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_ole.c - any bytes as a compound file, to each of its readers
 */
#include "fuzz.h"
#include "intake/formats.h"
#include "intake/ole/ole.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static tz_reader *const readers[] = {
	    tz_read_doc, tz_read_ppt, tz_read_ole, tz_read_encrypted};
	size_t i;

	tz_ole_warm_up();
	for (i = 0; i < sizeof readers / sizeof readers[0]; i++)
		fuzz_read(readers[i], NULL, NULL, "a.ole", data, len);
	return 0;
}
