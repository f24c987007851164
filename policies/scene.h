/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/scene.h - what a candidate is weighed against: its part as a whole
 *
 * A scene is made for one part of a document.  What is dear to find out (the
 * folded text of the whole part, the extent of a page) is found out when first
 * asked for and kept.  All answers depend on the part and the rule alone.
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_SCENE_H
#define TZ_POLICIES_SCENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/document.h"
#include "policies/rule.h"
#include "policies/trace.h"
#include "policies/view.h"

/* A stretch in both forms of the text, in bytes. */
struct tz_stretch {
	size_t from;
	size_t until;
	size_t joined_from;
	size_t joined_until;
};

#define TZ_SCENE_NEARS 64

struct tz_scene {
	const struct tz_part *part;
	size_t index; /* of the part in its document */
	const char *media_type;
	struct tz_view whole; /* of the whole part, once it was needed */
	bool whole_made;
	/* Answers to `within: part`. */
	const struct tz_near *near[TZ_SCENE_NEARS];
	bool near_holds[TZ_SCENE_NEARS];
	size_t n_near;
	/* The extent of the page asked for last. */
	uint32_t page;
	int page_right;
	int page_bottom;
	/* The table asked for last: its bytes as far as they are known. */
	size_t table_from;
	size_t table_known;
	const struct tz_tracer *tracer; /* or NULL */
	enum tz_status status;
	struct tz_err *err;
};

struct tz_candidate {
	const struct tz_rule *rule;
	const struct tz_view *view; /* the neighbourhood */
	struct tz_stretch stretch;
	size_t start; /* code points in the part's text */
	size_t end;
};

struct tz_verdict {
	enum tz_severity severity; /* TZ_SEVERITY_NONE: nothing */
	uint64_t value;		   /* hash of the text, separators left out */
	const char *exception;	   /* what made it lighter, or NULL */
	const char *exception_kind;
};

/** tz_scene_clear(scene): Free what it holds. */
void tz_scene_clear(struct tz_scene *scene);

/** tz_scene_whole(scene): The view of the whole part; NULL when memory ran
 * out, which is then the scene's status. */
const struct tz_view *tz_scene_whole(struct tz_scene *scene);

/** tz_scene_byte(scene, point): The byte of a code point of the part. */
size_t tz_scene_byte(const struct tz_scene *scene, size_t point);

/** tz_scene_near(scene, candidate, near): Whether what ${near} names stands
 * near the candidate. */
bool tz_scene_near(struct tz_scene *scene, const struct tz_candidate *candidate,
    const struct tz_near *near);

/** tz_scene_position(scene, candidate, position): Whether the candidate
 * stands where ${position} wants it; what cannot be told is no reason to say
 * no. */
bool tz_scene_position(struct tz_scene *scene,
    const struct tz_candidate *candidate, const struct tz_position *position);

/** tz_scene_header(scene, point, ret_from, ret_until, n): The bytes of up to
 * ${n} title cells of the table column in which code point ${point} stands;
 * gives their number. */
size_t tz_scene_header(struct tz_scene *scene, size_t point, size_t *ret_from,
    size_t *ret_until, size_t n);

/**
 * tz_weigh(scene, candidate, ret):
 * How grave a candidate is after validators, context, position and
 * exceptions.
 */
void tz_weigh(struct tz_scene *scene, const struct tz_candidate *candidate,
    struct tz_verdict *ret);

/** tz_weigh_checks(scene, candidate, severity, ret_boosted): The severity that
 * the validators of the candidate's rule leave of ${severity}. */
enum tz_severity
tz_weigh_checks(struct tz_scene *scene, const struct tz_candidate *candidate,
    enum tz_severity severity, bool *ret_boosted);

/** tz_scene_tell(scene, candidate, stage, name, holds, severity): Tell the
 * tracer, if there is one. */
void tz_scene_tell(const struct tz_scene *scene,
    const struct tz_candidate *candidate, const char *stage, const char *name,
    bool holds, enum tz_severity severity);

/** tz_text_contains(text, len, word): Whether ${word} stands in the text, case
 * of ASCII ignored; a word that begins with a letter or digit of ASCII begins
 * there too. */
bool tz_text_contains(const char *text, size_t len, const char *word);

#endif /* !TZ_POLICIES_SCENE_H */
