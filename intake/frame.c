/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/frame.c - the frames between the worker and its parent
 */
#include "intake/frame.h"

#include <string.h>

#include "base/utf8.h"
#include "intake/intake.h"

/* What follows the numbers of a place. */
#define HAS_NAME 1U
#define HAS_BOX 2U

void
tz_frame_start(struct tz_buf *buf, enum tz_frame_type type)
{
	const char head[TZ_FRAME_HEAD] = {(char)type, 0, 0, 0, 0};

	tz_buf_reset(buf);
	tz_buf_append(buf, head, sizeof head);
}

void
tz_frame_put_number(struct tz_buf *buf, uint64_t number)
{
	while (number >= 0x80) {
		tz_buf_putc(buf, (char)(unsigned char)(number | 0x80));
		number >>= 7;
	}
	tz_buf_putc(buf, (char)number);
}

void
tz_frame_put_text(struct tz_buf *buf, const char *text, size_t len)
{
	tz_frame_put_number(buf, len);
	tz_buf_append(buf, text, len);
}

void
tz_frame_put_place(struct tz_buf *buf, const struct tz_place *place,
    size_t from)
{
	tz_frame_put_number(buf, place->start - from);
	tz_frame_put_number(buf, (uint64_t)place->kind);
	tz_frame_put_number(buf, place->n);
	tz_frame_put_number(buf, place->m);
	tz_frame_put_number(buf,
	    (place->name ? HAS_NAME : 0) |
		(tz_box_known(&place->box) ? HAS_BOX : 0));
	if (place->name)
		tz_frame_put_text(buf, place->name, strlen(place->name));
	if (tz_box_known(&place->box)) {
		tz_frame_put_number(buf, (uint16_t)place->box.x0);
		tz_frame_put_number(buf, (uint16_t)place->box.y0);
		tz_frame_put_number(buf, (uint16_t)place->box.x1);
		tz_frame_put_number(buf, (uint16_t)place->box.y1);
	}
}

void
tz_frame_finish(struct tz_buf *buf, size_t more)
{
	size_t len;
	int i;

	if (buf->failed)
		return;
	len = buf->len - TZ_FRAME_HEAD + more;
	for (i = 0; i < 4; i++)
		buf->data[1 + i] = (char)(unsigned char)(len >> 8 * i);
}

bool
tz_frame_read(struct tz_frame *frame, const void *data, size_t len, size_t max,
    size_t *ret_used)
{
	const unsigned char *bytes = data;
	size_t payload = 0;
	int i;

	*ret_used = 0;
	if (len == 0)
		return true;
	if (bytes[0] < TZ_FRAME_HELLO || bytes[0] >= TZ_FRAME_COUNT)
		return false;
	if (len < TZ_FRAME_HEAD)
		return true;
	for (i = 0; i < 4; i++)
		payload |= (size_t)bytes[1 + i] << 8 * i;
	if (payload > max)
		return false;
	if (len - TZ_FRAME_HEAD < payload)
		return true;
	frame->type = (enum tz_frame_type)bytes[0];
	frame->data = bytes + TZ_FRAME_HEAD;
	frame->len = payload;
	frame->at = 0;
	frame->bad = false;
	*ret_used = TZ_FRAME_HEAD + payload;
	return true;
}

uint64_t
tz_frame_take_number(struct tz_frame *frame, uint64_t max)
{
	uint64_t number = 0;
	unsigned shift;

	for (shift = 0; shift < 63; shift += 7) {
		unsigned char byte;

		if (frame->bad || frame->at == frame->len)
			break;
		byte = frame->data[frame->at++];
		number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte & 0x80)
			continue;
		if (number > max)
			break;
		return number;
	}
	frame->bad = true;
	return 0;
}

const void *
tz_frame_take_bytes(struct tz_frame *frame, size_t len)
{
	const void *bytes;

	if (frame->bad || frame->len - frame->at < len) {
		frame->bad = true;
		return NULL;
	}
	bytes = frame->data + frame->at;
	frame->at += len;
	return bytes;
}

