-- Who gets notices on which way, and how the last attempts went. Times are milliseconds.
CREATE TABLE recipients (
    office TEXT NOT NULL,
    way TEXT NOT NULL,
    version BIGINT NOT NULL,
    letters BIGINT NOT NULL,
    last BIGINT,
    digested BIGINT,
    listed BIGINT,
    claimed BIGINT,
    since BIGINT,
    attempts BIGINT NOT NULL,
    next BIGINT,
    fault TEXT,
    code BIGINT NOT NULL,
    waiting BIGINT NOT NULL,
    PRIMARY KEY (office, way)
);

-- What each of them has been told, of what stood at the last letter.
CREATE TABLE notices (
    office TEXT NOT NULL,
    way TEXT NOT NULL,
    handover BYTEA NOT NULL,
    owner TEXT NOT NULL,
    duty BIGINT NOT NULL,
    since BIGINT NOT NULL,
    rung BIGINT NOT NULL,
    PRIMARY KEY (office, way, handover, owner, duty, since)
);
