/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_outside.c - what the bundle cannot prove of itself
 *
 * The digest and the signature beside the tar, the log's key on paper, a file
 * of trusted signers, an earlier head.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/sign.h"
#include "archive/verify_run.h"
#include "base/file.h"
#include "base/intl.h"

#define SMALL_MAX (1 << 20)
#define ROOM (1 << 18)

static char *
beside(const struct tz_verify *verify, const char *suffix)
{
	tz_auto_buf path = TZ_BUF_INIT;

	tz_buf_printf(&path, "%s%s", verify->path, suffix);
	return tz_buf_take(&path);
}

static enum tz_status
hash_tar(const struct tz_verify *verify, struct tz_id *ret, struct tz_err *err)
{
	tz_auto(tz_hash) hash = NULL;
	tz_auto_str room = malloc(ROOM);
	off_t at = 0;
	enum tz_status s;
	ssize_t n;

	if (!room)
		return tz_fail_nomem(err);
	s = tz_hash_new(&hash, err);
	if (s)
		return s;
	while ((n = pread(verify->fd, room, ROOM, at)) > 0) {
		tz_hash_update(hash, room, (size_t)n);
		at += n;
	}
	if (n < 0)
		return tz_fail_errno(err, _("cannot read"), verify->path);
	tz_hash_final(hash, ret);
	return TZ_OK;
}

static enum tz_status
check_sum(struct tz_verify *verify, const struct tz_buf *sum,
    struct tz_err *err)
{
	char hex[TZ_ID_HEX];
	struct tz_id sha256;
	enum tz_status s;

	s = hash_tar(verify, &sha256, err);
	if (s)
		return s;
	tz_id_hex(&sha256, hex);
	verify->n_checked[TZ_CHECK_FIXITY]++;
	if (sum->len < 67 || strncmp(sum->data, hex, 64) != 0 ||
	    strncmp(sum->data + 64, "  ", 2) != 0)
		tz_verify_fail(verify, TZ_CHECK_FIXITY, ".sha256",
		    _("is not the digest of the archive"));
	return TZ_OK;
}

static enum tz_status
check_sum_signature(struct tz_verify *verify, const struct tz_buf *sum,
    struct tz_err *err)
{
	const char *ns = tz_family_namespace(TZ_FAMILY_BUNDLE);
	tz_auto_str path = beside(verify, ".sha256.sig");
	tz_auto_buf armor = TZ_BUF_INIT;
	tz_auto_buf blob = TZ_BUF_INIT;
	size_t i;

	if (!path)
		return tz_fail_nomem(err);
	if (tz_file_read(path, SMALL_MAX, &armor, NULL)) {
		tz_verify_skip(verify, TZ_CHECK_SIGNATURE, ".sha256.sig",
		    _("the archivist's signature is not there"));
		return TZ_OK;
	}
	verify->n_checked[TZ_CHECK_SIGNATURE]++;
	if (tz_sign_unarmor(tz_buf_str(&armor), &blob, NULL) == TZ_OK) {
		for (i = 0; i < verify->signers.n; i++) {
			const struct tz_bundle_signer *signer =
			    &verify->signers.item[i];

			if (tz_bundle_signer_may(signer, ns) &&
			    tz_sign_verify(&signer->key, ns, sum->data,
				sum->len, blob.data, blob.len, NULL) == TZ_OK)
				return TZ_OK;
		}
	}
	tz_verify_fail(verify, TZ_CHECK_SIGNATURE, ".sha256.sig",
	    _("is not the signature of an archivist"));
	return TZ_OK;
}

static enum tz_status
check_beside(struct tz_verify *verify, struct tz_err *err)
{
	tz_auto_str path = beside(verify, ".sha256");
	tz_auto_buf sum = TZ_BUF_INIT;
	enum tz_status s;

	if (!path)
		return tz_fail_nomem(err);
	if (!verify->is_tar || tz_file_read(path, SMALL_MAX, &sum, NULL)) {
		tz_verify_skip(verify, TZ_CHECK_SIGNATURE, ".sha256",
		    _("the archive's digest, signed by an archivist, is not "
		      "there"));
		return TZ_OK;
	}
	s = check_sum(verify, &sum, err);
	return s ? s : check_sum_signature(verify, &sum, err);
}

