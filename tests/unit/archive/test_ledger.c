/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_ledger.c - signing, appending, reading, rebuilding
 */
#include "tests/unit/archive/ledger_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "archive/note.h"
#include "base/child.h"
#include "base/file.h"
#include "store/ledger_rows.h"

/* ssh-keygen itself accepts what we signed, with the line of the roster. */
static void
verify_with_ssh_keygen(struct fixture *fixture, const struct tz_event *event,
    int expected)
{
	tz_auto_person person = {0};
	tz_auto_str signers = tz_path_join(fixture->folder, "signers");
	tz_auto_str sig = tz_path_join(fixture->folder, "sig");
	tz_auto_buf blob = TZ_BUF_INIT;
	tz_auto_buf armor = TZ_BUF_INIT;
	tz_auto_buf out = TZ_BUF_INIT;
	const char *base64 = tz_json_string(event->entry, "sig");
	const char *text = tz_json_string(event->entry, "stmt");
	const char *ns = tz_json_string(event->entry, "ns");
	const char *argv[] = {"ssh-keygen", "-Y", "verify", "-f", signers, "-I",
	    event->by, "-n", ns, "-s", sig, NULL};
	struct tz_child_result result;

	assert_ok(tz_roster_find(fixture->vault, event->by, &person, oops));
	assert_ok(tz_base64_decode(base64, strlen(base64), &blob, oops));
	tz_sign_armor(blob.data, blob.len, &armor);
	assert_ok(tz_file_write(signers, person.allowed_line,
	    strlen(person.allowed_line), 0600, oops));
	assert_ok(tz_file_write(sig, armor.data, armor.len, 0600, oops));
	assert_ok(tz_child_run(argv, text, strlen(text), 60, 65536, &out, NULL,
	    &result, oops));
	assert_int_equal(result.exit_status, expected);
}

static void
begins(void **state)
{
	struct fixture fixture;
	struct seen_checks seen;
	tz_auto_settings settings = {0};
	tz_auto_person admin = {0};
	tz_auto_event event = {0};
	tz_auto_buf vkey = TZ_BUF_INIT;
	int64_t size;

	(void)state;
	fixture_new(&fixture);
	assert_ok(tz_ledger_size(fixture.vault, &size, oops));
	assert_int_equal(size, 2);
	assert_ok(tz_ledger_settings(fixture.vault, &settings, oops));
	assert_string_equal(settings.log, FIXTURE_HOST "/1");
	assert_string_equal(settings.host, FIXTURE_HOST);
	assert_string_equal(settings.agency, "测试机关");
	assert_int_equal(settings.zone_offset, 8 * 3600);
	assert_int_equal(settings.adopted_seq, 1);
	assert_ok(tz_roster_find(fixture.vault, "admin", &admin, oops));
	assert_string_equal(admin.id, "admin@" FIXTURE_HOST);
	assert_int_equal(admin.retired_seq, -1);
	assert_int_equal(admin.added_seq, 0);
	assert_ok(tz_ledger_event(fixture.vault, 0, &event, oops));
	assert_string_equal(tz_json_string(event.detail, "name"), "管理员");
	verify_with_ssh_keygen(&fixture, &event, 0);
	assert_ok(tz_ledger_vkey(fixture.vault, &vkey, oops));
	assert_string_equal(tz_buf_str(&vkey), fixture.vkey);
	assert_int_equal(fixture_check(&fixture, &seen), TZ_OK);
	assert_int_equal(seen.ok[TZ_CHECK_SIGNATURE], 1);
	assert_int_equal(seen.ok[TZ_CHECK_COMPLETENESS], 1);
	fixture_end(&fixture);
}

static void
reads_policies(void **state)
{
	struct fixture fixture;
	tz_auto_settings settings = {0};
	tz_auto_named files = {0};
	tz_auto_named other = {0};
	tz_auto_str key = NULL;
	int64_t seq;

	(void)state;
	fixture_new(&fixture);
	key = fixture_key(&fixture, "admin");
	assert_ok(tz_ledger_settings(fixture.vault, &settings, oops));
	assert_ok(tz_ledger_policies(fixture.vault, &settings.rule_set, &files,
	    oops));
	assert_int_equal(files.n, 2);
	assert_string_equal(files.item[0].name, "packs/a.yaml");
	assert_string_equal(files.item[1].data, "b: 2\n");

	assert_ok(tz_named_put(&other, "packs/c.yaml", "c", 1, oops));
	assert_ok(tz_ledger_adopt(fixture.vault, "admin", key, &other, "新规则",
	    &seq, oops));
	assert_int_equal(seq, 2);
	tz_settings_clear(&settings);
	assert_ok(tz_ledger_settings(fixture.vault, &settings, oops));
	assert_int_equal(settings.adopted_seq, 2);
	assert_string_equal(settings.agency, "测试机关");
	tz_settings_clear(&settings);
	assert_ok(tz_ledger_settings_at(fixture.vault, 2, &settings, oops));
	assert_int_equal(settings.adopted_seq, 1);
	fixture_end(&fixture);
}

