-- The log, and what is derived from it. Columns are integers (64 bits), texts and blobs only.

-- The tree over all acts: its size, and its right edge as hashes of 32 bytes, the largest first.
CREATE TABLE head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL,
    edge BLOB NOT NULL
) STRICT;

INSERT INTO head (id, size, edge) VALUES (1, 0, x'');

-- Every act, as it was deposited; never changed, never removed.
CREATE TABLE acts (
    leaf INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    hash BLOB NOT NULL,
    handover BLOB,
    signed BLOB NOT NULL,
    body BLOB,
    receipt BLOB NOT NULL
) STRICT;

CREATE INDEX acts_by_handover ON acts (handover, leaf) WHERE handover IS NOT NULL;

-- Which act is at which place in which mailbox.
CREATE TABLE mailboxes (
    mailbox TEXT NOT NULL,
    seq INTEGER NOT NULL,
    chain BLOB NOT NULL,
    leaf INTEGER NOT NULL REFERENCES acts (leaf),
    PRIMARY KEY (mailbox, seq)
) STRICT;

-- Where each handover stands after its last act.
CREATE TABLE handovers (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    colour TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL,
    owner TEXT,
    since INTEGER NOT NULL,
    due INTEGER
) STRICT;

CREATE INDEX handovers_by_state ON handovers (state);

-- Applications to join that wait for an administrator.
CREATE TABLE enrolments (
    invitation BLOB NOT NULL,
    hash BLOB NOT NULL,
    request BLOB NOT NULL,
    PRIMARY KEY (invitation, hash)
) STRICT;

-- Marks the file as a database of this program: "Stfs" in ASCII.
PRAGMA application_id = 1400137331;
