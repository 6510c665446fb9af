-- What somebody has shown counts only under the user's mark, and while the factor that it names is bound (core::proof).

ALTER TABLE users ADD COLUMN proofs_from BIGINT NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN proofs_kept TEXT;                    -- the transaction whose own removal moved the mark last
UPDATE users SET proofs_from = COALESCE(password_set_at, created_at);

-- A session from before: its password still counts, its second factor is shown anew.
ALTER TABLE sessions ADD COLUMN proofs_from BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN second_factor_device TEXT;
UPDATE sessions SET proofs_from = COALESCE((SELECT u.proofs_from FROM users u
    WHERE u.tenant_id = sessions.tenant_id AND u.user_id = sessions.user_id), 0);

-- JSON, core::proof::Proof. NULL for a token from before: it counts until the mark moves, which deletes it.
ALTER TABLE refresh_tokens ADD COLUMN proof TEXT;

ALTER TABLE challenges ADD COLUMN answered BIGINT NOT NULL DEFAULT 0;   -- its own code was typed back
