//! What an application asks for at `/authorize`, and what it gets back: OAuth 2.0 and OpenID Connect Core §3.1.2.
//!
//! Only what needs no lookup is judged here: the redirect by its exact text, PKCE by its hash (RFC 7636), the
//! prompt by the words of the standard.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{ClientId, FamilyId, UserId};
use crate::proof::Proof;

/// Asks for a second factor (OpenID Provider Authentication Policy Extension; Auth0, "Step-up authentication").
pub const ACR_MULTI_FACTOR: &str = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";
/// How long a code waits for the application (RFC 6749 §4.1.2 recommends at most ten minutes).
pub const CODE_LIFETIME: std::time::Duration = std::time::Duration::from_secs(60);

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    #[default]
    Query,
    /// A form that the browser posts to the application.
    FormPost,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// Whatever is needed.
    #[default]
    AsNeeded,
    /// No page may be shown.
    None,
    /// The password is asked for although somebody is signed in.
    Login,
}

impl Prompt {
    /// `None` for words that contradict each other (OpenID Connect Core §3.1.2.1). There is no consent page: every client is
    /// the tenant's own.
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["none"] => Some(Self::None),
            several if several.contains(&"none") => None,
            several if several.iter().any(|word| matches!(*word, "login" | "select_account")) => Some(Self::Login),
            _ => Some(Self::AsNeeded),
        }
    }
}

/// A request whose client and redirect are known to be good.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    pub client: ClientId,
    pub redirect_uri: String,
    pub response_mode: ResponseMode,
    pub state: Option<String>,
    pub nonce: Option<String>,
    pub scope: String,
    pub audience: Option<String>,
    /// S256 only.
    pub code_challenge: Option<String>,
    pub prompt: Prompt,
    /// Seconds since the password was typed; a sign-in that is older does not count.
    pub max_age: Option<u64>,
    pub login_hint: Option<String>,
    /// [`ACR_MULTI_FACTOR`] was among `acr_values`.
    pub wants_second_factor: bool,
    /// `screen_hint=signup`
    pub begins_with_signup: bool,
    /// Where the person is to be looked for; absent: in the client's own.
    pub connection: Option<String>,
}

/// What goes back to the application: `code` and `state`, or `error` and its description, and always `iss` (RFC 9207).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationResponse {
    pub redirect_uri: String,
    pub response_mode: ResponseMode,
    pub parameters: Vec<(String, String)>,
}

/// Holds a code.
impl std::fmt::Debug for AuthorizationResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuthorizationResponse").field("response_mode", &self.response_mode).finish_non_exhaustive()
    }
}

impl AuthorizationRequest {
    pub fn answer(&self, issuer: &str, parameters: &[(&str, &str)]) -> AuthorizationResponse {
        let mut all: Vec<(String, String)> = parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        if let Some(state) = &self.state {
            all.push(("state".to_owned(), state.clone()));
        }
        all.push(("iss".to_owned(), issuer.to_owned()));
        AuthorizationResponse { redirect_uri: self.redirect_uri.clone(), response_mode: self.response_mode, parameters: all }
    }

    pub fn refusal(&self, issuer: &str, error: &str, description: &str) -> AuthorizationResponse {
        self.answer(issuer, &[("error", error), ("error_description", description)])
    }
}

/// What a code stands for until it is exchanged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CodeGrant {
    pub issuer: String,
    pub redirect_uri: String,
    pub scope: String,
    pub audience: Option<String>,
    pub nonce: Option<String>,
    pub code_challenge: Option<String>,
    /// When the password was typed.
    pub auth_time: Timestamp,
    /// A second factor was passed for this very request.
    pub second_factor: bool,
    /// What the login rests on, perhaps since before this request.
    #[serde(default)]
    pub proof: Proof,
}

/// A code as the store keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuthorizationCode {
    pub hash: [u8; 32],
    /// Of all tokens that it will be exchanged for: a code that comes a second time ends them.
    pub family: FamilyId,
    pub client: ClientId,
    pub user: UserId,
    pub grant: CodeGrant,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

