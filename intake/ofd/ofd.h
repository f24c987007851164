/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd.h - a document of OFD (GB/T 33190-2016) being read
 *
 * The ZIP package is walked as a whole, as that of OOXML is
 * (intake/ooxml/opc.h): what no index names is read too.  Lengths are
 * millimetres from the upper left corner of the page (GB/T 33190, 7.2).
 */
#ifndef TZ_INTAKE_OFD_OFD_H
#define TZ_INTAKE_OFD_OFD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "intake/ooxml/opc.h"
#include "intake/visible.h"

/* What an identifier of the document stands for. */
enum tz_ofd_entry_kind {
	TZ_OFD_TEMPLATE,   /* path of a template page */
	TZ_OFD_MEDIA,	   /* path of a picture */
	TZ_OFD_COMPOSITE,  /* path of the resource file that draws it */
	TZ_OFD_ANNOTATION, /* path of the annotations of the page */
	TZ_OFD_DRAWING,	   /* a colour to fill with */
};

struct tz_ofd_entry {
	enum tz_ofd_entry_kind kind;
	char *id;
	char *path;	/* NULL for a DRAWING */
	char *relative; /* the DRAWING that says what this one does not */
	bool coloured;	/* with: */
	struct tz_colour colour;
	bool used; /* a page draws it */
};

struct tz_ofd_page {
	char *id;
	char *path;
};

struct tz_ofd_box {
	double x0, y0, x1, y1;
};

/* What of a page there is, and what of that shows (GB/T 33190, 7.5). */
struct tz_ofd_area {
	struct tz_ofd_box physical;
	struct tz_ofd_box application;
	bool has_physical;
	bool has_application;
};

/* A document of the package.  All is owned by it. */
struct tz_ofd {
	struct tz_opc *opc;
	struct tz_ofd_entry *entries;
	size_t n_entries;
	struct tz_ofd_page *pages;
	size_t n_pages;
	struct tz_ofd_area area; /* of pages that do not say theirs */
	bool earlier;		 /* a version that is not in force */
	bool full;		 /* more pages or entries than are kept */
};

/** tz_ofd_path(base, location): The name in the package that ${location} means
 * in the file called ${base} ("/x" is from the root); malloc()ed, NULL when
 * memory runs out. */
char *tz_ofd_path(const char *base, const char *location);

/** tz_ofd_part(ofd, base, location): The part at that place, or NULL. */
struct tz_opc_part *
tz_ofd_part(struct tz_ofd *ofd, const char *base, const char *location);

/** tz_ofd_add(ofd, kind, id, path): Remember an entry, ${path} taken over; the
 * entry, or NULL when memory runs out or there are too many. */
struct tz_ofd_entry *tz_ofd_add(struct tz_ofd *ofd, enum tz_ofd_entry_kind kind,
    const char *id, char *path);

/** tz_ofd_find(ofd, kind, id): The entry, or NULL. */
const struct tz_ofd_entry *tz_ofd_find(const struct tz_ofd *ofd,
    enum tz_ofd_entry_kind kind, const char *id);

/** tz_ofd_drawing(ofd, id, ret): Set ${*ret} to the colour that the drawing
 * parameters fill with; false, and untouched, when they name none. */
bool
tz_ofd_drawing(const struct tz_ofd *ofd, const char *id, struct tz_colour *ret);

/** tz_ofd_resources(ofd, part, err): Take a file of resources: what its
 * identifiers stand for.  Fails: TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_ofd_resources(struct tz_ofd *ofd,
    struct tz_opc_part *part, struct tz_err *err);

/** tz_ofd_clear(ofd): Free all but the package. */
void tz_ofd_clear(struct tz_ofd *ofd);

/** tz_ofd_document(ofd, part, err): Take Document.xml and the resources it
 * names: fills the pages and the entries.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_ofd_document(struct tz_ofd *ofd,
    struct tz_opc_part *part, struct tz_err *err);

/** tz_ofd_pages(ofd, err): Read all pages: what shows as body, what does not
 * by why.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_ofd_pages(struct tz_ofd *ofd, struct tz_err *err);

/** tz_ofd_rest(opc, err): Read everything that was not taken: attachments,
 * annotations' words, tags, extensions, signatures and seals, pictures, and
 * files that nothing names.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_ofd_rest(struct tz_opc *opc, struct tz_err *err);

/** tz_ofd_area_take(area, name, text): Take the text of an element of that
 * name, if it is one of the boxes of a page. */
void
tz_ofd_area_take(struct tz_ofd_area *area, const char *name, const char *text);

/** tz_ofd_area_shown(area, ret): What of such a page shows; false when its
 * size is not known. */
bool tz_ofd_area_shown(const struct tz_ofd_area *area, struct tz_ofd_box *ret);

/** tz_ofd_numbers(text, ret, max): Read up to ${max} numbers; how many there
 * were. */
size_t tz_ofd_numbers(const char *text, double *ret, size_t max);

/** tz_ofd_colour(value): The colour of a Value attribute: one number is grey,
 * three are RGB, four CMYK; unknown for anything else. */
struct tz_colour tz_ofd_colour(const char *value);

/** tz_ofd_fill(value, index): The colour of a FillColor with that Value and
 * Index, either of which may be NULL (GB/T 33190, 8.3.2): black where it says
 * nothing, unknown where it is one of a palette. */
struct tz_colour tz_ofd_fill(const char *value, const char *index);

/** tz_ofd_is_shade(name): Whether the element fills with more than one colour:
 * a shade or a pattern. */
bool tz_ofd_is_shade(const char *name);

/** tz_ofd_box(text, ret): Read "x y width height"; false for anything else. */
bool tz_ofd_box(const char *text, struct tz_ofd_box *ret);

#endif /* !TZ_INTAKE_OFD_OFD_H */
