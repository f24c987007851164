/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_object.h - text boxes and notes on a sheet
 *
 * The text of a note comes with its box, who wrote it and at which cell only
 * behind all boxes.
 */
#ifndef TZ_INTAKE_OLE_XLS_OBJECT_H
#define TZ_INTAKE_OLE_XLS_OBJECT_H

#include "intake/ole/xls.h"

struct tz_xls_note {
	uint16_t id;
	char *text;
	char *author; /* or NULL */
};

struct tz_xls_objects {
	struct tz_story boxes;
	uint16_t id; /* of the object whose text is to come */
	bool is_note;
	struct tz_xls_note *notes;
	size_t n_notes;
	const char *name; /* of the sheet, borrowed */
};

/** tz_xls_objects_start(objects, name, hidden): Begin with none. */
void tz_xls_objects_start(struct tz_xls_objects *objects, const char *name,
    bool hidden);

/** tz_xls_objects_clear(objects): Free what it holds. */
void tz_xls_objects_clear(struct tz_xls_objects *objects);

/** tz_xls_object(objects, xls, record, err): Take an OBJ, TXO or NOTE record.
 * Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_xls_object(struct tz_xls_objects *objects,
    struct tz_xls *xls, const struct tz_xls_record *record, struct tz_err *err);

/** tz_xls_objects_send(objects, xls, err): Send the text boxes and each note.
 * Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_xls_objects_send(struct tz_xls_objects *objects,
    struct tz_xls *xls, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_XLS_OBJECT_H */
