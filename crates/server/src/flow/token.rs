//! What a successful login gives: an ID token, an access token, perhaps a refresh token.
//!
//! An access token is a JWT when an API was asked for (RFC 9068's claims under Auth0's names) and a
//! sealed value otherwise; ID tokens follow OpenID Connect Core §2. Those of the MFA API carry no `amr`, as Auth0's don't;
//! those of a browser's login say how it was passed ([`SignIn`]).

use std::time::Duration;

use ringfence_core::authorize::ACR_MULTI_FACTOR;
use ringfence_core::client::{Client, ClientGrant, grant};
use ringfence_core::clock::Timestamp;
use ringfence_core::event::EventType;
use ringfence_core::id::{ClientId, FamilyId, refresh_token};
use ringfence_core::policy::{self, MFA_SCOPES};
use ringfence_core::proof::Proof;
use ringfence_core::secret::Purpose;
use ringfence_core::token::{self, OpaqueAccessToken};
use ringfence_core::user::User;
use ringfence_store::{RefreshToken, StoreError, Tx};
use serde_json::{Map, Value, json};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::proof;
use crate::flow::record::{self, About};
use crate::flow::sign_in;
use crate::flow::verify::Proven;

/// A token tells its time in whole seconds.
const CLAIMS_RESOLUTION: Duration = Duration::from_secs(1);
const OIDC_SCOPES: [&str; 4] = ["openid", "profile", "email", "offline_access"];

pub struct TokenSet {
    pub access_token: String,
    pub id_token: Option<String>,
    pub refresh_token: Option<String>,
    pub recovery_code: Option<String>,
    pub scope: Option<String>,
    pub expires_in: Duration,
}

/// Whom an access token is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Audience {
    /// Nobody in particular: good for `/userinfo`.
    None,
    /// `<issuer>mfa/`
    Mfa,
    /// A registered API, with its scopes and its tokens' lifetime.
    Api {
        identifier: String,
        scopes: Vec<String>,
        lifetime: Duration,
        /// A login for it may end in a refresh token.
        may_refresh: bool,
    },
}

/// Resolves the `audience` parameter of a user's login.
pub async fn audience(ctx: &Ctx, asked: Option<&str>) -> Result<Audience, FlowError> {
    let asked = asked.filter(|text| !text.is_empty()).or(ctx.settings().default_audience.as_deref());
    let Some(asked) = asked else { return Ok(Audience::None) };
    if asked == ctx.domain.mfa_audience() {
        return Ok(Audience::Mfa);
    }
    if asked == ctx.domain.userinfo_audience() {
        return Ok(Audience::None);
    }
    let (tenant, identifier) = (ctx.tenant().clone(), asked.to_owned());
    let found = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.resource_server_find(&tenant, &identifier).await).await?;
    let api = found.ok_or_else(|| FlowError::UnknownAudience(asked.to_owned()))?;
    let may_refresh = api.settings.allow_offline_access;
    Ok(Audience::Api { identifier: api.identifier, scopes: api.scopes, lifetime: api.token_lifetime, may_refresh })
}

