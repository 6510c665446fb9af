//! The end of a login: everything it earns, in one transaction with the step that ended it.
//!
//! The session gets a new token (so that nobody can plant one), the application a code, the browser its place among the known ones.
//! The answer is kept with the login for half a minute, so that a form sent twice ends in the same place.

use ringfence_core::authorize::{AuthorizationCode, CODE_LIFETIME, CodeGrant};
use ringfence_core::browser::{Browser, REMEMBERED_FOR};
use ringfence_core::client::Client;
use ringfence_core::id::{FamilyId, bearer_secret};
use ringfence_core::login::{Finished, Login, Person, Purpose};
use ringfence_core::secret::Purpose as Sealed;
use ringfence_core::session::{Session, end_of_life};
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::login::{self, Advanced, Stage};
use crate::flow::sign_in;
use crate::flow::visit::{Visit, session_hash};

#[derive(Clone)]
pub struct Finish {
    pub ctx: Ctx,
    pub client: Client,
    pub user: User,
    /// As the step leaves it.
    pub login: Login,
    country: Option<String>,
    /// Of the session that the browser came with; it ends.
    presented: Option<[u8; 32]>,
    // Drawn before the transaction, which may run twice.
    session: String,
    code: String,
    family: FamilyId,
}

impl Finish {
    pub fn new(ctx: &Ctx, visit: &Visit, stage: &Stage, user: User) -> Self {
        let dice = &*ctx.app.dice;
        Self {
            client: stage.client.clone(),
            login: stage.login.clone(),
            user,
            country: visit.country.clone(),
            presented: visit.session_hash(ctx),
            session: bearer_secret(dice),
            code: bearer_secret(dice),
            family: FamilyId::random(dice),
            ctx: ctx.clone(),
        }
    }

    /// The same with the login as a step leaves it.
    pub(super) fn with(&self, login: Login) -> Self {
        Self { login, ..self.clone() }
    }

    pub(super) async fn write(&self, tx: &mut Tx<'_>) -> Result<Advanced, FlowError> {
        let (ctx, tenant) = (&self.ctx, self.ctx.tenant());
        let Some(person) = &self.login.person else { return Err(FlowError::LoginSuperseded) };
        if !tx.login_lock(tenant, &self.login).await? {
            return Err(FlowError::LoginSuperseded);
        }
        if let Purpose::Ticket { .. } = &self.login.purpose {
            // Used up when its factor was bound; it signs nobody in.
            return self.end(tx, Finished { at: ctx.now, response: None, session: None }).await;
        }
        let Some(session) = self.write_session(tx, person).await? else {
            return Err(FlowError::LoginExpired { again: login::again(&self.login) });
        };
        self.write_browser(tx).await?;
        let response = match self.login.request() {
            Some(request) => {
                tx.authorization_code_insert(tenant, &self.authorization_code(&session)).await?;
                Some(request.answer(&ctx.domain.issuer, &[("code", &self.code)]))
            }
            None => None,
        };
        match sign_in::count(tx, ctx, &self.client, &self.user, None).await {
            // Set anew since the step looked: what was typed is the old one.
            Err(FlowError::WrongCredentials) => return Err(FlowError::LoginExpired { again: login::again(&self.login) }),
            counted => counted?,
        }
        self.end(tx, Finished { at: ctx.now, response, session: Some(self.session.clone()) }).await
    }

    async fn end(&self, tx: &mut Tx<'_>, finished: Finished) -> Result<Advanced, FlowError> {
        let login = Login { finished: Some(finished.clone()), phone: None, otp: None, recovery: None, ..self.login.clone() };
        if !tx.login_save(self.ctx.tenant(), &login).await? {
            return Err(FlowError::LoginSuperseded);
        }
        Ok(Advanced::Done(finished))
    }