static void
submits(void **state)
{
	struct fixture fixture;
	struct seen_checks seen;
	struct tz_err err = {0};
	int64_t seq;
	int i;

	(void)state;
	fixture_new(&fixture);
	fixture_enrol(&fixture, "li", "drafter");
	for (i = 0; i < 5; i++) {
		tz_auto_event event = {0};

		assert_int_equal(fixture_submit(&fixture, "li", "li", "一",
				     &seq, &err),
		    TZ_OK);
		assert_int_equal(seq, 3 + i);
		assert_ok(tz_ledger_event(fixture.vault, seq, &event, oops));
		assert_int_equal(event.kind, TZ_ACT_SUBMIT);
		assert_non_null(event.doc);
		verify_with_ssh_keygen(&fixture, &event, 0);
	}
	assert_int_equal(fixture_check(&fixture, &seen), TZ_OK);
	fixture_end(&fixture);
}

static void
refuses_details(void **state)
{
	struct fixture fixture;
	struct tz_err err = {0};
	tz_auto_str key = NULL;
	tz_auto(tz_signed_act) signed_act = NULL;
	static const char *const bad[] = {"{\"unknown\":1}", "{\"again\":1.5}",
	    "{\"file\":\"\\u0001\"}", "[]"};
	size_t i;

	(void)state;
	fixture_new(&fixture);
	fixture_enrol(&fixture, "li", "drafter");
	key = fixture_key(&fixture, "li");
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		tz_auto_json detail = NULL;
		struct tz_act act = {.kind = TZ_ACT_REFUSE};

		assert_ok(tz_json_parse(bad[i], strlen(bad[i]), &detail, oops));
		act.detail = detail;
		memset(&err, 0, sizeof err);
		assert_int_equal(tz_ledger_sign(fixture.vault, &act, "li", key,
				     &signed_act, &err),
		    TZ_FORMAT);
	}
	fixture_end(&fixture);
}

/* An act on a file that is not stored is not appended. */
static void
wants_the_bytes(void **state)
{
	struct fixture fixture;
	struct tz_err err = {0};
	tz_auto_str key = NULL;
	tz_auto_json detail = json_pack("{s:i}", "revision", 1);
	tz_auto(tz_signed_act) signed_act = NULL;
	tz_auto(tz_tx) tx = NULL;
	struct tz_object object = {0};
	struct tz_id blob;
	char doc[33];
	struct tz_act act = {.kind = TZ_ACT_SUBMIT,
	    .doc = doc,
	    .detail = detail,
	    .objects = &object,
	    .n_objects = 1};
	int64_t seq;

	(void)state;
	fixture_new(&fixture);
	fixture_enrol(&fixture, "li", "drafter");
	key = fixture_key(&fixture, "li");
	tz_sha256("never stored", 12, &blob);
	assert_ok(tz_ledger_new_doc(doc, oops));
	assert_ok(tz_ledger_commit_object("never stored", 12, &blob, &object,
	    oops));
	assert_ok(tz_ledger_sign(fixture.vault, &act, "li", key, &signed_act,
	    oops));
	assert_ok(tz_tx_begin(tz_vault_db(fixture.vault), &tx, oops));
	assert_int_equal(tz_ledger_append(fixture.vault, signed_act, &seq,
			     &err),
	    TZ_NOTFOUND);
	tz_tx_free(tz_steal(&tx));
	fixture_end(&fixture);
}

/* Derived tables dropped, then made again from the entries. */
static void
rebuilds(void **state)
{
	struct fixture fixture;
	struct seen_checks seen;
	tz_auto(tz_tx) tx = NULL;
	tz_auto_person person = {0};
	tz_auto_str admin = NULL;
	int64_t seq;

	(void)state;
	fixture_new(&fixture);
	admin = fixture_key(&fixture, "admin");
	fixture_enrol(&fixture, "li", "drafter,reviewer");
	assert_ok(tz_roster_retire(fixture.vault, "admin", admin, "li", "",
	    &seq, oops));
	fixture_sql(&fixture, "DROP TABLE person; DELETE FROM settings;");
	assert_int_equal(fixture_check(&fixture, &seen), TZ_NO);
	assert_true(seen.failed[TZ_CHECK_DERIVED] > 0);
	assert_int_equal(seen.failed[TZ_CHECK_SIGNATURE], 0);

	assert_ok(tz_tx_begin(tz_vault_db(fixture.vault), &tx, oops));
	assert_ok(tz_db_forget_derived(tz_vault_db(fixture.vault), oops));
	assert_ok(tz_ledger_rebuild(fixture.vault, oops));
	assert_ok(tz_tx_commit(&tx, oops));
	assert_int_equal(fixture_check(&fixture, &seen), TZ_OK);
	assert_ok(tz_roster_find(fixture.vault, "li", &person, oops));
	assert_int_equal(person.retired_seq, seq);
	fixture_end(&fixture);
}

