/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_xls.c - any bytes as the records of a sheet, BIFF8 and
 * BIFF12
 *
 * The containers round them have targets of their own; here the bytes are what
 * stands in the streams.
 */
#include "fuzz.h"
#include "intake/ole/xls.h"
#include "intake/ooxml/xlsb.h"

/* Each record as a table of strings, as a link and as a formula. */
static void
read_biff8(struct tz_bytes stream)
{
	struct tz_xls_record record;
	struct tz_xls xls;
	size_t at = 0;

	memset(&xls, 0, sizeof xls);
	while (tz_xls_record_next(stream, &at, &record)) {
		struct tz_xls_flow flow = tz_xls_flow_of(&record);
		tz_auto_buf text = TZ_BUF_INIT;
		struct tz_story story;

		while (tz_xls_flow_left(&flow) && !flow.torn)
			tz_xls_flow_string(&flow, tz_xls_flow_number(&flow, 2),
			    &text, &text);
		tz_xls_link(record.body, &text);
		tz_xls_words(&xls, record.body, &text);
		tz_story_start(&story, TZ_CHANNEL_BODY, "");
		tz_xls_scan(&xls, record.body, &story);
		tz_story_clear(&story);
	}
}

static void
read_biff12(struct tz_bytes part)
{
	struct tz_xlsb_record record;
	size_t at = 0;

	while (tz_xlsb_next(part, &at, &record)) {
		struct tz_xlsx_operand operand;
		tz_auto_buf text = TZ_BUF_INIT;
		struct tz_story story;

		tz_xlsb_value(record.type, record.body, &text, &operand);
		tz_xlsb_words(record.body, &text);
		tz_story_start(&story, TZ_CHANNEL_BODY, "");
		tz_xlsb_scan(record.body, &story);
		tz_story_clear(&story);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct tz_bytes bytes = {data, len};

	read_biff8(bytes);
	read_biff12(bytes);
	return 0;
}
