/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/emit_tree.h - the worker's side of a reading: the tree of files
 *
 * Readers see intake/emit.h only; this is for the worker (and for tests, which
 * read in their own process).
 */
#ifndef TZ_INTAKE_EMIT_TREE_H
#define TZ_INTAKE_EMIT_TREE_H

#include "intake/emit.h"
#include "intake/intake.h"

/* What a file is. */
struct tz_type {
	const char *media_type; /* a constant, or borrowed from the identifier
				 * until its next call */
	tz_reader *reader;	/* NULL when none reads it ... */
	const char *reason;	/* ... and why: a word of TZ_REASON_LIST */
	bool disagrees;		/* with the ending of its name */
	bool two_types;		/* it is a file of another type, too */
	bool unlisted;		/* a ZIP file with members in no directory */
	bool differs;		/* a ZIP file that says two things of one */
	/* What does not belong to it, read as files of their own: so many
	 * bytes before it, those from ${rest} on, and an unlisted member. */
	size_t lead;
	size_t rest;	 /* or 0 */
	bool rest_apart; /* the reader gets only what stands before it */
	size_t gap;
	size_t gap_len;
};

/** An identifier: say what ${source} called ${name} is. */
typedef void tz_identifier(void *arg, const struct tz_source *source,
    const char *name, struct tz_type *ret);

/** A sink: where the frames go. */
typedef enum tz_status
tz_emit_sink(void *arg, const void *data, size_t len, struct tz_err *err);

/* After so many frames, give up the file that is being read, and why. */
struct tz_emit_cut {
	uint64_t frames;
	const char *reason; /* a word of TZ_REASON_LIST */
};

/* A file whose end was not yet sent. */
struct tz_emit_level {
	size_t file;
	uint64_t size;
	uint64_t unpacked;	  /* of it itself */
	uint64_t unpacked_inside; /* of what it holds, at any depth */
	bool told_encrypted;	  /* the fact */
	bool told_trailing;	  /* likewise; its reader gave what it is */
	bool given; /* text, here or below; its name does not count */
	enum tz_reading reading;
	const char *reason;
};

/* The stream to the parent and the counters of this tree. */
struct tz_emit {
	struct tz_intake_limits limits;
	tz_emit_sink *sink;
	void *sink_arg;
	tz_identifier *identifier;
	void *identifier_arg;
	struct tz_buf frame;
	struct tz_emit_level *levels; /* by depth */
	uint64_t unpacked;
	uint64_t text;
	size_t n_files;
	size_t n_parts;
	size_t n_facts;
	size_t n_pictures;
	const struct tz_emit_cut *cuts; /* those that are still to come */
	size_t n_cuts;
	uint64_t n_sent; /* frames */
	/* Why the file that is being read is given up at this point, or
	 * NULL. */
	const char *given_up;
	const char *passwords; /* a list as of tz_emit_set_passwords() */
	size_t passwords_len;
	const char *limit; /* the limit of the tree that was passed, or NULL */
	bool broken;	   /* the sink failed */
};

/**
 * tz_emit_new(limits, sink, sink_arg, identifier, identifier_arg, ret_emit,
 *     err):
 * Start a reading.  ${limits} is copied, the others are borrowed until the
 * emit is freed.  Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_emit_new(const struct tz_intake_limits *limits,
    tz_emit_sink *sink, void *sink_arg, tz_identifier *identifier,
    void *identifier_arg, struct tz_emit **ret_emit, struct tz_err *err);

/** tz_emit_free(emit): End it.  NULL is allowed. */
void tz_emit_free(struct tz_emit *emit);

TZ_AUTO_DEFINE(tz_emit)

/** tz_emit_set_passwords(emit, list, len): The passwords that readers may try:
 * texts with a NUL at the end of each, one after the other, ${len} bytes in
 * all; borrowed. */
void tz_emit_set_passwords(struct tz_emit *emit, const char *list, size_t len);

/** tz_emit_set_cuts(emit, cuts, n): Where readers died before; in rising
 * order, borrowed. */
void tz_emit_set_cuts(struct tz_emit *emit, const struct tz_emit_cut *cuts,
    size_t n);

/** tz_emit_check(emit, err): Fail if the tree is over one of its limits, or
 * the file that is being read is given up: TZ_LIMIT. */
TZ_CHECK enum tz_status tz_emit_check(struct tz_emit *emit, struct tz_err *err);

/** tz_emit_hello(emit, seccomp, landlock, err): Send the first frame: whether
 * the system calls are filtered, and Landlock's version (0: none). */
TZ_CHECK enum tz_status tz_emit_hello(struct tz_emit *emit, bool seccomp,
    unsigned landlock, struct tz_err *err);

/** tz_emit_send(emit, more, more_len, err): Send the frame that was put
 * together in emit->frame, with ${more} at its end.  Fails: TZ_IO, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_emit_send(struct tz_emit *emit, const void *more,
    size_t more_len, struct tz_err *err);

/** tz_emit_mark_given(emit, depth): Note that something of the file at
 * ${depth} was given, and so of those that hold it. */
void tz_emit_mark_given(struct tz_emit *emit, unsigned depth);

/** tz_emit_pass_limit(emit, reason, err): Note that the tree is over a limit;
 * returns TZ_LIMIT. */
TZ_CHECK enum tz_status tz_emit_pass_limit(struct tz_emit *emit,
    const char *reason, struct tz_err *err);

/**
 * tz_emit_root(emit, name, name_len, data, len, err):
 * Read the outermost file and all it holds, and send the last frame.  ${name}
 * is bytes.  What goes wrong in the file is noted, and TZ_OK; fails: TZ_IO
 * when the sink does, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_emit_root(struct tz_emit *emit, const char *name,
    size_t name_len, const void *data, size_t len, struct tz_err *err);

#endif /* !TZ_INTAKE_EMIT_TREE_H */
