/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/act.c - what can be done and signed: acts, families, roles
 */
#include "archive/act.h"

#include <string.h>

static const char *const act_words[] = {
#define ACT_WORD(name, word, family) [TZ_ACT_##name] = word,
    TZ_ACT_LIST(ACT_WORD)
#undef ACT_WORD
};

static const enum tz_family act_families[] = {
#define ACT_FAMILY(name, word, family) [TZ_ACT_##name] = TZ_FAMILY_##family,
    TZ_ACT_LIST(ACT_FAMILY)
#undef ACT_FAMILY
};

static const char *const namespaces[] = {
#define FAMILY_NAMESPACE(name, word) [TZ_FAMILY_##name] = word "@taizhang.v1",
    TZ_FAMILY_LIST(FAMILY_NAMESPACE)
#undef FAMILY_NAMESPACE
};

static const char *const role_words[] = {
#define ROLE_WORD(name, word) [TZ_ROLE_##name] = word,
    TZ_ROLE_LIST(ROLE_WORD)
#undef ROLE_WORD
};

static int
find_word(const char *const *words, int n, const char *word)
{
	int i;

	for (i = 0; i < n; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return n;
}

const char *
tz_act_word(enum tz_act_kind kind)
{
	return act_words[kind];
}

enum tz_act_kind
tz_act_from(const char *word)
{
	return (enum tz_act_kind)find_word(act_words, TZ_ACT_COUNT, word);
}

enum tz_family
tz_act_family(enum tz_act_kind kind)
{
	return act_families[kind];
}

bool
tz_act_decision_allowed(enum tz_act_kind kind, const char *decision)
{
	static const char *const judge[] = {"uphold", "dismiss"};
	static const char *const sign_off[] = {"approve", "return", "withhold",
	    "part", "refer", "consult", "defer"};

	if (kind == TZ_ACT_JUDGE)
		return decision && find_word(judge, 2, decision) < 2;
	if (kind == TZ_ACT_SIGN_OFF)
		return decision && find_word(sign_off, 7, decision) < 7;
	return !decision;
}

const char *
tz_family_namespace(enum tz_family family)
{
	return namespaces[family];
}

const char *
tz_role_word(enum tz_role role)
{
	return role_words[role];
}

enum tz_role
tz_role_from(const char *word)
{
	return (enum tz_role)find_word(role_words, TZ_ROLE_COUNT, word);
}

static unsigned
families_of(enum tz_role role)
{
	switch (role) {
	case TZ_ROLE_DRAFTER:
		return 1u << TZ_FAMILY_DRAFT;
	case TZ_ROLE_REVIEWER:
	case TZ_ROLE_CONFIDENTIALITY_OFFICER:
	case TZ_ROLE_APPROVER:
		return 1u << TZ_FAMILY_SIGN_OFF;
	case TZ_ROLE_ARCHIVIST:
		return 1u << TZ_FAMILY_ARCHIVE | 1u << TZ_FAMILY_BUNDLE;
	case TZ_ROLE_FOI_OFFICER:
		return 1u << TZ_FAMILY_REQUEST;
	case TZ_ROLE_ADMINISTRATOR:
		return 1u << TZ_FAMILY_ROSTER;
	case TZ_ROLE_AUDITOR:
	case TZ_ROLE_COUNT:
		return 0;
	}
	return 0;
}

unsigned
tz_roles_families(unsigned roles)
{
	unsigned families = 0;
	int role;

	for (role = 0; role < TZ_ROLE_COUNT; role++)
		if (roles & 1u << role)
			families |= families_of((enum tz_role)role);
	return families;
}
