//! How another system turned a password into bytes before it hashed it; by the names that Node.js has for it.

use std::borrow::Cow;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    Utf8,
    Ascii,
    Latin1,
    Utf16Le,
}

impl Encoding {
    pub(super) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "utf8" => Self::Utf8,
            "ascii" => Self::Ascii,
            "latin1" | "binary" => Self::Latin1,
            "utf16le" | "ucs2" => Self::Utf16Le,
            _ => return None,
        })
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Ascii => "ascii",
            Self::Latin1 => "latin1",
            Self::Utf16Le => "utf16le",
        }
    }

    /// `None` for a password that has no form in the encoding: what is not in it was never anybody's password.
    pub(super) fn bytes(self, password: &str) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Utf8 => Some(Cow::Borrowed(password.as_bytes())),
            Self::Ascii => password.is_ascii().then_some(Cow::Borrowed(password.as_bytes())),
            Self::Latin1 => password.chars().map(|one| u8::try_from(u32::from(one)).ok()).collect::<Option<Vec<_>>>().map(Cow::Owned),
            Self::Utf16Le => Some(Cow::Owned(password.encode_utf16().flat_map(u16::to_le_bytes).collect())),
        }
    }
}
