/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_bundle.c - ranges, editions and what is opened
 *
 * A ledger over three years is put together entry by entry, with times of its
 * own; every bundle of it must satisfy both verifiers.
 */
#include "tests/unit/archive/ledger_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/bundle_parts.h"
#include "archive/merkle.h"
#include "archive/sign.h"
#include "base/child.h"
#include "base/date.h"
#include "base/file.h"
#include "store/ledger_rows.h"

#define DOC_X "00000000000000000000000000000001"
#define DOC_Y "00000000000000000000000000000002"
#define DOC_Z "00000000000000000000000000000003"

static struct fixture fixture;
static struct tz_object file_x, file_y, file_z, line_wang;

/* An entry to be put together. */
struct wish {
	enum tz_act_kind kind;
	const char *by;
	const char *doc;
	const char *at;
	const struct tz_object *objects[4];
};

static void
make_object(const char *text, struct tz_object *ret)
{
	struct tz_id blob;

	assert_ok(tz_blobs_put(tz_vault_blobs(fixture.vault), text,
	    strlen(text), &blob, oops));
	assert_ok(tz_ledger_commit_object(text, strlen(text), &blob, ret,
	    oops));
}

static void
keep_object(const struct tz_object *object)
{
	struct tz_opening opening = {.commitment = object->commitment,
	    .salt = object->salt,
	    .blob = object->blob,
	    .size = object->size};

	assert_ok(tz_opening_rows_put(tz_vault_db(fixture.vault), &opening,
	    oops));
}

static void
keep_detail(struct tz_id *ret)
{
	static const char json[] = "{}";
	struct tz_opening opening = {.is_detail = true};

	assert_ok(tz_random(&opening.salt, sizeof opening.salt, oops));
	tz_buf_puts(&opening.detail, json);
	tz_commit_detail(&opening.salt, json, strlen(json),
	    &opening.commitment);
	assert_ok(tz_opening_rows_put(tz_vault_db(fixture.vault), &opening,
	    oops));
	*ret = opening.commitment;
	tz_opening_clear(&opening);
}

/* The statement of ${wish}, having seen all that there is. */
static void
make_statement(const struct wish *wish, int64_t size, struct tz_statement *ret)
{
	ret->kind = wish->kind;
	assert_true(tz_time_parse(wish->at, &ret->at));
	snprintf(ret->by, sizeof ret->by, "%s@" FIXTURE_HOST, wish->by);
	strcpy(ret->log, FIXTURE_HOST "/1");
	if (wish->doc)
		strcpy(ret->doc, wish->doc);
	assert_ok(tz_ledger_new_doc(ret->nonce, oops));
	ret->seen_size = size;
	assert_ok(tz_ledger_head(fixture.vault, size, &ret->seen_root, oops));
	ret->objects = calloc(4, sizeof *ret->objects);
	for (; ret->n_objects < 4 && wish->objects[ret->n_objects];
	     ret->n_objects++)
		ret->objects[ret->n_objects] =
		    wish->objects[ret->n_objects]->commitment;
}

static void
append(const struct wish *wish)
{
	const char *ns = tz_family_namespace(tz_act_family(wish->kind));
	tz_auto_str key = fixture_key(&fixture, wish->by);
	tz_auto_statement statement = {0};
	tz_auto_entry entry = {0};
	tz_auto_buf line = TZ_BUF_INIT;
	tz_auto(tz_tx) tx = NULL;
	struct tz_id leaf;
	size_t i;

	assert_ok(tz_ledger_size(fixture.vault, &entry.seq, oops));
	make_statement(wish, entry.seq, &statement);
	assert_ok(tz_tx_begin(tz_vault_db(fixture.vault), &tx, oops));
	keep_detail(&statement.detail);
	for (i = 0; i < statement.n_objects; i++)
		keep_object(wish->objects[i]);
	assert_ok(tz_statement_write(&statement, &entry.text, oops));
	assert_ok(tz_sign(key, ns, entry.text.data, entry.text.len, &entry.sig,
	    oops));
	entry.at = statement.at;
	strcpy(entry.log, statement.log);
	strcpy(entry.ns, ns);
	assert_ok(tz_entry_rows_get(tz_vault_db(fixture.vault), entry.seq - 1,
	    NULL, &entry.prev, oops));
	assert_ok(tz_entry_write(&entry, &line, oops));
	tz_merkle_leaf(line.data, line.len, &leaf);
	assert_ok(tz_entry_rows_append(tz_vault_db(fixture.vault), entry.seq,
	    line.data, line.len, &leaf, oops));
	assert_ok(tz_tx_commit(&tx, oops));
}

