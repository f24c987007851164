/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/entry.c - the exact bytes of statements, entries and commitments
 *
 * docs/format-ledger.md is the format.  A key that is not in the tables below
 * is an error on writing and on reading.
 */
#include "archive/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/intl.h"

#define STATEMENT_VERSION "taizhang-statement/1"
#define ENTRY_VERSION "taizhang-entry/1"
#define OBJECT_PREFIX "taizhang-object-v1\n"
#define DETAIL_PREFIX "taizhang-detail-v1\n"
#define DOC_DIGITS 32
#define PERSON_MAX 100
#define SIZE_MAX_EXACT ((int64_t)1 << 53)

static const char *const statement_keys[] = {"act", "at", "by", "decision",
    "detail", "doc", "log", "nonce", "objects", "seen", "v", NULL};
static const char *const seen_keys[] = {"root", "size", NULL};
static const char *const entry_keys[] = {
    "log", "ns", "prev", "seq", "sig", "stmt", "t", "v", NULL};

static enum tz_status
malformed(struct tz_err *err, const char *key)
{
	return tz_fail(err, TZ_FORMAT, _("bad value of '%s'"), key);
}

static bool
is_hex(const char *text, size_t len)
{
	return strlen(text) == len && strspn(text, "0123456789abcdef") == len;
}

/* ID@HOST: [a-z0-9._-]+ on both sides, at most 100 bytes. */
static bool
is_person(const char *text)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "0123456789._-";
	size_t id = strspn(text, allowed);
	size_t host;

	if (id == 0 || text[id] != '@')
		return false;
	host = strspn(text + id + 1, allowed);
	return host > 0 && text[id + 1 + host] == '\0' &&
	    id + 1 + host <= PERSON_MAX;
}

/* Copy the string at ${key} if it fits. */
static bool
copy(const json_t *object, const char *key, char *ret, size_t size)
{
	const char *text = tz_json_string(object, key);

	if (!text || text[0] == '\0' || strlen(text) >= size)
		return false;
	memcpy(ret, text, strlen(text) + 1);
	return true;
}

static bool
copy_id(const json_t *object, const char *key, struct tz_id *ret)
{
	const char *text = tz_json_string(object, key);

	return text && tz_id_parse(text, ret);
}

static bool
copy_time(const json_t *object, const char *key, int64_t *ret)
{
	const char *text = tz_json_string(object, key);

	return text && tz_time_parse(text, ret);
}

/* An integer from 0 to 2^53 - 1. */
static bool
copy_count(const json_t *object, const char *key, int64_t *ret)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_integer(value))
		return false;
	*ret = json_integer_value(value);
	return *ret >= 0 && *ret < SIZE_MAX_EXACT;
}

void
tz_statement_clear(struct tz_statement *statement)
{
	free(statement->objects);
	memset(statement, 0, sizeof *statement);
}

/* Whether ${doc} stands exactly where the act concerns an item. */
static bool
doc_fits(enum tz_act_kind kind, const char *doc)
{
	bool is_there = doc[0] != '\0';

	if (is_there && !is_hex(doc, DOC_DIGITS))
		return false;
	if (kind == TZ_ACT_REFUSE)
		return true; /* late ones have it, those at the door not */
	return is_there ==
	    (tz_act_family(kind) != TZ_FAMILY_ROSTER && kind != TZ_ACT_ANCHOR &&
		kind != TZ_ACT_EXPORT && kind != TZ_ACT_FINGERPRINT_ADD &&
		kind != TZ_ACT_FINGERPRINT_END);
}

static enum tz_status
check_statement(const struct tz_statement *statement, struct tz_err *err)
{
	if ((int)statement->kind < 0 || statement->kind >= TZ_ACT_COUNT)
		return malformed(err, "act");
	if (!is_person(statement->by))
		return malformed(err, "by");
	if (!tz_act_decision_allowed(statement->kind,
		statement->decision[0] ? statement->decision : NULL))
		return malformed(err, "decision");
	if (!doc_fits(statement->kind, statement->doc))
		return malformed(err, "doc");
	if (!is_hex(statement->nonce, DOC_DIGITS))
		return malformed(err, "nonce");
	if (statement->n_objects > TZ_OBJECTS_MAX)
		return tz_fail(err, TZ_LIMIT,
		    _("more than %d objects in one act"), TZ_OBJECTS_MAX);
	if (statement->seen_size < 0 || statement->seen_size >= SIZE_MAX_EXACT)
		return malformed(err, "seen");
	return TZ_OK;
}

