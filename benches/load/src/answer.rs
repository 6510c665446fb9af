//! The little of JSON that the hot path needs.
//!
//! The server writes compact JSON, and what is looked for here (tokens, ids, digits, times) never holds an
//! escaped character; parsing whole documents would cost the tool more than the walk itself.

/// The text of the first `"name":"…"`.
pub(crate) fn field<'a>(body: &'a str, name: &str) -> Option<&'a str> {
    text_after(body, name, body.match_indices(name))
}

/// The text of the last `"name":"…"`: in a list, that of its last element.
pub(crate) fn last_field<'a>(body: &'a str, name: &str) -> Option<&'a str> {
    text_after(body, name, body.rmatch_indices(name))
}

/// A quote inside a text is written `\"`, so a name between bare quotes followed by a colon is a member's name.
fn text_after<'a>(body: &'a str, name: &str, mut found: impl Iterator<Item = (usize, &'a str)>) -> Option<&'a str> {
    found.find_map(|(at, _)| {
        body[..at].strip_suffix('"').filter(|before| !before.ends_with('\\'))?;
        let after = body[at + name.len()..].strip_prefix('"')?.trim_start();
        let text = after.strip_prefix(':')?.trim_start().strip_prefix('"')?;
        text.split_once('"').map(|(text, _)| text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_found_by_its_whole_name() {
        let body = r#"{"oob_codes":"no","my_oob_code":"no","n":1,"oob_code" : "Fe26.2**x_-","list":["oob_code"]}"#;
        assert_eq!(field(body, "oob_code"), Some("Fe26.2**x_-"));
        assert_eq!(field(body, "n"), None);
        assert_eq!(field(body, "missing"), None);
    }

    #[test]
    fn the_last_element_is_the_newest_message() {
        let body = r#"[{"code":"111111","body":"say \"code\":\"999999\""},{"code":"222222","body":"\"code\":\"888888\""}]"#;
        assert_eq!(last_field(body, "code"), Some("222222"));
        assert_eq!(last_field("[]", "code"), None);
    }
}
