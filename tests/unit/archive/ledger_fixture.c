/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/ledger_fixture.c - a vault with people and real keys
 */
#include "tests/unit/archive/ledger_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "base/file.h"

static void
run(const char *const *argv)
{
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_child_result result;

	assert_ok(tz_child_run(argv, "", 0, 60, 1 << 20, &out, NULL, &result,
	    oops));
	assert_int_equal(result.exit_status, 0);
}

static char *
place(struct fixture *fixture, const char *name)
{
	char *path = tz_path_join(fixture->folder, name);

	assert_non_null(path);
	return path;
}

char *
fixture_key(struct fixture *fixture, const char *id)
{
	char name[64];
	char *path;

	snprintf(name, sizeof name, "key-%s", id);
	path = place(fixture, name);
	if (access(path, F_OK) != 0) {
		const char *argv[] = {"ssh-keygen", "-q", "-t", "ed25519", "-N",
		    "", "-C", "a comment", "-f", path, NULL};

		run(argv);
	}
	return path;
}

char *
fixture_public(struct fixture *fixture, const char *id)
{
	tz_auto_str key = fixture_key(fixture, id);
	tz_auto_buf path = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;

	tz_buf_printf(&path, "%s.pub", key);
	assert_ok(tz_file_read(tz_buf_str(&path), 65536, &text, oops));
	return tz_buf_take(&text);
}

void
fixture_new(struct fixture *fixture)
{
	tz_auto_str key = NULL;
	tz_auto_str public_key = NULL;
	tz_auto_str path = NULL;
	tz_auto_named files = {0};
	tz_auto_buf vkey = TZ_BUF_INIT;

	memset(fixture, 0, sizeof *fixture);
	strcpy(fixture->folder, "/tmp/tz-ledger-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	path = place(fixture, "vault");
	key = fixture_key(fixture, "admin");
	public_key = fixture_public(fixture, "admin");
	assert_ok(tz_named_put(&files, "packs/a.yaml", "a: 1\n", 5, oops));
	assert_ok(tz_named_put(&files, "routes/b.yaml", "b: 2\n", 5, oops));
	assert_ok(tz_vault_create(path, &fixture->vault, oops));
	assert_ok(tz_ledger_init(fixture->vault, FIXTURE_HOST, "测试机关", "cn",
	    "+08:00", "admin", "管理员", public_key, key, &files, &vkey, oops));
	fixture->vkey = tz_buf_take(&vkey);
}

void
fixture_end(struct fixture *fixture)
{
	tz_vault_free(fixture->vault);
	free(fixture->vkey);
	assert_ok(tz_folder_remove(fixture->folder, oops));
}

void
fixture_reopen(struct fixture *fixture)
{
	tz_auto_str path = place(fixture, "vault");

	tz_vault_free(fixture->vault);
	fixture->vault = NULL;
	assert_ok(tz_vault_open(path, &fixture->vault, oops));
}

void
fixture_enrol(struct fixture *fixture, const char *id, const char *roles)
{
	tz_auto_str key = fixture_key(fixture, "admin");
	tz_auto_str public_key = fixture_public(fixture, id);
	unsigned set;
	int64_t seq;

	assert_ok(tz_roles_parse(roles, &set, oops));
	assert_ok(tz_roster_add(fixture->vault, "admin", key, id, "某人",
	    "处室", set, public_key, &seq, oops));
}

enum tz_status
fixture_submit(struct fixture *fixture, const char *by, const char *key_of,
    const char *text, int64_t *ret_seq, struct tz_err *err)
{
	tz_auto_str key = fixture_key(fixture, key_of);
	tz_auto_json detail = NULL;
	tz_auto(tz_signed_act) signed_act = NULL;
	tz_auto(tz_tx) tx = NULL;
	struct tz_object object = {0};
	struct tz_id blob;
	char doc[33];
	struct tz_act act = {.kind = TZ_ACT_SUBMIT,
	    .doc = doc,
	    .objects = &object,
	    .n_objects = 1};
	enum tz_status s;

	assert_ok(tz_ledger_new_doc(doc, oops));
	assert_ok(tz_blobs_put(tz_vault_blobs(fixture->vault), text,
	    strlen(text), &blob, oops));
	assert_ok(tz_ledger_commit_object(text, strlen(text), &blob, &object,
	    oops));
	detail = json_pack("{s:i,s:{s:s}}", "revision", 1, "meta", "title",
	    "一\n二");
	act.detail = detail;
	s = tz_ledger_sign(fixture->vault, &act, by, key, &signed_act, err);
	if (!s)
		s = tz_tx_begin(tz_vault_db(fixture->vault), &tx, err);
	if (!s)
		s = tz_ledger_append(fixture->vault, signed_act, ret_seq, err);
	return s ? s : tz_tx_commit(&tx, err);
}

void
fixture_sql(struct fixture *fixture, const char *sql)
{
	tz_auto_str path = tz_vault_path(fixture->vault, "vault.db");
	const char *argv[] = {"sqlite3", path, sql, NULL};

	tz_vault_free(fixture->vault);
	fixture->vault = NULL;
	run(argv);
	fixture_reopen(fixture);
}

static void
note_check(const struct tz_check_result *result, void *arg)
{
	struct seen_checks *seen = arg;

	if (result->status == TZ_CHECK_OK)
		seen->ok[result->check]++;
	else if (result->status == TZ_CHECK_FAILED)
		seen->failed[result->check]++;
	else
		seen->skipped[result->check]++;
	if (result->status == TZ_CHECK_FAILED)
		print_message("FAIL[%s] %s: %s\n", tz_check_word(result->check),
		    result->subject, result->text);
}

enum tz_status
fixture_check(struct fixture *fixture, struct seen_checks *ret_seen)
{
	struct tz_err err = {0};
	enum tz_status s;

	memset(ret_seen, 0, sizeof *ret_seen);
	s = tz_ledger_check(fixture->vault, note_check, ret_seen, &err);
	if (s != TZ_OK)
		print_message("check: %d %s\n", s, err.text);
	return s;
}
