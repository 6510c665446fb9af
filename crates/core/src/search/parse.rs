//! The language: what is typed becomes clauses.
//!
//! ```text
//! query  = part { [AND | OR | && | "||"] part }       side by side is OR
//! part   = { NOT | ! | - | + } ( "(" query ")" | [field ":"] value | "_exists_" ":" field )
//! value  = term | "phrase" | "[" end TO end "]" | "{" end TO end "}" | (">" | ">=" | "<" | "<=") end | "(" query ")"
//! ```
//!
//! AND binds closer than OR. A part that is required (`+`) or forbidden (`-`, `NOT` without an OR beside it) is so for the whole list it
//! stands in, as in Lucene.

use std::iter::Peekable;
use std::ops::Bound;
use std::str::Chars;

use super::{Clause, DEEPEST, LONGEST, MOST_CLAUSES, Pattern, Range, SearchError, Test};

pub(super) fn query(text: &str) -> Result<Clause, SearchError> {
    if text.chars().count() > LONGEST {
        return Err(SearchError::TooLong);
    }
    let mut reader = Reader { rest: text.chars().peekable(), at: 0, clauses: 0, depth: 0 };
    reader.skip_space();
    if reader.peek().is_none() {
        return Ok(Clause::Everything);
    }
    let clause = reader.list(None)?;
    match reader.peek() {
        None => Ok(clause),
        Some(what) => Err(SearchError::Unexpected { what, at: reader.at + 1 }),
    }
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    at: usize,
    clauses: usize,
    depth: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Joint {
    And,
    Or,
    SideBySide,
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    None,
    Required,
    Forbidden,
}

/// Parts joined by AND.
struct Group {
    parts: Vec<(Sign, Clause)>,
    /// An OR stands on either side.
    is_alternative: bool,
}

impl Reader<'_> {
    /// Up to the end or a closing parenthesis, which stays.
    fn list(&mut self, field: Option<&str>) -> Result<Clause, SearchError> {
        let mut groups = vec![Group { parts: vec![self.part(field)?], is_alternative: false }];
        while let Some(joint) = self.joint()? {
            let part = self.part(field)?;
            match (joint, groups.last_mut()) {
                (Joint::And, Some(last)) => last.parts.push(part),
                (joint, last) => {
                    let is_alternative = joint == Joint::Or;
                    if let Some(last) = last {
                        last.is_alternative |= is_alternative;
                    }
                    groups.push(Group { parts: vec![part], is_alternative });
                }
            }
        }
        Ok(joined(groups))
    }

    /// What joins the next part to the one before; `None` at the end.
    fn joint(&mut self) -> Result<Option<Joint>, SearchError> {
        self.skip_space();
        match self.peek() {
            None | Some(')') => Ok(None),
            _ if self.takes_word("AND") || self.takes_sign("&&") => Ok(Some(Joint::And)),
            _ if self.takes_word("OR") || self.takes_sign("||") => Ok(Some(Joint::Or)),
            _ => Ok(Some(Joint::SideBySide)),
        }
    }

    fn part(&mut self, field: Option<&str>) -> Result<(Sign, Clause), SearchError> {
        self.clauses += 1;
        if self.clauses > MOST_CLAUSES {
            return Err(SearchError::TooManyClauses);
        }
        let mut sign = Sign::None;
        loop {
            self.skip_space();
            sign = match self.peek() {
                Some('+') => Sign::Required,
                Some('-' | '!') if sign == Sign::Forbidden => Sign::None,
                Some('-' | '!') => Sign::Forbidden,
                Some('N') if self.takes_word("NOT") => {
                    sign = if sign == Sign::Forbidden { Sign::None } else { Sign::Forbidden };
                    continue;
                }
                _ => break,
            };
            self.next();
        }
        if self.is_word("AND") || self.is_word("OR") || self.is_sign("&&") || self.is_sign("||") {
            return Err(SearchError::DanglingOperator);
        }
        Ok((sign, self.clause(field)?))
    }

    fn clause(&mut self, field: Option<&str>) -> Result<Clause, SearchError> {
        match self.peek() {
            None | Some(')') => Err(SearchError::DanglingOperator),
            Some('(') => self.parentheses(field),
            Some('"') => {
                let phrase = self.phrase()?;
                Ok(like(field, Pattern::new(vec![phrase])))
            }
            Some('[' | '{' | '<' | '>') => match field {
                Some(field) => self.value(field),
                None => Err(SearchError::RangeWithoutField),
            },
            Some(_) => {
                let start = self.at;
                let pieces = self.term(true)?;
                if self.peek() != Some(':') {
                    return match (is_empty(&pieces), self.peek()) {
                        (true, Some(what)) => Err(SearchError::Unexpected { what, at: start + 1 }),
                        (true, None) => Err(SearchError::MissingValue(start + 1)),
                        (false, _) => Ok(like(field, Pattern::new(pieces))),
                    };
                }
                self.next();
                match pieces.as_slice() {
                    [name] if name == "_exists_" => self.exists(),
                    [name] if name.is_empty() => Err(SearchError::Unexpected { what: ':', at: start + 1 }),
                    [name] => self.value(name),
                    _ if pieces.len() == 2 && pieces.iter().all(String::is_empty) && self.takes_sign("*") => Ok(Clause::Everything),
                    _ => Err(SearchError::WildcardInField),
                }
            }
        }
    }

    fn parentheses(&mut self, field: Option<&str>) -> Result<Clause, SearchError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(SearchError::TooDeep);
        }
        self.next();
        let clause = self.list(field)?;
        if self.next() != Some(')') {
            return Err(SearchError::Unclosed("parenthesis"));
        }
        self.depth -= 1;
        Ok(clause)
    }

    /// After `field:`.
    fn value(&mut self, field: &str) -> Result<Clause, SearchError> {
        self.skip_space();
        match self.peek() {
            Some('(') => self.parentheses(Some(field)),
            Some('"') => {
                let phrase = self.phrase()?;
                Ok(like(Some(field), Pattern::new(vec![phrase])))
            }
            Some('[' | '{') => self.range().map(|range| Clause::Field(field.to_owned(), Test::Within(range))),
            Some('<' | '>') => self.comparison().map(|range| Clause::Field(field.to_owned(), Test::Within(range))),
            _ => {
                let start = self.at;
                let is_operator = ["AND", "OR", "NOT"].into_iter().any(|word| self.is_word(word));
                let pieces = self.term(false)?;
                if is_operator || is_empty(&pieces) {
                    return Err(SearchError::MissingValue(start + 1));
                }
                Ok(like(Some(field), Pattern::new(pieces)))
            }
        }
    }

    fn exists(&mut self) -> Result<Clause, SearchError> {
        self.skip_space();
        let name = if self.peek() == Some('"') { vec![self.phrase()?] } else { self.term(true)? };
        match <[String; 1]>::try_from(name) {
            Ok([name]) if !name.is_empty() => Ok(Clause::Exists(name)),
            _ => Err(SearchError::MalformedExists),
        }
    }

    fn range(&mut self) -> Result<Range, SearchError> {
        let takes_first = self.next() == Some('[');
        let first = self.end()?;
        self.skip_space();
        if !self.takes_word("TO") {
            return Err(SearchError::MalformedRange);
        }
        let last = self.end()?;
        self.skip_space();
        let takes_last = match self.next() {
            Some(']') => true,
            Some('}') => false,
            None => return Err(SearchError::Unclosed("range")),
            Some(_) => return Err(SearchError::MalformedRange),
        };
        Ok(Range { from: bound(first, takes_first), to: bound(last, takes_last) })
    }

    fn comparison(&mut self) -> Result<Range, SearchError> {
        let is_greater = self.next() == Some('>');
        let takes_end = self.takes_sign("=");
        let end = bound(self.end()?, takes_end);
        if end == Bound::Unbounded {
            return Err(SearchError::MalformedRange);
        }
        Ok(if is_greater { Range { from: end, to: Bound::Unbounded } } else { Range { from: Bound::Unbounded, to: end } })
    }

    /// `None` for `*`.
    fn end(&mut self) -> Result<Option<String>, SearchError> {
        self.skip_space();
        if self.peek() == Some('"') {
            return self.phrase().map(Some);
        }
        let pieces = self.term(false)?;
        match pieces.as_slice() {
            [one] if !one.is_empty() => Ok(Some(one.clone())),
            [one, other] if one.is_empty() && other.is_empty() => Ok(None),
            _ => Err(SearchError::MalformedRange),
        }
    }

    /// Up to a space or a character with a meaning; cut at each `*`. A colon ends a field's name, and is part of a value.
    fn term(&mut self, ends_at_colon: bool) -> Result<Vec<String>, SearchError> {
        let (start, mut pieces, mut piece) = (self.at, Vec::new(), String::new());
        while let Some(letter) = self.peek() {
            match letter {
                letter if letter.is_whitespace() => break,
                '(' | ')' | '"' | '[' | ']' | '{' | '}' => break,
                ':' if ends_at_colon => break,
                '?' | '~' | '^' => return Err(SearchError::NotSupported(letter)),
                '/' if self.at == start => return Err(SearchError::NotSupported(letter)),
                '*' => pieces.push(std::mem::take(&mut piece)),
                '\\' => {
                    self.next();
                    piece.push(self.peek().ok_or(SearchError::Unclosed("backslash"))?);
                }
                letter => piece.push(letter),
            }
            self.next();
        }
        pieces.push(piece);
        // Two wildcards side by side are one.
        let last = pieces.len() - 1;
        let mut place = 0..=last;
        pieces.retain(|piece| {
            let at = place.next().unwrap_or_default();
            at == 0 || at == last || !piece.is_empty()
        });
        Ok(pieces)
    }

    fn phrase(&mut self) -> Result<String, SearchError> {
        self.next();
        let mut phrase = String::new();
        loop {
            match self.next().ok_or(SearchError::Unclosed("quote"))? {
                '"' => break,
                '\\' => phrase.push(self.next().ok_or(SearchError::Unclosed("quote"))?),
                letter => phrase.push(letter),
            }
        }
        match self.peek() {
            Some(letter @ ('~' | '^')) => Err(SearchError::NotSupported(letter)),
            _ => Ok(phrase),
        }
    }

    fn peek(&mut self) -> Option<char> {
        self.rest.peek().copied()
    }

    fn next(&mut self) -> Option<char> {
        self.at += 1;
        self.rest.next()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.next();
        }
    }

    fn is_sign(&self, sign: &str) -> bool {
        let mut ahead = self.rest.clone();
        sign.chars().all(|letter| ahead.next() == Some(letter))
    }

    /// A word that ends here.
    fn is_word(&self, word: &str) -> bool {
        let after = self.rest.clone().nth(word.len());
        self.is_sign(word) && after.is_none_or(|letter| letter.is_whitespace() || matches!(letter, '(' | ')' | '"'))
    }

    fn takes_sign(&mut self, sign: &str) -> bool {
        let is_there = self.is_sign(sign);
        if is_there {
            for _ in sign.chars() {
                self.next();
            }
        }
        is_there
    }

    fn takes_word(&mut self, word: &str) -> bool {
        self.is_word(word) && self.takes_sign(word)
    }
}

