//! The demo's side of OpenID Connect, as the `openidconnect` crate does it: what every relying party has to do and to check.
//!
//! 1. The issuer's endpoints are discovered. Each time, so that nothing here is ever stale; a real application keeps them for hours.
//! 2. A login goes out with PKCE (RFC 7636), a nonce, a state, and the age that a sign-in may have at most.
//! 3. Its answer must be from the issuer it went to (RFC 9207), and its code is exchanged with the verifier.
//! 4. The ID token must be signed by that issuer, for this client, of now, with that nonce (OpenID Connect Core §3.1.3.7).

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreIdTokenClaims};
use openidconnect::{
    AccessTokenHash, AuthenticationContextClass, AuthorizationCode, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl,
    LanguageTag, LoginHint, LogoutRequest, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, Scope, TokenResponse,
};
use ringfence_core::authorize::ACR_MULTI_FACTOR;
use ringfence_core::clock::Timestamp;
use ringfence_core::id::bearer_secret;

use super::Demo;
use super::visitors::{Claims, Pending, Session};

/// How long ago somebody may have typed their password; the issuer tells when that was because of it.
const OLDEST_SIGN_IN: Duration = Duration::from_secs(12 * 3600);
/// Two machines' clocks differ by so much.
const LEEWAY: Duration = Duration::from_secs(60);
const SECOND_FACTOR: &str = "mfa";

type Client = CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet, EndpointMaybeSet>;

/// What a login is begun for.
#[derive(Default)]
pub(super) struct Purpose<'a> {
    pub(super) begins_with_signup: bool,
    pub(super) language: Option<String>,
    /// Who is to pass a second factor.
    pub(super) confirms: Option<&'a Session>,
}

/// Why there is nobody signed in at the end.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("The issuer cannot be reached, or says something strange: {0}")]
    Issuer(String),
    #[error("The answer names another issuer than the one that was asked.")]
    OtherIssuer,
    #[error("The code was not exchanged: {0}")]
    Exchange(String),
    #[error("The ID token was refused: {0}")]
    IdToken(String),
    #[error("Somebody else came back than the one who was to be confirmed. Nothing has changed here.")]
    OtherPerson,
    #[error("The issuer did not ask for a second factor, although it was told to.")]
    NoSecondFactor,
}

