/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_notes.c - the signed heads that bound the range
 *
 * The key is the bundle's own; whether it is the log's is for the caller to
 * say, with a key from paper.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/verify_run.h"
#include "base/intl.h"

static enum tz_status
read_vkey(struct tz_verify *verify, struct tz_err *err)
{
	tz_auto_buf vkey = TZ_BUF_INIT;
	size_t origin = strlen(verify->origin);

	verify->n_checked[TZ_CHECK_CHECKPOINT]++;
	if (tz_verify_read(verify, "data/ledger/vkey", &vkey, NULL) ||
	    vkey.len == 0 || vkey.data[vkey.len - 1] != '\n' ||
	    strncmp(vkey.data, verify->origin, origin) != 0 ||
	    vkey.data[origin] != '+') {
		tz_verify_fail(verify, TZ_CHECK_CHECKPOINT, "data/ledger/vkey",
		    _("is no verifier key of this log"));
		return TZ_OK;
	}
	vkey.data[--vkey.len] = '\0';
	verify->vkey = tz_buf_take(&vkey);
	return verify->vkey ? TZ_OK : tz_fail_nomem(err);
}

/* A note whose signature is wrong is still read, to say whether its root is
 * wrong as well. */
static bool
read_note(struct tz_verify *verify, int64_t size, struct tz_checkpoint *ret)
{
	tz_auto_buf note = TZ_BUF_INIT;
	char name[64];

	snprintf(name, sizeof name,
	    "data/ledger/checkpoints/%012" PRId64 ".note", size);
	verify->n_checked[TZ_CHECK_CHECKPOINT]++;
	if (tz_verify_read(verify, name, &note, NULL)) {
		tz_verify_fail(verify, TZ_CHECK_CHECKPOINT, name,
		    _("is missing"));
		return false;
	}
	if (!verify->vkey ||
	    tz_note_verify(note.data, note.len, verify->vkey, ret, NULL))
		tz_verify_fail(verify, TZ_CHECK_CHECKPOINT, name,
		    _("is not signed by the log's key"));
	if (tz_note_parse(note.data, note.len, ret, NULL) ||
	    ret->size != size || strcmp(ret->origin, verify->origin) != 0) {
		tz_verify_fail(verify, TZ_CHECK_CHECKPOINT, name,
		    _("is no head of this log and size"));
		return false;
	}
	return true;
}

/* The number in the name of a note, or -1. */
static int64_t
note_size(const char *name)
{
	static const char folder[] = "data/ledger/checkpoints/";
	size_t len = strlen(folder);

	if (strncmp(name, folder, len) != 0 ||
	    strspn(name + len, "0123456789") != 12 ||
	    strcmp(name + len + 12, ".note") != 0)
		return -1;
	return strtoll(name + len, NULL, 10);
}

/* consistency.txt: one base64 hash a line. */
static void
check_consistency(struct tz_verify *verify, const struct tz_checkpoint *later)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_id path[64];
	size_t at = 0;
	int n = 0;
	bool good = verify->has_note_until &&
	    !tz_verify_read(verify, "data/ledger/consistency.txt", &text, NULL);

	while (good && at < text.len) {
		tz_auto_buf hash = TZ_BUF_INIT;
		size_t len = strcspn(text.data + at, "\n");

		good = n < 64 &&
		    !tz_base64_decode(text.data + at, len, &hash, NULL) &&
		    hash.len == sizeof path[0].bytes &&
		    text.data[at + len] == '\n';
		if (good)
			memcpy(path[n++].bytes, hash.data, hash.len);
		at += len + 1;
	}
	verify->n_checked[TZ_CHECK_MERKLE]++;
	if (!good ||
	    !tz_merkle_verify_consistency(verify->until, later->size,
		&verify->note_until.root, &later->root, path, n))
		tz_verify_fail(verify, TZ_CHECK_MERKLE,
		    "data/ledger/consistency.txt",
		    _("does not prove that the later head continues this "
		      "one"));
}

enum tz_status
tz_verify_notes(struct tz_verify *verify, struct tz_err *err)
{
	struct tz_checkpoint other;
	bool has_later = false;
	enum tz_status s;
	size_t i;

	s = read_vkey(verify, err);
	if (s)
		return s;
	verify->has_note_from =
	    read_note(verify, verify->from, &verify->note_from);
	verify->has_note_until =
	    read_note(verify, verify->until, &verify->note_until);
	for (i = 0; i < verify->n_members; i++) {
		int64_t size = note_size(verify->member[i].name);

		if (size < 0 || size == verify->from || size == verify->until)
			continue;
		if (!read_note(verify, size, &other))
			continue;
		if (size > verify->until) {
			has_later = true;
			check_consistency(verify, &other);
		}
	}
	if (verify->edition > 1 && !has_later)
		tz_verify_fail(verify, TZ_CHECK_CHECKPOINT, "",
		    _("the head for which this edition was made is missing"));
	return TZ_OK;
}
