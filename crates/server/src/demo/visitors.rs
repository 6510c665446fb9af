//! Who is here: the demo's own sessions, and the logins that its visitors have begun.
//!
//! Kept in memory, bounded, and gone with the process: an application of any size keeps them elsewhere.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, header};
use openidconnect::{CsrfToken, Nonce, PkceCodeVerifier};
use parking_lot::Mutex;
use ringfence_core::clock::Timestamp;

pub(super) const COOKIE: &str = "ringfence_demo";
/// Of a session, whatever the issuer's lives on for.
const SESSION_LIFE: Duration = Duration::from_secs(8 * 3600);
/// A login may contain the enrollment of a phone.
const LOGIN_LIFE: Duration = Duration::from_secs(3600);
const MOST_VISITORS: usize = 1000;
/// Of one browser; the oldest goes.
const MOST_LOGINS: usize = 8;

/// A login that has begun: what its answer must fit to. Single use.
pub(super) struct Pending {
    pub(super) state: CsrfToken,
    pub(super) nonce: Nonce,
    pub(super) verifier: PkceCodeVerifier,
    pub(super) issuer: String,
    /// The subject who is to be confirmed by a second factor, if that is what it is for.
    pub(super) confirms: Option<String>,
    pub(super) begun_at: Timestamp,
}

/// Somebody who is signed in here, as the issuer's ID token told.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) issuer: String,
    /// As it came: it goes back as the hint for logging out.
    pub(super) id_token: String,
    pub(super) claims: Claims,
    /// When a second factor was passed for this application's asking.
    pub(super) confirmed_at: Option<Timestamp>,
    pub(super) arrived_at: Timestamp,
}

/// What the page tells of an ID token.
#[derive(Clone)]
pub(super) struct Claims {
    pub(super) subject: String,
    pub(super) name: String,
    pub(super) email: String,
    /// `amr` and `acr`, as they came.
    pub(super) methods: Vec<String>,
    pub(super) context: String,
    pub(super) authenticated_at: Option<Timestamp>,
    /// All of them, indented.
    pub(super) raw: String,
}

struct Visitor {
    logins: Vec<Pending>,
    session: Option<Arc<Session>>,
    seen_at: Timestamp,
}

#[derive(Default)]
pub(super) struct Visitors(Mutex<HashMap<String, Visitor>>);

impl Visitors {
    pub(super) fn session(&self, id: &str, now: Timestamp) -> Option<Arc<Session>> {
        let visitors = self.0.lock();
        visitors.get(id)?.session.clone().filter(|session| session.is_alive(now))
    }

    /// Remembers a login, and answers by which id the browser is known from now on: its own, or `fresh` for one never seen.
    pub(super) fn begin(&self, id: Option<String>, fresh: String, login: Pending, now: Timestamp) -> String {
        let mut visitors = self.0.lock();
        let id = id.filter(|id| visitors.contains_key(id)).unwrap_or(fresh);
        if !visitors.contains_key(&id) {
            make_room(&mut visitors, now);
        }
        let visitor = visitors.entry(id.clone()).or_insert_with(|| Visitor { logins: Vec::new(), session: None, seen_at: now });
        visitor.seen_at = now;
        visitor.logins.retain(|login| login.is_alive(now));
        if visitor.logins.len() == MOST_LOGINS {
            visitor.logins.remove(0);
        }
        visitor.logins.push(login);
        id
    }

    /// The login that an answer belongs to, once.
    pub(super) fn take(&self, id: &str, state: &str, now: Timestamp) -> Option<Pending> {
        let mut visitors = self.0.lock();
        let logins = &mut visitors.get_mut(id)?.logins;
        let place = logins.iter().position(|login| login.state.secret() == state)?;
        Some(logins.remove(place)).filter(|login| login.is_alive(now))
    }

    /// Signs a visitor in under an id that nobody knew before; what another tab has begun goes along.
    pub(super) fn arrive(&self, id: &str, fresh: String, session: Session) {
        let mut visitors = self.0.lock();
        let logins = visitors.remove(id).map(|visitor| visitor.logins).unwrap_or_default();
        make_room(&mut visitors, session.arrived_at);
        visitors.insert(fresh, Visitor { logins, seen_at: session.arrived_at, session: Some(Arc::new(session)) });
    }

    /// Forgets a visitor.
    pub(super) fn leave(&self, id: &str) -> Option<Arc<Session>> {
        self.0.lock().remove(id)?.session
    }
}

