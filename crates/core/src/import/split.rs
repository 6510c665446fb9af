//! Takes a file of users apart as it comes in pieces: a JSON array, or objects one after another.
//!
//! It looks at brackets and quotation marks only; whether a user is sound JSON is for whoever reads them. Whatever the file holds,
//! it keeps at most one user in memory, and of that no more than [`LARGEST`].

use serde::{Deserialize, Serialize};

/// Of one user, in bytes.
pub const LARGEST: usize = 1024 * 1024;
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// What stands between users.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    Array,
    Lines,
}

/// What makes it impossible to go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SplitError {
    #[error("The file is neither a JSON array of users nor JSON objects one after another")]
    NoUsers,
    #[error("A user is not a JSON object")]
    NotAnObject,
    #[error("Users are not parted by a comma")]
    NoComma,
    #[error("The file ends in the middle")]
    Truncated,
    #[error("Something follows the end of the array")]
    Trailing,
}

#[derive(PartialEq, Eq, Debug)]
pub enum Piece {
    User(Vec<u8>),
    /// It was left out.
    TooLarge,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// Nothing but a mark and white space so far.
    Start,
    /// Behind `[`: a user or the end.
    First,
    /// Behind a comma.
    Wanted,
    /// Behind a user.
    Between,
    Within,
    End,
}

pub struct Splitter {
    shape: Option<Shape>,
    state: State,
    kept: Vec<u8>,
    depth: usize,
    is_text: bool,
    is_escaped: bool,
    is_too_large: bool,
    taken: u64,
    /// The end of the last user who was handed out.
    position: u64,
}

impl Default for Splitter {
    fn default() -> Self {
        Self::resume(None, 0)
    }
}

impl Splitter {
    /// At the end of a user; without a shape, at the beginning of the file.
    pub fn resume(shape: Option<Shape>, position: u64) -> Self {
        let state = if shape.is_some() { State::Between } else { State::Start };
        Self { shape, state, kept: Vec::new(), depth: 0, is_text: false, is_escaped: false, is_too_large: false, taken: position, position }
    }

    pub fn shape(&self) -> Option<Shape> {
        self.shape
    }

    /// Where the last user ended who was handed out: the only place at which the file can be taken up again.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Bytes of the file that were looked at.
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// The next user who ends in `input`, of which what was taken is taken away; `None` when all of it was.
    pub fn next(&mut self, input: &mut &[u8]) -> Result<Option<Piece>, SplitError> {
        while let Some((&byte, rest)) = input.split_first() {
            if self.state == State::Within {
                let (taken, ended) = self.within(input);
                *input = &input[taken..];
                self.taken += taken as u64;
                if ended {
                    self.position = self.taken;
                    return Ok(Some(self.piece()));
                }
                continue;
            }
            self.between(byte)?;
            if self.state != State::Within {
                *input = rest;
                self.taken += 1;
            }
        }
        Ok(None)
    }

    /// To be called when the file is at its end.
    pub fn finish(&self) -> Result<(), SplitError> {
        match (self.state, self.shape) {
            (State::End, _) | (State::Between, Some(Shape::Lines)) => Ok(()),
            (State::Start, _) => Err(SplitError::NoUsers),
            _ => Err(SplitError::Truncated),
        }
    }