static void
make_wang(void)
{
	tz_auto_str public_key = fixture_public(&fixture, "wang");
	struct tz_public_key key;
	tz_auto_buf line = TZ_BUF_INIT;

	assert_ok(tz_public_key_parse(public_key, &key, oops));
	tz_buf_printf(&line,
	    "wang@" FIXTURE_HOST " namespaces=\"archive@taizhang.v1,"
	    "bundle@taizhang.v1\" %s %s",
	    key.type, key.base64);
	tz_public_key_clear(&key);
	make_object(line.data, &line_wang);
}

/* Entries 0 to 2 are of today; the others are told here. */
static int
make_world(void **state)
{
	const struct wish wishes[] = {
	    /* 3: the last second of 2026 in +08:00 */
	    {TZ_ACT_SUBMIT, "li", DOC_X, "2026-12-31T15:59:59Z", {&file_x}},
	    /* 4: the first of 2027 */
	    {TZ_ACT_SUBMIT, "li", DOC_Y, "2026-12-31T16:00:00Z", {&file_y}},
	    {TZ_ACT_PUBLISH, "li", DOC_X, "2027-02-01T00:00:00Z", {&file_x}},
	    {TZ_ACT_PERSON_ADD, "admin", NULL, "2027-03-01T00:00:00Z",
		{&line_wang}},
	    {TZ_ACT_PUBLISH, "wang", DOC_Y, "2027-04-01T00:00:00Z", {&file_y}},
	    {TZ_ACT_PERSON_RETIRE, "admin", NULL, "2027-05-01T00:00:00Z",
		{&line_wang}},
	    {TZ_ACT_WITHDRAW, "li", DOC_X, "2027-06-01T00:00:00Z", {&file_x}},
	    {TZ_ACT_SUBMIT, "li", DOC_Z, "2027-07-01T00:00:00Z", {&file_z}},
	    /* 11 */
	    {TZ_ACT_PUBLISH, "li", DOC_Z, "2028-01-01T00:00:00Z", {&file_z}},
	    {TZ_ACT_ERASE, "li", DOC_Y, "2028-02-01T00:00:00Z", {&file_y}},
	    {TZ_ACT_EXPORT, "li", NULL, "2028-03-01T00:00:00Z", {NULL}},
	};
	size_t i;

	(void)state;
	fixture_new(&fixture);
	fixture_enrol(&fixture, "li",
	    "drafter,reviewer,archivist,administrator");
	make_object("document X", &file_x);
	make_object("document Y", &file_y);
	make_object("document Z", &file_z);
	make_wang();
	for (i = 0; i < sizeof wishes / sizeof wishes[0]; i++)
		append(&wishes[i]);
	return 0;
}

static int
end_world(void **state)
{
	(void)state;
	fixture_end(&fixture);
	return 0;
}

static struct tz_bundle_plan *
plan_of(const char *period, bool is_public, int64_t from, int64_t until,
    int edition)
{
	struct tz_bundle_plan *plan = NULL;

	assert_ok(tz_bundle_plan_new(fixture.vault, period, is_public, &plan,
	    oops));
	assert_int_equal(plan->from, from);
	assert_int_equal(plan->until, until);
	assert_int_equal(plan->edition, edition);
	return plan;
}

/* "o" opened, "u" undisclosed, "w" withdrawn, "e" erased, "-" not there. */
static char
fate(const struct tz_bundle_plan *plan, const struct tz_object *object,
    int64_t *ret_seq)
{
	const struct tz_bundle_item *item =
	    tz_bundle_item_find(plan, &object->commitment);

	if (!item)
		return '-';
	*ret_seq = item->seq;
	return item->is_opened ? 'o' : "uwe"[item->reason];
}

static void
count_failures(const struct tz_check_result *result, void *arg)
{
	int *n = arg;

	if (result->status != TZ_CHECK_FAILED)
		return;
	print_message("%s %s: %s\n", tz_check_word(result->check),
	    result->subject, result->text);
	(*n)++;
}

/* Both verifiers. */
static void
export_and_verify(struct tz_bundle_plan *plan, bool with_script)
{
	static const char script[] =
	    "cd \"$1\" && rm -rf \"$2\" && tar xmf bundle.tar && "
	    "sh \"$2/data/VERIFY.sh\"";
	const char *argv[] = {"sh", "-c", script, "sh", fixture.folder,
	    tz_bundle_plan_name(plan), NULL};
	tz_auto_str path = tz_path_join(fixture.folder, "bundle.tar");
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_named_list none = {0};
	struct tz_child_result result;
	struct tz_id sha256, again;
	int failed = 0;

	assert_ok(tz_bundle_partial(plan, &none, path, NULL, NULL, &again,
	    oops));
	plan = plan_of(plan->period, plan->is_public, plan->from, plan->until,
	    plan->edition);
	assert_ok(tz_bundle_partial(plan, &none, path, NULL, NULL, &sha256,
	    oops));
	assert_true(tz_id_equal(&sha256, &again));
	tz_bundle_plan_free(plan);
	if (tz_bundle_verify(path, NULL, count_failures, &failed, NULL) !=
	    TZ_OK)
		failed++;
	assert_int_equal(failed, 0);
	if (!with_script)
		return;
	assert_ok(tz_child_run(argv, "", 0, 200, 1 << 20, &out, NULL, &result,
	    oops));
	if (result.exit_status != 0)
		print_message("%s\n", tz_buf_str(&out));
	assert_int_equal(result.exit_status, 0);
}