impl Demo {
    /// Where to send the browser, and what to remember of it.
    pub(super) async fn begin(&self, issuer: &str, purpose: Purpose<'_>) -> Result<(String, Pending), Failure> {
        let client = self.client(issuer).await?;
        let login = Pending {
            state: CsrfToken::new(bearer_secret(&*self.dice)),
            nonce: Nonce::new(bearer_secret(&*self.dice)),
            verifier: PkceCodeVerifier::new(bearer_secret(&*self.dice)),
            issuer: issuer.to_owned(),
            confirms: purpose.confirms.map(|session| session.claims.subject.clone()),
            begun_at: self.now(),
        };
        let (state, nonce) = (login.state.clone(), login.nonce.clone());
        let mut request = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || nonce)
            .add_scope(Scope::new("profile".to_owned()))
            .add_scope(Scope::new("email".to_owned()))
            .set_max_age(OLDEST_SIGN_IN)
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&login.verifier));
        if purpose.begins_with_signup {
            request = request.add_extra_param("screen_hint", "signup");
        }
        if let Some(language) = purpose.language {
            request = request.add_ui_locale(LanguageTag::new(language));
        }
        if let Some(session) = purpose.confirms {
            request = request.add_auth_context_value(AuthenticationContextClass::new(ACR_MULTI_FACTOR.to_owned()));
            request = request.set_login_hint(LoginHint::new(session.claims.email.clone()));
        }
        let (url, _, _) = request.url();
        Ok((url.into(), login))
    }

    /// Who it is that the code stands for.
    pub(super) async fn finish(&self, login: Pending, code: String) -> Result<Session, Failure> {
        let client = self.client(&login.issuer).await?;
        let exchange = client.exchange_code(AuthorizationCode::new(code)).set_pkce_verifier(login.verifier);
        let tokens = exchange.request_async(&self.transport).await.map_err(|problem| Failure::Exchange(refusal(&problem)))?;
        let id_token = tokens.id_token().ok_or_else(|| Failure::IdToken("there is none".to_owned()))?;
        let now = self.now();
        let verifier = client
            .id_token_verifier()
            .set_time_fn(move || now.to_string().parse().expect("core::clock writes RFC 3339"))
            .set_auth_time_verifier_fn(move |at| match at.map(|at| Timestamp::from_secs(at.timestamp())) {
                Some(at) if now < at + OLDEST_SIGN_IN + LEEWAY => Ok(()),
                Some(_) => Err("the sign-in is too old".to_owned()),
                None => Err("it does not tell when the sign-in was".to_owned()),
            });
        let claims = id_token.claims(&verifier, &login.nonce).map_err(|problem| Failure::IdToken(told(&problem)))?;
        if let Some(expected) = claims.access_token_hash() {
            let (algorithm, key) = (id_token.signing_alg(), id_token.signing_key(&verifier));
            let (Ok(algorithm), Ok(key)) = (algorithm, key) else { return Err(Failure::IdToken("its key is unknown".to_owned())) };
            let hash = AccessTokenHash::from_token(tokens.access_token(), algorithm, key);
            if hash.ok().as_ref() != Some(expected) {
                return Err(Failure::IdToken("the access token is not the one it came with".to_owned()));
            }
        }
        let claims = read(id_token, claims);
        let confirmed_at = match &login.confirms {
            Some(subject) if *subject != claims.subject => return Err(Failure::OtherPerson),
            Some(_) if !claims.has_second_factor() => return Err(Failure::NoSecondFactor),
            Some(_) => Some(now),
            None => None,
        };
        Ok(Session { issuer: login.issuer, id_token: id_token.to_string(), claims, confirmed_at, arrived_at: now })
    }

    /// Where the browser goes so that the issuer's session ends too (OpenID Connect RP-Initiated Logout 1.0).
    pub(super) async fn end(&self, session: &Session) -> Result<String, Failure> {
        let metadata = self.discover(&session.issuer).await?;
        let end = metadata.additional_metadata().end_session_endpoint.clone();
        let end = end.ok_or_else(|| Failure::Issuer("it has no address for logging out".to_owned()))?;
        let home = format!("{}{}", session.issuer, Self::HOME);
        let home = PostLogoutRedirectUrl::new(home).map_err(|problem| Failure::Issuer(told(&problem)))?;
        let id_token: CoreIdToken = session.id_token.parse().map_err(|problem: serde_json::Error| Failure::IdToken(problem.to_string()))?;
        let request = LogoutRequest::from(end).set_client_id(self.client_id.clone()).set_post_logout_redirect_uri(home);
        Ok(request.set_id_token_hint(&id_token).http_get_url().into())
    }

    async fn discover(&self, issuer: &str) -> Result<ProviderMetadataWithLogout, Failure> {
        let issuer = IssuerUrl::new(issuer.to_owned()).map_err(|problem| Failure::Issuer(told(&problem)))?;
        ProviderMetadataWithLogout::discover_async(issuer, &self.transport).await.map_err(|problem| Failure::Issuer(told(&problem)))
    }

    async fn client(&self, issuer: &str) -> Result<Client, Failure> {
        let metadata = self.discover(issuer).await?;
        let tokens = metadata.token_endpoint().cloned().ok_or_else(|| Failure::Issuer("it has no address for tokens".to_owned()))?;
        let callback = RedirectUrl::new(format!("{issuer}{}", Self::CALLBACK)).map_err(|problem| Failure::Issuer(told(&problem)))?;
        let client = CoreClient::from_provider_metadata(metadata, self.client_id.clone(), Some(self.client_secret.clone()));
        Ok(client.set_token_uri(tokens).set_redirect_uri(callback))
    }
}

impl Claims {
    pub(super) fn has_second_factor(&self) -> bool {
        self.methods.iter().any(|method| method == SECOND_FACTOR)
    }
}

fn read(id_token: &CoreIdToken, claims: &CoreIdTokenClaims) -> Claims {
    let name = claims.name().and_then(|names| names.get(None)).map(|name| name.to_string());
    let methods = claims.auth_method_refs().map(|methods| methods.iter().map(|method| method.to_string()).collect());
    Claims {
        subject: claims.subject().to_string(),
        name: name.unwrap_or_default(),
        email: claims.email().map(|email| email.to_string()).unwrap_or_default(),
        methods: methods.unwrap_or_default(),
        context: claims.auth_context_ref().map(|context| context.to_string()).unwrap_or_default(),
        authenticated_at: claims.auth_time().map(|at| Timestamp::from_secs(at.timestamp())),
        raw: raw(&id_token.to_string()).unwrap_or_default(),
    }
}

/// What stands in a token that has been verified.
fn raw(token: &str) -> Option<String> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    let claims: serde_json::Value = serde_json::from_slice(&payload).ok()?;
    serde_json::to_string_pretty(&claims).ok()
}

/// What the token endpoint said, if it was a refusal.
fn refusal<E, R>(problem: &openidconnect::RequestTokenError<E, openidconnect::StandardErrorResponse<R>>) -> String
where
    E: std::error::Error + 'static,
    R: openidconnect::ErrorResponseType + std::fmt::Display + 'static,
{
    match problem {
        openidconnect::RequestTokenError::ServerResponse(answer) => answer.to_string(),
        other => told(other),
    }
}

/// An error with its causes, in one line.
fn told(problem: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(problem), |problem| problem.source());
    causes.map(|problem| problem.to_string()).collect::<Vec<_>>().join(": ")
}
