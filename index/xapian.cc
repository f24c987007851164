/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/xapian.cc - the one C++ file: Xapian behind a C face
 *
 * Every function that can throw is one call of guarded(), which turns each
 * exception into a status with words of our own.
 */
#include "index/xapian.h"

#include <sys/stat.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "base/buf.h"
#include "base/intl.h"
#include "index/query.h"

using Xapian::Database;
using Xapian::Query;

/* Xapian keeps what is not yet in files in trees of its own; small ones stay
 * in the processor's cache.  Measured best near 250 records. */
#define FLUSH_RECORDS 250
#define FLUSH_BYTES (16u << 20)

#define VERSION "1"
#define WILDCARD_MAX 10000 /* words that one wildcard may stand for */

struct tz_xapian {
	Database reader;
	std::unique_ptr<Xapian::WritableDatabase> writer;
	int64_t seen = 0;
	bool dirty = false; /* changed since the last commit */
	size_t n_pending = 0;
	size_t pending_bytes = 0;

	Database &database()
	{
		return writer ? *writer : reader;
	}
};

/* The one place where an exception becomes a status. */
template <typename F>
static enum tz_status
guarded(struct tz_err *err, F &&body) noexcept
{
	try {
		return body();
	} catch (const Xapian::DatabaseLockError &) {
		return tz_fail(err, TZ_LOCKED, _("the index is in use"));
	} catch (const Xapian::DatabaseVersionError &) {
		return tz_fail(err, TZ_TOONEW,
		    _("the index was written by another version; run "
		      "taizhang rebuild"));
	} catch (const Xapian::WildcardError &) {
		return tz_fail(err, TZ_FORMAT,
		    _("a wildcard stands for too many words; write more of "
		      "the word"));
	} catch (const Xapian::DatabaseError &e) {
		/* The system's words if it failed, such as a full disk. */
		if (e.get_error_string())
			return tz_fail(err, TZ_IO, _("the index: %s"),
			    e.get_error_string());
		return tz_fail(err, TZ_CORRUPT,
		    _("the index is damaged; run taizhang rebuild"));
	} catch (const std::bad_alloc &) {
		return tz_fail_nomem(err);
	} catch (...) {
		return tz_fail(err, TZ_BUG,
		    _("the index: unexpected exception"));
	}
}

/* Read what the database says of itself. */
static void
read_metadata(struct tz_xapian *db)
{
	std::string version = db->database().get_metadata("version");
	std::string seen = db->database().get_metadata("seen");

	if (!version.empty() && version != VERSION)
		throw Xapian::DatabaseVersionError("");
	db->seen = seen.empty() ? 0 : std::stoll(seen);
}

enum tz_status
tz_xapian_open(const char *path, bool write, struct tz_xapian **ret_db,
    struct tz_err *err)
{
	return guarded(err, [&] {
		auto db = std::make_unique<struct tz_xapian>();
		struct stat st;
		bool there =
		    stat((std::string(path) + "/iamglass").c_str(), &st) == 0;

		if (!there && !write) {
			*ret_db = nullptr;
			return TZ_OK;
		}
		/* Xapian can not open what a kill left half made. */
		if (write)
			db->writer =
			    std::make_unique<Xapian::WritableDatabase>(path,
				there ? Xapian::DB_OPEN
				      : Xapian::DB_CREATE_OR_OVERWRITE);
		else
			db->reader = Database(path);
		read_metadata(db.get());
		*ret_db = db.release();
		return TZ_OK;
	});
}

void
tz_xapian_free(struct tz_xapian *db)
{
	if (!db)
		return;
	/* A writer commits when it is destroyed, unless a transaction is given
	 * up, which drops what was pending before it as well. */
	(void)guarded(nullptr, [&] {
		if (db->writer && db->dirty) {
			db->writer->begin_transaction(false);
			db->writer->cancel_transaction();
		}
		return TZ_OK;
	});
	delete db;
}

