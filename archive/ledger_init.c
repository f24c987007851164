/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_init.c - the beginning of a ledger: its key, entries 0 and 1
 *
 * Both entries are appended in one transaction, so that a ledger either has
 * none or has an administrator and settings.
 */
#include <stdlib.h>
#include <string.h>

#include "archive/ledger_part.h"
#include "archive/note.h"
#include "archive/roster_act.h"
#include "base/date.h"
#include "base/intl.h"

#define HOST_MAX 64 /* bytes; it begins the name of every bundle */

/* Labels of a-z, 0-9 and '-', with dots between. */
static bool
is_host(const char *host)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-.";
	size_t len = strlen(host);

	return len > 0 && len <= HOST_MAX && strspn(host, allowed) == len &&
	    host[0] != '.' && host[0] != '-' && host[len - 1] != '.' &&
	    host[len - 1] != '-' && !strstr(host, "..");
}

static bool
is_regime(const char *regime)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	size_t len = strlen(regime);

	return len > 0 && len <= 32 && strspn(regime, allowed) == len;
}

static enum tz_status
check_settings(const char *host, const char *regime, const char *time_zone,
    struct tz_err *err)
{
	int offset;

	if (!is_host(host))
		return tz_fail(err, TZ_USAGE,
		    _("the log's host is a name such as ledger.agency.example, "
		      "of at most %d bytes"),
		    HOST_MAX);
	if (!is_regime(regime))
		return tz_fail(err, TZ_USAGE,
		    _("a regime is a word such as cn"));
	if (!tz_zone_parse(time_zone, &offset))
		return tz_fail(err, TZ_USAGE,
		    _("a time zone is an offset such as +08:00, or Z"));
	return TZ_OK;
}

static enum tz_status
add_administrator(struct tz_vault *vault, const struct tz_person *person,
    const char *log, const char *key_path, struct tz_err *err)
{
	tz_auto(tz_signed_act) signed_act = NULL;
	int64_t seq;
	enum tz_status s = tz_roster_act_sign(vault, person, person, log,
	    key_path, &signed_act, err);

	if (s)
		return s;
	s = tz_ledger_append(vault, signed_act, &seq, err);
	if (!s && seq != 0)
		s = tz_fail(err, TZ_USAGE, _("the ledger has begun already"));
	return s;
}

static enum tz_status
adopt_first(struct tz_vault *vault, const struct tz_settings *settings,
    const struct tz_object *manifest, const struct tz_person *person,
    const char *key_path, struct tz_err *err)
{
	tz_auto_json detail = NULL;
	tz_auto(tz_signed_act) signed_act = NULL;
	struct tz_act act = {
	    .kind = TZ_ACT_POLICY_ADOPT, .objects = manifest, .n_objects = 1};
	int64_t seq;
	enum tz_status s =
	    tz_ledger_adoption(settings, &manifest->blob, NULL, &detail, err);

	act.detail = detail;
	if (!s)
		s = tz_ledger_sign_as(vault, &act, person, settings->log,
		    key_path, &signed_act, err);
	return s ? s : tz_ledger_append(vault, signed_act, &seq, err);
}

/* ${settings} borrows its strings from the arguments of tz_ledger_init(). */
static enum tz_status
begin(struct tz_vault *vault, const struct tz_settings *settings,
    const struct tz_person *person, const char *key_path,
    const struct tz_named_list *policy_files, struct tz_err *err)
{
	struct tz_object manifest = {0};
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto(tz_tx) tx = NULL;
	enum tz_status s =
	    tz_ledger_manifest(policy_files, &text, &manifest, err);

	if (!s)
		s = tz_ledger_store_policies(vault, policy_files, &text, err);
	if (!s)
		s = tz_tx_begin(tz_vault_db(vault), &tx, err);
	if (!s)
		s = add_administrator(vault, person, settings->log, key_path,
		    err);
	if (!s)
		s = adopt_first(vault, settings, &manifest, person, key_path,
		    err);
	return s ? s : tz_tx_commit(&tx, err);
}

enum tz_status
tz_ledger_init(struct tz_vault *vault, const char *host, const char *agency,
    const char *regime, const char *time_zone, const char *admin,
    const char *name, const char *public_key, const char *key_path,
    const struct tz_named_list *policy_files, struct tz_buf *ret_vkey,
    struct tz_err *err)
{
	const char *log_key = tz_vault_log_key(vault);
	tz_auto_person person = {0};
	tz_auto_settings settings = {0};
	tz_auto_buf log = TZ_BUF_INIT;
	tz_auto_buf clean = TZ_BUF_INIT;
	enum tz_status s = check_settings(host, regime, time_zone, err);

	if (!s)
		s = tz_ledger_typed(agency, _("the agency's name"), &clean,
		    err);
	if (!s)
		s = tz_roster_act_person(admin, host, name, NULL,
		    1u << TZ_ROLE_ADMINISTRATOR, public_key, &person, err);
	if (s)
		return s;
	tz_buf_printf(&log, "%s/1", host);
	settings.log = tz_buf_take(&log);
	settings.agency = tz_buf_take(&clean);
	settings.regime = strdup(regime);
	settings.time_zone = strdup(time_zone);
	if (!settings.log || !settings.agency || !settings.regime ||
	    !settings.time_zone)
		return tz_fail_nomem(err);
	s = tz_log_key_make(log_key, err);
	if (!s)
		s = begin(vault, &settings, &person, key_path, policy_files,
		    err);
	return s ? s : tz_log_key_vkey(log_key, settings.log, ret_vkey, err);
}
