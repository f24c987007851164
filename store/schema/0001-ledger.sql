-- SPDX-License-Identifier: GPL-3.0-or-later
-- true: what cannot be made again: entries, what they commit to, signed heads
--
-- An append-only table needs three triggers, because INSERT OR REPLACE walks
-- through those on UPDATE and DELETE.  They stop accidents; the hash chain
-- and the signatures prove that nothing else has happened.

PRAGMA application_id = 0x747a7631; -- "tzv1"

-- One line of the ledger.  The leaf stands before the line so that reading
-- leaves does not touch the pages of long lines.
CREATE TABLE entry (
	seq INTEGER PRIMARY KEY,	-- from 0, without a gap
	leaf BLOB NOT NULL CHECK (length(leaf) = 32),	-- SHA-256(0x00 || line)
	line TEXT NOT NULL		-- canonical JSON, no line end
) STRICT;

-- Leaves alone, in order: 40 bytes an entry instead of a page.
CREATE INDEX entry_leaf ON entry (seq, leaf);

CREATE TRIGGER entry_keep BEFORE UPDATE ON entry
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER entry_stay BEFORE DELETE ON entry
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER entry_next BEFORE INSERT ON entry
WHEN new.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM entry)
BEGIN SELECT raise(ABORT, 'the ledger is append-only'); END;

-- What a commitment of an entry stands for: a detail or a blob, and the salt.
CREATE TABLE opening (
	commitment BLOB PRIMARY KEY CHECK (length(commitment) = 32),
	salt BLOB NOT NULL CHECK (length(salt) = 32),
	detail TEXT,			-- canonical JSON, else NULL
	blob BLOB CHECK (length(blob) = 32),	-- its SHA-256, else NULL
	size INTEGER NOT NULL,		-- bytes of the detail or of the blob
	CHECK ((detail IS NULL) <> (blob IS NULL))
) STRICT, WITHOUT ROWID;

-- Whether a blob is still named by any opening.
CREATE INDEX opening_blob ON opening (blob) WHERE blob IS NOT NULL;

CREATE TRIGGER opening_keep BEFORE UPDATE ON opening
BEGIN SELECT raise(ABORT, 'an opening does not change'); END;

CREATE TRIGGER opening_stay BEFORE DELETE ON opening
BEGIN SELECT raise(ABORT, 'an opening stays'); END;

CREATE TRIGGER opening_once BEFORE INSERT ON opening
WHEN EXISTS (SELECT 1 FROM opening WHERE commitment = new.commitment)
BEGIN SELECT raise(ABORT, 'an opening does not change'); END;

-- Signed heads (C2SP signed notes), kept for ever: one a size.
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
