-- SPDX-License-Identifier: GPL-3.0-or-later
-- derived: what newer rules say about items that wait for no act

-- From reading the files with the rule set, not from the ledger: without a
-- row the item is not known to be clear, and is not disclosed meanwhile.
CREATE TABLE checked (
	item TEXT PRIMARY KEY,
	revision INTEGER NOT NULL,
	rule_set BLOB NOT NULL CHECK (length(rule_set) = 32),
	refused INTEGER NOT NULL	-- it bears a mark that may not be kept
) STRICT, WITHOUT ROWID;

CREATE INDEX item_rule_set ON item (rule_set, state, revision);
