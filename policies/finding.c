/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/finding.c - lists of findings and the words of severities
 */
#include "policies/finding.h"

#include <stdlib.h>
#include <string.h>

#include "policies/finding_list.h"

struct tz_findings {
	struct tz_finding *item;
	char **strings; /* of each item, one block */
	size_t n;
	size_t cap;
};

static const char *const severity_words[TZ_SEVERITY_COUNT] = {
#define TZ_SEVERITY_WORD(name, word) word,
    TZ_SEVERITY_LIST(TZ_SEVERITY_WORD)
#undef TZ_SEVERITY_WORD
};

const char *
tz_severity_word(enum tz_severity severity)
{
	return severity_words[severity];
}

enum tz_severity
tz_severity_from(const char *word)
{
	int i;

	for (i = 0; i < TZ_SEVERITY_COUNT; i++)
		if (strcmp(severity_words[i], word) == 0)
			break;
	return (enum tz_severity)i;
}

enum tz_status
tz_findings_new(struct tz_findings **ret_findings, struct tz_err *err)
{
	struct tz_findings *findings = calloc(1, sizeof *findings);

	if (!findings)
		return tz_fail_nomem(err);
	*ret_findings = findings;
	return TZ_OK;
}

void
tz_findings_free(struct tz_findings *findings)
{
	size_t i;

	if (!findings)
		return;
	for (i = 0; i < findings->n; i++)
		free(findings->strings[i]);
	free(findings->strings);
	free(findings->item);
	free(findings);
}

static bool
grow(struct tz_findings *findings)
{
	size_t cap = findings->cap ? findings->cap * 2 : 16;
	void *grown;

	if (findings->n < findings->cap)
		return true;
	grown = realloc(findings->item, cap * sizeof *findings->item);
	if (!grown)
		return false;
	findings->item = grown;
	grown = realloc(findings->strings, cap * sizeof *findings->strings);
	if (!grown)
		return false;
	findings->strings = grown;
	findings->cap = cap;
	return true;
}

enum tz_status
tz_findings_add(struct tz_findings *findings, const struct tz_finding *finding,
    struct tz_err *err)
{
	struct tz_finding item = *finding;
	const char **texts[] = {&item.rule, &item.pack, &item.ground,
	    &item.path, &item.where, &item.match, &item.excerpt, &item.about,
	    &item.place.name, &item.exception, &item.exception_kind};
	size_t size = 0;
	char *block;
	char *at;
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		if (*texts[i])
			size += strlen(*texts[i]) + 1;
	if (!grow(findings))
		return tz_fail_nomem(err);
	at = block = malloc(size);
	if (!block)
		return tz_fail_nomem(err);
	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!*texts[i])
			continue;
		size = strlen(*texts[i]) + 1;
		memcpy(at, *texts[i], size);
		*texts[i] = at;
		at += size;
	}
	findings->item[findings->n] = item;
	findings->strings[findings->n++] = block;
	return TZ_OK;
}

const struct tz_finding *
tz_findings_all(const struct tz_findings *findings, size_t *ret_n)
{
	*ret_n = findings->n;
	return findings->item;
}

size_t
tz_findings_count(const struct tz_findings *findings, enum tz_severity severity)
{
	size_t n = 0;
	size_t i;

	for (i = 0; i < findings->n; i++)
		n += findings->item[i].severity == severity;
	return n;
}
