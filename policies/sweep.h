/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/sweep.h - one form of a text, all patterns: candidates to hits
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_SWEEP_H
#define TZ_POLICIES_SWEEP_H

#include "policies/scan.h"
#include "policies/scene.h"

struct tz_progress;

/* A stretch of a part in both forms; the members up to `last` are set by the
 * caller. */
struct tz_sweep {
	struct tz_matcher *matcher;
	struct tz_scene scene;
	struct tz_view view;
	size_t byte;  /* where the text of the view begins in the part */
	size_t point; /* the same as a code point */
	size_t first; /* hits begin at code points [first, last) */
	size_t last;
	enum tz_form form;
	bool
	    mended; /* the mended pieces, with the patterns of the plain text */
	const char *text; /* of the form */
	size_t len;
	struct tz_progress *progress; /* of each pattern of the form */
	struct tz_hits *hits;
	struct tz_hits *loose; /* of elements, to be composed */
	bool limited;
	enum tz_status status;
	struct tz_err *err;
};

/** tz_sweep_form(sweep, form, text, len): Add the hits in one form of the
 * view's text, which may be TZ_FORM_MENDED.  Fails: TZ_NOMEM, TZ_LIMIT, TZ_BUG.
 */
TZ_CHECK enum tz_status tz_sweep_form(struct tz_sweep *sweep, enum tz_form form,
    const char *text, size_t len);

/** tz_sweep_clear(sweep): Free what it holds. */
void tz_sweep_clear(struct tz_sweep *sweep);

/** tz_char_start(text, at): The start of the character of byte ${at}. */
size_t tz_char_start(const char *text, size_t at);

#endif /* !TZ_POLICIES_SWEEP_H */
