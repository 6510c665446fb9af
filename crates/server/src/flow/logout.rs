//! Signing out: `/v2/logout` (Auth0) and `/oidc/logout` (OpenID Connect RP-Initiated Logout 1.0).
//!
//! A browser goes only where the client, or the tenant, has said it may go. Without an ID token that proves who is asked
//! about, the person is asked first.

use ringfence_core::client::Client;
use ringfence_core::event::EventType;
use ringfence_core::id::ClientId;
use ringfence_core::token;
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};
use serde_json::Value;

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::login::nameless;
use crate::flow::record::{self, About};
use crate::flow::visit::{self, Visit};

/// Ends this browser's session, if there is one.
pub async fn end_session(ctx: &Ctx, visit: &Visit, client: Option<&Client>) -> Result<(), FlowError> {
    let Some((session, user)) = visit::session(ctx, visit).await? else { return Ok(()) };
    let event = record::event(ctx, EventType::Logout).client(client.unwrap_or(&nameless(ctx))).user(&user);
    let inner = ctx.clone();
    let ended = async move |tx: &mut Tx<'_>| {
        if tx.session_delete(inner.tenant(), &session.hash).await? {
            record::write(tx, &inner, &event).await?;
        }
        Ok::<_, StoreError>(())
    };
    Ok(ctx.app.store.tx(ended).await?)
}

/// The client that a logout names, if it names one.
pub async fn named_client(ctx: &Ctx, id: Option<&str>) -> Result<Option<std::sync::Arc<Client>>, FlowError> {
    match id {
        Some(id) => Ok(Some(crate::flow::authenticate::client_by_id(ctx, &ClientId::new(id)).await?)),
        None => Ok(None),
    }
}

/// Where a logout may lead: to the letter one of the client's own, or of the tenant's where no client is named.
pub fn return_to(ctx: &Ctx, client: Option<&Client>, asked: Option<&str>) -> Result<Option<String>, FlowError> {
    let Some(asked) = asked else { return Ok(None) };
    let allowed = client.map_or(&ctx.settings().allowed_logout_urls, |client| &client.settings.allowed_logout_urls);
    let is_allowed = ringfence_core::authorize::redirect_is_registered(allowed, asked);
    is_allowed.then(|| Some(asked.to_owned())).ok_or_else(|| FlowError::UnknownRedirect(asked.chars().take(200).collect()))
}

/// What an `id_token_hint` proves: whose it is and whom it was issued to. One that has expired will do (RP-Initiated Logout §4).
pub struct Hint {
    pub client: ClientId,
    pub subject: String,
}

pub fn read_hint(ctx: &Ctx, hint: &str) -> Result<Hint, FlowError> {
    let claims = token::verify_whenever(hint, &ctx.view.signing_keys, &ctx.domain.issuer);
    let claims = claims.map_err(|_| FlowError::InvalidParameter("The id_token_hint is not valid.".to_owned()))?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Hint { client: ClientId::new(text("aud")), subject: text("sub") })
}

/// The session is the hinted person's: no question needs to be asked.
pub fn speaks_for(hint: &Hint, user: &User) -> bool {
    hint.subject == user.id.as_str()
}
