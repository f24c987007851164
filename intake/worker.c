/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/worker.c - taizhang-intake: reads drafts, each inside the sandbox
 *
 * It is started without a draft, loads what is loaded from files, and has a
 * child for each draft (intake/nursery.h), which enters the sandbox.  Nothing
 * of the draft is looked at before the walls stand, and where the system calls
 * can not be filtered nothing is.
 */
#include "intake/worker.h"

#include <errno.h>
#include <locale.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "base/digest.h"
#include "base/encoding.h"
#include "base/intl.h"
#include "intake/emit_tree.h"
#include "intake/frame.h"
#include "intake/identify.h"
#include "intake/mail/mail_memory.h"
#include "intake/mail/mail_read.h"
#include "intake/nursery.h"
#include "intake/ole/ole.h"
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

/* What is to be read. */
struct draft {
	struct tz_worker_request request;
	int fd;
	const void *data;
	size_t len;
};

/* Wait for the draft.  A parent that ends instead is no failure to tell. */
static enum tz_status
await_draft(struct draft *draft, struct tz_err *err)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec bytes = {&draft->request, sizeof draft->request};
	struct msghdr message;
	const struct cmsghdr *rights;
	size_t least = offsetof(struct tz_worker_request, bytes);
	ssize_t n;

	memset(&message, 0, sizeof message);
	message.msg_iov = &bytes;
	message.msg_iovlen = 1;
	message.msg_control = control.space;
	message.msg_controllen = sizeof control.space;
	do {
		n = recvmsg(TZ_WORKER_CONTROL, &message, MSG_CMSG_CLOEXEC);
	} while (n < 0 && errno == EINTR);
	rights = CMSG_FIRSTHDR(&message);
	if (n < 0 || (size_t)n < least || !rights ||
	    rights->cmsg_level != SOL_SOCKET ||
	    rights->cmsg_type != SCM_RIGHTS ||
	    rights->cmsg_len != CMSG_LEN(sizeof draft->fd))
		return tz_fail(err, TZ_IO, _("no draft to read"));
	memcpy(&draft->fd, CMSG_DATA(rights), sizeof draft->fd);
	if (draft->request.name_len > TZ_WORKER_NAME_MAX ||
	    draft->request.passwords_len > TZ_WORKER_PASSWORDS_MAX ||
	    draft->request.n_cuts > TZ_WORKER_CUTS_MAX ||
	    (size_t)n - least !=
		draft->request.name_len + draft->request.passwords_len)
		return tz_fail(err, TZ_IO, _("no draft to read"));
	close(TZ_WORKER_CONTROL);
	return TZ_OK;
}

/* Map the draft; it is never copied. */
static enum tz_status
map_draft(struct draft *draft, struct tz_err *err)
{
	struct stat st;

	if (fstat(draft->fd, &st) || !S_ISREG(st.st_mode))
		return tz_fail(err, TZ_IO, _("no draft to read"));
	if ((uint64_t)st.st_size > draft->request.limits.max_file)
		return tz_fail(err, TZ_LIMIT, _("the draft is too large"));
	draft->len = (size_t)st.st_size;
	if (draft->len == 0)
		return TZ_OK;
	draft->data =
	    mmap(NULL, draft->len, PROT_READ, MAP_PRIVATE, draft->fd, 0);
	if (draft->data == MAP_FAILED)
		return tz_fail(err, TZ_IO, _("the draft can not be mapped"));
	return TZ_OK;
}

/* Where a library has no way to say that there is no memory. */
static void
end_without_memory(void)
{
	_exit(TZ_WORKER_NO_MEMORY);
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
	tz_ole_warm_up();
	tz_mail_memory_watch(end_without_memory);
	tz_mail_read_warm_up();
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

/* Read the draft behind the walls. */
static enum tz_status
read_draft(struct draft *draft, struct tz_identify *identify,
    struct tz_err *err)
{
	const struct tz_worker_request *request = &draft->request;
	const struct tz_intake_limits *limits = &request->limits;
	struct tz_emit_cut cuts[TZ_WORKER_CUTS_MAX];
	tz_auto(tz_emit) emit = NULL;
	uint32_t i;
	unsigned landlock = 0;
	bool filtered;
	enum tz_status s;

	s = tz_emit_new(limits, write_stream, NULL, tz_identify_file, identify,
	    &emit, err);
	/* The mapped draft is no memory of the worker's own. */
	if (s == TZ_OK)
		s = tz_sandbox_limit(limits->max_memory + draft->len,
		    limits->max_seconds, err);
	if (s)
		return s;
	filtered = tz_sandbox_enter(&landlock, err) == TZ_OK;
	s = tz_emit_hello(emit, filtered, landlock, err);
	if (s || !filtered)
		return s;
	for (i = 0; i < request->n_cuts; i++) {
		cuts[i].frames = request->cuts[i].frames;
		cuts[i].reason = tz_frame_reason(request->cuts[i].reason);
	}
	tz_emit_set_cuts(emit, cuts, request->n_cuts);
	tz_emit_set_passwords(emit, request->bytes + request->name_len,
	    request->passwords_len);
	return tz_emit_root(emit, request->bytes, request->name_len,
	    draft->data, draft->len, err);
}

/* In a child of the program: read the one draft that it will be given. */
static int
run(void *arg)
{
	static struct draft draft;
	struct tz_identify *identify = arg;
	struct tz_err inner = {TZ_OK, ""};
	struct tz_err *err = &inner;
	enum tz_status s;

	s = await_draft(&draft, err);
	if (s == TZ_OK)
		s = map_draft(&draft, err);
	if (s == TZ_OK)
		s = read_draft(&draft, identify, err);
	explicit_bzero(&draft.request, sizeof draft.request);
	/* No clean-up by libraries: the walls would be in its way. */
	return s == TZ_OK   ? TZ_WORKER_DONE
	    : s == TZ_NOMEM ? TZ_WORKER_NO_MEMORY
			    : TZ_WORKER_FAILED;
}

int
main(void)
{
	struct tz_identify *identify = NULL;

	/* Let go of what was inherited. */
	clearenv();
	close_range(TZ_WORKER_CONTROL + 1, ~0U, 0);
	if (warm_up(&identify, NULL))
		_exit(TZ_WORKER_FAILED);
	_exit(tz_nursery_run(run, identify));
}