/// The scopes a login gets of those it asked for.
fn granted(client: &Client, audience: &Audience, asked: &str) -> String {
    let is_granted = |scope: &&str| match (*scope, audience) {
        // A token that can remove a factor is good for ten minutes, and renewed by a second factor alone.
        ("offline_access", Audience::Mfa | Audience::Api { may_refresh: false, .. }) => false,
        ("offline_access", _) => client.may_use(grant::REFRESH_TOKEN),
        (scope, Audience::Mfa) if MFA_SCOPES.contains(&scope) => true,
        (scope, Audience::Api { scopes, .. }) if scopes.iter().any(|known| known == scope) => true,
        (scope, _) => OIDC_SCOPES.contains(&scope),
    };
    let mut scopes: Vec<&str> = Vec::new();
    for scope in asked.split_whitespace().filter(is_granted) {
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    scopes.join(" ")
}

/// What an ID token tells of a login that happened in a browser.
#[derive(Clone, Debug)]
pub struct SignIn {
    pub nonce: Option<String>,
    pub auth_time: Timestamp,
    /// Passed for this very request, not some time ago.
    pub second_factor: bool,
}

/// A login about to be granted. The refresh token is drawn first, so that it can be written in the
/// transaction of the fact that earns it; [`Grant::sign`] comes after the commit.
#[derive(Clone)]
pub struct Grant {
    audience: Audience,
    scope: String,
    /// What the refresh token stands for: never narrowed by asking for less once (RFC 6749 §6).
    kept_scope: String,
    refresh_token: Option<String>,
    /// Of all tokens that come of one login; what ends it ends them.
    family: FamilyId,
    /// When the first of the chain was given.
    begun_at: Timestamp,
    sign_in: Option<SignIn>,
}

impl Grant {
    pub fn new(ctx: &Ctx, client: &Client, audience: &Audience, asked_scope: &str) -> Self {
        let scope = granted(client, audience, asked_scope);
        let wants_refresh = policy::has_scope(&scope, "offline_access");
        let refresh_token = wants_refresh.then(|| refresh_token(&*ctx.app.dice));
        let family = FamilyId::random(&*ctx.app.dice);
        let (audience, kept_scope, begun_at) = (audience.clone(), scope.clone(), ctx.now);
        Self { audience, kept_scope, scope, refresh_token, family, begun_at, sign_in: None }
    }

    /// Of a code that a browser brought back.
    pub fn of_sign_in(self, sign_in: SignIn, family: FamilyId) -> Self {
        Self { sign_in: Some(sign_in), family, ..self }
    }

    /// The next link of an existing chain, or nothing new for a client whose refresh tokens stay what they are.
    pub fn renewed(ctx: &Ctx, client: &Client, audience: Audience, scope: String, known: &RefreshToken) -> Self {
        let refresh_token = client.settings.rotates_refresh_tokens().then(|| refresh_token(&*ctx.app.dice));
        // Today's: what the API has lost meanwhile is no longer given.
        let scope = granted(client, &audience, &scope);
        let (kept_scope, family, begun_at) = (known.scope.clone(), known.family.clone(), known.created_at);
        Self { audience, scope, kept_scope, refresh_token, family, begun_at, sign_in: None }
    }

    /// Writes the refresh token, if there is one, in the caller's transaction.
    pub async fn store(&self, tx: &mut Tx<'_>, ctx: &Ctx, client: &Client, proven: &Proven) -> Result<(), StoreError> {
        let Some(token) = &self.refresh_token else { return Ok(()) };
        let new = RefreshToken {
            hash: hash(ctx, token),
            family: self.family.clone(),
            client: client.id.clone(),
            user: proven.user.id.clone(),
            scope: self.kept_scope.clone(),
            audience: match &self.audience {
                Audience::None => None,
                Audience::Mfa => Some(ctx.domain.mfa_audience()),
                Audience::Api { identifier, .. } => Some(identifier.clone()),
            },
            proof: Some(Proof { transaction: None, ..proven.proof.clone() }),
            created_at: self.begun_at,
            expires_at: refresh_expires_at(ctx, client, self.begun_at),
            used_at: None,
        };
        tx.refresh_token_insert(ctx.tenant(), &new).await
    }

    pub fn sign(self, ctx: &Ctx, client: &Client, proven: &Proven) -> TokenSet {
        // A token to enroll with is no sign-in: where nothing but a password was shown for it, it comes alone.
        let is_sign_in = proven.proof.second.is_some() || self.audience != Audience::Mfa;
        let openid = is_sign_in && policy::has_scope(&self.scope, "openid");
        let (user, (access_token, expires_in)) = (&proven.user, self.access_token(ctx, client, proven));
        TokenSet {
            access_token,
            id_token: openid.then(|| id_token(ctx, client, user, &self.scope, self.sign_in.as_ref())),
            refresh_token: self.refresh_token,
            recovery_code: None,
            scope: (!self.scope.is_empty()).then_some(self.scope),
            expires_in,
        }
    }

    fn access_token(&self, ctx: &Ctx, client: &Client, proven: &Proven) -> (String, Duration) {
        let user = &proven.user;
        let (audience, lifetime) = match &self.audience {
            Audience::None => {
                let lifetime = ctx.app.settings.tokens.access_token;
                let opaque = OpaqueAccessToken {
                    client: client.id.clone(),
                    user: user.id.clone(),
                    scope: self.scope.clone(),
                    issuer: ctx.domain.issuer.clone(),
                    audience: None,
                    family: self.sign_in.is_some().then(|| self.family.clone()),
                    issued_at: ctx.now,
                    expires_at: ctx.now + lifetime,
                };
                return (opaque.seal(ctx.tenant(), &ctx.app.keys(), ctx.now), lifetime);
            }
            // As short as an mfa_token: it can enroll and remove factors (Auth0: ten minutes, fixed).
            Audience::Mfa => (json!(ctx.domain.mfa_audience()), ringfence_core::challenge::MFA_TOKEN_LIFETIME),
            Audience::Api { identifier, lifetime, .. } if policy::has_scope(&self.scope, "openid") => {
                (json!([identifier, ctx.domain.userinfo_audience()]), *lifetime)
            }
            Audience::Api { identifier, lifetime, .. } => (json!(identifier), *lifetime),
        };
        let mut claims = access_claims(ctx, &audience, user.id.as_str(), &client.id, lifetime);
        claims.insert("scope".to_owned(), json!(self.scope));
        if self.audience == Audience::Mfa {
            // Its `amr` (RFC 8176) and what it rests on decide what it may change.
            claims.extend(proof::claims(&proven.proof));
        }
        (ctx.signing_key().sign("at+jwt", &claims), lifetime)
    }
}

fn access_claims(
    ctx: &Ctx,
    audience: &Value,
    subject: &str,
    client: &ringfence_core::id::ClientId,
    lifetime: Duration,
) -> Map<String, Value> {
    let claims = json!({
        "iss": ctx.domain.issuer,
        "sub": subject,
        "aud": audience,
        "iat": ctx.now.as_secs(),
        "exp": (ctx.now + lifetime).as_secs(),
        "jti": ringfence_core::id::TransactionId::random(&*ctx.app.dice),
        "azp": client,
    });
    match claims {
        Value::Object(claims) => claims,
        _ => Map::new(),
    }
}

fn id_token(ctx: &Ctx, client: &Client, user: &User, scope: &str, sign_in: Option<&SignIn>) -> String {
    let lifetime = client.settings.id_token_lifetime().map_or(ctx.app.settings.tokens.id_token, Duration::from_secs);
    let mut claims = claims_about(user, scope);
    claims.extend([
        ("iss".to_owned(), json!(ctx.domain.issuer)),
        ("aud".to_owned(), json!(client.id)),
        ("iat".to_owned(), json!(ctx.now.as_secs())),
        ("exp".to_owned(), json!((ctx.now + lifetime).as_secs())),
    ]);
    if let Some(sign_in) = sign_in {
        claims.insert("auth_time".to_owned(), json!(sign_in.auth_time.as_secs()));
        if let Some(nonce) = &sign_in.nonce {
            claims.insert("nonce".to_owned(), json!(nonce));
        }
        if sign_in.second_factor {
            claims.insert("amr".to_owned(), json!(["mfa"]));
            claims.insert("acr".to_owned(), json!(ACR_MULTI_FACTOR));
        }
    }
    ctx.signing_key().sign("JWT", &claims)
}

/// The standard claims that the granted scopes open (OpenID Connect Core §5.4).
pub fn claims_about(user: &User, scope: &str) -> Map<String, Value> {
    let mut claims = Map::new();
    claims.insert("sub".to_owned(), json!(user.id));
    if policy::has_scope(scope, "profile") {
        claims.insert("name".to_owned(), json!(user.name()));
        claims.insert("nickname".to_owned(), json!(user.nickname()));
        claims.insert("updated_at".to_owned(), json!(user.updated_at.to_string()));
        let optional = [
            ("given_name", &user.profile.given_name),
            ("family_name", &user.profile.family_name),
            ("picture", &user.profile.picture),
            ("preferred_username", &user.profile.username),
        ];
        claims.extend(optional.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value.as_ref()?)))));
    }
    if policy::has_scope(scope, "email") {
        claims.insert("email".to_owned(), json!(user.email));
        claims.insert("email_verified".to_owned(), json!(user.email_verified));
    }
    claims
}

