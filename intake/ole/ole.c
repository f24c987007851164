/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole.c - an open compound file (MS-CFB), through libgsf
 *
 * libgsf follows the sectors and the tree of names.  It walks the tree by
 * recursion and sorts by insertion, so the number of entries is looked at
 * before it gets the file; loops in either it refuses by itself.
 */
#include "intake/ole/ole.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-utils.h>

#include "base/intl.h"
#include "intake/intake.h"
#include "intake/ole/ole_sectors.h"

/* Entries and depth; Word makes some dozens, a mail some hundreds. */
#define MAX_ENTRIES 16384
#define MAX_DEPTH 24

/* What libraries have to say goes nowhere: it may quote the draft. */
static void
say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *text,
    gpointer data)
{
	(void)domain;
	(void)level;
	(void)text;
	(void)data;
}

void
tz_ole_warm_up(void)
{
	static bool done;

	if (done)
		return;
	done = true;
	g_log_set_default_handler(say_nothing, NULL);
	gsf_init();
}

enum tz_status
tz_ole_damaged(struct tz_ole *ole, struct tz_err *err)
{
	ole->damaged = true;
	return tz_emit_reading(ole->emit, ole->source, TZ_READING_PARTLY,
	    TZ_REASON_DAMAGED, err);
}

enum tz_status
tz_ole_fact(struct tz_ole *ole, const char *name, const char *path,
    enum tz_channel channel, struct tz_err *err)
{
	return tz_emit_fact(ole->emit, ole->source, name, path, channel, NULL,
	    err);
}

/* "Storage/name" without the controls that names of OLE begin with. */
static char *
make_path(const struct tz_ole_entry *parent, const char *name)
{
	tz_auto_buf path = TZ_BUF_INIT;

	if (parent && parent->path[0])
		tz_buf_printf(&path, "%s/", parent->path);
	for (; *name; name++)
		if ((unsigned char)*name >= ' ' && *name != '/')
			tz_buf_putc(&path, *name);
	tz_buf_puts(&path, "");
	return path.len ? tz_buf_take(&path) : strdup("");
}

/* A new entry at the end of the list, NULL when there is no memory. */
static struct tz_ole_entry *
add_entry(struct tz_ole *ole, size_t parent, const char *name, int index)
{
	struct tz_ole_entry *entry;

	if (ole->n == ole->cap) {
		size_t cap = ole->cap ? 2 * ole->cap : 32;

		entry = realloc(ole->entries, cap * sizeof *entry);
		if (!entry)
			return NULL;
		ole->entries = entry;
		ole->cap = cap;
	}
	entry = &ole->entries[ole->n];
	memset(entry, 0, sizeof *entry);
	entry->parent = parent;
	entry->index = index;
	entry->name = strdup(name);
	entry->path = make_path(ole->n ? &ole->entries[parent] : NULL, name);
	ole->n++;
	return entry->name && entry->path ? entry : NULL;
}

static void
open_storage(struct tz_ole_entry *entry, GsfInput *input)
{
	entry->storage = true;
	entry->handle = input;
	gsf_infile_msole_get_class_id(GSF_INFILE_MSOLE(input), entry->clsid);
}

/* List what the storage holds; a storage inside is listed in its turn. */
static enum tz_status
list(struct tz_ole *ole, size_t at, struct tz_err *err)
{
	GsfInfile *storage = GSF_INFILE(ole->entries[at].handle);
	unsigned depth = ole->entries[at].depth + 1;
	int i, n = gsf_infile_num_children(storage);

	for (i = 0; i < n; i++) {
		const char *name = gsf_infile_name_by_index(storage, i);
		GsfInput *child;
		struct tz_ole_entry *entry;

		if (ole->n == MAX_ENTRIES || depth > MAX_DEPTH)
			return tz_emit_reading(ole->emit, ole->source,
			    TZ_READING_PARTLY,
			    depth > MAX_DEPTH ? TZ_REASON_LIMIT_DEPTH
					      : TZ_REASON_LIMIT_ENTRIES,
			    err);
		child = gsf_infile_child_by_index(storage, i);
		entry = add_entry(ole, at, name ? name : "", i);
		if (!entry) {
			if (child)
				g_object_unref(child);
			return tz_fail_nomem(err);
		}
		entry->depth = depth;
		if (!child) {
			entry->bad = true;
			continue;
		}
		if (GSF_IS_INFILE_MSOLE(child) &&
		    gsf_infile_num_children(GSF_INFILE(child)) >= 0) {
			open_storage(entry, child);
			continue;
		}
		entry->len = (size_t)gsf_input_size(child);
		g_object_unref(child);
	}
	return TZ_OK;
}

