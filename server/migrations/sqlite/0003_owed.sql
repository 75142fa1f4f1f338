-- What more is known of where a handover stands: its course, its leg and version, when it was sent
-- and signed for, until when that had to be, when it was closed, and where its course stands.
ALTER TABLE handovers ADD COLUMN course BLOB;
ALTER TABLE handovers ADD COLUMN leg INTEGER NOT NULL DEFAULT 1;
ALTER TABLE handovers ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE handovers ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE handovers ADD COLUMN receipt_due INTEGER;
ALTER TABLE handovers ADD COLUMN acknowledged INTEGER;
ALTER TABLE handovers ADD COLUMN stage TEXT;
ALTER TABLE handovers ADD COLUMN municipality TEXT;
ALTER TABLE handovers ADD COLUMN stage_since INTEGER;
ALTER TABLE handovers ADD COLUMN checks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE handovers ADD COLUMN reviewed INTEGER;
ALTER TABLE handovers ADD COLUMN paused_until INTEGER;
-- 1 when it is near its bound of acts.
ALTER TABLE handovers ADD COLUMN nearly_full INTEGER NOT NULL DEFAULT 0;

CREATE INDEX handovers_by_course ON handovers (course, id) WHERE course IS NOT NULL;

-- Who owes what until when, one row for each obligation: those of a handover and of the course that
-- it has opened. Derived, and written anew with each act that could change it.
CREATE TABLE owed (
    handover BLOB NOT NULL,
    place INTEGER NOT NULL,
    owner TEXT NOT NULL,
    duty INTEGER NOT NULL,
    list TEXT NOT NULL,
    since INTEGER NOT NULL,
    due INTEGER NOT NULL,
    rung INTEGER NOT NULL,
    told_at INTEGER,
    times INTEGER NOT NULL,
    next_rung INTEGER,
    next_at INTEGER,
    seen_by TEXT,
    seen_did INTEGER,
    seen_at INTEGER,
    held_by TEXT,
    held_reason INTEGER,
    held_since INTEGER,
    held_until INTEGER,
    PRIMARY KEY (handover, place)
) STRICT;

CREATE INDEX owed_by_owner ON owed (owner, due, handover, place);
CREATE INDEX owed_by_due ON owed (due, handover, place);
CREATE INDEX owed_by_next ON owed (next_at, handover) WHERE next_at IS NOT NULL;

-- By which rules all of this was derived: one row, or none before the first time.
CREATE TABLE derived (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    rules BLOB NOT NULL
) STRICT;
