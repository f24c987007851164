/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/metafile.c - the reader of Windows metafiles, plain and
 * enhanced: the text they write, and the pictures in them
 */
#include "intake/image/metafile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/ole/ole_strings.h"

/* Pictures of one metafile that are read. */
#define MAX_PICTURES 1000
#define BMP_HEAD 14
/* Bytes behind the end that are no file. */
#define FILLING 64
/* How a header says that its pixels are a file of another format. */
#define BI_BITFIELDS 3
#define BI_JPEG 4
#define BI_PNG 5

void
tz_metafile_say(struct tz_metafile *file, const struct tz_metafile_run *run,
    const struct tz_buf *text)
{
	const struct tz_metafile_run *last = &file->last;
	double high = run->height > 0 ? run->height : last->height;
	double from = last->x + last->width;
	/* The same height, and not over the last one: programs move the origin
	 * instead. */
	bool line = fabs(run->y - last->y) <= (high > 0 ? high / 4 : 0) &&
	    run->x >= last->x && run->x >= from - high / 3 - 1;

	if (text->len == 0)
		return;
	if (file->text.text.len > 0 && !line)
		tz_story_break(&file->text, '\n');
	else if (file->text.text.len > 0 &&
	    (last->width <= 0 || run->x - from > high / 6 + 1))
		tz_story_add(&file->text, " ", 1);
	tz_story_add(&file->text, text->data, text->len);
	file->last = *run;
}