int64_t
tz_xapian_seen(const struct tz_xapian *db)
{
	return db->seen;
}

/* Put pending changes into files; what was seen stays what it was. */
static void
flush(struct tz_xapian *db)
{
	db->writer->commit();
	db->n_pending = 0;
	db->pending_bytes = 0;
	db->dirty = false;
}

static Xapian::Document
make_document(const struct tz_xapian_record *record)
{
	Xapian::Document document;
	std::string text;

	for (size_t i = 0; i < record->n_terms; i++) {
		const struct tz_term *term = &record->terms[i];

		text.assign(term->text, term->len);
		document.add_term(text, term->wdf);
		for (size_t j = 0; j < term->n_positions; j++)
			document.add_posting(text, term->positions[j], 0);
	}
	document.add_boolean_term(record->key);
	for (unsigned i = 0; i < TZ_SLOT_COUNT; i++) {
		if (record->slots[i])
			document.add_value(i, record->slots[i]);
	}
	document.set_data(std::string(record->data, record->data_len));
	return document;
}

enum tz_status
tz_xapian_put(struct tz_xapian *db, const struct tz_xapian_record *record,
    struct tz_err *err)
{
	return guarded(err, [&] {
		db->dirty = true;
		db->writer->replace_document(record->key,
		    make_document(record));
		db->n_pending++;
		db->pending_bytes += record->data_len;
		if (db->n_pending >= FLUSH_RECORDS ||
		    db->pending_bytes >= FLUSH_BYTES)
			flush(db);
		return TZ_OK;
	});
}

enum tz_status
tz_xapian_remove(struct tz_xapian *db, const char *key, struct tz_err *err)
{
	return guarded(err, [&] {
		db->dirty = true;
		db->writer->delete_document(key);
		return TZ_OK;
	});
}

enum tz_status
tz_xapian_commit(struct tz_xapian *db, int64_t seen, struct tz_err *err)
{
	return guarded(err, [&] {
		db->dirty = true;
		db->writer->set_metadata("version", VERSION);
		db->writer->set_metadata("seen", std::to_string(seen));
		flush(db);
		db->seen = seen;
		return TZ_OK;
	});
}

enum tz_status
tz_xapian_value(struct tz_xapian *db, const char *key, enum tz_slot slot,
    struct tz_buf *ret, struct tz_err *err)
{
	return guarded(err, [&] {
		Database &base = db->database();
		auto it = base.postlist_begin(key);

		if (it == base.postlist_end(key))
			return tz_fail(err, TZ_NOTFOUND,
			    _("the index has no such record"));
		std::string value = base.get_document(*it).get_value(slot);
		tz_buf_append(ret, value.data(), value.size());
		return tz_buf_check(ret, err);
	});
}

using positions = std::vector<Xapian::termpos>;

/* Positions of a term in a record, or of all that begin with it. */
static positions
positions_of(const Database &db, Xapian::docid did, const std::string &term,
    bool prefix)
{
	positions all;
	Xapian::TermIterator it = db.termlist_begin(did);

	for (it.skip_to(term); it != db.termlist_end(did); ++it) {
		if ((*it).compare(0, term.size(), term) != 0 ||
		    (!prefix && *it != term))
			break;
		all.insert(all.end(), db.positionlist_begin(did, *it),
		    db.positionlist_end(did, *it));
	}
	std::sort(all.begin(), all.end());
	return all;
}

/* A phrase whose last term may stand for all that begin so. */
struct operand {
	std::vector<std::string> terms;
	bool prefix;

	explicit operand(const struct tz_query *query)
	    : terms(query->terms, query->terms + query->n_terms),
	      prefix(query->wildcard)
	{
	}

	/* Its terms, anywhere in a record. */
	Query anywhere() const
	{
		std::vector<Query> all(terms.begin(), terms.end());

		if (prefix)
			all.back() = Query(Query::OP_WILDCARD, terms.back(),
			    WILDCARD_MAX);
		return Query(Query::OP_AND, all.begin(), all.end());
	}