fn is_empty(pieces: &[String]) -> bool {
    matches!(pieces, [only] if only.is_empty())
}

fn like(field: Option<&str>, pattern: Pattern) -> Clause {
    match field {
        None if pattern.is_anything() => Clause::Everything,
        None => Clause::Word(pattern),
        Some(field) if pattern.is_anything() => Clause::Exists(field.to_owned()),
        Some(field) => Clause::Field(field.to_owned(), Test::Like(pattern)),
    }
}

fn bound(end: Option<String>, is_taken: bool) -> Bound<String> {
    match end {
        None => Bound::Unbounded,
        Some(end) if is_taken => Bound::Included(end),
        Some(end) => Bound::Excluded(end),
    }
}

fn joined(groups: Vec<Group>) -> Clause {
    let (mut binding, mut optional, mut has_required) = (Vec::new(), Vec::new(), false);
    for group in groups {
        let signed = |(sign, clause)| if sign == Sign::Forbidden { Clause::Not(Box::new(clause)) } else { clause };
        let sign = if let [(sign, _)] = group.parts.as_slice() { *sign } else { Sign::None };
        let clause = one_or(group.parts.into_iter().map(signed).collect(), Clause::All);
        has_required |= sign == Sign::Required;
        let is_binding = sign == Sign::Required || (sign == Sign::Forbidden && !group.is_alternative);
        if is_binding { binding.push(clause) } else { optional.push(clause) }
    }
    // Without a score, what may be there or not changes nothing beside what must be.
    if !has_required && !optional.is_empty() {
        binding.push(one_or(optional, Clause::Any));
    }
    one_or(binding, Clause::All)
}

fn one_or(mut clauses: Vec<Clause>, make: impl Fn(Vec<Clause>) -> Clause) -> Clause {
    if clauses.len() == 1 { clauses.swap_remove(0) } else { make(clauses) }
}
