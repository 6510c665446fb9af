use std::borrow::Cow;
use std::ops::Bound;

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{Document, LONGEST, Narrowing, Pattern, Query, Range, SearchError, Value, within};
use crate::clock::Timestamp;

/// `date` is a time in seconds, `name` has no case, `description` is prose.
struct Record(Json);

impl Document for Record {
    fn values(&self, field: &str) -> Vec<Value<'_>> {
        match field {
            "date" => self.0["date"].as_i64().map(|secs| Value::Time(Timestamp::from_secs(secs))).into_iter().collect(),
            _ => within(&self.0, field),
        }
    }

    fn texts(&self) -> Vec<Cow<'_, str>> {
        self.0.as_object().into_iter().flatten().filter_map(|(_, value)| value.as_str().map(Cow::Borrowed)).collect()
    }

    fn ignores_case(&self, field: &str) -> bool {
        field == "name"
    }

    fn is_prose(&self, field: &str) -> bool {
        field == "description"
    }
}

fn record() -> Record {
    // 2025-11-24T16:00:00Z
    Record(json!({
        "type": "fp", "date": 1_764_000_000, "user_id": "auth0|abc", "name": "Jane Doe", "ip": "2001:db8::1",
        "description": "Wrong email or password.", "logins_count": 12, "blocked": false,
        "app_metadata": { "plan": "gold", "tags": ["a", "b"], "geo": { "x": 1.5 }, "dotted.key": "yes", "nothing": null },
    }))
}

