//! Which rule was broken: one list for every flow, turned into the wire's words by `http/error.rs`.

use std::time::Duration;

use ringfence_core::authenticator::Role;
use ringfence_core::delivery::{Channel, FailureClass};
use ringfence_core::password::WeakPassword;
use ringfence_core::phone::PhoneError;
use ringfence_core::ticket::TicketError;
use ringfence_store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    #[error("missing required parameter: {0}")]
    MissingParameter(&'static str),
    #[error("{0}")]
    InvalidParameter(String),
    #[error("the client is unknown or did not authenticate")]
    UnknownClient,
    /// The same, by credentials that came in the Authorization header: the answer must name its scheme.
    #[error("the client is unknown or did not authenticate by its header")]
    UnknownClientOfHeader,
    #[error("unsupported grant type: {0}")]
    UnsupportedGrantType(String),
    #[error("grant type '{0}' not allowed for the client")]
    GrantNotAllowed(String),
    #[error("no such audience: {0}")]
    UnknownAudience(String),
    #[error("no client grant for {0}")]
    NoClientGrant(String),
    #[error("wrong email or password")]
    WrongCredentials,
    /// By an administrator. Told only to whoever has shown that they are the one.
    #[error("user is blocked")]
    UserBlocked,
    #[error("no such connection: {0}")]
    UnknownConnection(String),
    #[error("the connection takes no new users")]
    SignupDisabled,
    #[error("a second factor is required")]
    MfaRequired { mfa_token: String, enroll: Vec<Role>, challenge: Vec<Role> },
    #[error("malformed mfa_token")]
    MalformedMfaToken,
    #[error("expired mfa_token")]
    MfaTokenExpired,
    #[error("mfa_token of another client")]
    MfaTokenOfAnotherClient,
    #[error("malformed oob_code")]
    MalformedOobCode,
    #[error("expired oob_code")]
    OobCodeExpired,
    #[error("oob_code of another transaction")]
    OobCodeOfAnotherTransaction,
    #[error("wrong binding_code")]
    WrongBindingCode,
    #[error("wrong code of an authenticator app")]
    WrongOtpCode,
    #[error("wrong recovery code")]
    WrongRecoveryCode,
    #[error("too many messages")]
    TooManyMessages { channel: Channel, wait: Duration },
    #[error("too many wrong codes")]
    TooManyWrongCodes { wait: Duration },
    #[error("the user has {most} factors already")]
    TooManyFactors { most: u32 },
    #[error("the user has bound too many factors lately")]
    TooManyFactorChanges { wait: Duration },
    /// That a machine asked for.
    #[error("too many mails: {words}")]
    TooManyMails { words: &'static str, wait: Duration },
    #[error("the bearer token proves nothing here")]
    InvalidBearer,
    #[error("the access token lacks the scope {0}")]
    InsufficientScope(&'static str),
    #[error("already enrolled")]
    AlreadyEnrolled,
    #[error("nothing enrolled to challenge")]
    AssociationRequired,
    #[error("no factor of the asked kind")]
    UnsupportedChallengeType,
    #[error("not an enabled channel: {0}")]
    ChannelNotEnabled(String),
    #[error("authenticator apps are not enabled")]
    OtpNotEnabled,
    #[error("phone number: {0}")]
    PhoneNumber(#[from] PhoneError),
    #[error("the user has bound this number already")]
    PhoneInUse,
    #[error("no such authenticator")]
    AuthenticatorNotFound,
    #[error("the {} could not be sent ({})", .channel.as_str(), .class.as_str())]
    SendFailed { channel: Channel, class: FailureClass },
    /// Unknown, of another browser, or long over.
    #[error("no such login in this browser")]
    NoSuchLogin,
    /// It took too long, or its second factor did.
    #[error("the login has expired")]
    LoginExpired {
        /// Where the person begins again, if that is known.
        again: Option<String>,
    },
    /// The page that asked is not the newest: a form sent twice, or another tab of the same login.
    #[error("the login has gone on since")]
    LoginSuperseded,
    #[error("too many logins are begun from this address")]
    TooManyLogins { wait: Duration },
    /// No factor of the user's is switched on, and there is no recovery code.
    #[error("no way is left to pass the second factor")]
    NoMethodLeft,
    /// A further message was asked for too early.
    #[error("a further message was asked for too early")]
    ResendTooSoon { channel: Channel, wait: Duration },
    #[error("ticket: {0}")]
    Ticket(#[from] TicketError),
    /// Not to the letter what the client registered.
    #[error("not a registered address: {0}")]
    UnknownRedirect(String),
    #[error("invalid authorization code")]
    InvalidAuthorizationCode,
    /// The code is good, and whoever holds it is not who asked for it.
    #[error("{0}")]
    CodeNotProven(&'static str),
    #[error("unknown, used or expired refresh token")]
    InvalidRefreshToken,
    #[error("invalid access token")]
    InvalidAccessToken,
    #[error("a user of that name exists")]
    UserExists,
    #[error("weak password")]
    WeakPassword(#[from] WeakPassword),
    #[error("too many passwords are being checked")]
    Busy,
    /// `server.max_buffered`, or one address's part of it.
    #[error("the requests that are arriving fill server.max_buffered")]
    BuffersFull,
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// A template that was valid when saved does not render.
    #[error("the message could not be composed: {0}")]
    Template(String),
    #[error("no message could be read from the callback")]
    InvalidCallback,
    /// A resource that the Management API was asked for by name.
    #[error("{}", .0.words)]
    Inexistent(Inexistent),
    /// Another one has its name, or it is in use.
    #[error("{0}")]
    Conflict(String),
    /// What a tenant on Auth0 may have and Ringfence has not; the words say what there is instead.
    #[error("{0}")]
    NotSupported(String),
    /// Of the Management API: why the bearer token is none for it.
    #[error("{0}")]
    Unauthorized(&'static str),
    /// The token lacks all of these.
    #[error("none of the scopes {}", .0.join(", "))]
    MissingScopes(Vec<String>),
    /// A machine would give itself or another more than it has.
    #[error("{0}")]
    BeyondOwnRights(String),
    #[error("{0}")]
    InvalidQuery(String),
    #[error("the path is malformed")]
    InvalidPath,
    #[error("{0}")]
    MalformedBody(String),
    #[error("the body is neither JSON nor a form")]
    WrongContentType,
    #[error("the body is too large")]
    BodyTooLarge,
    #[error("the body did not arrive in time")]
    BodyTooSlow,
    #[error("too many requests")]
    TooManyRequests { wait: Duration },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is not there, in Auth0's words and with its code; some have none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Inexistent {
    pub words: &'static str,
    pub code: Option<&'static str>,
}

impl Inexistent {
    pub const USER: Self = Self::coded("The user does not exist.", "inexistent_user");
    pub const CLIENT: Self = Self::coded("The client does not exist.", "inexistent_client");
    pub const CLIENT_GRANT: Self = Self::coded("The client grant does not exist.", "inexistent_client_grant");
    pub const CONNECTION: Self = Self::coded("The connection does not exist.", "inexistent_connection");
    pub const RESOURCE_SERVER: Self = Self::coded("The resource server does not exist.", "inexistent_resource_server");
    pub const ENROLLMENT: Self = Self::coded("Enrollment not found", "enrollment_not_found");
    pub const AUTHENTICATION_METHOD: Self = Self::coded("The authentication method does not exist.", "inexistent_authentication_method");
    pub const PHONE_PROVIDER: Self = Self::coded("The phone provider does not exist.", "inexistent_phone_provider");
    pub const PHONE_TEMPLATE: Self = Self::coded("The phone template does not exist.", "inexistent_phone_template");
    pub const PROMPT: Self = Self::coded("The prompt does not exist.", "inexistent_prompt");
    pub const JOB: Self = Self::coded("The job does not exist.", "inexistent_job");
    pub const LOG: Self = Self { words: "Log not found.", code: Some("log_not_found") };
    pub const ROLE: Self = Self { words: "The role does not exist.", code: None };

    pub const fn coded(words: &'static str, code: &'static str) -> Self {
        Self { words, code: Some(code) }
    }
}

impl From<Inexistent> for FlowError {
    fn from(missing: Inexistent) -> Self {
        Self::Inexistent(missing)
    }
}
