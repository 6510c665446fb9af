-- Universal Login: who is signed in where, logins under way, codes for applications, browsers, tickets, texts, e-mail.

ALTER TABLE authenticators ADD COLUMN totp_sealed BLOB;           -- kind 'totp': the shared secret
ALTER TABLE authenticators ADD COLUMN totp_last_step BIGINT;      -- the newest time step that was accepted; none is accepted twice
ALTER TABLE authenticators ADD COLUMN totp_transaction_id TEXT;   -- what it was begun under: no other login's code confirms it
ALTER TABLE authenticators ADD COLUMN totp_recovery_id TEXT;      -- the recovery code that was shown with it, confirmed together with it
CREATE INDEX authenticators_by_totp_transaction ON authenticators (tenant_id, totp_transaction_id) WHERE totp_transaction_id IS NOT NULL;

CREATE TABLE sessions (
    tenant_id TEXT NOT NULL,
    token_hash BLOB NOT NULL,          -- of the cookie's value
    user_id TEXT NOT NULL,
    signed_in_at BIGINT NOT NULL,
    second_factor_at BIGINT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,        -- whatever happens; idleness ends it earlier
    PRIMARY KEY (tenant_id, token_hash)
);
CREATE INDEX sessions_by_user ON sessions (tenant_id, user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE logins (
    tenant_id TEXT NOT NULL,
    login_id TEXT NOT NULL,
    version BIGINT NOT NULL,           -- each change counts one up, and is made only to the version it was decided on
    sealed BLOB NOT NULL,              -- JSON, core::login::Login
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, login_id)
);
CREATE INDEX logins_by_expiry ON logins (expires_at);

CREATE TABLE authorization_codes (
    tenant_id TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    family_id TEXT NOT NULL,           -- of everything that the code is exchanged for
    client_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,                -- JSON, core::authorize::CodeGrant
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (tenant_id, code_hash)
);
CREATE INDEX authorization_codes_by_expiry ON authorization_codes (expires_at);

-- What a stolen code was exchanged for, as long as a token of it could live.
CREATE TABLE revoked_families (
    tenant_id TEXT NOT NULL,
    family_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, family_id)
);
CREATE INDEX revoked_families_by_expiry ON revoked_families (expires_at);

-- The browsers a user has signed in by.
CREATE TABLE browsers (
    tenant_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    browser_hash BLOB NOT NULL,        -- of the cookie's value
    ip TEXT NOT NULL,
    country TEXT,                      -- ISO 3166-1 alpha-2, where a proxy tells it
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    remembered_until BIGINT,           -- no second factor is asked until then
    PRIMARY KEY (tenant_id, user_id, browser_hash)
);
CREATE INDEX browsers_by_age ON browsers (last_seen_at);

CREATE TABLE enrollment_tickets (
    tenant_id TEXT NOT NULL,
    ticket_hash BLOB NOT NULL,
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,                -- JSON, core::ticket::TicketOptions
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (tenant_id, ticket_hash)
);
CREATE INDEX enrollment_tickets_by_expiry ON enrollment_tickets (expires_at);

-- A tenant's own words, laid over the shipped ones.
CREATE TABLE custom_texts (
    tenant_id TEXT NOT NULL,
    prompt TEXT NOT NULL,
    language TEXT NOT NULL,
    body TEXT NOT NULL,                -- JSON: screen, key, text
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, prompt, language)
);

CREATE TABLE mails (
    tenant_id TEXT NOT NULL,
    mail_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    sealed BLOB,                       -- JSON, core::mail::Mail; erased once handed over or given up
    state TEXT NOT NULL,               -- 'waiting', 'sending', 'sent' or 'failed'
    tries BIGINT NOT NULL DEFAULT 0,
    due_at BIGINT,                     -- when waiting: not before; when sending: the lease's end; NULL at the end
    lease TEXT,
    failure TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (tenant_id, mail_id)
);
CREATE INDEX mails_due ON mails (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX mails_by_age ON mails (created_at);

-- E-mail beside the text messages and calls of the inbox.
CREATE TABLE inbox_mails (
    tenant_id TEXT NOT NULL,
    mail_id TEXT NOT NULL,
    recipient_index BLOB NOT NULL,     -- blind index of the address
    mail_sealed BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, mail_id)
);
CREATE INDEX inbox_mails_by_time ON inbox_mails (created_at);

-- Of addresses, which are many: once full again they say nothing, and are swept.
CREATE INDEX buckets_failed_logins ON buckets (full_at) WHERE kind = 'failed_logins';
CREATE INDEX buckets_logins ON buckets (full_at) WHERE kind = 'logins';
