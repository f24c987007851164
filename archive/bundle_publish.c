/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_publish.c - a bundle in its place: signed, renamed, recorded
 *
 * Order: PATH.partial is complete and synced; the archivist signs its digest
 * and the `export` act; the two small files are written; the tar is renamed;
 * the event is appended.  A kill in between leaves a complete tar or none, and
 * the next export of the same range writes the same bytes.
 */
#include "archive/bundle_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/ledger.h"
#include "archive/roster.h"
#include "base/file.h"
#include "base/intl.h"

struct place {
	struct tz_bundle_plan *plan;
	char *path;
	char *partial;
	const char *by;
	const char *key_path;
	struct tz_id sha256;
};

static char *
join(const char *text, const char *suffix)
{
	tz_auto_buf joined = TZ_BUF_INIT;

	tz_buf_printf(&joined, "%s%s", text, suffix);
	return tz_buf_take(&joined);
}

/* Who exports must be an active archivist, known before the work is done. */
static enum tz_status
check_archivist(struct place *place, struct tz_person *ret_person,
    struct tz_err *err)
{
	enum tz_status s;

	s = tz_roster_find(place->plan->vault, place->by, ret_person, err);
	if (s)
		return s;
	if (ret_person->retired_seq >= 0)
		return tz_fail(err, TZ_NO, _("%s is retired"), ret_person->id);
	if (!(ret_person->roles & 1u << TZ_ROLE_ARCHIVIST))
		return tz_fail(err, TZ_NO,
		    _("%s is no archivist; an archivist must export"),
		    ret_person->id);
	return TZ_OK;
}

static enum tz_status
choose_path(struct place *place, const char *path, struct tz_err *err)
{
	tz_auto_str folder = NULL;
	tz_auto_buf name = TZ_BUF_INIT;
	enum tz_status s;

	if (path) {
		place->path = strdup(path);
	} else {
		folder = tz_vault_path(place->plan->vault, "bundles");
		if (!folder)
			return tz_fail_nomem(err);
		s = tz_folder_make(folder, 0700, err);
		if (s)
			return s;
		tz_buf_printf(&name, "%s/%s.tar", folder, place->plan->name);
		place->path = tz_buf_take(&name);
	}
	if (place->path)
		place->partial = join(place->path, ".partial");
	return place->partial ? TZ_OK : tz_fail_nomem(err);
}

/* "<hex>  NAME.tar", with the file's own last name, as sha256sum -c wants. */
static void
put_sum(const struct place *place, struct tz_buf *ret)
{
	const char *slash = strrchr(place->path, '/');
	char hex[TZ_ID_HEX];

	tz_id_hex(&place->sha256, hex);
	tz_buf_printf(ret, "%s  %s\n", hex, slash ? slash + 1 : place->path);
}

static enum tz_status
sign_sum(const struct place *place, const struct tz_person *person,
    struct tz_buf *ret_sum, struct tz_buf *ret_armor, struct tz_err *err)
{
	const char *ns = tz_family_namespace(TZ_FAMILY_BUNDLE);
	tz_auto_buf blob = TZ_BUF_INIT;
	enum tz_status s;

	put_sum(place, ret_sum);
	s = tz_buf_check(ret_sum, err);
	if (s == TZ_OK)
		s = tz_sign(place->key_path, ns, ret_sum->data, ret_sum->len,
		    &blob, err);
	if (s)
		return s;
	s = tz_sign_verify(&person->key, ns, ret_sum->data, ret_sum->len,
	    blob.data, blob.len, NULL);
	if (s)
		return tz_fail(err, TZ_NO, _("'%s' is not the key of %s"),
		    place->key_path, person->id);
	tz_sign_armor(blob.data, blob.len, ret_armor);
	return tz_buf_check(ret_armor, err);
}

static enum tz_status
sign_event(const struct place *place, struct tz_signed_act **ret_signed,
    struct tz_err *err)
{
	const struct tz_bundle_plan *plan = place->plan;
	tz_auto_json detail = json_object();
	struct tz_act act = {.kind = TZ_ACT_EXPORT};
	char hex[TZ_ID_HEX], range[48];

