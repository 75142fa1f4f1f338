-- The sealed files that acts announce: by their hash, their length in bytes, and the act. The
-- files themselves lie in a folder beside the database.
CREATE TABLE attachments (
    hash BLOB NOT NULL,
    leaf INTEGER NOT NULL REFERENCES acts (leaf),
    bytes INTEGER NOT NULL,
    PRIMARY KEY (hash, leaf)
) STRICT;

-- In which mailboxes an act stands.
CREATE INDEX mailboxes_by_leaf ON mailboxes (leaf);
