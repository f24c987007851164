/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/worker.c - taizhang-intake: reads one draft inside the sandbox
 *
 * Descriptor 3 is the draft, descriptor 1 takes the frames.  Arguments are the
 * name in hexadecimal and the limits as numbers; whoever starts this is the
 * parent in intake/intake.c.  Nothing of the draft is looked at before the
 * walls stand, and where the system calls can not be filtered nothing is.
 */
#include "intake/worker.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "base/digest.h"
#include "base/encoding.h"
#include "base/intl.h"
#include "intake/emit_tree.h"
#include "intake/identify.h"
#include "intake/sandbox.h"

/** __asan_default_options(): A sanitizer's options stand here, since the
 * environment is dropped. */
const char *__asan_default_options(void);

/** __ubsan_default_options(): Likewise. */
const char *__ubsan_default_options(void);

__attribute__((visibility("default"))) const char *
__asan_default_options(void)
{
	return "detect_leaks=0:allocator_may_return_null=1:"
	       "max_allocation_size_mb=512";
}

__attribute__((visibility("default"))) const char *
__ubsan_default_options(void)
{
	return "halt_on_error=1";
}

/* The bytes of the draft and what it is called. */
struct draft {
	struct tz_buf name;
	const void *data;
	size_t len;
};

/* Read the arguments; anything odd is the caller's fault. */
static enum tz_status
parse_arguments(char **argv, struct draft *draft,
    struct tz_intake_limits *limits, struct tz_err *err)
{
	uint64_t numbers[TZ_WORKER_ARGUMENTS - 1];
	size_t i;

	for (i = 0; i < TZ_WORKER_ARGUMENTS - 1; i++) {
		char *end;

		errno = 0;
		numbers[i] = strtoull(argv[2 + i], &end, 10);
		if (errno || *end || end == argv[2 + i])
			return tz_fail(err, TZ_USAGE, _("a bad number"));
	}
	limits->max_file = numbers[0];
	limits->max_memory = numbers[1];
	limits->max_total = numbers[2];
	limits->max_text = numbers[3];
	limits->max_seconds = (unsigned)numbers[4];
	limits->max_depth = (unsigned)numbers[5];
	limits->max_entries = (unsigned)numbers[6];
	limits->max_ratio = (unsigned)numbers[7];
	return tz_hex_decode(argv[1], strlen(argv[1]), &draft->name, err);
}

/* Map the draft; it is never copied. */
static enum tz_status
map_draft(struct draft *draft, const struct tz_intake_limits *limits,
    struct tz_err *err)
{
	struct stat st;

	if (fstat(TZ_WORKER_DRAFT, &st) || !S_ISREG(st.st_mode))
		return tz_fail(err, TZ_IO, _("no draft to read"));
	if ((uint64_t)st.st_size > limits->max_file)
		return tz_fail(err, TZ_LIMIT, _("the draft is too large"));
	draft->len = (size_t)st.st_size;
	if (draft->len == 0)
		return TZ_OK;
	draft->data =
	    mmap(NULL, draft->len, PROT_READ, MAP_PRIVATE, TZ_WORKER_DRAFT, 0);
	if (draft->data == MAP_FAILED)
		return tz_fail(err, TZ_IO, _("the draft can not be mapped"));
	return TZ_OK;
}

/* Let go of what was inherited. */
static void
drop_inheritance(void)
{
	clearenv();
	close_range(TZ_WORKER_DRAFT + 1, ~0U, 0);
	/* The parent that waits for the frames may be killed. */
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

/*
 * Have everything loaded that is loaded from files when it is first used.  All
 * of ICU's tables come with the first one: they are one library, or one file
 * that is mapped.
 */
static enum tz_status
warm_up(struct tz_identify **ret_identify, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_id id;
	wchar_t wide[2];
	enum tz_status s;

	/* libarchive converts names by the locale's tables. */
	if (!setlocale(LC_CTYPE, "C.UTF-8") ||
	    mbstowcs(wide, "\xc3\xa9", 2) != 1)
		return tz_fail(err, TZ_IO, _("no UTF-8 locale"));
	tz_sha256("", 0, &id);
	s = tz_encoding_convert("", 0, "GB18030", &text, NULL, err);
	if (s)
		return s;
	return tz_identify_new(ret_identify, err);
}

/* The sink of the frames. */
static enum tz_status
write_stream(void *arg, const void *data, size_t len, struct tz_err *err)
{
	const char *bytes = data;

	(void)arg;
	while (len > 0) {
		ssize_t n = write(TZ_WORKER_STREAM, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return tz_fail(err, TZ_IO, _("the parent is gone"));
		bytes += n;
		len -= (size_t)n;
	}
	return TZ_OK;
}

/* Everything from the limits to the last frame. */
static enum tz_status
run(char **argv, struct draft *draft, struct tz_err *err)
{
	struct tz_intake_limits limits;
	tz_auto(tz_identify) identify = NULL;
	tz_auto(tz_emit) emit = NULL;
	unsigned landlock = 0;
	bool filtered;
	enum tz_status s;

	s = parse_arguments(argv, draft, &limits, err);
	if (s == TZ_OK)
		s = map_draft(draft, &limits, err);
	/* The mapped draft is no memory of the worker's own. */
	if (s == TZ_OK)
		s = tz_sandbox_limit(limits.max_memory + draft->len,
		    limits.max_seconds, err);
	if (s == TZ_OK)
		s = warm_up(&identify, err);
	if (s == TZ_OK)
		s = tz_emit_new(&limits, write_stream, NULL, tz_identify_file,
		    identify, &emit, err);
	if (s)
		return s;
	filtered = tz_sandbox_enter(&landlock, err) == TZ_OK;
	s = tz_emit_hello(emit, filtered, landlock, err);
	if (s || !filtered)
		return s;
	return tz_emit_root(emit, tz_buf_str(&draft->name), draft->name.len,
	    draft->data, draft->len, err);
}

int
main(int argc, char **argv)
{
	struct tz_err err = {TZ_OK, ""};
	struct draft draft = {TZ_BUF_INIT, NULL, 0};
	enum tz_status s;

	if (argc != 1 + TZ_WORKER_ARGUMENTS)
		return TZ_WORKER_FAILED;
	drop_inheritance();
	s = run(argv, &draft, &err);
	/* No clean-up by libraries: the walls would be in its way. */
	_exit(s == TZ_OK	? TZ_WORKER_DONE
		: s == TZ_NOMEM ? TZ_WORKER_NO_MEMORY
				: TZ_WORKER_FAILED);
}
