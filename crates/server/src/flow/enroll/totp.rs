//! Binding an authenticator app: its secret is drawn, sealed and shown, and bound by its first code ([`crate::flow::otp`]).
//!
//! No message goes out, so there is no handle that ties the code to what was begun: the app's row names its transaction
//! instead, and the recovery code that was shown with it. What somebody else who knows the password leaves behind belongs
//! to another transaction, is never a candidate, and goes when the first factor is bound.

use ringfence_core::authenticator::{Authenticator, Kind, Role, is_enrolled};
use ringfence_core::client::Client;
use ringfence_core::event::EventType;
use ringfence_core::id::{DeviceId, TransactionId};
use ringfence_core::proof::Proof;
use ringfence_core::recovery::{self, RecoveryCode};
use ringfence_core::totp::TotpSecret;
use ringfence_core::user::User;
use ringfence_store::{NewTotp, StoreError, Totp, Tx};
use zeroize::Zeroizing;

use crate::ctx::Ctx;
use crate::flow::authenticate;
use crate::flow::enroll::{admitted, bounds};
use crate::flow::error::FlowError;
use crate::flow::proof::{self, Held};
use crate::flow::record::{self, About};

/// Apps that one transaction may have begun and not bound: a page drawn twice shows two, and each of them works.
const MOST_BEGUN: usize = 5;

/// An authenticator app to be bound, for whichever door asked for it.
pub struct AppOrder<'a> {
    pub client: &'a Client,
    /// Locked by the caller.
    pub user: &'a User,
    pub transaction: &'a TransactionId,
    pub proof: &'a Proof,
    /// Whether a first factor brings its recovery code at once; a page shows it later and draws it then.
    pub with_recovery: bool,
}

/// What the user's app is to be told.
pub struct BegunApp {
    pub device: DeviceId,
    pub secret: TotpSecret,
    /// For the QR code.
    pub uri: Zeroizing<String>,
    pub recovery_code: Option<RecoveryCode>,
}

/// `authenticator_types: ["otp"]`.
pub async fn associate_app(ctx: &Ctx, held: &Held) -> Result<BegunApp, FlowError> {
    held.require("enroll")?;
    let client = authenticate::client_by_id(ctx, &held.token.client).await?;
    if !ctx.settings().otp_enabled {
        return Err(FlowError::OtpNotEnabled);
    }
    let (inner, held) = (ctx.clone(), held.clone());
    let begun = async move |tx: &mut Tx<'_>| {
        let user = match admitted(tx.user_find_locked(inner.tenant(), &held.token.user).await?, &held) {
            Ok(user) => user,
            Err(problem) => return Ok(Err(problem)),
        };
        let (transaction, proof) = (&held.token.transaction, &held.proof);
        let order = AppOrder { client: &client, user: &user, transaction, proof, with_recovery: true };
        begin_totp(tx, &inner, order).await
    };
    ctx.app.store.tx(begun).await?
}

/// Writes the app down, unconfirmed. Refused when the user is enrolled and this caller has shown a password only, and when no further
/// factor may be bound ([`bounds`]).
pub async fn begin_totp(tx: &mut Tx<'_>, ctx: &Ctx, order: AppOrder<'_>) -> Result<Result<BegunApp, FlowError>, StoreError> {
    let AppOrder { client, user, transaction, proof, with_recovery } = order;
    let (tenant, dice) = (ctx.tenant(), &*ctx.app.dice);
    let known = tx.authenticator_list(tenant, &user.id).await?;
    if is_enrolled(&known) && !proof::shows_second_factor(tx, tenant, proof, &known).await? {
        return Ok(Err(FlowError::AlreadyEnrolled));
    }
    if let Some(refusal) = bounds::admit(tx, ctx, &user.id, &known).await? {
        return Ok(Err(refusal.into()));
    }
    forget_oldest(tx, ctx, user, transaction).await?;

    let is_first = !known.iter().any(Authenticator::is_active);
    let wants_recovery = with_recovery && is_first && ctx.settings().recovery_code_enabled;
    let recovery_code = wants_recovery.then(|| RecoveryCode::draw(dice));
    let mut recovery_id = None;
    if let Some(code) = &recovery_code {
        let recovery = pending(ctx, user, Kind::RecoveryCode);
        let hash = recovery::hash(code.as_str(), tenant, &user.id, &ctx.app.keys());
        tx.authenticator_insert(tenant, &recovery, Some(&hash)).await?;
        recovery_id = Some(recovery.id);
    }
    let (app, secret) = (pending(ctx, user, Kind::Totp), TotpSecret::draw(dice));
    let new = NewTotp {
        id: app.id.clone(),
        user: user.id.clone(),
        secret: secret.clone(),
        transaction: transaction.clone(),
        recovery: recovery_id,
        created_at: ctx.now,
    };
    tx.totp_insert(tenant, &new).await?;
    let details = record::guardian_details(ctx, &app, Role::Otp);
    let event = record::event(ctx, EventType::StartEnroll).client(client).user(user).details(details);
    record::write(tx, ctx, &event.described("Guardian - Enrollment started")).await?;
    Ok(Ok(BegunApp { uri: key_uri(ctx, user, &secret), device: app.id, secret, recovery_code }))
}

/// What a QR code says of a secret, under the name that the tenant's users know.
pub fn key_uri(ctx: &Ctx, user: &User, secret: &TotpSecret) -> Zeroizing<String> {
    let tenant = &ctx.view.tenant;
    let issuer = if tenant.settings.friendly_name.is_empty() { &tenant.name } else { &tenant.settings.friendly_name };
    secret.uri(issuer, &user.email)
}

/// Makes room under [`MOST_BEGUN`], so that whoever keeps asking fills no table and gets no more guesses.
async fn forget_oldest(tx: &mut Tx<'_>, ctx: &Ctx, user: &User, transaction: &TransactionId) -> Result<(), StoreError> {
    let apps = tx.totp_list(ctx.tenant(), &user.id, transaction).await?;
    let begun: Vec<&Totp> = apps.iter().filter(|app| !app.is_confirmed).collect();
    for oldest in &begun[..(begun.len() + 1).saturating_sub(MOST_BEGUN)] {
        for device in [Some(&oldest.id), oldest.recovery.as_ref()].into_iter().flatten() {
            tx.authenticator_delete(ctx.tenant(), &user.id, device).await?;
        }
    }
    Ok(())
}

fn pending(ctx: &Ctx, user: &User, kind: Kind) -> Authenticator {
    Authenticator {
        id: DeviceId::random(&*ctx.app.dice),
        user: user.id.clone(),
        kind,
        confirmed_at: None,
        created_at: ctx.now,
        last_used_at: None,
    }
}
