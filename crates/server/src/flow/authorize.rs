//! `/authorize`: an application sends a browser (OpenID Connect Core §3.1.2, RFC 6749 §4.1, RFC 7636, RFC 9207).
//!
//! 1. the client and the redirect are looked at first: until both are known to be good, nothing goes to the application;
//! 2. whatever else is wrong is told to the application, through the redirect;
//! 3. a session that is young enough and has shown what is asked gets its code at once;
//! 4. else a login begins, unless the application forbade pages (`prompt=none`).

use std::sync::Arc;

use ringfence_core::authorize::{
    ACR_MULTI_FACTOR, AuthorizationRequest, AuthorizationResponse, Prompt, ResponseMode, is_code_challenge, redirect_is_registered,
};
use ringfence_core::client::{Client, grant};
use ringfence_core::connection::Connection;
use ringfence_core::event::EventType;
use ringfence_core::id::{ClientId, FamilyId, TenantId, bearer_secret};
use ringfence_core::login::{Methods, Person, Purpose, Screen};
use ringfence_core::session::Session;
use ringfence_core::user::User;
use ringfence_store::{StoreError, Tx};

use crate::ctx::Ctx;
use crate::flow::error::FlowError;
use crate::flow::login::requirement::{self, Asking};
use crate::flow::login::{self, finish};
use crate::flow::record::{self, About};
use crate::flow::sign_in;
use crate::flow::visit::{self, Visit};
use crate::flow::{authenticate, token};

/// Longest parameter that is kept with a login; `state` may hold an application's whole luggage.
const LONGEST: usize = 4096;

/// The parameters as they came, each at most once.
#[derive(Default)]
pub struct Asked {
    pub client_id: Option<String>,
    pub redirect_uri: Option<String>,
    pub response_type: Option<String>,
    pub response_mode: Option<String>,
    pub scope: Option<String>,
    pub state: Option<String>,
    pub nonce: Option<String>,
    pub audience: Option<String>,
    pub code_challenge: Option<String>,
    pub code_challenge_method: Option<String>,
    pub prompt: Option<String>,
    pub max_age: Option<String>,
    pub login_hint: Option<String>,
    pub ui_locales: Option<String>,
    pub acr_values: Option<String>,
    pub connection: Option<String>,
    pub screen_hint: Option<String>,
    pub request: Option<String>,
    pub request_uri: Option<String>,
}

pub enum Authorized {
    /// To the application, with a code or an error.
    Answer(AuthorizationResponse),
    /// To a page of ours.
    Page { login: String, screen: Screen },
}

