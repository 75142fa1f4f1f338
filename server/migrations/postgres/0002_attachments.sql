-- The sealed files that acts announce: by their hash, their length in bytes, and the act. The
-- files themselves lie in a folder of the server.
CREATE TABLE attachments (
    hash BYTEA NOT NULL,
    leaf BIGINT NOT NULL REFERENCES acts (leaf),
    bytes BIGINT NOT NULL,
    PRIMARY KEY (hash, leaf)
);

-- In which mailboxes an act stands.
CREATE INDEX mailboxes_by_leaf ON mailboxes (leaf);
