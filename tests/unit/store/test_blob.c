/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/store/test_blob.c - bytes under their digest, hashed when read
 */
#include "tests/unit/store/store_unit.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "store/blob.h"

/* SHA-256 of "abc", FIPS 180-2 appendix B.1. */
#define ABC "ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
puts_and_gets(void **state)
{
	tz_auto_str folder = unit_path("one/blobs");
	tz_auto_str file = unit_path("one/blobs/" ABC);
	tz_auto_str fan = unit_path("one/blobs/ba");
	tz_auto(tz_blobs) blobs = NULL;
	tz_auto_buf bytes = TZ_BUF_INIT;
	struct tz_err err = {0};
	struct tz_id id;
	struct tz_id other;
	struct stat before;
	struct stat after;

	(void)state;
	umask(0);
	assert_ok(tz_blobs_open(folder, &blobs, oops));
	assert_ok(tz_blobs_put(blobs, "abc", 3, &id, oops));
	assert_int_equal(unit_mode(file), 0600);
	assert_int_equal(unit_mode(fan), 0700);
	assert_int_equal(unit_mode(folder), 0700);
	assert_int_equal(stat(file, &before), 0);
	assert_ok(tz_blobs_put(blobs, "abc", 3, &other, oops));
	assert_int_equal(stat(file, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_true(tz_id_equal(&id, &other));
	tz_buf_puts(&bytes, "<");
	assert_ok(tz_blobs_get(blobs, &id, &bytes, oops));
	assert_string_equal(tz_buf_str(&bytes), "<abc");
	assert_ok(tz_blobs_check(blobs, &id, oops));
	assert_ok(tz_blobs_put(blobs, NULL, 0, &id, oops));
	assert_ok(tz_blobs_check(blobs, &id, oops));
	tz_sha256("never", 5, &id);
	assert_int_equal(tz_blobs_get(blobs, &id, &bytes, &err), TZ_NOTFOUND);
	assert_int_equal(tz_blobs_check(blobs, &id, &err), TZ_NOTFOUND);
	assert_string_equal(tz_buf_str(&bytes), "<abc");
}

static void
copies_descriptors(void **state)
{
	enum { LEN = 1000003 };
	tz_auto_str folder = unit_path("two");
	tz_auto(tz_blobs) blobs = NULL;
	tz_auto_fd fd = memfd_create("blob", 0);
	tz_auto_fd back = -1;
	tz_auto_str data = malloc(LEN);
	struct tz_id id;
	struct tz_id wanted;
	uint64_t size;
	size_t i;

	(void)state;
	for (i = 0; i < LEN; i++)
		data[i] = (char)(i * 7 + i / 251);
	assert_int_equal(write(fd, data, LEN), LEN);
	assert_ok(tz_blobs_open(folder, &blobs, oops));
	assert_ok(tz_blobs_put_fd(blobs, fd, &id, &size, oops));
	assert_int_equal(size, LEN);
	tz_sha256(data, LEN, &wanted);
	assert_true(tz_id_equal(&id, &wanted));
	assert_ok(tz_blobs_put_fd(blobs, fd, &id, &size, oops));
	assert_ok(tz_blobs_open_fd(blobs, &id, &back, &size, oops));
	assert_int_equal(size, LEN);
	assert_ok(tz_blobs_check(blobs, &id, oops));
}

static void
finds_damage(void **state)
{
	tz_auto_str folder = unit_path("three");
	tz_auto_str file = unit_path("three/" ABC);
	tz_auto(tz_blobs) blobs = NULL;
	tz_auto_buf bytes = TZ_BUF_INIT;
	struct tz_err err = {0};
	struct tz_id id;

	(void)state;
	assert_ok(tz_blobs_open(folder, &blobs, oops));
	assert_ok(tz_blobs_put(blobs, "abc", 3, &id, oops));
	assert_ok(tz_file_write(file, "abd", 3, 0600, oops));
	assert_int_equal(tz_blobs_get(blobs, &id, &bytes, &err), TZ_CORRUPT);
	assert_int_equal(bytes.len, 0);
	assert_int_equal(tz_blobs_check(blobs, &id, &err), TZ_CORRUPT);
	assert_ok(tz_file_write(file, "ab", 2, 0600, oops));
	assert_int_equal(tz_blobs_check(blobs, &id, &err), TZ_CORRUPT);
	assert_int_equal(tz_blobs_put(blobs, "abc", 3, &id, &err), TZ_CORRUPT);
	/* A link to elsewhere is no blob. */
	assert_int_equal(unlink(file), 0);
	assert_int_equal(symlink("/etc/hostname", file), 0);
	assert_true(tz_blobs_check(blobs, &id, &err) != TZ_OK);
	assert_int_equal(tz_blobs_put(blobs, "abc", 3, &id, &err), TZ_CORRUPT);
}

static enum tz_status
whole(const char *path, void *arg, struct tz_err *err)
{
	struct stat about;

	(void)err;
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_size, 3000000);
	++*(int *)arg;
	return TZ_OK;
}

/* Killed while writing: a blob is there whole or not at all. */
static void
survives_a_kill(void **state)
{
	tz_auto_str folder = unit_path("four");
	tz_auto(tz_blobs) blobs = NULL;
	int n = 0;
	int i;

	(void)state;
	assert_ok(tz_blobs_open(folder, &blobs, oops));
	/* Longer each time, for slow machines. */
	for (i = 0; i < 10 || (n < 3 && i < 80); i++) {
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid == 0) {
			static char data[3000000];
			struct tz_id id;
			int j;

			for (j = 0;; j++) {
				snprintf(data, sizeof data, "%d %d", i, j);
				if (tz_blobs_put(blobs, data, sizeof data, &id,
					NULL) != TZ_OK)
					_exit(1);
			}
		}
		usleep(20000 + 11000 * (useconds_t)i);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		n = 0;
		assert_ok(tz_folder_walk(folder, whole, &n, oops));
	}
	assert_true(n >= 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(puts_and_gets),
	    cmocka_unit_test(copies_descriptors),
	    cmocka_unit_test(finds_damage),
	    cmocka_unit_test(survives_a_kill),
	};

	return cmocka_run_group_tests(tests, unit_set_up, unit_tear_down);
}
