/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/doc.c - Word documents of 6.0 to 2003, and WPS Writer's
 */
#include "intake/ole/doc.h"

#include <stdlib.h>

#include "intake/formats.h"
#include "intake/ole/lock.h"
#include "intake/ole/ole_blips.h"

#define FIB_MAGIC 0xa5ec
#define FIB_97 0xc1 /* the first nFib of Word 97 */
#define PAIRS 154   /* where they begin */
#define FLAGS 10
#define ENCRYPTED 0x0100
#define TABLE_1 0x0200
#define CLEAR 0x44 /* the bytes of the FIB that are never encrypted */
#define CLEAR_OLD 0x34
#define BLOCK 512

struct tz_bytes
tz_doc_pair(const struct tz_doc *doc, enum tz_doc_pair pair)
{
	static const struct tz_bytes none = {(const unsigned char *)"", 0};
	size_t at = PAIRS + 8 * (size_t)pair;

	if (doc->old) {
		/* Word 6 and 95 keep their tables in the one stream. */
		if (pair == TZ_DOC_CLX)
			at = 0x160;
		else if (pair == TZ_DOC_CHPX)
			at = 0xb8;
		else if (pair == TZ_DOC_PAPX)
			at = 0xc0;
		else
			return none;
		return tz_bytes_slice(doc->word, tz_bytes_32(doc->word, at),
		    tz_bytes_32(doc->word, at + 4));
	}
	if ((size_t)pair >= tz_bytes_16(doc->word, PAIRS - 2))
		return none;
	return tz_bytes_slice(doc->beside, tz_bytes_32(doc->word, at),
	    tz_bytes_32(doc->word, at + 4));
}

static enum tz_status
read_named(struct tz_doc *doc, const char *name, struct tz_buf *ret,
    struct tz_err *err)
{
	struct tz_ole *ole = doc->ole;
	struct tz_ole_entry *entry = tz_ole_find(ole, &ole->entries[0], name);

	return entry ? tz_ole_read(ole, entry, ret, err) : TZ_OK;
}

/* The code page that a language of Windows is written in. */
static unsigned
code_page_of(uint16_t language)
{
	switch (language & 0x3ff) {
	case 0x04:
		return language == 0x0404 || language == 0x0c04 ? 950 : 936;
	case 0x11:
		return 932;
	case 0x12:
		return 949;
	case 0x19:
		return 1251;
	}
	return 1252;
}

static enum tz_status
read_text(struct tz_doc *doc, struct tz_err *err)
{
	enum tz_status s;

	s = tz_doc_pieces_read(doc, err);
	if (s == TZ_OK && !doc->old)
		s = tz_doc_runs_read(doc, false, &doc->characters, err);
	if (s == TZ_OK && !doc->old)
		s = tz_doc_runs_read(doc, true, &doc->paragraphs, err);
	if (s == TZ_OK)
		s = tz_doc_names(doc, TZ_DOC_REVISION_AUTHORS, &doc->authors,
		    &doc->n_authors, err);
	if (s == TZ_OK)
		s = tz_doc_stories(doc, err);
	if (s == TZ_OK)
		s = tz_doc_pieces_left(doc, err);
	if (s == TZ_OK)
		s = tz_doc_beside(doc, err);
	if (s == TZ_OK)
		s = tz_ole_blips(doc->ole, doc->word, "WordDocument", err);
	if (s == TZ_OK)
		s = tz_ole_blips(doc->ole, tz_bytes_of(&doc->data), "Data",
		    err);
	return s;
}

/* Decrypt the streams in place, if a password fits. */
static enum tz_status
unlock(struct tz_doc *doc, bool *ret_open, struct tz_err *err)
{
	struct tz_ole *ole = doc->ole;
	uint32_t key = tz_bytes_32(doc->word, 14);
	bool is_xor = doc->old || (tz_bytes_16(doc->word, FLAGS) & 0x8000);
	/* How RC4 is done stands before the tables. */
	const size_t clear[3] = {
	    doc->old ? CLEAR_OLD : CLEAR, is_xor ? 0 : key, 0};
	struct tz_buf *streams[3] = {&doc->main, &doc->table, &doc->data};
	struct tz_lock lock;
	enum tz_status s;
	size_t i;

	s = tz_ole_fact(ole, "encrypted", "WordDocument", TZ_CHANNEL_BODY, err);
	if (s)
		return s;
	*ret_open = is_xor
	    ? tz_lock_open_xor(ole, TZ_LOCK_XOR_WORD, (uint16_t)key,
		  (uint16_t)(key >> 16), &lock)
	    : tz_lock_open(ole, tz_bytes_slice(doc->beside, 0, key), &lock);
	if (!*ret_open)
		return tz_lock_closed(ole, err);
	for (i = 0; i < 3; i++)
		tz_lock_stretch(&lock, BLOCK, (unsigned char *)streams[i]->data,
		    streams[i]->len, clear[i], SIZE_MAX);
	return tz_lock_summary(&lock, ole, "encryption", err);
}

static enum tz_status
read_doc(struct tz_doc *doc, struct tz_err *err)
{
	struct tz_ole *ole = doc->ole;
	bool open = true;
	uint16_t flags;
	enum tz_status s;

	s = read_named(doc, "WordDocument", &doc->main, err);
	if (s)
		return s;
	doc->word = tz_bytes_of(&doc->main);
	if (tz_bytes_16(doc->word, 0) != FIB_MAGIC &&
	    tz_bytes_16(doc->word, 0) != 0xa5dc)
		return tz_ole_damaged(ole, err);
	flags = tz_bytes_16(doc->word, FLAGS);
	doc->old = tz_bytes_16(doc->word, 2) < FIB_97;
	doc->code_page = code_page_of(tz_bytes_16(doc->word, 6));
	s = read_named(doc, flags & TABLE_1 ? "1Table" : "0Table", &doc->table,
	    err);
	if (s == TZ_OK)
		s = read_named(doc, "Data", &doc->data, err);
	doc->beside = tz_bytes_of(&doc->table);
	if (s == TZ_OK && (flags & ENCRYPTED))
		s = unlock(doc, &open, err);
	if (!open)
		return s;
	return s ? s : read_text(doc, err);
}

enum tz_status
tz_read_doc(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_ole) ole = NULL;
	struct tz_doc doc;
	enum tz_status s = tz_ole_open(emit, source, &ole, err);

	if (s)
		return s;
	memset(&doc, 0, sizeof doc);
	doc.ole = ole;
	s = read_doc(&doc, err);
	tz_buf_clear(&doc.main);
	tz_buf_clear(&doc.table);
	tz_buf_clear(&doc.data);
	free(doc.pieces);
	free(doc.characters.items);
	free(doc.paragraphs.items);
	tz_doc_names_free(doc.authors, doc.n_authors);
	return s ? s : tz_ole_rest(ole, err);
}
