/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_record.c - the records of a BIFF stream
 */
#include "intake/ole/xls_record.h"

#include "intake/ole/ole_strings.h"

#define HEAD 4
/* Flags of a string. */
#define WIDE 0x01
#define PHONETIC 0x04
#define RICH 0x08

bool
tz_xls_record_next(struct tz_bytes stream, size_t *at,
    struct tz_xls_record *ret)
{
	size_t len = tz_bytes_16(stream, *at + 2);

	if (!tz_bytes_has(stream, *at, HEAD) ||
	    !tz_bytes_has(stream, *at + HEAD, len))
		return false;
	ret->type = tz_bytes_16(stream, *at);
	ret->body = tz_bytes_slice(stream, *at + HEAD, len);
	*at += HEAD + len;
	ret->rest = tz_bytes_slice(stream, *at, SIZE_MAX);
	return true;
}

struct tz_xls_flow
tz_xls_flow_of(const struct tz_xls_record *record)
{
	struct tz_xls_flow flow = {record->body, record->rest, false};

	return flow;
}

/* Go on to the next CONTINUE where the present piece is used up. */
static bool
refill(struct tz_xls_flow *flow)
{
	struct tz_xls_record record;
	size_t at = 0;

	while (flow->now.len == 0) {
		at = 0;
		if (!tz_xls_record_next(flow->rest, &at, &record) ||
		    record.type != TZ_XLS_CONTINUE) {
			flow->torn = true;
			return false;
		}
		flow->now = record.body;
		flow->rest = record.rest;
	}
	return true;
}

bool
tz_xls_flow_left(const struct tz_xls_flow *flow)
{
	struct tz_xls_flow probe = *flow;

	return refill(&probe);
}

static void
advance(struct tz_xls_flow *flow, size_t len)
{
	flow->now = tz_bytes_slice(flow->now, len, SIZE_MAX);
}

uint32_t
tz_xls_flow_number(struct tz_xls_flow *flow, unsigned bytes)
{
	uint32_t number = 0;
	unsigned i;

	for (i = 0; i < bytes && refill(flow); i++) {
		number |= (uint32_t)tz_bytes_8(flow->now, 0) << (8 * i);
		advance(flow, 1);
	}
	return number;
}

void
tz_xls_flow_skip(struct tz_xls_flow *flow, size_t len)
{
	while (len > 0 && refill(flow)) {
		size_t step = len < flow->now.len ? len : flow->now.len;

		advance(flow, step);
		len -= step;
	}
}

void
tz_xls_flow_characters(struct tz_xls_flow *flow, size_t n, bool wide,
    struct tz_buf *ret)
{
	tz_auto_buf units = TZ_BUF_INIT;
	bool first = true;

	while (n > 0) {
		size_t i, step, size;
		bool cut = flow->now.len == 0;

		if (!refill(flow))
			break;
		if (cut && !first) {
			/* The piece says anew how wide it is. */
			wide = tz_bytes_8(flow->now, 0) & WIDE;
			advance(flow, 1);
			if (flow->now.len == 0)
				continue;
		}
		first = false;
		size = wide ? 2 : 1;
		step = flow->now.len / size;
		if (step > n)
			step = n;
		if (step == 0) {
			/* Half a character before the cut. */
			advance(flow, flow->now.len);
			continue;
		}
		if (wide) {
			tz_buf_append(&units, flow->now.data, 2 * step);
		} else {
			for (i = 0; i < step; i++) {
				tz_buf_putc(&units, (char)flow->now.data[i]);
				tz_buf_putc(&units, '\0');
			}
		}
		advance(flow, size * step);
		n -= step;
	}
	tz_ole_utf16(tz_bytes_of(&units), ret);
	ret->failed |= units.failed;
}

void
tz_xls_flow_string(struct tz_xls_flow *flow, size_t n, struct tz_buf *ret,
    struct tz_buf *phonetic)
{
	uint32_t flags = tz_xls_flow_number(flow, 1);
	size_t runs = flags & RICH ? tz_xls_flow_number(flow, 2) : 0;
	size_t extra = flags & PHONETIC ? tz_xls_flow_number(flow, 4) : 0;
	struct tz_bytes block;

	tz_xls_flow_characters(flow, n, flags & WIDE, ret);
	tz_xls_flow_skip(flow, 4 * runs);
	/* ExtRst: 14 bytes before the length of the reading and its text. */
	block = tz_bytes_slice(flow->now, 0, extra);
	if (phonetic && extra >= 14 && block.len == extra &&
	    tz_bytes_16(block, 0) == 1) {
		if (phonetic->len > 0)
			tz_buf_putc(phonetic, '\n');
		tz_ole_utf16(tz_bytes_slice(block, 14,
				 2 * (size_t)tz_bytes_16(block, 12)),
		    phonetic);
	}
	tz_xls_flow_skip(flow, extra);
}