	/* Where it begins in a record. */
	positions starts(const Database &db, Xapian::docid did) const
	{
		positions found;

		for (size_t i = 0; i < terms.size(); i++) {
			positions here = positions_of(db, did, terms[i],
			    prefix && i + 1 == terms.size());
			positions both;

			for (auto start : found) {
				if (std::binary_search(here.begin(), here.end(),
					start + i))
					both.push_back(start);
			}
			found = std::move(i == 0 ? here : both);
		}
		return found;
	}
};

/* Whether the operands, one or two, stand in a record near each other. */
static bool
stands_near(const Database &db, Xapian::docid did,
    const std::vector<operand> &all, unsigned distance)
{
	positions first = all[0].starts(db, did);

	if (all.size() == 1)
		return !first.empty();
	for (auto second : all[1].starts(db, did)) {
		auto before = std::upper_bound(first.begin(), first.end(),
		    second - all[0].terms.size());
		auto after = std::lower_bound(first.begin(), first.end(),
		    second + all[1].terms.size());

		if ((before != first.begin() &&
			second - (before[-1] + all[0].terms.size()) <=
			    distance) ||
		    (after != first.end() &&
			*after - (second + all[1].terms.size()) <= distance))
			return true;
	}
	return false;
}

/* Xapian can ask for single terms near each other only.  For more, the records
 * are found here and named one by one. */
static Query
nearby_query(Database &db, const std::vector<operand> &all, unsigned distance)
{
	Xapian::Enquire enquire(db);
	Query anywhere = all.front().anywhere() & all.back().anywhere();
	std::vector<Query> keys;

	enquire.set_query(anywhere);
	enquire.set_weighting_scheme(Xapian::BoolWeight());
	Xapian::MSet found = enquire.get_mset(0, db.get_doccount());
	for (auto it = found.begin(); it != found.end(); ++it) {
		if (stands_near(db, *it, all, distance))
			keys.push_back(Query(TZ_TERM_ITEM +
			    it.get_document().get_value(TZ_SLOT_ITEM)));
	}
	return Query(Query::OP_FILTER, anywhere,
	    Query(Query::OP_OR, keys.begin(), keys.end()));
}

static Query
phrase_query(Database &db, const struct tz_query *query)
{
	std::vector<Query> all(query->pairs, query->pairs + query->n_pairs);

	if (query->wildcard && query->n_terms == 1)
		return Query(Query::OP_WILDCARD, query->terms[0], WILDCARD_MAX);
	if (query->wildcard)
		return nearby_query(db, {operand(query)}, 0);
	/* One unit, or one pair, says it all. */
	if (query->n_terms == 1)
		return Query(query->terms[0]);
	if (query->n_terms > 2 || query->n_pairs == 0)
		all.push_back(Query(Query::OP_PHRASE, query->terms,
		    query->terms + query->n_terms, query->n_terms));
	return Query(Query::OP_AND, all.begin(), all.end());
}

static Query
build_query(Database &db, const struct tz_query *query)
{
	std::vector<Query> parts;

	if (query->kind == TZ_QUERY_PHRASE)
		return phrase_query(db, query);
	if (query->kind == TZ_QUERY_RANGE)
		/* A record without a date has the empty value, before "0". */
		return Query(Query::OP_VALUE_RANGE, TZ_SLOT_DATE,
		    query->from[0] ? query->from : "0",
		    query->until[0] ? query->until : "99999999");
	if (query->kind == TZ_QUERY_NEAR)
		return nearby_query(db,
		    {operand(query->children[0]), operand(query->children[1])},
		    query->distance);
	for (size_t i = 0; i < query->n_children; i++)
		parts.push_back(build_query(db, query->children[i]));
	if (query->kind == TZ_QUERY_NOT)
		return Query(Query::OP_AND_NOT, Query::MatchAll, parts[0]);
	return Query(query->kind == TZ_QUERY_ANY ? Query::OP_OR : Query::OP_AND,
	    parts.begin(), parts.end());
}

