/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/document.c - what intake makes of a draft: files, parts, facts
 *
 * All strings are copied into one chain of blocks that lives as long as the
 * document, so that nothing in the lists is freed one by one.
 */
#include "base/document.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define BLOCK 65536

struct block {
	struct block *next;
	char bytes[];
};

struct tz_document {
	struct block *blocks;
	size_t used; /* of the first block */
	size_t room; /* of the first block */
	struct tz_document_file *files;
	size_t n_files;
	struct tz_part *parts;
	size_t n_parts;
	struct tz_fact *facts;
	size_t n_facts;
};

static const char *const channels[TZ_CHANNEL_COUNT] = {
#define WORD(name, word) [TZ_CHANNEL_##name] = word,
    TZ_CHANNEL_LIST(WORD)
#undef WORD
};

const char *
tz_channel_word(enum tz_channel channel)
{
	return (unsigned)channel < TZ_CHANNEL_COUNT ? channels[channel] : "";
}

enum tz_channel
tz_channel_from(const char *word)
{
	unsigned i = 0;

	while (i < TZ_CHANNEL_COUNT && strcmp(channels[i], word) != 0)
		i++;
	return (enum tz_channel)i;
}

const char *
tz_reading_word(enum tz_reading reading)
{
	switch (reading) {
	case TZ_READING_READ:
		return "read";
	case TZ_READING_PARTLY:
		return "partly";
	case TZ_READING_UNREAD:
	case TZ_READING_COUNT:
		break;
	}
	return "unread";
}

enum tz_status
tz_document_new(struct tz_document **ret_document, struct tz_err *err)
{
	struct tz_document *document = calloc(1, sizeof *document);

	if (!document)
		return tz_fail_nomem(err);
	*ret_document = document;
	return TZ_OK;
}

void
tz_document_free(struct tz_document *document)
{
	if (!document)
		return;
	while (document->blocks) {
		struct block *next = document->blocks->next;

		free(document->blocks);
		document->blocks = next;
	}
	free(document->files);
	free(document->parts);
	free(document->facts);
	free(document);
}

/* ${len} bytes that live as long as the document, aligned for any use. */
static void *
room_for(struct tz_document *document, size_t len)
{
	size_t need = (len + 15) & ~(size_t)15;
	size_t size = need > BLOCK ? need : BLOCK;
	struct block *block;

	if (need < len || need > SIZE_MAX - sizeof *block - 16)
		return NULL;
	if (!document->blocks || document->room - document->used < need) {
		block = malloc(sizeof *block + 8 + size);
		if (!block)
			return NULL;
		block->next = document->blocks;
		document->blocks = block;
		document->used = 0;
		document->room = size;
	}
	/* The link is 8 bytes long; 8 more make what follows aligned. */
	document->used += need;
	return document->blocks->bytes + 8 + document->used - need;
}

static const char *
keep_bytes(struct tz_document *document, const char *text, size_t len)
{
	char *kept = room_for(document, len + 1);

	if (!kept)
		return NULL;
	if (len)
		memcpy(kept, text, len);
	kept[len] = '\0';
	return kept;
}

/* A copy of ${text}, "" for NULL; NULL when memory ran out. */
static const char *
keep(struct tz_document *document, const char *text)
{
	return text && *text ? keep_bytes(document, text, strlen(text)) : "";
}

/* Room for one more of ${n} items of ${size} bytes; doubling at powers of 2. */
static void *
grown(void *items, size_t n, size_t size)
{
	if (n & (n - 1))
		return items;
	return realloc(items, (n ? 2 * n : 1) * size);
}

enum tz_status
tz_document_add_file(struct tz_document *document,
    const struct tz_document_file *file, size_t *ret_index, struct tz_err *err)
{
	struct tz_document_file copy = *file;
	void *files = grown(document->files, document->n_files, sizeof copy);

	if (!files)
		return tz_fail_nomem(err);
	document->files = files;
	copy.path = keep(document, file->path);
	copy.media_type = keep(document, file->media_type);
	copy.reason = file->reason ? keep(document, file->reason) : NULL;
	if (!copy.path || !copy.media_type || (file->reason && !copy.reason))
		return tz_fail_nomem(err);
	document->files[document->n_files] = copy;
	if (ret_index)
		*ret_index = document->n_files;
	document->n_files++;
	return TZ_OK;
}

