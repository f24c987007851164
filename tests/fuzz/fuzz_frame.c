/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_frame.c - any bytes as what a worker sends
 *
 * Whatever comes, the document that is made of it is whole.
 */
#include <stdlib.h>

#include "fuzz.h"
#include "intake/receive.h"

/* Look at all of the document: every string ends, every index is in range. */
static void
look_at(const struct tz_document *document)
{
	const struct tz_part *parts;
	size_t n_files, n_parts, i;
	tz_auto_buf words = TZ_BUF_INIT;

	(void)tz_document_files(document, &n_files);
	if (n_files == 0)
		abort();
	parts = tz_document_parts(document, &n_parts);
	for (i = 0; i < n_parts; i++) {
		if (parts[i].file >= n_files)
			abort();
		tz_part_where(&parts[i], 0, parts[i].characters, &words);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const struct tz_intake_limits limits = {
	    .max_text = 1 << 20,
	    .max_depth = 4,
	    .max_entries = 100,
	};
	static const struct tz_document_file root = {
	    .path = "a",
	    .media_type = "application/octet-stream",
	};
	tz_auto(tz_receive) receive = NULL;
	tz_auto(tz_document) document = NULL;
	size_t half = len / 2;

	if (tz_receive_new(&limits, &receive, NULL))
		abort();
	if (tz_receive_feed(receive, data, half, NULL) == TZ_OK &&
	    tz_receive_feed(receive, data + half, len - half, NULL))
		half = 0;
	if (tz_receive_finish(receive, &root, TZ_REASON_CRASH, &document, NULL))
		abort();
	look_at(document);
	return 0;
}
