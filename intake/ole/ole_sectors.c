/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_sectors.c - what a compound file's sectors hold beside its
 * streams (MS-CFB 2.2 to 2.6)
 *
 * Deleting a stream leaves its bytes in sectors that the allocation table now
 * calls free, and its name in the directory.
 */
#include "intake/ole/ole_sectors.h"

#include "base/intl.h"
#include "intake/intake.h"
#include "intake/ole/bytes.h"
#include "intake/ole/ole.h"
#include "intake/ole/ole_strings.h"

#define HEADER 512
#define IN_HEADER 109 /* numbers of table sectors in the header */
#define ENTRY 128
#define FREE 0xffffffffu
#define LAST 0xfffffffau /* the numbers above this are marks */

struct sectors {
	struct tz_bytes file;
	unsigned shift;
	size_t n; /* sectors in the file, the last may be cut */
};

static struct tz_bytes
sector(const struct sectors *sectors, uint32_t number)
{
	return tz_bytes_slice(sectors->file,
	    ((size_t)number + 1) << sectors->shift,
	    (size_t)1 << sectors->shift);
}

static bool
read_header(const struct tz_source *source, struct sectors *ret)
{
	ret->file.data = source->data;
	ret->file.len = source->len;
	ret->shift = tz_bytes_16(ret->file, 30);
	if (source->len < HEADER || ret->shift < 6 || ret->shift > 16)
		return false;
	ret->n = source->len >> ret->shift;
	return true;
}

/* The sector of the allocation table that speaks of sector ${number}, as a
 * number; LAST and more when there is none. */
static uint32_t
table_sector(const struct sectors *sectors, uint32_t number)
{
	uint32_t per = 1u << (sectors->shift - 2);
	uint32_t index = number / per;
	uint32_t at = tz_bytes_32(sectors->file, 68);
	uint32_t steps;

	if (index < IN_HEADER)
		return tz_bytes_32(sectors->file, 76 + 4 * (size_t)index);
	index -= IN_HEADER;
	/* The chain of sectors that list more table sectors. */
	for (steps = index / (per - 1); steps > 0 && at < sectors->n; steps--)
		at = tz_bytes_32(sector(sectors, at), 4 * (size_t)(per - 1));
	if (at >= sectors->n)
		return FREE;
	return tz_bytes_32(sector(sectors, at),
	    4 * (size_t)(index % (per - 1)));
}

/* What the allocation table says of a sector. */
static uint32_t
next_sector(const struct sectors *sectors, uint32_t number)
{
	uint32_t per = 1u << (sectors->shift - 2);
	uint32_t table = table_sector(sectors, number);

	if (table >= sectors->n)
		return FREE;
	return tz_bytes_32(sector(sectors, table), 4 * (size_t)(number % per));
}

enum tz_status
tz_ole_sectors_check(const struct tz_source *source, size_t max_entries,
    struct tz_buf *ret_directory, struct tz_err *err)
{
	struct sectors sectors;
	uint32_t at;
	size_t n = 0, per;

	if (!read_header(source, &sectors))
		return tz_fail(err, TZ_FORMAT, _("not a compound file"));
	per = ((size_t)1 << sectors.shift) / ENTRY;
	for (at = tz_bytes_32(sectors.file, 48); at < sectors.n;
	     at = next_sector(&sectors, at)) {
		struct tz_bytes piece = sector(&sectors, at);

		/* Sectors too small for an entry must end too. */
		n += per ? per : 1;
		if (n > max_entries)
			return tz_fail(err, TZ_FORMAT,
			    _("the compound file has too many entries"));
		if (ret_directory)
			tz_buf_append(ret_directory, piece.data, piece.len);
	}
	return TZ_OK;
}

/* Whether the allocation table gives sectors to streams, or to itself, that
 * begin behind the end of the file: its rest is missing. */
static bool
is_cut(const struct sectors *sectors)
{
	uint32_t per = 1u << (sectors->shift - 2);
	uint32_t tables = tz_bytes_32(sectors->file, 44);
	uint32_t present =
	    (uint32_t)((sectors->file.len - 1) >> sectors->shift);
	uint64_t end, i;

	if (tables > present)
		return true;
	for (i = 0; i < tables; i++) {
		uint32_t table = table_sector(sectors, (uint32_t)i * per);

		if (table < LAST && table >= present)
			return true;
	}
	/* Half of it may be missing; less is not worth the search. */
	end = (uint64_t)tables * per;
	if (end > 2 * (uint64_t)present + per)
		end = 2 * (uint64_t)present + per;
	for (i = present; i < end; i++) {
		if (next_sector(sectors, (uint32_t)i) != FREE)
			return true;
	}
	return false;
}

enum tz_status
tz_ole_sectors_rest(struct tz_ole *ole, struct tz_err *err)
{
	static const unsigned char root[] = {'R', 0, 'o', 0, 'o', 0, 't', 0,
	    ' ', 0, 'E', 0, 'n', 0, 't', 0, 'r', 0, 'y', 0};
	struct sectors sectors;
	struct tz_story story;
	enum tz_status s = TZ_OK;
	uint32_t i;

	if (!read_header(ole->source, &sectors))
		return TZ_OK;
	if (is_cut(&sectors))
		s = tz_emit_reading(ole->emit, ole->source, TZ_READING_PARTLY,
		    TZ_REASON_DAMAGED, err);
	if (s)
		return s;
	tz_story_start(&story, TZ_CHANNEL_EARLIER_REVISION, "free sectors");
	for (i = 0; i < sectors.n; i++) {
		uint32_t run = i;
		struct tz_bytes bytes;

		while (i < sectors.n && next_sector(&sectors, i) == FREE)
			i++;
		if (i == run)
			continue;
		bytes = tz_bytes_slice(sectors.file,
		    ((size_t)run + 1) << sectors.shift,
		    (size_t)(i - run) << sectors.shift);
		/* The first directory of some writers, with its root only. */
		if (bytes.len >= sizeof root &&
		    memcmp(bytes.data, root, sizeof root) == 0)
			bytes = tz_bytes_slice(bytes, ENTRY, SIZE_MAX);
		tz_ole_strings(bytes, &story);
	}
	if (story.text.len > 0)
		s = tz_ole_fact(ole, "unreferenced-object", story.path,
		    story.channel, err);
	if (s == TZ_OK)
		s = tz_emit_story(ole->emit, ole->source, &story, err);
	tz_story_clear(&story);
	return s;
}
