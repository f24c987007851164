-- SPDX-License-Identifier: GPL-3.0-or-later
-- derived: documents whose passages are looked for, and more about findings

CREATE TABLE fingerprint_source (
	source INTEGER PRIMARY KEY,	-- its number
	seq INTEGER NOT NULL,		-- of the entry that registered it
	until_seq INTEGER,		-- of the one that ended it
	item TEXT,			-- a withheld item, else NULL
	label TEXT NOT NULL,
	hashes INTEGER NOT NULL		-- distinct ones
) STRICT;

CREATE INDEX fingerprint_source_item ON fingerprint_source (item);

-- Nothing but 64 bits of a salted SHA-256 is kept of a passage.
CREATE TABLE fingerprint (
	hash INTEGER NOT NULL,
	source INTEGER NOT NULL,
	PRIMARY KEY (hash, source)
) STRICT, WITHOUT ROWID;

ALTER TABLE finding ADD COLUMN about TEXT;	-- more words about this hit
