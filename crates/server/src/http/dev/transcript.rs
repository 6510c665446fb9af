//! A message's body, cut into what is said, what is the code, and where a voice draws breath.
//!
//! The page shows the pieces and the browser speaks them one by one, so this is the only place that reads a body.

/// One piece of a body. The pieces of a text, joined, are the text again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    Say(String),
    /// The digits without what parts them: a voice says each by itself.
    Code(String),
    Pause,
}

/// Digits that stand together count as a code from this length on; shorter runs are read as numbers ("in 5 minutes").
const SHORTEST_CODE: usize = 4;

/// A text's body: every appearance of its code is set apart.
pub fn text_parts(body: &str, code: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, between) in split(body, code).enumerate() {
        if index > 0 {
            parts.push(Part::Code(code.to_owned()));
        }
        if !between.is_empty() {
            parts.push(Part::Say(between.to_owned()));
        }
    }
    parts
}

/// Without a code there is nothing to set apart, and an empty pattern would split between all letters.
fn split<'a>(body: &'a str, code: &'a str) -> Box<dyn Iterator<Item = &'a str> + 'a> {
    if code.is_empty() { Box::new(std::iter::once(body)) } else { Box::new(body.split(code)) }
}

/// A call's body: an ellipsis is a pause, and dotted or long runs of digits are said digit by digit.
pub fn call_parts(body: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (index, breath) in body.split('…').enumerate() {
        if index > 0 && parts.last() != Some(&Part::Pause) {
            parts.push(Part::Pause);
        }
        push_breath(breath, &mut parts);
    }
    parts
}

fn push_breath(breath: &str, parts: &mut Vec<Part>) {
    let mut said_until = 0;
    let mut at = 0;
    while at < breath.len() {
        let (digits, end) = digit_run(breath, at);
        if digits.len() >= SHORTEST_CODE {
            push_words(&breath[said_until..at], parts);
            parts.push(Part::Code(digits));
            said_until = end;
        }
        // Without digits the run is empty, and the next character is looked at.
        at = if end > at { end } else { at + breath[at..].chars().next().map_or(1, char::len_utf8) };
    }
    push_words(&breath[said_until..], parts);
}

/// The digits from `at` on, with single dots between them left out, and where they end. A dot that no digit follows ends the sentence.
fn digit_run(text: &str, at: usize) -> (String, usize) {
    let bytes = text.as_bytes();
    let is_digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    let mut digits = String::new();
    let mut end = at;
    while is_digit(end) || (end > at && bytes.get(end) == Some(&b'.') && is_digit(end + 1)) {
        if is_digit(end) {
            digits.push(char::from(bytes[end]));
        }
        end += 1;
    }
    (digits, end)
}

/// Punctuation alone is nothing to say.
fn push_words(words: &str, parts: &mut Vec<Part>) {
    if words.chars().any(char::is_alphanumeric) {
        parts.push(Part::Say(words.trim().to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(words: &str) -> Part {
        Part::Say(words.to_owned())
    }

    fn code(digits: &str) -> Part {
        Part::Code(digits.to_owned())
    }

    #[test]
    fn a_text_sets_every_code_apart_and_loses_nothing() {
        let body = "Your code is 123456.\n\n@example.test #123456";
        let parts = text_parts(body, "123456");
        assert_eq!(parts, [say("Your code is "), code("123456"), say(".\n\n@example.test #"), code("123456")]);
        assert_eq!(text_parts("no code here", ""), [say("no code here")]);
        assert_eq!(text_parts("", "123456"), []);
    }

    #[test]
    fn a_call_is_said_in_breaths_and_digits() {
        let parts = call_parts("Hello … your code for Demo is … 1.2.3.4.5.6. … It lasts 5 minutes.");
        assert_eq!(
            parts,
            [say("Hello"), Part::Pause, say("your code for Demo is"), Part::Pause, code("123456"), Part::Pause, say("It lasts 5 minutes.")]
        );
    }

    #[test]
    fn any_language_and_any_oddity_is_cut_without_a_panic() {
        assert_eq!(call_parts("コードは … 1.2.3.4.5.6 … です"), [say("コードは"), Part::Pause, code("123456"), Part::Pause, say("です")]);
        assert_eq!(call_parts("…… 9876…"), [Part::Pause, code("9876"), Part::Pause]);
        assert_eq!(call_parts("١٢٣ 1..2 12.3"), [say("١٢٣ 1..2 12.3")]);
        assert_eq!(call_parts(""), []);
    }
}
