/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/opening_rows.c - what commitments stand for
 *
 * Prototypes are in store/ledger_rows.h.
 */
#include <string.h>

#include "base/intl.h"
#include "store/ledger_rows.h"
#include "store/stmt.h"

static const char opening_has[] = "SELECT 1 FROM opening WHERE commitment = ?";
static const char opening_put[] =
    "INSERT INTO opening (commitment, salt, detail, blob, size) "
    "VALUES (?, ?, ?, ?, ?)";
static const char opening_get[] =
    "SELECT commitment, salt, detail, blob, size FROM opening "
    "WHERE commitment = ?";
static const char opening_each[] =
    "SELECT commitment, salt, detail, blob, size FROM opening";

void
tz_opening_clear(struct tz_opening *opening)
{
	tz_buf_clear(&opening->detail);
}

enum tz_status
tz_opening_rows_has(struct tz_db *db, const struct tz_id *commitment,
    bool *ret_has, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, opening_has, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "d", commitment);
	return s ? s : tz_stmt_step(stmt, ret_has, err);
}

enum tz_status
tz_opening_rows_put(struct tz_db *db, const struct tz_opening *opening,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	const char *detail = NULL;
	size_t len = 0;
	bool has = false;
	enum tz_status s =
	    tz_opening_rows_has(db, &opening->commitment, &has, err);

	if (s || has)
		return s;
	if (opening->is_detail) {
		detail = tz_buf_str(&opening->detail);
		len = opening->detail.len;
	}
	s = tz_stmt_open(db, opening_put, &stmt, err);
	if (!s)
		s = tz_stmt_bind(stmt, err, "ddndi", &opening->commitment,
		    &opening->salt, detail, len,
		    opening->is_detail ? NULL : &opening->blob,
		    opening->is_detail ? (int64_t)len : (int64_t)opening->size);
	return s ? s : tz_stmt_run(stmt, err);
}

static enum tz_status
read_row(struct tz_stmt *stmt, struct tz_opening *ret_opening,
    struct tz_err *err)
{
	size_t len;
	const char *detail = tz_stmt_blob(stmt, 2, &len);
	bool good = tz_stmt_id(stmt, 0, &ret_opening->commitment) &&
	    tz_stmt_id(stmt, 1, &ret_opening->salt);

	ret_opening->is_detail = !tz_stmt_is_null(stmt, 2);
	if (ret_opening->is_detail)
		tz_buf_append(&ret_opening->detail, detail, len);
	else
		good = good && tz_stmt_id(stmt, 3, &ret_opening->blob);
	ret_opening->size = (uint64_t)tz_stmt_integer(stmt, 4);
	if (!good)
		return tz_fail(err, TZ_CORRUPT,
		    _("an opening's row is damaged"));
	return tz_buf_check(&ret_opening->detail, err);
}

enum tz_status
tz_opening_rows_get(struct tz_db *db, const struct tz_id *commitment,
    struct tz_opening *ret_opening, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	tz_auto_opening opening = {0};
	char hex[TZ_ID_HEX];
	bool row = false;
	enum tz_status s = tz_stmt_open(db, opening_get, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "d", commitment);
	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (!s && !row) {
		tz_id_hex(commitment, hex);
		return tz_fail(err, TZ_NOTFOUND,
		    _("no opening of commitment %s"), hex);
	}
	if (!s)
		s = read_row(stmt, &opening, err);
	if (s)
		return s;
	*ret_opening = opening;
	memset(&opening, 0, sizeof opening);
	return TZ_OK;
}

enum tz_status
tz_opening_rows_each(struct tz_db *db,
    enum tz_status (*visit)(const struct tz_opening *opening, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = true;
	enum tz_status s = tz_stmt_open(db, opening_each, &stmt, err);

	while (!s) {
		tz_auto_opening opening = {0};

		s = tz_stmt_step(stmt, &row, err);
		if (s || !row)
			break;
		s = read_row(stmt, &opening, err);
		if (!s)
			s = visit(&opening, arg, err);
	}
	return s;
}
