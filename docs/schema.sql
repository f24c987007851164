-- What a new vault.db looks like.  Made by tests/unit/store/test_schema.c
-- from store/schema/*.sql, where the comments are.

CREATE TABLE entry (
	seq INTEGER PRIMARY KEY,	-- from 0, without a gap
	leaf BLOB NOT NULL CHECK (length(leaf) = 32),	-- SHA-256(0x00 || line)
	line TEXT NOT NULL		-- canonical JSON, no line end
) STRICT;
CREATE INDEX entry_leaf ON entry (seq, leaf);
CREATE TRIGGER entry_keep BEFORE UPDATE ON entry
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_stay BEFORE DELETE ON entry
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entry_next BEFORE INSERT ON entry
WHEN new.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM entry)
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;
CREATE TABLE opening (
	commitment BLOB PRIMARY KEY CHECK (length(commitment) = 32),
	salt BLOB NOT NULL CHECK (length(salt) = 32),
	detail TEXT,			-- canonical JSON, else NULL
	blob BLOB CHECK (length(blob) = 32),	-- its SHA-256, else NULL
	size INTEGER NOT NULL,		-- bytes of the detail or of the blob
	CHECK ((detail IS NULL) <> (blob IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX opening_blob ON opening (blob) WHERE blob IS NOT NULL;
CREATE TRIGGER opening_keep BEFORE UPDATE ON opening
BEGIN SELECT raise(ABORT, 'an opening does not change'); END;
CREATE TRIGGER opening_stay BEFORE DELETE ON opening
BEGIN SELECT raise(ABORT, 'an opening stays'); END;
CREATE TRIGGER opening_once BEFORE INSERT ON opening
WHEN EXISTS (SELECT 1 FROM opening WHERE commitment = new.commitment)
BEGIN SELECT raise(ABORT, 'an opening does not change'); END;
CREATE TABLE note (
	size INTEGER PRIMARY KEY,	-- of the tree that it signs
	text TEXT NOT NULL		-- the whole note
) STRICT;
CREATE TRIGGER note_keep BEFORE UPDATE ON note
BEGIN SELECT raise(ABORT, 'a signed note does not change'); END;
CREATE TRIGGER note_stay BEFORE DELETE ON note
BEGIN SELECT raise(ABORT, 'a signed note stays'); END;
CREATE TRIGGER note_once BEFORE INSERT ON note
WHEN EXISTS (SELECT 1 FROM note WHERE size = new.size)
BEGIN SELECT raise(ABORT, 'a signed note does not change'); END;
CREATE TABLE person (
	id TEXT PRIMARY KEY,		-- ID@HOST
	name TEXT NOT NULL,
	department TEXT NOT NULL,	-- '' when none was given
	roles TEXT NOT NULL,		-- words with commas between
	key TEXT NOT NULL UNIQUE,	-- "TYPE BASE64"
	allowed_line TEXT NOT NULL,	-- of allowed_signers, without times
	commitment BLOB NOT NULL CHECK (length(commitment) = 32), -- to the line
	added_seq INTEGER NOT NULL UNIQUE,	-- of person.add
	added_at INTEGER NOT NULL,		-- its ledger time
	retired_seq INTEGER,		-- of person.retire; NULL while active
	retired_at INTEGER
) STRICT;
CREATE TABLE settings (
	seq INTEGER PRIMARY KEY,	-- of policy.adopt
	log TEXT NOT NULL,		-- HOST/1
	agency TEXT NOT NULL,
	regime TEXT NOT NULL,
	time_zone TEXT NOT NULL,	-- "+08:00"
	rule_set BLOB NOT NULL CHECK (length(rule_set) = 32),
	manifest BLOB NOT NULL CHECK (length(manifest) = 32) -- commitment
) STRICT;
CREATE TABLE item (
	id TEXT PRIMARY KEY,		-- 2019-000037
	doc TEXT NOT NULL UNIQUE,	-- its random id in the ledger
	state TEXT NOT NULL,		-- in-review, returned, ...
	route TEXT NOT NULL,		-- cn/four-step
	step TEXT NOT NULL,		-- that it waits at; '' at none
	submitter TEXT NOT NULL,	-- ID@HOST
	due TEXT,			-- ISO date; NULL: no limit is known
	title TEXT,
	number TEXT,
	department TEXT,
	category TEXT,
	theme TEXT,
	genre TEXT,
	disposition TEXT,
	ground TEXT,			-- of a withholding or a part
	date TEXT,			-- ISO date of the document
	channel TEXT,			-- of publication
	published_on TEXT,		-- ISO date
	url TEXT,
	meta TEXT NOT NULL,		-- JSON: the whole metadata
	submit_seq INTEGER NOT NULL UNIQUE,
	last_seq INTEGER NOT NULL,	-- newest entry that concerns it
	revision INTEGER NOT NULL,	-- from 1
	next_finding INTEGER NOT NULL,	-- number of the next new finding
	revision_digest BLOB,
	rule_set BLOB			-- its findings are of this rule set
) STRICT;
CREATE INDEX item_last ON item (last_seq);
CREATE TABLE revision (
	item TEXT NOT NULL,
	revision INTEGER NOT NULL,
	seq INTEGER NOT NULL,		-- of submit or revise
	at INTEGER NOT NULL,
	by TEXT NOT NULL,
	digest BLOB,
	coverage TEXT NOT NULL,		-- JSON, as in the entry's detail
	PRIMARY KEY (item, revision)
) STRICT, WITHOUT ROWID;
CREATE TABLE revision_file (
	item TEXT NOT NULL,
	revision INTEGER NOT NULL,
	position INTEGER NOT NULL,	-- 0 is the main file
	name TEXT NOT NULL,
	name_bytes TEXT,		-- hex, when the name is not clean
	media_type TEXT NOT NULL,
	reading TEXT NOT NULL,		-- read, partly, unread
	size INTEGER NOT NULL,
	sha256 BLOB,
	commitment BLOB,
	PRIMARY KEY (item, revision, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE finding (
	item TEXT NOT NULL,
	number INTEGER NOT NULL,	-- 7 is called F7
	revision INTEGER NOT NULL,
	position INTEGER NOT NULL,	-- of the file; -1: not known
	start INTEGER NOT NULL,
	end INTEGER NOT NULL,
	judged_seq INTEGER NOT NULL,	-- of the judge entry; -1: none
	gone INTEGER NOT NULL,		-- newer rules do not find it any more
	channel TEXT NOT NULL,
	rule TEXT NOT NULL,
	severity TEXT NOT NULL,
	status TEXT NOT NULL,		-- open, upheld, dismissed
	place TEXT NOT NULL,		-- file and part, as in the ledger
	file TEXT,
	part TEXT,
	pack TEXT,
	ground TEXT,
	location TEXT,
	matched TEXT,
	excerpt TEXT,
	by TEXT,			-- who judged it
	reason TEXT, about TEXT,
	PRIMARY KEY (item, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE signature (
	seq INTEGER PRIMARY KEY,
	item TEXT NOT NULL,
	revision INTEGER NOT NULL,
	at INTEGER NOT NULL,
	valid INTEGER NOT NULL,		-- 0: a later revision voids it
	step TEXT NOT NULL,
	decision TEXT NOT NULL,
	by TEXT NOT NULL,
	ground TEXT,
	reason TEXT
) STRICT;
CREATE INDEX signature_item ON signature (item);
CREATE TABLE item_entry (
	seq INTEGER PRIMARY KEY,
	item TEXT NOT NULL,
	revision INTEGER NOT NULL,
	step TEXT NOT NULL
) STRICT;
CREATE INDEX item_entry_item ON item_entry (item);
CREATE TABLE refusal (
	seq INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	by TEXT NOT NULL,
	file TEXT,			-- HMAC under refusal.key, hex
	rules TEXT NOT NULL		-- JSON array of rule ids
) STRICT;
CREATE INDEX refusal_file ON refusal (file);
CREATE TABLE fingerprint_source (
	source INTEGER PRIMARY KEY,	-- its number
	seq INTEGER NOT NULL,		-- of the entry that registered it
	until_seq INTEGER,		-- of the one that ended it
	item TEXT,			-- a withheld item, else NULL
	label TEXT NOT NULL,
	hashes INTEGER NOT NULL		-- distinct ones
) STRICT;
CREATE INDEX fingerprint_source_item ON fingerprint_source (item);
CREATE TABLE fingerprint (
	hash INTEGER NOT NULL,
	source INTEGER NOT NULL,
	PRIMARY KEY (hash, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE precedent (
	key BLOB NOT NULL CHECK (length(key) = 32),	-- of rule and text
	seq INTEGER NOT NULL,		-- of the judge entry
	item TEXT NOT NULL,
	number INTEGER NOT NULL,	-- of the finding
	at INTEGER NOT NULL,
	upheld INTEGER NOT NULL,	-- 0: dismissed
	PRIMARY KEY (key, seq, item, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX precedent_item ON precedent (item, number);
CREATE TABLE checked (
	item TEXT PRIMARY KEY,
	revision INTEGER NOT NULL,
	rule_set BLOB NOT NULL CHECK (length(rule_set) = 32),
	refused INTEGER NOT NULL	-- it bears a mark that may not be kept
) STRICT, WITHOUT ROWID;
CREATE INDEX item_rule_set ON item (rule_set, state, revision);
