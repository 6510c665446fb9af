-- The Management API: more of users, clients' grants, APIs and connections; jobs; tickets for an account; the log by type and by user.

ALTER TABLE users ADD COLUMN blocked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN last_login_at BIGINT;
ALTER TABLE users ADD COLUMN last_ip TEXT;
ALTER TABLE users ADD COLUMN logins_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN password_set_at BIGINT;
-- Pages and prefixes go by the order of bytes, whatever the database's locale.
ALTER TABLE users ALTER COLUMN user_id TYPE TEXT COLLATE "C", ALTER COLUMN email TYPE TEXT COLLATE "C";
CREATE INDEX users_by_time ON users (tenant_id, created_at, user_id);
CREATE INDEX users_by_address ON users (tenant_id, email, user_id);
-- A user who is deleted takes the links to enroll with them.
CREATE INDEX enrollment_tickets_by_user ON enrollment_tickets (tenant_id, user_id);

-- How many there are of what is too many to be counted for each page.
CREATE TABLE counts (
    tenant_id TEXT NOT NULL,
    kind TEXT NOT NULL,                -- 'users'
    total BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, kind)
);
INSERT INTO counts (tenant_id, kind, total) SELECT tenant_id, 'users', COUNT(*) FROM users GROUP BY tenant_id;

ALTER TABLE authenticators ADD COLUMN name TEXT;                  -- what an administrator calls it
ALTER TABLE authenticators ADD COLUMN preferred_channel TEXT;     -- of a phone: 'sms' or 'voice', by an administrator's choice

-- Failed passwords that lock a person out of one name, perhaps from one address only.
CREATE TABLE user_blocks (
    tenant_id TEXT NOT NULL,
    identifier TEXT NOT NULL,          -- what was typed, lower case
    connection TEXT NOT NULL,
    ip TEXT NOT NULL,                  -- '' for every address
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, identifier, connection, ip)
);

ALTER TABLE client_grants ADD COLUMN grant_id TEXT NOT NULL DEFAULT '';
UPDATE client_grants SET grant_id = 'cgr_' || substr(md5(random()::text || clock_timestamp()::text), 1, 16);
CREATE UNIQUE INDEX client_grants_by_id ON client_grants (tenant_id, grant_id);

ALTER TABLE resource_servers ADD COLUMN resource_server_id TEXT NOT NULL DEFAULT '';
ALTER TABLE resource_servers ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';   -- JSON, core::client::ApiSettings
UPDATE resource_servers SET resource_server_id = substr(md5(random()::text || clock_timestamp()::text), 1, 24);
CREATE UNIQUE INDEX resource_servers_by_id ON resource_servers (tenant_id, resource_server_id);

-- Where a tenant's people and their passwords are.
CREATE TABLE connections (
    tenant_id TEXT NOT NULL REFERENCES tenants (tenant_id),
    connection_id TEXT NOT NULL,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,            -- JSON, core::connection::ConnectionSettings
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, connection_id)
);
CREATE UNIQUE INDEX connections_by_name ON connections (tenant_id, name);
INSERT INTO connections (tenant_id, connection_id, name, settings, created_at, updated_at)
    SELECT tenant_id, 'con_' || substr(md5(random()::text || clock_timestamp()::text), 1, 16), 'Username-Password-Authentication', '{}', created_at, created_at FROM tenants;

-- Links by which a person sets a new password or shows that an e-mail address is theirs.
CREATE TABLE account_tickets (
    tenant_id TEXT NOT NULL,
    ticket_hash BYTEA NOT NULL,
    kind TEXT NOT NULL,                -- 'password-change' or 'email-verification'
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,                -- JSON, core::account_ticket::TicketBody
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (tenant_id, ticket_hash)
);
CREATE INDEX account_tickets_by_user ON account_tickets (tenant_id, user_id);
CREATE INDEX account_tickets_by_expiry ON account_tickets (expires_at);

-- Work that no request waits for: users on their way in or out.
CREATE TABLE jobs (
    tenant_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    kind TEXT NOT NULL,                -- 'users_import', 'users_export' or 'verification_email'
    state TEXT NOT NULL,               -- 'uploading', 'pending', 'processing', 'completed' or 'failed'
    settings TEXT NOT NULL,            -- JSON, core::job::JobSettings
    progress TEXT NOT NULL,            -- JSON, core::job::Progress
    due_at BIGINT,                     -- when pending: not before; when processing: the lease's end; NULL at the end
    lease TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, job_id)
);
CREATE INDEX jobs_due ON jobs (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX jobs_by_expiry ON jobs (expires_at);

-- A job's file, in pieces, on its way in or out.
CREATE TABLE job_chunks (
    tenant_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (tenant_id, job_id, number)
);

CREATE TABLE job_errors (
    tenant_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    number BIGINT NOT NULL,            -- which user of the file
    sealed BYTEA NOT NULL,              -- JSON: the user without its secrets, and what was wrong
    PRIMARY KEY (tenant_id, job_id, number)
);

-- Found by what is most often asked for; the primary key has them in the order of time.
CREATE INDEX log_events_by_type ON log_events (tenant_id, type, log_id);
CREATE INDEX log_events_by_user ON log_events (tenant_id, user_id, log_id) WHERE user_id <> '';