/// Whether `asked` is one of the registered addresses, character by character (RFC 9700 §2.1). `http://127.0.0.1:*/callback` stands
/// for any port of the loopback interface, and for nothing else (RFC 8252 §7.3).
pub fn redirect_is_registered(registered: &[String], asked: &str) -> bool {
    registered.iter().any(|known| known == asked || loopback_matches(known, asked))
}

fn loopback_matches(known: &str, asked: &str) -> bool {
    ["http://127.0.0.1:", "http://[::1]:", "http://localhost:"].iter().any(|host| {
        let (Some(path), Some(rest)) = (known.strip_prefix(host).and_then(|rest| rest.strip_prefix('*')), asked.strip_prefix(host)) else {
            return false;
        };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=5).contains(&digits) && &rest[digits..] == path && rest[..digits].parse::<u16>().is_ok()
    })
}

/// RFC 7636 §4.2: the base64url form of a SHA-256.
pub fn is_code_challenge(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(is_url_safe)
}

/// RFC 7636 §4.6.
pub fn verifier_fits(verifier: &str, challenge: &str) -> bool {
    let is_verifier = (43..=128).contains(&verifier.len()) && verifier.bytes().all(|byte| is_url_safe(byte) || matches!(byte, b'.' | b'~'));
    let hashed = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
    is_verifier && aws_lc_rs::constant_time::verify_slices_are_equal(hashed.as_bytes(), challenge.as_bytes()).is_ok()
}

fn is_url_safe(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_is_registered_to_the_letter() {
        let registered = ["https://app.example/cb".to_owned(), "http://127.0.0.1:*/callback".to_owned()];
        for good in ["https://app.example/cb", "http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback"] {
            assert!(redirect_is_registered(&registered, good), "{good}");
        }
        let bad = [
            "",
            "https://app.example/cb/",
            "https://app.example/cb?x=1",
            "https://APP.example/cb",
            "https://app.example.evil/cb",
            "http://127.0.0.1/callback",
            "http://127.0.0.1:/callback",
            "http://127.0.0.1:70000/callback",
            "http://127.0.0.1:80@evil.example/callback",
            "http://127.0.0.1:80/callback/../other",
            "https://127.0.0.1:80/callback",
            "http://localhost:80/callback",
            "http://127.0.0.1:*/callback#x",
        ];
        for bad in bad {
            assert!(!redirect_is_registered(&registered, bad), "{bad}");
        }
        assert!(!redirect_is_registered(&["https://*.example/cb".to_owned()], "https://a.example/cb"), "no other star means anything");
    }

    #[test]
    fn the_standards_own_verifier_fits() {
        let (verifier, challenge) = ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assert!(is_code_challenge(challenge) && verifier_fits(verifier, challenge));
        for other in ["", "short", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl", &"a".repeat(129)] {
            assert!(!verifier_fits(other, challenge), "{other}");
        }
    }

    #[test]
    fn none_stands_alone() {
        let table = [
            ("", Some(Prompt::AsNeeded)),
            ("none", Some(Prompt::None)),
            ("login", Some(Prompt::Login)),
            ("login consent", Some(Prompt::Login)),
            ("select_account", Some(Prompt::Login)),
            ("consent", Some(Prompt::AsNeeded)),
            ("none login", None),
        ];
        for (text, expected) in table {
            assert_eq!(Prompt::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn every_answer_names_its_issuer() {
        let request = AuthorizationRequest {
            client: ClientId::new("c"),
            redirect_uri: "https://app.example/cb".into(),
            response_mode: ResponseMode::Query,
            state: Some("s".into()),
            nonce: None,
            scope: String::new(),
            audience: None,
            code_challenge: None,
            prompt: Prompt::AsNeeded,
            max_age: None,
            login_hint: None,
            wants_second_factor: false,
            begins_with_signup: false,
            connection: None,
        };
        let answer = request.refusal("https://login.example/", "login_required", "Login required");
        let expected =
            [("error", "login_required"), ("error_description", "Login required"), ("state", "s"), ("iss", "https://login.example/")];
        assert_eq!(answer.parameters, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
