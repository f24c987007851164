/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ppt.h - a PowerPoint presentation of 97 to 2003 (MS-PPT) while it
 * is read
 *
 * One stream of records in records.  What is current is named by the last
 * edit's directory; what earlier edits named is still in the stream.
 */
#ifndef TZ_INTAKE_OLE_PPT_H
#define TZ_INTAKE_OLE_PPT_H

#include "intake/ole/bytes.h"
#include "intake/ole/ole.h"

/* Types of records (MS-PPT 2.13.24). */
enum tz_ppt_type {
	PPT_DOCUMENT = 0x03e8,
	PPT_DOCUMENT_ATOM = 0x03e9,
	PPT_SLIDE = 0x03ee,
	PPT_SLIDE_ATOM = 0x03ef,
	PPT_NOTES = 0x03f0,
	PPT_NOTES_ATOM = 0x03f1,
	PPT_SLIDE_PERSIST = 0x03f3,
	PPT_MASTER = 0x03f8,
	PPT_SHOW_INFO = 0x03f9,
	PPT_OBJECTS = 0x0409,
	PPT_SOUND = 0x07e7,
	PPT_TEXT_HEADER = 0x0f9f,
	PPT_TEXT_WIDE = 0x0fa0,
	PPT_TEXT_STYLE = 0x0fa1,
	PPT_TEXT_NARROW = 0x0fa8,
	PPT_STRING = 0x0fba,
	PPT_HANDOUT = 0x0fc9,
	PPT_HYPERLINK = 0x0fd7,
	PPT_HEADERS = 0x0fd9,
	PPT_LIST = 0x0ff0,
	PPT_USER_EDIT = 0x0ff5,
	PPT_OBJECT = 0x1011,
	PPT_TAG_BLOB = 0x138b,
	PPT_DIRECTORY = 0x1772,
	PPT_LOCK = 0x2f14,
	PPT_COMMENT = 0x2ee0,
	PPT_SHAPE = 0xf004,
	PPT_SHAPE_PROPERTIES = 0xf00b,
	PPT_ANCHOR = 0xf010,
};

/* One record. */
struct tz_ppt_record {
	uint16_t type;
	uint16_t instance;
	bool holds; /* other records */
	struct tz_bytes body;
};

/* An object that an edit's directory names. */
struct tz_ppt_object {
	uint32_t id;
	uint32_t offset;
	bool taken;
	bool old; /* a later edit has another one */
};

struct tz_ppt {
	struct tz_ole *ole;
	struct tz_bytes stream;
	struct tz_ppt_object *objects; /* the current ones */
	size_t n;
	uint32_t document; /* its id */
	uint32_t lock;	   /* the id of what says how it is encrypted */
	int32_t width, height;
	unsigned char *seen; /* a bit for each id of an object */
	size_t looked_at;    /* entries of directories */
	uint32_t comments;
	unsigned embedded;
};

enum tz_ppt_side {
	TZ_PPT_TEXT,
	TZ_PPT_HIDDEN,
	TZ_PPT_COMMENT,
	TZ_PPT_HEADER,
	TZ_PPT_LINK,
	TZ_PPT_PROPERTY,
	TZ_PPT_SIDES
};

/* The text of one slide, or of all that is of one kind. */
struct tz_ppt_page {
	struct tz_ppt *ppt;
	struct tz_story sides[TZ_PPT_SIDES];
	struct tz_place place;
	bool hidden_shape, off_page, tiny;
	bool links;	 /* strings are paths */
	char *author;	 /* of a comment */
	bool slide;	 /* shapes off it do not show */
	bool earlier;	 /* all is of an earlier edit */
	unsigned unseen; /* shapes around that do not show */
};

/** tz_ppt_next(bytes, at, ret): The record at ${*at}, which moves behind it;
 * false at the end, or where there is none. */
bool tz_ppt_next(struct tz_bytes bytes, size_t *at, struct tz_ppt_record *ret);

/** tz_ppt_page_start(page, ppt, channel, path, slide): Begin a page; the caller
 * ends it with tz_ppt_page_clear(). */
void tz_ppt_page_start(struct tz_ppt_page *page, struct tz_ppt *ppt,
    enum tz_channel channel, const char *path, uint32_t slide);

/** tz_ppt_page_clear(page): Free what it holds. */
void tz_ppt_page_clear(struct tz_ppt_page *page);

/** tz_ppt_page_walk(page, bytes, depth, err): Add the text in all records, and
 * in those inside them.  Embedded objects are read at once.  Fails: as
 * tz_emit_child(). */
TZ_CHECK enum tz_status tz_ppt_page_walk(struct tz_ppt_page *page,
    struct tz_bytes bytes, unsigned depth, struct tz_err *err);

/** tz_ppt_page_send(page, err): Send the stories and the facts about them. */
TZ_CHECK enum tz_status
tz_ppt_page_send(struct tz_ppt_page *page, struct tz_err *err);

/** tz_ppt_object(ppt, record, err): Read an embedded object (MS-PPT 2.10.34).
 * Fails: as tz_emit_child(). */
TZ_CHECK enum tz_status tz_ppt_object(struct tz_ppt *ppt,
    const struct tz_ppt_record *record, struct tz_err *err);

/** tz_ppt_unlock(ppt, stream, pictures, ret_open, err): Decrypt all objects and
 * pictures in place, if a password fits; else that is noted. */
TZ_CHECK enum tz_status tz_ppt_unlock(struct tz_ppt *ppt, struct tz_buf *stream,
    struct tz_buf *pictures, bool *ret_open, struct tz_err *err);

/** tz_ppt_slides(ppt, err): Send slides, notes and masters in order, then what
 * is left of the current objects. */
TZ_CHECK enum tz_status tz_ppt_slides(struct tz_ppt *ppt, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_PPT_H */