/// Whoever is stale goes, and the one seen longest ago where that is not enough.
fn make_room(visitors: &mut HashMap<String, Visitor>, now: Timestamp) {
    visitors.retain(|_, visitor| visitor.is_alive(now));
    if visitors.len() >= MOST_VISITORS {
        let oldest = visitors.iter().min_by_key(|(_, visitor)| visitor.seen_at).map(|(id, _)| id.clone());
        oldest.and_then(|id| visitors.remove(&id));
    }
}

impl Pending {
    fn is_alive(&self, now: Timestamp) -> bool {
        now < self.begun_at + LOGIN_LIFE
    }
}

impl Session {
    fn is_alive(&self, now: Timestamp) -> bool {
        now < self.arrived_at + SESSION_LIFE
    }
}

impl Visitor {
    fn is_alive(&self, now: Timestamp) -> bool {
        self.session.as_ref().is_some_and(|session| session.is_alive(now)) || now < self.seen_at + LOGIN_LIFE
    }
}

/// The id that a browser brings.
pub(super) fn cookie(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, id)| id.to_owned())
}

/// Without `Secure`: cookies know no ports, and the one set over HTTPS could then not be replaced at the HTTP address beside it.
pub(super) fn set_cookie(id: &str) -> String {
    format!("{COOKIE}={id}; Path=/demo; HttpOnly; SameSite=Lax")
}

pub(super) fn forget_cookie() -> String {
    format!("{COOKIE}=; Path=/demo; HttpOnly; SameSite=Lax; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_secs(1_764_000_000);

    fn login(state: &str, begun_at: Timestamp) -> Pending {
        Pending {
            state: CsrfToken::new(state.to_owned()),
            nonce: Nonce::new("n".to_owned()),
            verifier: PkceCodeVerifier::new("v".to_owned()),
            issuer: "http://127.0.0.1:3000/".to_owned(),
            confirms: None,
            begun_at,
        }
    }

    fn session(arrived_at: Timestamp) -> Session {
        let claims = Claims {
            subject: "s".to_owned(),
            name: String::new(),
            email: String::new(),
            methods: Vec::new(),
            context: String::new(),
            authenticated_at: None,
            raw: String::new(),
        };
        Session { issuer: String::new(), id_token: String::new(), claims, confirmed_at: None, arrived_at }
    }

    #[test]
    fn an_answer_is_taken_once_in_time_and_by_the_browser_that_asked() {
        let visitors = Visitors::default();
        let id = visitors.begin(None, "a".to_owned(), login("one", START), START);
        assert_eq!(visitors.begin(Some(id.clone()), "b".to_owned(), login("two", START), START), id, "a second tab");
        assert!(visitors.take("b", "one", START).is_none());
        assert!(visitors.take(&id, "one", START).is_some());
        assert!(visitors.take(&id, "one", START).is_none());
        assert!(visitors.take(&id, "two", START + LOGIN_LIFE).is_none());
    }

    #[test]
    fn an_unknown_cookie_is_replaced() {
        let visitors = Visitors::default();
        assert_eq!(visitors.begin(Some("planted".to_owned()), "drawn".to_owned(), login("one", START), START), "drawn");
    }

    #[test]
    fn signing_in_changes_the_id_and_keeps_the_other_tab() {
        let visitors = Visitors::default();
        let id = visitors.begin(None, "before".to_owned(), login("other", START), START);
        visitors.arrive(&id, "after".to_owned(), session(START));
        assert!(visitors.session("before", START).is_none());
        assert!(visitors.session("after", START).is_some() && visitors.take("after", "other", START).is_some());
        assert!(visitors.session("after", START + SESSION_LIFE).is_none());
        assert!(visitors.leave("after").is_some() && visitors.leave("after").is_none());
    }

    #[test]
    fn there_is_room_for_so_many_and_no_more() {
        let visitors = Visitors::default();
        for number in 0..MOST_VISITORS as u64 + 5 {
            let now = START + Duration::from_millis(number);
            visitors.begin(None, number.to_string(), login("s", now), now);
        }
        assert_eq!(visitors.0.lock().len(), MOST_VISITORS);
        assert!(visitors.take("4", "s", START).is_none() && visitors.take("5", "s", START).is_some());
        for number in 0..MOST_LOGINS + 1 {
            visitors.begin(Some("9".to_owned()), String::new(), login(&number.to_string(), START), START);
        }
        assert!(visitors.take("9", "0", START).is_none() && visitors.take("9", "1", START).is_some());
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        assert_eq!(cookie(&headers), None);
        headers.insert(header::COOKIE, "x=1; ringfence_demo=abc; y=2".parse().expect("a header"));
        assert_eq!(cookie(&headers).as_deref(), Some("abc"));
    }
}
