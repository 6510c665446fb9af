//! An e-mail: what is told to a person beside their phone; and what there is to tell ([`Notice`]).
//!
//! A mail is composed in the transaction of the fact it tells of and sealed by the store until it is handed over. Nothing of
//! it shows in `Debug`. [`next_try`] is the whole policy of retrying: a notice that comes twice does no harm, a lost one does.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::delivery::{Failure, FailureClass};
use crate::id::{MailId, TenantId, UserId};
use crate::phone::PhoneNumber;

/// A notice that is older tells of yesterday and is given up.
pub const MAIL_LIFETIME: Duration = Duration::from_secs(24 * 3600);
/// RFC 5321 §4.5.3.1.3, less the angle brackets.
const MAX_ADDRESS: usize = 254;

/// Plain text to one person. What becomes a header is one line: a line break in it would begin another header.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    to: String,
    subject: String,
    text: String,
    from_name: String,
    locale: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an address that a mail can be sent to")]
pub struct NoAddress;

impl Mail {
    /// `from_name` is shown as the sender, `locale` is the language of the text.
    pub fn new(to: &str, subject: &str, text: &str, from_name: &str, locale: &str) -> Result<Self, NoAddress> {
        if !is_address(to) {
            return Err(NoAddress);
        }
        let (subject, from_name) = (one_line(subject), one_line(from_name));
        Ok(Self { to: to.to_owned(), subject, text: text.trim().to_owned(), from_name, locale: locale.to_owned() })
    }

    pub fn to(&self) -> &str {
        &self.to
    }

    pub fn subject(&self) -> &str {
        &self.subject
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn from_name(&self) -> &str {
        &self.from_name
    }

    pub fn locale(&self) -> &str {
        &self.locale
    }
}

/// One address and nothing else: no list, no display name, no second line.
pub fn is_address(text: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '<' | '>' | ',' | ';' | '"');
    let halves = text.rsplit_once('@');
    text.len() <= MAX_ADDRESS && text.chars().all(is_plain) && halves.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
}

/// U+2028 and U+2029 are line breaks to some readers and no control characters to Unicode.
fn one_line(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(breaks).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mail(***)")
    }
}

/// To be inserted in the transaction of the fact it tells of. `mail` is sealed by the store.
#[derive(Clone, Debug)]
pub struct NewMail {
    pub id: MailId,
    pub user: UserId,
    pub mail: Mail,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

/// A mail under a lease: whoever holds it sends it.
#[derive(Clone, Debug)]
pub struct ClaimedMail {
    pub tenant: TenantId,
    pub id: MailId,
    pub user: UserId,
    pub mail: Mail,
    /// This one included. A try whose process died counts too.
    pub tries: u32,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

/// What happened to somebody's factors, or to what they sign in with. Each is told where the person can see it beside the device that changed them
/// (NIST SP 800-63B-4 §4.6, "Account Notifications").
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    PhoneAdded {
        number: PhoneNumber,
    },
    PhoneRemoved {
        number: PhoneNumber,
    },
    PhoneChanged {
        old: PhoneNumber,
        new: PhoneNumber,
    },
    AuthenticatorAppAdded,
    AuthenticatorAppRemoved,
    RecoveryCodeUsed,
    RecoveryCodeReplaced,
    PasswordChanged,
    /// For the address that was theirs.
    EmailChanged,
    /// For the address that is theirs now.
    EmailSet,
    UsernameChanged,
}

/// Waits after the first, second and third try: 1, 5 and 30 minutes.
const WAITS: [Duration; 3] = [Duration::from_secs(60), Duration::from_secs(5 * 60), Duration::from_secs(30 * 60)];

/// When a mail is tried again; `None` when it is given up. `tries` counts the failed one.
///
/// What the server refuses for good (5xx) stays refused. A wrong account is tried again: the operator may mend it. So is what may
/// have been sent.
pub fn next_try(failure: &Failure, tries: u32, now: Timestamp, expires_at: Timestamp) -> Option<Timestamp> {
    if matches!(failure.class, FailureClass::Recipient | FailureClass::Sender | FailureClass::Geo) {
        return None;
    }
    let wait = WAITS.get(usize::try_from(tries.saturating_sub(1)).ok()?)?;
    Some(now + *wait).filter(|at| *at < expires_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(to: &str, subject: &str) -> Result<Mail, NoAddress> {
        Mail::new(to, subject, "text", "Demo", "en")
    }

    #[test]
    fn a_header_is_one_line_whatever_is_in_it() {
        let broken = mail("ada@example.com", "Hello\r\nBcc: eve@example.com\n\n \u{2028}x\u{0}").expect("an address");
        assert_eq!(broken.subject(), "Hello Bcc: eve@example.com x");
        let named = Mail::new("ada@example.com", "s", "t", "Demo\r\nReply-To: eve@example.com", "en").expect("an address");
        assert_eq!(named.from_name(), "Demo Reply-To: eve@example.com");
    }

    #[test]
    fn only_one_address_is_one() {
        assert!(mail("ada.lovelace+x@example.com", "s").is_ok());
        for text in [
            "",
            "ada",
            "@example.com",
            "ada@",
            "ada@example.com\r\nBcc: eve@example.com",
            "ada@example.com,eve@example.com",
            "Ada <ada@example.com>",
            "ada @example.com",
        ] {
            assert_eq!(mail(text, "s"), Err(NoAddress), "{text:?}");
        }
        assert_eq!(mail(&format!("{}@example.com", "a".repeat(300)), "s"), Err(NoAddress));
    }

    #[test]
    fn debug_shows_nothing() {
        let new = NewMail {
            id: MailId::new("mai_1"),
            user: UserId::new("auth0|1"),
            mail: mail("ada@example.com", "Phone removed").expect("an address"),
            created_at: Timestamp::from_secs(0),
            expires_at: Timestamp::from_secs(1),
        };
        let shown = format!("{new:?}");
        assert!(!shown.contains("ada") && !shown.contains("Phone removed") && !shown.contains("text"), "{shown}");
    }

    #[test]
    fn three_waits_and_then_no_more() {
        let (now, end) = (Timestamp::from_secs(0), Timestamp::from_secs(86_400));
        let next = |class, tries| {
            let failure = Failure { class, code: String::new(), message: String::new(), retry_after: None };
            next_try(&failure, tries, now, end).map(Timestamp::as_secs)
        };
        for class in [FailureClass::Transient, FailureClass::Ambiguous, FailureClass::Account] {
            let waits: Vec<_> = (1..=4).map(|tries| next(class, tries)).collect();
            assert_eq!(waits, [Some(60), Some(300), Some(1800), None], "{class:?}");
        }
        assert_eq!(next(FailureClass::Recipient, 1), None);
        let failure = Failure { class: FailureClass::Transient, code: String::new(), message: String::new(), retry_after: None };
        assert_eq!(next_try(&failure, 1, now, Timestamp::from_secs(60)), None, "never after its time");
    }
}
