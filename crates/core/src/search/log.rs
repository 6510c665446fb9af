//! The tenant's log as it is searched: what a line has, and where the lines are that a query can mean.
//!
//! The store finds lines by type, by user, and by their id, which begins with the time. [`Plan`] says which of these to go by; whatever
//! it cannot say, each line is asked for.

use std::borrow::Cow;
use std::ops::Bound;

use super::{Clause, Document, Narrowing, Query, Range, Test, Value, within};
use crate::clock::Timestamp;
use crate::event::{EventType, LogEvent, first_log_id};

/// The fields of a line, by Auth0's names; `details.…` too. `organization_id` is none of ours and always absent.
pub const FIELDS: [&str; 19] = [
    "log_id",
    "_id",
    "date",
    "type",
    "description",
    "connection",
    "client_id",
    "client_name",
    "ip",
    "hostname",
    "user_id",
    "user_name",
    "user_agent",
    "audience",
    "scope",
    "strategy",
    "strategy_type",
    "isMobile",
    "organization_id",
];

/// What all of a strategy's lines are shown with.
pub const STRATEGY: (&str, &str) = ("auth0", "database");

/// More types than these are looked for in the whole log.
const MOST_TYPES: usize = 24;
const MOST_USERS: usize = 24;

/// A line of the log, to be judged.
pub struct Line<'a> {
    pub id: &'a str,
    pub at: Timestamp,
    pub event: &'a LogEvent,
}

/// A browser on a telephone says so (MDN, "Browser detection using the user agent").
pub fn is_mobile(event: &LogEvent) -> bool {
    event.user_agent.contains("Mobi")
}

impl Document for Line<'_> {
    fn values(&self, field: &str) -> Vec<Value<'_>> {
        let event = self.event;
        let text = match field {
            "log_id" | "_id" => self.id,
            "type" => event.kind.code(),
            "description" => event.description.as_deref().unwrap_or_default(),
            "connection" => &event.connection,
            "client_id" => &event.client_id,
            "client_name" => &event.client_name,
            "ip" => &event.ip,
            "hostname" => &event.hostname,
            "user_id" => &event.user_id,
            "user_name" => &event.user_name,
            "user_agent" => &event.user_agent,
            "audience" => &event.audience,
            "scope" => &event.scope,
            "strategy" if !event.connection.is_empty() => STRATEGY.0,
            "strategy_type" if !event.connection.is_empty() => STRATEGY.1,
            "date" => return vec![Value::Time(self.at)],
            "isMobile" => return vec![Value::Bool(is_mobile(event))],
            _ => return field.strip_prefix("details.").map(|path| within(&event.details, path)).unwrap_or_default(),
        };
        if text.is_empty() { Vec::new() } else { vec![text.into()] }
    }

    fn texts(&self) -> Vec<Cow<'_, str>> {
        let event = self.event;
        let description = event.description.as_deref().unwrap_or_default();
        let texts =
            [&event.client_name, &event.connection, description, &event.ip, self.id, event.kind.code(), &event.user_id, &event.user_name];
        texts.into_iter().filter(|text| !text.is_empty()).map(Cow::Borrowed).collect()
    }

    fn ignores_case(&self, _field: &str) -> bool {
        false
    }

    fn is_prose(&self, field: &str) -> bool {
        field == "description"
    }
}

/// Which index to go by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Path {
    All,
    Types(Vec<EventType>),
    Users(Vec<String>),
}

/// Where every line is that a query means: by `path`, with ids after `after` and before `before`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    pub path: Path,
    pub after: String,
    pub before: String,
    /// Every line there is meant: none needs to be asked.
    pub is_exact: bool,
}

/// Before and after all ids, which are digits.
pub const FIRST: &str = "";
pub const LAST: &str = "a";

impl Plan {
    pub fn of(query: &Query) -> Self {
        let mut conjuncts = Vec::new();
        flatten(&query.root, &mut conjuncts);
        let mut plan = Self { path: Path::All, after: FIRST.to_owned(), before: LAST.to_owned(), is_exact: false };
        conjuncts.retain(|clause| !plan.takes_span(clause));
        let users = conjuncts.iter().position(|clause| users(clause).is_some());
        if let Some(place) = users {
            plan.path = Path::Users(users_of(conjuncts.remove(place)));
            plan.is_exact = conjuncts.is_empty();
            return plan;
        }
        let judged: Vec<(EventType, Verdict)> = EventType::ALL.iter().map(|kind| (*kind, all(&conjuncts, *kind))).collect();
        let possible: Vec<EventType> = judged.iter().filter(|(_, verdict)| *verdict != Verdict::No).map(|(kind, _)| *kind).collect();
        let is_decided = judged.iter().all(|(_, verdict)| *verdict != Verdict::Maybe);
        plan.is_exact = is_decided && (possible.len() <= MOST_TYPES || possible.len() == judged.len());
        if possible.len() <= MOST_TYPES {
            plan.path = Path::Types(possible);
        }
        plan
    }

