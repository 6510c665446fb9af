//! A search in words: the part of Lucene's query language that Auth0 offers for users and for logs.
//!
//! It knows no table and no record: [`Query::parse`] reads, [`Query::matches`] judges one [`Document`], and [`Query::narrowing`] tells a
//! store what any match must have, so that it can look there. Start reading at [`Query`], then at `parse.rs` for the language.

pub mod log;
mod matches;
mod moment;
mod narrowing;
mod parse;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::ops::Bound;

use crate::clock::Timestamp;

pub use matches::within;
pub use narrowing::Narrowing;

/// A longer query is refused; what a query may cost is bounded by its length, its depth and the number of its parts.
pub const LONGEST: usize = 2_000;
const DEEPEST: usize = 16;
const MOST_CLAUSES: usize = 256;

/// Why a query cannot be read, and what to do. None of its values is repeated: it may hold an address or a number.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SearchError {
    #[error("The query is longer than {LONGEST} characters: ask for less at a time.")]
    TooLong,
    #[error("The query has more than {DEEPEST} parentheses within each other: write it flatter.")]
    TooDeep,
    #[error("The query has more than {MOST_CLAUSES} parts: ask for less at a time.")]
    TooManyClauses,
    #[error("A {0} of the query is not closed.")]
    Unclosed(&'static str),
    #[error("The query's character {at} is a {what} that nothing leads up to: write it as \\{what} or put the value in quotes.")]
    Unexpected { what: char, at: usize },
    #[error("A value is missing at the query's character {0}: write field:value, or put the value in quotes.")]
    MissingValue(usize),
    #[error("A range is written [a TO b] or {{a TO b}}, with * for an open end.")]
    MalformedRange,
    #[error("A range or a comparison needs a field before it, such as date:[2025-01-01 TO *].")]
    RangeWithoutField,
    #[error("AND, OR and NOT stand between or before parts of a query: one of them has none.")]
    DanglingOperator,
    #[error("_exists_ takes the name of a field, such as _exists_:user_id.")]
    MalformedExists,
    #[error("A field is named without wildcards.")]
    WildcardInField,
    #[error("{0} is not supported: use *, or write it as \\{0} if it stands for itself.")]
    NotSupported(char),
}

/// What was asked for, ready to judge by.
#[derive(Clone, PartialEq)]
pub struct Query {
    root: Clause,
}

/// It may hold somebody's address.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Query(..)")
    }
}

impl Query {
    /// An empty query is one for everything. Parts side by side are alternatives, as Lucene has it, unless `+` or `-` says otherwise.
    pub fn parse(text: &str) -> Result<Self, SearchError> {
        parse::query(text).map(|root| Self { root })
    }

    pub fn is_everything(&self) -> bool {
        self.root == Clause::Everything
    }

    pub fn matches(&self, document: &dyn Document) -> bool {
        matches::clause(&self.root, document)
    }

    /// The names of the fields that it asks for.
    pub fn fields(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.fields(&mut names);
        names
    }

    /// The narrowest of [`Query::narrowings`].
    pub fn narrowing(&self, field: &str) -> Option<Narrowing> {
        narrowing::best(self.narrowings(field))
    }

    /// What one of a match's values of the field must be: each of these by itself, perhaps by different values if it has several.
    /// Texts are as they were typed; whoever compares without case must do so here too.
    pub fn narrowings(&self, field: &str) -> Vec<Narrowing> {
        narrowing::of(&self.root, field)
    }
}

/// What can be searched.
pub trait Document {
    /// Whatever stands under a field's name, which may have dots in it. Nothing, if the record has no such thing.
    fn values(&self, field: &str) -> Vec<Value<'_>>;

    /// The texts that a term without a field is looked for in, word by word and whatever the case.
    fn texts(&self) -> Vec<Cow<'_, str>>;

    fn ignores_case(&self, field: &str) -> bool;

    /// A field of sentences, of which a term may be a word. Of others it must be the whole value.
    fn is_prose(&self, _field: &str) -> bool {
        false
    }
}

#[derive(Clone, PartialEq, Debug)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Number(f64),
    Bool(bool),
    Time(Timestamp),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// Ends as they were typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Range {
    pub from: Bound<String>,
    pub to: Bound<String>,
}

#[derive(Clone, PartialEq, Debug)]
enum Clause {
    Everything,
    All(Vec<Clause>),
    Any(Vec<Clause>),
    Not(Box<Clause>),
    Exists(String),
    /// Of any text, without a field.
    Word(Pattern),
    Field(String, Test),
}

impl Clause {
    fn fields<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::All(clauses) | Self::Any(clauses) => clauses.iter().for_each(|one| one.fields(names)),
            Self::Not(inner) => inner.fields(names),
            Self::Exists(field) | Self::Field(field, _) => names.push(field),
            Self::Everything | Self::Word(_) => {}
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
enum Test {
    Like(Pattern),
    Within(Range),
}

/// A text cut at its wildcards: one piece has none, two pieces have one between them.
#[derive(Clone, PartialEq, Debug)]
struct Pattern {
    pieces: Vec<String>,
    lower: Vec<String>,
}

impl Pattern {
    fn new(pieces: Vec<String>) -> Self {
        let lower = pieces.iter().map(|piece| piece.to_lowercase()).collect();
        Self { pieces, lower }
    }

    /// Without a wildcard.
    fn literal(&self) -> Option<&str> {
        if let [only] = self.pieces.as_slice() { Some(only) } else { None }
    }

    fn is_anything(&self) -> bool {
        self.pieces.len() > 1 && self.pieces.iter().all(String::is_empty)
    }
}
