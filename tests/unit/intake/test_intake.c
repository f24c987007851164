/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_intake.c - the parent, with the real worker and with
 * workers that misbehave
 *
 * The arguments are the paths of taizhang-intake and of fake_worker, whose
 * readers are a shell script; the frames that it prints are written here by
 * hand.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "here.h"

static const char *real_worker;
static const char *fake_worker;

static const char mark[] = "机密★10年";

/* A sealed file in memory, as drafts come. */
static int
file_of(const void *data, size_t len)
{
	int fd = memfd_create("draft", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, data, len), len);
	assert_int_equal(fcntl(fd, F_ADD_SEALS,
			     F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK),
	    0);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static struct tz_document *
read_real(const struct tz_intake_limits *limits, const char *name,
    const void *data, size_t len)
{
	tz_auto(tz_intake) intake = NULL;
	struct tz_document *document = NULL;
	struct tz_err err = {TZ_OK, ""};
	int fd = file_of(data, len);

	assert_int_equal(tz_intake_new(real_worker, limits, &intake, NULL),
	    TZ_OK);
	if (tz_intake_read(intake, fd, name, &document, &err))
		fail_msg("%s", err.text);
	close(fd);
	return document;
}

static void
assert_reading(const struct tz_document *document, size_t index,
    enum tz_reading reading, const char *reason)
{
	const struct tz_document_file *files;
	size_t n;

	files = tz_document_files(document, &n);
	assert_true(index < n);
	assert_int_equal(files[index].reading, reading);
	if (reason)
		assert_string_equal(files[index].reason, reason);
	else
		assert_null(files[index].reason);
}

static void
test_read(void **state)
{
	tz_auto(tz_document) document =
	    read_real(NULL, "/tmp/草稿.txt", mark, strlen(mark));
	tz_auto(tz_document) empty = read_real(NULL, "e.txt", "", 0);
	tz_auto(tz_document) odd = read_real(NULL, "a\nb\xff", "x", 1);
	tz_auto(tz_document) gbk = read_real(NULL, "a",
	    "\xbb\xfa\xc3\xdc\xa1\xef"
	    "10\xc4\xea",
	    10);
	const struct tz_document_file *file = here_file(document, "草稿.txt");
	char hex[TZ_ID_HEX];
	struct tz_id id;

	(void)state;
	assert_non_null(file);
	assert_true(here_has(document, TZ_CHANNEL_BODY, mark));
	tz_sha256(mark, strlen(mark), &id);
	assert_true(tz_id_equal(&id, &file->sha256));
	tz_id_hex(&file->sha256, hex);
	assert_int_equal(file->size, strlen(mark));
	assert_reading(empty, 0, TZ_READING_UNREAD, "no-text");
	assert_non_null(here_file(odd, "a\nb\xef\xbf\xbd"));
	assert_true(here_has(gbk, TZ_CHANNEL_BODY, mark));
}

/* Each encoding works inside the sandbox, where nothing can be loaded. */
static void
test_no_loading(void **state)
{
	static const char utf16[] = "\xff\xfe\x3a\x67\xc6\x5b";
	static const char big5[] = "<meta charset=big5><p>\xbe\xf7\xb1\x4b";
	static const char sjis[] =
	    "<meta charset=shift_jis><p>\x8b\x40\x96\xa7";
	static const char korean[] = "<meta charset=euc-kr><p>\xb1\xe2\xb9\xd0";
	static const char cyrillic[] = "<meta charset=koi8-r><p>\xd3\xc5\xcb";
	tz_auto(tz_document) a = read_real(NULL, "a", utf16, 6);
	tz_auto(tz_document) b = read_real(NULL, "b", big5, strlen(big5));
	tz_auto(tz_document) c = read_real(NULL, "c", sjis, strlen(sjis));
	tz_auto(tz_document) d = read_real(NULL, "d", korean, strlen(korean));
	tz_auto(tz_document) e =
	    read_real(NULL, "e", cyrillic, strlen(cyrillic));

	(void)state;
	assert_true(here_has(a, TZ_CHANNEL_BODY, "机密"));
	assert_true(here_has(b, TZ_CHANNEL_BODY, "機密"));
	assert_true(here_has(c, TZ_CHANNEL_BODY, "機密"));
	assert_true(here_has(d, TZ_CHANNEL_BODY, "기밀"));
	assert_true(here_has(e, TZ_CHANNEL_BODY, "сек"));
}