fn query(text: &str) -> Query {
    Query::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

#[test]
fn what_is_found_and_what_is_not() {
    let record = record();
    let found = [
        "",
        "  ",
        "*",
        "*:*",
        "type:fp",
        "type:\"fp\"",
        "type: fp",
        "type:f*",
        "type:*p",
        "type:*",
        "type:**p",
        "type:(s OR fp)",
        "type:(s fp)",
        "user_id:auth0|abc",
        "user_id:\"auth0|abc\"",
        "user_id:auth0\\|abc",
        "ip:2001:db8::1",
        "ip:2001\\:db8\\:\\:1",
        "ip:2001*1",
        "name:\"jane doe\"",
        "name:jane*",
        "name:*DOE",
        "name:*ne\\ d*",
        "name:Jane\\ Doe",
        "description:password",
        "description:\"or password\"",
        "description:pass*",
        "logins_count:12",
        "logins_count:12.0",
        "logins_count:1*",
        "logins_count:[1 TO 12]",
        "logins_count:{11 TO 13}",
        "logins_count:[12 TO *]",
        "logins_count:{11 TO 12]",
        "logins_count:>11",
        "logins_count:>=12",
        "logins_count:<=12",
        "logins_count:(>1 AND <20)",
        "blocked:false",
        "blocked:FALSE",
        "app_metadata.plan:gold",
        "app_metadata.tags:b",
        "app_metadata.tags:(a AND b)",
        "app_metadata.geo.x:1.5",
        "app_metadata.dotted.key:yes",
        "_exists_:app_metadata.plan",
        "_exists_:app_metadata",
        "NOT _exists_:app_metadata.nothing",
        "-_exists_:app_metadata.silver",
        "date:2025",
        "date:2025-11",
        "date:2025-11-24",
        "date:2025-11-24T16",
        "date:\"2025-11-24T16:00\"",
        "date:2025-11-24T16:00:00Z",
        "date:2025-11-24T17:00:00.000+01:00",
        "date:2025-11*",
        "date:[2025-11-24 TO 2025-11-24]",
        "date:[2025-11-24 TO *]",
        "date:{2025-11-23 TO 2025-11-25}",
        "date:>2025-11-23",
        "date:<=2025-11-24",
        "date:[1764000000000 TO 1764000000001]",
        "type:[fa TO fz]",
        "wrong",
        "\"email or PASSWORD\"",
        "pass*",
        "gold OR jane",
        "jane AND doe",
        "jane && !gold",
        "(jane || gold) AND NOT (silver OR tin)",
        "silver OR NOT gold",
        "NOT gold jane",
        "+jane gold",
        "jane -gold",
        "type:fp NOT user_id:x",
        "NOT NOT jane",
        "-(-jane)",
        "gold OR jane AND doe",
        "type:(fp) AND ((jane))",
        "fp",
    ];
    for text in found {
        assert!(query(text).matches(&record), "{text}");
    }
    let missed = [
        "type:FP",
        "type:f",
        "type:\"f*\"",
        "type:f\\*",
        "type:(s OR f)",
        "NOT type:fp",
        "-type:fp",
        "name:jane",
        "user_id:abc",
        "logins_count:13",
        "logins_count:[13 TO *]",
        "logins_count:{12 TO *}",
        "logins_count:>12",
        "logins_count:[a TO b]",
        "blocked:true",
        "nothing:x",
        "app_metadata.plan:silver",
        "app_metadata.tags:(a AND c)",
        "_exists_:nothing",
        "date:2024",
        "date:>2025-11-24",
        "date:<2025-11-24",
        "date:{2025-11-24 TO *}",
        "date:[* TO 2025-11-24T16:00:00Z}",
        "date:yesterday",
        "date:[yesterday TO *]",
        "gold",
        "ass*",
        "rong",
        "+gold jane",
        "jane -doe",
        "type:fp NOT user_id:auth0*",
        "gold OR jane AND silver",
        "\"password email\"",
        "jane AND NOT doe",
        "blocked:[a TO z]",
    ];
    for text in missed {
        assert!(!query(text).matches(&record), "{text}");
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    use SearchError as E;
    let long = "a".repeat(LONGEST + 1);
    let deep = format!("{}a{}", "(".repeat(17), ")".repeat(17));
    let wide = "a ".repeat(257);
    let refused = [
        (long.as_str(), E::TooLong),
        (&deep, E::TooDeep),
        (&wide, E::TooManyClauses),
        ("type:\"fp", E::Unclosed("quote")),
        ("(a OR b", E::Unclosed("parenthesis")),
        ("a\\", E::Unclosed("backslash")),
        ("a)", E::Unexpected { what: ')', at: 2 }),
        ("]", E::Unexpected { what: ']', at: 1 }),
        (":a", E::Unexpected { what: ':', at: 1 }),
        ("type:", E::MissingValue(6)),
        ("type: AND a", E::MissingValue(7)),
        ("date:[a b]", E::MalformedRange),
        ("date:[a TO b", E::Unclosed("range")),
        ("date:[a TO ]", E::MalformedRange),
        ("date:[a TO b*]", E::MalformedRange),
        ("date:>", E::MalformedRange),
        ("date:>*", E::MalformedRange),
        ("[a TO b]", E::RangeWithoutField),
        ("AND a", E::DanglingOperator),
        ("a AND", E::DanglingOperator),
        ("a OR OR b", E::DanglingOperator),
        ("NOT", E::DanglingOperator),
        ("()", E::DanglingOperator),
        ("_exists_:", E::MalformedExists),
        ("_exists_:a*", E::MalformedExists),
        ("app_metadata.*:x", E::WildcardInField),
        ("type:f?", E::NotSupported('?')),
        ("jane~", E::NotSupported('~')),
        ("\"jane doe\"~2", E::NotSupported('~')),
        ("name:jane^2", E::NotSupported('^')),
        ("name:/jane/", E::NotSupported('/')),
    ];
    for (text, problem) in refused {
        assert_eq!(Query::parse(text), Err(problem), "{text}");
    }
}

#[test]
fn a_query_says_where_to_look() {
    let one_of = |texts: &[&str]| Some(Narrowing::OneOf(texts.iter().map(|text| (*text).to_owned()).collect()));
    for (text, field, narrowing) in [
        ("type:fp", "type", one_of(&["fp"])),
        ("type:fp AND user_id:x", "user_id", one_of(&["x"])),
        ("+type:fp jane", "type", one_of(&["fp"])),
        ("type:(s OR f)", "type", one_of(&["s", "f"])),
        ("type:s OR (type:f AND user_id:x)", "type", one_of(&["s", "f"])),
        ("type:s OR user_id:x", "type", None),
        ("NOT type:s", "type", None),
        ("type:f* AND type:fp", "type", one_of(&["fp"])),
        ("type:gd_*", "type", Some(Narrowing::Prefix("gd_".into()))),
        ("type:*p", "type", None),
        ("jane", "type", None),
        (
            "date:[2025 TO 2026}",
            "date",
            Some(Narrowing::Within(Range { from: Bound::Included("2025".into()), to: Bound::Excluded("2026".into()) })),
        ),
    ] {
        assert_eq!(query(text).narrowing(field), narrowing, "{text}");
    }
    assert_eq!(query("date:>2024 AND date:<2026").narrowings("date").len(), 2);
    assert_eq!(query("type:fp").narrowing("type").unwrap().exact(), Some("fp"));
}

/// With steps back, this would not come to an end.
#[test]
fn a_pattern_made_to_be_slow_is_not() {
    let pattern = Pattern::new(vec!["a".to_owned(); 900]);
    let text = "a".repeat(200_000) + "b";
    assert!(!pattern.is(&text, false));
    let nested = query(&format!("name:{}", "*a".repeat(900)));
    assert!(!nested.matches(&Record(json!({ "name": text }))));
}

/// Straight from the definition, and exponential.
fn fits(pattern: &[char], text: &[char]) -> bool {
    match pattern {
        [] => text.is_empty(),
        ['*', rest @ ..] => (0..=text.len()).any(|skipped| fits(rest, &text[skipped..])),
        [letter, rest @ ..] => text.first() == Some(letter) && fits(rest, &text[1..]),
    }
}

/// A query's text, and whether a record of `type` and `name` is meant by it.
#[derive(Clone, Debug)]
enum Tree {
    Is(&'static str, String),
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
}

impl Tree {
    fn text(&self) -> String {
        let joined = |trees: &[Self], word: &str| trees.iter().map(Self::text).collect::<Vec<_>>().join(word);
        match self {
            Self::Is(field, value) => format!("{field}:{value}"),
            Self::All(trees) => format!("({})", joined(trees, " AND ")),
            Self::Any(trees) => format!("({})", joined(trees, " OR ")),
            Self::Not(tree) => format!("(NOT {})", tree.text()),
        }
    }

    fn holds(&self, record: &Json) -> bool {
        match self {
            Self::Is(field, value) => {
                let letters = |text: &str| text.chars().collect::<Vec<_>>();
                fits(&letters(value), &letters(record[*field].as_str().unwrap_or_default()))
            }
            Self::All(trees) => trees.iter().all(|tree| tree.holds(record)),
            Self::Any(trees) => trees.iter().any(|tree| tree.holds(record)),
            Self::Not(tree) => !tree.holds(record),
        }
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = (prop_oneof![Just("type"), Just("user_id")], "[ab]{1,2}|[ab]?\\*[ab]|[ab]\\*[ab]?")
        .prop_map(|(field, value)| Tree::Is(field, value));
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Tree::All),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Tree::Any),
            inner.prop_map(|tree| Tree::Not(Box::new(tree))),
        ]
    })
}

