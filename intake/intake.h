/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/intake.h - a draft becomes a document, read in a sandboxed worker
 *
 * Untrusted bytes are parsed by the program taizhang-intake only; this side
 * hands it an open descriptor, checks every frame that comes back and builds a
 * struct tz_document (base/document.h).  Whatever happens to the worker (a
 * crash, a kill, a limit) the call returns a document: what could not be read
 * is a file with TZ_READING_UNREAD or _PARTLY and its reason.  If the worker
 * dies in a file that the draft holds, only that one is lost.
 *
 * Words of `reason`: encrypted, damaged, unknown-type, unsupported-type,
 * limit-memory, limit-time, limit-depth, limit-entries, limit-ratio,
 * limit-size, limit-text, limit-entities, crash, ocr-missing,
 * empty-archive-name, no-text (a page or file that shows something but gave no
 * text).
 */
#ifndef TZ_INTAKE_INTAKE_H
#define TZ_INTAKE_INTAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/document.h"
#include "base/status.h"

#define TZ_REASON_LIST(X)                                                      \
	X(ENCRYPTED, "encrypted")                                              \
	X(DAMAGED, "damaged")                                                  \
	X(UNKNOWN_TYPE, "unknown-type")                                        \
	X(UNSUPPORTED_TYPE, "unsupported-type")                                \
	X(LIMIT_MEMORY, "limit-memory")                                        \
	X(LIMIT_TIME, "limit-time")                                            \
	X(LIMIT_DEPTH, "limit-depth")                                          \
	X(LIMIT_ENTRIES, "limit-entries")                                      \
	X(LIMIT_RATIO, "limit-ratio")                                          \
	X(LIMIT_SIZE, "limit-size")                                            \
	X(LIMIT_TEXT, "limit-text")                                            \
	X(LIMIT_ENTITIES, "limit-entities")                                    \
	X(CRASH, "crash")                                                      \
	X(OCR_MISSING, "ocr-missing")                                          \
	X(EMPTY_ARCHIVE_NAME, "empty-archive-name")                            \
	X(NO_TEXT, "no-text")                                                  \
	X(MISSING_VOLUME, "missing-volume")

#define TZ_REASON_WORD(name, word)                                             \
	static const char TZ_REASON_##name[] __attribute__((unused)) = word;
TZ_REASON_LIST(TZ_REASON_WORD)
#undef TZ_REASON_WORD

/* Bounds on one submitted file and all it holds. */
struct tz_intake_limits {
	uint64_t max_file;    /* bytes of the outermost file */
	uint64_t max_memory;  /* bytes of address space of the worker */
	uint64_t max_total;   /* unpacked bytes over the whole tree */
	uint64_t max_text;    /* bytes of text over the whole tree */
	unsigned max_seconds; /* CPU, and three times that on the clock */
	unsigned max_depth;   /* containers in containers */
	unsigned max_entries; /* files over the whole tree */
	unsigned max_ratio;   /* unpacked to packed size of one container */
};

/* 256 MiB, 512 MiB, 2 GiB, 256 MiB, 60 s, 8, 20000, 200. */
extern const struct tz_intake_limits tz_intake_limits_default;

/* A way to read files.  Made by tz_intake_new(), ended by tz_intake_free(). */
struct tz_intake;

/**
 * tz_intake_new(worker, limits, ret_intake, err):
 * ${worker} is the path of taizhang-intake, ${limits} may be NULL; both are
 * copied.  Fails: TZ_NOTFOUND when there is no such program, TZ_NOMEM.
 */
TZ_CHECK enum tz_status
tz_intake_new(const char *worker, const struct tz_intake_limits *limits,
    struct tz_intake **ret_intake, struct tz_err *err);

/** tz_intake_set_passwords(intake, list, n, err): What may be tried on files
 * that are encrypted, instead of what was given before; UTF-8 texts that are
 * not empty, copied, and wiped at the end.  Fails: TZ_LIMIT when they are over
 * 64 KiB, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_intake_set_passwords(struct tz_intake *intake,
    const char *const *list, size_t n, struct tz_err *err);

/** tz_intake_expect(intake): A file will be read soon: start its worker now,
 * so that it is ready by then.  A failure shows when the file is read. */
void tz_intake_expect(struct tz_intake *intake);

/** tz_intake_free(intake): End it.  NULL is allowed. */
void tz_intake_free(struct tz_intake *intake);

TZ_AUTO_DEFINE(tz_intake)

/**
 * tz_intake_read(intake, fd, name, ret_document, err):
 * Read the file behind ${fd} (a regular file or sealed memfd; its offset is
 * not used) called ${name} (bytes as the user has them; only its last
 * component is used).  The outermost file is files[0], its path is the clean
 * form of the last component; the name itself is a part with channel FILENAME,
 * and so is the name of every contained file.
 *
 * Fails: TZ_IO when no worker can be started or the kernel offers no seccomp
 * (nothing is parsed then), TZ_LIMIT when ${fd} holds more than max_file,
 * TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_intake_read(struct tz_intake *intake, int fd,
    const char *name, struct tz_document **ret_document, struct tz_err *err);

/** tz_intake_landlock(intake): Whether the kernel's Landlock is among the
 * worker's walls (seccomp always is); true until a worker has said that it is
 * not. */
bool tz_intake_landlock(const struct tz_intake *intake);

#endif /* !TZ_INTAKE_INTAKE_H */
