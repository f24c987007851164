/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/note.h - checkpoints as C2SP signed notes, Ed25519 (type 0x01)
 *
 * A checkpoint's text is three lines: origin, size, base64 of the root.  A
 * verifier key is "ORIGIN+<8 hex key id>+<base64 of 0x01 and 32 bytes>".
 */
#ifndef TZ_ARCHIVE_NOTE_H
#define TZ_ARCHIVE_NOTE_H

#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/status.h"

struct tz_checkpoint {
	char origin[256];
	int64_t size;
	struct tz_id root;
};

/** tz_log_key_make(path, err): Make an Ed25519 key, PKCS#8 PEM, mode 0600.
 * Fails: TZ_IO; TZ_USAGE when there is a file already. */
TZ_CHECK enum tz_status tz_log_key_make(const char *path, struct tz_err *err);

/** tz_log_key_vkey(path, origin, ret_vkey, err): Append the verifier key of
 * the key file, without LF.  Fails: TZ_NOTFOUND, TZ_FORMAT. */
TZ_CHECK enum tz_status tz_log_key_vkey(const char *path, const char *origin,
    struct tz_buf *ret_vkey, struct tz_err *err);

/** tz_note_sign(path, checkpoint, ret_note, err): Append the whole note signed
 * with the key file ${path}. */
TZ_CHECK enum tz_status
tz_note_sign(const char *path, const struct tz_checkpoint *checkpoint,
    struct tz_buf *ret_note, struct tz_err *err);

/** tz_note_parse(note, len, ret_checkpoint, err): Read the text without
 * looking at signatures.  Fails: TZ_FORMAT. */
TZ_CHECK enum tz_status tz_note_parse(const char *note, size_t len,
    struct tz_checkpoint *ret_checkpoint, struct tz_err *err);

/** tz_note_verify_text(note, len, vkey, ret_text_len, err): As
 * tz_note_verify() for a note of any text, whose length is given. */
TZ_CHECK enum tz_status tz_note_verify_text(const char *note, size_t len,
    const char *vkey, size_t *ret_text_len, struct tz_err *err);

/** tz_note_verify(note, len, vkey, ret_checkpoint, err): TZ_OK when a
 * signature line by ${vkey} is right (others are ignored), TZ_NO when not,
 * TZ_FORMAT for what is no note or no vkey. */
TZ_CHECK enum tz_status tz_note_verify(const char *note, size_t len,
    const char *vkey, struct tz_checkpoint *ret_checkpoint, struct tz_err *err);

#endif /* !TZ_ARCHIVE_NOTE_H */
