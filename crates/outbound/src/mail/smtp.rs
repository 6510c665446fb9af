//! Mail by SMTP (RFC 5321), by `lettre`: over TLS from the start (`smtps://`), or after STARTTLS (`smtp://`).
//!
//! `smtp://` does not go on without STARTTLS, since whoever sits on the line could take the offer away, and the password and the
//! notices would travel in clear. `?tls=none` says that this is meant, as for a relay on the same machine; then no password is sent.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, SUBMISSION_PORT, SUBMISSIONS_PORT};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use ringfence_core::delivery::{Failure, FailureClass};
use ringfence_core::secret::Secret;

use super::{Mailer, OutgoingMail};
use crate::{Reach, failure};

/// What the operator configured.
pub struct SmtpSettings {
    /// `smtps://USER:PASSWORD@HOST[:PORT]` or `smtp://…[?tls=none]`, percent-encoded.
    pub url: Secret,
    /// The sender's address; the tenant's name is put before it.
    pub from: String,
    /// PEM of the authority that signed the server's certificate, where it is no public one.
    pub authority: Option<String>,
    /// Spans everything, from the connection to the last reply.
    pub timeout: Duration,
    pub reach: Reach,
}

pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
    host: String,
    timeout: Duration,
    reach: Reach,
}

/// Why a URL or an address will not do. Never holds the URL: a password may be in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SmtpSettingsError {
    #[error("mail.smtp_url must be smtps://USER:PASSWORD@HOST, smtp://USER:PASSWORD@HOST, or smtp://HOST?tls=none")]
    Url,
    #[error("mail.smtp_url: a user name and password are never sent without TLS; leave out ?tls=none")]
    PasswordInClear,
    #[error("mail.from must be an address such as no-reply@example.com")]
    From,
    #[error("mail.ca_file must hold a certificate in PEM")]
    Authority,
}

impl Smtp {
    pub fn open(settings: &SmtpSettings) -> Result<Self, SmtpSettingsError> {
        let from: Address = settings.from.trim().parse().map_err(|_| SmtpSettingsError::From)?;
        let url: reqwest::Url = settings.url.expose().trim().parse().map_err(|_| SmtpSettingsError::Url)?;
        // Brackets belong to the URL's form of an IPv6 address, not to the address.
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        if host.is_empty() || !matches!(url.path(), "" | "/") {
            return Err(SmtpSettingsError::Url);
        }
        let secure = || tls(&host, settings.authority.as_deref());
        let (port, tls) = match (url.scheme(), url.query()) {
            ("smtps", None) => (SUBMISSIONS_PORT, Tls::Wrapper(secure()?)),
            ("smtp", None) => (SUBMISSION_PORT, Tls::Required(secure()?)),
            ("smtp", Some("tls=none")) => (SUBMISSION_PORT, Tls::None),
            _ => return Err(SmtpSettingsError::Url),
        };
        let in_clear = matches!(tls, Tls::None);
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host);
        let mut builder = builder.port(url.port().unwrap_or(port)).tls(tls).timeout(Some(settings.timeout));
        builder = builder.hello_name(ClientId::Domain(from.domain().to_owned()));
        if let Some(password) = url.password() {
            if in_clear {
                return Err(SmtpSettingsError::PasswordInClear);
            }
            builder = builder.credentials(Credentials::new(decoded(url.username())?, decoded(password)?));
        }
        Ok(Self { transport: builder.build(), from, host, timeout: settings.timeout, reach: settings.reach })
    }

    fn message(&self, outgoing: &OutgoingMail<'_>) -> Option<Message> {
        let mail = outgoing.mail;
        let written_at = u64::try_from(outgoing.written_at.as_secs()).ok()?;
        let built = Message::builder()
            .from(Mailbox::new(Some(mail.from_name().to_owned()).filter(|name| !name.is_empty()), self.from.clone()))
            .to(Mailbox::new(None, mail.to().parse().ok()?))
            .subject(mail.subject())
            .date(std::time::UNIX_EPOCH + Duration::from_secs(written_at))
            // The same for each try, so that whoever sorts mails can tell that two are one.
            .message_id(Some(format!("<{}@{}>", outgoing.id, self.from.domain())))
            .header(AutoSubmitted)
            .singlepart(SinglePart::plain(mail.text().to_owned()));
        built.ok()
    }
}

fn tls(host: &str, authority: Option<&str>) -> Result<TlsParameters, SmtpSettingsError> {
    let mut parameters = TlsParameters::builder(host.to_owned());
    if let Some(pem) = authority {
        // Without one the reader is content, and the file would be there for nothing.
        let certificate = Some(pem).filter(|pem| pem.contains("-----BEGIN CERTIFICATE-----"));
        let certificate = certificate.and_then(|pem| Certificate::from_pem(pem.as_bytes()).ok());
        parameters = parameters.add_root_certificate(certificate.ok_or(SmtpSettingsError::Authority)?);
    }
    parameters.build().map_err(|_| SmtpSettingsError::Authority)
}

fn decoded(text: &str) -> Result<String, SmtpSettingsError> {
    percent_encoding::percent_decode_str(text).decode_utf8().map(|text| text.into_owned()).map_err(|_| SmtpSettingsError::Url)
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, outgoing: &OutgoingMail<'_>) -> Result<(), Failure> {
        self.reach.allow(&self.host)?;
        let unwritable = || failure(FailureClass::Recipient, "address", "No mail can be addressed to this user.");
        let message = self.message(outgoing).ok_or_else(unwritable)?;
        match tokio::time::timeout(self.timeout, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(explain(&error)),
            Err(_) => Err(failure(FailureClass::Ambiguous, "timeout", "The mail server did not answer in time.")),
        }
    }
}

/// By the reply's code where there is one (RFC 5321 §4.2.1): 4xx may pass, 5xx will not. What is wrong with the account or with TLS
/// is the operator's to mend. The reply's words stay here: they repeat the address.
fn explain(error: &Error) -> Failure {
    if let Some(status) = error.status() {
        let (class, words) = match u16::from(status) {
            // RFC 4954 §6: authentication required, too weak, refused, or refused without encryption.
            530 | 534 | 535 | 538 => (FailureClass::Account, "The mail server does not accept the user name and password."),
            _ if error.is_permanent() => (FailureClass::Recipient, "The mail server refuses the mail."),
            _ => (FailureClass::Transient, "The mail server asks to try again later."),
        };
        return failure(class, status.to_string(), words);
    }
    if error.is_timeout() {
        failure(FailureClass::Ambiguous, "timeout", "The mail server did not answer in time.")
    } else if error.is_client() {
        failure(FailureClass::Account, "not_offered", "The mail server offers no STARTTLS, no way to log in, or no such addresses.")
    } else if error.is_response() {
        failure(FailureClass::Transient, "protocol", "What answers there is no mail server.")
    } else {
        failure(FailureClass::Transient, "connect", format!("The mail server could not be reached, or broke off: {}.", root_cause(error)))
    }
}

/// The network's and the TLS library's own words ("Connection refused", "invalid peer certificate").
fn root_cause(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

/// Keeps answering machines silent (RFC 3834 §5).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("host", &self.host).finish_non_exhaustive()
    }
}