    /// What is said of the time is said of ids; whether that was all there is to the clause. Of ids as they are typed the span may hold
    /// a few more.
    fn takes_span(&mut self, clause: &Clause) -> bool {
        let Clause::Field(field, test) = clause else { return false };
        let range = match test {
            Test::Within(range) => range.clone(),
            Test::Like(pattern) => match pattern.literal() {
                Some(text) => Range { from: Bound::Included(text.to_owned()), to: Bound::Included(text.to_owned()) },
                None => return false,
            },
        };
        match field.as_str() {
            "date" => match range.times() {
                Some((from, to)) => {
                    self.narrow(from.map(first_log_id), to.map(first_log_id));
                    true
                }
                None => false,
            },
            "log_id" | "_id" => {
                let digits = |bound: &Bound<String>| match bound {
                    Bound::Included(text) | Bound::Excluded(text) => Some(text.clone()).filter(|text| is_digits(text)),
                    Bound::Unbounded => None,
                };
                let from = digits(&range.from).map(|text| text[..text.len() - 1].to_owned());
                self.narrow(from, digits(&range.to).map(|text| text + "0"));
                false
            }
            _ => false,
        }
    }

    fn narrow(&mut self, after: Option<String>, before: Option<String>) {
        self.after = after.into_iter().chain([std::mem::take(&mut self.after)]).max().unwrap_or_default();
        self.before = before.into_iter().chain([std::mem::take(&mut self.before)]).min().unwrap_or_default();
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn flatten<'a>(clause: &'a Clause, conjuncts: &mut Vec<&'a Clause>) {
    match clause {
        Clause::All(clauses) => clauses.iter().for_each(|one| flatten(one, conjuncts)),
        Clause::Everything => {}
        other => conjuncts.push(other),
    }
}

/// The users of whom it must be one, if that is all that the clause says.
fn users(clause: &Clause) -> Option<usize> {
    let is_user = |one: &Clause| match one {
        Clause::Field(field, Test::Like(pattern)) => field == "user_id" && pattern.literal().is_some_and(|id| !id.is_empty()),
        _ => false,
    };
    let count = match clause {
        Clause::Any(clauses) if clauses.iter().all(is_user) => clauses.len(),
        other if is_user(other) => 1,
        _ => return None,
    };
    (count <= MOST_USERS).then_some(count)
}

fn users_of(clause: &Clause) -> Vec<String> {
    match super::narrowing::best(super::narrowing::of(clause, "user_id")) {
        Some(Narrowing::OneOf(ids)) => ids,
        _ => Vec::new(),
    }
}

/// What can be said of a line of which only the type is known.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Yes,
    No,
    Maybe,
}

fn all(clauses: &[&Clause], kind: EventType) -> Verdict {
    join(clauses.iter().map(|clause| judge(clause, kind)), Verdict::No, Verdict::Yes)
}

fn judge(clause: &Clause, kind: EventType) -> Verdict {
    match clause {
        Clause::Everything => Verdict::Yes,
        Clause::All(clauses) => join(clauses.iter().map(|one| judge(one, kind)), Verdict::No, Verdict::Yes),
        Clause::Any(clauses) => join(clauses.iter().map(|one| judge(one, kind)), Verdict::Yes, Verdict::No),
        Clause::Not(inner) => match judge(inner, kind) {
            Verdict::Yes => Verdict::No,
            Verdict::No => Verdict::Yes,
            Verdict::Maybe => Verdict::Maybe,
        },
        Clause::Exists(field) if field == "type" => Verdict::Yes,
        Clause::Field(field, test) if field == "type" => {
            if test.holds(&kind.code().into(), false, false) {
                Verdict::Yes
            } else {
                Verdict::No
            }
        }
        _ => Verdict::Maybe,
    }
}

