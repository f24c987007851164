/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_pivot.c - the copies of their sources that pivot tables keep
 *
 * A stream for each: a field, then the values it may have; then for each
 * record the numbers of these, and the values that are not shared.
 */
#include "intake/ole/xls.h"

enum {
	SXFDB = 0xc7,
	SXDBB = 0xc8,
	SXNUM = 0xc9,
	SXBOOL = 0xca,
	SXERR = 0xcb,
	SXINT = 0xcc,
	SXSTRING = 0xcd,
	SXDTR = 0xce,
};

static void
read_value(struct tz_xls *xls, const struct tz_xls_record *record,
    struct tz_buf *ret)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	struct tz_bytes body = record->body;

	switch (record->type) {
	case SXFDB:
		tz_xls_flow_skip(&flow, 14);
		tz_xls_text(xls, &flow, tz_xls_flow_number(&flow, 2), ret);
		break;
	case SXSTRING:
		tz_xls_text(xls, &flow, tz_xls_flow_number(&flow, 2), ret);
		break;
	case SXNUM:
		tz_xls_number(tz_xls_double(body, 0), ret);
		break;
	case SXINT:
		tz_buf_printf(ret, "%d", (int16_t)tz_bytes_16(body, 0));
		break;
	case SXBOOL:
		tz_buf_puts(ret, tz_bytes_8(body, 0) ? "TRUE" : "FALSE");
		break;
	case SXERR:
		tz_buf_puts(ret, tz_xls_error(tz_bytes_8(body, 0)));
		break;
	case SXDTR:
		tz_buf_printf(ret, "%04u-%02u-%02u",
		    (unsigned)tz_bytes_16(body, 0),
		    (unsigned)tz_bytes_16(body, 2),
		    (unsigned)tz_bytes_8(body, 4));
		if (tz_bytes_8(body, 5) || tz_bytes_16(body, 6))
			tz_buf_printf(ret, " %02u:%02u:%02u",
			    (unsigned)tz_bytes_8(body, 5),
			    (unsigned)tz_bytes_8(body, 6),
			    (unsigned)tz_bytes_8(body, 7));
		break;
	default:
		break;
	}
}

static enum tz_status
read_cache(struct tz_ole *ole, struct tz_ole_entry *entry, struct tz_err *err)
{
	tz_auto_buf data = TZ_BUF_INIT;
	struct tz_xls xls;
	struct tz_xls_record record;
	struct tz_story story;
	enum tz_status s = tz_ole_read(ole, entry, &data, err);
	bool records = false;
	size_t at = 0;

	if (s)
		return s;
	memset(&xls, 0, sizeof xls);
	tz_story_start(&story, TZ_CHANNEL_CACHED_DATA, entry->path);
	while (tz_xls_record_next(tz_bytes_of(&data), &at, &record)) {
		tz_auto_buf text = TZ_BUF_INIT;

		if (record.type == SXDBB)
			tz_story_break(&story, '\n');
		records |= record.type == SXDBB;
		read_value(&xls, &record, &text);
		if (text.len == 0)
			continue;
		tz_story_break(&story, records ? '\t' : '\n');
		tz_story_add(&story, tz_buf_str(&text), text.len);
	}
	if (story.text.len > 0)
		s = tz_ole_fact(ole, "cached-data", entry->path,
		    TZ_CHANNEL_CACHED_DATA, err);
	if (s == TZ_OK && at < data.len)
		s = tz_ole_damaged(ole, err);
	if (s == TZ_OK)
		s = tz_emit_story(ole->emit, ole->source, &story, err);
	tz_story_clear(&story);
	return s;
}

enum tz_status
tz_xls_pivot(struct tz_ole *ole, struct tz_err *err)
{
	struct tz_ole_entry *storage =
	    tz_ole_find(ole, &ole->entries[0], "_SX_DB_CUR");
	struct tz_ole_entry *entry = NULL;
	enum tz_status s = TZ_OK;

	if (!storage || !storage->storage)
		return TZ_OK;
	storage->taken = true;
	while (s == TZ_OK && (entry = tz_ole_next(ole, storage, entry)))
		if (!entry->storage)
			s = read_cache(ole, entry, err);
	return s;
}
