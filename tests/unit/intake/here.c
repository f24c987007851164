/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/here.c - read a file in the test's own process
 */
#include "here.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "intake/receive.h"

static const struct tz_intake_limits usual = {
    .max_file = (uint64_t)256 << 20,
    .max_memory = (uint64_t)512 << 20,
    .max_total = (uint64_t)2 << 30,
    .max_text = (uint64_t)256 << 20,
    .max_seconds = 60,
    .max_depth = 8,
    .max_entries = 20000,
    .max_ratio = 200,
};

static enum tz_status
into_receive(void *arg, const void *data, size_t len, struct tz_err *err)
{
	struct tz_receive *receive = (struct tz_receive *)arg;

	return tz_receive_feed(receive, data, len, err);
}

struct tz_document *
here_read_by(tz_identifier *identifier, void *arg,
    const struct tz_intake_limits *limits, const char *name, const void *data,
    size_t len)
{
	struct tz_err err = {TZ_OK, ""};
	struct tz_document_file root = {.path = "never"};
	struct tz_document *document = NULL;
	tz_auto(tz_receive) receive = NULL;
	tz_auto(tz_emit) emit = NULL;

	if (!limits)
		limits = &usual;
	assert_int_equal(tz_receive_new(limits, &receive, &err), TZ_OK);
	assert_int_equal(tz_emit_new(limits, into_receive, receive, identifier,
			     arg, &emit, &err),
	    TZ_OK);
	assert_int_equal(tz_emit_hello(emit, true, 1, &err), TZ_OK);
	if (tz_emit_root(emit, name, strlen(name), data, len, &err))
		fail_msg("%s", err.text);
	assert_true(tz_receive_done(receive));
	assert_int_equal(tz_receive_finish(receive, &root, TZ_REASON_CRASH,
			     &document, &err),
	    TZ_OK);
	return document;
}

static void
identify_root(void *arg, const struct tz_source *source, const char *name,
    struct tz_type *ret)
{
	tz_reader **reader = (tz_reader **)arg;

	(void)name;
	if (source->depth == 0) {
		ret->reader = *reader;
	} else {
		ret->reader = NULL;
		ret->reason = TZ_REASON_UNSUPPORTED_TYPE;
	}
}

struct tz_document *
here_read(tz_reader *reader, const struct tz_intake_limits *limits,
    const char *name, const void *data, size_t len)
{
	return here_read_by(identify_root, &reader, limits, name, data, len);
}

const struct tz_part *
here_part(const struct tz_document *document, enum tz_channel channel, size_t n)
{
	const struct tz_part *parts;
	size_t i, n_parts;

	parts = tz_document_parts(document, &n_parts);
	for (i = 0; i < n_parts; i++) {
		if (parts[i].channel == channel && n-- == 0)
			return &parts[i];
	}
	return NULL;
}

const struct tz_document_file *
here_file(const struct tz_document *document, const char *path)
{
	const struct tz_document_file *files;
	size_t i, n;

	files = tz_document_files(document, &n);
	for (i = 0; i < n; i++) {
		if (strcmp(files[i].path, path) == 0)
			return &files[i];
	}
	return NULL;
}

bool
here_has(const struct tz_document *document, enum tz_channel channel,
    const char *text)
{
	const struct tz_part *part;
	size_t i;

	for (i = 0; (part = here_part(document, channel, i)); i++) {
		if (memmem(part->text, part->text_len, text, strlen(text)))
			return true;
	}
	return false;
}

bool
here_fact(const struct tz_document *document, const char *name)
{
	const struct tz_fact *facts;
	size_t i, n;

	facts = tz_document_facts(document, &n);
	for (i = 0; i < n; i++) {
		if (strcmp(facts[i].name, name) == 0)
			return true;
	}
	return false;
}