static bool
set(json_t *object, const char *key, json_t *value)
{
	return json_object_set_new(object, key, value) == 0;
}

static bool
set_id(json_t *object, const char *key, const struct tz_id *id)
{
	char hex[TZ_ID_HEX];

	tz_id_hex(id, hex);
	return set(object, key, json_string(hex));
}

static bool
set_time(json_t *object, const char *key, int64_t at)
{
	char text[TZ_TIME_TEXT];

	tz_time_format(at, text);
	return set(object, key, json_string(text));
}

enum tz_status
tz_statement_write(const struct tz_statement *statement, struct tz_buf *ret,
    struct tz_err *err)
{
	tz_auto_json object = json_object();
	tz_auto_json seen = json_object();
	tz_auto_json objects = json_array();
	char hex[TZ_ID_HEX];
	enum tz_status s;
	size_t i;
	bool good;

	s = check_statement(statement, err);
	if (s)
		return s;
	for (i = 0; i < statement->n_objects; i++) {
		tz_id_hex(&statement->objects[i], hex);
		if (json_array_append_new(objects, json_string(hex)) != 0)
			return tz_fail_nomem(err);
	}
	good = set_id(seen, "root", &statement->seen_root) &&
	    set(seen, "size", json_integer(statement->seen_size)) &&
	    set(object, "act", json_string(tz_act_word(statement->kind))) &&
	    set_time(object, "at", statement->at) &&
	    set(object, "by", json_string(statement->by)) &&
	    tz_json_set_string(object, "decision", statement->decision) &&
	    set_id(object, "detail", &statement->detail) &&
	    tz_json_set_string(object, "doc", statement->doc) &&
	    set(object, "log", json_string(statement->log)) &&
	    set(object, "nonce", json_string(statement->nonce)) &&
	    set(object, "objects", json_incref(objects)) &&
	    set(object, "seen", json_incref(seen)) &&
	    set(object, "v", json_string(STATEMENT_VERSION));
	if (!good)
		return tz_fail_nomem(err);
	return tz_json_canonical(object, TZ_JSON_LINE, ret, err);
}

static enum tz_status
read_objects(const json_t *array, struct tz_statement *ret, struct tz_err *err)
{
	size_t n = json_array_size(array), i;

	if (!json_is_array(array) || n > TZ_OBJECTS_MAX)
		return malformed(err, "objects");
	if (n == 0)
		return TZ_OK;
	ret->objects = calloc(n, sizeof *ret->objects);
	if (!ret->objects)
		return tz_fail_nomem(err);
	ret->n_objects = n;
	for (i = 0; i < n; i++) {
		const char *text = json_string_value(json_array_get(array, i));

		if (!text || !tz_id_parse(text, &ret->objects[i]))
			return malformed(err, "objects");
	}
	return TZ_OK;
}

static enum tz_status
read_statement(const json_t *object, struct tz_statement *ret,
    struct tz_err *err)
{
	const json_t *seen = json_object_get(object, "seen");
	const char *act = tz_json_string(object, "act");
	const char *version = tz_json_string(object, "v");
	enum tz_status s;

	s = tz_json_keys(object, statement_keys, "statement", err);
	if (s == TZ_OK)
		s = tz_json_keys(seen, seen_keys, "seen", err);
	if (s)
		return s;
	if (!version || strcmp(version, STATEMENT_VERSION) != 0)
		return malformed(err, "v");
	ret->kind = act ? tz_act_from(act) : TZ_ACT_COUNT;
	if (!copy_time(object, "at", &ret->at))
		return malformed(err, "at");
	if (!copy(object, "by", ret->by, sizeof ret->by))
		return malformed(err, "by");
	if (json_object_get(object, "decision") &&
	    !copy(object, "decision", ret->decision, sizeof ret->decision))
		return malformed(err, "decision");
	if (json_object_get(object, "doc") &&
	    !copy(object, "doc", ret->doc, sizeof ret->doc))
		return malformed(err, "doc");
	if (!copy_id(object, "detail", &ret->detail))
		return malformed(err, "detail");
	if (!copy(object, "log", ret->log, sizeof ret->log))
		return malformed(err, "log");
	if (!copy(object, "nonce", ret->nonce, sizeof ret->nonce))
		return malformed(err, "nonce");
	if (!copy_id(seen, "root", &ret->seen_root) ||
	    !copy_count(seen, "size", &ret->seen_size))
		return malformed(err, "seen");
	s = read_objects(json_object_get(object, "objects"), ret, err);
	if (s)
		return s;
	return check_statement(ret, err);
}