static void
signs_heads(void **state)
{
	struct fixture fixture;
	struct seen_checks seen;
	struct tz_err err = {0};
	struct tz_checkpoint checkpoint;
	struct tz_id root;
	tz_auto_buf note = TZ_BUF_INIT;
	tz_auto_buf again = TZ_BUF_INIT;
	tz_auto_buf empty = TZ_BUF_INIT;

	(void)state;
	fixture_new(&fixture);
	assert_ok(tz_ledger_checkpoint(fixture.vault, 2, &note, oops));
	assert_ok(tz_note_verify(note.data, note.len, fixture.vkey, &checkpoint,
	    oops));
	assert_ok(tz_ledger_head(fixture.vault, 2, &root, oops));
	assert_int_equal(checkpoint.size, 2);
	assert_true(tz_id_equal(&checkpoint.root, &root));
	fixture_enrol(&fixture, "li", "drafter");
	assert_ok(tz_ledger_checkpoint(fixture.vault, 2, &again, oops));
	assert_string_equal(tz_buf_str(&note), tz_buf_str(&again));
	assert_ok(tz_ledger_checkpoint(fixture.vault, 0, &empty, oops));
	assert_int_equal(tz_ledger_checkpoint(fixture.vault, 4, &again, &err),
	    TZ_NOTFOUND);
	assert_int_equal(fixture_check(&fixture, &seen), TZ_OK);
	assert_int_equal(seen.ok[TZ_CHECK_CHECKPOINT], 1);

	/* A ledger that lost a signed entry signs nothing more. */
	fixture_sql(&fixture,
	    "DROP TRIGGER entry_stay; DELETE FROM entry WHERE seq > 0");
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_ledger_checkpoint(fixture.vault, 1, &again, &err),
	    TZ_CORRUPT);
	fixture_end(&fixture);
}

static void
keeps_the_key_private(void **state)
{
	struct fixture fixture;
	struct stat about;

	(void)state;
	fixture_new(&fixture);
	assert_int_equal(stat(tz_vault_log_key(fixture.vault), &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	fixture_end(&fixture);
}

static void
refuses_bad_beginnings(void **state)
{
	static const char *const hosts[] = {
	    "", "Agency", "a b", ".a", "a.", "a..b", "a/b", "机关"};
	struct fixture fixture;
	tz_auto_str key = NULL;
	tz_auto_str public_key = NULL;
	tz_auto_named files = {0};
	tz_auto_buf vkey = TZ_BUF_INIT;
	tz_auto_str path = NULL;
	struct tz_vault *vault = NULL;
	struct tz_err err = {0};
	int64_t size;
	size_t i;

	(void)state;
	fixture_new(&fixture);
	key = fixture_key(&fixture, "admin");
	public_key = fixture_public(&fixture, "li");
	path = tz_path_join(fixture.folder, "second");
	assert_ok(tz_vault_create(path, &vault, oops));
	for (i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		memset(&err, 0, sizeof err);
		assert_int_equal(tz_ledger_init(vault, hosts[i], "机关", "cn",
				     "+08:00", "li", "李", public_key, key,
				     &files, &vkey, &err),
		    TZ_USAGE);
	}
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_ledger_init(vault, "h", "机关", "cn", "Shanghai",
			     "li", "李", public_key, key, &files, &vkey, &err),
	    TZ_USAGE);
	/* The key is not the one that would be enrolled. */
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_ledger_init(vault, "h", "机关", "cn", "+08:00",
			     "li", "李", public_key, key, &files, &vkey, &err),
	    TZ_NO);
	assert_ok(tz_ledger_size(vault, &size, oops));
	assert_int_equal(size, 0);
	tz_vault_free(vault);
	fixture_end(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(begins),
	    cmocka_unit_test(reads_policies),
	    cmocka_unit_test(submits),
	    cmocka_unit_test(refuses_details),
	    cmocka_unit_test(wants_the_bytes),
	    cmocka_unit_test(rebuilds),
	    cmocka_unit_test(signs_heads),
	    cmocka_unit_test(keeps_the_key_private),
	    cmocka_unit_test(refuses_bad_beginnings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
