//! What every match must have in one field, as far as a query says so: a store looks there and nowhere else.

use super::{Clause, Range, Test};

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Narrowing {
    /// One of these, whole.
    OneOf(Vec<String>),
    /// It begins so.
    Prefix(String),
    Within(Range),
}

impl Narrowing {
    /// The one value it must be.
    pub fn exact(&self) -> Option<&str> {
        if let Self::OneOf(texts) = self
            && let [only] = texts.as_slice()
        {
            Some(only)
        } else {
            None
        }
    }
}

pub(super) fn of(clause: &Clause, field: &str) -> Vec<Narrowing> {
    match clause {
        Clause::All(clauses) => clauses.iter().flat_map(|one| of(one, field)).collect(),
        // One of them holds: each must say which values it would be, or the whole says nothing.
        Clause::Any(clauses) => {
            let mut texts = Vec::new();
            for one in clauses {
                let Some(Narrowing::OneOf(some)) = best(of(one, field)) else { return Vec::new() };
                texts.extend(some.into_iter().filter(|text| !texts.contains(text)).collect::<Vec<_>>());
            }
            if texts.is_empty() { Vec::new() } else { vec![Narrowing::OneOf(texts)] }
        }
        Clause::Field(name, test) if name == field => match test {
            Test::Within(range) => vec![Narrowing::Within(range.clone())],
            Test::Like(pattern) => match pattern.pieces.as_slice() {
                [only] => vec![Narrowing::OneOf(vec![only.clone()])],
                [first, ..] if !first.is_empty() => vec![Narrowing::Prefix(first.clone())],
                _ => Vec::new(),
            },
        },
        _ => Vec::new(),
    }
}

/// Few values before a longer beginning, a beginning before a range.
pub(super) fn best(narrowings: Vec<Narrowing>) -> Option<Narrowing> {
    narrowings.into_iter().min_by_key(|one| match one {
        Narrowing::OneOf(texts) => (0, texts.len()),
        Narrowing::Prefix(text) => (1, usize::MAX - text.len()),
        Narrowing::Within(_) => (2, 0),
    })
}