    fn between(&mut self, byte: u8) -> Result<(), SplitError> {
        if matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
            return Ok(());
        }
        let is_mark = usize::try_from(self.taken).is_ok_and(|place| BYTE_ORDER_MARK.get(place) == Some(&byte));
        self.state = match (self.state, self.shape, byte) {
            (State::Start, _, _) if is_mark => State::Start,
            (State::Start, _, b'[') => {
                self.shape = Some(Shape::Array);
                State::First
            }
            (State::Start, _, b'{') => {
                self.shape = Some(Shape::Lines);
                State::Within
            }
            (State::Start, ..) => return Err(SplitError::NoUsers),
            (State::First, _, b']') | (State::Between, Some(Shape::Array), b']') => State::End,
            (State::First | State::Wanted, _, b'{') | (State::Between, Some(Shape::Lines), b'{') => State::Within,
            (State::Between, Some(Shape::Array), b',') => State::Wanted,
            (State::Between, Some(Shape::Array), _) => return Err(SplitError::NoComma),
            (State::End, ..) => return Err(SplitError::Trailing),
            _ => return Err(SplitError::NotAnObject),
        };
        Ok(())
    }

    /// How many bytes belong to the user, and whether the last of them ends it.
    fn within(&mut self, input: &[u8]) -> (usize, bool) {
        let mut taken = 0;
        let mut ended = false;
        for &byte in input {
            taken += 1;
            if self.is_text {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => self.is_text = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.is_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        ended = true;
                        break;
                    }
                }
                _ => {}
            }
        }
        if self.kept.len() + taken > LARGEST {
            self.is_too_large = true;
            self.kept = Vec::new();
        }
        if !self.is_too_large {
            self.kept.extend_from_slice(&input[..taken]);
        }
        (taken, ended)
    }

    fn piece(&mut self) -> Piece {
        self.state = State::Between;
        let (kept, is_too_large) = (std::mem::take(&mut self.kept), std::mem::take(&mut self.is_too_large));
        if is_too_large { Piece::TooLarge } else { Piece::User(kept) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(file: &[u8], step: usize) -> Result<Vec<Vec<u8>>, SplitError> {
        let (mut splitter, mut found) = (Splitter::default(), Vec::new());
        for piece in file.chunks(step.max(1)) {
            let mut input = piece;
            while let Some(piece) = splitter.next(&mut input)? {
                found.push(if let Piece::User(bytes) = piece { bytes } else { b"too large".to_vec() });
                // Whoever takes it up here goes on in the same way.
                splitter = Splitter::resume(splitter.shape(), splitter.position());
            }
        }
        splitter.finish().map(|()| found)
    }

    #[test]
    fn both_shapes_are_taken_apart() {
        let users: [&[u8]; 2] = [br#"{"a":"}]\"{","b":[{}]}"#, br#"{}"#];
        for file in [
            &br#" [ {"a":"}]\"{","b":[{}]} , {} ] "#[..],
            &br#"[{"a":"}]\"{","b":[{}]},{}]"#[..],
            &b"\xEF\xBB\xBF{\"a\":\"}]\\\"{\",\"b\":[{}]}\r\n{}\n"[..],
            &br#"{"a":"}]\"{","b":[{}]}{}"#[..],
        ] {
            for step in 1..40 {
                assert_eq!(split(file, step).expect("users"), users, "{step} {}", String::from_utf8_lossy(file));
            }
        }
        assert_eq!(split(b"[]", 1), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_file_of_users_is_refused() {
        use SplitError as E;
        for (file, problem) in [
            ("", E::NoUsers),
            (" \n", E::NoUsers),
            ("users", E::NoUsers),
            ("\"{}\"", E::NoUsers),
            ("[", E::Truncated),
            ("[{}", E::Truncated),
            ("[{},", E::Truncated),
            ("[{", E::Truncated),
            ("{", E::Truncated),
            ("[{\"a\":\"}]", E::Truncated),
            ("[{},]", E::NotAnObject),
            ("[,{}]", E::NotAnObject),
            ("[1]", E::NotAnObject),
            ("[[{}]]", E::NotAnObject),
            ("{}x", E::NotAnObject),
            ("{},{}", E::NotAnObject),
            ("[{}{}]", E::NoComma),
            ("[{}] [", E::Trailing),
            ("[]{}", E::Trailing),
        ] {
            for step in [1, 2, 100] {
                assert_eq!(split(file.as_bytes(), step), Err(problem), "{file}");
            }
        }
    }

    #[test]
    fn a_file_that_breaks_off_is_no_whole_one_for_whoever_takes_it_up_again() {
        for (file, end) in [("{}\n{\"a\":", 2), ("[{} , {\"a\"", 3), ("[{},", 3), ("{} x", 2)] {
            let (mut splitter, mut input) = (Splitter::default(), file.as_bytes());
            assert_eq!(splitter.next(&mut input), Ok(Some(Piece::User(b"{}".to_vec()))));
            let first = splitter.next(&mut input).and_then(|_| splitter.finish());
            assert_eq!((splitter.position(), first.is_err()), (end, true), "{file}");
            let mut again = Splitter::resume(splitter.shape(), splitter.position());
            let mut rest = &file.as_bytes()[usize::try_from(end).expect("small")..];
            assert_eq!(again.next(&mut rest).and_then(|_| again.finish()), first, "{file}");
        }
    }

    #[test]
    fn a_user_that_is_too_large_is_left_out_and_the_next_is_not() {
        let file = format!("[{{\"a\":\"{}\"}},{{}}]", "x".repeat(LARGEST));
        assert_eq!(split(file.as_bytes(), 4096).expect("users"), [b"too large".to_vec(), b"{}".to_vec()]);
        let deep = format!("[{}{},{{}}]", "{\"a\":".repeat(100_000), "}".repeat(100_000));
        assert_eq!(split(deep.as_bytes(), 4096).expect("users").len(), 2);
    }

    fn user() -> impl Strategy<Value = String> {
        proptest::collection::vec((".{0,6}", ".{0,12}"), 0..4).prop_map(|fields| {
            let object: serde_json::Map<_, _> = fields.into_iter().map(|(name, value)| (name, value.into())).collect();
            serde_json::Value::Object(object).to_string()
        })
    }

    proptest! {
        #[test]
        fn however_it_comes_it_is_the_same(users in proptest::collection::vec(user(), 0..8), step in 1_usize..64, array in any::<bool>()) {
            prop_assume!(array || !users.is_empty());
            let file = if array { format!("[{}]", users.join(" , ")) } else { users.join("\n") };
            let found = split(file.as_bytes(), step).expect("users");
            let found: Vec<String> = found.into_iter().map(|bytes| String::from_utf8(bytes).expect("UTF-8")).collect();
            prop_assert_eq!(found, users);
        }

        #[test]
        fn whatever_comes_there_is_no_panic(file in proptest::collection::vec(any::<u8>(), 0..200), step in 1_usize..20) {
            let (one, other) = (split(&file, step), split(&file, 1000));
            prop_assert_eq!(one, other);
        }
    }
}