static enum tz_status
check_vkey(struct tz_verify *verify, struct tz_err *err)
{
	tz_auto_buf paper = TZ_BUF_INIT;
	enum tz_status s;

	if (!verify->trust->vkey) {
		tz_verify_skip(verify, TZ_CHECK_CHECKPOINT, "vkey",
		    _("keys are the bundle's own; compare with paper"));
		return TZ_OK;
	}
	s = tz_file_read(verify->trust->vkey, SMALL_MAX, &paper, err);
	if (s)
		return s;
	while (paper.len > 0 && strchr(" \t\r\n", paper.data[paper.len - 1]))
		paper.data[--paper.len] = '\0';
	verify->n_checked[TZ_CHECK_CHECKPOINT]++;
	if (!verify->vkey || strcmp(tz_buf_str(&paper), verify->vkey) != 0)
		tz_verify_fail(verify, TZ_CHECK_CHECKPOINT, "vkey",
		    _("the log's key is not the one given"));
	return TZ_OK;
}

/* Whether the comma-separated list at ${text} has ${id}. */
static bool
has_principal(const char *text, size_t len, const char *id)
{
	const char *end = text + len;

	while (text < end) {
		size_t piece = strcspn(text, ", \t");

		if (piece == strlen(id) && strncmp(text, id, piece) == 0)
			return true;
		text += piece + 1;
	}
	return false;
}

static bool
is_trusted(const struct tz_buf *trusted, const struct tz_bundle_signer *signer)
{
	tz_auto_buf key = TZ_BUF_INIT;
	const char *at = tz_buf_str(trusted);

	tz_buf_printf(&key, " %s %s", signer->key.type, signer->key.base64);
	while (*at && !key.failed) {
		size_t len = strcspn(at, "\n");
		const char *found = memmem(at, len, key.data, key.len);

		if (found &&
		    has_principal(at, strcspn(at, " \t"), signer->id) &&
		    strchr(" \t\r\n", found[key.len]))
			return true;
		at += len;
		at += *at == '\n';
	}
	return false;
}

static enum tz_status
check_signers(struct tz_verify *verify, struct tz_err *err)
{
	tz_auto_buf trusted = TZ_BUF_INIT;
	enum tz_status s;
	size_t i;

	if (!verify->trust->allowed_signers) {
		tz_verify_skip(verify, TZ_CHECK_SIGNATURE, "allowed_signers",
		    _("people's keys are the bundle's own; compare with a "
		      "list of your own"));
		return TZ_OK;
	}
	s = tz_file_read(verify->trust->allowed_signers, 16 * SMALL_MAX,
	    &trusted, err);
	for (i = 0; s == TZ_OK && i < verify->signers.n; i++) {
		verify->n_checked[TZ_CHECK_SIGNATURE]++;
		if (!is_trusted(&trusted, &verify->signers.item[i]))
			tz_verify_fail(verify, TZ_CHECK_SIGNATURE,
			    verify->signers.item[i].id,
			    _("their key is not in the list of trusted "
			      "signers"));
	}
	return s;
}

static enum tz_status
check_previous(struct tz_verify *verify, struct tz_err *err)
{
	struct tz_checkpoint note = {0};
	tz_auto_buf text = TZ_BUF_INIT;
	int64_t at;
	enum tz_status s;

	if (!verify->trust->previous_note)
		return TZ_OK;
	s = tz_file_read(verify->trust->previous_note, SMALL_MAX, &text, err);
	if (s)
		return s;
	verify->n_checked[TZ_CHECK_CHECKPOINT]++;
	if (!verify->vkey ||
	    tz_note_verify(tz_buf_str(&text), text.len, verify->vkey, &note,
		NULL)) {
		tz_verify_fail(verify, TZ_CHECK_CHECKPOINT, "previous note",
		    _("is not signed by this log's key"));
		return TZ_OK;
	}
	at = note.size - verify->from;
	if (at < 0 || at >= (int64_t)verify->n_roots)
		tz_verify_skip(verify, TZ_CHECK_CHECKPOINT, "previous note",
		    _("its size is outside the range of this bundle"));
	else if (!tz_id_equal(&note.root, &verify->roots[at]))
		tz_verify_fail(verify, TZ_CHECK_MERKLE, "previous note",
		    _("this bundle does not continue it"));
	return TZ_OK;
}

enum tz_status
tz_verify_outside(struct tz_verify *verify, struct tz_err *err)
{
	enum tz_status s;

	s = check_beside(verify, err);
	if (s == TZ_OK)
		s = check_vkey(verify, err);
	if (s == TZ_OK)
		s = check_signers(verify, err);
	if (s == TZ_OK)
		s = check_previous(verify, err);
	return s;
}
