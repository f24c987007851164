/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/vba.c - macro projects of Visual Basic (MS-OVBA)
 *
 * A module's stream holds first what the compiler made, then the source,
 * compressed.  The source may have been emptied while the compiled form still
 * runs, so the strings of that are given as well.
 */
#include "intake/ole/vba.h"

#include <stdlib.h>

#include "intake/ole/ole_strings.h"

#define CHUNK 4096

enum record {
	CODE_PAGE = 0x0003,
	VERSION = 0x0009,
	STREAM_NAME = 0x001a,
	STREAM_NAME_WIDE = 0x0032,
	OFFSET = 0x0031,
	MODULE_END = 0x002b,
};

/* One reference back into the chunk that began at ${start}. */
static bool
copy_back(uint16_t token, size_t start, struct tz_buf *ret)
{
	unsigned bits = 4;
	size_t len, back, done = ret->len - start;

	while (((size_t)1 << bits) < done)
		bits++;
	len = (size_t)(token & (0xffff >> bits)) + 3;
	back = (size_t)(token >> (16 - bits)) + 1;
	if (back > done || done + len > CHUNK)
		return false;
	while (len-- > 0 && !ret->failed)
		tz_buf_putc(ret, ret->data[ret->len - back]);
	return !ret->failed;
}

static bool
unpack_chunk(struct tz_bytes chunk, struct tz_buf *ret)
{
	size_t start = ret->len, at = 0;

	while (at < chunk.len) {
		uint8_t flags = chunk.data[at++];
		int bit;

		for (bit = 0; bit < 8 && at < chunk.len; bit++) {
			if (!(flags >> bit & 1)) {
				tz_buf_putc(ret, (char)chunk.data[at++]);
				continue;
			}
			if (!copy_back(tz_bytes_16(chunk, at), start, ret))
				return false;
			at += 2;
		}
	}
	return !ret->failed;
}

bool
tz_vba_unpack(struct tz_bytes bytes, struct tz_buf *ret)
{
	size_t at = 1;

	if (tz_bytes_8(bytes, 0) != 1)
		return false;
	while (at + 2 < bytes.len) {
		uint16_t head = tz_bytes_16(bytes, at);
		size_t len = (size_t)(head & 0xfff) + 1;
		struct tz_bytes chunk = tz_bytes_slice(bytes, at + 2, len);

		if ((head >> 12 & 7) != 3)
			return false;
		if (head & 0x8000) {
			if (!unpack_chunk(chunk, ret))
				return false;
		} else {
			tz_buf_append(ret, chunk.data, chunk.len);
		}
		at += 2 + len;
	}
	return !ret->failed;
}

/* Send one module: its source from ${offset} on, strings before that. */
static enum tz_status
send_module(struct tz_ole *ole, struct tz_ole_entry *entry, size_t offset,
    unsigned code_page, struct tz_err *err)
{
	tz_auto_buf data = TZ_BUF_INIT;
	tz_auto_buf source = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_story story;
	struct tz_bytes bytes;
	bool whole;
	enum tz_status s = tz_ole_read(ole, entry, &data, err);

	if (s)
		return s;
	bytes = tz_bytes_of(&data);
	whole = tz_vba_unpack(tz_bytes_slice(bytes, offset, SIZE_MAX), &source);
	s = tz_emit_unpacked(ole->emit, ole->source, source.len, err);
	if (s == TZ_OK && !whole)
		s = tz_ole_damaged(ole, err);
	tz_ole_decode(tz_bytes_of(&source), code_page, &text);
	tz_story_start(&story, TZ_CHANNEL_SCRIPT, entry->path);
	story.text.failed |= text.failed || source.failed;
	tz_story_add(&story, tz_buf_str(&text), text.len);
	tz_story_break(&story, '\n');
	tz_ole_strings(tz_bytes_slice(bytes, 0, offset), &story);
	if (s == TZ_OK)
		s = tz_emit_story(ole->emit, ole->source, &story, err);
	tz_story_clear(&story);
	return s;
}

/* Go through the records of the unpacked directory. */
static enum tz_status
read_directory(struct tz_ole *ole, struct tz_ole_entry *storage,
    struct tz_bytes directory, struct tz_err *err)
{
	tz_auto_buf name = TZ_BUF_INIT;
	unsigned code_page = 1252;
	size_t at = 0, offset = 0;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK && tz_bytes_has(directory, at, 6)) {
		uint16_t id = tz_bytes_16(directory, at);
		size_t len = tz_bytes_32(directory, at + 2);
		struct tz_bytes value;
		struct tz_ole_entry *entry;

		/* Its length is wrong by definition. */
		if (id == VERSION)
			len = 6;
		value = tz_bytes_slice(directory, at + 6, len);
		at += 6 + len;
		if (id == CODE_PAGE)
			code_page = tz_bytes_16(value, 0);
		if (id == STREAM_NAME) {
			tz_buf_reset(&name);
			tz_ole_decode(value, code_page, &name);
		} else if (id == STREAM_NAME_WIDE && value.len > 0) {
			tz_buf_reset(&name);
			tz_ole_utf16(value, &name);
		} else if (id == OFFSET) {
			offset = tz_bytes_32(value, 0);
		} else if (id == MODULE_END && name.len > 0) {
			entry = tz_ole_find(ole, storage, tz_buf_str(&name));
			if (entry && !entry->storage && !entry->taken)
				s = send_module(ole, entry, offset, code_page,
				    err);
			else
				s = tz_ole_damaged(ole, err);
			tz_buf_reset(&name);
		}
	}
	return s;
}

/* Names of the project, and of what it refers to. */
static enum tz_status
send_names(struct tz_ole *ole, const struct tz_ole_entry *entry,
    struct tz_bytes directory, struct tz_err *err)
{
	struct tz_story story;
	enum tz_status s;

	tz_story_start(&story, TZ_CHANNEL_PROPERTY, entry->path);
	tz_ole_strings(directory, &story);
	s = tz_emit_story(ole->emit, ole->source, &story, err);
	tz_story_clear(&story);
	return s;
}

enum tz_status
tz_vba(struct tz_ole *ole, struct tz_ole_entry *storage, struct tz_err *err)
{
	struct tz_ole_entry *entry = tz_ole_find(ole, storage, "dir");
	tz_auto_buf packed = TZ_BUF_INIT;
	tz_auto_buf directory = TZ_BUF_INIT;
	bool whole;
	enum tz_status s;

	storage->taken = true;
	s = tz_ole_fact(ole, "macro", storage->path, TZ_CHANNEL_SCRIPT, err);
	if (s == TZ_OK && entry)
		s = tz_ole_read(ole, entry, &packed, err);
	if (s)
		return s;
	whole = !entry || tz_vba_unpack(tz_bytes_of(&packed), &directory);
	s = tz_emit_unpacked(ole->emit, ole->source, directory.len, err);
	if (s == TZ_OK && !whole)
		s = tz_ole_damaged(ole, err);
	if (s == TZ_OK)
		s = read_directory(ole, storage, tz_bytes_of(&directory), err);
	if (s == TZ_OK && entry)
		s = send_names(ole, entry, tz_bytes_of(&directory), err);
	return s;
}
