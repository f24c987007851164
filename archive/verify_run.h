/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_run.h - what the files of the bundle verifier share
 *
 * For verify*.c only; everybody else uses archive/bundle.h.  A failed check is
 * reported and the run goes on, so that one damage is described by all that it
 * breaks; a status other than TZ_OK means that the run itself cannot go on.
 */
#ifndef TZ_ARCHIVE_VERIFY_RUN_H
#define TZ_ARCHIVE_VERIFY_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/bundle.h"
#include "archive/bundle_plan.h"
#include "archive/bundle_signers.h"
#include "archive/merkle.h"
#include "archive/note.h"
#include "base/buf.h"

struct tz_verify_member {
	char *name; /* inside the bundle's folder */
	uint64_t size;
	uint64_t offset; /* in the tar */
	bool is_listed;	 /* in the manifest or tag manifest */
	struct tz_id listed;
	bool is_object; /* opened: its commitment is checked as well */
	bool is_opened; /* an object whose commitment is checked */
	struct tz_id commitment;
	struct tz_id salt;
};

/* What is known of a commitment of the range. */
struct tz_verify_state {
	int64_t opened; /* seq of its opening, -1 */
	bool is_withheld;
	enum tz_bundle_reason reason;
};

struct tz_verify {
	const struct tz_bundle_trust *trust;
	tz_check_report *report;
	void *arg;
	const char *path;
	bool has_failed[TZ_CHECK_COUNT];
	int64_t n_checked[TZ_CHECK_COUNT];
	bool any_failed;

	int fd; /* of the tar, or of the folder */
	bool is_tar;
	uint64_t tar_size;
	char *folder;			 /* name of the bundle's folder */
	struct tz_verify_member *member; /* sorted by bytes of name */
	size_t n_members;

	struct tz_bundle_plan plan;    /* as the entries say it should be */
	struct tz_verify_state *state; /* as it is; beside plan.items */
	size_t next_use;	       /* in plan.uses: openings are in order */
	size_t next_item;	       /* and so is withheld.tsv */
	int64_t from;
	int64_t until;
	bool is_public;
	int edition;
	char *origin;
	char *vkey;
	bool has_note_from, has_note_until;
	struct tz_checkpoint note_from, note_until;
	struct tz_merkle tree; /* grows with the entries */
	struct tz_id *roots;   /* of sizes from A to as far as read */
	size_t n_roots;
	struct tz_bundle_signers signers;
	struct tz_verify_pass *pass; /* of the entries, while it runs */
	int64_t n_seen_before; /* seen heads before A, which are not here */
};

/** tz_verify_fail(verify, check, subject, text): Report a failed check. */
void tz_verify_fail(struct tz_verify *verify, enum tz_check_name check,
    const char *subject, const char *text);

/** tz_verify_fail_seq(verify, check, seq, text): The same of "seq N". */
void tz_verify_fail_seq(struct tz_verify *verify, enum tz_check_name check,
    int64_t seq, const char *text);

/** tz_verify_skip(verify, check, subject, text): Report what is not checked.
 */
void tz_verify_skip(struct tz_verify *verify, enum tz_check_name check,
    const char *subject, const char *text);

/** tz_verify_open(verify, err): Find the members of the tar or folder, and
 * check its form and their names.  Fails: TZ_FORMAT for no bundle at all. */
TZ_CHECK enum tz_status
tz_verify_open(struct tz_verify *verify, struct tz_err *err);

/** tz_verify_find(verify, name): That member, or NULL. */
struct tz_verify_member *
tz_verify_find(const struct tz_verify *verify, const char *name);

/** tz_verify_begin(verify, member, ret_fd, ret_offset, err): A descriptor and
 * where the member begins in it; tz_verify_end() gives it back. */
TZ_CHECK enum tz_status tz_verify_begin(const struct tz_verify *verify,
    const struct tz_verify_member *member, int *ret_fd, uint64_t *ret_offset,
    struct tz_err *err);

/** tz_verify_end(verify, fd): Give the descriptor back. */
void tz_verify_end(const struct tz_verify *verify, int fd);

/** tz_verify_read(verify, name, ret, err): Append a small member.  Fails:
 * TZ_NOTFOUND, TZ_LIMIT, TZ_IO. */
TZ_CHECK enum tz_status tz_verify_read(const struct tz_verify *verify,
    const char *name, struct tz_buf *ret, struct tz_err *err);

/* One line without its LF; ${n} counts from 0. */
typedef enum tz_status tz_verify_line(struct tz_verify *verify,
    const char *line, size_t len, int64_t n, struct tz_err *err);

/** tz_verify_lines(verify, prefix, check, visit, err): The lines of all members
 * whose names begin so, in order.  A last line without LF, or one over 1 MiB,
 * fails ${check}. */
TZ_CHECK enum tz_status
tz_verify_lines(struct tz_verify *verify, const char *prefix,
    enum tz_check_name check, tz_verify_line *visit, struct tz_err *err);

/** tz_verify_bag(verify, err): Tag files, manifests, and what they say of the
 * ledger.  Fails: TZ_FORMAT when the range cannot be known. */
TZ_CHECK enum tz_status
tz_verify_bag(struct tz_verify *verify, struct tz_err *err);

/** tz_verify_notes(verify, err): The signed heads, by the bundle's own key. */
TZ_CHECK enum tz_status
tz_verify_notes(struct tz_verify *verify, struct tz_err *err);

/** tz_verify_entries(verify, err): Sequence, chain, tree, times. */
TZ_CHECK enum tz_status
tz_verify_entries(struct tz_verify *verify, struct tz_err *err);

/** tz_verify_openings(verify, err): Openings, withheld.tsv, completeness. */
TZ_CHECK enum tz_status
tz_verify_openings(struct tz_verify *verify, struct tz_err *err);

/** tz_verify_signatures(verify, err): Who may sign, and whether they did. */
TZ_CHECK enum tz_status
tz_verify_signatures(struct tz_verify *verify, struct tz_err *err);

/** tz_verify_files(verify, err): Read every byte: digests and commitments. */
TZ_CHECK enum tz_status
tz_verify_files(struct tz_verify *verify, struct tz_err *err);

/** tz_verify_outside(verify, err): What lies beside the bundle and what the
 * caller trusts: the tar's digest and signature, keys on paper, an earlier
 * head. */
TZ_CHECK enum tz_status
tz_verify_outside(struct tz_verify *verify, struct tz_err *err);

#endif /* !TZ_ARCHIVE_VERIFY_RUN_H */
