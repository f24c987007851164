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

#include "here.h"
#include "intake/identify.h"

static const char mark[] = "机密★10年";

static la_ssize_t
into_buf(struct archive *archive, void *arg, const void *data, size_t len)
{
	(void)archive;
	tz_buf_append((struct tz_buf *)arg, data, len);
	return (la_ssize_t)len;
}

/* Start an archive that is written into ${ret}. */
static struct archive *
start(int format, int filter, struct tz_buf *ret)
{
	struct archive *archive = archive_write_new();

	assert_int_equal(archive_write_set_format(archive, format), ARCHIVE_OK);
	assert_int_equal(archive_write_add_filter(archive, filter), ARCHIVE_OK);
	archive_write_set_bytes_in_last_block(archive, 1);
	assert_int_equal(archive_write_open(archive, ret, NULL, into_buf, NULL),
	    ARCHIVE_OK);
	return archive;
}

static void
put(struct archive *archive, const char *name, unsigned type, const void *data,
    size_t len)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, type);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_mtime(entry, 1500000000, 0);
	if (type == AE_IFLNK)
		archive_entry_set_symlink(entry, (const char *)data);
	else
		archive_entry_set_size(entry, (la_int64_t)len);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	if (type == AE_IFREG)
		assert_int_equal(archive_write_data(archive, data, len), len);
	archive_entry_free(entry);
}

static void
finish(struct archive *archive)
{
	assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
	archive_write_free(archive);
}

/* An archive of one file. */
static void
make(int format, int filter, const char *name, const void *data, size_t len,
    struct tz_buf *ret)
{
	struct archive *archive = start(format, filter, ret);

	put(archive, name, AE_IFREG, data, len);
	finish(archive);
}

static struct tz_document *
read_as(const char *name, const struct tz_intake_limits *limits,
    const struct tz_buf *data)
{
	tz_auto(tz_identify) identify = NULL;

	assert_int_equal(tz_identify_new(&identify, NULL), TZ_OK);
	return here_read_by(tz_identify_file, identify, limits, name,
	    data->data, data->len);
}

static void
assert_reading(const struct tz_document *document, const char *path,
    enum tz_reading reading, const char *reason)
{
	const struct tz_document_file *file = here_file(document, path);

	if (!file)
		fail_msg("no file %s", path);
	assert_int_equal(file->reading, reading);
	if (reason)
		assert_string_equal(file->reason, reason);
	else
		assert_null(file->reason);
}

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
		    start(kinds[i].format, kinds[i].filter, &bytes);

		put(archive, "d/a.txt", AE_IFREG, mark, strlen(mark));
		put(archive, "d/b.txt", AE_IFREG, "b", 1);
		finish(archive);
		document = read_as(kinds[i].name, NULL, &bytes);
		assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
		assert_true(here_has(document, TZ_CHANNEL_FILENAME, "a.txt"));
		assert_reading(document, kinds[i].name, TZ_READING_READ, NULL);
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

		make(ARCHIVE_FORMAT_RAW, filters[i], "x", mark, strlen(mark),
		    &bytes);
		document = read_as("a.txt.gz", NULL, &bytes);
		assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
		assert_reading(document, "a.txt.gz!/a.txt", TZ_READING_READ,
		    NULL);
	}
}

/* Put ${data} into ${n} ZIP files, each in the next. */
static void
nest(struct tz_buf *data, unsigned n)
{
	for (; n > 0; n--) {
		struct tz_buf outer = TZ_BUF_INIT;

		make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE,
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
	document = read_as("a.zip", NULL, &eight);
	assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
	tz_buf_puts(&nine, mark);
	nest(&nine, 9);
	deeper = read_as("a.zip", NULL, &nine);
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
	make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "z.txt", zeros, 30 << 20,
	    &bomb);
	document = read_as("b.zip", NULL, &bomb);
	assert_reading(document, "b.zip", TZ_READING_UNREAD, "limit-ratio");
	limits.max_ratio = 100000;
	limits.max_total = 1 << 20;
	total = read_as("b.zip", &limits, &bomb);
	assert_reading(total, "b.zip", TZ_READING_UNREAD, "limit-size");

	archive = start(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, &many);
	for (i = 0; i < 20; i++) {
		char name[16];

		snprintf(name, sizeof name, "%d.txt", i);
		put(archive, name, AE_IFREG, "a", 1);
	}
	finish(archive);
	limits.max_entries = 10;
	entries = read_as("m.zip", &limits, &many);
	assert_reading(entries, "m.zip", TZ_READING_PARTLY, "limit-entries");
	(void)tz_document_files(entries, &n);
	assert_int_equal(n, 10);
}

