/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole.h - an open compound file (MS-CFB): storages and streams
 *
 * The container under DOC, XLS, PPT, MSG, WPS files, embedded objects, macro
 * projects and encrypted packages.  A reader of one format takes the streams
 * that it understands; tz_ole_rest() reads, in some way, every stream that is
 * left, so that nothing in the file goes unseen.  A damaged spot is noted on
 * the file, and what can be read is still given.
 */
#ifndef TZ_INTAKE_OLE_OLE_H
#define TZ_INTAKE_OLE_OLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "intake/emit.h"

#define TZ_OLE_CLSID 16

/* One storage or stream. */
struct tz_ole_entry {
	char *name;	/* as stored, in UTF-8: "\005SummaryInformation" */
	char *path;	/* without the controls: "ObjectPool/_1/Ole" */
	size_t parent;	/* index; the root's own is 0 */
	unsigned depth; /* 0 for the root */
	int index;	/* in its parent */
	bool storage;
	bool taken;			   /* some reader read it */
	bool bad;			   /* its chain of sectors is broken */
	size_t len;			   /* of a stream */
	unsigned char clsid[TZ_OLE_CLSID]; /* of a storage */
	void *handle;			   /* of a storage; ole.c's own */
};

/* An open compound file; entries[0] is the root storage, a storage comes before
 * what it holds.  Made by tz_ole_open(), ended by tz_ole_free(). */
struct tz_ole {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_ole_entry *entries;
	size_t n;
	size_t cap;
	bool damaged; /* noted on the file */
	bool foreign; /* of no known kind: what its streams say is its body */
	bool guessed; /* a stream of unknown form was read for its strings */
};

/**
 * tz_ole_open(emit, source, ret_ole, err):
 * Open the file in ${source}, which is borrowed until tz_ole_free().  Depth,
 * number of entries and loops are bounded.  Fails: TZ_FORMAT when it is no
 * compound file or its directory can not be read, TZ_NOMEM.
 */
TZ_CHECK enum tz_status
tz_ole_open(struct tz_emit *emit, const struct tz_source *source,
    struct tz_ole **ret_ole, struct tz_err *err);

/** tz_ole_free(ole): End it.  NULL is allowed. */
void tz_ole_free(struct tz_ole *ole);

TZ_AUTO_DEFINE(tz_ole)

/** tz_ole_warm_up(): Let libgsf register its types; before the walls. */
void tz_ole_warm_up(void);

/** tz_ole_find(ole, storage, name): The entry called ${name} (in any case) in
 * the storage, NULL when there is none; the root is &ole->entries[0]. */
struct tz_ole_entry *tz_ole_find(const struct tz_ole *ole,
    const struct tz_ole_entry *storage, const char *name);

/** tz_ole_next(ole, storage, after): The entry of the storage after ${after},
 * or the first one when that is NULL; NULL at the end. */
struct tz_ole_entry *tz_ole_next(const struct tz_ole *ole,
    const struct tz_ole_entry *storage, const struct tz_ole_entry *after);

/**
 * tz_ole_read(ole, stream, ret, err):
 * Append the bytes of a stream and mark it as taken.  Where its sectors are
 * damaged the file is noted as such and the bytes before that are given.
 * Fails: TZ_LIMIT, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_ole_read(struct tz_ole *ole,
    struct tz_ole_entry *stream, struct tz_buf *ret, struct tz_err *err);

/** tz_ole_take(ole, entry): Mark the entry, and all that it holds, as taken. */
void tz_ole_take(struct tz_ole *ole, struct tz_ole_entry *entry);

/** tz_ole_pack(ole, storage, ret, err): Append the storage as a compound file
 * of its own, for tz_emit_child(); marks it all as taken.  Fails: TZ_NOMEM,
 * TZ_LIMIT. */
TZ_CHECK enum tz_status tz_ole_pack(struct tz_ole *ole,
    struct tz_ole_entry *storage, struct tz_buf *ret, struct tz_err *err);

/** tz_ole_damaged(ole, err): Note that a part of the file is damaged.  Fails
 * as tz_emit_reading() does. */
TZ_CHECK enum tz_status tz_ole_damaged(struct tz_ole *ole, struct tz_err *err);

/** tz_ole_fact(ole, name, path, channel, err): tz_emit_fact() without a
 * place. */
TZ_CHECK enum tz_status tz_ole_fact(struct tz_ole *ole, const char *name,
    const char *path, enum tz_channel channel, struct tz_err *err);

/**
 * tz_ole_rest(ole, err):
 * Read what no reader took: property sets as properties, embedded objects and
 * packages as children, macro projects as scripts, any other stream by the
 * strings in it; then what lies outside all streams.
 */
TZ_CHECK enum tz_status tz_ole_rest(struct tz_ole *ole, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_OLE_H */
