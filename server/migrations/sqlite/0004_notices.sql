-- Who gets notices on which way, and how the last attempts went. Times are milliseconds.
CREATE TABLE recipients (
    office TEXT NOT NULL,
    way TEXT NOT NULL,
    version INTEGER NOT NULL,
    letters INTEGER NOT NULL,
    last INTEGER,
    digested INTEGER,
    listed INTEGER,
    claimed INTEGER,
    since INTEGER,
    attempts INTEGER NOT NULL,
    next INTEGER,
    fault TEXT,
    code INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    PRIMARY KEY (office, way)
) STRICT;

-- What each of them has been told, of what stood at the last letter.
CREATE TABLE notices (
    office TEXT NOT NULL,
    way TEXT NOT NULL,
    handover BLOB NOT NULL,
    owner TEXT NOT NULL,
    duty INTEGER NOT NULL,
    since INTEGER NOT NULL,
    rung INTEGER NOT NULL,
    PRIMARY KEY (office, way, handover, owner, duty, since)
) STRICT;