void
tz_metafile_word(struct tz_metafile *file, const char *name,
    const struct tz_buf *text)
{
	if (text->len == 0)
		return;
	tz_story_break(&file->words, '\n');
	tz_story_place(&file->words, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(&file->words, text->data, text->len);
}

void
tz_metafile_strings(struct tz_metafile *file, const char *name,
    struct tz_bytes bytes)
{
	if (bytes.len == 0)
		return;
	tz_story_break(&file->words, '\n');
	tz_story_place(&file->words, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_ole_strings(bytes, &file->words);
}

void
tz_metafile_decode(uint8_t charset, struct tz_bytes bytes, struct tz_buf *ret)
{
	static const struct {
		uint8_t charset;
		unsigned page;
	} pages[] = {{0, 1252}, {2, 1252}, {77, 10000}, {128, 932}, {129, 949},
	    {130, 1361}, {134, 936}, {136, 950}, {161, 1253}, {162, 1254},
	    {163, 1258}, {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251},
	    {222, 874}, {238, 1250}};
	unsigned page = 0;
	size_t i, high = 0;

	for (i = 0; i < bytes.len; i++)
		high += bytes.data[i] >= 0x80;
	/* Chinese programs say "ANSI" for the code page of their system. */
	for (i = charset == 0 && high * 2 > bytes.len ? 1 : 0;
	     i < sizeof pages / sizeof pages[0]; i++) {
		if (pages[i].charset == charset)
			page = pages[i].page;
	}
	tz_ole_decode(bytes, page, ret);
}

void
tz_metafile_child(struct tz_metafile *file, const char *ending,
    struct tz_bytes bytes)
{
	char name[32];

	if (bytes.len == 0 || file->status)
		return;
	if (file->pictures == MAX_PICTURES) {
		file->full = true;
		return;
	}
	snprintf(name, sizeof name, "picture-%u.%s", ++file->pictures, ending);
	file->status = tz_emit_child(file->emit, file->source, name, bytes.data,
	    bytes.len, file->err);
}

/* How long a picture's header is with its colours. */
static size_t
head_size(struct tz_bytes head)
{
	size_t size = tz_bytes_32(head, 0);
	unsigned bits;
	size_t colours;

	if (size == 12) {
		bits = tz_bytes_16(head, 10);
		return size + (bits <= 8 ? (size_t)3 << bits : 0);
	}
	bits = tz_bytes_16(head, 14);
	colours = tz_bytes_32(head, 32);
	if (colours == 0 && bits > 0 && bits <= 8)
		colours = (size_t)1 << bits;
	if (colours > 256)
		colours = 256;
	if (size == 40 && tz_bytes_32(head, 16) == BI_BITFIELDS)
		size += 12;
	return size + 4 * colours;
}

static void
put_32(unsigned char *to, size_t value)
{
	to[0] = (unsigned char)value;
	to[1] = (unsigned char)(value >> 8);
	to[2] = (unsigned char)(value >> 16);
	to[3] = (unsigned char)(value >> 24);
}

/* The pixels with a file's head. */
static void
give_bmp(struct tz_metafile *file, struct tz_bytes head, struct tz_bytes bits)
{
	unsigned char start[BMP_HEAD] = {'B', 'M'};
	tz_auto_buf bmp = TZ_BUF_INIT;

	put_32(start + 2, BMP_HEAD + head.len + bits.len);
	put_32(start + 10, BMP_HEAD + head.len);
	tz_buf_append(&bmp, start, sizeof start);
	tz_buf_append(&bmp, head.data, head.len);
	tz_buf_append(&bmp, bits.data, bits.len);
	if (bmp.failed)
		file->status = tz_fail_nomem(file->err);
	else
		tz_metafile_child(file, "bmp", tz_bytes_of(&bmp));
}

void
tz_metafile_dib(struct tz_metafile *file, struct tz_bytes head,
    struct tz_bytes bits)
{
	size_t size = head_size(head);
	bool core = tz_bytes_32(head, 0) == 12;
	uint32_t width, height, form;

	if (file->status || head.len < 12 || (!core && head.len < 40))
		return;
	if (!bits.data)
		bits = tz_bytes_slice(head, size, head.len);
	if (size < head.len)
		head = tz_bytes_slice(head, 0, size);
	width = core ? tz_bytes_16(head, 4) : tz_bytes_32(head, 4);
	height = core ? tz_bytes_16(head, 6) : tz_bytes_32(head, 8);
	/* One that begins at the top has a height below zero. */
	if (height > INT32_MAX)
		height = -height;
	form = core ? 0 : tz_bytes_32(head, 16);
	if (bits.len == 0)
		return;
	if (form == BI_JPEG || form == BI_PNG)
		tz_metafile_child(file, form == BI_PNG ? "png" : "jpg", bits);
	else if (tz_emit_picture_matters(width, height))
		give_bmp(file, head, bits);
}

static bool
is_emf(struct tz_bytes bytes)
{
	return tz_bytes_32(bytes, 0) == 1 && bytes.len >= 88 &&
	    memcmp(bytes.data + 40, " EMF", 4) == 0;
}

/* What was read, once all records were. */
static enum tz_status
finish(struct tz_metafile *file)
{
	const struct tz_source *source = file->source;
	const struct tz_buf *text = &file->text.text;
	const struct tz_buf *again = &file->again.text;
	const char *reason = NULL;
	enum tz_status s = file->status;

	if (s == TZ_OK)
		s = tz_emit_story(file->emit, source, &file->text, file->err);
	/* EMF+ mostly says what the other records say too. */
	if (s == TZ_OK &&
	    (text->len != again->len ||
		memcmp(tz_buf_str(text), tz_buf_str(again), text->len) != 0))
		s = tz_emit_story(file->emit, source, &file->again, file->err);
	if (s == TZ_OK)
		s = tz_emit_story(file->emit, source, &file->words, file->err);
	if (file->damaged)
		reason = TZ_REASON_DAMAGED;
	else if (file->full)
		reason = TZ_REASON_LIMIT_ENTRIES;
	else if (file->unseen)
		reason = TZ_REASON_NO_TEXT;
	if (s == TZ_OK && reason)
		s = tz_emit_reading(file->emit, source, TZ_READING_PARTLY,
		    reason, file->err);
	return s;
}

/* What lies behind the end, unless it only fills up. */
static void
read_tail(struct tz_metafile *file, struct tz_bytes tail)
{
	size_t i;

	for (i = 0; i < tail.len && tail.data[i] == 0; i++)
		continue;
	if (i == tail.len || file->status)
		return;
	/* Programs round up to some size with whatever is in memory. */
	if (tail.len < FILLING) {
		tz_metafile_strings(file, "trailing-data", tail);
		return;
	}
	file->status = tz_emit_fact(file->emit, file->source, "trailing-data",
	    "", TZ_CHANNEL_ATTACHMENT, NULL, file->err);
	if (file->status == TZ_OK)
		file->status = tz_emit_child(file->emit, file->source,
		    "trailing-data", tail.data, tail.len, file->err);
}

enum tz_status
tz_read_metafile(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	struct tz_bytes bytes = {source->data, source->len};
	struct tz_metafile *file = calloc(1, sizeof *file);
	enum tz_status s;
	size_t end;

	if (!file)
		return tz_fail_nomem(err);
	file->emit = emit;
	file->source = source;
	file->err = err;
	tz_story_start(&file->text, TZ_CHANNEL_BODY, "");
	tz_story_start(&file->again, TZ_CHANNEL_BODY, "EMF+");
	tz_story_start(&file->words, TZ_CHANNEL_PROPERTY, "");
	end = is_emf(bytes) ? tz_metafile_emf(file, bytes)
			    : tz_metafile_wmf(file, bytes);
	if (end == 0)
		file->damaged = true;
	else
		read_tail(file, tz_bytes_slice(bytes, end, bytes.len));
	s = finish(file);
	tz_story_clear(&file->text);
	tz_story_clear(&file->again);
	tz_story_clear(&file->words);
	tz_buf_clear(&file->pieces.bytes);
	free(file);
	return s;
}