enum tz_status
tz_statement_read(const char *text, size_t len,
    struct tz_statement *ret_statement, struct tz_err *err)
{
	tz_auto_statement statement = {0};
	tz_auto_json object = NULL;
	enum tz_status s;

	if (len > TZ_ENTRY_MAX)
		return tz_fail(err, TZ_FORMAT, _("statement too long"));
	s = tz_json_parse_canonical(text, len, TZ_JSON_LINE, &object, err);
	if (s == TZ_OK)
		s = read_statement(object, &statement, err);
	if (s)
		return s == TZ_LIMIT ? TZ_FORMAT : s;
	*ret_statement = statement;
	memset(&statement, 0, sizeof statement);
	return TZ_OK;
}

void
tz_entry_clear(struct tz_entry *entry)
{
	tz_buf_clear(&entry->sig);
	tz_buf_clear(&entry->text);
	tz_statement_clear(&entry->statement);
	memset(entry, 0, sizeof *entry);
}

enum tz_status
tz_entry_write(const struct tz_entry *entry, struct tz_buf *ret,
    struct tz_err *err)
{
	tz_auto_json object = json_object();
	tz_auto_buf sig = TZ_BUF_INIT;
	tz_auto_buf line = TZ_BUF_INIT;
	enum tz_status s;
	bool good;

	tz_base64_encode(entry->sig.data, entry->sig.len, &sig);
	good = set(object, "log", json_string(entry->log)) &&
	    set(object, "ns", json_string(entry->ns)) &&
	    set_id(object, "prev", &entry->prev) &&
	    set(object, "seq", json_integer(entry->seq)) &&
	    set(object, "sig", json_string(tz_buf_str(&sig))) &&
	    set(object, "stmt", json_string(tz_buf_str(&entry->text))) &&
	    set_time(object, "t", entry->at) &&
	    set(object, "v", json_string(ENTRY_VERSION));
	if (!good || sig.failed || entry->text.failed)
		return tz_fail_nomem(err);
	s = tz_json_canonical(object, TZ_JSON_LINE, &line, err);
	if (s)
		return s;
	if (line.len > TZ_ENTRY_MAX)
		return tz_fail(err, TZ_LIMIT,
		    _("an entry of %zu bytes, over the limit of %d"), line.len,
		    TZ_ENTRY_MAX);
	tz_buf_append(ret, line.data, line.len);
	return tz_buf_check(ret, err);
}

static enum tz_status
read_entry(const json_t *object, struct tz_entry *ret, struct tz_err *err)
{
	const char *sig = tz_json_string(object, "sig");
	const char *text = tz_json_string(object, "stmt");
	const char *version = tz_json_string(object, "v");
	enum tz_status s;

	s = tz_json_keys(object, entry_keys, "entry", err);
	if (s)
		return s;
	if (!version || strcmp(version, ENTRY_VERSION) != 0)
		return malformed(err, "v");
	if (!copy(object, "log", ret->log, sizeof ret->log))
		return malformed(err, "log");
	if (!copy(object, "ns", ret->ns, sizeof ret->ns))
		return malformed(err, "ns");
	if (!copy_id(object, "prev", &ret->prev))
		return malformed(err, "prev");
	if (!copy_count(object, "seq", &ret->seq))
		return malformed(err, "seq");
	if (!copy_time(object, "t", &ret->at))
		return malformed(err, "t");
	if (!sig || sig[0] == '\0' ||
	    tz_base64_decode(sig, strlen(sig), &ret->sig, NULL))
		return malformed(err, "sig");
	if (!text)
		return malformed(err, "stmt");
	tz_buf_puts(&ret->text, text);
	s = tz_buf_check(&ret->text, err);
	if (s)
		return s;
	s = tz_statement_read(ret->text.data, ret->text.len, &ret->statement,
	    err);
	if (s)
		return s;
	if (strcmp(ret->log, ret->statement.log) != 0)
		return malformed(err, "log");
	if (strcmp(ret->ns,
		tz_family_namespace(tz_act_family(ret->statement.kind))) != 0)
		return malformed(err, "ns");
	return TZ_OK;
}

