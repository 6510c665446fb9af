//! Whether a document is what a query asks for. Each comparison takes time in proportion to the text, whatever the pattern.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Bound;

use super::moment::Moment;
use super::{Clause, Document, Pattern, Range, Test, Value};

pub(super) fn clause(asked: &Clause, document: &dyn Document) -> bool {
    match asked {
        Clause::Everything => true,
        Clause::All(clauses) => clauses.iter().all(|one| clause(one, document)),
        Clause::Any(clauses) => clauses.iter().any(|one| clause(one, document)),
        Clause::Not(inner) => !clause(inner, document),
        Clause::Exists(field) => !document.values(field).is_empty(),
        Clause::Word(pattern) => document.texts().iter().any(|text| pattern.is_in(text)),
        Clause::Field(field, test) => {
            let (ignores_case, is_prose) = (document.ignores_case(field), document.is_prose(field));
            document.values(field).iter().any(|value| test.holds(value, ignores_case, is_prose))
        }
    }
}

impl Test {
    pub(super) fn holds(&self, value: &Value<'_>, ignores_case: bool, is_prose: bool) -> bool {
        match (self, value) {
            (Self::Like(pattern), Value::Text(text)) => pattern.is(text, ignores_case) || (is_prose && pattern.is_in(text)),
            (Self::Like(pattern), Value::Bool(yes)) => pattern.is(if *yes { "true" } else { "false" }, true),
            (Self::Like(pattern), Value::Number(number)) => match pattern.literal() {
                Some(typed) => typed.parse::<f64>() == Ok(*number),
                None => pattern.is(&number.to_string(), true),
            },
            (Self::Like(pattern), Value::Time(at)) => match pattern.literal() {
                Some(typed) => Moment::parse(typed).is_some_and(|moment| moment.holds(*at)),
                None => pattern.is(&at.to_string(), true),
            },
            (Self::Within(range), Value::Text(text)) => range.holds_text(text, ignores_case),
            (Self::Within(range), Value::Number(number)) => {
                range.holds(|end| end.parse::<f64>().ok().and_then(|end| number.partial_cmp(&end)))
            }
            (Self::Within(range), Value::Time(at)) => {
                range.times().is_some_and(|(from, to)| from.is_none_or(|from| from <= *at) && to.is_none_or(|to| *at < to))
            }
            (Self::Within(_), Value::Bool(_)) => false,
        }
    }
}

impl Range {
    /// In the order of code points, which is that of ids and of times in ISO 8601.
    fn holds_text(&self, text: &str, ignores_case: bool) -> bool {
        if !ignores_case {
            return self.holds(|end| Some(text.cmp(end)));
        }
        let text = text.to_lowercase();
        self.holds(|end| Some(text.as_str().cmp(end.to_lowercase().as_str())))
    }

    /// `compare` says how the value stands to an end, if it can be compared to it.
    fn holds(&self, compare: impl Fn(&str) -> Option<Ordering>) -> bool {
        let is_from = match &self.from {
            Bound::Unbounded => true,
            Bound::Included(end) => compare(end).is_some_and(Ordering::is_ge),
            Bound::Excluded(end) => compare(end).is_some_and(Ordering::is_gt),
        };
        is_from
            && match &self.to {
                Bound::Unbounded => true,
                Bound::Included(end) => compare(end).is_some_and(Ordering::is_le),
                Bound::Excluded(end) => compare(end).is_some_and(Ordering::is_lt),
            }
    }
}

impl Pattern {
    /// The whole text.
    pub(super) fn is(&self, text: &str, ignores_case: bool) -> bool {
        if ignores_case { fits(&self.lower, &text.to_lowercase()) } else { fits(&self.pieces, text) }
    }

    /// The whole text, or a word of it, or a sequence of words, whatever the case.
    fn is_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        if fits(&self.lower, &text) {
            return true;
        }
        if let [needle] = self.lower.as_slice() {
            return !needle.is_empty() && text.match_indices(needle.as_str()).any(|(at, found)| stands_alone(&text, at, found));
        }
        let fits_one = |word: &str| !word.is_empty() && fits(&self.lower, word);
        text.split(|letter| !is_of_word(letter)).any(fits_one) || text.split_whitespace().any(fits_one)
    }
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn stands_alone(text: &str, at: usize, found: &str) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at + found.len()..].chars().next());
    let (first, last) = (found.chars().next(), found.chars().next_back());
    let is_joined = |one: Option<char>, other: Option<char>| one.is_some_and(is_of_word) && other.is_some_and(is_of_word);
    !is_joined(before, first) && !is_joined(last, after)
}

/// Each piece at the first place where it can be after the one before: what that leaves is the most there can be left.
fn fits(pieces: &[String], text: &str) -> bool {
    let (first, last) = match pieces {
        [] => return false,
        [only] => return only == text,
        [first, .., last] => (first.as_str(), last.as_str()),
    };
    let Some(mut rest) = text.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else {
        return false;
    };
    for piece in &pieces[1..pieces.len() - 1] {
        match rest.find(piece.as_str()) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    true
}

/// What stands in a JSON value under a path with dots. Of a list each item counts; a `null` is nothing.
pub fn within<'a>(json: &'a serde_json::Value, path: &str) -> Vec<Value<'a>> {
    let mut found = Vec::new();
    walk(json, Some(path), &mut found);
    found
}

fn walk<'a>(json: &'a serde_json::Value, path: Option<&str>, found: &mut Vec<Value<'a>>) {
    use serde_json::Value as Json;
    match (json, path) {
        (Json::Array(items), _) => items.iter().for_each(|item| walk(item, path, found)),
        (Json::Object(fields), Some(path)) => {
            // A key may have dots of its own: `a.b` is `b` within `a`, or a key of that name.
            if let Some(inner) = fields.get(path) {
                walk(inner, None, found);
            }
            let steps = path.match_indices('.').map(|(at, _)| path.split_at(at));
            for (inner, rest) in steps.filter_map(|(key, rest)| Some((fields.get(key)?, &rest[1..]))) {
                walk(inner, Some(rest), found);
            }
        }
        (Json::String(text), None) => found.push(Value::Text(Cow::Borrowed(text))),
        (Json::Number(number), None) => found.extend(number.as_f64().map(Value::Number)),
        (Json::Bool(yes), None) => found.push(Value::Bool(*yes)),
        // Something is there, of which nothing can be asked but whether it is.
        (Json::Object(fields), None) if !fields.is_empty() => found.push(Value::Text(Cow::Borrowed(""))),
        _ => {}
    }
}