/* Search on one state of the databases.  Every record is looked at, so the
 * number of matches is exact. */
static Xapian::MSet
match(Database &db, const struct tz_query *query, size_t limit,
    struct tz_xapian_counts *ret_counts)
{
	Xapian::Enquire enquire(db);
	Xapian::doccount n = db.get_doccount();
	Xapian::MSet found;

	enquire.set_query(build_query(db, query));
	/* Equal ones: the newest first, whatever order they came in. */
	enquire.set_sort_by_relevance_then_value(TZ_SLOT_ITEM, true);
	found = enquire.get_mset(0, limit && limit < n ? limit : n, n);
	ret_counts->matched = found.get_matches_estimated();
	ret_counts->searched = n;
	ret_counts->uncovered = db.get_termfreq(TZ_TERM_UNCOVERED);
	return found;
}

/* Run ${body}, on the newest state if a writer has passed by meanwhile. */
template <typename F>
static void
reopening(Database &db, F &&body)
{
	for (int tries = 5;; tries--) {
		try {
			return body();
		} catch (const Xapian::DatabaseModifiedError &) {
			if (tries == 0)
				throw;
			db.reopen();
		}
	}
}

enum tz_status
tz_xapian_search(struct tz_xapian *const *dbs, size_t n,
    const struct tz_query *query, size_t limit,
    enum tz_status (*visit)(size_t db, double weight, const char *data,
	size_t len, void *arg, struct tz_err *err),
    void *arg, struct tz_xapian_counts *ret_counts, struct tz_err *err)
{
	return guarded(err, [&] {
		Database all;
		Xapian::MSet found;
		std::vector<size_t> shards;
		std::string data;
		enum tz_status s = TZ_OK;

		*ret_counts = {0, 0, 0};
		for (size_t i = 0; i < n; i++) {
			if (dbs[i]) {
				all.add_database(dbs[i]->database());
				shards.push_back(i);
			}
		}
		if (shards.empty())
			return TZ_OK;
		reopening(all,
		    [&] { found = match(all, query, limit, ret_counts); });
		for (auto it = found.begin(); it != found.end() && !s; ++it) {
			try {
				reopening(all, [&] {
					data = all.get_document(*it).get_data();
				});
			} catch (const Xapian::DocNotFoundError &) {
				continue; /* dropped by a writer meanwhile */
			}
			s = visit(shards[(*it - 1) % shards.size()],
			    it.get_weight(), data.data(), data.size(), arg,
			    err);
		}
		return s;
	});
}

enum tz_status
tz_xapian_each_term(struct tz_xapian *db, const char *prefix,
    enum tz_status (*visit)(const char *rest, void *arg, struct tz_err *err),
    void *arg, struct tz_err *err)
{
	return guarded(err, [&] {
		size_t skip = std::string(prefix).size();
		enum tz_status s = TZ_OK;
		auto it = db->database().allterms_begin(prefix);
		auto end = db->database().allterms_end(prefix);

		for (; it != end && !s; ++it)
			s = visit((*it).c_str() + skip, arg, err);
		return s;
	});
}

size_t
tz_xapian_stem(const char *word, size_t len, char *ret, size_t size)
{
	size_t n = 0;

	(void)guarded(nullptr, [&] {
		/* A stemmer holds a buffer. */
		static thread_local const Xapian::Stem stem("english");
		std::string made = stem(std::string(word, len));

		if (made.size() <= size)
			n = made.copy(ret, size);
		return TZ_OK;
	});
	return n;
}

bool
tz_xapian_is_word(uint32_t point)
{
	return Xapian::Unicode::is_wordchar(point);
}
