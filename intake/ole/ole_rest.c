/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_rest.c - the streams that no format reader took
 *
 * A storage that is a document of its own (an embedded sheet) becomes a file
 * again and is read as one; a storage that wraps one file gives that file.
 */
#include <stdlib.h>

#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/ole/ole.h"
#include "intake/ole/ole_blips.h"
#include "intake/ole/ole_native.h"
#include "intake/ole/ole_sectors.h"
#include "intake/ole/ole_strings.h"
#include "intake/ole/property_set.h"
#include "intake/ole/vba.h"

#define METAFILE_HEAD 44
#define METAFILE_FIRST 4096
#define METAFILE_MAX 65536

/* Whether a stream is one of those that stand beside any kind of document, in
 * which strings are all that people can have put. */
static bool
is_helper(const char *name)
{
	return ((unsigned char)name[0] >= 1 && (unsigned char)name[0] <= 6) ||
	    strncmp(name, "PROJECT", 7) == 0 || strncmp(name, "_VBA", 4) == 0 ||
	    strncmp(name, "__SRP_", 6) == 0 || strcmp(name, "dir") == 0 ||
	    strcmp(name, "Equation Native") == 0;
}

/* What the streams that are given by their strings are. */
static enum tz_channel
channel_of(const struct tz_ole *ole, const struct tz_ole_entry *entry)
{
	const char *name = entry->name;
	const struct tz_ole_entry *storage = &ole->entries[entry->parent];

	/* A picture of an object, as it was drawn last. */
	if (strncmp(name, "\002OlePres", 8) == 0 ||
	    strcmp(name, "\003EPRINT") == 0 || strcmp(name, "\003META") == 0)
		return TZ_CHANNEL_CACHED_DATA;
	if (strcmp(name, "\001Ole") == 0 || strcmp(name, "\003LinkInfo") == 0)
		return TZ_CHANNEL_EXTERNAL_LINK;
	if (strcmp(storage->name, "VBA") == 0 || strcmp(name, "PROJECT") == 0 ||
	    strcmp(name, "PROJECTwm") == 0)
		return TZ_CHANNEL_SCRIPT;
	return ole->foreign && !is_helper(name) ? TZ_CHANNEL_BODY
						: TZ_CHANNEL_PROPERTY;
}

static enum tz_status
send_strings(struct tz_ole *ole, const struct tz_ole_entry *entry,
    struct tz_bytes bytes, struct tz_err *err)
{
	struct tz_story story;
	enum tz_status s = TZ_OK;

	tz_story_start(&story, channel_of(ole, entry), entry->path);
	tz_ole_strings(bytes, &story);
	ole->guessed |= !is_helper(entry->name);
	/* An object that is linked, not embedded (MS-OLEDS 2.3.3). */
	if (strcmp(entry->name, "\001Ole") == 0 && tz_bytes_32(bytes, 4) & 1 &&
	    story.text.len > 0)
		s = tz_ole_fact(ole, "external-link", entry->path,
		    TZ_CHANNEL_EXTERNAL_LINK, err);
	if (s == TZ_OK)
		s = tz_emit_story(ole->emit, ole->source, &story, err);
	tz_story_clear(&story);
	return s;
}

/* Where in the stream a metafile begins, whose head tells how its program
 * and printer want it; SIZE_MAX when it holds none. */
static size_t
metafile_at(struct tz_bytes bytes)
{
	size_t at;

	for (at = 0; at + METAFILE_HEAD < bytes.len && at < METAFILE_FIRST;
	     at += 2) {
		const unsigned char *head = bytes.data + at;

		if (memcmp(head, "\001\0\0\0", 4) == 0 &&
		    memcmp(head + 40, " EMF", 4) == 0)
			return at;
		if (memcmp(head, "\001\0\011\0\0\003", 6) == 0)
			return at;
	}
	return SIZE_MAX;
}

/* An object as it was drawn last: a picture to be read as one. */
static enum tz_status
read_drawn(struct tz_ole *ole, struct tz_ole_entry *entry,
    struct tz_bytes bytes, bool *ret_read, struct tz_err *err)
{
	size_t at = metafile_at(bytes);

