-- When a device of each office was last heard of, in milliseconds. It is no part of the log.
CREATE TABLE heard (
    office TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
