/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail.h - what the pieces of the mail reader share
 */
#ifndef TZ_INTAKE_MAIL_MAIL_H
#define TZ_INTAKE_MAIL_MAIL_H

#include <gmime/gmime.h>

#include "intake/emit.h"

struct tz_mail {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status; /* the first failure */

	struct tz_story headers;
	struct tz_story hidden; /* what stands between the parts */
	struct tz_story links;
	unsigned n_parts;
	unsigned n_bodies;
	const char *reason; /* why not all was read, or NULL */
	const char *facts[32];
	size_t n_facts;

	/* Two forms of one text, while they are read. */
	bool compares;
	struct tz_buf plain;
	struct tz_buf html;
};

/* One part with its content decoded. */
struct tz_mail_part {
	GMimeObject *object;
	char type[64];		  /* "text/plain", in small letters */
	const char *content_type; /* the raw value, "" if there is none */
	const char *disposition;
	struct tz_buf name; /* of its file, may be empty */
	const char *data;
	void (*release)(struct tz_mail_part *part); /* or NULL: give it back */
	void *held;				    /* what ${data} lies in */
	size_t len;
	bool related; /* a picture of the page beside it */
};

/* mail_read.c */

/** tz_mail_fact(mail, name, channel): Say it once. */
void
tz_mail_fact(struct tz_mail *mail, const char *name, enum tz_channel channel);

/** tz_mail_partly(mail, reason): Some of the mail was not read. */
void tz_mail_partly(struct tz_mail *mail, const char *reason);

/* mail_fields.c */

/** tz_mail_fields_outer(mail, data, len): All header fields of the mail that
 * begins at ${data}, and lines in its header that are no fields. */
void tz_mail_fields_outer(struct tz_mail *mail, const unsigned char *data,
    size_t len);

/** tz_mail_fields(mail, object): All header fields of a part. */
void tz_mail_fields(struct tz_mail *mail, GMimeObject *object);

/** tz_mail_fields_raw(object, name): The raw value of a field, "" if there is
 * none; borrowed from the object. */
const char *tz_mail_fields_raw(GMimeObject *object, const char *name);

/* mail_part.c */

/** tz_mail_part_read(mail, part): A part without parts. */
void tz_mail_part_read(struct tz_mail *mail, struct tz_mail_part *part);

/** tz_mail_part_child(mail, name, data, len): A file of the mail. */
void tz_mail_part_child(struct tz_mail *mail, const char *name,
    const void *data, size_t len);

/* mail_secure.c */

/** tz_mail_secure_read(mail, part): A signature, or an S/MIME or PGP body;
 * false if it is none. */
bool tz_mail_secure_read(struct tz_mail *mail, struct tz_mail_part *part);

#endif /* !TZ_INTAKE_MAIL_MAIL_H */