/// `decisive` as soon as one is, `otherwise` if all are.
fn join(verdicts: impl Iterator<Item = Verdict>, decisive: Verdict, otherwise: Verdict) -> Verdict {
    let mut joined = otherwise;
    for verdict in verdicts {
        if verdict == decisive {
            return decisive;
        }
        if verdict == Verdict::Maybe {
            joined = Verdict::Maybe;
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::log_id;
    use crate::secret::fixtures::SeededDice;

    fn plan(text: &str) -> Plan {
        Plan::of(&Query::parse(text).expect("a query"))
    }

    fn types(text: &str) -> Vec<&'static str> {
        match plan(text).path {
            Path::Types(kinds) => kinds.into_iter().map(EventType::code).collect(),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn the_narrowest_index_is_gone_by() {
        assert_eq!(types("type:fp"), ["fp"]);
        assert_eq!(types("type:(s OR fp) AND jane"), ["s", "fp"]);
        assert_eq!(types("type:gd_send*failure"), ["gd_send_sms_failure", "gd_send_voice_failure"]);
        assert_eq!(types("type:gd_recovery* AND NOT type:*failed"), ["gd_recovery_succeed", "gd_recovery_rate_limit_exceed"]);
        assert!(types("type:nothing").is_empty());
        assert!(types("type:s AND type:f").is_empty());
        assert_eq!(plan("user_id:auth0|a AND type:s").path, Path::Users(vec!["auth0|a".into()]));
        assert_eq!(plan("user_id:(a OR b)").path, Path::Users(vec!["a".into(), "b".into()]));
        assert_eq!(plan("NOT type:sapi").path, Path::All);
        assert_eq!(plan("").path, Path::All);
    }

    #[test]
    fn a_plan_knows_whether_it_says_all() {
        for text in [
            "",
            "type:fp",
            "type:(s OR f)",
            "type:gd_*",
            "user_id:a",
            "date:[2025-11-24 TO *]",
            "type:s AND date:2025-11-24",
            "+user_id:a +date:2025",
        ] {
            assert!(plan(text).is_exact, "{text}");
        }
        for text in [
            "jane",
            "type:s AND user_id:a",
            "type:s jane",
            "ip:1.2.3.4",
            "log_id:900",
            "NOT type:s",
            "date:yesterday",
            "NOT date:2025",
            "date:2025 OR date:2024",
        ] {
            assert!(!plan(text).is_exact, "{text}");
        }
    }

    #[test]
    fn times_and_ids_bound_the_search() {
        let plan = plan("date:[2025-11-24 TO 2025-11-25} AND date:<2025-11-24T12:00:00Z AND type:s");
        assert_eq!((plan.after.as_str(), plan.before.as_str()), ("90020251124000000000000", "90020251124120000000000"));
        let ids = super::Plan::of(&Query::parse("log_id:[123 TO 456]").expect("a query"));
        assert_eq!((ids.after.as_str(), ids.before.as_str(), ids.is_exact), ("12", "4560", false));
        for text in ["date:[* TO *]", "date:x", "log_id:abc", "log_id:1*"] {
            let open = super::Plan::of(&Query::parse(text).expect("a query"));
            assert_eq!((open.after.as_str(), open.before.as_str()), (FIRST, LAST), "{text}");
        }
    }

    fn queries() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            prop_oneof![Just("s"), Just("ss"), Just("fp"), Just("f*"), Just("*"), Just("none")].prop_map(|kind| format!("type:{kind}")),
            prop_oneof![Just("a"), Just("b"), Just("c*")].prop_map(|user| format!("user_id:{user}")),
            (0..4i64, 0..4i64).prop_map(|(from, to)| format!("date:[{} TO {}}}", second(from), second(to))),
            Just("wrong".to_owned()),
        ];
        leaf.prop_recursive(3, 12, 3, |inner| {
            let some = prop::collection::vec(inner.clone(), 1..4);
            prop_oneof![
                some.clone().prop_map(|parts| format!("({})", parts.join(" AND "))),
                some.prop_map(|parts| format!("({})", parts.join(" OR "))),
                inner.prop_map(|part| format!("(NOT {part})")),
            ]
        })
    }

    fn second(number: i64) -> Timestamp {
        Timestamp::from_secs(1_764_000_000 + number)
    }

    proptest! {
        #[test]
        fn a_plan_leaves_out_nothing_and_an_exact_one_takes_nothing_more(text in queries()) {
            let query = Query::parse(&text).expect("a query");
            let plan = Plan::of(&query);
            let kinds = [EventType::Login, EventType::Signup, EventType::WrongPassword, EventType::Logout];
            for (number, kind) in kinds.into_iter().enumerate() {
                for (user, at) in ["a", "b", "cc", ""].into_iter().zip(0..4) {
                    let event = LogEvent { user_id: user.to_owned(), description: Some("Wrong.".to_owned()), ..LogEvent::new(kind) };
                    let id = log_id(second(at), number as u32, &SeededDice::new(1));
                    let is_on_path = match &plan.path {
                        Path::All => true,
                        Path::Types(kinds) => kinds.contains(&kind),
                        Path::Users(users) => users.iter().any(|one| one == user),
                    };
                    let is_there = is_on_path && plan.after.as_str() < id.as_str() && id.as_str() < plan.before.as_str();
                    let is_meant = query.matches(&Line { id: id.as_str(), at: second(at), event: &event });
                    prop_assert!(if plan.is_exact { is_there == is_meant } else { is_there || !is_meant }, "{text}: {plan:?}");
                }
            }
        }
    }
}
