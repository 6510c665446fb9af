//! A tenant's own text: plain, but for Auth0's variables, `${clientName}`.
//!
//! A tenant may write anything here, so nothing is a mistake: what is no variable we know stays as it is.

use std::borrow::Cow;

/// The text with its variables filled in, in one pass: what is filled in is never read again.
pub(super) fn fill<'v>(text: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        let (before, variable) = rest.split_at(start);
        filled.push_str(before);
        let name: &str = &variable[2..];
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let known = name[length..].starts_with('}').then(|| value(&name[..length])).flatten();
        match known {
            Some(known) => {
                filled.push_str(&known);
                rest = &name[length + 1..];
            }
            None => {
                filled.push_str("${");
                rest = name;
            }
        }
    }
    filled.push_str(rest);
    filled
}
