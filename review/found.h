/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/found.h - findings of an item: numbered, judged, kept
 *
 * They are numbered per item from F1 and no number is used twice: a new
 * revision goes on counting.  A finding that newer rules do not make any more
 * is gone, unless a person has upheld it.
 */
#ifndef TZ_REVIEW_FOUND_H
#define TZ_REVIEW_FOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/json.h"
#include "base/status.h"
#include "policies/finding.h"
#include "review/item.h"
#include "review/scan.h"
#include "store/vault.h"

enum tz_judgement {
	TZ_JUDGEMENT_OPEN,
	TZ_JUDGEMENT_UPHELD,
	TZ_JUDGEMENT_DISMISSED,
	TZ_JUDGEMENT_COUNT
};

struct tz_found {
	int number; /* 7 is called F7 */
	int revision;
	int64_t position; /* of the file; -1 when it is not known */
	int64_t start;
	int64_t end;
	int64_t judged_seq; /* -1 while open */
	bool gone;
	enum tz_channel channel;
	enum tz_severity severity;
	enum tz_judgement status;
	char *rule;
	char *place; /* file and part, as in the ledger */
	char *file;  /* these may be NULL: not known any more */
	char *part;
	char *pack;
	char *ground;
	char *location;
	char *matched;
	char *excerpt;
	char *by; /* who judged it, or NULL */
	char *reason;
	char *about; /* more words about the hit */
};

struct tz_found_list {
	struct tz_found *found;
	size_t n;
};

#define tz_auto_found TZ_AUTO(tz_found_clear) struct tz_found_list

/** tz_found_clear(list): Free what it holds. */
void tz_found_clear(struct tz_found_list *list);

/** tz_found_add(list, ret_found, err): Make room for one more, zeroed. */
TZ_CHECK enum tz_status tz_found_add(struct tz_found_list *list,
    struct tz_found **ret_found, struct tz_err *err);

/** tz_found_load(vault, item, ret_list, err): All findings of the item called
 * ${item}, of every revision, by number. */
TZ_CHECK enum tz_status tz_found_load(struct tz_vault *vault, const char *item,
    struct tz_found_list *ret_list, struct tz_err *err);

/** tz_found_save(vault, item, found, err): Write one; inside a transaction. */
TZ_CHECK enum tz_status tz_found_save(struct tz_vault *vault, const char *item,
    const struct tz_found *found, struct tz_err *err);

/** tz_found_take(found, hit, err): Fill in what a hit says. */
TZ_CHECK enum tz_status tz_found_take(struct tz_found *found,
    const struct tz_scan_hit *hit, struct tz_err *err);

/** tz_found_stands(found, revision): Whether it counts for ${revision}. */
bool tz_found_stands(const struct tz_found *found, int revision);

/** tz_found_number(name, ret_number): Read "F7"; false for anything else. */
bool tz_found_number(const char *name, int *ret_number);

/** tz_found_find(list, number): The one of that number, or NULL. */
struct tz_found *tz_found_find(const struct tz_found_list *list, int number);

/** tz_found_digest(list, revision, ret_digest, err): `findings_digest`: SHA-256
 * of the canonical JSON of [{id,rule,severity,status}], by number. */
TZ_CHECK enum tz_status tz_found_digest(const struct tz_found_list *list,
    int revision, struct tz_id *ret_digest, struct tz_err *err);

/** tz_found_precedent(list, found): An equal finding (rule and match) of an
 * earlier revision that was judged, the newest; or NULL. */
const struct tz_found *tz_found_precedent(const struct tz_found_list *list,
    const struct tz_found *found);

/** tz_found_unread(found): Whether it says that a file was not wholly read. */
bool tz_found_unread(const struct tz_found *found);

/** tz_found_json(found, item, precedent): Its record; NULL when memory ran
 * out. */
json_t *tz_found_json(const struct tz_found *found, const char *item,
    const struct tz_found *precedent);

/** tz_judgement_word(status): "open", "upheld" or "dismissed". */
const char *tz_judgement_word(enum tz_judgement status);

#endif /* !TZ_REVIEW_FOUND_H */
