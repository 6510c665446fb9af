-- Buckets of mailboxes, which are many: once full again they say nothing, and are swept.
CREATE INDEX buckets_notices ON buckets (full_at) WHERE kind = 'notices';
CREATE INDEX buckets_recipient_mails ON buckets (full_at) WHERE kind = 'recipient_mails';
