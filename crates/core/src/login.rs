//! One attempt at signing in, in one browser, from the application's request to its answer.
//!
//! A login is a record that grows: who it is, what is asked of them, what they have shown. [`Login::step`] says what comes
//! next and [`Screen`] which pages belong to it, so that the back button, a second tab and a typed address always end where the
//! login really is. It changes nothing by itself: the store keeps it, version by version.

mod screen;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::authorize::{AuthorizationRequest, AuthorizationResponse};
use crate::challenge::Action;
use crate::clock::Timestamp;
use crate::delivery::Channel;
use crate::id::{ClientId, DeliveryId, DeviceId, LoginId, TransactionId, UserId};
use crate::proof::{Proof, SecondFactor};
use crate::ticket::Factor;
use crate::user::User;

pub use screen::{Methods, Screen, Step};

/// How long the pages of one login stay usable.
pub const LOGIN_LIFETIME: Duration = Duration::from_secs(3600);
/// How long after the password the second factor may come (NIST SP 800-63B-4 §3.1.3.2 gives a code ten minutes; reading a page
/// and finding the phone takes some more).
pub const SECOND_FACTOR_WINDOW: Duration = Duration::from_secs(15 * 60);
/// A finished login repeats its answer this long, so that a form sent twice ends well.
pub const REPEATED_FOR: Duration = Duration::from_secs(30);
/// The first wait between two messages by one channel; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_secs(240);

/// What a login is for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An application waits for a code.
    Authorize(Box<AuthorizationRequest>),
    /// The user's own account page, or a factor to be added there.
    Account { add: Option<Factor> },
    /// A ticket's enrollment; the ticket stands for the first factor.
    Ticket { hash: [u8; 32], factor: Option<Factor> },
}

/// Who has shown a first factor.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    pub user: UserId,
    /// When the password was typed, perhaps in an earlier login of the same session.
    pub signed_in_at: Timestamp,
    /// When this login learnt of it.
    pub known_at: Timestamp,
    /// [`Proof::since`] of the first factor.
    #[serde(default)]
    pub since: Timestamp,
    /// The session that vouches, if no password was typed now; it goes on under a new token.
    pub session: Option<[u8; 32]>,
    /// The policy, the application or the page asks for a second factor in this login.
    pub needs_second_factor: bool,
}

impl Person {
    /// Whether the first factor still counts for that user.
    pub fn is_still(&self, user: &User) -> bool {
        self.user == user.id && self.first_factor().stands_for(user)
    }

    fn first_factor(&self) -> Proof {
        Proof { since: self.since, second: None, transaction: None }
    }
}

/// A code went out to a phone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PhoneAsked {
    pub device: DeviceId,
    /// Masked.
    pub number: String,
    pub channel: Channel,
    #[serde(with = "action")]
    pub action: Action,
    pub delivery: DeliveryId,
    pub sent_at: Timestamp,
}

/// An authenticator app is about to be bound.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtpAsked {
    pub device: DeviceId,
    /// Base32, as the app takes it.
    pub secret: String,
    /// What the picture says.
    pub uri: String,
}

impl std::fmt::Debug for OtpAsked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OtpAsked").field("device", &self.device).finish_non_exhaustive()
    }
}

/// A recovery code that the user has not yet said to have written down.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryShown {
    /// Its row, which becomes good when it is confirmed. Absent of one that will take the place of another.
    pub device: Option<DeviceId>,
    /// The hash of the code that was typed. It is used up only when its successor is said to be kept, so that nobody who loses the
    /// page is left with neither.
    pub replaces: Option<[u8; 32]>,
    pub code: String,
}

impl std::fmt::Debug for RecoveryShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecoveryShown").field("device", &self.device).finish_non_exhaustive()
    }
}

/// The messages of one channel to one phone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tally {
    pub device: DeviceId,
    pub count: u32,
    pub last_at: Timestamp,
}

/// How a login ended.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    pub at: Timestamp,
    /// Absent where no application waits.
    pub response: Option<AuthorizationResponse>,
    /// The cookie's new value.
    pub session: Option<String>,
}