/// An error is for the person in front of the browser: the redirect is not to be trusted.
pub async fn authorize(ctx: &Ctx, visit: &Visit, asked: Asked) -> Result<Authorized, FlowError> {
    let client = known_client(ctx, &asked).await?;
    let redirect_uri = redirect(&client, asked.redirect_uri.as_deref())?;
    let languages = asked.ui_locales.as_deref().map(|tags| tags.split_whitespace().take(16).collect::<Vec<_>>().join(","));
    let request = match read(&client, redirect_uri, &asked) {
        Ok(request) => request,
        Err((request, error, words)) => return refuse(ctx, &client, None, &request, error, words).await,
    };
    match token::audience(ctx, request.audience.as_deref()).await {
        Ok(_) => {}
        Err(FlowError::UnknownAudience(name)) => {
            return refuse(ctx, &client, None, &request, "access_denied", &format!("Service not found: {name}")).await;
        }
        Err(problem) => return Err(problem),
    }

    let named = request.connection.as_deref();
    let Some(connection) = authenticate::connection_for(ctx, &client, named) else {
        let words = if named.is_some() { "the connection was not found" } else { "no connections enabled for the client" };
        return refuse(ctx, &client, None, &request, "invalid_request", words).await;
    };
    // Whoever is signed in elsewhere in the tenant is nobody here, if this client is not for them.
    let admits = |user: &User| authenticate::connection_for(ctx, &client, Some(named.unwrap_or(&user.connection))).is_some();
    let is_of_connection = |user: &User| named.is_none_or(|name| user.connection == name) && admits(user);
    let session = visit::session(ctx, visit).await?;
    let counts = |session: &Session| request.prompt != Prompt::Login && session.is_younger_than(request.max_age, ctx.now);
    let Some((session, user)) = session.filter(|(session, user)| counts(session) && is_of_connection(user)) else {
        return ask(ctx, visit, &client, connection, request, languages).await;
    };
    let ctx = &ctx.concerning(Some(&user));
    let purpose = Purpose::Authorize(Box::new(request));
    let asking = Asking { purpose: &purpose, user: &user, session: Some(&session) };
    let needs_second_factor = requirement::needs_second_factor(ctx, visit, asking).await?;
    let Purpose::Authorize(request) = purpose else { return Err(FlowError::NoSuchLogin) };
    match (needs_second_factor, request.prompt) {
        (false, _) => match grant_code(ctx, &client, &request, &session, &user).await? {
            Some(answer) => Ok(Authorized::Answer(answer)),
            None => ask(ctx, visit, &client, connection, *request, languages).await,
        },
        (true, Prompt::None) => {
            refuse(ctx, &client, Some(&user), &request, "interaction_required", "Multifactor authentication required").await
        }
        (true, _) => step_up(ctx, visit, *request, languages, &session, &user).await,
    }
}

/// Nobody is known here who would do.
async fn ask(
    ctx: &Ctx,
    visit: &Visit,
    client: &Client,
    connection: &Connection,
    request: AuthorizationRequest,
    languages: Option<String>,
) -> Result<Authorized, FlowError> {
    if request.prompt == Prompt::None {
        return refuse(ctx, client, None, &request, "login_required", "Login required").await;
    }
    let screen = if request.begins_with_signup && connection.is_open_to_signups() { Screen::Signup } else { Screen::Login };
    let login = login::begin(ctx, visit, Purpose::Authorize(Box::new(request)), languages, None).await?;
    Ok(Authorized::Page { login: login.id.to_string(), screen })
}

async fn known_client(ctx: &Ctx, asked: &Asked) -> Result<Arc<Client>, FlowError> {
    let id = asked.client_id.as_deref().ok_or(FlowError::MissingParameter("client_id"))?;
    authenticate::client_by_id(ctx, &ClientId::new(id)).await
}

/// The one registered address, where only one is registered and none is named.
fn redirect(client: &Client, asked: Option<&str>) -> Result<String, FlowError> {
    match (asked, client.settings.callbacks.as_slice()) {
        (Some(asked), registered) if redirect_is_registered(registered, asked) => Ok(asked.to_owned()),
        (Some(asked), _) => Err(FlowError::UnknownRedirect(asked.chars().take(200).collect())),
        (None, [only]) if !only.contains('*') => Ok(only.clone()),
        (None, _) => Err(FlowError::MissingParameter("redirect_uri")),
    }
}

type Refused = (Box<AuthorizationRequest>, &'static str, &'static str);

