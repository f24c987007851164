/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/metafile.h - a Windows metafile being read; shared by the files
 * that read its kinds
 *
 * A metafile is a list of calls that draw.  Those that write give text; those
 * that copy pixels give pictures, which are files of it; lines and areas hold
 * no text.  What is read nowhere (glyphs by their number) is noted.
 */
#ifndef TZ_INTAKE_IMAGE_METAFILE_H
#define TZ_INTAKE_IMAGE_METAFILE_H

#include "intake/emit.h"
#include "intake/ole/bytes.h"

/* Objects whose number a record may select; more are not followed. */
#define TZ_METAFILE_OBJECTS 1024

/* The font that is selected, as far as it matters for text. */
struct tz_metafile_font {
	bool used;	 /* the number stands for some object */
	bool font;	 /* and it is a font */
	uint8_t charset; /* MS-WMF, 2.1.1.5 */
	double height;	 /* of its letters, in units of the drawing */
};

/* One run of letters. */
struct tz_metafile_run {
	double x, y;   /* where it begins */
	double width;  /* 0: not known */
	double height; /* of its letters, 0: not known */
};

/* Bytes that records give piece by piece. */
struct tz_metafile_pieces {
	struct tz_buf bytes;
	unsigned object; /* whose they are */
	bool open;
};

struct tz_metafile {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status;
	struct tz_story text;
	struct tz_story again; /* the text of EMF+, which may be the same */
	struct tz_story words; /* descriptions and comments */
	struct tz_metafile_run last;
	struct tz_metafile_font objects[TZ_METAFILE_OBJECTS];
	size_t lowest;		      /* no lower object is free */
	struct tz_metafile_font font; /* the selected one */
	struct tz_metafile_pieces pieces;
	unsigned pictures;
	bool damaged;
	bool unseen; /* letters that stand only for their shape */
	bool full;   /* more pictures than are read */
};

/** tz_metafile_say(file, run, text): Add letters that were written there: to
 * the same line if they follow the last ones. */
void tz_metafile_say(struct tz_metafile *file,
    const struct tz_metafile_run *run, const struct tz_buf *text);

/** tz_metafile_word(file, name, text): Note a description or comment. */
void tz_metafile_word(struct tz_metafile *file, const char *name,
    const struct tz_buf *text);

/** tz_metafile_strings(file, name, bytes): Note the texts in private data. */
void tz_metafile_strings(struct tz_metafile *file, const char *name,
    struct tz_bytes bytes);

/** tz_metafile_decode(charset, bytes, ret): Append text of a font's character
 * set as UTF-8. */
void
tz_metafile_decode(uint8_t charset, struct tz_bytes bytes, struct tz_buf *ret);

/** tz_metafile_child(file, ending, bytes): Read bytes as a file of their
 * own. */
void tz_metafile_child(struct tz_metafile *file, const char *ending,
    struct tz_bytes bytes);

/** tz_metafile_dib(file, head, bits): Read a picture: a header with its
 * colours (MS-WMF, 2.2.2.9), and pixels; ${bits} without data lie behind the
 * header. */
void tz_metafile_dib(struct tz_metafile *file, struct tz_bytes head,
    struct tz_bytes bits);

/** tz_metafile_emf(file, bytes): Read an enhanced metafile ([MS-EMF]); where
 * it ends, 0 when it has no end. */
size_t tz_metafile_emf(struct tz_metafile *file, struct tz_bytes bytes);

/** tz_metafile_emf_plus(file, bytes): Read the records of EMF+ ([MS-EMFPLUS])
 * that stand in a comment of an enhanced metafile. */
void tz_metafile_emf_plus(struct tz_metafile *file, struct tz_bytes bytes);

/** tz_metafile_wmf(file, bytes): Read a metafile of Windows 3 ([MS-WMF]);
 * where it ends, 0 when it has no end. */
size_t tz_metafile_wmf(struct tz_metafile *file, struct tz_bytes bytes);

#endif /* !TZ_INTAKE_IMAGE_METAFILE_H */