impl std::fmt::Debug for Finished {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Finished").field("at", &self.at).finish_non_exhaustive()
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Login {
    pub id: LoginId,
    /// Counted by the store: a change is made to the version it was decided on, or not at all.
    #[serde(skip)]
    pub version: i64,
    /// A hash of the cookie of the browser that began it; no other may go on with it.
    pub browser: [u8; 32],
    /// Of all its codes: one that was sent for another login is no answer here.
    pub transaction: TransactionId,
    pub purpose: Purpose,
    /// What the application asked for (`ui_locales`), best first.
    pub languages: Option<String>,
    pub started_at: Timestamp,
    pub expires_at: Timestamp,
    pub person: Option<Person>,
    /// The phone that the user picked among several.
    pub chosen: Option<DeviceId>,
    pub phone: Option<PhoneAsked>,
    pub otp: Option<OtpAsked>,
    pub sent: BTreeMap<Channel, Tally>,
    /// The second factor that was passed in this login.
    #[serde(default)]
    pub second_factor: Option<SecondFactor>,
    /// A factor was bound in this login.
    pub has_enrolled: bool,
    /// The user asked that this browser be believed next time.
    pub remembers_browser: bool,
    pub recovery: Option<RecoveryShown>,
    pub finished: Option<Finished>,
}

impl Login {
    pub fn begun(id: LoginId, browser: [u8; 32], transaction: TransactionId, purpose: Purpose, now: Timestamp) -> Self {
        Self {
            id,
            version: 1,
            browser,
            transaction,
            purpose,
            languages: None,
            started_at: now,
            expires_at: now + LOGIN_LIFETIME,
            person: None,
            chosen: None,
            phone: None,
            otp: None,
            sent: BTreeMap::new(),
            second_factor: None,
            has_enrolled: false,
            remembers_browser: false,
            recovery: None,
            finished: None,
        }
    }

    pub fn request(&self) -> Option<&AuthorizationRequest> {
        match &self.purpose {
            Purpose::Authorize(request) => Some(request),
            Purpose::Account { .. } | Purpose::Ticket { .. } => None,
        }
    }

    pub fn client(&self) -> Option<&ClientId> {
        self.request().map(|request| &request.client)
    }

    pub fn user(&self) -> Option<&UserId> {
        self.person.as_ref().map(|person| &person.user)
    }

    /// What was shown in it; nothing before the first factor.
    pub fn proof(&self) -> Option<Proof> {
        let first = self.person.as_ref()?.first_factor();
        Some(Proof { second: self.second_factor.clone(), ..first })
    }

    /// Both clocks of a login: its own, and the one that the password started.
    pub fn is_over(&self, now: Timestamp) -> bool {
        if let Some(finished) = &self.finished {
            return now >= finished.at + REPEATED_FOR;
        }
        // What is about factors has the window once more after the proof, and no longer.
        let is_about_factors = !matches!(self.purpose, Purpose::Authorize(_));
        let waits_too_long = |person: &Person| {
            let shown = self.second_factor.as_ref().filter(|_| is_about_factors);
            let since = shown.map_or(person.known_at, |second| second.at.max(person.known_at));
            (is_about_factors || person.needs_second_factor && self.second_factor.is_none()) && now >= since + SECOND_FACTOR_WINDOW
        };
        now >= self.expires_at || self.person.as_ref().is_some_and(waits_too_long)
    }

    /// The login after a code was sent.
    pub fn with_message(mut self, asked: PhoneAsked) -> Self {
        let earlier = self.sent.get(&asked.channel).filter(|tally| tally.device == asked.device);
        let count = earlier.map_or(0, |tally| tally.count) + 1;
        self.sent.insert(asked.channel, Tally { device: asked.device.clone(), count, last_at: asked.sent_at });
        self.phone = Some(asked);
        self
    }

    /// How long until a further message by this channel to this phone: 30 seconds, then twice as long each time. Another
    /// channel or another number need not wait; the bucket bounds them all.
    pub fn wait(&self, channel: Channel, device: &DeviceId, now: Timestamp) -> Duration {
        let Some(tally) = self.sent.get(&channel).filter(|tally| tally.device == *device) else { return Duration::ZERO };
        let wait = FIRST_WAIT.saturating_mul(1 << tally.count.saturating_sub(1).min(8)).min(LONGEST_WAIT);
        (tally.last_at + wait).since(now)
    }
}

mod action {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::challenge::Action;

    pub(super) fn serialize<S: Serializer>(action: &Action, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(action.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Action, D::Error> {
        let word = String::deserialize(deserializer)?;
        let known = [Action::Enrollment, Action::Verification];
        known.into_iter().find(|action| action.as_str() == word).ok_or_else(|| D::Error::custom("not an action"))
    }
}
