/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc.h - a package of the Open Packaging Conventions (ECMA-376
 * part 2)
 *
 * The whole package is walked, not only what its index names: a part is known
 * by the root element it has, so that neither a wrong content type nor a
 * missing relationship hides it.  Each part is taken once; tz_opc_rest() deals
 * with all that no format reader took, so that nothing is passed over.
 */
#ifndef TZ_INTAKE_OOXML_OPC_H
#define TZ_INTAKE_OOXML_OPC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "intake/emit.h"

struct tz_opc_part {
	const char *name; /* as written, without a leading '/' */
	const unsigned char *data;
	size_t len;
	const char *reason; /* why not all of it was unpacked, or NULL */
	char root[64];	    /* local name of its root element, "" if no XML */
	char space[160];    /* the namespace of that */
	bool taken;
	bool referred; /* a relationship names it; known to tz_opc_rest() */
};

struct tz_opc_relation {
	char *id;
	char *type;   /* last word of its URI: "worksheet" */
	char *target; /* part name; as written when external */
	bool external;
};

struct tz_opc_relations {
	struct tz_opc_relation *item;
	size_t n;
};

/* An open package.  Made by tz_opc_open(), ended by tz_opc_free(). */
struct tz_opc {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_opc_part *parts;
	size_t n;
	void *package;
	bool damaged; /* some of it could not be read: what seems to be
		       * missing may have been there */
};

/**
 * tz_opc_open(emit, source, ret_opc, err):
 * Unpack ${source}, both borrowed until the package is freed.  What could not
 * be unpacked is noted as partly read.  Fails: TZ_FORMAT for no package,
 * TZ_LIMIT, TZ_NOMEM, TZ_IO.
 */
TZ_CHECK enum tz_status
tz_opc_open(struct tz_emit *emit, const struct tz_source *source,
    struct tz_opc **ret_opc, struct tz_err *err);

/** tz_opc_free(opc): End it.  NULL is allowed. */
void tz_opc_free(struct tz_opc *opc);

TZ_AUTO_DEFINE(tz_opc)

/** tz_opc_find(opc, name): The part of that name (ASCII case apart), or NULL.
 */
struct tz_opc_part *tz_opc_find(struct tz_opc *opc, const char *name);

/** tz_opc_next(opc, root, part): The first part after ${part} (NULL: of all)
 * with the root element ${root} that was not taken, or NULL. */
struct tz_opc_part *tz_opc_next(struct tz_opc *opc, const char *root,
    const struct tz_opc_part *part);

/** tz_opc_damaged(opc, err): Note that a part of the package could not be
 * read to its end. */
TZ_CHECK enum tz_status tz_opc_damaged(struct tz_opc *opc, struct tz_err *err);

/**
 * tz_opc_relations(opc, part, ret, err):
 * Read the relationships of the part called ${part} ("" for the package).  The
 * caller ends ${ret} with tz_opc_relations_clear().  None, or a damaged list,
 * gives what there is.  Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_opc_relations(struct tz_opc *opc, const char *part,
    struct tz_opc_relations *ret, struct tz_err *err);

/** tz_opc_relations_in(opc, list, ret, err): The same, of a part that is such a
 * list. */
TZ_CHECK enum tz_status
tz_opc_relations_in(struct tz_opc *opc, const struct tz_opc_part *list,
    struct tz_opc_relations *ret, struct tz_err *err);

/** tz_opc_relations_clear(relations): Free all and make it empty. */
void tz_opc_relations_clear(struct tz_opc_relations *relations);

#define tz_auto_relations                                                      \
	TZ_AUTO(tz_opc_relations_clear) struct tz_opc_relations

/** tz_opc_relation(relations, id): The one of that id, or NULL. */
const struct tz_opc_relation *
tz_opc_relation(const struct tz_opc_relations *relations, const char *id);

/**
 * tz_opc_gather(opc, part, channel, attributes, err):
 * Take the part and send its text nodes, one a line, as one story; with
 * ${attributes} the values of all attributes too, without it those that a
 * person wrote, as PROPERTY like its XML comments.  A damaged end is noted.
 * Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO.
 */
TZ_CHECK enum tz_status
tz_opc_gather(struct tz_opc *opc, struct tz_opc_part *part,
    enum tz_channel channel, bool attributes, struct tz_err *err);

/** tz_opc_child(opc, part, err): Take the part and read it as a file of its
 * own.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_opc_child(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err);

/** tz_opc_fact(opc, name, path, channel, err): Send a fact about the part
 * ${path}. */
TZ_CHECK enum tz_status tz_opc_fact(struct tz_opc *opc, const char *name,
    const char *path, enum tz_channel channel, struct tz_err *err);

/** tz_opc_rest(opc, err): Read everything that was not taken: properties,
 * links to outside, custom data, pictures, embedded files, macros and parts of
 * no known kind.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_opc_rest(struct tz_opc *opc, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_OPC_H */