/// Everything that can be judged by itself. What is wrong comes with as much of the request as an answer needs.
fn read(client: &Client, redirect_uri: String, asked: &Asked) -> Result<AuthorizationRequest, Refused> {
    let mut request = AuthorizationRequest {
        client: client.id.clone(),
        redirect_uri,
        response_mode: ResponseMode::Query,
        state: asked.state.clone(),
        nonce: asked.nonce.clone(),
        scope: asked.scope.clone().unwrap_or_else(|| "openid profile email".to_owned()),
        audience: asked.audience.clone(),
        code_challenge: asked.code_challenge.clone(),
        prompt: Prompt::AsNeeded,
        max_age: None,
        login_hint: asked.login_hint.clone(),
        wants_second_factor: asked.acr_values.as_deref().is_some_and(|values| values.split_whitespace().any(|acr| acr == ACR_MULTI_FACTOR)),
        begins_with_signup: asked.screen_hint.as_deref() == Some("signup"),
        connection: asked.connection.clone(),
    };
    let refused = |request: AuthorizationRequest, error, words| Err((Box::new(request), error, words));
    match asked.response_mode.as_deref() {
        None | Some("query") => {}
        Some("form_post") => request.response_mode = ResponseMode::FormPost,
        Some(_) => return refused(request, "invalid_request", "response_mode must be query or form_post"),
    }
    let too_long = |text: &Option<String>| text.as_ref().is_some_and(|text| text.len() > LONGEST);
    if [&asked.state, &asked.nonce, &asked.scope, &asked.audience, &asked.login_hint].into_iter().any(too_long) {
        let request = AuthorizationRequest { state: None, ..request };
        return refused(request, "invalid_request", "A parameter is longer than 4096 bytes");
    }
    if asked.request.is_some() {
        return refused(request, "request_not_supported", "The request parameter is not supported");
    }
    if asked.request_uri.is_some() {
        return refused(request, "request_uri_not_supported", "The request_uri parameter is not supported");
    }
    match asked.response_type.as_deref() {
        Some("code") => {}
        None => return refused(request, "invalid_request", "Missing required parameter: response_type"),
        Some(_) => return refused(request, "unsupported_response_type", "Unsupported response type"),
    }
    if !client.may_use(grant::AUTHORIZATION_CODE) {
        return refused(request, "unauthorized_client", "Grant type 'authorization_code' not allowed for the client.");
    }
    match (&asked.code_challenge, asked.code_challenge_method.as_deref()) {
        (Some(challenge), Some("S256")) if is_code_challenge(challenge) => {}
        (Some(_), Some("S256")) => return refused(request, "invalid_request", "code_challenge must be 43 characters of base64url"),
        (Some(_), _) => return refused(request, "invalid_request", "code_challenge_method must be S256"),
        // Whoever cannot keep a secret needs PKCE (RFC 9700 §2.1.1).
        (None, _) if client.active_secret().is_none() => {
            return refused(request, "invalid_request", "Missing required parameter: code_challenge");
        }
        (None, _) => {}
    }
    match Prompt::parse(asked.prompt.as_deref().unwrap_or_default()) {
        Some(prompt) => request.prompt = prompt,
        None => return refused(request, "invalid_request", "prompt=none must stand alone"),
    }
    match asked.max_age.as_deref().map(str::parse::<u64>) {
        Some(Err(_)) => return refused(request, "invalid_request", "max_age must be a number of seconds"),
        given => request.max_age = given.and_then(Result::ok),
    }
    Ok(request)
}

async fn refuse(
    ctx: &Ctx,
    client: &Client,
    user: Option<&User>,
    request: &AuthorizationRequest,
    error: &str,
    words: &str,
) -> Result<Authorized, FlowError> {
    let kind = if request.prompt == Prompt::None { EventType::SilentAuthFailed } else { EventType::LoginFailed };
    let mut event = record::event(ctx, kind).client(client).described(words);
    if let Some(user) = user {
        event = event.user(user);
    }
    record::write_alone(ctx, event).await?;
    Ok(Authorized::Answer(request.refusal(&ctx.domain.issuer, error, words)))
}

