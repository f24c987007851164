/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/status.h - how a function says what became of it
 *
 * One list makes the codes, their texts and the exit statuses, so that none
 * can be missing.  A function that can fail returns enum tz_status and fills
 * the caller's struct tz_err with one sentence: lower case, no full stop, the
 * failure first.  The sentence may hold ids, rule names and paths that the
 * user typed, never text out of a document.
 */
#ifndef TZ_BASE_STATUS_H
#define TZ_BASE_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

/* name, exit status (design: 0 yes, 1 no, 2 could not be done, 3 incomplete),
 * text */
#define TZ_STATUS_LIST(X)                                                      \
	X(OK, 0, N_("success"))                                                \
	X(NO, 1, N_("refused, or the answer is no"))                           \
	X(INCOMPLETE, 3, N_("some of it could not be read or checked"))        \
	X(NOTFOUND, 2, N_("no such object"))                                   \
	X(USAGE, 2, N_("bad command line"))                                    \
	X(NOMEM, 2, N_("out of memory"))                                       \
	X(IO, 2, N_("input/output error"))                                     \
	X(LOCKED, 2, N_("the vault is locked by another process"))             \
	X(LIMIT, 2, N_("a configured limit was reached"))                      \
	X(FORMAT, 2, N_("malformed input"))                                    \
	X(CORRUPT, 2, N_("stored data does not match its digest"))             \
	X(TOONEW, 2, N_("the vault was written by a newer version"))           \
	X(BUG, 2, N_("internal error"))

enum tz_status {
#define TZ_STATUS_ENUM(name, exit_status, text) TZ_##name,
	TZ_STATUS_LIST(TZ_STATUS_ENUM)
#undef TZ_STATUS_ENUM
	    TZ_STATUS_COUNT
};

/* What went wrong; zeroed by whoever declares it.  It owns nothing. */
struct tz_err {
	enum tz_status status;
	char text[512];
};

#define TZ_CHECK __attribute__((warn_unused_result))
#define TZ_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/*
 * Clean-up bound to the scope.  TZ_AUTO_DEFINE(tz_x) stands after the
 * prototype of tz_x_free(); then `tz_auto(tz_x) x = NULL;` is freed at the end
 * of its block and tz_steal(&x) hands it on.
 */
#define TZ_AUTO(fn) __attribute__((cleanup(fn)))
#define TZ_AUTO_DEFINE(type)                                                   \
	static inline void type##_autofree(struct type **p)                    \
	{                                                                      \
		type##_free(*p);                                               \
	}
#define tz_auto(type) TZ_AUTO(type##_autofree) struct type *
#define tz_steal(p)                                                            \
	(__extension__({                                                       \
		__typeof__(p) tz_steal_p_ = (p);                               \
		__typeof__(*(p)) tz_steal_v_ = *tz_steal_p_;                   \
		*tz_steal_p_ = 0;                                              \
		tz_steal_v_;                                                   \
	}))

/** tz_status_text(status): The text of ${status}; a constant. */
const char *tz_status_text(enum tz_status status);

/** tz_status_exit(status): The exit status that ${status} stands for. */
int tz_status_exit(enum tz_status status);

/**
 * tz_fail(err, status, format, ...):
 * Note the failure in ${err}, unless an earlier one stands there, and return
 * ${status}.  ${err} may be NULL.
 */
enum tz_status tz_fail(struct tz_err *err, enum tz_status status,
    const char *format, ...) TZ_PRINTF(3, 4);

/**
 * tz_fail_errno(err, what, path):
 * As tz_fail() with TZ_IO (TZ_NOMEM for ENOMEM, TZ_NOTFOUND for ENOENT), the
 * words ${what} '${path}' and the system's text of errno.
 */
enum tz_status
tz_fail_errno(struct tz_err *err, const char *what, const char *path);

/** tz_fail_nomem(err): tz_fail() with TZ_NOMEM and its usual text. */
enum tz_status tz_fail_nomem(struct tz_err *err);

/**
 * tz_fail_while(err, status, format, ...):
 * Put "while DOING: " before what ${err} says and return ${status}.
 */
enum tz_status tz_fail_while(struct tz_err *err, enum tz_status status,
    const char *format, ...) TZ_PRINTF(3, 4);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_STATUS_H */