    /// `None`: the session that vouched for the person was ended meanwhile.
    async fn write_session(&self, tx: &mut Tx<'_>, person: &Person) -> Result<Option<Session>, StoreError> {
        let (ctx, tenant) = (&self.ctx, self.ctx.tenant());
        let mut session = Session {
            hash: session_hash(ctx, &self.session),
            user: person.user.clone(),
            signed_in_at: person.signed_in_at,
            since: person.since,
            second_factor: self.login.second_factor.clone(),
            created_at: ctx.now,
            seen_at: ctx.now,
            expires_at: end_of_life(ctx.settings(), ctx.now),
        };
        if person.session.is_some() {
            let Some(earlier) = self.vouching(tx, person).await? else { return Ok(None) };
            session.second_factor = session.second_factor.or(earlier.second_factor);
            session.created_at = earlier.created_at;
            session.expires_at = earlier.expires_at;
            tx.session_delete(tenant, &earlier.hash).await?;
        } else if let Some(presented) = &self.presented {
            tx.session_delete(tenant, presented).await?;
        }
        tx.session_insert(tenant, &session).await?;
        Ok(Some(session))
    }

    /// The session that vouched for the person, or the one that has taken its place in this browser: a step-up in another tab.
    async fn vouching(&self, tx: &mut Tx<'_>, person: &Person) -> Result<Option<Session>, StoreError> {
        for hash in [person.session.as_ref(), self.presented.as_ref()].into_iter().flatten() {
            let found = tx.session_find(self.ctx.tenant(), hash).await?;
            let is_theirs = |session: &Session| session.user == person.user && session.is_alive(self.ctx.settings(), self.ctx.now);
            if let Some(session) = found.filter(is_theirs) {
                return Ok(Some(session));
            }
        }
        Ok(None)
    }

    /// A browser is known by a sign-in that the policy was asked about, or by a second factor: not by a password on one's own account
    /// page, where no policy asks.
    async fn write_browser(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let ctx = &self.ctx;
        if self.login.request().is_none() && self.login.second_factor.is_none() {
            return Ok(());
        }
        let is_remembered = self.login.remembers_browser && self.login.second_factor.is_some();
        let seen = Browser {
            hash: self.login.browser,
            ip: ctx.origin.ip.clone(),
            country: self.country.clone(),
            first_seen_at: ctx.now,
            last_seen_at: ctx.now,
            remembered_until: is_remembered.then(|| ctx.now + REMEMBERED_FOR),
        };
        tx.browser_seen(ctx.tenant(), &self.user.id, &seen).await
    }

    fn authorization_code(&self, session: &Session) -> AuthorizationCode {
        let ctx = &self.ctx;
        let request = self.login.request().expect("asked for only where an application waits");
        new_code(ctx, request, &self.code, self.family.clone(), session, self.login.second_factor.is_some())
    }
}

/// What a code stands for, as the store keeps it. It rests on all that the session rests on; `second_factor` says whether one was passed
/// for this very request.
pub(in crate::flow) fn new_code(
    ctx: &Ctx,
    request: &ringfence_core::authorize::AuthorizationRequest,
    code: &str,
    family: FamilyId,
    session: &Session,
    second_factor: bool,
) -> AuthorizationCode {
    AuthorizationCode {
        hash: code_hash(ctx, code),
        family,
        client: request.client.clone(),
        user: session.user.clone(),
        grant: CodeGrant {
            issuer: ctx.domain.issuer.clone(),
            redirect_uri: request.redirect_uri.clone(),
            scope: request.scope.clone(),
            audience: request.audience.clone(),
            nonce: request.nonce.clone(),
            code_challenge: request.code_challenge.clone(),
            auth_time: session.signed_in_at,
            second_factor,
            proof: session.proof(),
        },
        created_at: ctx.now,
        expires_at: ctx.now + CODE_LIFETIME,
        used_at: None,
    }
}

pub(in crate::flow) fn code_hash(ctx: &Ctx, code: &str) -> [u8; 32] {
    ctx.app.keys().hash(Sealed::AuthorizationCode, &[ctx.tenant().as_str().as_bytes(), code.as_bytes()])
}