	/* Large ones are pixels, of what the object itself holds. */
	*ret_read = at != SIZE_MAX && bytes.len <= METAFILE_MAX;
	if (!*ret_read)
		return TZ_OK;
	bytes = tz_bytes_slice(bytes, at, SIZE_MAX);
	return tz_emit_child(ole->emit, ole->source, entry->path, bytes.data,
	    bytes.len, err);
}

static enum tz_status
read_stream(struct tz_ole *ole, struct tz_ole_entry *entry, struct tz_err *err)
{
	tz_auto_buf data = TZ_BUF_INIT;
	struct tz_bytes bytes;
	bool read = false;
	enum tz_status s = tz_ole_read(ole, entry, &data, err);

	if (s || data.len == 0)
		return s;
	bytes = tz_bytes_of(&data);
	if (channel_of(ole, entry) == TZ_CHANNEL_CACHED_DATA)
		s = read_drawn(ole, entry, bytes, &read, err);
	if (s || read)
		return s;
	if (entry->name[0] == '\005')
		return tz_property_set(ole, bytes, entry->path, err);
	if (strcmp(entry->name, "\001Ole10Native") == 0)
		return tz_ole_native(ole, bytes, entry->path, err);
	if (strcmp(entry->name, "Package") == 0 ||
	    strcmp(entry->name, "package_stream") == 0 ||
	    (strcmp(entry->name, "CONTENTS") == 0 &&
		strcmp(ole->entries[entry->parent].name, "QuillSub") != 0)) {
		s = tz_ole_fact(ole, "embedded-object", entry->path,
		    TZ_CHANNEL_ATTACHMENT, err);
		return s ? s
			 : tz_emit_child(ole->emit, ole->source, entry->path,
			       bytes.data, bytes.len, err);
	}
	s = tz_ole_blips(ole, bytes, entry->path, err);
	return s ? s : send_strings(ole, entry, bytes, err);
}

/* Whether the storage has what a document of its own has. */
static bool
is_document(const struct tz_ole *ole, const struct tz_ole_entry *storage)
{
	static const char *const names[] = {"WordDocument", "Workbook", "Book",
	    "PowerPoint Document", "EncryptedPackage",
	    "__properties_version1.0"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (tz_ole_find(ole, storage, names[i]))
			return true;
	return false;
}

static enum tz_status
read_storage(struct tz_ole *ole, struct tz_ole_entry *entry, struct tz_err *err)
{
	tz_auto_buf file = TZ_BUF_INIT;
	enum tz_status s;

	if (tz_ole_find(ole, entry, "_VBA_PROJECT") ||
	    tz_ole_find(ole, entry, "dir"))
		return tz_vba(ole, entry, err);
	if (!is_document(ole, entry))
		return TZ_OK;
	s = tz_ole_fact(ole, "embedded-object", entry->path,
	    TZ_CHANNEL_ATTACHMENT, err);
	if (s == TZ_OK)
		s = tz_ole_pack(ole, entry, &file, err);
	if (s == TZ_OK)
		s = tz_emit_child(ole->emit, ole->source, entry->path,
		    tz_buf_str(&file), file.len, err);
	return s;
}

enum tz_status
tz_ole_rest(struct tz_ole *ole, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	/* A storage comes before what it holds. */
	for (i = 1; s == TZ_OK && i < ole->n; i++) {
		struct tz_ole_entry *entry = &ole->entries[i];

		if (entry->taken)
			continue;
		s = entry->storage ? read_storage(ole, entry, err)
				   : read_stream(ole, entry, err);
	}
	return s ? s : tz_ole_sectors_rest(ole, err);
}

enum tz_status
tz_read_ole(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_ole) ole = NULL;
	enum tz_status s = tz_ole_open(emit, source, &ole, err);

	if (s)
		return s;
	ole->foreign = true;
	s = tz_ole_rest(ole, err);
	/* Publisher, Visio, Works and others. */
	if (s == TZ_OK && ole->guessed)
		s = tz_emit_reading(emit, source, TZ_READING_PARTLY,
		    TZ_REASON_UNSUPPORTED_TYPE, err);
	return s;
}
