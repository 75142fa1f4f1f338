-- The log, and what is derived from it. Columns are integers (64 bits), texts and bytes only.

-- The tree over all acts: its size, and its right edge as hashes of 32 bytes, the largest first.
CREATE TABLE head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL,
    edge BYTEA NOT NULL
);

INSERT INTO head (id, size, edge) VALUES (1, 0, '');

-- Every act, as it was deposited; never changed, never removed.
CREATE TABLE acts (
    leaf BIGINT NOT NULL PRIMARY KEY,
    id BYTEA NOT NULL UNIQUE,
    hash BYTEA NOT NULL,
    handover BYTEA,
    signed BYTEA NOT NULL,
    body BYTEA,
    receipt BYTEA NOT NULL
);

CREATE INDEX acts_by_handover ON acts (handover, leaf) WHERE handover IS NOT NULL;

-- Bodies are ciphertext, which does not get smaller.
ALTER TABLE acts ALTER COLUMN signed SET STORAGE EXTERNAL;
ALTER TABLE acts ALTER COLUMN body SET STORAGE EXTERNAL;

-- Which act is at which place in which mailbox.
CREATE TABLE mailboxes (
    mailbox TEXT NOT NULL,
    seq BIGINT NOT NULL,
    chain BYTEA NOT NULL,
    leaf BIGINT NOT NULL REFERENCES acts (leaf),
    PRIMARY KEY (mailbox, seq)
);

-- Where each handover stands after its last act.
CREATE TABLE handovers (
    id BYTEA NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    colour TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL,
    owner TEXT,
    since BIGINT NOT NULL,
    due BIGINT
);

CREATE INDEX handovers_by_state ON handovers (state);

-- Applications to join that wait for an administrator.
CREATE TABLE enrolments (
    invitation BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    request BYTEA NOT NULL,
    PRIMARY KEY (invitation, hash)
);

-- Marks the schema as one of this program: "Stfs" in ASCII, as in the other database.
COMMENT ON TABLE head IS '1400137331';
