/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls.c - Excel workbooks of 5.0 to 2003, WPS tables too
 *
 * The sheets that BOUNDSHEET names, then every other substream in the stream;
 * then pivot caches, and all that no reader took.
 */
#include "intake/ole/xls.h"

#include <stdlib.h>

#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/ole/lock.h"
#include "intake/ole/ole_blips.h"
#include "intake/ole/ole_strings.h"

#define DRAWINGS 0xeb
#define BIFF8 0x600
#define GRAPH 0x0080 /* of Microsoft Graph */
#define BIFF5 0x500

static void
xls_clear(struct tz_xls *xls)
{
	size_t i;

	for (i = 0; i < xls->n_bounds; i++)
		free(xls->bounds[i].name);
	for (i = 0; i < xls->n_strings; i++)
		free(xls->strings[i].text);
	free(xls->bounds);
	free(xls->strings);
	tz_xlsx_style_clear(&xls->styles);
	tz_story_clear(&xls->names);
	tz_story_clear(&xls->links);
	tz_story_clear(&xls->cached);
	tz_story_clear(&xls->formulas);
}

static bool
is_bound(const struct tz_xls *xls, size_t at)
{
	size_t i;

	for (i = 0; i < xls->n_bounds; i++)
		if (xls->bounds[i].at == at)
			return true;
	return false;
}

/* Substreams that nothing names, and the pictures of all drawings. */
static enum tz_status
read_unnamed(struct tz_xls *xls, struct tz_err *err)
{
	tz_auto_buf drawings = TZ_BUF_INIT;
	struct tz_xls_record record;
	enum tz_status s = TZ_OK;
	size_t at = 0, begin = 0;
	unsigned depth = 0;
	bool in_drawings = false;

	while (s == TZ_OK && tz_xls_record_next(xls->stream, &at, &record)) {
		if (record.type == DRAWINGS)
			in_drawings = true;
		else if (record.type != TZ_XLS_CONTINUE)
			in_drawings = false;
		if (in_drawings)
			tz_buf_append(&drawings, record.body.data,
			    record.body.len);
		if (record.type == TZ_XLS_BOF && depth++ == 0 && begin > 0 &&
		    !is_bound(xls, begin))
			s = tz_xls_sheet(xls, begin, NULL, err);
		else if (record.type == TZ_XLS_EOF && depth > 0)
			depth--;
		begin = at;
	}
	if (s == TZ_OK)
		s = tz_buf_check(&drawings, err);
	return s
	    ? s
	    : tz_ole_blips(xls->ole, tz_bytes_of(&drawings), xls->path, err);
}

static enum tz_status
read_sheets(struct tz_xls *xls, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i, j;

	for (i = 0; s == TZ_OK && i < xls->n_bounds; i++) {
		const struct tz_xls_bound *bound = &xls->bounds[i];
		bool again = false;

		/* One substream is read once, whoever names it. */
		for (j = 0; j < i; j++)
			again |= xls->bounds[j].at == bound->at;
		if (again || tz_bytes_16(xls->stream, bound->at) != TZ_XLS_BOF)
			xls->torn = true;
		else
			s = tz_xls_sheet(xls, bound->at, bound, err);
	}
	return s ? s : read_unnamed(xls, err);
}

/* Shared strings that no cell shows. */
static void
add_unused(struct tz_xls *xls)
{
	size_t i;

	for (i = 0; i < xls->n_strings; i++) {
		const struct tz_xls_text *string = &xls->strings[i];

		if (string->used || string->text[0] == '\0')
			continue;
		tz_story_break(&xls->cached, '\n');
		tz_story_add(&xls->cached, string->text, strlen(string->text));
	}
}

