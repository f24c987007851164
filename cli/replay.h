/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/replay.h - what other rules would make of what is stored
 *
 * Each item's files are read and matched, and set against its findings on
 * record.  Nothing is written into the vault.  An item in which the rules find
 * a secret mark is told by its rules and places alone.
 */
#ifndef TZ_CLI_REPLAY_H
#define TZ_CLI_REPLAY_H

#include "cli/cli.h"
#include "review/compare.h"
#include "review/item.h"

/* One difference; texts are owned, and NULL when they may not be told. */
struct tz_replay_change {
	enum tz_difference_kind kind;
	size_t order; /* in which it was found */
	char *item;
	enum tz_state state;
	int revision;
	int number; /* of the finding on record; 0: none */
	enum tz_severity severity;
	enum tz_severity was;	  /* TZ_SEVERITY_COUNT: not on record */
	enum tz_judgement status; /* of the one on record */
	enum tz_channel channel;
	char *rule;
	char *place;
	char *where;
	char *match;
	char *excerpt;
};

struct tz_replay {
	struct tz_cli *cli;
	struct tz_rule_set *rules;
	int64_t since; /* revisions from this instant on */
	struct tz_replay_change *change;
	size_t n;
	size_t cap;

	uint64_t items;
	uint64_t disclosed;
	uint64_t quarantined; /* skipped, as are erased ones */
	uint64_t erased;
	uint64_t not_read;		      /* files, and items at all */
	uint64_t found[2][TZ_SEVERITY_COUNT]; /* [disclosed] new, raised */
	uint64_t gone[TZ_JUDGEMENT_COUNT];    /* gone or lowered */
};

#define tz_auto_replay TZ_AUTO(tz_replay_clear) struct tz_replay

/** tz_replay_clear(replay): Free what it holds. */
void tz_replay_clear(struct tz_replay *replay);

/** tz_replay_run(replay, err): Fill in everything; the changes worst first:
 * what would be found in what is disclosed, then in the rest, then what would
 * be lost. */
TZ_CHECK enum tz_status
tz_replay_run(struct tz_replay *replay, struct tz_err *err);

/** tz_replay_disclosed(state): Whether such an item is cleared or out. */
bool tz_replay_disclosed(enum tz_state state);

/** tz_replay_is_find(change): Whether it is something found, not lost. */
bool tz_replay_is_find(const struct tz_replay_change *change);

#endif /* !TZ_CLI_REPLAY_H */