enum tz_status
tz_document_set_reading(struct tz_document *document, size_t index,
    enum tz_reading reading, const char *reason, struct tz_err *err)
{
	struct tz_document_file *file = &document->files[index];
	const char *kept = file->reason;

	if (!kept && reason) {
		kept = keep(document, reason);
		if (!kept)
			return tz_fail_nomem(err);
	}
	file->reason = kept;
	if (reading > file->reading)
		file->reading = reading;
	return TZ_OK;
}

static enum tz_status
keep_places(struct tz_document *document, struct tz_part *part,
    struct tz_err *err)
{
	size_t i;
	struct tz_place *places;

	if (part->n_places == 0) {
		part->places = NULL;
		return TZ_OK;
	}
	if (part->n_places > SIZE_MAX / sizeof *places / 2)
		return tz_fail_nomem(err);
	places = room_for(document, part->n_places * sizeof *places);
	if (!places)
		return tz_fail_nomem(err);
	for (i = 0; i < part->n_places; i++) {
		places[i] = part->places[i];
		if (!places[i].name)
			continue;
		/* A run of cells or comments often has one name. */
		if (i > 0 && places[i - 1].name &&
		    strcmp(places[i - 1].name, places[i].name) == 0)
			places[i].name = places[i - 1].name;
		else
			places[i].name = keep(document, places[i].name);
		if (!places[i].name)
			return tz_fail_nomem(err);
	}
	part->places = places;
	return TZ_OK;
}

/* Count the code points and note where every so many of them stand. */
static enum tz_status
index_text(struct tz_document *document, struct tz_part *part,
    struct tz_err *err)
{
	size_t most = part->text_len / TZ_PART_STRIDE + 1;
	size_t *marks = room_for(document, most * sizeof *marks);
	size_t last = 0;
	size_t at = 0;
	size_t n = 0;

	if (!marks)
		return tz_fail_nomem(err);
	while (n < most) {
		marks[n++] = last = at;
		at += tz_utf8_offset(part->text + at, part->text_len - at,
		    TZ_PART_STRIDE);
		if (at == part->text_len)
			break;
	}
	part->characters = (n - 1) * TZ_PART_STRIDE +
	    tz_utf8_count(part->text + last, part->text_len - last);
	part->marks = marks;
	return TZ_OK;
}

enum tz_status
tz_document_add_part(struct tz_document *document, const struct tz_part *part,
    struct tz_err *err)
{
	struct tz_part copy = *part;
	void *parts = grown(document->parts, document->n_parts, sizeof copy);
	enum tz_status s;

	if (!parts)
		return tz_fail_nomem(err);
	document->parts = parts;
	copy.path = keep(document, part->path);
	copy.text = keep_bytes(document, part->text, part->text_len);
	if (!copy.path || !copy.text)
		return tz_fail_nomem(err);
	s = index_text(document, &copy, err);
	if (!s)
		s = keep_places(document, &copy, err);
	if (s)
		return s;
	document->parts[document->n_parts++] = copy;
	return TZ_OK;
}

enum tz_status
tz_document_add_fact(struct tz_document *document, const struct tz_fact *fact,
    struct tz_err *err)
{
	struct tz_fact copy = *fact;
	void *facts = grown(document->facts, document->n_facts, sizeof copy);

	if (!facts)
		return tz_fail_nomem(err);
	document->facts = facts;
	copy.name = keep(document, fact->name);
	copy.path = keep(document, fact->path);
	if (fact->place.name)
		copy.place.name = keep(document, fact->place.name);
	if (!copy.name || !copy.path || (fact->place.name && !copy.place.name))
		return tz_fail_nomem(err);
	document->facts[document->n_facts++] = copy;
	return TZ_OK;
}

const struct tz_document_file *
tz_document_files(const struct tz_document *document, size_t *ret_n)
{
	*ret_n = document->n_files;
	return document->files;
}

const struct tz_part *
tz_document_parts(const struct tz_document *document, size_t *ret_n)
{
	*ret_n = document->n_parts;
	return document->parts;
}

const struct tz_fact *
tz_document_facts(const struct tz_document *document, size_t *ret_n)
{
	*ret_n = document->n_facts;
	return document->facts;
}