static void
test_refused(void **state)
{
	struct tz_intake_limits limits = tz_intake_limits_default;
	tz_auto(tz_intake) intake = NULL;
	tz_auto(tz_document) document = NULL;
	int fd, ends[2];

	(void)state;
	assert_int_equal(tz_intake_new("/nowhere/worker", NULL, &intake, NULL),
	    TZ_NOTFOUND);
	limits.max_file = 3;
	assert_int_equal(tz_intake_new(real_worker, &limits, &intake, NULL),
	    TZ_OK);
	fd = file_of("abcd", 4);
	assert_int_equal(tz_intake_read(intake, fd, "a", &document, NULL),
	    TZ_LIMIT);
	close(fd);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(tz_intake_read(intake, ends[0], "a", &document, NULL),
	    TZ_IO);
	close(ends[0]);
	close(ends[1]);
}

/* The memory limit; a sanitizer has one of its own. */
static void
test_memory(void **state)
{
#ifndef __SANITIZE_ADDRESS__
	struct tz_intake_limits limits = tz_intake_limits_default;
	size_t len = 64 << 20;
	tz_auto_str text = malloc(len);
	tz_auto(tz_document) document = NULL;

	memset(text, 'a', len);
	limits.max_memory = 128 << 20;
	document = read_real(&limits, "a.txt", text, len);
	assert_reading(document, 0, TZ_READING_UNREAD, "limit-memory");
#endif
	(void)state;
}

/* Have a worker that prints ${frames} (as printf(1) has them) and then does
 * ${rest} read a file. */
static enum tz_status
read_fake(const char *frames, const char *rest,
    struct tz_document **ret_document)
{
	struct tz_intake_limits limits = tz_intake_limits_default;
	tz_auto(tz_intake) intake = NULL;
	char folder[] = "/tmp/taizhang-worker-XXXXXX";
	char path[64], script[64];
	int fd = file_of(mark, strlen(mark));
	FILE *file;
	enum tz_status s;

	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/worker", folder);
	snprintf(script, sizeof script, "%s/worker.sh", folder);
	assert_int_equal(symlink(fake_worker, path), 0);
	file = fopen(script, "w");
	assert_non_null(file);
	fprintf(file, "printf '%s'\n%s\n", frames, rest);
	fclose(file);
	limits.max_seconds = 1;
	assert_int_equal(tz_intake_new(path, &limits, &intake, NULL), TZ_OK);
	s = tz_intake_read(intake, fd, "a.txt", ret_document, NULL);
	close(fd);
	unlink(script);
	unlink(path);
	rmdir(folder);
	return s;
}

/* Version 2, with seccomp, with Landlock; an open file; its name as text. */
#define HELLO "\\001\\003\\000\\000\\000\\002\\001\\001"
#define NO_SECCOMP "\\001\\003\\000\\000\\000\\002\\000\\000"
#define ZEROS_8 "\\000\\000\\000\\000\\000\\000\\000\\000"
#define A_FILE                                                                 \
	"\\002\\050\\000\\000\\000\\000\\000\\000\\005" ZEROS_8 ZEROS_8        \
	    ZEROS_8 ZEROS_8 "\\001a\\001t"
#define LOOK_1 "\\012\\001\\000\\000\\000\\001"
#define END_0 "\\006\\001\\000\\000\\000\\000"
#define END "\\007\\000\\000\\000\\000"
#define A_PART "\\003\\010\\000\\000\\000\\000\\000\\001p\\000\\002xy"

static void
test_no_worker(void **state)
{
	static const char *const frames[][2] = {
	    {"", "exit 0"},
	    {"", "exit 1"},
	    {"GET / HTTP/1.0", ""},
	    {"\\001\\003\\000", ""},
	    {NO_SECCOMP, ""},
	    {NO_SECCOMP A_FILE A_PART, ""},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof frames / sizeof frames[0]; i++) {
		tz_auto(tz_document) document = NULL;

		assert_int_equal(read_fake(frames[i][0], frames[i][1],
				     &document),
		    TZ_IO);
		assert_null(document);
	}
}