/// A login that needed no second factor.
pub async fn issue_after_password(
    ctx: &Ctx,
    client: &Client,
    user: &User,
    audience: &Audience,
    scope: &str,
) -> Result<TokenSet, FlowError> {
    let grant = Grant::new(ctx, client, audience, scope);
    let proven = Proven { user: user.clone(), proof: Proof::of_first_factor(user) };
    let work = (ctx.clone(), client.clone(), proven.clone(), grant.clone());
    let written = async move |tx: &mut Tx<'_>| {
        let (ctx, client, proven, grant) = &work;
        grant.store(tx, ctx, client, proven).await?;
        sign_in::count(tx, ctx, client, &proven.user, Some(EventType::PasswordExchange)).await
    };
    sign_in::settled(ctx, client, user, ctx.app.store.tx(written).await).await?;
    Ok(grant.sign(ctx, client, &proven))
}

/// `grant_type=client_credentials`: a machine's token for one API.
pub async fn for_machine(ctx: &Ctx, client: &Client, asked_audience: &str, asked_scope: &str) -> Result<TokenSet, FlowError> {
    // Whoever has no secret could be anybody.
    if client.active_secret().is_none() {
        return refuse_machine(ctx, client, FlowError::GrantNotAllowed(grant::CLIENT_CREDENTIALS.to_owned())).await;
    }
    let is_management = asked_audience == ctx.domain.management_audience();
    let lifetime = if is_management {
        ctx.app.settings.tokens.access_token
    } else {
        match audience(ctx, Some(asked_audience)).await {
            Ok(Audience::Api { lifetime, .. }) => lifetime,
            Ok(_) => return refuse_machine(ctx, client, FlowError::NoClientGrant(asked_audience.to_owned())).await,
            Err(problem @ FlowError::UnknownAudience(_)) => return refuse_machine(ctx, client, problem).await,
            Err(problem) => return Err(problem),
        }
    };
    let name = if is_management { ClientGrant::MANAGEMENT } else { asked_audience }.to_owned();
    let (tenant, id) = (ctx.tenant().clone(), client.id.clone());
    let found = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.client_grant_find(&tenant, &id, &name).await).await?;
    let Some(client_grant) = found else {
        return refuse_machine(ctx, client, FlowError::NoClientGrant(asked_audience.to_owned())).await;
    };
    let scope = policy::grant_scopes(asked_scope, &client_grant.scopes);
    let mut event = record::event(ctx, EventType::ClientCredentialsExchange).client(client).described("");
    event.audience = asked_audience.to_owned();
    event.scope.clone_from(&scope);
    record::write_alone(ctx, event).await?;

    let subject = format!("{}@clients", client.id);
    let mut claims = access_claims(ctx, &json!(asked_audience), &subject, &client.id, lifetime);
    claims.insert("scope".to_owned(), json!(scope));
    claims.insert("gty".to_owned(), json!("client-credentials"));
    Ok(TokenSet {
        access_token: ctx.signing_key().sign("at+jwt", &claims),
        id_token: None,
        refresh_token: None,
        recovery_code: None,
        scope: Some(scope),
        expires_in: lifetime,
    })
}

