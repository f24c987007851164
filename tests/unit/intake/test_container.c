/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_container.c - archives, and what they hold
 *
 * The archives are made here, with libarchive, and damaged by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "packed.h"

static const char mark[] = "机密★10年";

static void
test_formats(void **state)
{
	static const struct {
		int format;
		int filter;
		const char *name;
	} kinds[] = {
	    {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "a.zip"},
	    {ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_NONE, "a.tar"},
	    {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, "a.tgz"},
	    {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_XZ, "a.tar.xz"},
	    {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2, "a.tar.bz2"},
	    {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD, "a.tar.zst"},
	    {ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, "a.7z"},
	    {ARCHIVE_FORMAT_CPIO_POSIX, ARCHIVE_FILTER_NONE, "a.cpio"},
	    {ARCHIVE_FORMAT_ISO9660, ARCHIVE_FILTER_NONE, "a.iso"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		tz_auto_buf bytes = TZ_BUF_INIT;
		tz_auto(tz_document) document = NULL;
		struct archive *archive =
		    packed_start(kinds[i].format, kinds[i].filter, &bytes);

		packed_put(archive, "d/a.txt", AE_IFREG, mark, strlen(mark));
		packed_put(archive, "d/b.txt", AE_IFREG, "b", 1);
		packed_finish(archive);
		document = packed_read(kinds[i].name, NULL, &bytes);
		assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
		assert_true(here_has(document, TZ_CHANNEL_FILENAME, "a.txt"));
		packed_reading(document, kinds[i].name, TZ_READING_READ, NULL);
		assert_false(here_fact(document, "type-mismatch"));
	}
}

/* A compressed file that is no archive. */
static void
test_raw(void **state)
{
	static const int filters[] = {ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_XZ,
	    ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_ZSTD};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof filters / sizeof filters[0]; i++) {
		tz_auto_buf bytes = TZ_BUF_INIT;
		tz_auto(tz_document) document = NULL;

		packed_make(ARCHIVE_FORMAT_RAW, filters[i], "x", mark,
		    strlen(mark), &bytes);
		document = packed_read("a.txt.gz", NULL, &bytes);
		assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
		packed_reading(document, "a.txt.gz!/a.txt", TZ_READING_READ,
		    NULL);
	}
}

/* Put ${data} into ${n} ZIP files, each in the next. */
static void
nest(struct tz_buf *data, unsigned n)
{
	for (; n > 0; n--) {
		struct tz_buf outer = TZ_BUF_INIT;

		packed_make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE,
		    data->len == strlen(mark) ? "a.txt" : "a.zip", data->data,
		    data->len, &outer);
		tz_buf_clear(data);
		*data = outer;
	}
}

static void
test_depth(void **state)
{
	tz_auto_buf eight = TZ_BUF_INIT;
	tz_auto_buf nine = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;
	tz_auto(tz_document) deeper = NULL;
	const struct tz_document_file *files;
	size_t n;

	(void)state;
	tz_buf_puts(&eight, mark);
	nest(&eight, 8);
	document = packed_read("a.zip", NULL, &eight);
	assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
	tz_buf_puts(&nine, mark);
	nest(&nine, 9);
	deeper = packed_read("a.zip", NULL, &nine);
	assert_false(here_has(deeper, TZ_CHANNEL_BODY, mark));
	files = tz_document_files(deeper, &n);
	assert_int_equal(files[n - 1].reading, TZ_READING_UNREAD);
	assert_string_equal(files[n - 1].reason, "limit-depth");
}

static void
test_limits(void **state)
{
	struct tz_intake_limits limits = tz_intake_limits_default;
	tz_auto_buf bomb = TZ_BUF_INIT;
	tz_auto_buf many = TZ_BUF_INIT;
	tz_auto_str zeros = calloc(1, 30 << 20);
	tz_auto(tz_document) document = NULL;
	tz_auto(tz_document) total = NULL;
	tz_auto(tz_document) entries = NULL;
	struct archive *archive;
	size_t n;
	int i;

	(void)state;
	packed_make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "z.txt", zeros,
	    30 << 20, &bomb);
	document = packed_read("b.zip", NULL, &bomb);
	packed_reading(document, "b.zip", TZ_READING_UNREAD, "limit-ratio");
	limits.max_ratio = 100000;
	limits.max_total = 1 << 20;
	total = packed_read("b.zip", &limits, &bomb);
	packed_reading(total, "b.zip", TZ_READING_UNREAD, "limit-size");

	archive = packed_start(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, &many);
	for (i = 0; i < 20; i++) {
		char name[16];

		snprintf(name, sizeof name, "%d.txt", i);
		packed_put(archive, name, AE_IFREG, "a", 1);
	}
	packed_finish(archive);
	limits.max_entries = 10;
	entries = packed_read("m.zip", &limits, &many);
	packed_reading(entries, "m.zip", TZ_READING_PARTLY, "limit-entries");
	(void)tz_document_files(entries, &n);
	assert_int_equal(n, 10);
}