/// The session says enough. `None`: it has ended since it was read, or with it the user's password.
async fn grant_code(
    ctx: &Ctx,
    client: &Client,
    request: &AuthorizationRequest,
    session: &Session,
    user: &User,
) -> Result<Option<AuthorizationResponse>, FlowError> {
    let code = bearer_secret(&*ctx.app.dice);
    let family = FamilyId::random(&*ctx.app.dice);
    let new = finish::new_code(ctx, request, &code, family, session, false);
    let kind = if request.prompt == Prompt::None { EventType::SilentAuth } else { EventType::Login };
    let work = (ctx.clone(), client.clone(), user.clone(), session.hash);
    let written = async move |tx: &mut Tx<'_>| {
        let (ctx, client, user, session) = &work;
        if !is_still_signed_in(tx, ctx.tenant(), user, session).await? {
            return Ok::<_, FlowError>(false);
        }
        tx.authorization_code_insert(ctx.tenant(), &new).await?;
        if kind == EventType::Login {
            sign_in::count(tx, ctx, client, user, None).await?;
        } else {
            record::write(tx, ctx, &record::event(ctx, kind).client(client).user(user)).await?;
        }
        Ok(true)
    };
    let is_written = ctx.app.store.tx(written).await?;
    Ok(is_written.then(|| request.answer(&ctx.domain.issuer, &[("code", &code)])))
}

/// Under the lock on the user's row, which whoever signs a user out holds: a code is written before, and ended with the session, or it is
/// not written. `user` is who was found with the session.
pub async fn is_still_signed_in(tx: &mut Tx<'_>, tenant: &TenantId, user: &User, session: &[u8; 32]) -> Result<bool, StoreError> {
    let now = tx.user_find_locked(tenant, &user.id).await?;
    let is_same = now.is_some_and(|now| !now.is_blocked && now.proofs_from == user.proofs_from);
    Ok(is_same && tx.session_find(tenant, session).await?.is_some())
}

/// The session stands for the password; the second factor is asked for now.
async fn step_up(
    ctx: &Ctx,
    visit: &Visit,
    request: AuthorizationRequest,
    languages: Option<String>,
    session: &Session,
    user: &User,
) -> Result<Authorized, FlowError> {
    let person = vouched(ctx, session, true);
    let login = login::begin(ctx, visit, Purpose::Authorize(Box::new(request)), languages, Some(person)).await?;
    let (tenant, id) = (ctx.tenant().clone(), user.id.clone());
    let known = ctx.app.store.read(async move |tx: &mut Tx<'_>| tx.authenticator_list(&tenant, &id).await).await?;
    let screen = login.home(&Methods::of(ctx.settings(), &known)).ok_or(FlowError::NoMethodLeft)?;
    Ok(Authorized::Page { login: login.id.to_string(), screen })
}

/// The person a session speaks for.
pub fn vouched(ctx: &Ctx, session: &Session, needs_second_factor: bool) -> Person {
    Person {
        user: session.user.clone(),
        signed_in_at: session.signed_in_at,
        known_at: ctx.now,
        since: session.since,
        session: Some(session.hash),
        needs_second_factor,
    }
}

/// The request as its application sent it, to begin again with.
pub fn query_of(request: &AuthorizationRequest, languages: Option<&str>) -> String {
    let max_age = request.max_age.map(|seconds| seconds.to_string());
    let mode = match request.response_mode {
        ResponseMode::Query => None,
        ResponseMode::FormPost => Some("form_post"),
    };
    let challenge = request.code_challenge.as_deref();
    let languages = languages.map(|tags| tags.replace(',', " "));
    let pairs = [
        ("response_type", Some("code")),
        ("client_id", Some(request.client.as_str())),
        ("redirect_uri", Some(&request.redirect_uri)),
        ("response_mode", mode),
        ("scope", Some(&request.scope)),
        ("state", request.state.as_deref()),
        ("nonce", request.nonce.as_deref()),
        ("audience", request.audience.as_deref()),
        ("code_challenge", challenge),
        ("code_challenge_method", challenge.map(|_| "S256")),
        ("prompt", (request.prompt == Prompt::Login).then_some("login")),
        ("max_age", max_age.as_deref()),
        ("login_hint", request.login_hint.as_deref()),
        ("ui_locales", languages.as_deref()),
        ("acr_values", request.wants_second_factor.then_some(ACR_MULTI_FACTOR)),
        ("screen_hint", request.begins_with_signup.then_some("signup")),
        ("connection", request.connection.as_deref()),
    ];
    let given = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish()
}
