/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/item.h - items and what is known of them
 *
 * An item is one piece of information proposed for disclosure (一事一审).  All
 * here is derived from the ledger: review/apply.c changes it with every entry,
 * live and in a rebuild alike.
 */
#ifndef TZ_REVIEW_ITEM_H
#define TZ_REVIEW_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/json.h"
#include "base/status.h"
#include "policies/finding.h"
#include "store/vault.h"

#define TZ_STATE_LIST(X)                                                       \
	X(IN_REVIEW, "in-review")                                              \
	X(RETURNED, "returned")                                                \
	X(PENDING, "pending")                                                  \
	X(CLEARED, "cleared")                                                  \
	X(PUBLISHED, "published")                                              \
	X(WITHHELD, "withheld")                                                \
	X(WITHDRAWN, "withdrawn")                                              \
	X(QUARANTINED, "quarantined")                                          \
	X(ERASED, "erased")

enum tz_state {
#define TZ_STATE_ENUM(name, word) TZ_STATE_##name,
	TZ_STATE_LIST(TZ_STATE_ENUM)
#undef TZ_STATE_ENUM
	    TZ_STATE_COUNT
};

/* One file of a revision. */
struct tz_item_file {
	char *name;	  /* clean NFC UTF-8 */
	char *name_bytes; /* hex of the name as given, if that is not clean */
	char *media_type;
	uint64_t size;
	struct tz_id sha256; /* and its name in the blob store */
	struct tz_id commitment;
	struct tz_id salt;
	enum tz_reading reading; /* worst of the file and all it holds */
};

struct tz_item {
	char *id; /* "2019-000037" */
	char doc[33];
	enum tz_state state;
	char *route; /* "cn/four-step" */
	char *step;  /* id of the step it waits at; "" when at none */
	char *title;
	char *number; /* 发文字号 or NULL */
	char *department;
	char *category;
	char *theme;
	char *genre;
	char *disposition; /* "disclose", "on-request", "in-part", "withhold" */
	char *ground;	   /* or NULL */
	char *date;	   /* ISO date of the document, or NULL */
	char *by;	   /* who submitted it */
	char *due;	   /* ISO date by which the step is due, or NULL */
	char *channel;	   /* of publication, or NULL */
	char *published_on; /* ISO date, or NULL */
	char *url;	    /* or NULL */
	json_t *meta;	    /* the whole metadata object; owned */
	int revision;	    /* from 1 */
	struct tz_id revision_digest;
	struct tz_id rule_set;
	int64_t submit_seq; /* of its submit entry */
	int64_t last_seq;   /* of the newest entry that concerns it */
	int next_finding;   /* number of the next new finding */
	unsigned open[TZ_SEVERITY_COUNT]; /* open findings by severity */
	unsigned upheld[TZ_SEVERITY_COUNT];
	unsigned unread; /* files not wholly read */
};

#define tz_auto_item TZ_AUTO(tz_item_clear) struct tz_item

struct tz_item_file_list {
	struct tz_item_file *file;
	size_t n;
};

#define tz_auto_item_files TZ_AUTO(tz_item_files_clear) struct tz_item_file_list

/** tz_item_clear(item): Free what it holds. */
void tz_item_clear(struct tz_item *item);

/** tz_item_files_clear(files): Free what it holds. */
void tz_item_files_clear(struct tz_item_file_list *files);

/** tz_item_set(member, text, err): Put a copy of ${text} (NULL: nothing) in
 * place of the text ${*member}. */
TZ_CHECK enum tz_status
tz_item_set(char **member, const char *text, struct tz_err *err);

/** tz_state_word(state): "in-review" and so on, a constant. */
const char *tz_state_word(enum tz_state state);

/** tz_item_get(vault, id, ret_item, err): The item called ${id}.  Fails:
 * TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_item_get(struct tz_vault *vault, const char *id,
    struct tz_item *ret_item, struct tz_err *err);

/** tz_item_files(vault, id, revision, ret_files, err): The files of a
 * revision, main file first; erased ones are left out. */
TZ_CHECK enum tz_status tz_item_files(struct tz_vault *vault, const char *id,
    int revision, struct tz_item_file_list *ret_files, struct tz_err *err);

/** tz_item_files_ever(vault, item, ret_files, err): The files of all its
 * revisions; erased ones are left out. */
TZ_CHECK enum tz_status
tz_item_files_ever(struct tz_vault *vault, const struct tz_item *item,
    struct tz_item_file_list *ret_files, struct tz_err *err);

/** tz_item_of_doc(vault, doc, ret_item, err): The item with that id in the
 * ledger.  Fails: TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_item_of_doc(struct tz_vault *vault, const char *doc,
    struct tz_item *ret_item, struct tz_err *err);

/** tz_item_save(vault, item, err): Write it; inside a transaction. */
TZ_CHECK enum tz_status tz_item_save(struct tz_vault *vault,
    const struct tz_item *item, struct tz_err *err);

/** tz_item_each(vault, since, visit, arg, err): Every item whose last_seq is
 * at least ${since}, by id; 0 gives all. */
TZ_CHECK enum tz_status tz_item_each(struct tz_vault *vault, int64_t since,
    enum tz_status (*visit)(const struct tz_item *item, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_item_json(item): The record {"type":"item",...} of design section 9;
 * NULL when memory ran out. */
json_t *tz_item_json(const struct tz_item *item);

#endif /* !TZ_REVIEW_ITEM_H */
