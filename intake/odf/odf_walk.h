/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_walk.h - one XML part of an OpenDocument file being walked
 *
 * Each open element has a state, copied from that of its parent and changed by
 * what the element says: so styles, places and what hides a text are inherited
 * without being carried about.  Text goes to the side of its channel; sides are
 * sent when a unit (the text, a sheet, a slide, a comment) ends.
 */
#ifndef TZ_INTAKE_ODF_WALK_H
#define TZ_INTAKE_ODF_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/status.h"
#include "intake/emit.h"
#include "intake/odf/odf_shape.h"
#include "intake/odf/odf_style.h"
#include "intake/ooxml/opc.h"
#include "intake/xml.h"

/* One more than the channels: text boxes beside a paragraph. */
#define TZ_ODF_BOXES TZ_CHANNEL_COUNT
#define TZ_ODF_SIDES (TZ_CHANNEL_COUNT + 1)
#define TZ_ODF_DEPTH (TZ_XML_DEPTH + 1)
#define TZ_ODF_FACTS 64

/* What kind of place its text has. */
enum tz_odf_kind {
	TZ_ODF_TEXT,
	TZ_ODF_SHEETS,
	TZ_ODF_SLIDES,
	TZ_ODF_PICTURE, /* drawings, with pages */
	TZ_ODF_OTHER,	/* charts, styles, metadata */
};

struct tz_odf;

/** What an element does at its start or end; its state is on top. */
typedef void tz_odf_act(struct tz_odf *odf);

struct tz_odf_state {
	struct tz_odf_look look;
	struct tz_colour ground; /* behind the text; not known: any */
	enum tz_channel channel;
	const char *why;       /* the fact of what hides it, or NULL */
	enum tz_channel hides; /* where to such text goes */
	bool off;	       /* in a header or footer that is switched off */
	bool field;	       /* a field that every document may have */
	bool mute;	       /* what stands here is no text */
	bool paragraph;	       /* within one */
	bool boxed;	       /* beside the paragraph round it */
	bool cell;	       /* within a cell */
	bool began;	       /* the cell has a paragraph */
	bool spaced;	       /* a paragraph's last character is a space */
	size_t at;	       /* the state of the paragraph round it */
	unsigned line;
	unsigned piece;
	struct tz_place place;
	unsigned place_id;
	tz_odf_act *end;
	const char *note; /* the property that text is, or NULL */
};

struct tz_odf_side {
	struct tz_story story;
	bool begun;
	unsigned line;
	unsigned piece;
	unsigned place_id;
};

/* One change that the document tracks. */
struct tz_odf_change {
	char *id;
	const char *author;
	uint32_t n;
	unsigned place_id;
	bool inserts;
	char *deleted; /* the text, or NULL */
};

/* A run of columns. */
struct tz_odf_columns {
	uint32_t end; /* the first one after it */
	const char *unseen;
	const char *style;
};

struct tz_odf {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status; /* the first failure; then nothing is done */
	struct tz_opc *opc;    /* NULL for one XML file */
	const char *part;      /* "content.xml" */
	const char *path;      /* of the unit: "content.xml", "Sheet1" */
	const struct tz_odf_styles *styles;
	enum tz_odf_scope scope;
	enum tz_odf_kind kind;
	bool embedded; /* the document lies in another one */
	struct tz_xml *xml;
	struct tz_odf_state states[TZ_ODF_DEPTH];
	size_t depth; /* the state on top */
	struct tz_odf_side sides[TZ_ODF_SIDES];
	const char *facts[TZ_ODF_FACTS];
	size_t n_facts;
	unsigned next_id;
	struct tz_buf captured; /* the text of a short element */
	char **kept;		/* names, until the part is done */
	size_t n_kept;
	size_t cap_kept;
	uint32_t n_paragraphs;
	uint32_t n_comments;
	uint32_t n_notes;
	uint32_t n_pages;
	struct tz_odf_change *changes;
	size_t n_changes;
	size_t last_change;  /* that was looked up */
	size_t inserting;    /* the change that text is added by, plus one */
	struct tz_buf value; /* of a cell, as its attributes give it */
	struct tz_buf shown; /* of a cell */
	const char *sheet;
	uint32_t row;
	uint32_t column;
	uint32_t repeat;
	struct tz_odf_columns *columns;
	size_t n_columns;
	bool locked; /* the sheet is */
	bool full;   /* more was there than is kept */
	struct tz_odf_shapes shapes;
	size_t n_shapes;
	size_t hidden_from; /* of the body, where a paragraph began */
	uint32_t hidden_places;
	size_t hidden_characters;
};

