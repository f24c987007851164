/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_check_opening.c - checking openings and the blobs they name
 *
 * Each blob is read once, in bounded memory: its name and its commitment are
 * computed from the same bytes.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/ledger_check.h"
#include "archive/ledger_part.h"
#include "base/file.h"
#include "base/intl.h"

#define CHUNK (1 << 18)

/* Read ${fd} to its end into both hashes. */
static enum tz_status
hash_both(int fd, struct tz_hash *name, struct tz_hash *commitment)
{
	tz_auto_str room = malloc(CHUNK);

	if (!room)
		return TZ_NOMEM;
	for (;;) {
		ssize_t n = read(fd, room, CHUNK);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? TZ_IO : TZ_OK;
		tz_hash_update(name, room, (size_t)n);
		tz_hash_update(commitment, room, (size_t)n);
	}
}

static enum tz_status
check_blob(struct tz_ledger_check *run, const struct tz_opening *opening)
{
	tz_auto(tz_hash) name = NULL;
	tz_auto(tz_hash) commitment = NULL;
	tz_auto_fd fd = -1;
	struct tz_id found;
	enum tz_status s = tz_blobs_open_fd(tz_vault_blobs(run->vault),
	    &opening->blob, &fd, NULL, NULL);

	if (!s)
		s = tz_hash_new(&name, NULL);
	if (!s)
		s = tz_hash_new(&commitment, NULL);
	if (s)
		return s;
	tz_commit_object_begin(commitment, &opening->salt);
	s = hash_both(fd, name, commitment);
	if (s)
		return s;
	tz_hash_final(name, &found);
	if (!tz_id_equal(&found, &opening->blob))
		return TZ_CORRUPT;
	tz_hash_final(commitment, &found);
	return tz_id_equal(&found, &opening->commitment) ? TZ_OK : TZ_CORRUPT;
}

static bool
detail_fits(const struct tz_opening *opening)
{
	struct tz_id found;
	tz_auto_json json = NULL;

	tz_commit_detail(&opening->salt, tz_buf_str(&opening->detail),
	    opening->detail.len, &found);
	return tz_id_equal(&found, &opening->commitment) &&
	    tz_json_parse_canonical(tz_buf_str(&opening->detail),
		opening->detail.len, TZ_JSON_DETAIL, &json, NULL) == TZ_OK;
}

static enum tz_status
check_opening(const struct tz_opening *opening, void *arg, struct tz_err *err)
{
	struct tz_ledger_check *run = arg;
	char hex[TZ_ID_HEX];

	(void)err;
	tz_id_hex(&opening->commitment, hex);
	if (opening->is_detail)
		tz_ledger_check_say(run, TZ_CHECK_OPENING, detail_fits(opening),
		    hex, _("the detail does not fit its commitment"));
	else
		tz_ledger_check_say(run, TZ_CHECK_OBJECT,
		    check_blob(run, opening) == TZ_OK, hex,
		    _("the object is missing or does not fit its "
		      "commitment"));
	return TZ_OK;
}

enum tz_status
tz_ledger_check_openings(struct tz_ledger_check *run, struct tz_err *err)
{
	return tz_opening_rows_each(tz_vault_db(run->vault), check_opening, run,
	    err);
}
