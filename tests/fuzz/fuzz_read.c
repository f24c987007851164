/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/fuzz/fuzz_read.c - read bytes in this process, through the frames
 */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "intake/receive.h"

/* Small enough that a bomb ends soon. */
static const struct tz_intake_limits limits = {
    .max_file = 16 << 20,
    .max_total = 32 << 20,
    .max_text = 16 << 20,
    .max_depth = 4,
    .max_entries = 200,
    .max_ratio = 200,
};

static enum tz_status
into_receive(void *arg, const void *data, size_t len, struct tz_err *err)
{
	enum tz_status s =
	    tz_receive_feed((struct tz_receive *)arg, data, len, err);

	/* What a reader says must always be well-formed. */
	if (s == TZ_FORMAT)
		abort();
	return s;
}

struct choice {
	tz_reader *reader;
	tz_identifier *identifier;
	void *arg;
};

static void
choose(void *arg, const struct tz_source *source, const char *name,
    struct tz_type *ret)
{
	const struct choice *choice = (const struct choice *)arg;

	if (choice->identifier)
		choice->identifier(choice->arg, source, name, ret);
	if (choice->reader && source->depth == 0)
		ret->reader = choice->reader;
}

void
fuzz_read(tz_reader *reader, tz_identifier *identifier, void *arg,
    const char *name, const uint8_t *data, size_t len)
{
	struct choice choice = {reader, identifier, arg};
	tz_auto(tz_receive) receive = NULL;
	tz_auto(tz_emit) emit = NULL;

	if (tz_receive_new(&limits, &receive, NULL) ||
	    tz_emit_new(&limits, into_receive, receive, choose, &choice, &emit,
		NULL) ||
	    tz_emit_hello(emit, true, 1, NULL))
		abort();
	if (tz_emit_root(emit, name, strlen(name), data, len, NULL) == TZ_OK &&
	    !tz_receive_done(receive))
		abort();
}
