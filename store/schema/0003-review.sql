-- SPDX-License-Identifier: GPL-3.0-or-later
-- derived: items, revisions, findings and sign-offs, as the entries say
--
-- review/apply.c changes these tables with every entry, live and in a rebuild
-- alike.  What the ledger does not hold (where a finding stands and what it
-- quotes) comes from reading the blobs again with the rules of the entry.

-- One piece of information proposed for disclosure.
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

-- The exact files of an item at one time.
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

-- A rule's hit at one place of a revision.
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
	reason TEXT,
	PRIMARY KEY (item, number)
) STRICT, WITHOUT ROWID;

-- One sign-off.
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

-- Which entries concern an item.
CREATE TABLE item_entry (
	seq INTEGER PRIMARY KEY,
	item TEXT NOT NULL,
	revision INTEGER NOT NULL,
	step TEXT NOT NULL
) STRICT;

CREATE INDEX item_entry_item ON item_entry (item);

-- Refusals at the door, so that a second try is recognised.
CREATE TABLE refusal (
	seq INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	by TEXT NOT NULL,
	file TEXT,			-- HMAC under refusal.key, hex
	rules TEXT NOT NULL		-- JSON array of rule ids
) STRICT;

CREATE INDEX refusal_file ON refusal (file);