struct expected {
	const char *period;
	bool is_public;
	int64_t from, until;
	int edition;
	const char *name;
	const char *fates; /* of X, Y, Z, and wang's line */
	bool with_script;  /* VERIFY.sh as well; it takes seconds */
};

static void
every_bundle(void **state)
{
	static const struct expected cases[] = {
	    {"2026", false, 0, 4, 2, "2026-e2", "o---", false},
	    {"2026", true, 0, 4, 2, "2026-public-e2", "w---", false},
	    {"2027", false, 4, 11, 2, "2027-e2", "oeoo", false},
	    {"2027", true, 4, 11, 2, "2027-public-e2", "weuo", true},
	    {"2027-Q1", true, 4, 7, 3, "2027-Q1-public-e3", "we-o", false},
	    {"2027-04", true, 7, 8, 2, "2027-04-public-e2", "-e--", false},
	    {"2027-Q2", false, 7, 10, 2, "2027-Q2-e2", "oe-o", true},
	    /* It runs, by today's clock: the export at its end is not in. */
	    {"2028", false, 11, 13, 1, "2028", "-eo-", true},
	    {"2028", true, 11, 13, 1, "2028-public", "-eo-", false},
	};
	const struct tz_object *objects[] = {
	    &file_x, &file_y, &file_z, &line_wang};
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct expected *wanted = &cases[i];
		tz_auto(tz_bundle_plan) plan =
		    plan_of(wanted->period, wanted->is_public, wanted->from,
			wanted->until, wanted->edition);
		char name[100];
		int64_t seq;

		snprintf(name, sizeof name, FIXTURE_HOST "-ledger-%s",
		    wanted->name);
		assert_string_equal(tz_bundle_plan_name(plan), name);
		for (k = 0; k < 4; k++) {
			assert_int_equal(fate(plan, objects[k], &seq),
			    wanted->fates[k]);
		}
		export_and_verify(plan, wanted->with_script);
	}
}

static void
first_that_may_open(void **state)
{
	tz_auto(tz_bundle_plan) full = plan_of("2028", false, 11, 13, 1);
	tz_auto(tz_bundle_plan) open = plan_of("2027", true, 4, 11, 2);
	int64_t seq = -1;

	(void)state;
	assert_int_equal(fate(full, &file_z, &seq), 'o');
	assert_int_equal(seq, 11);
	/* Withdrawn: named at its first entry in the range. */
	assert_int_equal(fate(open, &file_x, &seq), 'w');
	assert_int_equal(seq, 5);
	assert_int_equal(fate(open, &line_wang, &seq), 'o');
	assert_int_equal(seq, 6);
}

static void
bad_periods(void **state)
{
	static const char *const bad[] = {
	    "", "x", "2027-13", "2027-Q5", "27", "2027-1"};
	struct tz_bundle_plan *plan = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(tz_bundle_plan_new(fixture.vault, bad[i],
				     false, &plan, NULL),
		    TZ_USAGE);
	assert_int_equal(tz_bundle_plan_new(fixture.vault, "2020", false, &plan,
			     NULL),
	    TZ_NO);
	/* Only an export: nothing to tell. */
	assert_int_equal(tz_bundle_plan_new(fixture.vault, "2028-03", false,
			     &plan, NULL),
	    TZ_NO);
}

/* Runs last: entry 14 refuses Z, which is of 2027 and 2028. */
static void
quarantine(void **state)
{
	const struct wish refusal = {
	    TZ_ACT_REFUSE, "li", DOC_Z, "2028-04-01T00:00:00Z", {NULL}};
	tz_auto(tz_bundle_plan) plan = NULL;
	tz_auto(tz_bundle_plan) none = NULL;
	int64_t seq;

	(void)state;
	append(&refusal);
	assert_int_equal(tz_bundle_plan_new(fixture.vault, "2027", false, &none,
			     NULL),
	    TZ_NO);
	plan = plan_of("2028", false, 11, 15, 1);
	assert_int_equal(fate(plan, &file_z, &seq), 'u');
	export_and_verify(plan, true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_bundle),
	    cmocka_unit_test(first_that_may_open),
	    cmocka_unit_test(bad_periods),
	    cmocka_unit_test(quarantine),
	};

	return cmocka_run_group_tests(tests, make_world, end_world);
}
