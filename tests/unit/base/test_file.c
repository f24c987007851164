/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_file.c - reading with a limit, writing that lasts
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "unit.h"

static char folder[64];

static const char *
path(const char *name)
{
	static char paths[4][256];
	static unsigned turn;
	char *room = paths[turn++ % 4];

	snprintf(room, sizeof paths[0], "%s/%s", folder, name);
	return room;
}

static int
setup(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/tz-file-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	return tz_folder_remove(folder, NULL);
}

static void
test_write_read(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct stat about;
	mode_t old = umask(0777);

	(void)state;
	assert_int_equal(tz_file_write(path("a"), "one", 3, 0640, NULL), TZ_OK);
	assert_int_equal(tz_file_write(path("a"), "two!", 4, 0600, NULL),
	    TZ_OK);
	umask(old);
	assert_int_equal(stat(path("a"), &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	assert_int_equal(tz_file_read(path("a"), 4, &text, NULL), TZ_OK);
	assert_buf(&text, "two!");
	assert_int_equal(tz_file_read(path("a"), 3, &text, NULL), TZ_LIMIT);
	assert_int_equal(tz_file_write(path("no/a"), "x", 1, 0600, NULL),
	    TZ_IO);
	assert_int_equal(tz_file_read(path("none"), 3, &text, NULL),
	    TZ_NOTFOUND);
}

static void
test_not_regular(void **state)
{
	static const char *const names[] = {"fifo", "folder", "device"};
	tz_auto_buf text = TZ_BUF_INIT;
	uint64_t size;
	size_t i;

	(void)state;
	assert_int_equal(mkfifo(path("fifo"), 0600), 0);
	assert_int_equal(mkdir(path("folder"), 0700), 0);
	assert_int_equal(symlink("/dev/zero", path("device")), 0);
	for (i = 0; i < N_OF(names); i++) {
		int fd = -1;

		assert_int_equal(tz_file_read(path(names[i]), 9, &text, NULL),
		    TZ_FORMAT);
		assert_int_equal(tz_file_seal(path(names[i]), 9, &fd, &size,
				     NULL),
		    TZ_FORMAT);
		assert_int_equal(fd, -1);
	}
}

static void
test_seal(void **state)
{
	tz_auto_fd fd = -1;
	tz_auto_buf text = TZ_BUF_INIT;
	uint64_t size = 0;
	int other = -1;

	(void)state;
	assert_int_equal(tz_file_write(path("s"), "sealed", 6, 0600, NULL),
	    TZ_OK);
	assert_int_equal(tz_file_seal(path("s"), 6, &fd, &size, NULL), TZ_OK);
	assert_int_equal(size, 6);
	assert_int_equal(write(fd, "x", 1), -1);
	assert_int_equal(ftruncate(fd, 0), -1);
	assert_int_equal(fcntl(fd, F_GET_SEALS),
	    F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
	assert_int_equal(tz_file_write(path("s"), "other", 5, 0600, NULL),
	    TZ_OK);
	assert_int_equal(tz_fd_read(fd, 100, &text, NULL), TZ_OK);
	assert_buf(&text, "sealed");
	assert_int_equal(tz_file_seal(path("s"), 4, &other, &size, NULL),
	    TZ_LIMIT);
	assert_int_equal(other, -1);
}

static enum tz_status
visit(const char *name, void *arg, struct tz_err *err)
{
	struct tz_buf *out = arg;

	(void)err;
	tz_buf_printf(out, "%s\n", name + strlen(folder));
	return strstr(name, "stop") ? TZ_NO : TZ_OK;
}

static void
test_folders(void **state)
{
	tz_auto_buf out = TZ_BUF_INIT;
	mode_t old = umask(0077);
	struct stat about;

	(void)state;
	assert_int_equal(tz_folder_make(path("w/b/c"), 0750, NULL), TZ_OK);
	assert_int_equal(tz_folder_make(path("w/b/c/"), 0750, NULL), TZ_OK);
	umask(old);
	assert_int_equal(stat(path("w/b"), &about), 0);
	assert_int_equal(about.st_mode & 07777, 0750);
	assert_int_equal(tz_file_write(path("w/b/c/z"), "", 0, 0600, NULL),
	    TZ_OK);
	assert_int_equal(tz_file_write(path("w/a"), "", 0, 0600, NULL), TZ_OK);
	assert_int_equal(tz_file_write(path("w/b.x"), "", 0, 0600, NULL),
	    TZ_OK);
	assert_int_equal(symlink("..", path("w/up")), 0);
	assert_int_equal(tz_folder_make(path("w/a"), 0750, NULL), TZ_IO);
	assert_int_equal(tz_folder_walk(path("w"), visit, &out, NULL), TZ_OK);
	assert_string_equal(tz_buf_str(&out), "/w/a\n/w/b/c/z\n/w/b.x\n");
	tz_buf_reset(&out);
	assert_int_equal(tz_folder_walk(path("w/a"), visit, &out, NULL), TZ_OK);
	assert_string_equal(tz_buf_str(&out), "/w/a\n");
	assert_int_equal(tz_folder_walk(path("w/q"), visit, &out, NULL),
	    TZ_NOTFOUND);
	assert_int_equal(tz_file_write(path("w/a.stop"), "", 0, 0600, NULL),
	    TZ_OK);
	assert_int_equal(tz_folder_walk(path("w"), visit, &out, NULL), TZ_NO);
	assert_int_equal(tz_folder_sync(path("w"), NULL), TZ_OK);
	assert_int_equal(tz_folder_sync(path("q"), NULL), TZ_IO);
	assert_int_equal(tz_folder_remove(path("w"), NULL), TZ_OK);
	assert_int_equal(tz_folder_remove(path("w"), NULL), TZ_OK);
	assert_int_equal(access(path("w"), F_OK), -1);
}

static void
test_join(void **state)
{
	static const char *const table[][3] = {{"a", "b", "a/b"},
	    {"a/", "b", "a/b"}, {"/", "b", "/b"}, {"", "b", "b"}};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_str joined = tz_path_join(table[i][0], table[i][1]);

		assert_string_equal(joined, table[i][2]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_write_read),
	    cmocka_unit_test(test_not_regular),
	    cmocka_unit_test(test_seal),
	    cmocka_unit_test(test_folders),
	    cmocka_unit_test(test_join),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