static void
test_crash(void **state)
{
	static const struct {
		const char *frames;
		const char *rest;
		enum tz_reading reading;
		const char *reason;
	} cases[] = {
	    {HELLO, "kill -SEGV $$", TZ_READING_UNREAD, "crash"},
	    {HELLO, "exit 0", TZ_READING_UNREAD, "crash"},
	    {HELLO, "exit 4", TZ_READING_UNREAD, "limit-memory"},
	    {HELLO, "kill -XCPU $$", TZ_READING_UNREAD, "limit-time"},
	    {HELLO A_FILE, "kill -KILL $$", TZ_READING_UNREAD, "crash"},
	    {HELLO A_FILE A_PART, "kill -SEGV $$", TZ_READING_PARTLY, "crash"},
	    {HELLO A_FILE A_PART "\\377", "sleep 100", TZ_READING_PARTLY,
		"crash"},
	    {HELLO A_FILE A_PART, "exec cat /dev/zero", TZ_READING_PARTLY,
		"crash"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		tz_auto(tz_document) document = NULL;

		assert_int_equal(read_fake(cases[i].frames, cases[i].rest,
				     &document),
		    TZ_OK);
		assert_reading(document, 0, cases[i].reading, cases[i].reason);
	}
}

/* One file in the file ends its reader: the next one goes on behind it. */
static void
test_go_on(void **state)
{
	char marker[] = "/tmp/taizhang-once-XXXXXX";
	int fd = mkstemp(marker);
	char rest[1000];
	tz_auto(tz_document) document = NULL;

	(void)state;
	/* The first reader finds the marker, removes it and dies at the
	 * second file. */
	snprintf(rest, sizeof rest,
	    "if rm %s 2>/dev/null; then printf '%s'; kill -SEGV $$; fi; "
	    "printf '%s'",
	    marker, A_FILE LOOK_1, A_FILE A_PART END_0 END);
	assert_int_equal(read_fake(HELLO, rest, &document), TZ_OK);
	assert_reading(document, 0, TZ_READING_READ, NULL);
	close(fd);
}

/* One that never ends is ended, three times its limit later. */
static void
test_slow(void **state)
{
	static const char *const rests[] = {
	    "exec sleep 100", "exec >&-; exec sleep 100"};
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		tz_auto(tz_document) document = NULL;
		time_t before = time(NULL);

		assert_int_equal(read_fake(HELLO A_FILE, rests[i], &document),
		    TZ_OK);
		assert_true(time(NULL) - before < 20);
		assert_reading(document, 0, TZ_READING_UNREAD, "limit-time");
	}
}

/* What the worker has: four descriptors and no environment. */
static void
test_inheritance(void **state)
{
	char path[] = "/tmp/taizhang-seen-XXXXXX";
	int seen = mkstemp(path);
	char rest[200], text[500];
	tz_auto(tz_document) document = NULL;
	ssize_t n;

	(void)state;
	snprintf(rest, sizeof rest,
	    "{ ls /proc/self/fd | tr '\\n' ' '; env; } >%s", path);
	setenv("SECRET", "x", 1);
	assert_int_equal(read_fake(HELLO, rest, &document), TZ_OK);
	n = read(seen, text, sizeof text - 1);
	assert_true(n > 0);
	text[n] = '\0';
	assert_null(strstr(text, "SECRET"));
	/* 4 is the folder that ls looks at. */
	assert_non_null(strstr(text, "0 1 2 3 4 "));
	assert_null(strstr(text, " 5 "));
	close(seen);
	unlink(path);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_read),
	    cmocka_unit_test(test_no_loading),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_memory),
	    cmocka_unit_test(test_no_worker),
	    cmocka_unit_test(test_crash),
	    cmocka_unit_test(test_go_on),
	    cmocka_unit_test(test_slow),
	    cmocka_unit_test(test_inheritance),
	};

	if (argc < 3)
		return 77;
	real_worker = argv[1];
	/* A link to it is made in another folder. */
	fake_worker = realpath(argv[2], NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
