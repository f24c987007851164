/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/finding.h - a rule's hit at one place of a document
 *
 * Findings come in the order of file, part, start, rule.  A finding of a
 * structural fact or of an unread file has no match and start == end == 0.
 */
#ifndef TZ_POLICIES_FINDING_H
#define TZ_POLICIES_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/document.h"
#include "base/status.h"

#define TZ_SEVERITY_LIST(X)                                                    \
	X(NOTE, "note")                                                        \
	X(WARN, "warn")                                                        \
	X(BLOCK, "block")                                                      \
	X(REFUSE, "refuse")

/* In rising order. */
enum tz_severity {
#define TZ_SEVERITY_ENUM(name, word) TZ_SEVERITY_##name,
	TZ_SEVERITY_LIST(TZ_SEVERITY_ENUM)
#undef TZ_SEVERITY_ENUM
	    TZ_SEVERITY_COUNT
};

/* The rules that are not in a pack: what could not be read. */
#define TZ_RULE_UNREAD "intake.unread"
#define TZ_RULE_PARTLY "intake.partly"

struct tz_finding {
	const char *rule;   /* "cn.person.resident-id" */
	const char *pack;   /* "cn/personal-information"; "intake" for those */
	const char *ground; /* or NULL */
	enum tz_severity severity;
	size_t file;	  /* index into the document's files */
	const char *path; /* of the part in its file; "" for the file */
	enum tz_channel channel;
	const char *where;     /* words of the place */
	struct tz_place place; /* where it begins; its start means nothing */
	const char *match;     /* as extracted, unfolded; "" for a fact */
	const char *excerpt;   /* 20 characters either side */
	const char *about;     /* more words about this hit, or NULL */
	size_t start;	       /* code points in the part's text */
	size_t end;
	const char *exception;	    /* why it is lighter, or NULL */
	const char *exception_kind; /* "allow" or "public_by_law" */
};

/* All findings of one document; owns their strings. */
struct tz_findings;

/** tz_findings_free(findings): End them.  NULL is allowed. */
void tz_findings_free(struct tz_findings *findings);

TZ_AUTO_DEFINE(tz_findings)

/** tz_findings_all(findings, ret_n): All of them; borrowed until freed. */
const struct tz_finding *
tz_findings_all(const struct tz_findings *findings, size_t *ret_n);

/** tz_findings_count(findings, severity): How many are of ${severity}. */
size_t tz_findings_count(const struct tz_findings *findings,
    enum tz_severity severity);

/** tz_severity_word(severity): Its word, a constant. */
const char *tz_severity_word(enum tz_severity severity);

/** tz_severity_from(word): The severity of ${word}, TZ_SEVERITY_COUNT if
 * none. */
enum tz_severity tz_severity_from(const char *word);

#endif /* !TZ_POLICIES_FINDING_H */
