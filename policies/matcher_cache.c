/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/matcher_cache.c - compiled rules kept in a file
 *
 * Three lines and the databases: a key (rule set, patterns, versions, CPU), the
 * SHA-256 of all that follows, the sizes.  Anything unexpected means "not
 * there".  The file is written only after all examples came out right, so a
 * set that is found in it need not run them again.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "policies/matcher.h"

#define CACHE_MAX (256u << 20)

/* What the databases depend on, as one line. */
static enum tz_status
put_key(const struct tz_matcher *matcher, const struct tz_id *digest,
    struct tz_buf *ret, struct tz_err *err)
{
	tz_auto_buf patterns = TZ_BUF_INIT;
	struct tz_id patterns_digest;
	char hex[TZ_ID_HEX];
	size_t form;
	size_t i;
	enum tz_status s;

	for (form = 0; form < TZ_FORM_COUNT; form++)
		for (i = 0; i < matcher->form[form].n; i++)
			tz_buf_printf(&patterns, "%zu %d %s\n", form,
			    matcher->form[form].source[i].caseless,
			    matcher->form[form].source[i].regex);
	s = tz_buf_check(&patterns, err);
	if (s != TZ_OK)
		return s;
	tz_sha256(patterns.data, patterns.len, &patterns_digest);
	tz_buf_puts(ret, "taizhang-rules/1 " TZ_VERSION " ");
	tz_id_hex(digest, hex);
	tz_buf_printf(ret, "%s ", hex);
	tz_id_hex(&patterns_digest, hex);
	tz_buf_printf(ret, "%s ", hex);
	tz_match_db_library(ret);
	tz_buf_putc(ret, '\n');
	return tz_buf_check(ret, err);
}

/* ${body}: sizes, ways, plain database, joined database. */
static bool
load_body(struct tz_matcher *matcher, const char *body, size_t len)
{
	struct tz_form_patterns *plain = &matcher->form[TZ_FORM_PLAIN];
	struct tz_form_patterns *joined = &matcher->form[TZ_FORM_JOINED];
	size_t n_plain;
	size_t n_joined;
	size_t database;
	int used = 0;

	if (sscanf(body, "%zu %zu %zu\n%n", &n_plain, &n_joined, &database,
		&used) != 3)
		return false;
	body += used;
	len -= (size_t)used;
	if (n_plain != plain->n || n_joined != joined->n ||
	    len < n_plain + n_joined + database)
		return false;
	if (tz_match_db_load(body + n_plain + n_joined, database, &plain->db,
		NULL) != TZ_OK)
		return false;
	if (tz_match_db_load(body + n_plain + n_joined + database,
		len - n_plain - n_joined - database, &joined->db,
		NULL) != TZ_OK) {
		tz_match_db_free(plain->db);
		plain->db = NULL;
		return false;
	}
	if (n_plain)
		memcpy(plain->way, body, n_plain);
	if (n_joined)
		memcpy(joined->way, body + n_plain, n_joined);
	return true;
}

bool
tz_matcher_load(struct tz_matcher *matcher, const char *path,
    const struct tz_id *digest)
{
	tz_auto_buf key = TZ_BUF_INIT;
	tz_auto_buf file = TZ_BUF_INIT;
	struct tz_id found;
	char hex[TZ_ID_HEX];
	const char *at;

	if (put_key(matcher, digest, &key, NULL) != TZ_OK ||
	    tz_file_read(path, CACHE_MAX, &file, NULL) != TZ_OK)
		return false;
	if (file.len < key.len + TZ_ID_HEX ||
	    memcmp(file.data, key.data, key.len) != 0)
		return false;
	at = file.data + key.len;
	tz_sha256(at + TZ_ID_HEX, file.len - key.len - TZ_ID_HEX, &found);
	tz_id_hex(&found, hex);
	if (memcmp(at, hex, TZ_ID_HEX - 1) != 0)
		return false;
	return load_body(matcher, at + TZ_ID_HEX,
	    file.len - key.len - TZ_ID_HEX);
}

enum tz_status
tz_matcher_save(const struct tz_matcher *matcher, const char *path,
    const struct tz_id *digest, struct tz_err *err)
{
	const struct tz_form_patterns *plain = &matcher->form[TZ_FORM_PLAIN];
	const struct tz_form_patterns *joined = &matcher->form[TZ_FORM_JOINED];
	tz_auto_buf databases = TZ_BUF_INIT;
	tz_auto_buf body = TZ_BUF_INIT;
	tz_auto_buf file = TZ_BUF_INIT;
	struct tz_id found;
	char hex[TZ_ID_HEX];
	size_t plain_len;
	enum tz_status s = tz_match_db_save(plain->db, &databases, err);

	plain_len = databases.len;
	if (s == TZ_OK)
		s = tz_match_db_save(joined->db, &databases, err);
	if (s == TZ_OK)
		s = put_key(matcher, digest, &file, err);
	if (s != TZ_OK)
		return s;
	tz_buf_printf(&body, "%zu %zu %zu\n", plain->n, joined->n, plain_len);
	tz_buf_append(&body, plain->way, plain->n);
	tz_buf_append(&body, joined->way, joined->n);
	tz_buf_append(&body, databases.data, databases.len);
	s = tz_buf_check(&body, err);
	if (s != TZ_OK)
		return s;
	tz_sha256(body.data, body.len, &found);
	tz_id_hex(&found, hex);
	tz_buf_printf(&file, "%s\n", hex);
	tz_buf_append(&file, body.data, body.len);
	s = tz_buf_check(&file, err);
	if (s != TZ_OK)
		return s;
	return tz_file_write(path, file.data, file.len, 0600, err);
}