const char *
tz_frame_take_text(struct tz_frame *frame, size_t max, size_t *ret_len)
{
	size_t len = (size_t)tz_frame_take_number(frame, max);
	const char *text = tz_frame_take_bytes(frame, len);

	*ret_len = 0;
	if (!text)
		return NULL;
	if (!tz_utf8_valid(text, len)) {
		frame->bad = true;
		return NULL;
	}
	*ret_len = len;
	return text;
}

char *
tz_frame_take_string(struct tz_frame *frame, size_t max)
{
	size_t len;
	const char *text = tz_frame_take_text(frame, max, &len);

	if (!text)
		return NULL;
	if (memchr(text, 0, len)) {
		frame->bad = true;
		return NULL;
	}
	return strndup(text, len);
}

char *
tz_frame_take_word(struct tz_frame *frame)
{
	char *word = tz_frame_take_string(frame, TZ_FRAME_MAX_WORD);
	const char *p;

	for (p = word; p && *p; p++) {
		if (*p <= ' ' || *p >= 0x7f)
			frame->bad = true;
	}
	if (word && word[0] == '\0')
		frame->bad = true;
	return word;
}

static int16_t
take_point(struct tz_frame *frame)
{
	uint16_t bits = (uint16_t)tz_frame_take_number(frame, UINT16_MAX);

	return (int16_t)bits;
}

void
tz_frame_take_place(struct tz_frame *frame, size_t from, struct tz_place *place,
    size_t *ret_name_len)
{
	uint64_t has;

	memset(&place->box, 0, sizeof place->box);
	place->start = from + (size_t)tz_frame_take_number(frame, UINT32_MAX);
	place->kind =
	    (enum tz_place_kind)tz_frame_take_number(frame, TZ_PLACE_COUNT - 1);
	place->n = (uint32_t)tz_frame_take_number(frame, UINT32_MAX);
	place->m = (uint32_t)tz_frame_take_number(frame, UINT32_MAX);
	place->name = NULL;
	*ret_name_len = 0;
	has = tz_frame_take_number(frame, HAS_NAME | HAS_BOX);
	if (has & HAS_NAME) {
		place->name =
		    tz_frame_take_text(frame, TZ_FRAME_MAX_NAME, ret_name_len);
		if (place->name && memchr(place->name, 0, *ret_name_len))
			frame->bad = true;
	}
	if (has & HAS_BOX) {
		place->box.x0 = take_point(frame);
		place->box.y0 = take_point(frame);
		place->box.x1 = take_point(frame);
		place->box.y1 = take_point(frame);
	}
}

void
tz_frame_take_places(struct tz_frame *frame, struct tz_place *places, size_t n,
    char *names)
{
	size_t i, from = 0;

	for (i = 0; i < n && !frame->bad; i++) {
		size_t len;

		tz_frame_take_place(frame, from, &places[i], &len);
		from = places[i].start;
		if (!places[i].name)
			continue;
		memcpy(names, places[i].name, len);
		names[len] = '\0';
		places[i].name = names;
		names += len + 1;
	}
}

static const char *const reasons[] = {
#define REASON(name, word) word,
    TZ_REASON_LIST(REASON)
#undef REASON
};

#define N_REASONS (sizeof reasons / sizeof reasons[0])

const char *
tz_frame_reason(uint64_t number)
{
	return number < N_REASONS ? reasons[number] : TZ_REASON_CRASH;
}

uint64_t
tz_frame_reason_number(const char *reason)
{
	uint64_t i = 0;

	while (i < N_REASONS && strcmp(reasons[i], reason) != 0)
		i++;
	return i;
}

bool
tz_frame_reason_known(const char *reason)
{
	return tz_frame_reason_number(reason) < N_REASONS;
}

bool
tz_frame_good(const struct tz_frame *frame)
{
	return !frame->bad && frame->at == frame->len;
}
