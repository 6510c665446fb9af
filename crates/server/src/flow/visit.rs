//! What a browser brings along: the mark that tells it from others, and the token of its session.
//!
//! Both are random and known here only by their keyed hashes. The mark binds a login to the browser that began it, and is what is
//! remembered instead of a second factor; the session's token changes at every sign-in, so that nobody can plant one.

use ringfence_core::id::bearer_secret;
use ringfence_core::secret::Purpose;
use ringfence_core::session::{SEEN_EVERY, Session};
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;

#[derive(Clone)]
pub struct Visit {
    /// The browser's mark, drawn a moment ago if it had none.
    pub browser: String,
    pub is_new_browser: bool,
    pub session: Option<String>,
    /// ISO 3166-1 alpha-2, where a trusted proxy tells it.
    pub country: Option<String>,
}

impl Visit {
    pub fn of(ctx: &Ctx, browser: Option<String>, session: Option<String>, country: Option<String>) -> Self {
        let is_new_browser = browser.is_none();
        let browser = browser.unwrap_or_else(|| bearer_secret(&*ctx.app.dice));
        Self { browser, is_new_browser, session, country }
    }

    pub fn browser_hash(&self, ctx: &Ctx) -> [u8; 32] {
        ctx.app.keys().hash(Purpose::Browser, &[ctx.tenant().as_str().as_bytes(), self.browser.as_bytes()])
    }

    pub fn session_hash(&self, ctx: &Ctx) -> Option<[u8; 32]> {
        self.session.as_deref().map(|token| session_hash(ctx, token))
    }

    /// What a form must bring back: bound to this browser and to what the form is for.
    pub fn csrf_token(&self, ctx: &Ctx, form: &str) -> String {
        use base64::Engine;
        let tenant = ctx.tenant().as_str().as_bytes();
        let hash = ctx.app.keys().hash(Purpose::Csrf, &[tenant, self.browser.as_bytes(), form.as_bytes()]);
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash)
    }

    pub fn csrf_fits(&self, ctx: &Ctx, form: &str, brought: &str) -> bool {
        let expected = self.csrf_token(ctx, form);
        !self.is_new_browser && aws_lc_rs::constant_time::verify_slices_are_equal(expected.as_bytes(), brought.as_bytes()).is_ok()
    }
}

pub fn session_hash(ctx: &Ctx, token: &str) -> [u8; 32] {
    ctx.app.keys().hash(Purpose::Session, &[ctx.tenant().as_str().as_bytes(), token.as_bytes()])
}

/// Who is signed in in this browser, if anybody is.
pub async fn session(ctx: &Ctx, visit: &Visit) -> Result<Option<(Session, User)>, FlowError> {
    let Some(hash) = visit.session_hash(ctx) else { return Ok(None) };
    let tenant = ctx.tenant().clone();
    let read = async move |tx: &mut Tx<'_>| {
        let Some(session) = tx.session_find(&tenant, &hash).await? else { return Ok::<_, StoreError>(None) };
        let user = tx.user_find(&tenant, &session.user).await?.filter(|user| !user.is_blocked);
        Ok(user.map(|user| (session, user)))
    };
    let found = ctx.app.store.read(read).await?.filter(|(session, user)| {
        // Nothing has ended the user's proofs since it began.
        session.is_alive(ctx.settings(), ctx.now) && session.proof().stands_for(user)
    });
    let Some((session, user)) = found else { return Ok(None) };
    if ctx.now.since(session.seen_at) >= SEEN_EVERY {
        let (tenant, now) = (ctx.tenant().clone(), ctx.now);
        ctx.app.store.tx(async move |tx: &mut Tx<'_>| tx.session_touch(&tenant, &hash, now).await).await?;
    }
    Ok(Some((session, user)))
}
