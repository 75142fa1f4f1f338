-- One row: counts the commits, and proves that the store is opened with its own key.
CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL,
    key_proof BLOB NOT NULL
) STRICT;

-- Named values. Names are fixed in the program's code and say nothing about anybody. A value that
-- was forgotten leaves its name, so that other processes learn of it.
CREATE TABLE named (
    name TEXT PRIMARY KEY,
    value BLOB,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX named_by_revision ON named (revision);

-- The acts that the device has made or read.
CREATE TABLE acts (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    log_index INTEGER,
    position INTEGER NOT NULL,
    signed BLOB NOT NULL,
    receipt BLOB,
    refused INTEGER,
    revision INTEGER NOT NULL
) STRICT;

CREATE INDEX acts_by_revision ON acts (revision);

-- Their bodies, apart from them, so that loading the acts does not read them.
CREATE TABLE bodies (
    act BLOB PRIMARY KEY REFERENCES acts (id),
    body BLOB NOT NULL
) STRICT;

PRAGMA user_version = 1;