enum tz_status
tz_ole_open(struct tz_emit *emit, const struct tz_source *source,
    struct tz_ole **ret_ole, struct tz_err *err)
{
	tz_auto(tz_ole) ole = calloc(1, sizeof *ole);
	struct tz_ole_entry *root;
	GsfInput *input;
	GsfInfile *infile;
	enum tz_status s;
	size_t i;

	if (!ole)
		return tz_fail_nomem(err);
	ole->emit = emit;
	ole->source = source;
	tz_ole_warm_up();
	s = tz_ole_sectors_check(source, MAX_ENTRIES, NULL, err);
	if (s)
		return s;
	input =
	    gsf_input_memory_new(source->data, (gsf_off_t)source->len, FALSE);
	infile = gsf_infile_msole_new(input, NULL);
	g_object_unref(input);
	if (!infile)
		return tz_fail(err, TZ_FORMAT,
		    _("the compound file is damaged"));
	root = add_entry(ole, 0, "", 0);
	if (!root) {
		g_object_unref(infile);
		return tz_fail_nomem(err);
	}
	open_storage(root, GSF_INPUT(infile));
	for (i = 0; s == TZ_OK && i < ole->n; i++) {
		if (ole->entries[i].storage)
			s = list(ole, i, err);
		else if (ole->entries[i].bad)
			s = tz_ole_damaged(ole, err);
	}
	if (s == TZ_OK)
		*ret_ole = tz_steal(&ole);
	return s;
}

void
tz_ole_free(struct tz_ole *ole)
{
	size_t i;

	if (!ole)
		return;
	for (i = ole->n; i-- > 0;) {
		if (ole->entries[i].handle)
			g_object_unref(ole->entries[i].handle);
		free(ole->entries[i].name);
		free(ole->entries[i].path);
	}
	free(ole->entries);
	free(ole);
}

struct tz_ole_entry *
tz_ole_next(const struct tz_ole *ole, const struct tz_ole_entry *storage,
    const struct tz_ole_entry *after)
{
	size_t parent = (size_t)(storage - ole->entries);
	size_t i = after ? (size_t)(after - ole->entries) + 1 : parent + 1;

	for (; i < ole->n; i++)
		if (ole->entries[i].parent == parent)
			return &ole->entries[i];
	return NULL;
}

struct tz_ole_entry *
tz_ole_find(const struct tz_ole *ole, const struct tz_ole_entry *storage,
    const char *name)
{
	struct tz_ole_entry *entry = NULL;

	while ((entry = tz_ole_next(ole, storage, entry)))
		if (strcasecmp(entry->name, name) == 0)
			return entry;
	return NULL;
}

enum tz_status
tz_ole_read(struct tz_ole *ole, struct tz_ole_entry *stream, struct tz_buf *ret,
    struct tz_err *err)
{
	GsfInfile *storage = GSF_INFILE(ole->entries[stream->parent].handle);
	GsfInput *input;
	bool whole = true;

	stream->taken = true;
	if (stream->storage || stream->len == 0)
		return TZ_OK;
	input = gsf_infile_child_by_index(storage, stream->index);
	if (!input)
		return tz_ole_damaged(ole, err);
	while (whole && gsf_input_remaining(input) > 0) {
		guint8 piece[4096];
		gsf_off_t left = gsf_input_remaining(input);
		size_t len = left < (gsf_off_t)sizeof piece ? (size_t)left
							    : sizeof piece;

		whole = gsf_input_read(input, len, piece) != NULL;
		if (whole)
			tz_buf_append(ret, piece, len);
	}
	g_object_unref(input);
	if (ret->failed)
		return tz_fail_nomem(err);
	return whole ? TZ_OK : tz_ole_damaged(ole, err);
}

void
tz_ole_take(struct tz_ole *ole, struct tz_ole_entry *entry)
{
	struct tz_ole_entry *inner = NULL;

	entry->taken = true;
	if (!entry->storage)
		return;
	/* The tree is no deeper than MAX_DEPTH. */
	while ((inner = tz_ole_next(ole, entry, inner)))
		tz_ole_take(ole, inner);
}
