/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_signatures.c - who may sign, whether they did, what they saw
 *
 * The signers are made again from the ledger's own person entries: those of
 * the range, opened in the bundle, and earlier ones with inclusion proofs.
 * data/ledger/allowed_signers must be what comes out.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/sign.h"
#include "archive/verify_run.h"
#include "base/intl.h"
#include "base/json.h"

#define ROSTER "data/ledger/roster.jsonl"
#define SIGNERS "data/ledger/allowed_signers"

static const char *const roster_members[] = {
    "entry", "object", "osalt", "path", NULL};

static void
bad_roster(struct tz_verify *verify, enum tz_check_name check, int64_t n,
    const char *text)
{
	char subject[64];

	snprintf(subject, sizeof subject, ROSTER " line %" PRId64, n + 1);
	tz_verify_fail(verify, check, subject, text);
}

/* Cut `,NAME="..."` out of ${text}. */
static void
cut_option(char *text, const char *name)
{
	char *at = strstr(text, name);
	char *end = at ? strchr(at + strlen(name), '"') : NULL;

	if (end)
		memmove(at, end + 1, strlen(end + 1) + 1);
}

/* The line of allowed_signers that, without times, is the object. */
static enum tz_status
find_line(const struct tz_verify *verify, const struct tz_id *object,
    const struct tz_id *salt, struct tz_buf *ret, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_id check;
	size_t at = 0;
	enum tz_status s;

	s = tz_verify_read(verify, SIGNERS, &text, err);
	while (s == TZ_OK && at < text.len) {
		size_t len = strcspn(text.data + at, "\n");
		tz_auto_str line = strndup(text.data + at, len);

		if (!line)
			return tz_fail_nomem(err);
		cut_option(line, ",valid-after=\"");
		cut_option(line, ",valid-before=\"");
		tz_commit_object(salt, line, strlen(line), &check);
		if (tz_id_equal(&check, object)) {
			tz_buf_puts(ret, line);
			return tz_buf_check(ret, err);
		}
		at += len + 1;
	}
	return s ? s : tz_fail(err, TZ_NOTFOUND, "no such line");
}

static enum tz_status
enrol(struct tz_verify *verify, const struct tz_entry *entry,
    const struct tz_buf *line, struct tz_err *err)
{
	if (entry->statement.kind == TZ_ACT_PERSON_ADD)
		return tz_bundle_signers_add(&verify->signers, tz_buf_str(line),
		    line->len, entry->seq, entry->at, err);
	return tz_bundle_signers_retire(&verify->signers, tz_buf_str(line),
	    line->len, entry->seq, entry->at, err);
}

static bool
read_path(const json_t *array, struct tz_id path[63], int *ret_n)
{
	size_t n = json_array_size(array), i;

	if (!json_is_array(array) || n > 63)
		return false;
	for (i = 0; i < n; i++) {
		const char *hex = json_string_value(json_array_get(array, i));

		if (!hex || !tz_id_parse(hex, &path[i]))
			return false;
	}
	*ret_n = (int)n;
	return true;
}

/* An earlier person entry: in the log by its proof, and opened. */
static enum tz_status
roster_line(struct tz_verify *verify, const char *text, size_t len, int64_t n,
    struct tz_err *err)
{
	tz_auto_json object = NULL;
	tz_auto_entry entry = {0};
	tz_auto_buf line = TZ_BUF_INIT;
	const char *entry_text, *hex, *salt_hex;
	struct tz_id path[63], commitment, salt, leaf;
	enum tz_act_kind kind;
	int path_len = 0;

	(void)err;
	if (tz_json_parse_canonical(text, len, TZ_JSON_LINE, &object, NULL) ||
	    tz_json_keys(object, roster_members, ROSTER, NULL) ||
	    !(entry_text = tz_json_string(object, "entry")) ||
	    !(hex = tz_json_string(object, "object")) ||
	    !(salt_hex = tz_json_string(object, "osalt")) ||
	    !tz_id_parse(hex, &commitment) || !tz_id_parse(salt_hex, &salt) ||
	    !read_path(json_object_get(object, "path"), path, &path_len) ||
	    tz_entry_read(entry_text, strlen(entry_text), &entry, NULL)) {
		bad_roster(verify, TZ_CHECK_ROLE, n, _("is not in its form"));
		return TZ_OK;
	}
	kind = entry.statement.kind;
	tz_merkle_leaf(entry_text, strlen(entry_text), &leaf);
	verify->n_checked[TZ_CHECK_MERKLE]++;
	if (!verify->has_note_until ||
	    !tz_merkle_verify_inclusion(entry.seq, verify->until, &leaf, path,
		path_len, &verify->note_until.root)) {
		bad_roster(verify, TZ_CHECK_MERKLE, n,
		    _("is not proved to be in the log"));
		return TZ_OK;
	}
	if ((kind != TZ_ACT_PERSON_ADD && kind != TZ_ACT_PERSON_RETIRE) ||
	    entry.seq >= verify->from || entry.statement.n_objects != 1 ||
	    !tz_id_equal(&entry.statement.objects[0], &commitment) ||
	    find_line(verify, &commitment, &salt, &line, NULL) ||
	    enrol(verify, &entry, &line, NULL))
		bad_roster(verify, TZ_CHECK_ROLE, n,
		    _("does not stand for a line of allowed_signers"));
	return TZ_OK;
}

/* The line that a person entry of the range commits to, from its object. */
static enum tz_status
object_line(struct tz_verify *verify, const struct tz_id *commitment,
    struct tz_buf *ret)
{
	const struct tz_verify_member *member;
	char hex[TZ_ID_HEX], name[128];
	struct tz_id check;

