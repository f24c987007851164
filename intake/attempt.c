/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/attempt.c - one try at reading a draft, and what is known after it
 */
#include "intake/attempt.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/intl.h"
#include "intake/worker.h"

/* What one read may bring. */
#define CHUNK ((size_t)256 << 10)

enum tz_status
tz_attempt_new(const struct tz_intake_limits *limits, struct tz_ocr *ocr,
    unsigned ocr_seconds, struct tz_attempt **ret_attempt, struct tz_err *err)
{
	tz_auto(tz_attempt) attempt = calloc(1, sizeof *attempt);
	enum tz_status s;

	if (!attempt)
		return tz_fail_nomem(err);
	s = tz_receive_new(limits, &attempt->receive, err);
	if (s == TZ_OK)
		s = tz_ocr_draft_new(ocr, ocr_seconds, &attempt->ocr, err);
	if (s)
		return s;
	tz_receive_set_ocr(attempt->receive, attempt->ocr);
	*ret_attempt = tz_steal(&attempt);
	return TZ_OK;
}

void
tz_attempt_free(struct tz_attempt *attempt)
{
	if (!attempt)
		return;
	tz_receive_free(attempt->receive);
	tz_ocr_draft_free(attempt->ocr);
	free(attempt);
}

int64_t
tz_attempt_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* The milliseconds until ${deadline}, for poll(). */
static int
remaining(int64_t deadline)
{
	int64_t left = deadline - tz_attempt_now();

	return left < 0 ? 0 : left > 1000000 ? 1000000 : (int)left;
}

/* Note since when the innermost file is being read. */
static void
note_inner(struct tz_attempt *attempt)
{
	size_t inner = tz_receive_inner(attempt->receive);

	if (inner != attempt->inner)
		attempt->since = tz_attempt_now();
	attempt->inner = inner;
}

/*
 * Take frames until the last one came, the stream ended, or time is over
 * (then ${ret_late}).
 */
static enum tz_status
listen_to(struct tz_attempt *attempt, int stream, int64_t deadline,
    bool *ret_late, struct tz_err *err)
{
	struct tz_receive *receive = attempt->receive;
	tz_auto_str chunk = malloc(CHUNK);

	if (!chunk)
		return tz_fail_nomem(err);
	while (!tz_receive_done(receive)) {
		struct pollfd wait = {stream, POLLIN, 0};
		/* The worker stands still while a picture is waited for. */
		int64_t waited = tz_receive_waited(receive);
		int left = remaining(deadline + waited);
		int own = remaining(attempt->since + attempt->most + waited);
		enum tz_status s;
		ssize_t n;

		/* So that there is time for what lies behind it. */
		if (attempt->inner > 0 && own < left)
			left = own;
		if (left == 0) {
			*ret_late = true;
			return TZ_OK;
		}
		n = poll(&wait, 1, left);
		if (n > 0)
			n = read(stream, chunk, CHUNK);
		else if (n == 0)
			continue;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tz_fail(err, TZ_IO,
			    _("reading from a worker: %s"), strerror(errno));
		if (n == 0)
			return TZ_OK;
		s = tz_receive_feed(receive, chunk, (size_t)n, err);
		if (s)
			return s;
		note_inner(attempt);
	}
	return TZ_OK;
}

/* Why the files that an ended worker had not finished were not read. */
static const char *
reason_of(int status, bool late)
{
	if (late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
		return TZ_REASON_LIMIT_TIME;
	if (WIFEXITED(status) && WEXITSTATUS(status) == TZ_WORKER_NO_MEMORY)
		return TZ_REASON_LIMIT_MEMORY;
	return TZ_REASON_CRASH;
}

enum tz_status
tz_attempt_run(struct tz_attempt *attempt, struct tz_process *process,
    int draft, const struct tz_process_order *order, int64_t deadline,
    struct tz_err *err)
{
	struct tz_err inner = {TZ_OK, ""};
	bool late = false;
	enum tz_status s;

	attempt->begun = attempt->since = tz_attempt_now();
	attempt->most = (deadline - attempt->begun) / 2;
	s = tz_process_give(process, draft, order, &inner);
	if (s == TZ_OK)
		s = listen_to(attempt, process->stream, deadline, &late,
		    &inner);
	if (s == TZ_OK && !late && !tz_receive_done(attempt->receive))
		late = !tz_process_await(process, remaining(deadline));
	attempt->reason = reason_of(tz_process_end(process), late);
	attempt->ended = tz_attempt_now();
	if (s == TZ_FORMAT) {
		attempt->reason = TZ_REASON_CRASH;
		attempt->malformed = true;
		return TZ_OK;
	}
	return s ? tz_fail(err, s, "%s", inner.text) : TZ_OK;
}

bool
tz_attempt_may_go_on(const struct tz_attempt *attempt)
{
	const struct tz_receive *receive = attempt->receive;

	/* One that lies is not asked again; and what of the outermost file
	 * itself is lost stays lost. */
	if (tz_receive_done(receive) || attempt->malformed ||
	    tz_receive_inner(receive) == 0)
		return false;
	/* Many files that take long together: it is not this one's doing. */
	return strcmp(attempt->reason, TZ_REASON_LIMIT_TIME) != 0 ||
	    2 * (attempt->ended - attempt->since) >=
	    attempt->ended - attempt->begun;
}