	tz_id_hex(&place->sha256, hex);
	snprintf(range, sizeof range, "%" PRId64 " %" PRId64, plan->from,
	    plan->until);
	if (json_object_set_new(detail, "edition",
		json_integer(plan->edition)) != 0 ||
	    !tz_json_set_string(detail, "period", plan->period) ||
	    !tz_json_set_string(detail, "profile",
		plan->is_public ? "public" : "full") ||
	    !tz_json_set_string(detail, "range", range) ||
	    !tz_json_set_string(detail, "sha256", hex))
		return tz_fail_nomem(err);
	act.detail = detail;
	return tz_ledger_sign(plan->vault, &act, place->by, place->key_path,
	    ret_signed, err);
}

static enum tz_status
append_event(const struct place *place, struct tz_signed_act *signed_act,
    struct tz_err *err)
{
	tz_auto(tz_tx) tx = NULL;
	int64_t seq = 0;
	enum tz_status s;

	s = tz_tx_begin(tz_vault_db(place->plan->vault), &tx, err);
	if (s == TZ_OK)
		s = tz_ledger_append(place->plan->vault, signed_act, &seq, err);
	if (s == TZ_OK)
		s = tz_tx_commit(&tx, err);
	return s;
}

static enum tz_status
write_beside(const struct place *place, const char *suffix,
    const struct tz_buf *text, struct tz_err *err)
{
	tz_auto_str path = join(place->path, suffix);

	if (!path)
		return tz_fail_nomem(err);
	return tz_file_write(path, text->data, text->len,
	    place->plan->is_public ? 0644 : 0600, err);
}

static enum tz_status
sync_folder(const struct place *place, struct tz_err *err)
{
	tz_auto_str folder = strdup(place->path);
	char *slash;

	if (!folder)
		return tz_fail_nomem(err);
	slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	return tz_folder_sync(slash ? folder : ".", err);
}

static enum tz_status
publish(struct place *place, const struct tz_person *person, struct tz_err *err)
{
	tz_auto(tz_signed_act) signed_act = NULL;
	tz_auto_buf sum = TZ_BUF_INIT;
	tz_auto_buf armor = TZ_BUF_INIT;
	enum tz_status s;

	s = sign_sum(place, person, &sum, &armor, err);
	if (s == TZ_OK)
		s = sign_event(place, &signed_act, err);
	if (s == TZ_OK)
		s = write_beside(place, ".sha256", &sum, err);
	if (s == TZ_OK)
		s = write_beside(place, ".sha256.sig", &armor, err);
	if (s)
		return s;
	if (rename(place->partial, place->path) != 0)
		return tz_fail_errno(err, _("cannot write"), place->path);
	s = sync_folder(place, err);
	if (s == TZ_OK)
		s = append_event(place, signed_act, err);
	return s;
}

static enum tz_status
write_all(struct place *place, const struct tz_named_list *registers,
    const char *path, void (*progress)(uint64_t, uint64_t, void *), void *arg,
    struct tz_err *err)
{
	tz_auto_person person = {0};
	enum tz_status s;

	s = check_archivist(place, &person, err);
	if (s == TZ_OK)
		s = choose_path(place, path, err);
	if (s)
		return s;
	s = tz_bundle_partial(place->plan, registers, place->partial, progress,
	    arg, &place->sha256, err);
	if (s == TZ_OK)
		s = publish(place, &person, err);
	if (s)
		unlink(place->partial);
	return s;
}

enum tz_status
tz_bundle_write(struct tz_bundle_plan *plan,
    const struct tz_named_list *registers, const char *path, const char *by,
    const char *key_path,
    void (*progress)(uint64_t done, uint64_t all, void *arg), void *arg,
    struct tz_bundle_info *ret_info, struct tz_err *err)
{
	struct place place = {.plan = plan, .by = by, .key_path = key_path};
	struct tz_bundle_info info = {0};
	enum tz_status s;

	s = write_all(&place, registers, path, progress, arg, err);
	if (s == TZ_OK) {
		info.path = tz_steal(&place.path);
		info.name = strdup(plan->name);
		info.sha256 = place.sha256;
		info.from = plan->from;
		info.until = plan->until;
		info.is_public = plan->is_public;
		info.edition = plan->edition;
		*ret_info = info;
	}
	free(place.path);
	free(place.partial);
	return s;
}
