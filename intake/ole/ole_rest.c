/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_rest.c - the streams that no format reader took
 */
#include "intake/formats.h"
#include "intake/ole/ole.h"
#include "intake/ole/ole_sectors.h"
#include "intake/ole/ole_strings.h"

static enum tz_status
read_stream(struct tz_ole *ole, struct tz_ole_entry *entry, struct tz_err *err)
{
	tz_auto_buf data = TZ_BUF_INIT;
	struct tz_story story;
	enum tz_status s = tz_ole_read(ole, entry, &data, err);

	if (s)
		return s;
	tz_story_start(&story, TZ_CHANNEL_PROPERTY, entry->path);
	tz_ole_strings(tz_bytes_of(&data), &story);
	s = tz_emit_story(ole->emit, ole->source, &story, err);
	tz_story_clear(&story);
	return s;
}

enum tz_status
tz_ole_rest(struct tz_ole *ole, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 1; s == TZ_OK && i < ole->n; i++) {
		struct tz_ole_entry *entry = &ole->entries[i];

		if (!entry->taken && !entry->storage)
			s = read_stream(ole, entry, err);
	}
	return s ? s : tz_ole_sectors_rest(ole, err);
}

enum tz_status
tz_read_ole(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_ole) ole = NULL;
	enum tz_status s = tz_ole_open(emit, source, &ole, err);

	return s ? s : tz_ole_rest(ole, err);
}
