-- SPDX-License-Identifier: GPL-3.0-or-later
-- derived: the people and the settings, as the ledger's entries say

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

-- One row a policy.adopt; the newest is in force.
CREATE TABLE settings (
	seq INTEGER PRIMARY KEY,	-- of policy.adopt
	log TEXT NOT NULL,		-- HOST/1
	agency TEXT NOT NULL,
	regime TEXT NOT NULL,
	time_zone TEXT NOT NULL,	-- "+08:00"
	rule_set BLOB NOT NULL CHECK (length(rule_set) = 32),
	manifest BLOB NOT NULL CHECK (length(manifest) = 32) -- commitment
) STRICT;
