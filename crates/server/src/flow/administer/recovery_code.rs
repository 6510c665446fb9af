//! A new recovery code for somebody who has lost theirs, handed to the administrator who asked.
//!
//! Only whoever has a second factor has something to recover: for anybody else there is no code, since it would wait in the
//! administrator's hands for the person who enrolls later, and open the account in place of what they enroll.

use ringfence_core::authenticator::{Authenticator, Kind, is_enrolled};
use ringfence_core::id::{DeviceId, UserId};
use ringfence_core::mail::Notice;
use ringfence_core::recovery::{self, RecoveryCode};
use ringfence_store::Tx;

use crate::flow::administer::Admin;
use crate::flow::administer::authentication_method::{acting, locked};
use crate::flow::administer::mailing;
use crate::flow::error::{FlowError, Inexistent};
use crate::flow::notify;

/// The earlier one, and any that a page has shown and nobody has confirmed, are void.
pub async fn regenerate(admin: &Admin, user: &str) -> Result<RecoveryCode, FlowError> {
    let (ctx, user) = (acting(admin), UserId::new(user));
    let code = RecoveryCode::draw(&*ctx.app.dice);
    let hash = recovery::hash(code.as_str(), ctx.tenant(), &user, &ctx.app.keys());
    let new = Authenticator {
        id: DeviceId::random(&*ctx.app.dice),
        user: user.clone(),
        kind: Kind::RecoveryCode,
        confirmed_at: Some(ctx.now),
        created_at: ctx.now,
        last_used_at: None,
    };
    let client = admin.caller.client.clone();
    let regenerated = async move |tx: &mut Tx<'_>| {
        let tenant = ctx.tenant();
        let person = locked(tx, &ctx, &user).await?;
        let known = tx.authenticator_list(tenant, &user).await?;
        if !is_enrolled(&known) {
            return Err(Inexistent::ENROLLMENT.into());
        }
        if !ctx.settings().recovery_code_enabled {
            return Err(FlowError::NotSupported(
                "Recovery codes are switched off: switch the factor \"recovery-code\" on first.".to_owned(),
            ));
        }
        mailing::notices(tx, &ctx, 1).await?;
        for old in known.iter().filter(|one| one.kind == Kind::RecoveryCode) {
            tx.authenticator_delete(tenant, &user, &old.id).await?;
        }
        tx.authenticator_insert(tenant, &new, Some(&hash)).await?;
        notify::notice(tx, &ctx, Some(&client), &person, &Notice::RecoveryCodeReplaced, &notify::active(&known)).await?;
        Ok(())
    };
    admin.write(regenerated).await?;
    Ok(code)
}