fn is_within(narrowing: &Narrowing, text: &str) -> bool {
    match narrowing {
        Narrowing::OneOf(texts) => texts.iter().any(|one| one == text),
        Narrowing::Prefix(prefix) => text.starts_with(prefix),
        Narrowing::Within(_) => true,
    }
}

/// Letters of all kinds, and pieces of the language in any order.
const ANYTHING: &str =
    concat!("[ -~äß\n]{0,40}|", "(AND|OR|NOT|TO|a|:|\\(|\\)|\\[|\\]|\\{|\\}|\"|\\*|\\\\|-|\\+|!| |>|<|=|&&|\\|\\|){0,30}",);

proptest! {
    #[test]
    fn nothing_typed_makes_it_stumble(text in ANYTHING) {

        if let Ok(query) = Query::parse(&text) {
            query.matches(&record());
            query.narrowing("a");
        }
    }

    #[test]
    fn a_wildcard_is_any_text(pattern in "[ab*]{1,8}", text in "[ab]{0,10}") {
        let typed = Query::parse(&format!("user_id:{pattern}")).unwrap();
        let record = Record(json!({ "user_id": text }));
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        prop_assert_eq!(typed.matches(&record), fits(&letters(&pattern), &letters(&text)));
    }

    #[test]
    fn a_query_means_what_its_words_say(tree in trees(), kind in "[ab]{1,2}", user in "[ab]{1,2}") {
        let text = tree.text();
        prop_assume!(text.len() < LONGEST && text.matches('(').count() < 60);
        let record = Record(json!({ "type": kind, "user_id": user }));
        match Query::parse(&text) {
            Err(problem) => prop_assert_eq!(problem, SearchError::TooDeep),
            Ok(typed) => {
                prop_assert_eq!(typed.matches(&record), tree.holds(&record.0), "{}", text);
                if typed.matches(&record) {
                    prop_assert!(typed.narrowings("type").iter().all(|one| is_within(one, &kind)));
                    prop_assert!(typed.narrowings("user_id").iter().all(|one| is_within(one, &user)));
                }
            }
        }
    }

    #[test]
    fn a_range_is_two_comparisons(low in 0..40i32, high in 0..40i32, value in 0..40i32) {
        let record = Record(json!({ "n": value, "date": 1_764_000_000 + i64::from(value) * 86_400 }));
        for (open, close, is_low, is_high) in [
            ('[', ']', low <= value, value <= high), ('[', '}', low <= value, value < high),
            ('{', ']', low < value, value <= high), ('{', '}', low < value, value < high),
        ] {
            prop_assert_eq!(Query::parse(&format!("n:{open}{low} TO {high}{close}")).unwrap().matches(&record), is_low && is_high);
            let day = |days: i32| Timestamp::from_secs(1_764_000_000 + i64::from(days) * 86_400).to_string()[..10].to_owned();
            let typed = Query::parse(&format!("date:{open}{} TO {}{close}", day(low), day(high))).unwrap();
            prop_assert_eq!(typed.matches(&record), is_low && is_high);
        }
    }
}
