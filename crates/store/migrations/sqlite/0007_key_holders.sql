-- The processes that run on this database, each with the fingerprints of the master keys it was given.
CREATE TABLE key_holders (
    holder_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,                -- host and process, for the operator
    master_keys TEXT NOT NULL,         -- JSON array
    seen_at BIGINT NOT NULL
);