async fn refuse_machine(ctx: &Ctx, client: &Client, problem: FlowError) -> Result<TokenSet, FlowError> {
    let event = record::event(ctx, EventType::ClientCredentialsExchangeFailed).client(client).described("Client is not authorized");
    record::write_alone(ctx, event).await?;
    Err(problem)
}

/// `/userinfo`: who an access token with the scope `openid` was issued to.
pub async fn userinfo(ctx: &Ctx, bearer: Option<&str>) -> Result<Map<String, Value>, FlowError> {
    let bearer = bearer.ok_or(FlowError::InvalidAccessToken)?;
    let (user, scope, family, client, issued_before) = match OpaqueAccessToken::open(bearer, ctx.tenant(), &ctx.app.keys()) {
        Ok(opaque) if opaque.expires_at > ctx.now && opaque.issuer == ctx.domain.issuer => {
            (opaque.user, opaque.scope, opaque.family, opaque.client, opaque.issued_at)
        }
        Ok(_) => return Err(FlowError::InvalidAccessToken),
        Err(_) => {
            let claims =
                token::verify(bearer, &ctx.view.signing_keys, &ctx.domain.issuer, ctx.now).map_err(|_| FlowError::InvalidAccessToken)?;
            let subject = claims.get("sub").and_then(Value::as_str).unwrap_or_default();
            let scope = claims.get("scope").and_then(Value::as_str).unwrap_or_default();
            let issued_at = claims.get("iat").and_then(Value::as_i64).map_or(Timestamp::from_micros(0), Timestamp::from_secs);
            let is_ours = proof::names(&claims, "aud", &ctx.domain.userinfo_audience());
            if !is_ours {
                return Err(FlowError::InvalidAccessToken);
            }
            let client = claims.get("azp").and_then(Value::as_str).unwrap_or_default();
            let issued_before = issued_at + CLAIMS_RESOLUTION;
            (ringfence_core::id::UserId::new(subject), scope.to_owned(), None, ClientId::new(client), issued_before)
        }
    };
    if !policy::has_scope(&scope, "openid") {
        return Err(FlowError::InsufficientScope("openid"));
    }
    // A client that is gone asks for nothing any more.
    if ctx.app.directory.client(&ctx.app.store, ctx.tenant(), &client, ctx.now).await?.is_none() {
        return Err(FlowError::InvalidAccessToken);
    }
    let tenant = ctx.tenant().clone();
    let read = async move |tx: &mut Tx<'_>| match &family {
        Some(family) if tx.family_is_revoked(&tenant, family).await? => Ok::<_, StoreError>(None),
        _ => tx.user_find(&tenant, &user).await,
    };
    let found = ctx.app.store.read(read).await?;
    // Whoever came later under the same id is somebody else.
    let found = found.filter(|user| !user.is_blocked && user.created_at <= issued_before);
    Ok(claims_about(&found.ok_or(FlowError::InvalidAccessToken)?, &scope))
}

/// Unless it is used before; and never later than its whole chain.
pub(super) fn refresh_expires_at(ctx: &Ctx, client: &Client, begun_at: Timestamp) -> Timestamp {
    let unused = client.settings.refresh_token_idle_lifetime().map_or(ctx.app.settings.tokens.refresh_token, Duration::from_secs);
    let whole = client.settings.refresh_token_lifetime().map(|lifetime| begun_at + Duration::from_secs(lifetime));
    whole.map_or(ctx.now + unused, |end| end.min(ctx.now + unused))
}

pub(super) fn hash(ctx: &Ctx, refresh_token: &str) -> [u8; 32] {
    // The issuer is part of it: a token of one domain is unknown under another.
    ctx.app.keys().hash(Purpose::RefreshToken, &[ctx.tenant().as_str().as_bytes(), ctx.domain.issuer.as_bytes(), refresh_token.as_bytes()])
}