static enum tz_status
send(struct tz_xls *xls, struct tz_err *err)
{
	const struct {
		bool found;
		const char *name;
		enum tz_channel channel;
	} facts[] = {
	    {xls->hidden_name, "defined-name", TZ_CHANNEL_PROPERTY},
	    {xls->connection, "data-connection", TZ_CHANNEL_EXTERNAL_LINK},
	    {xls->cached.text.len > 0, "cached-data", TZ_CHANNEL_CACHED_DATA},
	};
	const struct tz_story *stories[] = {
	    &xls->names, &xls->formulas, &xls->links, &xls->cached};
	struct tz_ole *ole = xls->ole;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < sizeof facts / sizeof facts[0]; i++)
		if (facts[i].found)
			s = tz_ole_fact(ole, facts[i].name, xls->path,
			    facts[i].channel, err);
	for (i = 0; s == TZ_OK && i < sizeof stories / sizeof stories[0]; i++)
		s = tz_emit_story(ole->emit, ole->source, stories[i], err);
	return s;
}

/* Versions before 5.0 have other records: their words are given as they
 * stand. */
static enum tz_status
read_ancient(struct tz_xls *xls, struct tz_err *err)
{
	struct tz_ole *ole = xls->ole;
	struct tz_story story;
	enum tz_status s;

	tz_story_start(&story, TZ_CHANNEL_BODY, xls->path);
	tz_ole_strings(xls->stream, &story);
	s = tz_emit_story(ole->emit, ole->source, &story, err);
	tz_story_clear(&story);
	return s ? s
		 : tz_emit_reading(ole->emit, ole->source, TZ_READING_PARTLY,
		       TZ_REASON_UNSUPPORTED_TYPE, err);
}

static enum tz_status
read_book(struct tz_xls *xls, struct tz_err *err)
{
	struct tz_ole *ole = xls->ole;
	uint16_t version = tz_bytes_16(xls->stream, 4) & ~(unsigned)GRAPH;
	enum tz_status s;

	if (tz_bytes_16(xls->stream, 0) != TZ_XLS_BOF ||
	    (version != BIFF8 && version != BIFF5))
		return read_ancient(xls, err);
	xls->old = version == BIFF5;
	xls->graph = tz_bytes_16(xls->stream, 4) & GRAPH;
	s = tz_xls_globals(xls, err);
	if (s == TZ_OK && xls->encrypted)
		return tz_lock_closed(ole, err);
	if (s == TZ_OK)
		s = read_sheets(xls, err);
	add_unused(xls);
	if (s == TZ_OK)
		s = send(xls, err);
	return s == TZ_OK && xls->torn ? tz_ole_damaged(ole, err) : s;
}

static enum tz_status
read_stream(struct tz_ole *ole, struct tz_ole_entry *entry, struct tz_err *err)
{
	tz_auto_buf data = TZ_BUF_INIT;
	struct tz_xls xls;
	enum tz_status s = tz_ole_read(ole, entry, &data, err);

	if (s)
		return s;
	memset(&xls, 0, sizeof xls);
	xls.ole = ole;
	xls.stream = tz_bytes_of(&data);
	xls.path = entry->path;
	xls.code_page = 1252;
	tz_xlsx_style_start(&xls.styles);
	tz_story_start(&xls.names, TZ_CHANNEL_PROPERTY, xls.path);
	tz_story_start(&xls.links, TZ_CHANNEL_EXTERNAL_LINK, xls.path);
	tz_story_start(&xls.cached, TZ_CHANNEL_CACHED_DATA, xls.path);
	tz_story_start(&xls.formulas, TZ_CHANNEL_FORMULA, xls.path);
	s = tz_xls_unlock(&xls, &data, err);
	if (s == TZ_OK)
		s = read_book(&xls, err);
	xls_clear(&xls);
	return s;
}

enum tz_status
tz_read_xls(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	/* A workbook for both of two versions of Excel has both. */
	static const char *const names[] = {"Workbook", "Book"};
	tz_auto(tz_ole) ole = NULL;
	enum tz_status s = tz_ole_open(emit, source, &ole, err);
	bool found = false;
	size_t i;

	for (i = 0; s == TZ_OK && i < sizeof names / sizeof names[0]; i++) {
		struct tz_ole_entry *entry =
		    tz_ole_find(ole, &ole->entries[0], names[i]);

		if (!entry || entry->storage)
			continue;
		found = true;
		s = read_stream(ole, entry, err);
	}
	if (s == TZ_OK && !found)
		s = tz_ole_damaged(ole, err);
	if (s == TZ_OK)
		s = tz_xls_pivot(ole, err);
	return s ? s : tz_ole_rest(ole, err);
}
