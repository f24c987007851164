/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/store/test_vault.c - making and opening a vault
 */
#include "tests/unit/store/store_unit.h"

#include <dirent.h>

#include "store/vault.h"

static int
entries(const char *folder)
{
	DIR *dir = opendir(folder);
	int n = 0;

	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2;
}

static void
makes(void **state)
{
	static const char *const folders[] = {
	    "blobs", "index", "cache", "policies", "bundles"};
	static const char *const files[] = {
	    "vault.yaml", "vault.db", "refusal.key"};
	tz_auto_str folder = unit_path("parent/v\xff\n 库/");
	tz_auto(tz_vault) vault = NULL;
	size_t i;

	(void)state;
	umask(0);
	assert_false(tz_vault_is(folder));
	assert_ok(tz_vault_create(folder, &vault, oops));
	assert_true(tz_vault_is(folder));
	assert_int_equal(tz_vault_folder(vault)[0], '/');
	assert_int_equal(unit_mode(folder), 0700);
	for (i = 0; i < sizeof folders / sizeof *folders; i++) {
		tz_auto_str path = tz_vault_path(vault, folders[i]);

		assert_int_equal(unit_mode(path), 0700);
	}
	for (i = 0; i < sizeof files / sizeof *files; i++) {
		tz_auto_str path = tz_vault_path(vault, files[i]);

		assert_int_equal(unit_mode(path), 0600);
	}
	assert_int_equal(tz_vault_max_file(vault), 256 << 20);
	assert_non_null(strstr(tz_vault_log_key(vault), "/log.key"));
	tz_vault_free(tz_steal(&vault));
	assert_ok(tz_vault_open(folder, &vault, oops));
}

static void
wants_room(void **state)
{
	tz_auto_str empty = unit_path("empty");
	tz_auto_str full = unit_path("full");
	tz_auto_str file = unit_path("file");
	tz_auto_str stranger = unit_path("full/stranger");
	struct tz_vault *vault = NULL;
	struct tz_err err = {0};

	(void)state;
	assert_int_equal(mkdir(empty, 0755), 0);
	assert_ok(tz_vault_create(empty, &vault, oops));
	tz_vault_free(vault);
	assert_int_equal(unit_mode(empty), 0700);
	assert_int_equal(tz_vault_create(empty, &vault, &err), TZ_USAGE);
	assert_true(tz_vault_is(empty));

	assert_int_equal(mkdir(full, 0755), 0);
	assert_ok(tz_file_write(stranger, "x", 1, 0600, oops));
	assert_int_equal(tz_vault_create(full, &vault, &err), TZ_USAGE);
	assert_int_equal(entries(full), 1);
	assert_ok(tz_file_write(file, "x", 1, 0600, oops));
	assert_int_equal(tz_vault_create(file, &vault, &err), TZ_USAGE);
}

/* Open the vault with this vault.yaml. */
static enum tz_status
with_file(const char *text, struct tz_vault **ret_vault, struct tz_err *err)
{
	tz_auto_str folder = unit_path("yaml");
	tz_auto_str path = unit_path("yaml/vault.yaml");

	if (!tz_vault_is(folder)) {
		assert_ok(tz_vault_create(folder, ret_vault, oops));
		tz_vault_free(tz_steal(ret_vault));
	}
	assert_ok(tz_file_write(path, text, strlen(text), 0600, oops));
	memset(err, 0, sizeof *err);
	return tz_vault_open(folder, ret_vault, err);
}

static void
reads_settings(void **state)
{
	static const struct {
		const char *text;
		enum tz_status status;
	} bad[] = {
	    {"", TZ_FORMAT},
	    {"schema: other/1\n", TZ_FORMAT},
	    {"schema: taizhang-vault/0\n", TZ_FORMAT},
	    {"schema: taizhang-vault/1x\n", TZ_FORMAT},
	    {"schema: taizhang-vault/2\nnew: key\n", TZ_TOONEW},
	    {"schema: taizhang-vault/1\nunknown: 1\n", TZ_FORMAT},
	    {"schema: taizhang-vault/1\nmax_file: many\n", TZ_FORMAT},
	    {"schema: taizhang-vault/1\nmax_file: -1\n", TZ_FORMAT},
	    {"schema: taizhang-vault/1\nlog_key: [a]\n", TZ_FORMAT},
	    {"- list\n", TZ_FORMAT},
	    {"a: 'b\n", TZ_FORMAT},
	};
	struct tz_vault *vault = NULL;
	struct tz_err err;
	size_t i;

	(void)state;
	assert_int_equal(with_file("schema: taizhang-vault/1\nmax_file: 12\n"
				   "log_key: /media/key\n",
			     &vault, &err),
	    TZ_OK);
	assert_int_equal(tz_vault_max_file(vault), 12);
	assert_string_equal(tz_vault_log_key(vault), "/media/key");
	tz_vault_free(tz_steal(&vault));
	assert_int_equal(with_file("log_key: sub/key\nschema: "
				   "taizhang-vault/1\n",
			     &vault, &err),
	    TZ_OK);
	assert_non_null(strstr(tz_vault_log_key(vault), "/yaml/sub/key"));
	tz_vault_free(tz_steal(&vault));
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		enum tz_status s = with_file(bad[i].text, &vault, &err);

		if (s != bad[i].status)
			fail_msg("%d for: %s", s, bad[i].text);
		assert_true(err.text[0] != '\0');
	}
}

static void
finds_what_is_missing(void **state)
{
	tz_auto_str folder = unit_path("damaged");
	tz_auto_str key = unit_path("damaged/refusal.key");
	tz_auto_str db = unit_path("damaged/vault.db");
	tz_auto_str nowhere = unit_path("nowhere");
	struct tz_vault *vault = NULL;
	struct tz_err err = {0};

	(void)state;
	assert_int_equal(tz_vault_open(nowhere, &vault, &err), TZ_NOTFOUND);
	assert_int_equal(tz_vault_open(unit_folder, &vault, &err), TZ_NOTFOUND);
	assert_ok(tz_vault_create(folder, &vault, oops));
	tz_vault_free(vault);
	assert_ok(tz_file_write(key, "short", 5, 0600, oops));
	assert_int_equal(tz_vault_open(folder, &vault, &err), TZ_CORRUPT);
	assert_int_equal(unlink(key), 0);
	assert_int_equal(tz_vault_open(folder, &vault, &err), TZ_CORRUPT);
	assert_int_equal(unlink(db), 0);
	assert_int_equal(tz_vault_open(folder, &vault, &err), TZ_CORRUPT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(makes),
	    cmocka_unit_test(wants_room),
	    cmocka_unit_test(reads_settings),
	    cmocka_unit_test(finds_what_is_missing),
	};

	return cmocka_run_group_tests(tests, unit_set_up, unit_tear_down);
}
