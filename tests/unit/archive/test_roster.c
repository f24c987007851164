/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_roster.c - who may enrol, retire and sign
 */
#include "tests/unit/archive/ledger_fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

/* A refused act leaves no entry. */
static void
refuses(struct fixture *fixture, const char *by, const char *key_of,
    enum tz_status expected, const char *words)
{
	struct tz_err err = {0};
	int64_t before;
	int64_t after;
	int64_t seq;

	assert_ok(tz_ledger_size(fixture->vault, &before, oops));
	assert_int_equal(fixture_submit(fixture, by, key_of, "x", &seq, &err),
	    expected);
	if (!strstr(err.text, words))
		fail_msg("'%s' lacks '%s'", err.text, words);
	assert_ok(tz_ledger_size(fixture->vault, &after, oops));
	assert_int_equal(before, after);
}

static void
refuses_others(void **state)
{
	struct fixture fixture;
	tz_auto_str admin = NULL;
	int64_t seq;

	(void)state;
	fixture_new(&fixture);
	admin = fixture_key(&fixture, "admin");
	fixture_enrol(&fixture, "li", "drafter");
	fixture_enrol(&fixture, "wang", "reviewer,auditor");
	refuses(&fixture, "li", "wang", TZ_NO, "not that of li@");
	refuses(&fixture, "li", "nobody", TZ_NO, "not that of li@");
	refuses(&fixture, "wang", "wang", TZ_NO, "no role");
	refuses(&fixture, "admin", "admin", TZ_NO, "no role");
	refuses(&fixture, "zhao", "li", TZ_NOTFOUND, "no person");
	refuses(&fixture, "li@other.example", "li", TZ_NOTFOUND, "no person");
	assert_ok(tz_roster_retire(fixture.vault, "admin", admin, "li", NULL,
	    &seq, oops));
	refuses(&fixture, "li", "li", TZ_NO, "retired");
	fixture_end(&fixture);
}

/* Retired, or moved, between signing and appending. */
static void
looks_again(void **state)
{
	struct fixture fixture;
	struct tz_err err = {0};
	tz_auto_str admin = NULL;
	tz_auto_str key = NULL;
	tz_auto_json detail = json_pack("{s:s}", "file", "00");
	tz_auto(tz_signed_act) signed_act = NULL;
	tz_auto(tz_tx) tx = NULL;
	struct tz_act act = {.kind = TZ_ACT_REFUSE, .detail = detail};
	int64_t seq;

	(void)state;
	fixture_new(&fixture);
	admin = fixture_key(&fixture, "admin");
	fixture_enrol(&fixture, "li", "drafter");
	key = fixture_key(&fixture, "li");
	assert_ok(tz_ledger_sign(fixture.vault, &act, "li", key, &signed_act,
	    oops));
	assert_int_equal(tz_signed_act_seen(signed_act), 3);
	assert_int_equal(tz_ledger_append(fixture.vault, signed_act, &seq,
			     &err),
	    TZ_BUG);
	memset(&err, 0, sizeof err);
	assert_ok(tz_roster_retire(fixture.vault, "admin", admin, "li", "离职",
	    &seq, oops));
	assert_ok(tz_tx_begin(tz_vault_db(fixture.vault), &tx, oops));
	assert_int_equal(tz_ledger_append(fixture.vault, signed_act, &seq,
			     &err),
	    TZ_NO);
	tz_tx_free(tz_steal(&tx));
	fixture_end(&fixture);
}

static void
enrols(void **state)
{
	struct fixture fixture;
	struct tz_err err = {0};
	tz_auto_str admin = NULL;
	tz_auto_str li = NULL;
	tz_auto_str wang = NULL;
	tz_auto_str wang_key = NULL;
	tz_auto_person person = {0};
	const unsigned drafter = 1u << TZ_ROLE_DRAFTER;
	int64_t seq;

	(void)state;
	fixture_new(&fixture);
	admin = fixture_key(&fixture, "admin");
	li = fixture_public(&fixture, "li");
	wang = fixture_public(&fixture, "wang");
	wang_key = fixture_key(&fixture, "wang");
	fixture_enrol(&fixture, "li", "auditor");
	assert_ok(tz_roster_find(fixture.vault, "li", &person, oops));
	assert_non_null(strstr(person.allowed_line,
	    " namespaces=\"none@taizhang.v1\" "));

	/* The id, then the key, is taken. */
	assert_int_equal(tz_roster_add(fixture.vault, "admin", admin, "li",
			     "李", "", drafter, wang, &seq, &err),
	    TZ_USAGE);
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_roster_add(fixture.vault, "admin", admin, "li2",
			     "李", "", drafter, li, &seq, &err),
	    TZ_USAGE);
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_roster_add(fixture.vault, "admin", admin, "Li",
			     "李", "", drafter, wang, &seq, &err),
	    TZ_USAGE);
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_roster_add(fixture.vault, "admin", admin, "wang",
			     "王\n", "", drafter, wang, &seq, &err),
	    TZ_USAGE);
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_roster_add(fixture.vault, "admin", wang_key, "wang",
			     "王", "", drafter, wang, &seq, &err),
	    TZ_NO);
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_roster_add(fixture.vault, "li", admin, "wang", "王",
			     "", drafter, wang, &seq, &err),
	    TZ_NO);
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_roster_retire(fixture.vault, "admin", admin,
			     "admin", "", &seq, &err),
	    TZ_NO);
	fixture_enrol(&fixture, "wang", "administrator,approver");
	assert_ok(tz_roster_retire(fixture.vault, "wang", wang_key, "admin", "",
	    &seq, oops));
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_roster_retire(fixture.vault, "wang", wang_key,
			     "wang", "", &seq, &err),
	    TZ_NO);
	fixture_end(&fixture);
}

static enum tz_status
count_file(const char *path, void *arg, struct tz_err *err)
{
	(void)path;
	(void)err;
	++*(int *)arg;
	return TZ_OK;
}

static int
count_blobs(struct fixture *fixture)
{
	tz_auto_str blobs = tz_vault_path(fixture->vault, "blobs");
	int n = 0;

	assert_ok(tz_folder_walk(blobs, count_file, &n, oops));
	return n;
}

/* What is refused stores nothing. */
static void
refusals_leave_nothing(void **state)
{
	struct fixture fixture;
	struct tz_err err = {0};
	tz_auto_str li = NULL;
	tz_auto_str li_key = NULL;
	tz_auto_named files = {0};
	int64_t seq;
	int before;

	(void)state;
	fixture_new(&fixture);
	li = fixture_public(&fixture, "li");
	li_key = fixture_key(&fixture, "li");
	before = count_blobs(&fixture);
	assert_int_equal(tz_roster_add(fixture.vault, "admin", li_key, "li",
			     "李", "", 1u << TZ_ROLE_DRAFTER, li, &seq, &err),
	    TZ_NO);
	assert_ok(tz_named_put(&files, "packs/c.yaml", "c", 1, oops));
	assert_int_equal(tz_ledger_adopt(fixture.vault, "admin", li_key, &files,
			     "", &seq, &err),
	    TZ_NO);
	assert_int_equal(count_blobs(&fixture), before);
	fixture_end(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses_others),
	    cmocka_unit_test(looks_again),
	    cmocka_unit_test(enrols),
	    cmocka_unit_test(refusals_leave_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
