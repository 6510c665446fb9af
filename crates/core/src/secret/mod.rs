//! What must not be read: secrets in memory, sealed values at rest, keyed hashes of what is only compared.
//!
//! It never prints a secret, stores nothing, and holds no key longer than its owner lives.
//! Start reading at [`Keyring`]: the data keys it holds are wrapped by one [`MasterKey`].

mod cipher;
#[cfg(test)]
pub(crate) mod fixtures;
mod keyring;
mod master;
#[cfg(test)]
mod tests;
mod value;

pub use keyring::Keyring;
pub use master::{DataKey, KeyPurpose, MasterKey, MasterKeys};
pub use value::Secret;

/// What a value is sealed or hashed for; a value of one purpose never opens as, or equals, one of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    BindingCode,
    RecoveryCode,
    RefreshToken,
    PhoneIndex,
    PhoneNumber,
    Message,
    ClientSecret,
    SigningKey,
    TwilioConfig,
    MfaToken,
    OobCode,
    AccessToken,
    InboxMessage,
    DataKey,
    /// Tokens of cookies, sessions, codes and tickets: hashed only.
    Session,
    Browser,
    AuthorizationCode,
    Ticket,
    Csrf,
    Login,
    TotpSecret,
    Mail,
    InboxMail,
    /// A job's file, and what was wrong with users in it.
    Job,
    /// A link to what a job has written.
    ExportLink,
}

impl Purpose {
    /// Part of every seal and hash: changing a name makes what was written under it unreadable.
    fn name(self) -> &'static str {
        match self {
            Self::BindingCode => "binding_code",
            Self::RecoveryCode => "recovery_code",
            Self::RefreshToken => "refresh_token",
            Self::PhoneIndex => "phone_index",
            Self::PhoneNumber => "phone_number",
            Self::Message => "message",
            Self::ClientSecret => "client_secret",
            Self::SigningKey => "signing_key",
            Self::TwilioConfig => "twilio_config",
            Self::MfaToken => "mfa_token",
            Self::OobCode => "oob_code",
            Self::AccessToken => "access_token",
            Self::InboxMessage => "inbox_message",
            Self::DataKey => "data_key",
            Self::Session => "session",
            Self::Browser => "browser",
            Self::AuthorizationCode => "authorization_code",
            Self::Ticket => "ticket",
            Self::Csrf => "csrf",
            Self::Login => "login",
            Self::TotpSecret => "totp_secret",
            Self::Mail => "mail",
            Self::InboxMail => "inbox_mail",
            Self::Job => "job",
            Self::ExportLink => "export_link",
        }
    }
}

/// Why something stays shut. No variant carries what was inside, or the key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SecretError {
    #[error("not 32 bytes in base64")]
    NotAKey,
    #[error("wrapped by another master key")]
    WrongMasterKey,
    #[error("a keyring needs at least one seal key and exactly one hash key")]
    IncompleteKeyring,
    #[error("sealed by a key that this keyring does not hold")]
    UnknownKey,
    #[error("altered, or sealed for another purpose or place")]
    Tampered,
    #[error("not a sealed value")]
    Malformed,
}
