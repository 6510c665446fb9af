-- One row, written to see whether anything can be written.
CREATE TABLE pulse (
    id BIGINT NOT NULL PRIMARY KEY,
    beat_at BIGINT NOT NULL,
    pad BLOB NOT NULL
);