static void
test_names(void **state)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;
	struct archive *archive =
	    packed_start(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, &bytes);

	(void)state;
	packed_put(archive,
	    "\xb1\xa3\xc3\xdc\xc9\xf3\xb2\xe9\xcd\xa8\xd6\xaa.txt", AE_IFREG,
	    "a", 1);
	packed_put(archive, "../up.txt", AE_IFREG, "a", 1);
	packed_put(archive, "twice.txt", AE_IFREG, "first", 5);
	packed_put(archive, "twice.txt", AE_IFREG, "second", 6);
	packed_put(archive, "机密★文件夹/", AE_IFDIR, NULL, 0);
	packed_put(archive, "link", AE_IFLNK, "/etc/内部", 0);
	packed_finish(archive);
	document = packed_read("a.tar", NULL, &bytes);
	assert_true(here_has(document, TZ_CHANNEL_FILENAME,
	    "保密审查通知.txt"));
	assert_true(here_has(document, TZ_CHANNEL_FILENAME, "机密★文件夹"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "/etc/内部"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "first"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "second"));
	assert_true(here_fact(document, "unsafe-name"));
	assert_true(here_fact(document, "duplicate-name"));
	assert_true(here_fact(document, "special-member"));
}

static void
test_damaged(void **state)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto_str noise = malloc(100000);
	struct archive *archive;
	size_t len;
	unsigned i, seed = 1;

	(void)state;
	for (i = 0; i < 100000; i++)
		noise[i] = (char)((seed = seed * 1103515245 + 12345) >> 16);
	archive = packed_start(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, &bytes);
	packed_put(archive, "a.txt", AE_IFREG, mark, strlen(mark));
	packed_put(archive, "n.bin", AE_IFREG, noise, 100000);
	packed_finish(archive);
	/* Cut anywhere: never simply read. */
	for (len = bytes.len - 1; len > 40; len = len * 3 / 4) {
		struct tz_buf cut = bytes;
		tz_auto(tz_document) document = NULL;

		cut.len = len;
		document = packed_read("a.zip", NULL, &cut);
		assert_int_not_equal(here_file(document, "a.zip")->reading,
		    TZ_READING_READ);
		if (len > 200)
			assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
	}
}

/* A member that was taken out of the directory, and one under two names. */
static void
test_unlisted(void **state)
{
	tz_auto_buf one = TZ_BUF_INIT;
	tz_auto_buf two = TZ_BUF_INIT;
	tz_auto_buf renamed = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;
	tz_auto(tz_document) other = NULL;
	char *name;

	(void)state;
	/* Of two files one behind the other only the last is listed. */
	packed_make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "a.txt", mark,
	    strlen(mark), &one);
	packed_make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "b.txt", "b", 1,
	    &two);
	tz_buf_append(&one, two.data, two.len);
	document = packed_read("a.zip", NULL, &one);
	assert_true(here_fact(document, "leading-data"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, mark));

	tz_buf_append(&renamed, two.data, two.len);
	name = memmem(renamed.data, renamed.len, "b.txt", 5);
	name[0] = 'c';
	other = packed_read("a.zip", NULL, &renamed);
	assert_true(here_fact(other, "directory-differs"));
	packed_reading(other, "a.zip", TZ_READING_PARTLY, "damaged");
}

