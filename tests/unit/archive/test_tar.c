/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_tar.c - the deterministic tar and its reader; the
 * names that a bundle may hold
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "archive/bag.h"
#include "archive/tar.h"
#include "archive/tar_read.h"
#include "base/buf.h"
#include "base/file.h"

#define AT 1776067200

struct seen {
	int members;
	int faults;
	int special;
	char last[257];
};

static enum tz_status
on_member(const struct tz_tar_header *header, void *arg, struct tz_err *err)
{
	struct seen *seen = arg;

	(void)err;
	seen->members++;
	strcpy(seen->last, header->name);
	return TZ_OK;
}

static void
on_fault(const char *name, const char *text, bool special, void *arg)
{
	struct seen *seen = arg;

	(void)name;
	(void)text;
	seen->faults++;
	seen->special += special;
}

static const char *
long_name(void)
{
	static char name[181];

	memset(name, 'x', 180);
	name[60] = '/';
	name[120] = '/';
	return name;
}

/* A small archive in a memfd. */
static int
make_tar(void)
{
	static const char zeros[700];
	struct tz_tar *tar = NULL;
	struct tz_id sha256;
	uint64_t size = 0;
	int fd = memfd_create("tar", MFD_CLOEXEC);

	assert_int_equal(tz_tar_open(fd, AT, &tar, NULL), TZ_OK);
	assert_int_equal(tz_tar_member(tar, "a/b.txt", 3, NULL), TZ_OK);
	assert_int_equal(tz_tar_data(tar, "abc", 3, NULL), TZ_OK);
	assert_int_equal(tz_tar_member(tar, long_name(), 700, NULL), TZ_OK);
	assert_int_equal(tz_tar_data(tar, zeros, 700, NULL), TZ_OK);
	assert_int_equal(tz_tar_member(tar, "a/empty", 0, NULL), TZ_OK);
	assert_int_equal(tz_tar_close(tar, &sha256, &size, NULL), TZ_OK);
	tz_tar_free(tar);
	assert_int_equal(size, 512 + 512 + 512 + 1024 + 512 + 1024);
	return fd;
}

static enum tz_status
read_tar(int fd, struct seen *ret)
{
	const struct tz_tar_reader reader = {on_member, on_fault, ret};

	memset(ret, 0, sizeof *ret);
	return tz_tar_read(fd, (uint64_t)lseek(fd, 0, SEEK_END), &reader, NULL);
}

static void
round_trip(void **state)
{
	struct seen seen;
	int fd = make_tar();

	(void)state;
	assert_int_equal(read_tar(fd, &seen), TZ_OK);
	assert_int_equal(seen.members, 3);
	assert_int_equal(seen.faults, 0);
	assert_string_equal(seen.last, "a/empty");
	close(fd);
}

/* Whatever bit of a header changes, it is told; so is every length. */
static void
every_change(void **state)
{
	int fd = make_tar();
	off_t size = lseek(fd, 0, SEEK_END), at;
	struct seen seen;

	(void)state;
	for (at = 0; at < size; at++) {
		bool is_content =
		    (at >= 512 && at < 515) || (at >= 1536 && at < 1536 + 700);
		enum tz_status s;
		char byte;

		assert_int_equal(pread(fd, &byte, 1, at), 1);
		byte ^= 1;
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
		s = read_tar(fd, &seen);
		if (is_content)
			assert_int_equal(seen.faults, 0);
		else
			assert_true(s != TZ_OK || seen.faults > 0);
		byte ^= 1;
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	}
	for (at = 1; at < size; at += 37) {
		assert_int_equal(ftruncate(fd, size - at), 0);
		assert_true(read_tar(fd, &seen) != TZ_OK || seen.faults > 0);
		assert_int_equal(ftruncate(fd, size), 0);
	}
	close(fd);
	fd = make_tar();
	assert_int_equal(pwrite(fd, "", 1, size), 1);
	assert_int_equal(read_tar(fd, &seen), TZ_OK);
	assert_int_equal(seen.faults, 1);
	close(fd);
}

static void
no_tar(void **state)
{
	int fd = memfd_create("none", MFD_CLOEXEC);
	struct seen seen;

	(void)state;
	assert_int_equal(read_tar(fd, &seen), TZ_FORMAT);
	assert_int_equal(ftruncate(fd, 4096), 0);
	assert_int_equal(read_tar(fd, &seen), TZ_FORMAT);
	close(fd);
}

static void
names(void **state)
{
	static const char *const known[] = {"bagit.txt",
	    "data/ledger/entries/000000000000.jsonl",
	    "data/ledger/checkpoints/000000000012.note",
	    "data/registers/disclosure.csv", "data/VERIFY.sh",
	    "data/policies/0123456789abcdef/packs/cn/a.yaml"};
	static const char *const unknown[] = {"", "/", "bagit.txt/",
	    "./bagit.txt", "../bagit.txt", "data//index.html", "data/extra.txt",
	    "data/ledger/entries/1.jsonl", "data/objects/00/1.bin",
	    "data/registers/.csv", "data/registers/A.csv", "fetch.txt",
	    "data/policies/0123456789abcdef/../../x", "data/index.html\n",
	    "data/\xe5\x8f\xb0.txt"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof known / sizeof known[0]; i++)
		assert_true(tz_bag_name_known(known[i]));
	for (i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
		assert_false(tz_bag_name_known(unknown[i]));
	assert_true(tz_bag_compare("bagit.txt", "bag-info.txt") < 0);
	assert_true(tz_bag_compare("data/withheld.tsv", "data/objects/x") < 0);
	assert_true(tz_bag_compare("data/openings/x", "data/withheld.tsv") < 0);
	assert_true(tz_bag_compare("data/VERIFY.sh", "data/index.html") < 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(round_trip),
	    cmocka_unit_test(every_change),
	    cmocka_unit_test(no_tar),
	    cmocka_unit_test(names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