enum tz_status
tz_entry_read(const char *line, size_t len, struct tz_entry *ret_entry,
    struct tz_err *err)
{
	tz_auto_entry entry = {0};
	tz_auto_json object = NULL;
	enum tz_status s;

	if (len > TZ_ENTRY_MAX)
		return tz_fail(err, TZ_FORMAT, _("entry too long"));
	s = tz_json_parse_canonical(line, len, TZ_JSON_LINE, &object, err);
	if (s == TZ_OK)
		s = read_entry(object, &entry, err);
	if (s)
		return s;
	*ret_entry = entry;
	memset(&entry, 0, sizeof entry);
	return TZ_OK;
}

static void
commit(const char *prefix, const struct tz_id *salt, const void *data,
    size_t len, struct tz_id *ret)
{
	tz_auto(tz_hash) hash = NULL;

	/* Without memory the value is one that nothing opens. */
	memset(ret, 0, sizeof *ret);
	if (tz_hash_new(&hash, NULL))
		return;
	tz_hash_update(hash, prefix, strlen(prefix));
	tz_hash_update(hash, salt->bytes, sizeof salt->bytes);
	tz_hash_update(hash, data, len);
	tz_hash_final(hash, ret);
}

void
tz_commit_object(const struct tz_id *salt, const void *data, size_t len,
    struct tz_id *ret)
{
	commit(OBJECT_PREFIX, salt, data, len, ret);
}

void
tz_commit_object_begin(struct tz_hash *hash, const struct tz_id *salt)
{
	tz_hash_update(hash, OBJECT_PREFIX, strlen(OBJECT_PREFIX));
	tz_hash_update(hash, salt->bytes, sizeof salt->bytes);
}

void
tz_commit_detail(const struct tz_id *salt, const char *json, size_t len,
    struct tz_id *ret)
{
	commit(DETAIL_PREFIX, salt, json, len, ret);
}

const char *const *
tz_detail_keys(enum tz_act_kind kind)
{
	static const char *const person[] = {
	    "department", "id", "name", "reason", "roles", NULL};
	static const char *const adopt[] = {
	    "agency", "reason", "regime", "rule_set", "time_zone", NULL};
	static const char *const submit[] = {"coverage", "files", "findings",
	    "meta", "revision", "revision_digest", "rule_set", NULL};
	static const char *const refuse[] = {"again", "file", "rules", NULL};
	static const char *const judge[] = {
	    "findings", "reason", "revision_digest", "rule_set", NULL};
	static const char *const sign_off[] = {"findings_digest", "ground",
	    "reason", "revision", "revision_digest", "rule_set", "step", "to",
	    NULL};
	static const char *const publish[] = {"channel", "date", "department",
	    "disposition", "files", "meta", "number", "title", "url", NULL};
	static const char *const withdraw[] = {"ground", "reason", NULL};
	static const char *const anchor[] = {"sha256", "size", NULL};
	static const char *const export[] = {
	    "edition", "period", "profile", "range", "sha256", NULL};
	static const char *const fingerprint_add[] = {
	    "documents", "reason", NULL};
	static const char *const fingerprint_end[] = {
	    "numbers", "reason", NULL};
	static const char *const none[] = {NULL};

	switch (kind) {
	case TZ_ACT_PERSON_ADD:
	case TZ_ACT_PERSON_RETIRE:
		return person;
	case TZ_ACT_POLICY_ADOPT:
		return adopt;
	case TZ_ACT_SUBMIT:
	case TZ_ACT_REVISE:
		return submit;
	case TZ_ACT_REFUSE:
		return refuse;
	case TZ_ACT_JUDGE:
		return judge;
	case TZ_ACT_SIGN_OFF:
		return sign_off;
	case TZ_ACT_PUBLISH:
	case TZ_ACT_DEPOSIT:
		return publish;
	case TZ_ACT_WITHDRAW:
	case TZ_ACT_ERASE:
	case TZ_ACT_REASSESS:
		return withdraw;
	case TZ_ACT_ANCHOR:
		return anchor;
	case TZ_ACT_EXPORT:
		return export;
	case TZ_ACT_FINGERPRINT_ADD:
		return fingerprint_add;
	case TZ_ACT_FINGERPRINT_END:
		return fingerprint_end;
	case TZ_ACT_COUNT:
		break;
	}
	return none;
}