/** tz_odf_walk(odf, data, len): Read the part; the caller set all up to and
 * with ${embedded}, and zeroed the rest.  Ends with what it made freed.  Fails:
 * TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_odf_walk(struct tz_odf *odf, const void *data, size_t len);

/** tz_odf_top(odf): The state of the element. */
struct tz_odf_state *tz_odf_top(struct tz_odf *odf);

/** tz_odf_parent(odf): The state of the element round it. */
struct tz_odf_state *tz_odf_parent(struct tz_odf *odf);

/** tz_odf_get(odf, name): At the start, an attribute or NULL. */
const char *tz_odf_get(struct tz_odf *odf, const char *name);

/** tz_odf_has(odf, name, value): Whether that attribute has that value. */
bool tz_odf_has(struct tz_odf *odf, const char *name, const char *value);

/** tz_odf_keep(odf, text): A copy that lives until the part is done; NULL for
 * NULL and when there is no memory, which is kept as the status. */
const char *tz_odf_keep(struct tz_odf *odf, const char *text);

/** tz_odf_fact(odf, name, path, channel): Send a fact once a unit. */
void tz_odf_fact(struct tz_odf *odf, const char *name, const char *path,
    enum tz_channel channel);

/** tz_odf_say(odf, text): Add text where the state says. */
void tz_odf_say(struct tz_odf *odf, const char *text);

/** tz_odf_tell(odf, channel, name, text): Add a line to another channel, at the
 * place of the state, or as the property ${name} if that is not NULL. */
void tz_odf_tell(struct tz_odf *odf, enum tz_channel channel, const char *name,
    const char *text);

/** tz_odf_is_filler(state, text, len): Whether the text stands in a header or
 * footer that is off, and is only what programs put there at first: the sheet
 * and the number of the page. */
bool tz_odf_is_filler(const struct tz_odf_state *state, const char *text,
    size_t len);

/** tz_odf_hide(odf, why, channel): What stands here is hidden, unless it was
 * before. */
void tz_odf_hide(struct tz_odf *odf, const char *why, enum tz_channel channel);

/** tz_odf_place(odf, kind, n, name): What stands here has that place. */
void tz_odf_place(struct tz_odf *odf, enum tz_place_kind kind, uint32_t n,
    const char *name);

/** tz_odf_line(odf), tz_odf_piece(odf): What comes stands on a line of its own,
 * or beside the last piece of it. */
void tz_odf_line(struct tz_odf *odf);
/** tz_odf_piece(odf): See above. */
void tz_odf_piece(struct tz_odf *odf);

/** tz_odf_apply(odf, family, name): Lay a style over the state's look, and its
 * ground over what is behind the text. */
void tz_odf_apply(struct tz_odf *odf, const char *family, const char *name);

/** tz_odf_flush(odf), tz_odf_flush_side(odf, side): Send what was gathered, and
 * begin a new unit. */
void tz_odf_flush(struct tz_odf *odf);
/** tz_odf_flush_side(odf, side): See above. */
void tz_odf_flush_side(struct tz_odf *odf, size_t side);

/** tz_odf_element(odf): What the element that just began does. */
void tz_odf_element(struct tz_odf *odf);

/** tz_odf_link(odf, fetched): Tell where the element's link leads to, and that
 * opening the file fetches it if ${fetched}. */
void tz_odf_link(struct tz_odf *odf, bool fetched);

#endif /* !TZ_INTAKE_ODF_WALK_H */
