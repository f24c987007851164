/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/msg.h - what the two halves of the MSG reader share
 */
#ifndef TZ_INTAKE_OLE_MSG_H
#define TZ_INTAKE_OLE_MSG_H

#include "intake/ole/ole.h"

struct tz_msg {
	struct tz_ole *ole;
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status; /* the first failure */
	struct tz_story body;
	struct tz_story properties;
	unsigned codepage;	/* of strings of 8 bits */
	unsigned html_codepage; /* of the page */
	struct tz_buf plain;	/* the body, to be compared with the page */
	struct tz_buf html;
	unsigned n_attachments;
	bool attachment_told;
	bool blind_told;
	bool marking_told;
};

/* One value of a property that has a stream of its own. */
struct tz_msg_value {
	unsigned id;
	unsigned type;
	bool one_of_many; /* a member of a list */
};

/** tz_msg_value_parse(name, ret): Read the name of a stream
 * ("__substg1.0_1000001F"); false if it is none. */
bool tz_msg_value_parse(const char *name, struct tz_msg_value *ret);

/** tz_msg_text(msg, stream, value, ret): Append the string of a stream. */
void tz_msg_text(struct tz_msg *msg, struct tz_ole_entry *stream,
    const struct tz_msg_value *value, struct tz_buf *ret);

/** tz_msg_property(msg, owner, name, text): Add a line of the properties;
 * ${owner} is "" for the message itself. */
void tz_msg_property(struct tz_msg *msg, const char *owner, const char *name,
    const char *text);

/** tz_msg_tell(msg, told, fact, channel): Say a fact once. */
void tz_msg_tell(struct tz_msg *msg, bool *told, const char *fact,
    enum tz_channel channel);

/** tz_msg_strings(msg, storage, owner): All strings of a storage that hold
 * properties. */
void tz_msg_strings(struct tz_msg *msg, struct tz_ole_entry *storage,
    const char *owner);

/** tz_msg_numbers(msg, storage, owner): The numbers and times in the stream of
 * properties of a storage. */
void tz_msg_numbers(struct tz_msg *msg, const struct tz_ole_entry *storage,
    const char *owner);

#endif /* !TZ_INTAKE_OLE_MSG_H */
