/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/hands.c - different hands: who may sign what
 */
#include "review/hands.h"

#include <string.h>

#include "base/intl.h"
#include "review/step.h"
#include "store/item_finding_rows.h"
#include "store/item_revision_rows.h"

enum tz_status
tz_hands_role(const struct tz_person *person, enum tz_role role,
    struct tz_err *err)
{
	if (role < TZ_ROLE_COUNT && (person->roles & (1u << role)))
		return TZ_OK;
	return tz_fail(err, TZ_NO, _("'%s' does not have the role '%s'"),
	    person->id, role < TZ_ROLE_COUNT ? tz_role_word(role) : "?");
}

struct asked {
	const char *person;
	const char *step;
};

static enum tz_status
not_their_draft(const struct tz_item_revision_row *row, void *arg,
    struct tz_err *err)
{
	const struct asked *asked = arg;

	if (strcmp(row->by, asked->person) != 0)
		return TZ_OK;
	return tz_fail(err, TZ_NO,
	    _("'%s' submitted revision %d of item %s and signs no step of "
	      "it; another person must"),
	    asked->person, (int)row->revision, row->item);
}

static enum tz_status
not_another_step(const struct tz_item_signature_row *row, void *arg,
    struct tz_err *err)
{
	const struct asked *asked = arg;

	if (strcmp(row->by, asked->person) != 0 ||
	    strcmp(row->step, asked->step) == 0)
		return TZ_OK;
	return tz_fail(err, TZ_NO,
	    _("'%s' signed step '%s' of item %s and may sign no other; "
	      "another person must"),
	    asked->person, row->step, row->item);
}

enum tz_status
tz_hands_step(const struct tz_desk *desk, const struct tz_dossier *dossier,
    struct tz_err *err)
{
	const struct tz_item *item = &dossier->item;
	struct tz_db *db = tz_vault_db(desk->vault);
	struct asked asked = {dossier->now.person.id, item->step};
	enum tz_status s;

	if (item->state != TZ_STATE_IN_REVIEW &&
	    item->state != TZ_STATE_PENDING)
		return tz_fail(err, TZ_NO,
		    _("item %s is '%s' and waits for no sign-off"), item->id,
		    tz_state_word(item->state));
	if (!dossier->route || dossier->step >= dossier->route->n_steps)
		return tz_fail(err, TZ_NO,
		    _("the route in force has no step '%s' for item %s; "
		      "revise it"),
		    item->step, item->id);
	s = tz_hands_role(&dossier->now.person,
	    tz_step_role(dossier->route, dossier->step), err);
	if (!s)
		s = tz_item_revision_rows_each(db, item->id, not_their_draft,
		    &asked, err);
	if (!s)
		s = tz_item_finding_rows_signatures(db, item->id,
		    not_another_step, &asked, err);
	return s;
}
