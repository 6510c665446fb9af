//! How much mail machines may cause by the Management API. Asked in the transaction that writes the mail, which a refusal rolls back.
//!
//! 1. a mail that is asked for takes a token of its recipient's bucket and one of the tenant's ([`asked`]);
//! 2. what a machine changes and its owner is told takes tokens of the tenant's second bucket ([`notices`]). Without one the change is
//!    refused: who may only send links can neither hide nor stop it.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use ringfence_core::clock::Timestamp;
use ringfence_core::guard::Bucket;
use ringfence_core::id::TenantId;
use ringfence_core::secret::Purpose;
use ringfence_store::{StoreError, Tx};

use crate::ctx::{App, Ctx};
use crate::flow::error::FlowError;

/// One mail to this address, because a machine asked for it.
pub async fn asked(tx: &mut Tx<'_>, ctx: &Ctx, to: &str) -> Result<(), FlowError> {
    let limits = &ctx.app.settings.limits;
    // A dot behind the domain leads to the same mailbox.
    let to = to.trim_end_matches('.').to_lowercase();
    let hash = ctx.app.keys().hash(Purpose::Mail, &[ctx.tenant().as_str(), "recipient", &to].map(str::as_bytes));
    let subject = BASE64_URL_SAFE_NO_PAD.encode(hash);
    if let Some(wait) = take(tx, ctx.tenant(), limits.recipient_mails(), &subject, ctx.now).await? {
        let words = "Too many mails were sent to this address. Wait before sending another one (limits.mails_per_recipient).";
        return Err(FlowError::TooManyMails { words, wait });
    }
    match take(tx, ctx.tenant(), limits.tenant_mails(), "", ctx.now).await? {
        None => Ok(()),
        Some(wait) => {
            let words = "Too many mails were sent for this tenant. Wait before sending another one (limits.mails_per_tenant).";
            Err(FlowError::TooManyMails { words, wait })
        }
    }
}

/// So many notices of what a machine changes.
pub async fn notices(tx: &mut Tx<'_>, ctx: &Ctx, count: usize) -> Result<(), FlowError> {
    match told(tx, &ctx.app, ctx.tenant(), count, ctx.now).await? {
        None => Ok(()),
        Some(wait) => {
            let words = "Too many users of this tenant were notified of changes to their accounts, so nothing was changed. Wait before \
                         changing more (limits.mails_per_tenant).";
            Err(FlowError::TooManyMails { words, wait })
        }
    }
}

/// The same for a job: `Some` is how long until there is room for one.
pub async fn told(tx: &mut Tx<'_>, app: &App, tenant: &TenantId, count: usize, now: Timestamp) -> Result<Option<Duration>, StoreError> {
    for _ in 0..count {
        let wait = take(tx, tenant, app.settings.limits.tenant_notices(), "", now).await?;
        if wait.is_some() {
            return Ok(wait);
        }
    }
    Ok(None)
}

/// How long to wait, when there is no token.
async fn take(tx: &mut Tx<'_>, tenant: &TenantId, bucket: Bucket, subject: &str, now: Timestamp) -> Result<Option<Duration>, StoreError> {
    if tx.bucket_take(tenant, &bucket, subject, now).await? {
        return Ok(None);
    }
    Ok(Some(bucket.wait(tx.bucket_full_at(tenant, bucket.kind, subject).await?, now)))
}