	tz_id_hex(commitment, hex);
	snprintf(name, sizeof name, "data/objects/%.2s/%s.bin", hex, hex);
	member = tz_verify_find(verify, name);
	if (!member || !member->is_opened ||
	    tz_verify_read(verify, name, ret, NULL))
		return TZ_NOTFOUND;
	tz_commit_object(&member->salt, ret->data, ret->len, &check);
	return tz_id_equal(&check, commitment) ? TZ_OK : TZ_NO;
}

static void
enrol_from(struct tz_verify *verify, const struct tz_entry *entry)
{
	tz_auto_buf line = TZ_BUF_INIT;

	if (entry->statement.kind != TZ_ACT_PERSON_ADD &&
	    entry->statement.kind != TZ_ACT_PERSON_RETIRE)
		return;
	if (entry->statement.n_objects != 1 ||
	    object_line(verify, &entry->statement.objects[0], &line) ||
	    enrol(verify, entry, &line, NULL))
		tz_verify_fail_seq(verify, TZ_CHECK_ROLE, entry->seq,
		    _("whom it adds or retires cannot be read"));
}

static const char *
role_fault(const struct tz_bundle_signer *signer, const struct tz_entry *entry)
{
	if (!signer)
		return _("its signer is not in the roster");
	/* Only the first administrator is enrolled by their own key. */
	if (signer->added_seq == entry->seq && entry->seq != 0)
		return _("its signer enrols themselves");
	if (signer->retired_seq >= 0 && signer->retired_seq < entry->seq)
		return _("its signer was retired before");
	if (!tz_bundle_signer_may(signer, entry->ns))
		return _("its signer has no role for this act");
	return NULL;
}

static void
check_signature(struct tz_verify *verify, const struct tz_entry *entry)
{
	const struct tz_bundle_signer *signer =
	    tz_bundle_signers_find(&verify->signers, entry->statement.by,
		entry->seq);
	const char *fault = role_fault(signer, entry);

	verify->n_checked[TZ_CHECK_ROLE]++;
	verify->n_checked[TZ_CHECK_SIGNATURE]++;
	if (fault)
		tz_verify_fail_seq(verify, TZ_CHECK_ROLE, entry->seq, fault);
	if (signer &&
	    tz_sign_verify(&signer->key, entry->ns, entry->text.data,
		entry->text.len, entry->sig.data, entry->sig.len, NULL))
		tz_verify_fail_seq(verify, TZ_CHECK_SIGNATURE, entry->seq,
		    _("is not the signature of who is said to have signed"));
}

/* The head that the signer's program had recomputed. */
static void
check_seen(struct tz_verify *verify, const struct tz_entry *entry)
{
	const struct tz_statement *statement = &entry->statement;
	struct tz_id root;

	if (statement->seen_size > entry->seq) {
		tz_verify_fail_seq(verify, TZ_CHECK_SEEN, entry->seq,
		    _("its signer had seen more entries than there were"));
		return;
	}
	if (statement->seen_size >= verify->from) {
		if (statement->seen_size - verify->from >=
		    (int64_t)verify->n_roots)
			return; /* fewer entries than said; see seq */
		root = verify->roots[statement->seen_size - verify->from];
	} else if (statement->seen_size == 0) {
		tz_sha256("", 0, &root);
	} else {
		verify->n_seen_before++;
		return;
	}
	verify->n_checked[TZ_CHECK_SEEN]++;
	if (!tz_id_equal(&root, &statement->seen_root))
		tz_verify_fail_seq(verify, TZ_CHECK_SEEN, entry->seq,
		    _("its signer had seen another ledger"));
}

static enum tz_status
entry_line(struct tz_verify *verify, const char *line, size_t len, int64_t n,
    struct tz_err *err)
{
	tz_auto_entry entry = {0};

	(void)n;
	(void)err;
	if (tz_entry_read(line, len, &entry, NULL))
		return TZ_OK; /* reported before */
	if (entry.seq == 0)
		enrol_from(verify, &entry);
	check_signature(verify, &entry);
	check_seen(verify, &entry);
	if (entry.seq != 0)
		enrol_from(verify, &entry);
	return TZ_OK;
}

static enum tz_status
check_file(struct tz_verify *verify, struct tz_err *err)
{
	tz_auto_buf expected = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s;

	tz_bundle_signers_write(&verify->signers, &expected);
	s = tz_buf_check(&expected, err);
	if (s)
		return s;
	if (tz_verify_read(verify, SIGNERS, &text, NULL) ||
	    strcmp(tz_buf_str(&text), tz_buf_str(&expected)) != 0)
		tz_verify_fail(verify, TZ_CHECK_ROLE, SIGNERS,
		    _("is not what the person entries of the ledger say"));
	return TZ_OK;
}

enum tz_status
tz_verify_signatures(struct tz_verify *verify, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	char subject[48];

	if (verify->from > 0) {
		s = tz_verify_lines(verify, ROSTER, TZ_CHECK_ROLE, roster_line,
		    err);
		tz_verify_skip(verify, TZ_CHECK_ROLE, ROSTER,
		    _("that no person entry before the range is left out; "
		      "earlier bundles show it"));
	}
	if (s == TZ_OK)
		s = tz_verify_lines(verify, "data/ledger/entries/",
		    TZ_CHECK_SEQ, entry_line, err);
	if (s == TZ_OK && verify->n_seen_before > 0) {
		snprintf(subject, sizeof subject, "%" PRId64,
		    verify->n_seen_before);
		tz_verify_skip(verify, TZ_CHECK_SEEN, subject,
		    _("heads seen before the range; earlier bundles have "
		      "them"));
	}
	return s ? s : check_file(verify, err);
}
