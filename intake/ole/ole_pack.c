/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_pack.c - a storage as a compound file of its own
 *
 * A document in a document (an embedded sheet, a mail in a mail) is a storage
 * with the streams that the same document has as a file.
 */
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-memory.h>

#include "intake/ole/ole.h"

/* Copy one storage's streams and storages; the tree's depth is bounded. */
static enum tz_status
copy(struct tz_ole *ole, const struct tz_ole_entry *storage, GsfOutfile *out,
    struct tz_err *err)
{
	struct tz_ole_entry *entry = NULL;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK && (entry = tz_ole_next(ole, storage, entry))) {
		tz_auto_buf data = TZ_BUF_INIT;
		GsfOutput *child;

		/* libgsf takes two of one name for a fault of its caller. */
		if (tz_ole_find(ole, storage, entry->name) != entry)
			continue;
		child = gsf_outfile_new_child(out, entry->name, entry->storage);
		if (!child)
			continue;
		if (entry->storage) {
			entry->taken = true;
			gsf_outfile_msole_set_class_id(GSF_OUTFILE_MSOLE(child),
			    entry->clsid);
			s = copy(ole, entry, GSF_OUTFILE(child), err);
		} else {
			s = tz_ole_read(ole, entry, &data, err);
			if (s == TZ_OK && data.len > 0)
				gsf_output_write(child, data.len,
				    (const guint8 *)data.data);
		}
		gsf_output_close(child);
		g_object_unref(child);
	}
	return s;
}

enum tz_status
tz_ole_pack(struct tz_ole *ole, struct tz_ole_entry *storage,
    struct tz_buf *ret, struct tz_err *err)
{
	GsfOutput *memory = gsf_output_memory_new();
	GsfOutfile *out = gsf_outfile_msole_new(memory);
	enum tz_status s;

	storage->taken = true;
	gsf_outfile_msole_set_class_id(GSF_OUTFILE_MSOLE(out), storage->clsid);
	s = copy(ole, storage, out, err);
	gsf_output_close(GSF_OUTPUT(out));
	if (s == TZ_OK)
		tz_buf_append(ret,
		    gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
		    (size_t)gsf_output_size(memory));
	g_object_unref(out);
	g_object_unref(memory);
	return s ? s : tz_buf_check(ret, err);
}