/* A member between two others that the directory does not list. */
static void
test_gap(void **state)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;
	struct archive *archive;
	char *at;

	(void)state;
	archive = packed_start(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, &bytes);
	packed_put(archive, "a.txt", AE_IFREG, "a", 1);
	packed_put(archive, "b.txt", AE_IFREG, mark, strlen(mark));
	packed_finish(archive);
	/* The entry of the second becomes a second one of the first. */
	at = memmem(bytes.data, bytes.len, "PK\1\2", 4);
	assert_non_null(at);
	at = memmem(at + 4, bytes.len - (size_t)(at + 4 - bytes.data), "PK\1\2",
	    4);
	assert_non_null(at);
	memset(at + 42, 0, 4);
	document = packed_read("a.zip", NULL, &bytes);
	assert_true(here_fact(document, "unlisted-member"));
	assert_true(here_fact(document, "directory-differs"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
	packed_reading(document, "a.zip", TZ_READING_PARTLY, "damaged");
}

/* Something behind the end that no program shows. */
static void
test_trailing(void **state)
{
	static const int kinds[][2] = {
	    {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP},
	    {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_XZ},
	    {ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_BZIP2},
	    {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		tz_auto_buf bytes = TZ_BUF_INIT;
		tz_auto(tz_document) clean = NULL;
		tz_auto(tz_document) document = NULL;

		packed_make(kinds[i][0], kinds[i][1], "a.txt", "abc", 3,
		    &bytes);
		clean = packed_read("a", NULL, &bytes);
		packed_reading(clean, "a", TZ_READING_READ, NULL);
		tz_buf_puts(&bytes, mark);
		document = packed_read("a", NULL, &bytes);
		/* (xz says that it is damaged.) */
		assert_true(here_fact(document, "trailing-data")
			? here_has(document, TZ_CHANNEL_BODY, mark)
			: here_file(document, "a")->reading != TZ_READING_READ);
	}
}

/* What was compressed and begins with zeros is no tar file, and behind the end
 * of one may stand something. */
static void
test_zeros(void **state)
{
	static const char zeros[2048];
	tz_auto_buf plain = TZ_BUF_INIT;
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto_buf tar = TZ_BUF_INIT;
	tz_auto_buf behind = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;
	tz_auto(tz_document) other = NULL;

	(void)state;
	tz_buf_append(&plain, zeros, sizeof zeros);
	tz_buf_puts(&plain, mark);
	packed_make(ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, "a", plain.data,
	    plain.len, &bytes);
	document = packed_read("a.gz", NULL, &bytes);
	assert_int_not_equal(here_file(document, "a.gz")->reading,
	    TZ_READING_READ);

	packed_make(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, "a.txt", "a",
	    1, &tar);
	tz_buf_puts(&tar, mark);
	tz_buf_append(&tar, zeros, sizeof zeros);
	packed_make(ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, "a", tar.data,
	    tar.len, &behind);
	other = packed_read("a.tgz", NULL, &behind);
	assert_int_not_equal(here_file(other, "a.tgz")->reading,
	    TZ_READING_READ);
}

/* What comes of a member is read, though its checksum is another. */
static void
test_checksum(void **state)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;
	char *at;

	(void)state;
	packed_make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "a.txt",
	    "一段文字 机密★10年", strlen("一段文字 机密★10年"), &bytes);
	at = (char *)memmem(bytes.data, bytes.len, "PK\1\2", 4);
	assert_non_null(at);
	at[16] ^= 1;
	document = packed_read("a.zip", NULL, &bytes);
	packed_reading(document, "a.zip", TZ_READING_PARTLY, "damaged");
	assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
}

static void
test_locked(void **state)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;
	struct archive *archive = archive_write_new();

	(void)state;
	archive_write_set_format_zip(archive);
	if (archive_write_set_options(archive, "zip:encryption=aes256") !=
		ARCHIVE_OK ||
	    archive_write_set_passphrase(archive, "x") != ARCHIVE_OK)
		skip();
	archive_write_open(archive, &bytes, NULL, packed_into, NULL);
	packed_put(archive, "a.txt", AE_IFREG, mark, strlen(mark));
	packed_finish(archive);
	document = packed_read("a.zip", NULL, &bytes);
	packed_reading(document, "a.zip!/a.txt", TZ_READING_UNREAD,
	    "encrypted");
	assert_false(here_has(document, TZ_CHANNEL_BODY, mark));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_formats),
	    cmocka_unit_test(test_raw),
	    cmocka_unit_test(test_depth),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_damaged),
	    cmocka_unit_test(test_unlisted),
	    cmocka_unit_test(test_gap),
	    cmocka_unit_test(test_trailing),
	    cmocka_unit_test(test_zeros),
	    cmocka_unit_test(test_checksum),
	    cmocka_unit_test(test_locked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
