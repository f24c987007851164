/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/match_db.c - many patterns in one pass over the text
 */
#include "policies/match_db.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <hs/hs.h>

#include "base/intl.h"

struct tz_match_db {
	hs_database_t *database; /* NULL: there is no pattern */
	hs_scratch_t *scratch;
};

static void
free_error(hs_compile_error_t **error)
{
	if (*error)
		hs_free_compile_error(*error);
}

void
tz_match_db_free(struct tz_match_db *db)
{
	if (!db)
		return;
	hs_free_scratch(db->scratch);
	hs_free_database(db->database);
	free(db);
}

/* The arrays that hs_compile_multi() wants. */
struct arrays {
	const char **expressions;
	unsigned *flags;
	unsigned *ids;
	unsigned n;
};

static void
arrays_clear(struct arrays *arrays)
{
	free(arrays->expressions);
	free(arrays->flags);
	free(arrays->ids);
}

/* All patterns that are not alone, with the flags of their way. */
static bool
arrays_fill(struct arrays *arrays, const struct tz_match_pattern *patterns,
    size_t n, const char *ways)
{
	size_t i;

	arrays->n = 0;
	for (i = 0; i < n; i++) {
		unsigned flags = HS_FLAG_UTF8 | HS_FLAG_MULTILINE;

		if (ways[i] == TZ_MATCH_ALONE)
			continue;
		if (patterns[i].caseless)
			flags |= HS_FLAG_CASELESS;
		if (ways[i] == TZ_MATCH_PREFILTER)
			flags |= HS_FLAG_PREFILTER;
		arrays->expressions[arrays->n] = patterns[i].regex;
		arrays->flags[arrays->n] = flags;
		arrays->ids[arrays->n++] = (unsigned)i;
	}
	return arrays->n > 0;
}

/* One attempt.  A pattern that was the fault is put one way down. */
static enum tz_status
attempt(const struct arrays *arrays, char *ways, hs_database_t **ret_database,
    bool *ret_done, struct tz_err *err)
{
	__attribute__((cleanup(free_error))) hs_compile_error_t *error = NULL;
	hs_error_t result = hs_compile_multi(arrays->expressions, arrays->flags,
	    arrays->ids, arrays->n, HS_MODE_BLOCK, NULL, ret_database, &error);
	char *way;

	*ret_done = result == HS_SUCCESS;
	if (result == HS_SUCCESS)
		return TZ_OK;
	if (result == HS_NOMEM)
		return tz_fail_nomem(err);
	if (!error || error->expression < 0 ||
	    (unsigned)error->expression >= arrays->n)
		return tz_fail(err, TZ_FORMAT,
		    _("the patterns of the rules cannot be compiled together"));
	way = &ways[arrays->ids[error->expression]];
	*way = *way == TZ_MATCH_WHOLE ? TZ_MATCH_PREFILTER : TZ_MATCH_ALONE;
	return TZ_OK;
}

static enum tz_status
compile(const struct tz_match_pattern *patterns, size_t n, char *ways,
    hs_database_t **ret_database, struct tz_err *err)
{
	TZ_AUTO(arrays_clear)
	struct arrays arrays = {calloc(n, sizeof(char *)),
	    calloc(n, sizeof(unsigned)), calloc(n, sizeof(unsigned)), 0};
	bool done = false;
	enum tz_status s = TZ_OK;

	if (!arrays.expressions || !arrays.flags || !arrays.ids)
		return tz_fail_nomem(err);
	memset(ways, TZ_MATCH_WHOLE, n);
	while (s == TZ_OK && !done && arrays_fill(&arrays, patterns, n, ways))
		s = attempt(&arrays, ways, ret_database, &done, err);
	return s;
}

enum tz_status
tz_match_db_compile(const struct tz_match_pattern *patterns, size_t n,
    char *ret_ways, struct tz_match_db **ret_db, struct tz_err *err)
{
	tz_auto(tz_match_db) db = calloc(1, sizeof *db);
	enum tz_status s = TZ_OK;

	if (!db)
		return tz_fail_nomem(err);
	if (n)
		s = compile(patterns, n, ret_ways, &db->database, err);
	if (s != TZ_OK)
		return s;
	if (db->database &&
	    hs_alloc_scratch(db->database, &db->scratch) != HS_SUCCESS)
		return tz_fail_nomem(err);
	*ret_db = tz_steal(&db);
	return TZ_OK;
}

enum tz_status
tz_match_db_save(const struct tz_match_db *db, struct tz_buf *ret,
    struct tz_err *err)
{
	char *data = NULL;
	size_t len = 0;

	if (!db->database)
		return TZ_OK;
	if (hs_serialize_database(db->database, &data, &len) != HS_SUCCESS)
		return tz_fail_nomem(err);
	tz_buf_append(ret, data, len);
	free(data);
	return tz_buf_check(ret, err);
}

enum tz_status
tz_match_db_load(const char *data, size_t len, struct tz_match_db **ret_db,
    struct tz_err *err)
{
	tz_auto(tz_match_db) db = calloc(1, sizeof *db);

	if (!db)
		return tz_fail_nomem(err);
	if (len) {
		if (hs_deserialize_database(data, len, &db->database) !=
		    HS_SUCCESS)
			return tz_fail(err, TZ_FORMAT,
			    _("these compiled rules are of another library"));
		if (hs_alloc_scratch(db->database, &db->scratch) != HS_SUCCESS)
			return tz_fail_nomem(err);
	}
	*ret_db = tz_steal(&db);
	return TZ_OK;
}

void
tz_match_db_library(struct tz_buf *ret)
{
	hs_platform_info_t platform = {0};

	hs_populate_platform(&platform);
	tz_buf_printf(ret, "%s %u %llx", hs_version(), platform.tune,
	    (unsigned long long)platform.cpu_features);
}

struct scan {
	bool (*found)(void *arg, size_t pattern, size_t end);
	void *arg;
};

static int
on_match(unsigned id, unsigned long long from, unsigned long long to,
    unsigned flags, void *arg)
{
	const struct scan *scan = arg;

	(void)from;
	(void)flags;
	return scan->found(scan->arg, id, (size_t)to) ? 0 : 1;
}

enum tz_status
tz_match_db_scan(const struct tz_match_db *db, const char *text, size_t len,
    bool (*found)(void *arg, size_t pattern, size_t end), void *arg,
    struct tz_err *err)
{
	struct scan scan = {found, arg};
	hs_error_t result;

	if (!db->database || len == 0)
		return TZ_OK;
	if (len > UINT_MAX)
		return tz_fail(err, TZ_LIMIT, _("a text is over 4 GiB"));
	result = hs_scan(db->database, text, (unsigned)len, 0, db->scratch,
	    on_match, &scan);
	if (result != HS_SUCCESS && result != HS_SCAN_TERMINATED)
		return tz_fail(err, TZ_BUG, _("the matcher gave error %d"),
		    result);
	return TZ_OK;
}
