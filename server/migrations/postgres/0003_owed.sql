-- What more is known of where a handover stands: its course, its leg and version, when it was sent
-- and signed for, until when that had to be, when it was closed, and where its course stands.
ALTER TABLE handovers ADD COLUMN course BYTEA;
ALTER TABLE handovers ADD COLUMN leg BIGINT NOT NULL DEFAULT 1;
ALTER TABLE handovers ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE handovers ADD COLUMN sent BIGINT NOT NULL DEFAULT 0;
ALTER TABLE handovers ADD COLUMN receipt_due BIGINT;
ALTER TABLE handovers ADD COLUMN acknowledged BIGINT;
ALTER TABLE handovers ADD COLUMN stage TEXT;
ALTER TABLE handovers ADD COLUMN municipality TEXT;
ALTER TABLE handovers ADD COLUMN stage_since BIGINT;
ALTER TABLE handovers ADD COLUMN checks BIGINT NOT NULL DEFAULT 0;
ALTER TABLE handovers ADD COLUMN reviewed BIGINT;
ALTER TABLE handovers ADD COLUMN paused_until BIGINT;
-- 1 when it is near its bound of acts.
ALTER TABLE handovers ADD COLUMN nearly_full BIGINT NOT NULL DEFAULT 0;

CREATE INDEX handovers_by_course ON handovers (course, id) WHERE course IS NOT NULL;

-- Who owes what until when, one row for each obligation: those of a handover and of the course that
-- it has opened. Derived, and written anew with each act that could change it.
CREATE TABLE owed (
    handover BYTEA NOT NULL,
    place BIGINT NOT NULL,
    owner TEXT NOT NULL,
    duty BIGINT NOT NULL,
    list TEXT NOT NULL,
    since BIGINT NOT NULL,
    due BIGINT NOT NULL,
    rung BIGINT NOT NULL,
    told_at BIGINT,
    times BIGINT NOT NULL,
    next_rung BIGINT,
    next_at BIGINT,
    seen_by TEXT,
    seen_did BIGINT,
    seen_at BIGINT,
    held_by TEXT,
    held_reason BIGINT,
    held_since BIGINT,
    held_until BIGINT,
    PRIMARY KEY (handover, place)
);

CREATE INDEX owed_by_owner ON owed (owner, due, handover, place);
CREATE INDEX owed_by_due ON owed (due, handover, place);
CREATE INDEX owed_by_next ON owed (next_at, handover) WHERE next_at IS NOT NULL;

-- By which rules all of this was derived: one row, or none before the first time.
CREATE TABLE derived (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    rules BYTEA NOT NULL
);