static void
test_names(void **state)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto(tz_document) document = NULL;
	struct archive *archive =
	    start(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, &bytes);

	(void)state;
	put(archive, "\xb1\xa3\xc3\xdc\xc9\xf3\xb2\xe9\xcd\xa8\xd6\xaa.txt",
	    AE_IFREG, "a", 1);
	put(archive, "../up.txt", AE_IFREG, "a", 1);
	put(archive, "twice.txt", AE_IFREG, "first", 5);
	put(archive, "twice.txt", AE_IFREG, "second", 6);
	put(archive, "机密★文件夹/", AE_IFDIR, NULL, 0);
	put(archive, "link", AE_IFLNK, "/etc/内部", 0);
	finish(archive);
	document = read_as("a.tar", NULL, &bytes);
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
	archive = start(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, &bytes);
	put(archive, "a.txt", AE_IFREG, mark, strlen(mark));
	put(archive, "n.bin", AE_IFREG, noise, 100000);
	finish(archive);
	/* Cut anywhere: never simply read. */
	for (len = bytes.len - 1; len > 40; len = len * 3 / 4) {
		struct tz_buf cut = bytes;
		tz_auto(tz_document) document = NULL;

		cut.len = len;
		document = read_as("a.zip", NULL, &cut);
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
	make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "a.txt", mark,
	    strlen(mark), &one);
	make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "b.txt", "b", 1, &two);
	tz_buf_append(&one, two.data, two.len);
	document = read_as("a.zip", NULL, &one);
	assert_true(here_fact(document, "unlisted-member"));
	assert_reading(document, "a.zip", TZ_READING_PARTLY, "damaged");

	tz_buf_append(&renamed, two.data, two.len);
	name = memmem(renamed.data, renamed.len, "b.txt", 5);
	name[0] = 'c';
	other = read_as("a.zip", NULL, &renamed);
	assert_true(here_fact(other, "unlisted-member"));
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

		make(kinds[i][0], kinds[i][1], "a.txt", "abc", 3, &bytes);
		clean = read_as("a", NULL, &bytes);
		assert_reading(clean, "a", TZ_READING_READ, NULL);
		tz_buf_puts(&bytes, mark);
		document = read_as("a", NULL, &bytes);
		assert_int_not_equal(here_file(document, "a")->reading,
		    TZ_READING_READ);
	}
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
	archive_write_open(archive, &bytes, NULL, into_buf, NULL);
	put(archive, "a.txt", AE_IFREG, mark, strlen(mark));
	finish(archive);
	document = read_as("a.zip", NULL, &bytes);
	assert_reading(document, "a.zip!/a.txt", TZ_READING_UNREAD,
	    "encrypted");
	assert_false(here_has(document, TZ_CHANNEL_BODY, mark));
}

/* What is no archive's business: names against contents, empty files. */
static void
test_identify(void **state)
{
	static const struct {
		const char *name;
		const char *bytes;
		size_t len;
		const char *media_type;
		enum tz_reading reading;
		const char *reason;
		bool mismatch;
	} files[] = {
	    {"a.txt", "abc", 3, "text/plain", TZ_READING_READ, NULL, false},
	    {"a.csv", "a,b\n", 4, "text/csv", TZ_READING_READ, NULL, false},
	    {"a", "<html>x", 7, "text/html", TZ_READING_READ, NULL, false},
	    {"a.html", "x", 1, "text/html", TZ_READING_READ, NULL, false},
	    {"a.docx", "abc", 3, "text/plain", TZ_READING_READ, NULL, true},
	    {"a.txt", "", 0, "application/x-empty", TZ_READING_UNREAD,
		"no-text", false},
	    {"a.txt", "\0\0\0\0\0\0\0\0", 8, "application/octet-stream",
		TZ_READING_UNREAD, "unknown-type", true},
	    {"a.svg", "<?xml version='1.0'?><svg><text>x</text></svg>", 46,
		"image/svg+xml", TZ_READING_READ, NULL, false},
	    {"a.doc", "<?xml version='1.0'?><w:wordDocument/>", 38,
		"application/vnd.ms-word.2003", TZ_READING_UNREAD,
		"unsupported-type", false},
	    {"a.xml", "<?xml version='1.0'?><a>x</a>", 29, "text/xml",
		TZ_READING_READ, NULL, false},
	    {"a.rtf", "{\\rtf1 x}", 9, "application/rtf", TZ_READING_UNREAD,
		"unsupported-type", false},
	    {"a.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0",
		29, "image/png", TZ_READING_UNREAD, "ocr-missing", false},
	    {"a.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", 10,
		"application/x-ole-storage", TZ_READING_UNREAD,
		"unsupported-type", false},
	    {"a.eml", "From: a@b\nSubject: x\nMIME-Version: 1.0\n\ntext\n", 45,
		"message/rfc822", TZ_READING_PARTLY, "unsupported-type", false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct tz_buf bytes = TZ_BUF_INIT;
		tz_auto(tz_document) document = NULL;

		tz_buf_append(&bytes, files[i].bytes, files[i].len);
		document = read_as(files[i].name, NULL, &bytes);
		tz_buf_clear(&bytes);
		assert_string_equal(here_file(document, files[i].name)
					->media_type,
		    files[i].media_type);
		assert_reading(document, files[i].name, files[i].reading,
		    files[i].reason);
		assert_int_equal(here_fact(document, "type-mismatch"),
		    files[i].mismatch);
	}
}

/* An office file that was locked, and a text with a ZIP file behind it. */
static void
test_look_inside(void **state)
{
	tz_auto_buf ole = TZ_BUF_INIT;
	tz_auto_buf two = TZ_BUF_INIT;
	tz_auto(tz_document) locked = NULL;
	tz_auto(tz_document) both = NULL;
	const char *p;
	int i;

	(void)state;
	tz_buf_append(&ole, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	for (p = "EncryptedPackage"; *p; p++) {
		tz_buf_putc(&ole, *p);
		tz_buf_putc(&ole, 0);
	}
	locked = read_as("a.docx", NULL, &ole);
	assert_reading(locked, "a.docx", TZ_READING_UNREAD, "encrypted");

	for (i = 0; i < 2000; i++)
		tz_buf_puts(&two, "一行文字\n");
	make(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "a.txt", mark,
	    strlen(mark), &two);
	both = read_as("a.txt", NULL, &two);
	assert_int_not_equal(here_file(both, "a.txt")->reading,
	    TZ_READING_READ);
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
	    cmocka_unit_test(test_trailing),
	    cmocka_unit_test(test_locked),
	    cmocka_unit_test(test_identify),
	    cmocka_unit_test(test_look_inside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
