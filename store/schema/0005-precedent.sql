-- SPDX-License-Identifier: GPL-3.0-or-later
-- derived: how the same text was judged before

-- One row a judged finding, its last judgement.  What is quarantined or
-- erased has none.
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
