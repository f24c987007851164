/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_html.c - any bytes as HTML
 */
#include "fuzz.h"
#include "intake/formats.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	fuzz_read(tz_read_html, NULL, NULL, "a.html", data, len);
	return 0;
}
