-- Column types are TEXT, BIGINT and BYTEA (BLOB on SQLite) only; times are BIGINT microseconds.
-- The tenant comes first in every key, but for the indexes that sweeps and dispatchers use across tenants. Sealed columns hold core::secret's envelope.

CREATE TABLE data_keys (
    key_id TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,             -- 'seal' (rotated) or 'hash' (for good)
    wrapped BYTEA NOT NULL,             -- under the master key
    created_at BIGINT NOT NULL,
    activates_at BIGINT NOT NULL
);

-- One for good: of two processes that set up an empty database at once, one wins.
CREATE UNIQUE INDEX data_keys_one_hash ON data_keys (purpose) WHERE purpose = 'hash';

CREATE TABLE tenants (
    tenant_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,            -- JSON, core::tenant::TenantSettings
    twilio_sealed BYTEA,
    twilio_probe_due_at BIGINT,        -- the credentials want to be probed; NULL once they were
    builtin_messages BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE domains (
    host TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id),
    issuer TEXT NOT NULL
);
CREATE INDEX domains_by_tenant ON domains (tenant_id);

CREATE TABLE signing_keys (
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id),
    key_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,              -- PKCS#8
    created_at BIGINT NOT NULL,
    activates_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, key_id)
);

CREATE TABLE clients (
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id),
    client_id TEXT NOT NULL,
    secret_sealed BYTEA,                -- NULL: a public client
    settings TEXT NOT NULL,            -- JSON, core::client::ClientSettings
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, client_id)
);

CREATE TABLE resource_servers (
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id),
    identifier TEXT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,              -- JSON array
    token_lifetime BIGINT NOT NULL,    -- microseconds
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, identifier)
);

CREATE TABLE client_grants (
    tenant_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    audience TEXT NOT NULL,
    scopes TEXT NOT NULL,              -- JSON array
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, client_id, audience),
    FOREIGN KEY (tenant_id, client_id) REFERENCES clients (tenant_id, client_id)
);

CREATE TABLE users (
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id),
    user_id TEXT NOT NULL,
    connection TEXT NOT NULL,
    email TEXT NOT NULL,               -- lower case
    username TEXT,                     -- lower case
    email_verified BIGINT NOT NULL DEFAULT 0,
    password_hash TEXT,
    profile TEXT NOT NULL,             -- JSON, core::user::Profile
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
CREATE UNIQUE INDEX users_by_email ON users (tenant_id, connection, email);
CREATE UNIQUE INDEX users_by_username ON users (tenant_id, connection, username);

CREATE TABLE authenticators (
    tenant_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    kind TEXT NOT NULL,                -- 'phone' or 'recovery-code'
    channel TEXT,                      -- the one a phone was enrolled by
    phone_sealed BYTEA,
    phone_index BYTEA,                  -- blind index of the number
    recovery_hash BYTEA,
    confirmed_at BIGINT,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    PRIMARY KEY (tenant_id, device_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, user_id)
);
CREATE INDEX authenticators_pending ON authenticators (created_at) WHERE confirmed_at IS NULL;
CREATE INDEX authenticators_by_user ON authenticators (tenant_id, user_id);
CREATE INDEX authenticators_by_phone ON authenticators (tenant_id, phone_index);

CREATE TABLE challenges (
    tenant_id TEXT NOT NULL,
    challenge_id TEXT NOT NULL,
    transaction_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    action TEXT NOT NULL,              -- 'enrollment' or 'second-factor-authentication'
    code_hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (tenant_id, transaction_id, challenge_id)
);
-- Used ones of a long-lived transaction are never looked at again.
CREATE INDEX challenges_open ON challenges (tenant_id, transaction_id) WHERE used_at IS NULL;
CREATE INDEX challenges_by_age ON challenges (created_at);

CREATE TABLE deliveries (
    tenant_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    challenge_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    provider TEXT NOT NULL,
    route TEXT NOT NULL,               -- JSON array of carriers
    position BIGINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    tries BIGINT NOT NULL DEFAULT 0,   -- with the present carrier
    message_sealed BYTEA,               -- erased once handed over or given up
    origin TEXT NOT NULL,              -- JSON, core::delivery::Origin
    state TEXT NOT NULL,               -- 'waiting', 'sending', 'resending' (an earlier lease ran out), 'accepted' or 'failed'
    due_at BIGINT,                     -- when waiting: not before; when sending: the lease's end; NULL at the end
    lease TEXT,                        -- who is sending
    carrier TEXT,
    carrier_message_id TEXT,
    failure_class TEXT,
    failure_code TEXT,
    failure_message TEXT,
    receipt_status TEXT,
    receipt_rank BIGINT NOT NULL DEFAULT 0,
    receipt_code TEXT,
    receipt_at BIGINT,
    segments BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (tenant_id, delivery_id)
);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_by_age ON deliveries (created_at);

CREATE TABLE attempts (
    tenant_id TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    carrier TEXT NOT NULL,
    outcome TEXT NOT NULL,             -- 'accepted' or a failure class
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    carrier_message_id TEXT,
    started_at BIGINT NOT NULL,
    finished_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, delivery_id, number),
    FOREIGN KEY (tenant_id, delivery_id) REFERENCES deliveries (tenant_id, delivery_id) ON DELETE CASCADE
);

CREATE TABLE buckets (
    tenant_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    full_at BIGINT NOT NULL,           -- core::guard: when it will be full again
    PRIMARY KEY (tenant_id, kind, subject)
);

CREATE TABLE refresh_tokens (
    tenant_id TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    family_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    audience TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (tenant_id, token_hash)
);
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (tenant_id, family_id);
CREATE INDEX refresh_tokens_by_user ON refresh_tokens (tenant_id, user_id);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);

CREATE TABLE log_events (
    tenant_id TEXT NOT NULL,
    log_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    type TEXT NOT NULL,
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,                -- JSON, core::event::LogEvent
    PRIMARY KEY (tenant_id, log_id)
);

-- What the virtual carrier carried; only where it is switched on.
CREATE TABLE inbox (
    tenant_id TEXT NOT NULL,
    message_id TEXT NOT NULL,          -- the delivery's id: handing over twice leaves one
    recipient_index BYTEA NOT NULL,     -- blind index of the number
    channel TEXT NOT NULL,
    message_sealed BYTEA NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, message_id)
);
CREATE INDEX inbox_by_recipient ON inbox (recipient_index, created_at);
CREATE INDEX inbox_by_time ON inbox (created_at);
