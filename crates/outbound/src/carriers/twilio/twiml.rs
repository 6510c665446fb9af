//! What a call says: <https://www.twilio.com/docs/voice/twiml/say>.

use std::fmt::Write;

use ringfence_core::delivery::{Failure, FailureClass};
use ringfence_core::locale::{Voice, voice_for};
use ringfence_core::message::{Message, SpeechPart, speech};

use crate::failure;

/// Twilio's limit for words inside the request.
const LIMIT: usize = 4_000;
/// A breath: for the phone to reach the ear, where the template asks for one, and before all is said again.
const PAUSE: &str = r#"<Pause length="1"/>"#;

/// The message twice, in its language's voice; once, when it is too long to be said twice.
pub(super) fn speak(message: &Message) -> Result<String, Failure> {
    let once = verbs(&speech(&message.text), &voice_for(&message.locale));
    let spoken = [format!("<Response>{PAUSE}{once}{PAUSE}{once}</Response>"), format!("<Response>{PAUSE}{once}</Response>")];
    let fitting = spoken.into_iter().find(|spoken| spoken.chars().count() <= LIMIT);
    fitting.ok_or_else(|| failure(FailureClass::Sender, "speech_too_long", "The text of the call is too long for Twilio."))
}

/// `<Pause>` is no part of `<Say>`, so each pause closes one and the next words open another.
fn verbs(parts: &[SpeechPart], voice: &Voice) -> String {
    let mut spoken = String::new();
    let mut said = String::new();
    for part in parts {
        match part {
            SpeechPart::Say(text) => escape(text, &mut said),
            // Spelt one by one with a breath after each: somebody is writing along.
            SpeechPart::Digits(digits) => {
                for digit in digits.chars().filter(char::is_ascii_digit) {
                    let _ = write!(said, r#"<say-as interpret-as="digits">{digit}</say-as><break time="300ms"/>"#);
                }
            }
            SpeechPart::Pause => {
                close(&mut said, voice, &mut spoken);
                spoken.push_str(PAUSE);
            }
        }
    }
    close(&mut said, voice, &mut spoken);
    spoken
}

fn close(said: &mut String, voice: &Voice, spoken: &mut String) {
    let words = std::mem::take(said);
    if !words.trim().is_empty() {
        let _ = write!(spoken, r#"<Say voice="{}" language="{}">{}</Say>"#, voice.twilio_voice, voice.language, words.trim());
    }
}

/// A template's text comes from a tenant and is no markup; what XML 1.0 cannot hold at all is left out.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
}
